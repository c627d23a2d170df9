// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/onnx_evaluator.h"

#include "export/onnx_operators.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <c10/util/Exception.h>

#include <cstring>
#include <set>
#include <stdexcept>
#include <unordered_map>

namespace attune::onnx {

namespace {

at::ScalarType scalarType(Type type) {
    switch (type) {
    case Type::Float:
        return at::kFloat;
    case Type::Int32:
        return at::kInt;
    case Type::Int64:
        return at::kLong;
    case Type::Half:
        return at::kHalf;
    case Type::Bool:
        return at::kBool;
    }
    return at::kFloat;
}

// A copy: in the file numbers stand at any place.
at::Tensor tensorOf(const Tensor& tensor, std::string_view numbers) {
    const at::Tensor made =
        at::empty(tensor.shape, at::TensorOptions().dtype(scalarType(tensor.type)));
    if (!numbers.empty())
        std::memcpy(made.data_ptr(), numbers.data(), numbers.size());
    return made;
}

Error failure(const fs::path& path, const Message& what) {
    return Error(what, toUtf8(path), say(ATTUNE_TEXT("core", "Export the model again.")));
}

} // namespace

struct Evaluator::Loaded {
    fs::path path;
    Graph graph;
    std::unordered_map<std::string, at::Tensor> constants;
    std::vector<Operation> operations;             // of graph.nodes
    std::vector<std::vector<std::string>> lastUse; // values that are done with after a node
};

Evaluator::Evaluator(const fs::path& path) : loaded_(std::make_unique<Loaded>()) {
    Loaded& loaded = *loaded_;
    loaded.path = path;
    OnnxFile file(path);
    loaded.graph = file.graph();
    const Graph& graph = loaded.graph;
    std::set<std::string> given;
    for (std::size_t i = 0; i < graph.tensors.size(); ++i) {
        loaded.constants[graph.tensors[i].name] = tensorOf(graph.tensors[i], file.numbers(i));
        given.insert(graph.tensors[i].name);
    }
    for (const Port& port : graph.inputs)
        given.insert(port.name);
    std::unordered_map<std::string, std::size_t> last;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const Node& node = graph.nodes[i];
        loaded.operations.push_back(findOperation(node.op));
        if (loaded.operations.back() == nullptr)
            throw failure(
                path, say(ATTUNE_TEXT("core", "The operator “%1” isn't computed here."), node.op));
        for (const std::string& input : node.inputs) {
            if (!input.empty() && !given.contains(input))
                throw failure(path, say(ATTUNE_TEXT("core", "Nothing gives the value “%1” that "
                                                            "“%2” takes."),
                                        input, node.name));
            last[input] = i;
        }
        for (const std::string& output : node.outputs)
            if (!given.insert(output).second)
                throw failure(
                    path, say(ATTUNE_TEXT("core", "The name “%1” stands twice in it."), output));
    }
    if (graph.outputs.size() != 1 || !given.contains(graph.outputs.front().name))
        throw failure(path, say(ATTUNE_TEXT("core", "It does not give one output.")));
    last.erase(graph.outputs.front().name);
    loaded.lastUse.resize(graph.nodes.size());
    for (const auto& [name, node] : last)
        loaded.lastUse[node].push_back(name);
}

Evaluator::~Evaluator() = default;

const Graph& Evaluator::graph() const { return loaded_->graph; }

std::vector<float> Evaluator::run(const PaddedBatch& batch) const {
    const at::NoGradGuard guard;
    const Loaded& loaded = *loaded_;
    std::unordered_map<std::string, at::Tensor> values;
    const auto give = [&](const char* name, const std::vector<std::int64_t>& numbers) {
        if (static_cast<std::int64_t>(numbers.size()) != batch.sequences * batch.length)
            throw std::invalid_argument("the batch is not of its size");
        values[name] =
            at::from_blob(const_cast<std::int64_t*>(numbers.data()),
                          {batch.sequences, batch.length}, at::TensorOptions().dtype(at::kLong));
    };
    give("input_ids", batch.ids);
    give("attention_mask", batch.mask);
    give("token_type_ids", batch.types);
    const auto find = [&](const std::string& name) {
        if (const auto it = values.find(name); it != values.end())
            return it->second;
        const auto it = loaded.constants.find(name);
        return it == loaded.constants.end() ? at::Tensor() : it->second;
    };
    for (std::size_t i = 0; i < loaded.graph.nodes.size(); ++i) {
        const Node& node = loaded.graph.nodes[i];
        Values inputs;
        for (const std::string& input : node.inputs)
            inputs.push_back(find(input));
        try {
            const Values made = loaded.operations[i](node, inputs);
            if (made.size() != node.outputs.size())
                throw std::invalid_argument("it gives another number of values");
            for (std::size_t output = 0; output < made.size(); ++output)
                values[node.outputs[output]] = made[output];
        } catch (const std::exception& error) {
            const auto* torch = dynamic_cast<const c10::Error*>(&error);
            throw failure(loaded.path,
                          say(ATTUNE_TEXT("core", "“%1” (%2) can't be computed: %3"), node.name,
                              node.op, torch ? torch->what_without_backtrace() : error.what()));
        }
        inputs.clear();
        for (const std::string& name : loaded.lastUse[i])
            values.erase(name);
    }
    const at::Tensor out = find(loaded.graph.outputs.front().name);
    if (!out.defined() || out.scalar_type() != at::kFloat)
        throw failure(loaded.path, say(ATTUNE_TEXT("core", "Its output is not of numbers.")));
    const at::Tensor flat = out.contiguous();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

} // namespace attune::onnx
