// SPDX-License-Identifier: GPL-3.0-or-later
// The tokenizer.json that does what a sentencepiece model says (transformers 5,
// convert_slow_tokenizer.py, build_tokenizer_from_spm_proto): for folders in which no file names a
// tokenizer class.
#pragma once

#include "base/json.h"
#include "tokenizer/sentencepiece_file.h"

namespace attune {

Json describeSentencePiece(const SentencePieceFile& file);

} // namespace attune
