// SPDX-License-Identifier: GPL-3.0-or-later
// A sentencepiece .model (sentencepiece_model.proto): its pieces and how it normalises. Read by a
// walk of our own over the bytes, which are not trusted; the library is not asked.
#pragma once

#include "base/files.h"

#include <cstdint>
#include <string>
#include <vector>

namespace attune {

struct SentencePieceFile {
    enum class PieceType { Normal = 1, Unknown, Control, UserDefined, Unused, Byte };
    enum class ModelType { Unigram = 1, Bpe };

    struct Piece {
        std::string text;
        float score = 0;
        PieceType type = PieceType::Normal;
    };

    std::vector<Piece> pieces;
    ModelType modelType = ModelType::Unigram;
    bool byteFallback = false;
    std::int64_t unknownId = 0; // of the one piece of that type
    std::string charsmap;       // precompiled_charsmap
    bool dummyPrefix = true;
    bool removeExtraSpaces = true;
    bool escapeSpaces = true;
};

// Throws an Error for what is damaged, and for what sentencepiece or transformers would refuse: at
// most 64 MB and 4,000,000 pieces; no piece that is empty, longer than 512 bytes, given twice, not
// UTF-8 or with a NUL; scores that are numbers; exactly one unknown piece.
SentencePieceFile readSentencePieceFile(const fs::path& path);

} // namespace attune
