// SPDX-License-Identifier: GPL-3.0-or-later
// Models are compared on texts that none of them has an advantage on: those that only one was
// trained on are left out, and told.
#include "data/split.h"
#include "run_session.h"
#include "small_run.h"
#include "studio/comparing.h"

#include <QTest>

#include <cstring>
#include <set>

using namespace attune;

namespace {

bool tells(const Problems& notes, const std::string& what) {
    for (const Problem& note : notes)
        if (note.severity == Problem::Severity::Warning &&
            note.message.text().find(what) != std::string::npos)
            return true;
    return false;
}

} // namespace

class ComparingTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;

    fs::path trained(const std::string& output, std::int64_t seed) {
        run_->recipe.head.output = output;
        run_->recipe.training.seed = seed;
        return runOnce(run_->recipe, StartMode::New).exitCode == 0 ? run_->output() : fs::path();
    }
    Split split(std::int64_t seed) const {
        return readSplit(run_->recipe.data, run_->recipe.base, static_cast<std::uint64_t>(seed));
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        // Each text once: `line` then says which it is.
        std::string table = "text,label\n";
        for (int i = 0; i < 120; ++i)
            table += "the film number " + std::to_string(i) +
                     (i % 2 ? " was lovely,good\n" : " was dull,bad\n");
        publishFile(run_->folder() / "train.csv", table);
        run_->recipe.training.epochs = 1;
        QVERIFY(!trained("own", 1).empty());
        QVERIFY(!trained("other", 2).empty());
    }

    void runsThatCannotBeComparedAreOfferedLast() {
        const fs::path own = run_->folder() / "own", stranger = run_->folder() / "a stranger";
        fs::copy(run_->folder() / "other", stranger, fs::copy_options::recursive);
        std::string config = readFile(stranger / "model" / "config.json");
        for (const auto& [from, to] : {std::pair("good", "hot"), std::pair("bad", "cold")})
            for (std::size_t at = 0; (at = config.find(from)) != std::string::npos;)
                config.replace(at, std::strlen(from), to);
        publishFile(stranger / "model" / "config.json", config);
        const auto others = studio::otherRuns(own);
        QCOMPARE(others.size(), std::size_t{2});
        QCOMPARE(others[0].path, toUtf8(run_->folder() / "other"));
        QVERIFY(others[0].whyNot.empty());
        QCOMPARE(others[1].path, toUtf8(stranger));
        QCOMPARE(others[1].whyNot.text(), std::string("It has none of these labels."));
        fs::remove_all(stranger);
    }

    void textsOfTheOtherTrainingAreLeftOut() {
        std::set<std::uint32_t> kept;
        for (const Example& example : split(2).validation)
            kept.insert(example.line);
        std::int64_t common = 0;
        for (const Example& example : split(1).validation)
            common += kept.contains(example.line) ? 1 : 0;
        QVERIFY(common > 0 && common < 24);
        const fs::path own = run_->folder() / "own", other = run_->folder() / "other";
        for (const fs::path& second : {other, other / "model"}) {
            const auto found = studio::compareOnRun(own, second, false);
            QCOMPARE(found.texts, common);
            QCOMPARE(found.trainedOn, 24 - common);
            QVERIFY(tells(found.notes, "only “other” was trained on"));
        }
        // Both were trained on none of these.
        const auto test = studio::compareOnRun(own, other, true);
        QCOMPARE(test.texts, std::int64_t{40});
        QCOMPARE(test.trainedOn, std::int64_t{0});
        QVERIFY(!tells(test.notes, "trained on"));
        const auto chosen = studio::compareModels(own, other, {});
        QCOMPARE(chosen.texts, std::int64_t{40});
        QCOMPARE(chosen.accuracy(true), test.accuracy(true));
        // Without the run nobody can tell, which is told.
        fs::copy(other / "model", run_->folder() / "alone", fs::copy_options::recursive);
        const auto alone = studio::compareOnRun(own, run_->folder() / "alone", false);
        QCOMPARE(alone.texts, std::int64_t{24});
        QVERIFY(tells(alone.notes, "not known which texts “alone”"));
        QVERIFY_EXCEPTION_THROWN(studio::compareModels(run_->folder() / "alone", own, {}),
                                 UsageError);
    }

    void aFileOfTrainingTextsIsTold() {
        const fs::path own = run_->folder() / "own", other = run_->folder() / "other";
        studio::EvaluateOptions data;
        data.data = toUtf8(run_->folder() / "train.csv");
        const auto found = studio::compareModels(own, other, data);
        std::set<std::uint32_t> first, second;
        for (const Example& example : split(1).train)
            first.insert(example.line);
        for (const Example& example : split(2).train)
            second.insert(example.line);
        std::int64_t onlyOne = 0;
        for (std::uint32_t line = 2; line < 122; ++line)
            onlyOne += first.contains(line) != second.contains(line) ? 1 : 0;
        QCOMPARE(found.trainedOn, onlyOne);
        QCOMPARE(found.texts, 120 - onlyOne);
        QVERIFY(tells(found.notes, "only “own”") && tells(found.notes, "only “other”"));
        QVERIFY(tells(found.notes, "Both models were trained on"));
        // None is left.
        std::string table = "text,label\n";
        for (const Example& example : split(1).train)
            if (!second.contains(example.line))
                table += example.text + (example.label == 1 ? ",good\n" : ",bad\n");
        publishFile(run_->folder() / "seen.csv", table);
        data.data = toUtf8(run_->folder() / "seen.csv");
        QVERIFY_EXCEPTION_THROWN(studio::compareModels(own, other, data), UsageError);
    }

    void changedDataOfTheOtherAreTold() {
        const fs::path own = run_->folder() / "own";
        run_->write("later.csv", 40, 5);
        run_->recipe.data.train = "later.csv";
        const fs::path other = trained("changed", 2);
        run_->write("later.csv", 30, 6);
        const auto found = studio::compareOnRun(own, other, false);
        QCOMPARE(found.texts, std::int64_t{24});
        QVERIFY(tells(found.notes, "not known which texts “changed”"));
    }
};

QTEST_GUILESS_MAIN(ComparingTest)
#include "comparing_test.moc"
