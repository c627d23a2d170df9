// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/files.h"
#include "base/json.h"
#include "base/random.h"
#include "text/text_breaker.h"
#include "text/utf8.h"

#include <QtTest>

#include <unicode/brkiter.h>
#include <unicode/utext.h>

using namespace attune;

namespace {

std::string shown(std::string_view text, const std::vector<TextPart>& parts) {
    std::string out;
    for (const TextPart& part : parts)
        out += (part.word ? "<" : "[") +
               std::string(text.substr(part.span.begin, part.span.size())) +
               (part.word ? ">" : "]");
    return out;
}

std::string byIcu(const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    UText* view = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
    breaks->setText(view, status);
    std::vector<TextPart> parts;
    for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end) {
        end = static_cast<std::size_t>(breaks->next());
        parts.push_back({
            {begin, end},
            breaks->getRuleStatus() >= UBRK_WORD_NONE_LIMIT
        });
    }
    utext_close(view);
    return shown(text, parts);
}

} // namespace

class TextBreakerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsOfManyScripts() {
        const TextBreaker breaker(TextBreaker::Unit::Word);
        for (const auto& [text, wanted] : std::vector<std::pair<const char*, const char*>>{
                 {"I don't pay 3,5.", "<I>[ ]<don't>[ ]<pay>[ ]<3,5>[.]"},
                 {"snake_case  __ _", "<snake_case>[  ]<__>[ ][_]"      },
                 {"",                 ""                                }
        })
            QCOMPARE(shown(text, breaker.parts(text)), std::string(wanted));
        const std::string chinese = "电影不错。";
        QVERIFY(shown(chinese, breaker.parts(chinese)).starts_with("<电影>"));
    }

    // Chinese has boundaries found without ICU, with whatever stands between it: the same.
    void chineseIsBrokenAsIcuDoes() {
        const TextBreaker breaker(TextBreaker::Unit::Word);
        const char32_t often[] =
            U"的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自"
            U"着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用"
            U"主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回";
        const std::u32string beside =
            U"，。！？、；：“”‘’（）《》…—·～　 aB1_.,:;'\"\n-@é€★☆→①１Ａのカーア々〇㐀豈한่"
            U"ก\u0301\u200d\u00ad\U0001F600\U0001F44D\U0001F3FD\U0001F1E9\U00020000";
        RandomStream random(streamKey(6, "chinese"));
        for (int round = 0; round < 100'000; ++round) {
            std::u32string text;
            for (std::size_t length = random.below(20); length > 0; --length)
                if (const std::uint64_t kind = random.below(8); kind < 5)
                    text += often[random.below(std::size(often) - 1)];
                else if (kind < 7)
                    text += beside[random.below(beside.size())];
                else
                    text += static_cast<char32_t>(0x4E00 + random.below(0x5200));
            const std::string line = toUtf8(text);
            const std::string found = shown(line, breaker.parts(line)), wanted = byIcu(line);
            if (found != wanted)
                QCOMPARE(QString::fromStdString(found), QString::fromStdString(wanted));
        }
    }

    void realTextsAreBrokenAsIcuDoes() {
        const TextBreaker breaker(TextBreaker::Unit::Word);
        const std::string texts =
            readFile(fs::path(qgetenv("ATTUNE_SAMPLES").toStdString()) / "chinese" / "train.csv");
        int words = 0;
        for (std::size_t at = 0; at < texts.size();) {
            const std::string line = texts.substr(at, texts.find('\n', at) - at);
            at += line.size() + 1;
            const std::vector<TextPart> parts = breaker.parts(line);
            words += static_cast<int>(parts.size());
            QCOMPARE(QString::fromStdString(shown(line, parts)),
                     QString::fromStdString(byIcu(line)));
        }
        QVERIFY(words > 1000);
    }

    // Whoever needs no words of Chinese gets the others all the same.
    void runsOfChineseStayWhole() {
        const TextBreaker breaker(TextBreaker::Unit::Word);
        const std::string text = "这部电影不错，It's 真的好看3.5分。";
        QCOMPARE(shown(text, breaker.parts(text, TextBreaker::Chinese::Runs)),
                 std::string("<这部电影不错>[，]<It's>[ ]<真的好看><3.5><分>[。]"));
    }

    // ASCII has boundaries found without ICU: the same.
    void asciiIsBrokenAsIcuDoes() {
        const TextBreaker breaker(TextBreaker::Unit::Word);
        RandomStream random(streamKey(5, "ascii"));
        const std::string often = "ab1_.,:;'\" \r\n-@A9";
        for (int round = 0; round < 200'000; ++round) {
            std::string text;
            for (std::size_t length = random.below(12); length > 0; --length)
                text += random.below(4) == 0 ? static_cast<char>(random.below(128))
                                             : often[random.below(often.size())];
            // "!" stands apart from whatever is beside it, and what follows takes the text to ICU.
            const std::string longer = text + "!\u00e9";
            std::vector<TextPart> wanted = breaker.parts(longer);
            wanted.resize(wanted.size() - 2);
            const std::string found = shown(text, breaker.parts(text));
            if (found != shown(longer, wanted))
                QCOMPARE(QString::fromStdString(Json(found).dump()),
                         QString::fromStdString(Json(shown(longer, wanted)).dump()));
        }
    }
};

QTEST_GUILESS_MAIN(TextBreakerTest)
#include "text_breaker_test.moc"
