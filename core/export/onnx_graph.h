// SPDX-License-Identifier: GPL-3.0-or-later
// A graph of ONNX operators in plain values: what the writer writes and the reader gives back.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace attune::onnx {

// Of numbers, as TensorProto::DataType counts them.
enum class Type : std::int32_t { Float = 1, Int32 = 6, Int64 = 7, Bool = 9, Half = 10 };
std::uint64_t bytesOf(Type type);

// One of ONNX's attributes: a number or a list of whole numbers.
using Attribute = std::variant<std::int64_t, float, std::vector<std::int64_t>>;

struct Node {
    std::string op;                  // "MatMul"
    std::string name;                // "/layer.0/attention/scores"
    std::vector<std::string> inputs; // empty name: left out
    std::vector<std::string> outputs;
    std::map<std::string, Attribute> attributes;
};

// A constant of the graph. What is small stands in `bytes`; weights are named, and whoever writes
// the file asks for their numbers one tensor at a time.
struct Tensor {
    std::string name;
    Type type = Type::Float;
    std::vector<std::int64_t> shape;
    std::string bytes;     // little-endian, row after row
    std::string parameter; // of the model; empty: the numbers are `bytes`
    // The parameter [out, in] stands in the graph as [in, out].
    bool transposed = false;

    std::uint64_t count() const;
    std::uint64_t size() const { return count() * bytesOf(type); } // in bytes
};

// An input or output. A dimension below 0 is free and has a name.
struct Port {
    std::string name;
    Type type = Type::Float;
    struct Dim {
        std::int64_t size = -1;
        std::string name; // "batch"
    };
    std::vector<Dim> shape;
};

struct Graph {
    std::string name;
    std::vector<Node> nodes; // each after those whose outputs it takes
    std::vector<Tensor> tensors;
    std::vector<Port> inputs;
    std::vector<Port> outputs;
    std::vector<std::pair<std::string, std::string>> metadata;
};

} // namespace attune::onnx
