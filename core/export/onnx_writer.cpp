// SPDX-License-Identifier: GPL-3.0-or-later
// A message stands behind its length, so everything but the numbers is put together first: their
// lengths are known. Then they are written as they come.
#include "export/onnx_writer.h"

#include "export/onnx_format.h"
#include "model/weights_numbers.h"

#include <protozero/pbf_builder.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace attune::onnx {

namespace {

template <class Field> using Part = protozero::pbf_builder<Field>;

constexpr const char* kWeightsName = "model.onnx";
// Weights below that stay in the file itself: shapes and vectors.
constexpr std::uint64_t kLeastOutside = 1024;
// Where numbers begin in the file of weights, so that readers may map them.
constexpr std::uint64_t kAlignment = 4096;

void addNode(Part<GraphField>& graph, const Node& node) {
    Part<NodeField> out(graph, GraphField::Node);
    for (const std::string& input : node.inputs)
        out.add_string(NodeField::Input, input);
    for (const std::string& output : node.outputs)
        out.add_string(NodeField::Output, output);
    out.add_string(NodeField::Name, node.name);
    out.add_string(NodeField::OpType, node.op);
    for (const auto& [name, value] : node.attributes) {
        Part<AttributeField> attribute(out, NodeField::Attribute);
        attribute.add_string(AttributeField::Name, name);
        AttributeType type = AttributeType::Ints;
        if (const auto* number = std::get_if<float>(&value)) {
            attribute.add_float(AttributeField::Float, *number);
            type = AttributeType::Float;
        } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
            attribute.add_int64(AttributeField::Int, *whole);
            type = AttributeType::Int;
        } else {
            for (const std::int64_t one : std::get<std::vector<std::int64_t>>(value))
                attribute.add_int64(AttributeField::Ints, one);
        }
        attribute.add_enum(AttributeField::Type, static_cast<std::int32_t>(type));
    }
}

void addPort(Part<GraphField>& graph, GraphField field, const Port& port) {
    Part<ValueField> out(graph, field);
    out.add_string(ValueField::Name, port.name);
    Part<TypeField> type(out, ValueField::Type);
    Part<TensorTypeField> tensor(type, TypeField::Tensor);
    tensor.add_enum(TensorTypeField::ElementType, static_cast<std::int32_t>(port.type));
    Part<ShapeField> shape(tensor, TensorTypeField::Shape);
    for (const Port::Dim& size : port.shape) {
        Part<DimField> dim(shape, ShapeField::Dim);
        if (size.size >= 0)
            dim.add_int64(DimField::Value, size.size);
        else
            dim.add_string(DimField::Name, size.name);
    }
}

// Field number and length of a part of `size` bytes that follows.
template <class Field> std::string opening(Field field, std::uint64_t size) {
    std::string bytes;
    protozero::add_varint_to_buffer(&bytes, (static_cast<std::uint64_t>(field) << 3) | 2);
    protozero::add_varint_to_buffer(&bytes, size);
    return bytes;
}

// A tensor's message up to its numbers.
struct Header {
    std::string bytes;
    std::uint64_t numbers = 0;           // bytes of numbers that follow
    std::optional<std::uint64_t> offset; // in the file of weights, where they stand instead

    std::uint64_t size() const { return bytes.size() + (offset ? 0 : numbers); }
};

Header headerOf(const Tensor& tensor, std::optional<std::uint64_t> offset) {
    Header header;
    header.numbers = tensor.size();
    header.offset = offset;
    Part<TensorField> out(header.bytes);
    for (const std::int64_t size : tensor.shape)
        out.add_int64(TensorField::Dims, size);
    out.add_enum(TensorField::DataType, static_cast<std::int32_t>(tensor.type));
    out.add_string(TensorField::Name, tensor.name);
    if (!offset) {
        header.bytes += opening(TensorField::RawData, header.numbers);
        return header;
    }
    const auto entry = [&](const char* key, const std::string& value) {
        Part<EntryField> place(out, TensorField::ExternalData);
        place.add_string(EntryField::Key, key);
        place.add_string(EntryField::Value, value);
    };
    entry("location", kDataFile);
    entry("offset", std::to_string(*offset));
    entry("length", std::to_string(header.numbers));
    out.add_enum(TensorField::DataLocation, kExternal);
    return header;
}

// The numbers of a tensor, as the file holds them.
class Numbers {
public:
    explicit Numbers(const ParameterSource& source) : source_(source) {}

    std::string_view of(const Tensor& tensor) {
        if (tensor.parameter.empty())
            return tensor.bytes;
        values_.resize(tensor.count());
        source_(tensor.parameter, values_);
        if (tensor.transposed)
            transpose(static_cast<std::size_t>(tensor.shape[0]),
                      static_cast<std::size_t>(tensor.shape[1]));
        if (tensor.type != Type::Half)
            return {reinterpret_cast<const char*>(values_.data()), values_.size() * sizeof(float)};
        for (const float value : values_)
            if (std::abs(value) >= kLeastInfinite)
                throw Error(say(ATTUNE_TEXT("core", "The weight “%1” holds the value %2, which "
                                                    "fp16 can't: it ends at 65504."),
                                tensor.parameter, value),
                            {}, say(ATTUNE_TEXT("core", "Export with precision fp32.")));
        halves_.resize(values_.size() * 2);
        fromFloats("F16", values_, halves_);
        return {reinterpret_cast<const char*>(halves_.data()), halves_.size()};
    }

private:
    // From here on fp16 rounds to infinity.
    static constexpr float kLeastInfinite = 65520;

    // values_ [columns, rows] -> [rows, columns]
    void transpose(std::size_t rows, std::size_t columns) {
        turned_.resize(values_.size());
        constexpr std::size_t block = 32; // both sides stay in the cache
        for (std::size_t top = 0; top < rows; top += block)
            for (std::size_t left = 0; left < columns; left += block)
                for (std::size_t row = top; row < std::min(top + block, rows); ++row)
                    for (std::size_t column = left; column < std::min(left + block, columns);
                         ++column)
                        turned_[row * columns + column] = values_[column * rows + row];
        values_.swap(turned_);
    }

    const ParameterSource& source_;
    std::vector<float> values_, turned_;
    std::vector<std::byte> halves_;
};

void pad(FileWriter& file, std::uint64_t upTo) {
    if (const std::uint64_t missing = upTo - file.written(); missing > 0)
        file.write(std::string(missing, '\0'));
}

} // namespace

void writeOnnx(const fs::path& folder, const Graph& graph, const ParameterSource& source,
               std::uint64_t largest) {
    std::uint64_t weights = 0;
    for (const Tensor& tensor : graph.tensors)
        weights += tensor.size();
    const bool outside = weights > largest;

    std::string nodes;
    Part<GraphField> described(nodes);
    for (const Node& node : graph.nodes)
        addNode(described, node);
    described.add_string(GraphField::Name, graph.name);
    for (const Port& port : graph.inputs)
        addPort(described, GraphField::Input, port);
    for (const Port& port : graph.outputs)
        addPort(described, GraphField::Output, port);

    std::vector<Header> headers;
    std::uint64_t end = 0, inGraph = nodes.size();
    for (const Tensor& tensor : graph.tensors) {
        std::optional<std::uint64_t> offset;
        if (outside && !tensor.parameter.empty() && tensor.size() >= kLeastOutside) {
            offset = (end + kAlignment - 1) / kAlignment * kAlignment;
            end = *offset + tensor.size();
        }
        headers.push_back(headerOf(tensor, offset));
        inGraph +=
            opening(GraphField::Initializer, headers.back().size()).size() + headers.back().size();
    }

    std::string front;
    Part<ModelField> model(front);
    model.add_int64(ModelField::IrVersion, kIrVersion);
    model.add_string(ModelField::ProducerName, "Attune");
    {
        Part<OpsetField> opset(model, ModelField::OpsetImport);
        opset.add_string(OpsetField::Domain, "");
        opset.add_int64(OpsetField::Version, kOpset);
    }
    for (const auto& [key, value] : graph.metadata) {
        Part<EntryField> entry(model, ModelField::Metadata);
        entry.add_string(EntryField::Key, key);
        entry.add_string(EntryField::Value, value);
    }

    std::optional<FileWriter> data;
    if (end > 0)
        data.emplace(folder / kDataFile);
    FileWriter file(folder / kWeightsName);
    file.write(front);
    file.write(opening(ModelField::Graph, inGraph));
    file.write(nodes);
    Numbers numbers(source);
    for (std::size_t i = 0; i < headers.size(); ++i) {
        file.write(opening(GraphField::Initializer, headers[i].size()));
        file.write(headers[i].bytes);
        const std::string_view values = numbers.of(graph.tensors[i]);
        if (headers[i].offset) {
            pad(*data, *headers[i].offset);
            data->write(values);
        } else {
            file.write(values);
        }
    }
    file.close();
    if (data)
        data->close();
}

} // namespace attune::onnx
