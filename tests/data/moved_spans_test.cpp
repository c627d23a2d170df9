// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled spans that stay where their text goes: under cleaning, and under any rewrite at random.
#include "data/cleaned.h"
#include "data/moved_spans.h"

#include <QtTest>

#include <random>

using namespace attune;

namespace {

std::string parts(const Example& example) {
    std::string out;
    for (const TextSpan& span : example.spans)
        out += (out.empty() ? "" : "|") + example.text.substr(span.begin, span.end - span.begin) +
               "/" + std::to_string(span.type);
    return out;
}

Example marked(const std::string& text, const std::vector<std::string>& names) {
    Example example{.text = text};
    std::size_t at = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::size_t found = text.find(names[i], at);
        at = found + names[i].size();
        example.spans.push_back({static_cast<std::uint32_t>(found), static_cast<std::uint32_t>(at),
                                 static_cast<std::int32_t>(i)});
    }
    return example;
}

} // namespace

class MovedSpansTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rulesMoveSpans_data() {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("expected");
        QTest::newRow("markup goes")
            << "html"
            << "<p>Hi <b>Ada</b> of R&amp;D</p>" << QStringList{"Ada", "R&amp;D"} << "Ada/0|R&D/1";
        QTest::newRow("case") << "case"
                              << "ADA LOVELACE in ROME, ITALY"
                              << QStringList{"ADA LOVELACE", "ROME", "ITALY"}
                              << "ada lovelace/0|rome/1|italy/2";
        QTest::newRow("neighbours in one change")
            << "case"
            << "ABCDEF" << QStringList{"AB", "CD"} << "ab/0|cd/1";
        QTest::newRow("white space")
            << "whitespace"
            << "  Ada   Lovelace   came " << QStringList{"Ada   Lovelace"} << "Ada Lovelace/0";
    }
    void rulesMoveSpans() {
        QFETCH(QString, rule);
        QFETCH(QString, text);
        QFETCH(QStringList, names);
        QFETCH(QString, expected);
        std::vector<std::string> own;
        for (const QString& name : names)
            own.push_back(name.toStdString());
        Example example = marked(text.toStdString(), own);
        const CleaningCounts counts =
            cleanExamples(Cleaning({cleaningStep(rule.toStdString())}), {&example, 1}, 1);
        QCOMPARE(QString::fromStdString(parts(example)), expected);
        QCOMPARE(counts.lostSpans, std::uint64_t{0});
        QCOMPARE(counts.changed, std::uint64_t{1});
    }

    void whatVanishesIsCounted() {
        Example example = marked("see <br> and Ada", {"<br>", "Ada"});
        const CleaningCounts counts =
            cleanExamples(Cleaning({cleaningStep("html")}), {&example, 1}, 1);
        QCOMPARE(parts(example), std::string("Ada/1"));
        QCOMPARE(counts.lostSpans, std::uint64_t{1});
    }

    void edgesOfChanges() {
        const auto moved = [](std::vector<TextSpan> spans, std::string_view before,
                              Rewriter&& rewriter) {
            const Rewrite made = std::move(rewriter).finish();
            moveSpans(spans, before, made);
            Example example{.text = made.text, .spans = spans};
            return parts(example);
        };
        const std::string text = "a bc d";
        const auto with = [&](std::size_t begin, std::size_t end, const char* put) {
            Rewriter rewriter(text);
            rewriter.replace(begin, end, put);
            return moved(
                {
                    {2, 4, 0}
            },
                text, std::move(rewriter));
        };
        QCOMPARE(with(2, 2, "XX"), std::string("bc/0"));   // before its edge
        QCOMPARE(with(4, 4, "XX"), std::string("bc/0"));   // behind it
        QCOMPARE(with(3, 3, "XX"), std::string("bXXc/0")); // within
        QCOMPARE(with(2, 4, "XX"), std::string("XX/0"));   // the span itself
        QCOMPARE(with(0, 3, "XYZ"), std::string("Zc/0"));  // as many characters
        QCOMPARE(with(0, 3, "XYZW"), std::string("XYZWc/0"));
        QCOMPARE(with(3, 6, "Q"), std::string("bQ/0"));
        QCOMPARE(with(1, 5, ""), std::string());
        QCOMPARE(with(0, 2, ""), std::string("bc/0"));
    }

    // Each character is erased, exchanged or kept: the expectation is made beside it.
    void randomRewrites() {
        std::mt19937 random(4);
        for (int round = 0; round < 2000; ++round) {
            std::string text;
            std::vector<TextSpan> spans;
            std::string expected;
            const int length = 1 + static_cast<int>(random() % 20);
            for (int i = 0; i < length; ++i)
                text += static_cast<char>('a' + random() % 26);
            for (std::uint32_t at = random() % 3; at < text.size(); at += 1 + random() % 3) {
                const auto end = std::min<std::uint32_t>(static_cast<std::uint32_t>(text.size()),
                                                         at + 1 + random() % 4);
                spans.push_back({at, end, 0});
                at = end;
            }
            Rewriter own(text);
            std::vector<std::string> made(text.size());
            for (std::size_t i = 0; i < text.size(); ++i) {
                // Untouched characters between, so that changes do not meet.
                const unsigned what = i % 2 == 0 ? random() % 3 : 2;
                made[i] = what == 0 ? "" : what == 1 ? std::string(2, '#') : text.substr(i, 1);
                if (what < 2)
                    own.replace(i, i + 1, made[i]);
            }
            for (const TextSpan& span : spans) {
                std::string part;
                for (std::uint32_t i = span.begin; i < span.end; ++i)
                    part += made[i];
                if (!part.empty())
                    expected += (expected.empty() ? "" : "|") + part + "/0";
            }
            const Rewrite rewrite = std::move(own).finish();
            moveSpans(spans, text, rewrite);
            QCOMPARE(parts({.text = rewrite.text, .spans = spans}), expected);
        }
    }
};

QTEST_GUILESS_MAIN(MovedSpansTest)
#include "moved_spans_test.moc"
