// SPDX-License-Identifier: GPL-3.0-or-later
// Computes an ONNX file that Attune wrote, one operator after the other, as ONNX describes them
// (https://onnx.ai/onnx/operators): the check that the file gives what the model gives. It is
// written for that alone; runtimes are faster.
#pragma once

#include "export/onnx_reader.h"

#include <memory>

namespace attune::onnx {

// B sequences of one length T: shorter ones end in padding.
struct PaddedBatch {
    std::int64_t sequences = 0;
    std::int64_t length = 0;
    std::vector<std::int64_t> ids, mask, types; // [B, T] each
};

class Evaluator {
public:
    // An Error where the file asks for an operator that isn't known, or for a value that no node
    // gives.
    explicit Evaluator(const fs::path& path);
    ~Evaluator();

    const Graph& graph() const;
    // The output, row after row: [B, L] or [B, T, L]. Throws where shapes do not fit.
    std::vector<float> run(const PaddedBatch& batch) const;

private:
    struct Loaded;
    std::unique_ptr<Loaded> loaded_;
};

} // namespace attune::onnx
