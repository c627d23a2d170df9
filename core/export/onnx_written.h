// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of an exported model.onnx, in batches of several sizes, so that padding is compared,
// too.
#pragma once

#include "export/exporters.h"

namespace attune::onnx {

// By Attune's evaluator.
std::unique_ptr<WrittenModel> evaluated(const fs::path& folder, const EncoderSpec& spec);

// Whether an interpreter, a path or a name in PATH, has onnxruntime and numpy.
bool hasOnnxruntime(const std::string& python, const std::stop_token& stop);

// By onnxruntime in a Python interpreter of this path, as a process of its own. An Error tells what
// it says where it has no onnxruntime. `unasked`: see WrittenModel::isUnasked().
std::unique_ptr<WrittenModel> runInPython(const fs::path& folder, const EncoderSpec& spec,
                                          const fs::path& python, bool unasked);

} // namespace attune::onnx
