// SPDX-License-Identifier: GPL-3.0-or-later
// The walk over the protocol buffer.
#include "tokenizer/sentencepiece_file.h"

#include "text/utf8.h"
#include "tokenizer/charsmap.h"
#include "tokenizer/vocabulary.h"

#include <cmath>
#include <cstring>
#include <unordered_set>

namespace attune {
namespace {

constexpr std::uint64_t kLargestFile = std::uint64_t{64} << 20;
constexpr std::size_t kLongestPiece = 512;

[[noreturn]] void throwDamaged(const std::string& where, Message what) {
    throw Error(std::move(what), where,
                say(ATTUNE_TEXT("core", "The file is damaged. Download the model again.")));
}

// One message of a protocol buffer, field by field.
class Fields {
public:
    Fields(std::string_view bytes, const std::string& where) : bytes_(bytes), where_(where) {}

    // Goes to the next field; false at the end.
    bool next() {
        if (at_ == bytes_.size())
            return false;
        const std::uint64_t key = varint();
        number_ = key >> 3;
        wire_ = static_cast<unsigned>(key & 7);
        if (number_ == 0 || number_ > 536'870'911)
            fail();
        switch (wire_) {
        case 0:
            value_ = varint();
            break;
        case 1:
            content_ = take(8);
            break;
        case 2:
            content_ = take(varint());
            break;
        case 5:
            content_ = take(4);
            break;
        default:
            fail();
        }
        return true;
    }

    std::uint64_t number() const { return number_; }
    std::uint64_t whole() const { return expect(0), value_; }
    bool flag() const { return whole() != 0; }
    std::string_view bytes() const { return expect(2), content_; }
    float real() const {
        expect(5);
        float value = 0;
        std::memcpy(&value, content_.data(), 4);
        return value;
    }
    [[noreturn]] void fail() const {
        throwDamaged(where_, say(ATTUNE_TEXT("core", "This is no sentencepiece model.")));
    }

private:
    void expect(unsigned wire) const {
        if (wire_ != wire)
            fail();
    }
    std::string_view take(std::uint64_t length) {
        if (length > bytes_.size() - at_)
            fail();
        at_ += length;
        return bytes_.substr(at_ - length, length);
    }
    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at_ == bytes_.size())
                break;
            const auto byte = static_cast<unsigned char>(bytes_[at_++]);
            if (shift == 63 && byte > 1)
                break;
            value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if (byte < 0x80)
                return value;
        }
        fail();
    }

    std::string_view bytes_;
    const std::string& where_;
    std::size_t at_ = 0;
    std::uint64_t number_ = 0;
    unsigned wire_ = 0;
    std::uint64_t value_ = 0;
    std::string_view content_;
};

SentencePieceFile::Piece readPiece(std::string_view bytes, const std::string& where) {
    SentencePieceFile::Piece piece;
    for (Fields fields(bytes, where); fields.next();) {
        if (fields.number() == 1)
            piece.text = std::string(fields.bytes());
        else if (fields.number() == 2)
            piece.score = fields.real();
        else if (fields.number() == 3) {
            if (fields.whole() < 1 || fields.whole() > 6)
                fields.fail();
            piece.type = static_cast<SentencePieceFile::PieceType>(fields.whole());
        }
    }
    return piece;
}

// Ids are int32 and may be negative (a piece that is not there).
void checkInt32(const Fields& fields) {
    const auto value = static_cast<std::int64_t>(fields.whole());
    if (value != static_cast<std::int32_t>(value))
        fields.fail();
}

void readTrainer(std::string_view bytes, const std::string& where, SentencePieceFile& file) {
    for (Fields fields(bytes, where); fields.next();) {
        if (fields.number() == 3) {
            if (fields.whole() != 1 && fields.whole() != 2)
                throwDamaged(where, say(ATTUNE_TEXT("core", "This sentencepiece model is neither "
                                                            "Unigram nor BPE.")));
            file.modelType = static_cast<SentencePieceFile::ModelType>(fields.whole());
        } else if (fields.number() == 24 && fields.flag()) {
            throwDamaged(where, say(ATTUNE_TEXT("core", "This sentencepiece model puts the mark of "
                                                        "a space behind words, which cannot be "
                                                        "read.")));
        } else if (fields.number() == 35) {
            file.byteFallback = fields.flag();
        } else if (fields.number() == 40) {
            checkInt32(fields);
            file.unknownId = static_cast<std::int32_t>(fields.whole());
        }
    }
}

void readNormalizer(std::string_view bytes, const std::string& where, SentencePieceFile& file) {
    for (Fields fields(bytes, where); fields.next();) {
        switch (fields.number()) {
        case 2:
            file.charsmap = std::string(fields.bytes());
            break;
        case 3:
            file.dummyPrefix = fields.flag();
            break;
        case 4:
            file.removeExtraSpaces = fields.flag();
            break;
        case 5:
            file.escapeSpaces = fields.flag();
            break;
        default:
            break;
        }
    }
}

// "<0x00>" to "<0xFF>".
bool isByteName(const std::string& text) {
    static constexpr std::string_view kDigits = "0123456789ABCDEF";
    return text.size() == 6 && text.starts_with("<0x") && text[5] == '>' &&
           kDigits.find(text[3]) != kDigits.npos && kDigits.find(text[4]) != kDigits.npos;
}

void check(const SentencePieceFile& file, const std::string& where) {
    using Type = SentencePieceFile::PieceType;
    std::unordered_set<std::string_view> seen;
    std::size_t unknown = 0;
    std::size_t bytes = 0;
    for (std::size_t id = 0; id < file.pieces.size(); ++id) {
        const SentencePieceFile::Piece& piece = file.pieces[id];
        const bool isWrong =
            piece.text.empty() || piece.text.size() > kLongestPiece ||
            piece.text.find('\0') != std::string::npos || !isValidUtf8(piece.text) ||
            !std::isfinite(piece.score) || !seen.insert(piece.text).second ||
            (piece.type == Type::Byte && !(file.byteFallback && isByteName(piece.text)));
        bytes += piece.type == Type::Byte;
        if (isWrong)
            throwDamaged(where, say(ATTUNE_TEXT("core", "Piece %1 of the sentencepiece model is "
                                                        "empty, too long, there twice, or has a "
                                                        "wrong score or type."),
                                    id));
        if (piece.type == Type::Unknown) {
            ++unknown;
            if (static_cast<std::int64_t>(id) != file.unknownId)
                unknown += 2;
        }
    }
    if (unknown != 1)
        throwDamaged(where, say(ATTUNE_TEXT("core", "The sentencepiece model does not have exactly "
                                                    "one unknown piece.")));
    if (file.byteFallback && bytes != 256)
        throwDamaged(where, say(ATTUNE_TEXT("core", "The sentencepiece model has %1 of 256 byte "
                                                    "pieces."),
                                bytes));
    const Charsmap checked(file.charsmap, where);
}

} // namespace

SentencePieceFile readSentencePieceFile(const fs::path& path) {
    const std::string where = toUtf8(path);
    const std::string bytes = readFile(path, kLargestFile);
    SentencePieceFile file;
    for (Fields fields(bytes, where); fields.next();) {
        if (fields.number() == 1) {
            if (file.pieces.size() >= static_cast<std::size_t>(Vocabulary::kHighestId))
                fields.fail();
            file.pieces.push_back(readPiece(fields.bytes(), where));
        } else if (fields.number() == 2) {
            readTrainer(fields.bytes(), where, file);
        } else if (fields.number() == 3) {
            readNormalizer(fields.bytes(), where, file);
        }
    }
    if (file.pieces.empty())
        throwDamaged(where, say(ATTUNE_TEXT("core", "This is no sentencepiece model.")));
    check(file, where);
    return file;
}

} // namespace attune
