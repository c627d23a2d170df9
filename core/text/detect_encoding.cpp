// SPDX-License-Identifier: GPL-3.0-or-later
// Which encoding a file has. Everything is counted over the whole file, since the first byte that
// isn't ASCII may stand at its very end.
#include "text/decoder.h"
#include "text/encoding.h"
#include "text/file_pieces.h"
#include "text/utf8.h"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_set>

namespace attune {
namespace {

using namespace std::string_view_literals;

// Whole lines with bytes above 0x7F, for ICU's detector, which looks at the first 8,000 bytes only.
constexpr std::size_t sampleSize = 8000;

struct Counts {
    std::uint64_t bytes = 0;
    std::uint64_t shortSequences = 0; // well-formed UTF-8 of two bytes
    std::uint64_t longSequences = 0;  // of three or four: hardly ever an accident
    std::uint64_t illFormed = 0;
    std::array<std::uint64_t, 4> nuls{}; // by the position in the file modulo 4
    std::string sample;
};

void sampleLines(std::string_view bytes, std::string& sample) {
    while (!bytes.empty() && sample.size() < sampleSize) {
        const auto high = std::find_if(bytes.begin(), bytes.end(), [](char c) {
            return static_cast<unsigned char>(c) >= 0x80;
        });
        if (high == bytes.end())
            return;
        const auto at = static_cast<std::size_t>(high - bytes.begin());
        const std::size_t before = bytes.substr(0, at).find_last_of("\r\n");
        std::size_t begin = before == bytes.npos ? 0 : before + 1;
        if (at - begin > 200) // a long line: what stands near
            begin = at - 200;
        const std::size_t end = std::min(bytes.find_first_of("\r\n", at), bytes.size());
        sample += bytes.substr(begin, std::min(end - begin, sampleSize - sample.size()));
        sample += '\n';
        bytes.remove_prefix(end);
    }
}

Counts countBytes(const fs::path& path, const std::stop_token& stop) {
    Counts counts;
    FilePieces pieces(path, stop);
    std::string buffer;
    bool more = true;
    while (more) {
        const std::size_t kept = buffer.size();
        more = pieces.append(buffer);
        if (buffer.find('\0', kept) != buffer.npos)
            for (std::size_t at = kept; at < buffer.size(); ++at)
                counts.nuls[(counts.bytes + at) % 4] += buffer[at] == '\0';
        sampleLines(std::string_view(buffer).substr(kept), counts.sample);
        std::size_t at = 0;
        const std::string_view text = buffer;
        while (at < text.size()) {
            const Utf8Run run = scanUtf8(text.substr(at));
            counts.shortSequences += run.shortSequences;
            counts.longSequences += run.longSequences;
            at += run.length;
            if (at == text.size() || (more && isTruncatedUtf8(text, at)))
                break;
            ++counts.illFormed;
            at += illFormedLength(text, at);
        }
        counts.bytes += at;
        buffer.erase(0, at);
    }
    return counts;
}

FoundEncoding byMark(const fs::path& path, const std::stop_token& stop) {
    std::string start;
    FilePieces(path, stop).append(start);
    // FF FE 00 00 is UTF-32, and UTF-16 only with a NUL as its first character.
    static constexpr std::array<std::pair<std::string_view, const char*>, 6> marks{
        {
         {"\xEF\xBB\xBF"sv, "UTF-8"},
         {"\xFF\xFE\0\0"sv, "UTF-32LE"},
         {"\0\0\xFE\xFF"sv, "UTF-32BE"},
         {"\xFF\xFE"sv, "UTF-16LE"},
         {"\xFE\xFF"sv, "UTF-16BE"},
         {"\x84\x31\x95\x33"sv, "GB18030"},
         }
    };
    for (const auto& [mark, name] : marks)
        if (std::string_view(start).substr(0, mark.size()) == mark)
            return {name, mark.size(), false};
    return {"", 0, false};
}

// What a decoded file looks like.
struct Look {
    std::uint64_t bad = 0;
    std::uint64_t characters = 0; // above U+007F
    std::uint64_t letters = 0;    // without CJK and general punctuation, signs and full-width forms
    std::uint64_t common = 0;     // the letters that Chinese uses most
    std::uint64_t kana = 0;
    std::uint64_t odd = 0; // controls, unassigned and private characters
};

// About half of the characters of any Chinese text, simplified or traditional.
const std::unordered_set<char32_t>& commonChinese() {
    static const std::unordered_set<char32_t> set = [] {
        const std::u32string list =
            U"的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下"
            U"自之年"
            U"过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主"
            U"样理心她"
            U"本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两"
            U"高间由问"
            U"很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老"
            U"给世位次"
            U"度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变"
            U"四神总何"
            U"电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便"
            U"空决治展"
            U"马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死"
            U"张该交规"
            U"万取拉格望觉术领共确传师观清今切院让识候带导争运吃喝买送餐快慢差评服店味菜价格服务质"
            U"量客贵"
            U"這個們來為國說時會對過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應"
            U"戰頭體"
            U"見產話給門員論處義幾認條氣題爾別變總電數報結務場計資許統區隊決";
        return std::unordered_set<char32_t>(list.begin(), list.end());
    }();
    return set;
}

Look lookAt(const fs::path& path, const std::stop_token& stop, const std::string& encoding,
            std::size_t mark) {
    Look look;
    TextDecoder decoder(encoding, mark, toUtf8(path));
    FilePieces pieces(path, stop);
    std::string bytes;
    std::string text;
    const std::unordered_set<char32_t>& common = commonChinese();
    for (bool more = true; more;) {
        bytes.clear();
        text.clear();
        more = pieces.append(bytes);
        decoder.decode(bytes, !more, text);
        for (std::size_t at = 0; at < text.size();) {
            const CodePoint point = codePointAt(text, at);
            at += point.length;
            const char32_t c = point.value;
            if (c < 0x80) {
                look.odd += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
                continue;
            }
            ++look.characters;
            look.odd += c < 0xA0 || (c >= 0xE000 && c < 0xF900) || (c >= 0xFFF0 && c < 0x10000) ||
                        c >= 0x30000;
            if ((c >= 0x2000 && c < 0x2E80) || (c >= 0x3000 && c < 0x3040) ||
                (c >= 0xFF00 && c < 0xFFF0) || c < 0xC0)
                continue;
            ++look.letters;
            look.kana += c >= 0x3040 && c < 0x3100;
            look.common += common.count(c);
        }
    }
    look.bad = decoder.replaced();
    return look;
}

std::string byNuls(const fs::path& path, const std::stop_token& stop, const Counts& counts) {
    const auto& n = counts.nuls;
    const std::uint64_t even = n[0] + n[2];
    const std::uint64_t odd = n[1] + n[3];
    if (even + odd == 0)
        return {};
    std::vector<const char*> candidates;
    if (counts.bytes % 4 == 0 && n[3] * 4 >= counts.bytes && n[0] * 20 <= n[3])
        candidates.push_back("UTF-32LE");
    if (counts.bytes % 4 == 0 && n[0] * 4 >= counts.bytes && n[3] * 20 <= n[0])
        candidates.push_back("UTF-32BE");
    // Valid UTF-8 with a NUL here and there is UTF-8; UTF-16 of Latin texts is valid UTF-8 as well,
    // but about every other byte is a NUL.
    const bool few = counts.illFormed == 0 && (even + odd) * 5 < counts.bytes;
    // A character like U+4E00 has its NUL on the other side.
    if (!few && odd > 0 && even * 3 <= odd)
        candidates.push_back("UTF-16LE");
    if (!few && even > 0 && odd * 3 <= even)
        candidates.push_back("UTF-16BE");
    for (const char* name : candidates) {
        const Look look = lookAt(path, stop, name, 0);
        if (look.bad * 1000 <= counts.bytes && look.odd * 100 <= counts.bytes)
            return name;
    }
    return {};
}

std::string byDetector(const fs::path& path, const std::stop_token& stop, const Counts& counts) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> detector(
        ucsdet_open(&status), ucsdet_close);
    ucsdet_setText(detector.get(), counts.sample.data(),
                   static_cast<std::int32_t>(counts.sample.size()), &status);
    std::int32_t found = 0;
    const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &found, &status);
    for (std::int32_t i = 0; U_SUCCESS(status) && i < found; ++i) {
        std::string name = ucsdet_getName(matches[i], &status);
        if (ucsdet_getConfidence(matches[i], &status) < 10)
            break;
        // The Windows pages hold all that the ISO ones hold, and what people really wrote.
        if (name == "ISO-8859-1")
            name = "windows-1252";
        else if (name == "ISO-8859-9")
            name = "windows-1254";
        if (name.starts_with("UTF-") || name.starts_with("ISO-2022") || name.starts_with("IBM4") ||
            !isKnownEncoding(name))
            continue;
        const Look look = lookAt(path, stop, name, 0);
        if (look.bad * 100 <= look.characters && look.odd * 20 <= look.characters)
            return name;
    }
    return {};
}

} // namespace

FoundEncoding detectEncoding(const fs::path& path, std::stop_token stop) {
    if (FoundEncoding marked = byMark(path, stop); marked.mark > 0)
        return marked;
    const Counts counts = countBytes(path, stop);
    if (std::string name = byNuls(path, stop, counts); !name.empty())
        return {name, 0, true};
    if (counts.illFormed == 0)
        return {};
    // In GB text about one pair in seven is by accident a sequence of UTF-8; in a text of few
    // characters it may be most of them.
    const std::uint64_t good = counts.shortSequences + 3 * counts.longSequences;
    if (good >= 20 * counts.illFormed)
        return {};
    const Look chinese = lookAt(path, stop, "GB18030", 0);
    if (chinese.letters > 0 && chinese.common * 100 >= chinese.letters * 15 &&
        chinese.kana * 10 <= chinese.letters && chinese.bad * 200 <= chinese.characters &&
        chinese.odd * 100 <= chinese.characters)
        return {"GB18030", 0, true};
    if (good >= counts.illFormed)
        return {};
    if (std::string name = byDetector(path, stop, counts); !name.empty())
        return {name, 0, true};
    return {"windows-1252", 0, true};
}

} // namespace attune
