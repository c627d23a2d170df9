// SPDX-License-Identifier: GPL-3.0-or-later
// Run folders as other processes leave them: torn lines, records that are cut back, states.
#include "studio/studio.h"

#include <QTemporaryDir>
#include <QTest>

using namespace attune;
using namespace attune::studio;

namespace {

std::string lineOf(const EventBody& body, double time = 1) {
    return toJson(Event{time, body}).dump() + "\n";
}

std::string step(std::int64_t number) {
    StepEvent event;
    event.step = number;
    return lineOf(event);
}

std::vector<std::int64_t> stepsOf(const std::vector<Event>& events) {
    std::vector<std::int64_t> out;
    for (const Event& event : events)
        if (const auto* taken = std::get_if<StepEvent>(&event.body))
            out.push_back(taken->step);
    return out;
}

using Steps = std::vector<std::int64_t>;

} // namespace

class RunReaderTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    fs::path make(const std::string& name, const std::string& record) const {
        const fs::path run = fs::path(folder_.path().toStdString()) / name;
        fs::create_directories(run);
        publishFile(run / "recipe.yaml", "model: m\noutput: .\ntraining:\n  epochs: 7\n");
        write(run, record);
        return run;
    }

    static void write(const fs::path& run, const std::string& record,
                      FileWriter::Mode mode = FileWriter::Mode::Truncate) {
        FileWriter file(run / "metrics.jsonl", mode);
        file.write(record);
        file.close();
    }

private Q_SLOTS:
    void givesWhatIsNewAndWaitsForWholeLines() {
        const fs::path run = make("growing", step(1) + step(2));
        RunReader reader(run);
        QCOMPARE(reader.recipe().training.epochs, std::int64_t{7});
        QCOMPARE(stepsOf(reader.poll()), (Steps{1, 2}));
        QVERIFY(reader.poll().empty());
        const std::string next = step(3);
        write(run, next.substr(0, 10), FileWriter::Mode::Append);
        QVERIFY(reader.poll().empty());
        write(run, next.substr(10) + step(4), FileWriter::Mode::Append);
        QCOMPARE(stepsOf(reader.poll()), (Steps{3, 4}));
    }

    void aRecordThatIsCutBackGoesOnWithWhatIsNew_data() {
        QTest::addColumn<int>("more"); // steps after the cut: fewer, as many or more than before
        QTest::newRow("shorter") << 1;
        QTest::newRow("as long") << 3;
        QTest::newRow("longer") << 8;
    }
    void aRecordThatIsCutBackGoesOnWithWhatIsNew() {
        QFETCH(int, more);
        std::string before;
        for (int i = 1; i <= 5; ++i)
            before += step(i);
        const fs::path run = make("cut", before);
        RunReader reader(run);
        QCOMPARE(reader.poll().size(), std::size_t{5});
        // Resumed from step 2.
        StepEvent other;
        other.loss = 9;
        std::string after = step(1) + step(2);
        for (int i = 3; i < 3 + more; ++i) {
            other.step = i;
            after += lineOf(other);
        }
        write(run, after);
        const std::vector<Event> events = reader.poll();
        QCOMPARE(events.size(), static_cast<std::size_t>(more));
        QCOMPARE(stepsOf(events).front(), std::int64_t{3});
        QCOMPARE(std::get<StepEvent>(events.front().body).loss, 9.0);
    }

    void brokenAndUnknownLinesArePassedOver() {
        const fs::path run = make("broken", step(1) + "{\"event\": \"st\n\0\xFF\n" +
                                                "{\"event\":\"new\",\"time\":1}\n" + step(2));
        RunReader reader(run);
        QCOMPARE(stepsOf(reader.poll()), (Steps{1, 2}));
    }

    void lifeIsTheLock() {
        const fs::path run = make("locked", step(1));
        const RunReader reader(run);
        QVERIFY(!reader.alive());
        const FolderLock lock(run);
        QVERIFY(reader.alive());
    }

    void runsAreFoundWithTheirState() {
        QTemporaryDir place;
        const fs::path runs = place.path().toStdString();
        const auto add = [&](const std::string& name, const std::string& record) {
            fs::create_directories(runs / name / "checkpoints" / "step-000001");
            publishFile(runs / name / "recipe.yaml", "model: m\n");
            publishFile(runs / name / "metrics.jsonl", record);
        };
        EvaluatedEvent evaluated;
        evaluated.best = true;
        evaluated.metrics.accuracy = 0.75;
        FinishedEvent finished;
        add("done", lineOf(StartedEvent{.steps = 9}, 5) + lineOf(evaluated) + lineOf(finished));
        publishFile(runs / "done" / "report.json", "{}");
        finished.reason = FinishedEvent::Reason::Interrupted;
        add("interrupted", lineOf(StartedEvent{.steps = 9}, 4) + step(3) + lineOf(finished));
        add("failed", lineOf(StartedEvent{.steps = 9}, 3) + lineOf(FailedEvent{}));
        add("killed", lineOf(StartedEvent{.steps = 9}, 2) + step(1));
        add("alive", lineOf(StartedEvent{.steps = 9}, 1) + step(1));
        const FolderLock lock(runs / "alive");
        fs::create_directories(runs / "no run");
        const std::vector<RunCard> cards = findRuns(runs);
        QCOMPARE(cards.size(), std::size_t{5}); // the newest first
        QCOMPARE(cards[0].name, std::string("done"));
        QCOMPARE(cards[0].state, RunState::Finished);
        QCOMPARE(cards[0].bestScore.value_or(0), 0.75);
        QVERIFY(!cards[0].canResume);
        QCOMPARE(cards[1].state, RunState::Interrupted);
        QCOMPARE(cards[1].step, std::int64_t{3});
        QVERIFY(cards[1].canResume);
        QCOMPARE(cards[2].state, RunState::Failed);
        QCOMPARE(cards[3].state, RunState::Interrupted);
        QCOMPARE(cards[4].state, RunState::Running);
        QVERIFY(!cards[4].canResume);
    }

    void aFolderWithoutARunIsNamed() {
        QVERIFY_EXCEPTION_THROWN(RunReader(fs::path(folder_.path().toStdString())), UsageError);
    }

    void differencesAreThoseOfTheRunsRecipe() {
        const fs::path run = make("differs", step(1));
        Recipe recipe = RunReader(run).recipe();
        QVERIFY(resumeDifferences(recipe).empty());
        recipe.training.epochs = 8;
        const auto differences = resumeDifferences(recipe);
        QCOMPARE(differences.size(), std::size_t{1});
        QCOMPARE(differences[0].key, std::string("training.epochs"));
    }
};

QTEST_GUILESS_MAIN(RunReaderTest)
#include "run_reader_test.moc"
