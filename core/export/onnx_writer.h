// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a graph as an ONNX file, tensor by tensor: of the weights never more than one is in
// memory.
#pragma once

#include "export/exporters.h"
#include "export/onnx_graph.h"

namespace attune::onnx {

// The largest message that readers of protobuf take is 2 GiB; a little less stays for the rest.
constexpr std::uint64_t kLargestFile = std::uint64_t{2000} << 20;

// Where weights of more than `largest` bytes in all go to: a file of this name beside model.onnx,
// which names it without a folder.
constexpr const char* kDataFile = "model.onnx_data";

// Writes `folder`/model.onnx and, where needed, kDataFile. An Error where a weight is too large for
// 16 bits.
void writeOnnx(const fs::path& folder, const Graph& graph, const ParameterSource& source,
               std::uint64_t largest = kLargestFile);

} // namespace attune::onnx
