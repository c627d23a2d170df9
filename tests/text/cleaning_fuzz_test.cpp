// SPDX-License-Identifier: GPL-3.0-or-later
// Random texts through every operator and through random chains: valid UTF-8, spans that rebuild
// the text, idempotent where promised. ATTUNE_FUZZ_TEXTS sets how many texts (20,000 else); a
// million want QTEST_FUNCTION_TIMEOUT raised as well.
#include "base/random.h"
#include "cleaning.h"

#include <QtTest>

#include <cstdlib>

using namespace attune;
using namespace attune::test;

namespace {

constexpr const char* kPieces[] = {"the",
                                   "not",
                                   "Café",
                                   "naïve",
                                   " ",
                                   " ",
                                   "  ",
                                   "\n",
                                   "\t",
                                   "\r\n",
                                   "<b>",
                                   "</b>",
                                   "<p>",
                                   "<",
                                   ">",
                                   "<a href=\"x\">",
                                   "<script>",
                                   "</script>",
                                   "<!--",
                                   "-->",
                                   "&amp;",
                                   "&#39;",
                                   "&lt",
                                   "&",
                                   "**",
                                   "*",
                                   "_",
                                   "`",
                                   "```\n",
                                   "# ",
                                   "- ",
                                   "[a](b)",
                                   "[",
                                   "](",
                                   ")",
                                   "|",
                                   "~~",
                                   "\\",
                                   "http://a.b/c",
                                   "www.x.org",
                                   "a@b.org",
                                   "@user",
                                   "@",
                                   "3.5",
                                   "1,234",
                                   "@张三 ",
                                   "。",
                                   "，",
                                   "！！！！！",
                                   "!!!!!!",
                                   "aaaaa",
                                   "哈哈哈哈",
                                   "你好",
                                   "這個",
                                   "乾隆",
                                   "只",
                                   "一只",
                                   "的",
                                   "ｶﾞ",
                                   "Ａ１",
                                   "ﾟ",
                                   "　",
                                   "Ã©",
                                   "â€™",
                                   "ðŸ˜€",
                                   "Â",
                                   "Ã",
                                   "浣犲ソ涓栫晫",
                                   "раypal",
                                   "сo",
                                   "😀",
                                   "❤️",
                                   "👨‍👩‍👧",
                                   "👍🏽",
                                   "🇩🇪",
                                   "🇩",
                                   "1️⃣",
                                   "\u200D",
                                   "\u200C",
                                   "\uFE0F",
                                   "\u200B",
                                   "\u202E",
                                   "\uFEFF",
                                   "\u00AD",
                                   "\u0301",
                                   "é",
                                   "e\u0301",
                                   "İ",
                                   "ß",
                                   "Σ",
                                   "क्",
                                   "\u0C15\u0C4D",
                                   "ﬁ",
                                   "①",
                                   "\u2028",
                                   "\u0085",
                                   "\u0000x",
                                   "\U000E0041",
                                   "\u3164",
                                   "©",
                                   "™",
                                   "don't",
                                   "don’t"};

std::string randomText(RandomStream& random) {
    std::string text;
    for (std::size_t length = random.below(12); length > 0; --length)
        switch (random.below(8)) {
        case 0:
            appendUtf8(text, static_cast<char32_t>(random.below(0x110000)));
            break;
        case 1:
            appendUtf8(text, static_cast<char32_t>(random.below(0x3000)));
            break;
        case 2:
            text += static_cast<char>(' ' + random.below(95));
            break;
        default:
            text += kPieces[random.below(std::size(kPieces))];
        }
    return text;
}

// Every operator with several values of its parameters.
std::vector<CleaningStep> allRules() {
    std::vector<CleaningStep> rules;
    for (const CleaningDescription& one : cleaningOperators()) {
        if (one.key == "replace" || one.key == "stopwords")
            continue;
        rules.push_back(cleaningStep(one.key));
        for (const CleaningParameter& parameter : one.parameters) {
            CleaningStep step = cleaningStep(one.key);
            Value& value = step.values[parameter.parameter.key];
            if (const bool* flag = std::get_if<bool>(&value)) {
                value = !*flag;
                rules.push_back(step);
            } else if (std::holds_alternative<std::int64_t>(value)) {
                value = std::int64_t{1};
                rules.push_back(step);
            }
            for (const std::string& choice : parameter.parameter.choices) {
                value = choice;
                rules.push_back(step);
            }
        }
    }
    for (const char* rule :
         {"{'stopwords': {'language': 'en', 'keep': ['not']}}", "{'stopwords': {'language': 'zh'}}",
          "{'stopwords': {'words': ['你好', 'the', 'a b']}}",
          "{'replace': {'pattern': '\\\\b', 'with': '|'}}",
          "{'replace': {'pattern': '(\\\\w)(.)', 'with': '$2$1'}}",
          "{'replace': {'pattern': '[^a-z]*', 'with': ''}}",
          "{'case': {'to': 'lower', 'language': 'tr'}}",
          "{'placeholders': {'url_word': '', 'email_word': '', 'user_word': '', 'numbers': true, "
          "'number_word': ''}}",
          "{'placeholders': {'url_word': 'URL', 'email_word': '@e', 'user_word': '@user', "
          "'numbers': true, 'number_word': '0'}}",
          "{'emoji': {'language': 'zh'}}", "{'width': {'to': 'full', 'punctuation': true}}",
          "{'whitespace': {'collapse': false, 'lines': 'join'}}"})
        rules.push_back(rulesOf(Json::array({jsonOf(rule)})).front());
    return rules;
}

} // namespace

class CleaningFuzzTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomTextsKeepTheContract() {
        const char* given = std::getenv("ATTUNE_FUZZ_TEXTS");
        const long texts = given == nullptr ? 20'000 : std::strtol(given, nullptr, 10);
        const std::vector<CleaningStep> rules = allRules();
        std::vector<Cleaning> single;
        for (const CleaningStep& rule : rules)
            single.emplace_back(CleaningSettings{rule});
        RandomStream random(streamKey(11, "cleaning"));
        Cleaning chain;
        for (long round = 0; round < texts; ++round) {
            const std::string text = randomText(random);
            const auto check = [&](const Cleaning& cleaning) {
                if (const std::string what = broken(cleaning, text); !what.empty())
                    QFAIL((cleaning.toJson().dump() + "\n" + Json(text).dump() + "\n" +
                           Json(what).dump())
                              .c_str());
            };
            // All of them for some texts, two for the others: a million take minutes, not hours.
            if (round % 16 == 0)
                for (const Cleaning& cleaning : single)
                    check(cleaning);
            else
                for (int i = 0; i < 2; ++i)
                    check(single[random.below(single.size())]);
            if (round % 32 == 0) {
                CleaningSettings settings;
                for (std::size_t length = 2 + random.below(5); length > 0; --length)
                    settings.push_back(rules[random.below(rules.size())]);
                chain = Cleaning(settings);
            }
            check(chain);
            if (QTest::currentTestFailed())
                return;
        }
    }
};

QTEST_GUILESS_MAIN(CleaningFuzzTest)
#include "cleaning_fuzz_test.moc"
