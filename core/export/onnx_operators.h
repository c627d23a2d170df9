// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX's operators in ATen, those that Attune writes. Inside of this room only: it includes
// LibTorch.
#pragma once

#include "export/onnx_graph.h"

#include <ATen/core/Tensor.h>

namespace attune::onnx {

using Values = std::vector<at::Tensor>;
// Inputs as the node lists them. An exception says what does not fit.
using Operation = Values (*)(const Node& node, const Values& inputs);

// null: not known.
Operation findOperation(const std::string& op);

} // namespace attune::onnx
