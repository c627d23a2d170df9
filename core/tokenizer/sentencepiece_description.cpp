// SPDX-License-Identifier: GPL-3.0-or-later
// From the model's settings to the steps of a tokenizer.json.
#include "tokenizer/sentencepiece_description.h"

#include "text/utf8.h"
#include "tokenizer/base64.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace attune {
namespace {

using Type = SentencePieceFile::PieceType;

Json replaced(const char* kind, const char* pattern, const char* content) {
    return {
        {"type",    "Replace"        },
        {"pattern", {{kind, pattern}}},
        {"content", content          }
    };
}

// Of 256,000 pieces of real models about 600,000.
constexpr std::size_t kMostMerges = 1'000'000;

// Merges of a BPE model: every way to cut a normal piece into two, the best score first.
Json mergesOf(const SentencePieceFile& file) {
    struct Merge {
        double score;
        std::size_t id;
        std::string_view left, right; // of the piece
    };
    std::unordered_map<std::string_view, std::size_t> normal;
    for (std::size_t id = 0; id < file.pieces.size(); ++id)
        if (file.pieces[id].type == Type::Normal)
            normal.emplace(file.pieces[id].text, id);
    std::vector<Merge> merges;
    for (const auto& [text, id] : normal)
        for (std::size_t at = 1; at < text.size(); ++at) {
            if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
                continue;
            const std::string_view left = text.substr(0, at), right = text.substr(at);
            if (normal.contains(left) && normal.contains(right))
                merges.push_back({file.pieces[id].score, id, left, right});
            if (merges.size() > kMostMerges)
                throw Error(say(ATTUNE_TEXT("core", "The pieces of the model can be made in more "
                                                    "than %1 ways."),
                                kMostMerges),
                            {},
                            say(ATTUNE_TEXT("core", "The file is damaged or made to do harm. "
                                                    "Choose another model.")));
        }
    // The bytes of UTF-8 sort as code points do.
    std::sort(merges.begin(), merges.end(), [](const Merge& a, const Merge& b) {
        return std::tie(b.score, a.id, a.left, a.right) < std::tie(a.score, b.id, b.left, b.right);
    });
    Json list = Json::array();
    for (const Merge& merge : merges)
        list.push_back(Json::array({merge.left, merge.right}));
    return list;
}

// The pieces as an expression that finds any of them, the longest first.
std::string anyOf(const std::vector<std::string>& pieces) {
    std::vector<std::u32string> sorted;
    for (const std::string& piece : pieces)
        sorted.push_back(toUtf32(piece));
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    std::string expression;
    for (const std::u32string& piece : sorted) {
        if (!expression.empty())
            expression += '|';
        for (const char32_t c : piece) {
            if (c < 0x80 &&
                std::string_view("()[]{}?*+-|^$\\.&~# \t\n\r\v\f").find(static_cast<char>(c)) !=
                    std::string_view::npos)
                expression += '\\';
            appendUtf8(expression, c);
        }
    }
    return expression;
}

} // namespace

Json describeSentencePiece(const SentencePieceFile& file) {
    std::vector<std::string> userDefined;
    Json added = Json::array();
    for (std::size_t id = 0; id < file.pieces.size(); ++id) {
        const SentencePieceFile::Piece& piece = file.pieces[id];
        if (piece.type == Type::UserDefined)
            userDefined.push_back(piece.text);
        if (piece.type == Type::Control)
            added.push_back({
                {"id",          id        },
                {"content",     piece.text},
                {"single_word", false     },
                {"lstrip",      false     },
                {"rstrip",      false     },
                {"normalized",  false     },
                {"special",     true      }
            });
    }
    Json model;
    if (file.modelType == SentencePieceFile::ModelType::Bpe) {
        Json vocabulary = Json::object();
        for (std::size_t id = 0; id < file.pieces.size(); ++id)
            vocabulary[file.pieces[id].text] = id;
        model = {
            {"type",          "BPE"                                                     },
            {"dropout",       nullptr                                                   },
            {"unk_token",     file.pieces[static_cast<std::size_t>(file.unknownId)].text},
            {"fuse_unk",      true                                                      },
            {"byte_fallback", file.byteFallback                                         },
            {"ignore_merges", !userDefined.empty()                                      },
            {"vocab",         std::move(vocabulary)                                     },
            {"merges",        mergesOf(file)                                            }
        };
    } else {
        Json vocabulary = Json::array();
        for (const SentencePieceFile::Piece& piece : file.pieces)
            vocabulary.push_back(Json::array({piece.text, static_cast<double>(piece.score)}));
        model = {
            {"type",          "Unigram"            },
            {"unk_id",        file.unknownId       },
            {"byte_fallback", file.byteFallback    },
            {"vocab",         std::move(vocabulary)}
        };
    }
    Json steps = Json::array();
    if (!file.charsmap.empty())
        steps.push_back({
            {"type",                 "Precompiled"          },
            {"precompiled_charsmap", toBase64(file.charsmap)}
        });
    if (file.removeExtraSpaces) {
        steps.push_back(replaced("Regex", R"(\A +| +\z)", ""));
        steps.push_back(replaced("Regex", " {2,}", " "));
    }
    if (file.escapeSpaces)
        steps.push_back(replaced("String", " ", "▁"));
    Json splitters = Json::array();
    if (file.dummyPrefix) {
        // Metaspace puts no mark before one that is there; sentencepiece does.
        steps.push_back(replaced("Regex", R"(\A▁)", "▁▁"));
        splitters.push_back({
            {"type",           "Metaspace"},
            {"replacement",    "▁"      },
            {"prepend_scheme", "always"   },
            {"split",          false      }
        });
    }
    if (!userDefined.empty())
        splitters.push_back({
            {"type",     "Split"                        },
            {"pattern",  {{"Regex", anyOf(userDefined)}}},
            {"behavior", "Isolated"                     },
            {"invert",   false                          }
        });
    Json decoders = Json::array({replaced("String", "▁", " ")});
    if (file.byteFallback)
        decoders.push_back({
            {"type", "ByteFallback"}
        });
    if (file.byteFallback || file.dummyPrefix)
        decoders.push_back({
            {"type", "Fuse"}
        });
    if (file.dummyPrefix)
        decoders.push_back({
            {"type",    "Strip"},
            {"content", " "    },
            {"start",   1      },
            {"stop",    0      }
        });
    Json made = {
        {"version",        "1.0"                                                    },
        {"added_tokens",   std::move(added)                                         },
        {"normalizer",     {{"type", "Sequence"}, {"normalizers", std::move(steps)}}},
        {"pre_tokenizer",  nullptr                                                  },
        {"post_processor", nullptr                                                  },
        {"decoder",        {{"type", "Sequence"}, {"decoders", std::move(decoders)}}},
        {"model",          std::move(model)                                         }
    };
    if (!splitters.empty())
        made["pre_tokenizer"] = {
            {"type",          "Sequence"          },
            {"pretokenizers", std::move(splitters)}
        };
    return made;
}

} // namespace attune
