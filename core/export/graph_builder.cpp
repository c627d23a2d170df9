// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/graph_builder.h"

#include "base/error.h"

#include <algorithm>
#include <cstring>

namespace attune::onnx {

namespace {

template <class T> std::string bytesOfAll(std::span<const T> values) {
    std::string bytes(values.size_bytes(), '\0');
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

} // namespace

std::uint64_t bytesOf(Type type) {
    switch (type) {
    case Type::Float:
    case Type::Int32:
        return 4;
    case Type::Int64:
        return 8;
    case Type::Half:
        return 2;
    case Type::Bool:
        return 1;
    }
    return 0;
}

std::uint64_t Tensor::count() const {
    std::uint64_t count = 1;
    for (const std::int64_t size : shape)
        count *= static_cast<std::uint64_t>(size);
    return count;
}

std::string GraphBuilder::named(const std::string& label) {
    const std::string name = "/" + (place_.empty() ? "" : place_ + "/") + label;
    std::string unique = name;
    for (int number = 2; !names_.insert(unique).second; ++number)
        unique = name + "_" + std::to_string(number);
    return unique;
}

std::vector<GraphBuilder::Value> GraphBuilder::addMany(const std::string& op,
                                                       const std::string& label,
                                                       std::vector<Value> inputs,
                                                       std::size_t outputs, Attributes attributes) {
    Node node;
    node.op = op;
    node.name = named(label);
    node.inputs = std::move(inputs);
    node.attributes = std::move(attributes);
    for (std::size_t i = 0; i < outputs; ++i)
        node.outputs.push_back(outputs == 1 ? node.name : node.name + "." + std::to_string(i));
    graph_.nodes.push_back(node);
    return node.outputs;
}

GraphBuilder::Value GraphBuilder::add(const std::string& op, const std::string& label,
                                      std::vector<Value> inputs, Attributes attributes) {
    return addMany(op, label, std::move(inputs), 1, std::move(attributes)).front();
}

void GraphBuilder::addOutput(const std::string& op, std::vector<Value> inputs, const Port& port) {
    Node node;
    node.op = op;
    node.name = named(port.name);
    node.inputs = std::move(inputs);
    node.outputs = {port.name};
    graph_.nodes.push_back(std::move(node));
    graph_.outputs.push_back(port);
}

GraphBuilder::Value GraphBuilder::constant(const std::string& name, Type type,
                                           std::vector<std::int64_t> shape, std::string bytes) {
    std::string key = std::to_string(static_cast<int>(type)) + ":";
    for (const std::int64_t size : shape)
        key += std::to_string(size) + ",";
    key += ":" + bytes;
    const auto [known, fresh] = constants_.try_emplace(std::move(key));
    if (!fresh)
        return known->second;
    Tensor tensor;
    tensor.name = name;
    for (int number = 2; !names_.insert(tensor.name).second; ++number)
        tensor.name = name + "_" + std::to_string(number);
    tensor.type = type;
    tensor.shape = std::move(shape);
    tensor.bytes = std::move(bytes);
    known->second = tensor.name;
    graph_.tensors.push_back(std::move(tensor));
    return known->second;
}

GraphBuilder::Value GraphBuilder::ints(const std::vector<std::int64_t>& values) {
    std::string name = "ints";
    for (const std::int64_t value : values)
        name += "_" + std::to_string(value);
    return constant(name, Type::Int64, {static_cast<std::int64_t>(values.size())},
                    bytesOfAll(std::span<const std::int64_t>(values)));
}

GraphBuilder::Value GraphBuilder::scalar(std::int64_t value) {
    return constant("int_" + std::to_string(value), Type::Int64, {},
                    bytesOfAll(std::span<const std::int64_t>(&value, 1)));
}

GraphBuilder::Value GraphBuilder::number(float value) {
    return constant("number_" + messageArgument(double{value}), Type::Float, {},
                    bytesOfAll(std::span<const float>(&value, 1)));
}

GraphBuilder::Value GraphBuilder::floats(const std::string& name, std::span<const float> values,
                                         std::vector<std::int64_t> shape) {
    return constant(name, Type::Float, std::move(shape), bytesOfAll(values));
}

GraphBuilder::Value GraphBuilder::table(const std::string& name,
                                        std::span<const std::int64_t> values) {
    return constant(name, Type::Int64, {static_cast<std::int64_t>(values.size())},
                    bytesOfAll(values));
}

GraphBuilder::Value GraphBuilder::weight(const ParameterInfo& parameter, bool transposed) {
    const std::string name = parameter.name + (transposed ? ".transposed" : "");
    const auto [known, fresh] = taken_.try_emplace(name);
    if (!fresh)
        return known->second;
    Tensor tensor;
    tensor.name = name;
    tensor.shape = parameter.shape;
    if (transposed)
        std::reverse(tensor.shape.begin(), tensor.shape.end());
    tensor.parameter = parameter.name;
    tensor.transposed = transposed;
    const bool half = weights_ == WeightType::Half && parameter.shape.size() > 1;
    if (half)
        tensor.type = Type::Half;
    names_.insert(name);
    graph_.tensors.push_back(std::move(tensor));
    if (!half)
        return known->second = name;
    Node cast;
    cast.op = "Cast";
    cast.name = cast.outputs.emplace_back(name + ".fp32");
    cast.inputs = {name};
    cast.attributes = {
        {"to", static_cast<std::int64_t>(Type::Float)}
    };
    graph_.nodes.push_back(std::move(cast));
    return known->second = name + ".fp32";
}

} // namespace attune::onnx
