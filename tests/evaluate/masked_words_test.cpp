// SPDX-License-Identifier: GPL-3.0-or-later
// What models say of words: heads of masked language models against transformers, the words taken
// from what they say, and the judge. Needs ATTUNE_MODELS, and ATTUNE_ORACLE_PYTHON for a part.
#include "base/json.h"
#include "evaluate/folder_judge.h"
#include "evaluate/masked_words.h"
#include "evaluate/near_words.h"
#include "model/model_folder.h"
#include "model/safetensors.h"
#include "tokenizer/whole_words.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>
#include <thread>

using namespace attune;

namespace {

fs::path model(const char* name) {
    return fs::path(qEnvironmentVariable("ATTUNE_MODELS").toStdString()) / name;
}

QString runPython(const QStringList& arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(
        qEnvironmentVariable("ATTUNE_ORACLE_PYTHON"),
        QStringList(qEnvironmentVariable("ATTUNE_FIXTURES") + "/evaluate/masked_words.py") +
            arguments);
    if (!process.waitForFinished(300000))
        process.kill();
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
               ? QString()
               : QString::fromUtf8(process.readAll());
}

Span placeOf(const std::string& text, const std::string& word) {
    const std::size_t at = text.find(word);
    return {at, at + word.size()};
}

std::vector<SuggestedWord> ask(const Suggester& suggester, const std::string& text,
                               const std::string& word, std::size_t most = 10) {
    const Span place = placeOf(text, word);
    return suggester.suggest(text, {&place, 1}, most).front();
}

bool same(const std::vector<SuggestedWord>& a, const std::vector<SuggestedWord>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.word == y.word && x.score == y.score;
    });
}

} // namespace

class MaskedWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("ATTUNE_MODELS"))
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        suggester_ = openMaskedWords(model("bert-tiny-mlm"));
    }

    void sameWordsAndScoresAsTransformers() {
        if (qEnvironmentVariableIsEmpty("ATTUNE_ORACLE_PYTHON"))
            QSKIP("needs ATTUNE_ORACLE_PYTHON");
        const std::vector<std::pair<std::string, std::string>> texts = {
            {"The capital of France is Paris.",           "Paris" },
            {"I liked the film, and my brother did too!", "film"  },
            {"good",                                      "good"  },
            {"Say [MASK] twice: the dog was happy.",      "dog"   },
            {"The café (in \"Rome\") was closed…",     "closed"},
        };
        Json asked = Json::array();
        for (const auto& [text, word] : texts) {
            std::string with = text;
            with.replace(placeOf(text, word).begin, word.size(), "[MASK]");
            asked.push_back(with);
        }
        QTemporaryDir place;
        const fs::path folder = place.path().toStdString();
        publishFile(folder / "texts.json", asked.dump());
        const QString failure = runPython({"fill", model("bert-tiny-mlm").c_str(),
                                           place.filePath("texts.json"), place.filePath("out")});
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        const Json answers = readJsonFile(folder / "out");
        const WholeWords words(*readTokenizer(model("bert-tiny-mlm")));
        std::set<std::string> known;
        for (const WholeWords::Word& word : words.all())
            if (word.spaced)
                known.insert(word.text);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            std::vector<SuggestedWord> wanted;
            for (const Json& one : answers[i])
                if (known.contains(one[0].get<std::string>()))
                    wanted.push_back({one[0].get<std::string>(), one[1].get<double>()});
            const auto found = ask(*suggester_, texts[i].first, texts[i].second, 20);
            QVERIFY(wanted.size() > 20);
            QCOMPARE(found.size(), std::size_t{20});
            for (std::size_t k = 0; k < found.size(); ++k) {
                QVERIFY(std::abs(found[k].score - wanted[k].score) < 1e-4);
                QCOMPARE(found[k].word, wanted[k].word);
            }
        }
    }

    void headsOfAllFamilies_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"bert", "roberta", "xlm-roberta", "camembert", "albert", "mpnet",
                                 "electra", "distilbert"})
            QTest::newRow(name) << name;
    }
    void headsOfAllFamilies() {
        if (qEnvironmentVariableIsEmpty("ATTUNE_ORACLE_PYTHON"))
            QSKIP("needs ATTUNE_ORACLE_PYTHON");
        if (!families_) {
            families_.emplace();
            const QString failure = runPython({"families", families_->path()});
            QVERIFY2(failure.isEmpty(), qPrintable(failure));
        }
        QFETCH(QString, name);
        const fs::path path = fs::path(families_->path().toStdString()) / name.toStdString();
        const ModelFolder folder = openWordModel(path);
        const auto engine = makeAtenEngine(folder.spec, {.threads = 1});
        const WeightsReport report = loadWeights(folder, *engine, 0);
        QVERIFY(report.missing.empty() && report.mismatched.empty());
        const SafetensorsFile expected(path / "expected.safetensors");
        const auto read = [&](const char* tensor) {
            const TensorEntry& entry = *expected.find(tensor);
            std::vector<float> values(entry.count());
            expected.read(entry, values);
            return values;
        };
        PackedBatch batch;
        for (const float id : read("ids"))
            batch.ids.push_back(static_cast<std::int32_t>(id));
        batch.typeIds.resize(batch.ids.size(), 0);
        batch.starts = {0, 12, 24, 36, 48};
        for (const float mask : read("masks"))
            batch.asked.push_back(static_cast<std::int32_t>(batch.asked.size()) * 12 +
                                  static_cast<std::int32_t>(mask));
        const auto pass = engine->forward(batch, {});
        const std::vector<float> wanted = read("logits");
        QCOMPARE(pass->logits().size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i)
            QVERIFY(std::abs(pass->logits()[i] - wanted[i]) < 2e-5);
    }

    void answersHangOnTheTextAlone() {
        const std::string text = "The little dog ran through the green garden and was happy there.";
        std::vector<Span> places;
        for (const char* word : {"little", "ran", "green", "happy"})
            places.push_back(placeOf(text, word));
        const auto alone = suggester_->suggest(text, places, 10);
        // From several threads at once, other texts between.
        std::vector<std::jthread> threads;
        std::atomic<int> differing = 0;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&, thread] {
                for (int round = 0; round < 8; ++round) {
                    ask(*suggester_, "Number " + std::to_string(thread) + " is a good film.",
                        "good");
                    const auto again = suggester_->suggest(text, places, 10);
                    for (std::size_t i = 0; i < places.size(); ++i)
                        differing += !same(again[i], alone[i]);
                }
            });
        threads.clear();
        QCOMPARE(differing.load(), 0);
    }

    void onlyWholeWordsOfTheScript() {
        const WholeWords words(*readTokenizer(model("bert-tiny-mlm")));
        QVERIFY(words.all().size() > 15000);
        QVERIFY(words.find("Film") && !words.find("##ing") && !words.find("[MASK]") &&
                !words.find("1990") && !words.find("a"));
        for (const char* word : {"liked", "film"}) {
            const auto found = ask(*suggester_, "I liked the film very much.", word, 50);
            QCOMPARE(found.size(), std::size_t{50});
            for (const SuggestedWord& one : found)
                QVERIFY(words.find(one.word) && words.all()[*words.find(one.word)].spaced);
        }
        for (const SuggestedWord& one : ask(*suggester_, "我喜欢音乐", "音乐", 20)) {
            QCOMPARE(one.word.size(), std::size_t{6}); // two letters for two
            QVERIFY(one.word.find_first_of("abcdefghijklmnopqrstuvwxyz#[") == one.word.npos);
        }
        QVERIFY(!ask(*suggester_, "他很大", "大", 5).empty());
    }

    void placesAreFoundBesideMasksOfTheText() {
        // The mask of the text reads as one to the model, but is not what was asked.
        const auto first = ask(*suggester_, "The [MASK] barked, and the dog was happy.", "dog");
        const auto other = ask(*suggester_, "The dog barked, and the [MASK] was happy.", "dog");
        QVERIFY(!first.empty() && !same(first, other));
    }

    void longTextsAreReadRoundThePlace() {
        std::string text;
        while (text.size() < 100'000)
            text += "And so on, word for word. ";
        text += "The dog was happy.";
        QVERIFY(!ask(*suggester_, text, "happy").empty());
        QVERIFY(same(ask(*suggester_, text, "happy"),
                     ask(*suggester_, text.substr(50'000 + 50'000 % 26), "happy")));
        std::string chinese;
        while (chinese.size() < 20'000)
            chinese += "你";
        QVERIFY(!ask(*suggester_, chinese + "好", "好").empty());
    }

    void foldersWithoutTheHeadAreRefused() {
        try {
            openMaskedWords(model("all-MiniLM-L6-v2"));
            QFAIL("refused");
        } catch (const Error& error) {
            QVERIFY(error.message().text().find("no masked language model") != std::string::npos);
            QVERIFY(error.where().find("all-MiniLM-L6-v2") != std::string::npos);
        }
    }

    void nearWordsAreNearByCosine() {
        const auto near = openNearWords(model("all-MiniLM-L6-v2"));
        const auto found = near->near("Movie", 5);
        QCOMPARE(found.size(), std::size_t{5});
        QVERIFY(std::any_of(found.begin(), found.end(), [](const SuggestedWord& one) {
            return one.word == "film" || one.word == "movies" || one.word == "films";
        }));
        QVERIFY(std::is_sorted(found.begin(), found.end(),
                               [](const auto& a, const auto& b) { return a.score > b.score; }));
        QVERIFY(found.front().score < 1 && found.back().score > 0.3);
        QVERIFY(same(near->near("movie", 3), {found.begin(), found.begin() + 3}));
        QVERIFY(same(near->near("movie", 5), found));
        QVERIFY(near->near("xylophonically", 5).empty());
        for (const SuggestedWord& one : openNearWords(model("bert-tiny-mlm"))->near("大", 5))
            QVERIFY(one.word.size() == 3); // of the same script

        // The nearest by a plain sum over the table.
        const ModelFolder folder = openModelFolder(model("all-MiniLM-L6-v2"));
        const auto engine = makeAtenEngine(folder.spec, {.threads = 1});
        loadWeights(folder, *engine, 0);
        const ParameterInfo& info = engine->parameters().front();
        std::vector<float> table(static_cast<std::size_t>(info.count()));
        engine->storeParameter(info.name, table);
        const auto tokenizer = readTokenizer(folder.path);
        const auto cosine = [&](std::int32_t a, std::int32_t b) {
            double product = 0, one = 0, two = 0;
            for (int i = 0; i < 384; ++i) {
                const double x = table[a * 384 + i], y = table[b * 384 + i];
                product += x * y;
                one += x * x;
                two += y * y;
            }
            return product / std::sqrt(one * two);
        };
        const std::int32_t movie = *tokenizer->idOf("movie");
        for (const SuggestedWord& one : found)
            QVERIFY(std::abs(one.score - cosine(movie, *tokenizer->idOf(one.word))) < 1e-5);
        const WholeWords words(*tokenizer);
        for (const WholeWords::Word& word : words.all())
            if (word.spaced && word.text != "movie" &&
                std::none_of(found.begin(), found.end(),
                             [&](const auto& one) { return one.word == word.text; }))
                QVERIFY(cosine(movie, word.id) <= found.back().score + 1e-6);
    }

    void judgesNeedAHeadAndTheSameLabels() {
        QVERIFY_THROWS_EXCEPTION(UsageError,
                                 openJudge(model("bert-tiny-mlm"), {"bad", "good"}, false));
    }

private:
    std::shared_ptr<const Suggester> suggester_;
    std::optional<QTemporaryDir> families_;
};

QTEST_GUILESS_MAIN(MaskedWordsTest)
#include "masked_words_test.moc"
