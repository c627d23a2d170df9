// SPDX-License-Identifier: GPL-3.0-or-later
// Who may write a run folder, and its record.
#include "run/run_folder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace attune;

namespace {

struct Place {
    QTemporaryDir dir;
    Recipe recipe;
    Place() {
        recipe.base = dir.path().toStdString();
        recipe.head.output = "runs/a";
        recipe.head.model = "models/none";
        recipe.data.train = "train.csv";
    }
    fs::path run() const { return recipe.base / "runs/a"; }
    void touch(const fs::path& file) const {
        fs::create_directories(file.parent_path());
        FileWriter(file).write("x\n");
    }
};

Event step(std::int64_t number) {
    StepEvent event;
    event.step = number;
    return {1.0, event};
}

} // namespace

class RunFolderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void newRunMakesItsFolder() {
        const Place place;
        RunFolder folder(place.recipe, StartMode::New);
        QVERIFY(isLocked(place.run()));
        QVERIFY(folder.openRecord(0));
        QVERIFY(RunFolder::holdsRun(place.run()));
    }

    void foreignFilesAreNeverTouched() {
        const Place place;
        place.touch(place.run() / "letter.txt");
        for (const StartMode mode : {StartMode::New, StartMode::Resume, StartMode::Overwrite})
            QVERIFY_EXCEPTION_THROWN(RunFolder(place.recipe, mode), UsageError);
        QVERIFY(fs::exists(place.run() / "letter.txt"));
    }

    void overwritingMovesTheOldRunAside() {
        const Place place;
        for (int times = 0; times < 2; ++times) {
            place.touch(RunFolder::reportFile(place.run()));
            QVERIFY_EXCEPTION_THROWN(RunFolder(place.recipe, StartMode::New), UsageError);
            const RunFolder folder(place.recipe, StartMode::Overwrite);
            QVERIFY(!fs::exists(RunFolder::reportFile(place.run())));
        }
        QVERIFY(fs::exists(place.recipe.base / "runs/a-replaced-1/report.json"));
        QVERIFY(fs::exists(place.recipe.base / "runs/a-replaced-2/report.json"));
    }

    void overwritingNeverMovesWhatTheRunReads() {
        Place place;
        place.touch(RunFolder::reportFile(place.run()));
        place.touch(place.run() / "model" / "config.json");
        place.recipe.head.model = "runs/a/model";
        QVERIFY_EXCEPTION_THROWN(RunFolder(place.recipe, StartMode::Overwrite), UsageError);
    }

    void norListsAndCorpora() {
        Place place;
        place.touch(RunFolder::reportFile(place.run()));
        place.touch(place.run() / "texts.csv");
        Recipe recipe = place.recipe;
        recipe.vocabulary.corpora = {"corpus.txt", "runs/a/texts.csv"};
        QVERIFY_EXCEPTION_THROWN(RunFolder(recipe, StartMode::Overwrite), UsageError);
        recipe = place.recipe;
        recipe.augment.operators = {augmentStep("synonym")};
        recipe.augment.operators[0].values["file"] = std::string("runs/a/texts.csv");
        QVERIFY_EXCEPTION_THROWN(RunFolder(recipe, StartMode::Overwrite), UsageError);
        QVERIFY(fs::exists(place.run() / "texts.csv"));
        // What is switched off is not read.
        recipe.augment.operators[0].values["off"] = true;
        const RunFolder folder(recipe, StartMode::Overwrite);
        QVERIFY(!fs::exists(place.run() / "texts.csv"));
    }

    void overwritingFromItsOwnRecipeWithTheNameOfAModel() {
        Place place;
        place.touch(RunFolder::reportFile(place.run()));
        place.recipe.base = place.run();
        place.recipe.head.model = "org/name";
        place.recipe.head.output = ".";
        place.recipe.data.train = "../../train.csv";
        const RunFolder folder(place.recipe, StartMode::Overwrite);
        QVERIFY(!fs::exists(RunFolder::reportFile(place.run())));
    }

    void oneWriterAtATime() {
        const Place place;
        RunFolder folder(place.recipe, StartMode::New);
        folder.openRecord(0);
        QVERIFY_EXCEPTION_THROWN(RunFolder(place.recipe, StartMode::Resume), Error);
    }

    void recordIsCutBackToItsLines() {
        const Place place;
        {
            RunFolder folder(place.recipe, StartMode::New);
            folder.openRecord(0);
            for (const std::int64_t number : {1, 2, 3})
                folder.append(step(number));
            QCOMPARE(folder.syncRecord(), 3);
        }
        FileWriter(RunFolder::recordFile(place.run()), FileWriter::Mode::Append).write("{\"torn");
        {
            RunFolder folder(place.recipe, StartMode::Resume);
            QVERIFY(folder.openRecord(2));
            folder.append(step(9));
            QCOMPARE(folder.syncRecord(), 3);
        }
        const auto events = RunFolder::readRecord(place.run());
        QCOMPARE(events.size(), std::size_t{3});
        QCOMPARE(std::get<StepEvent>(events[1].body).step, 2);
        QCOMPARE(std::get<StepEvent>(events[2].body).step, 9);
    }

    void shortRecordIsTold() {
        const Place place;
        RunFolder folder(place.recipe, StartMode::New);
        QVERIFY(!folder.openRecord(5));
    }
};

QTEST_GUILESS_MAIN(RunFolderTest)
#include "run_folder_test.moc"
