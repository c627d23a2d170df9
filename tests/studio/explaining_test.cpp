// SPDX-License-Identifier: GPL-3.0-or-later
// Which words spoke for a label, what the answer becomes without one, and two models side by side.
#include "run/session.h"
#include "small_run.h"
#include "studio/comparing.h"
#include "studio/explaining.h"
#include "studio/read_words.h"

#include <QTest>

#include <cmath>
#include <memory>
#include <set>

using namespace attune;
using studio::ExplainMethod;

namespace {

void train(const SmallRun& run) {
    Session session(run.recipe, StartMode::New);
    session.wait();
    QCOMPARE(session.exitCode(), 0);
}

std::string failureOf(const std::function<void()>& work) {
    try {
        work();
    } catch (const UsageError& error) {
        return error.what();
    }
    return {};
}

} // namespace

class ExplainingTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> good_, short_, pairs_;
    std::unique_ptr<studio::Explainer> explainer_;

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        good_ = std::make_unique<SmallRun>();
        good_->recipe.training.epochs = 6;
        good_->recipe.training.learning_rate = 3e-3;
        train(*good_);
        short_ = std::make_unique<SmallRun>();
        short_->recipe.training.epochs = 1;
        train(*short_);
        pairs_ = std::make_unique<SmallRun>();
        std::string table = "text,claim,label\n";
        for (int i = 0; i < 40; ++i)
            table += std::string(i % 3 ? "a good film," : "a dull film,") +
                     (i % 2 ? "it is good,yes\n" : "it is dull,no\n");
        publishFile(pairs_->folder() / "train.csv", table);
        pairs_->recipe.data.test = "";
        pairs_->recipe.data.text_pair = "claim";
        pairs_->recipe.training.epochs = 1;
        train(*pairs_);
        explainer_ = std::make_unique<studio::Explainer>(good_->output());
    }

    // Every token that is not special belongs to one word, and the words stand in order.
    void wordsShareTheTokensOut_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"the film was wonderful", "  it's un-believably good!!! ", "酒店很不错，服务也好。",
              "naïve 🙂 test@x.org #tag", "a", "", "   ", "[MASK] of [SEP] words"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void wordsShareTheTokensOut() {
        QFETCH(QString, text);
        const auto tokenizer = readTokenizer(good_->output() / "model");
        const std::string given = text.toStdString();
        const studio::ReadWords read = studio::readWords(*tokenizer, given, {}, 0);
        std::vector<std::size_t> owned;
        std::size_t last = 0;
        for (const studio::ReadWord& word : read.words) {
            QVERIFY(word.span.begin >= last && word.span.end > word.span.begin);
            last = word.span.end;
            owned.insert(owned.end(), word.tokens.begin(), word.tokens.end());
        }
        std::vector<std::size_t> expected;
        for (std::size_t i = 0; i < read.special.size(); ++i)
            if (!read.special[i])
                expected.push_back(i);
        QCOMPARE(owned, expected);
        QCOMPARE(std::count(read.special.begin(), read.special.end(), true), 2);
    }

    void wordsThatShareATokenAreOne() {
        // A sentencepiece token may reach over what the breaker holds for two words.
        const fs::path kinds =
            fs::path(qEnvironmentVariable("ATTUNE_FIXTURES").toStdString()) / "tokenizer/kinds";
        for (const char* kind : {"unigram", "llama", "gpt2", "wordlevel"}) {
            const auto tokenizer = readTokenizer(kinds / kind);
            for (const std::string text :
                 {"the film, of course!", "酒店不错 good", "it's a U.S. one"}) {
                const studio::ReadWords read = studio::readWords(*tokenizer, text, {}, 0);
                for (const studio::ReadWord& word : read.words)
                    for (const std::size_t token : word.tokens) {
                        const auto [begin, end] = read.encoding.offsets[token];
                        QVERIFY2(end <= word.span.end || begin >= word.span.end ||
                                     text[end - 1] == ' ',
                                 kind);
                    }
            }
        }
    }

    void thePolarWordIsTheStrongest() {
        for (const auto& [text, label, word] :
             {std::tuple("the film was a wonderful story", "good", "wonderful"),
              std::tuple("the people and a terrible story", "bad", "terrible")}) {
            for (const ExplainMethod method :
                 {ExplainMethod::IntegratedGradients, ExplainMethod::LeaveOneOut}) {
                studio::ExplainOptions options;
                options.method = method;
                const studio::Explanation found = explainer_->explain(text, {}, options);
                QCOMPARE(found.labels[static_cast<std::size_t>(found.label)], std::string(label));
                const auto& first = found.words[found.strongest().front()];
                QCOMPARE(std::string(found.wordText(first)), std::string(word));
                QVERIFY(first.value > 0);
            }
        }
    }

    void wordsSumUpToTheLogit() {
        studio::ExplainOptions options;
        options.label = "good";
        const studio::Explanation found =
            explainer_->explain("the story was unbelievably charming, and great!", {}, options);
        QVERIFY(found.completeness.has_value());
        const auto& complete = *found.completeness;
        QCOMPARE(complete.token, std::string("[MASK]"));
        QVERIFY(complete.reached);
        double words = 0, tokens = 0;
        for (const auto& word : found.words)
            words += word.value;
        for (const auto& token : found.tokens)
            tokens += token.value;
        QVERIFY(std::abs(words - complete.sum) < 1e-9 && std::abs(tokens - complete.sum) < 1e-9);
        QVERIFY(std::abs(complete.sum - (complete.logit - complete.baseline)) <= complete.limit);
        QVERIFY(std::abs(complete.logit - found.result.logits[1]) < 1e-5);
    }

    // Leaving a word out is answering the text without it.
    void aWordLeftOut() {
        studio::ExplainOptions options;
        options.method = ExplainMethod::LeaveOneOut;
        const studio::Explanation found =
            explainer_->explain("the film was wonderful and great", {}, options);
        studio::Classifier classifier(good_->output(), "fp32");
        const studio::TextResult whole = classifier.classify("the film was wonderful and great");
        const studio::TextResult less = classifier.classify("the film was and great");
        const auto& word = found.words[3];
        QCOMPARE(std::string(found.wordText(word)), std::string("wonderful"));
        const auto label = static_cast<std::size_t>(found.label);
        QVERIFY(std::abs(word.without->scores[label] - less.scores[label]) < 1e-6);
        QVERIFY(std::abs(word.value - (whole.logits[label] - less.logits[label])) < 1e-5);
        const studio::TextResult asked = explainer_->without(found, 3);
        QVERIFY(std::abs(asked.scores[label] - less.scores[label]) < 1e-6);
        const studio::TextResult masked = explainer_->without(found, 3, true);
        const studio::TextResult same = classifier.classify("the film was [MASK] and great");
        QVERIFY(std::abs(masked.scores[label] - same.scores[label]) < 1e-6);
    }

    void wordsBehindTheCutAreNotRead() {
        std::string text;
        for (int i = 0; i < 60; ++i)
            text += "film ";
        const studio::Explanation found = explainer_->explain(text, {});
        QCOMPARE(found.words.size(), std::size_t{60});
        QCOMPARE(std::count_if(found.words.begin(), found.words.end(),
                               [](const auto& word) { return word.read; }),
                 30); // 32 tokens, two of them special
        QVERIFY(!found.notes.empty());
    }

    void bothTextsOfAPair() {
        studio::Explainer explainer(pairs_->output());
        QVERIFY(explainer.takesPairs());
        const studio::Explanation found = explainer.explain("a good film", "it is dull");
        QCOMPARE(found.words.size(), std::size_t{6});
        QVERIFY(!found.words[2].second && found.words[3].second);
        QCOMPARE(std::string(found.wordText(found.words[5])), std::string("dull"));
        for (const auto& word : found.words)
            QVERIFY(word.read);
        QVERIFY(failureOf([&] {
                    explainer.explain("a good film", {});
                }).find("second text is missing") != std::string::npos);
    }

    void whatCannotBeExplainedIsSaid() {
        studio::ExplainOptions options;
        options.label = "fine";
        QVERIFY(failureOf([&] { explainer_->explain("a film", {}, options); }).find("good") !=
                std::string::npos);
        QVERIFY(failureOf([&] { explainer_->explain(" ", {}); }).find("empty") !=
                std::string::npos);
        QVERIFY(failureOf([] { studio::explainMethodOf("magic"); }).find("leave-one-out") !=
                std::string::npos);
        std::stop_source stopped;
        stopped.request_stop();
        QVERIFY_EXCEPTION_THROWN(explainer_->explain("a film", {}, {}, {}, stopped.get_token()),
                                 Cancelled);
    }

    // Counts and lists are those of both models' own evaluations.
    void comparedAsEachIsEvaluated() {
        studio::EvaluateOptions data;
        data.data = toUtf8(good_->folder() / "test.csv");
        const auto found = studio::compareModels(good_->output(), short_->output(), data);
        const auto a = studio::evaluateModel(good_->output(), data);
        const auto b = studio::evaluateModel(short_->output(), data);
        QCOMPARE(found.texts, a.metrics.texts);
        QCOMPARE(found.accuracy(false), a.metrics.accuracy);
        QCOMPARE(found.accuracy(true), b.metrics.accuracy);
        QCOMPARE(found.bothRight + found.onlyFirst + found.onlySecond + found.bothWrong,
                 found.texts);
        std::set<std::uint32_t> lines, expected;
        for (std::size_t i = 0; i < a.rows.size(); ++i)
            if (a.rows[i].predicted != b.rows[i].predicted)
                expected.insert(a.rows[i].line);
        for (const auto& row : found.rows) {
            lines.insert(row.line);
            QVERIFY(row.first != row.second);
        }
        QCOMPARE(lines, expected);
        QVERIFY(!expected.empty());
        QCOMPARE(found.rows.size(), lines.size());

        const auto onRun = studio::compareOnRun(good_->output(), short_->output(), true);
        QCOMPARE(onRun.onlyFirst, found.onlyFirst);
        QCOMPARE(onRun.p, found.p);
        QCOMPARE(onRun.rows.size(), found.rows.size());
        QVERIFY(failureOf([&] {
                    studio::compareModels(good_->output(), pairs_->output(), data);
                }).find("pairs") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(ExplainingTest)
#include "explaining_test.moc"
