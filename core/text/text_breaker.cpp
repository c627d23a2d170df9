// SPDX-License-Identifier: GPL-3.0-or-later
// ICU is asked through layers made for every script and encoding. For ASCII and for Chinese, which
// most texts are made of, the same boundaries are found without it: 30 and 8 times faster.
#include "text/text_breaker.h"

#include "base/error.h"
#include "text/ascii_words.h"
#include "text/han_words.h"
#include "text/letters.h"
#include "text/utf8.h"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/utext.h>

#include <algorithm>
#include <optional>

namespace attune {
namespace {

// What a character does to the boundaries beside it.
enum class Kind : std::uint8_t {
    Other,  // known to ICU alone
    Ascii,  // known to AsciiWords
    Han,    // known to HanWords
    Apart,  // stands by itself: punctuation, symbols
    Joiner, // punctuation that stands by itself, but not between letters or digits
    Space,  // U+3000, which stands together with other spaces
};

Kind kindOf(char32_t c) {
    if (c < 0x80)
        return Kind::Ascii;
    if (HanWords::isKnown(c))
        return Kind::Han;
    if (c == 0x3000)
        return Kind::Space;
    const auto property = [&](UProperty one) {
        return u_getIntPropertyValue(static_cast<UChar32>(c), one);
    };
    if ((categoryOf(c) & (U_GC_P_MASK | U_GC_S_MASK)) == 0 ||
        property(UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT)
        return Kind::Other;
    switch (property(UCHAR_WORD_BREAK)) {
    case U_WB_OTHER:
        return Kind::Apart;
    case U_WB_MIDLETTER:
    case U_WB_MIDNUM:
    case U_WB_MIDNUMLET:
        return Kind::Joiner;
    default:
        return Kind::Other;
    }
}

bool mayHoldHan(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0xE4 && byte <= 0xE9;
    });
}

} // namespace

struct TextBreaker::Prototype {
    Unit unit;
    std::unique_ptr<const icu::BreakIterator> iterator;
    std::optional<AsciiWords> ascii = {};
    std::optional<HanWords> han = {};
    std::vector<Kind> kinds = {}; // of the characters below U+10000
};

// Takes a text apart where a boundary is sure whatever stands on either side, and has each piece
// cut by whoever knows it: ASCII, Chinese, a sign that stands by itself, or anything, which ICU
// does.
class TextBreaker::ByKind {
public:
    ByKind(const Prototype& prototype, std::string_view text, Chinese chinese)
        : prototype_(prototype), text_(text), chinese_(chinese) {}

    std::vector<TextPart> parts() {
        std::size_t begin = 0;
        Kind whole = Kind::Other, last = Kind::Other; // of the piece; of its last character
        for (std::size_t at = 0; at < text_.size();) {
            const CodePoint point = codePointAt(text_, at);
            const Kind kind = kindAt(at, point);
            if (at == 0) {
                whole = kind;
            } else if (isBoundary(last, kind)) {
                add({begin, at}, whole);
                begin = at;
                whole = kind;
            } else if (kind != last) {
                whole = Kind::Other;
            }
            last = kind;
            at += point.length;
            if (kind == Kind::Han)
                while (hanAt(at))
                    at += 3;
        }
        if (!text_.empty())
            add({begin, text_.size()}, whole);
        return std::move(parts_);
    }

private:
    Kind plainKind(char32_t c) const {
        return c < prototype_.kinds.size() ? prototype_.kinds[c] : kindOf(c);
    }
    bool hanAt(std::size_t at) const {
        if (at + 3 > text_.size())
            return false;
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text_[at + i]); };
        return byte(0) >= 0xE4 && byte(0) <= 0xE9 &&
               HanWords::isKnown(static_cast<char32_t>((byte(0) & 0x0F) << 12 |
                                                       (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)));
    }

    // The kind of a character where it stands: joiners and spaces are settled.
    Kind kindAt(std::size_t at, const CodePoint& point) const {
        const Kind kind = plainKind(point.value);
        if (kind != Kind::Joiner && kind != Kind::Space)
            return kind;
        const CodePoint left = characterBefore(at), right = codePointAt(text_, at + point.length);
        if (kind == Kind::Space)
            return left.value == ' ' || right.value == ' ' ? Kind::Other : Kind::Space;
        return joinsNothing(left) || joinsNothing(right) ? Kind::Apart : Kind::Other;
    }
    CodePoint characterBefore(std::size_t at) const {
        if (at == 0)
            return {};
        do
            --at;
        while (at > 0 && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80);
        return codePointAt(text_, at);
    }
    // Also the end of the text.
    bool joinsNothing(const CodePoint& beside) const {
        if (beside.length == 0)
            return true;
        const Kind kind = plainKind(beside.value);
        return kind == Kind::Ascii ? !prototype_.ascii->isInWord(static_cast<char>(beside.value))
                                   : kind != Kind::Other;
    }

    static bool isBoundary(Kind left, Kind right) {
        return left != Kind::Other && right != Kind::Other &&
               (left != right || left == Kind::Apart);
    }

    void add(Span piece, Kind kind) {
        switch (kind) {
        case Kind::Ascii:
            prototype_.ascii->split(text_, piece, parts_);
            return;
        case Kind::Han:
            if (chinese_ == Chinese::Words)
                prototype_.han->split(text_, piece, scratch_, parts_);
            else
                parts_.push_back({piece, true});
            return;
        case Kind::Apart:
        case Kind::Space:
            parts_.push_back({piece, false});
            return;
        default:
            break;
        }
        if (!iterator_)
            iterator_.reset(prototype_.iterator->clone());
        addByIcu(*iterator_, prototype_.unit, text_, piece, parts_);
    }

public:
    static void addByIcu(icu::BreakIterator& breaks, Unit unit, std::string_view text, Span piece,
                         std::vector<TextPart>& parts) {
        UErrorCode status = U_ZERO_ERROR;
        UText view = UTEXT_INITIALIZER;
        utext_openUTF8(&view, text.data() + piece.begin, static_cast<std::int64_t>(piece.size()),
                       &status);
        breaks.setText(&view, status);
        std::size_t begin = 0;
        for (std::int32_t end = U_SUCCESS(status) ? breaks.next() : icu::BreakIterator::DONE;
             end != icu::BreakIterator::DONE; end = breaks.next()) {
            parts.push_back({
                {piece.begin + begin, piece.begin + static_cast<std::size_t>(end)},
                unit == Unit::Sentence || breaks.getRuleStatus() >= UBRK_WORD_NONE_LIMIT
            });
            begin = static_cast<std::size_t>(end);
        }
        utext_close(&view);
    }

private:
    const Prototype& prototype_;
    std::string_view text_;
    Chinese chinese_;
    std::vector<TextPart> parts_;
    HanWords::Scratch scratch_;
    std::unique_ptr<icu::BreakIterator> iterator_; // made where a piece needs it
};

// Made once: what is found out about ICU takes some milliseconds.
TextBreaker::TextBreaker(Unit unit) {
    static const std::shared_ptr<const Prototype> words = prototypeOf(Unit::Word);
    prototype_ = unit == Unit::Word ? words : prototypeOf(unit);
}

std::shared_ptr<const TextBreaker::Prototype> TextBreaker::prototypeOf(Unit unit) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale& root = icu::Locale::getRoot();
    std::unique_ptr<const icu::BreakIterator> iterator(
        unit == Unit::Word ? icu::BreakIterator::createWordInstance(root, status)
                           : icu::BreakIterator::createSentenceInstance(root, status));
    if (U_FAILURE(status))
        throw Error(
            say(ATTUNE_TEXT("core", "The library ICU lacks its data: %1."), u_errorName(status)),
            {}, say(ATTUNE_TEXT("core", "Install Attune again.")));
    auto prototype = std::make_shared<Prototype>(Prototype{unit, std::move(iterator)});
    if (unit == Unit::Sentence)
        return prototype;
    prototype->ascii.emplace([&](std::string_view text) { return byIcu(*prototype, text); });
    if (std::optional<HanWords> han = HanWords::open()) {
        prototype->han = std::move(han);
        prototype->kinds.resize(0x10000);
        for (char32_t c = 0; c < prototype->kinds.size(); ++c)
            prototype->kinds[c] = kindOf(c);
    }
    return prototype;
}

std::vector<TextPart> TextBreaker::parts(std::string_view text, Chinese chinese) const {
    const Prototype& prototype = *prototype_;
    if (prototype.ascii && std::all_of(text.begin(), text.end(), isAscii)) {
        std::vector<TextPart> parts;
        prototype.ascii->split(text, {0, text.size()}, parts);
        return parts;
    }
    // Other scripts are ICU's, in one go.
    return prototype.han && mayHoldHan(text) ? ByKind(prototype, text, chinese).parts()
                                             : byIcu(prototype, text);
}

std::vector<TextPart> TextBreaker::byIcu(const Prototype& prototype, std::string_view text) {
    std::vector<TextPart> parts;
    const std::unique_ptr<icu::BreakIterator> breaks(prototype.iterator->clone());
    ByKind::addByIcu(*breaks, prototype.unit, text, {0, text.size()}, parts);
    return parts;
}

std::string foldedWord(std::string_view word) {
    std::string out;
    if (std::all_of(word.begin(), word.end(), isAscii)) {
        out = word;
        for (char& c : out)
            if (c >= 'A' && c <= 'Z')
                c = static_cast<char>(c | 0x20);
        return out;
    }
    icu::StringByteSink<std::string> sink(&out);
    UErrorCode status = U_ZERO_ERROR;
    icu::CaseMap::utf8Fold(0, icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())),
                           sink, nullptr, status);
    constexpr std::string_view curly = "’";
    for (std::size_t at = 0; (at = out.find(curly, at)) != out.npos; ++at)
        out.replace(at, curly.size(), "'");
    return out;
}

} // namespace attune
