// SPDX-License-Identifier: GPL-3.0-or-later
// Confident learning, logistic regression and naive Bayes on random cases, against scikit-learn and
// the formulas of cleanlab and NLTK in Python (fixtures/evaluate/judging.py,
// $ATTUNE_ORACLE_PYTHON).
#include "base/json.h"
#include "base/random.h"
#include "evaluate/confident_learning.h"
#include "evaluate/logistic.h"
#include "evaluate/naive_bayes.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>
#include <map>

using namespace attune;

namespace {

using Rows = std::vector<std::vector<double>>;

Rows randomRows(RandomStream& random, std::size_t rows, std::size_t width, bool whole) {
    Rows out(rows, std::vector<double>(width));
    for (auto& row : out)
        for (double& value : row)
            value = whole ? std::floor(std::max(0.0, random.normal() * 1.5))
                          : static_cast<double>(static_cast<float>(random.normal()));
    return out;
}

// Every label of 0 .. count-1 at least once, then any.
std::vector<std::int32_t> randomLabels(RandomStream& random, std::size_t rows, std::size_t count) {
    std::vector<std::int32_t> labels;
    for (std::size_t i = 0; i < rows; ++i)
        labels.push_back(static_cast<std::int32_t>(i < count ? i : random.below(count)));
    return labels;
}

Rows probabilities(RandomStream& random, std::size_t rows, std::size_t labels, bool coarse) {
    Rows out = randomRows(random, rows, labels, false);
    for (auto& row : out) {
        double sum = 0;
        for (double& p : row)
            sum += p = coarse ? 1.0 + static_cast<double>(random.below(3)) : std::exp(p);
        for (double& p : row)
            p /= sum;
    }
    return out;
}

Json confidentCase(RandomStream& random) {
    const std::size_t labels = 2 + random.below(5), rows = labels + random.below(60);
    Json one;
    one["kind"] = "confident";
    // Every third case is full of equals.
    one["probabilities"] = probabilities(random, rows, labels, random.below(3) == 0);
    one["given"] = randomLabels(random, rows, labels);
    if (random.below(4) == 0 && rows > labels) // a label that no text has
        for (Json& label : one["given"])
            label = label.get<int>() == 0 ? 1 : label.get<int>();
    return one;
}

Json logisticCase(RandomStream& random) {
    const std::size_t labels = 2 + random.below(4), rows = labels + 5 + random.below(60);
    Json one;
    one["kind"] = "logistic";
    one["vectors"] = randomRows(random, rows, 1 + random.below(20), false);
    one["labels"] = randomLabels(random, rows, labels);
    one["c"] = std::pow(10.0, -2.0 + static_cast<double>(random.below(4)));
    return one;
}

Json bayesCase(RandomStream& random, const char* kind) {
    const std::size_t labels = 2 + random.below(4), rows = labels + random.below(20);
    const std::size_t words = 1 + random.below(12);
    Json one;
    one["kind"] = kind;
    Rows counts = randomRows(random, rows, words, true);
    if (random.below(3) == 0) // a word that every text has
        for (auto& row : counts)
            row[0] = 1;
    // scikit-learn would count a word that no text has.
    for (std::size_t word = 0; word < words; ++word)
        counts[0][word] = std::max(counts[0][word], 1.0);
    one["counts"] = counts;
    one["labels"] = randomLabels(random, rows, labels);
    one["asked"] = randomRows(random, 5, words, true);
    return one;
}

std::vector<std::string> wordsOf(const std::vector<double>& counts) {
    std::vector<std::string> words = {"never-seen"};
    for (std::size_t word = 0; word < counts.size(); ++word)
        for (double n = 0; n < counts[word]; ++n)
            words.push_back("w" + std::to_string(word));
    return words;
}

double farthest(const std::vector<double>& own, const Json& expected) {
    double most = own.size() == expected.size() ? 0 : 1e300;
    for (std::size_t i = 0; i < std::min(own.size(), expected.size()); ++i) {
        const double off = std::abs(own[i] - expected[i].get<double>());
        most = off <= most ? most : off; // NaN counts
    }
    return most;
}

} // namespace

class JudgingTest : public QObject {
    Q_OBJECT

    std::vector<Json> cases_;
    Json expected_;

    // The cases of a kind, each with what Python says.
    void each(const char* kind, const std::function<void(const Json&, const Json&)>& check) {
        std::size_t seen = 0;
        for (std::size_t i = 0; i < cases_.size(); ++i)
            if (cases_[i].at("kind") == kind) {
                check(cases_[i], expected_.at(i));
                ++seen;
            }
        QVERIFY(seen > 0);
    }

    void bayesAnswersAs(const char* kind, NaiveBayes::Kind own) {
        double most = 0;
        each(kind, [&](const Json& one, const Json& expected) {
            std::vector<std::vector<std::string>> texts;
            for (const Json& counts : one.at("counts")) {
                texts.push_back(wordsOf(counts.get<std::vector<double>>()));
                texts.back().erase(texts.back().begin());
            }
            const auto labels = one.at("labels").get<std::vector<std::int32_t>>();
            const NaiveBayes bayes(own, texts, labels, expected.at("probabilities")[0].size());
            for (std::size_t i = 0; i < one.at("asked").size(); ++i) {
                std::vector<double> p =
                    bayes.answer(wordsOf(one.at("asked")[i].get<std::vector<double>>()));
                softmax(p);
                most = std::max(most, farthest(p, expected.at("probabilities")[i]));
            }
        });
        QVERIFY2(most < 1e-9, qPrintable(QString::number(most)));
    }

private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("ATTUNE_ORACLE_PYTHON"))
            QSKIP("SKIP-ALL: ATTUNE_ORACLE_PYTHON is not set");
        RandomStream random(streamKey(7, "judging"));
        for (int i = 0; i < 1000; ++i)
            cases_.push_back(confidentCase(random));
        for (int i = 0; i < 60; ++i)
            cases_.push_back(logisticCase(random));
        for (int i = 0; i < 200; ++i) {
            cases_.push_back(bayesCase(random, "counts"));
            cases_.push_back(bayesCase(random, "presence"));
        }
        QTemporaryDir folder;
        const fs::path place(folder.path().toStdString());
        publishFile(place / "cases.json", Json(cases_).dump());
        QProcess python;
        python.setProcessChannelMode(QProcess::MergedChannels);
        python.start(qEnvironmentVariable("ATTUNE_ORACLE_PYTHON"),
                     {"-B", qEnvironmentVariable("ATTUNE_FIXTURES") + "/evaluate/judging.py",
                      folder.filePath("cases.json"), folder.filePath("expected.json")});
        QVERIFY(python.waitForFinished(300000));
        QVERIFY2(python.exitCode() == 0, python.readAll().constData());
        expected_ = parseJson(readFile(place / "expected.json"), "expected.json");
        QCOMPARE(expected_.size(), cases_.size());
    }

    void confidentLearningEqualsItsFormulas() {
        each("confident", [&](const Json& one, const Json& expected) {
            const auto given = one.at("given").get<std::vector<std::int32_t>>();
            const std::size_t labels = one.at("probabilities")[0].size();
            std::vector<double> p;
            for (const Json& row : one.at("probabilities"))
                for (const Json& value : row)
                    p.push_back(value.get<double>());
            const JudgedLabels own = judgeLabels(p, labels, given);
            QVERIFY(farthest(own.thresholds, expected.at("thresholds")) < 1e-12);
            QVERIFY(Json(own.joint) == expected.at("joint"));
            QVERIFY(Json(own.ranking) == expected.at("ranking"));
            std::vector<double> quality;
            std::vector<bool> wrong;
            for (const JudgedLabel& text : own.texts) {
                quality.push_back(text.quality);
                wrong.push_back(text.likelyWrong);
            }
            QVERIFY(farthest(quality, expected.at("quality")) < 1e-15);
            QVERIFY(Json(wrong) == expected.at("wrong"));
        });
    }

    void logisticRegressionEqualsScikitLearn() {
        double most = 0;
        each("logistic", [&](const Json& one, const Json& expected) {
            TextVectors vectors;
            for (const Json& row : one.at("vectors")) {
                vectors.width = row.size();
                for (const Json& value : row)
                    vectors.values.push_back(value.get<float>());
            }
            const auto labels = one.at("labels").get<std::vector<std::int32_t>>();
            std::vector<std::size_t> rows;
            for (std::size_t i = 0; i < labels.size(); ++i)
                rows.push_back(i);
            const std::size_t count = expected.at("probabilities")[0].size();
            LogisticOptions options;
            options.c = one.at("c");
            options.tolerance = 1e-9;
            const LogisticModel model = fitLogistic(vectors, rows, labels, count, options);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                std::vector<double> p(count);
                model.answer(vectors.of(i), p);
                softmax(p);
                most = std::max(most, farthest(p, expected.at("probabilities")[i]));
            }
        });
        QVERIFY2(most < 1e-5, qPrintable(QString::number(most)));
    }

    void bayesOnCountsEqualsScikitLearn() { bayesAnswersAs("counts", NaiveBayes::Kind::Counts); }
    void bayesOnPresenceEqualsNltk() { bayesAnswersAs("presence", NaiveBayes::Kind::Presence); }

    void aLabelWithoutTextsIsNeverAnswered() {
        for (const auto kind : {NaiveBayes::Kind::Counts, NaiveBayes::Kind::Presence}) {
            const std::vector<std::vector<std::string>> texts = {{"good"}, {"bad"}};
            const NaiveBayes bayes(kind, texts, std::vector<std::int32_t>{0, 2}, 3);
            QCOMPARE(bayes.answer({"good"})[1], -std::numeric_limits<double>::infinity());
        }
    }

    void wordsAreFoldedAndFoundInChinese() {
        std::vector<std::string> words;
        addWords("Don’t PANIC, 我喜欢苹果!", words);
        QCOMPARE(QString::fromStdString(words[0]), QString("don't"));
        QCOMPARE(QString::fromStdString(words[1]), QString("panic"));
        QVERIFY(std::find(words.begin(), words.end(), "苹果") != words.end());
    }

    void foldsAreEvenForEveryLabel() {
        std::vector<std::int32_t> labels(103, 0);
        for (std::size_t i = 0; i < 23; ++i)
            labels[i * 4] = 1;
        const std::vector<std::uint32_t> folds = stratifiedFolds(labels, 5, 3);
        std::map<std::pair<std::int32_t, std::uint32_t>, int> counts;
        for (std::size_t i = 0; i < labels.size(); ++i)
            ++counts[{labels[i], folds[i]}];
        for (std::uint32_t fold = 0; fold < 5; ++fold) {
            QVERIFY((counts[{0, fold}] == 16));
            QVERIFY((counts[{1, fold}] == 4 || counts[{1, fold}] == 5));
        }
        QVERIFY(stratifiedFolds(labels, 5, 3) == folds);
        QVERIFY(stratifiedFolds(labels, 5, 4) != folds);
    }
};

QTEST_GUILESS_MAIN(JudgingTest)
#include "judging_test.moc"
