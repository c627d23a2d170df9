// SPDX-License-Identifier: GPL-3.0-or-later
// An EncoderSpec as a graph of ONNX operators over padded sequences.
//
// Inputs, all int64 and [batch, sequence]: input_ids, attention_mask (1 for a token, 0 for padding
// behind the last one) and, where the model tells types apart, token_type_ids. Output: logits,
// [batch, labels], or [batch, sequence, labels] where every token is answered. What stands in the
// places of padding changes nothing.
#pragma once

#include "export/graph_builder.h"

namespace attune::onnx {

// Whether the graph has the input token_type_ids: models with a single type are never asked.
inline bool asksTypes(const EncoderSpec& spec) { return spec.types > 1; }

// The weights are named, not held: Tensor::parameter.
Graph encoderGraph(const EncoderSpec& spec, WeightType weights);

} // namespace attune::onnx
