// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of ONNX's messages that Attune writes and reads, from onnx.proto of version 1.12
// (https://github.com/onnx/onnx/blob/v1.12.0/onnx/onnx.proto). They never change: a file of any
// later version has the same.
#pragma once

#include <cstdint>

namespace attune::onnx {

// Opset 17 is the first with LayerNormalization; files of that time have version 8.
constexpr std::int64_t kOpset = 17;
constexpr std::int64_t kIrVersion = 8;

enum class ModelField : std::uint32_t {
    IrVersion = 1,
    ProducerName = 2,
    ProducerVersion = 3,
    Graph = 7,
    OpsetImport = 8,
    Metadata = 14,
};
enum class OpsetField : std::uint32_t { Domain = 1, Version = 2 };
enum class EntryField : std::uint32_t { Key = 1, Value = 2 };
enum class GraphField : std::uint32_t {
    Node = 1,
    Name = 2,
    Initializer = 5,
    Input = 11,
    Output = 12,
};
enum class NodeField : std::uint32_t {
    Input = 1,
    Output = 2,
    Name = 3,
    OpType = 4,
    Attribute = 5,
    Domain = 7,
};
enum class AttributeField : std::uint32_t {
    Name = 1,
    Float = 2,
    Int = 3,
    Floats = 7,
    Ints = 8,
    Type = 20,
};
enum class AttributeType : std::int32_t { Float = 1, Int = 2, Ints = 7 };
enum class TensorField : std::uint32_t {
    Dims = 1,
    DataType = 2,
    Name = 8,
    RawData = 9,
    ExternalData = 13,
    DataLocation = 14,
};
constexpr std::int32_t kExternal = 1; // of DataLocation
enum class ValueField : std::uint32_t { Name = 1, Type = 2 };
enum class TypeField : std::uint32_t { Tensor = 1 };
enum class TensorTypeField : std::uint32_t { ElementType = 1, Shape = 2 };
enum class ShapeField : std::uint32_t { Dim = 1 };
enum class DimField : std::uint32_t { Value = 1, Name = 2 };

} // namespace attune::onnx
