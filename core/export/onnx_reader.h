// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the ONNX files that Attune writes, and refuses all that is broken or of another kind:
// nothing is believed that the file says of its own sizes, and no other file is opened than one of
// a plain name in the same folder.
#pragma once

#include "base/files.h"
#include "export/onnx_graph.h"

#include <memory>

namespace attune::onnx {

// What is refused beyond what the format does.
struct ReadLimits {
    static constexpr std::size_t nodes = 100'000;
    static constexpr std::size_t tensors = 100'000;
    static constexpr std::size_t rank = 8;
    static constexpr std::size_t links = 64; // inputs, outputs or attributes of a node
    static constexpr std::size_t metadata = 1000;
    static constexpr std::size_t dimension = std::size_t{1} << 32;
};

// A file that was read. Its numbers lie in the mapped file.
class OnnxFile {
public:
    // model.onnx. Errors name the file.
    explicit OnnxFile(const fs::path& path);

    // Tensors without their bytes.
    const Graph& graph() const { return graph_; }
    // The bytes of graph().tensors[index], as many as its shape asks for.
    std::string_view numbers(std::size_t index) const { return numbers_[index]; }

private:
    class Reader;

    fs::path path_;
    MappedFile file_;
    std::unique_ptr<MappedFile> data_;
    Graph graph_;
    std::vector<std::string_view> numbers_;
};

} // namespace attune::onnx
