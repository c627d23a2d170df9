// SPDX-License-Identifier: GPL-3.0-or-later
// Words added to tokenizers of every kind, compared with transformers where ATTUNE_ORACLE_PYTHON is
// set.
#include "base/json.h"
#include "vocabulary/adding.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace attune;

namespace {

fs::path fixtures() {
    return fs::path(qEnvironmentVariable("ATTUNE_FIXTURES").toStdString()) / "tokenizer";
}

const std::vector<std::string> kWords = {"<url>", "[E1]", "<号码>"};
const std::vector<std::string> kTexts = {
    "see <url> now", "<url>", "a<url>b <URL>",  "Write to [E1], or [E1]!", "打<号码>电话<url>",
    "plain words",   "",      " <url>  <url> ",
};

} // namespace

class AddingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsAreTokensOfTheirOwn_data() {
        QTest::addColumn<QString>("folder");
        QTest::newRow("uncased") << "uncased";
        QTest::newRow("cased") << "cased";
        for (const auto& kind : fs::directory_iterator(fixtures() / "kinds"))
            QTest::newRow(kind.path().filename().c_str())
                << QString::fromStdString("kinds/" + kind.path().filename().string());
    }
    void wordsAreTokensOfTheirOwn() {
        QFETCH(QString, folder);
        const auto before = readTokenizer(fixtures() / folder.toStdString());
        const auto after = before->extended(kWords);
        QCOMPARE(after->size(), before->size() + kWords.size());
        for (std::size_t i = 0; i < kWords.size(); ++i) {
            const auto id = static_cast<std::int32_t>(before->size() + i);
            QCOMPARE(after->idOf(kWords[i]), std::optional(id));
            QCOMPARE(after->tokenOf(id), kWords[i]);
            EncodeOptions options;
            options.specialTokens = false;
            QCOMPARE(after->encode(kWords[i], {}, options).ids, std::vector<std::int32_t>{id});
        }
        QCOMPARE(after->encode("plain words").ids, before->encode("plain words").ids);
        // Known words are not added twice.
        QCOMPARE(after->extended(kWords)->size(), after->size());
        // They outlast trimming.
        const auto trimmed = after->trimmed(after->lastingIds());
        for (const std::string& word : kWords)
            QVERIFY(trimmed->idOf(word).has_value());

        const fs::path out = place() / QTest::currentDataTag();
        fs::create_directory(out);
        after->save(out, 64);
        const auto again = readTokenizer(out);
        for (const std::string& text : kTexts)
            QCOMPARE(again->encode(text).ids, after->encode(text).ids);
    }

    void transformersReadsTheSame() {
        const QString python = qEnvironmentVariable("ATTUNE_ORACLE_PYTHON");
        if (python.isEmpty())
            QSKIP("needs ATTUNE_ORACLE_PYTHON");
        publishFile(place() / "texts.json", Json(kTexts).dump());
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(python, {qEnvironmentVariable("ATTUNE_FIXTURES") + "/../vocabulary/adding.py",
                               place_.path(), place_.filePath("answers")});
        QVERIFY(process.waitForFinished(300000));
        QVERIFY2(process.exitCode() == 0, process.readAll());
        const Json answers = readJsonFile(place() / "answers", {.values = 5'000'000});
        QVERIFY(answers.size() > 35);
        for (const auto& [name, both] : answers.items()) {
            const auto tokenizer = readTokenizer(place() / name);
            for (std::size_t i = 0; i < kTexts.size(); ++i) {
                const std::vector<std::int32_t> ids = tokenizer->encode(kTexts[i]).ids;
                for (const Json& one : both)
                    if (one[i].get<std::vector<std::int32_t>>() != ids)
                        QFAIL((name + ": " + kTexts[i] + ": " + one[i].dump() + " " +
                               Json(ids).dump())
                                  .c_str());
            }
        }
    }

    // A word of the vocabulary gets no row, but is cut out of other words from then on.
    void aKnownWordThatBecomesSpecialIsTold() {
        ModelFolder folder;
        folder.spec.vocabulary = 0;
        std::unique_ptr<Tokenizer> tokenizer = readTokenizer(fixtures() / "uncased");
        const std::string known = "good";
        QVERIFY(tokenizer->idOf(known).has_value());
        const auto before = tokenizer->encode("goodness").ids;
        const std::size_t size = tokenizer->size();
        folder.spec.vocabulary = static_cast<std::int64_t>(size);
        const AddedWords added = addWords(folder, tokenizer, {known});
        QCOMPARE(added.special, std::vector<std::string>{known});
        QVERIFY(added.fresh.empty() && folder.newRows.empty());
        QCOMPARE(tokenizer->size(), size);
        QVERIFY(tokenizer->encode("goodness").ids != before);
    }

    void recipesNameTheWords() {
        VocabularySettings settings;
        settings.add = {"[A]", "<url>"};
        CleaningSettings rules = {cleaningStep("placeholders")};
        QCOMPARE(wordsToAdd(settings, Cleaning(rules)), (std::vector<std::string>{"[A]", "<url>"}));
        settings.add_placeholders = true;
        QCOMPARE(wordsToAdd(settings, Cleaning(rules)),
                 (std::vector<std::string>{"[A]", "<url>", "<email>", "<user>"}));
        settings.add = {"fine", " spaced"};
        const Problems problems = checkVocabulary(settings);
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems.front().field, std::string("vocabulary.add"));
    }

private:
    fs::path place() const { return place_.path().toStdString(); }
    QTemporaryDir place_;
};

QTEST_GUILESS_MAIN(AddingTest)
#include "adding_test.moc"
