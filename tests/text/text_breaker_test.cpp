// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"
#include "base/random.h"
#include "text/text_breaker.h"

#include <QtTest>

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
