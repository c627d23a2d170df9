// SPDX-License-Identifier: GPL-3.0-or-later
// The rehearsal of a recipe against the run that follows it.
#include "run/rehearsing.h"
#include "run_session.h"
#include "small_run.h"

#include <QTest>

using namespace attune;

namespace {

struct Context : RunContext {
    std::vector<Event> events;
    std::stop_source stop;
    void publish(Event event) override { events.push_back(std::move(event)); }
    StopRequest betweenSteps() override { return StopRequest::None; }
    std::stop_token interruption() override { return stop.get_token(); }
};

std::vector<std::string> namesIn(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        names.push_back(toUtf8(entry.path()));
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

class RehearsingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
    }

    void itMeasuresWhatTheRunThenTakes() {
        SmallRun small, alone;
        const auto before = namesIn(small.folder());
        const auto session = Session::rehearsal(small.recipe);
        const Ended rehearsal = ended(*session);
        QVERIFY2(rehearsal.exitCode == 0, rehearsal.failure().c_str());
        const RehearsedEvent rehearsed = *rehearsal.last<RehearsedEvent>();
        QVERIFY(std::holds_alternative<RehearsedEvent>(rehearsal.events.back().body));
        QCOMPARE(namesIn(small.folder()), before);

        const Ended run = runOnce(small.recipe, StartMode::New);
        QVERIFY2(run.exitCode == 0, run.failure().c_str());
        QCOMPARE(rehearsed.steps, run.last<StepEvent>()->step);
        QCOMPARE(rehearsed.epochs, run.last<StartedEvent>()->epochs);
        std::int64_t evaluations = 0;
        for (const Event& event : run.events)
            evaluations += std::holds_alternative<EvaluatedEvent>(event.body) ? 1 : 0;
        QCOMPARE(rehearsed.evaluations, evaluations);
        const fs::path checkpoint = fromUtf8(run.last<CheckpointedEvent>()->path);
        const std::uint64_t tensors = fs::file_size(checkpoint / "model.safetensors") +
                                      fs::file_size(checkpoint / "optimiser.safetensors");
        const std::uint64_t rest = rehearsed.checkpointBytes - tensors;
        QVERIFY(rehearsed.checkpointBytes > tensors);
        // The state, whose numbers may have a few digits more or less.
        const std::uint64_t state = fs::file_size(checkpoint / "state.json");
        QVERIFY(std::max(rest, state) - std::min(rest, state) < 60);
        std::uint64_t bytes = 0;
        for (const auto& entry : fs::recursive_directory_iterator(small.output()))
            bytes += entry.is_regular_file() ? entry.file_size() : 0;
        QVERIFY(bytes <= rehearsed.diskBytes + (std::uint64_t{1} << 20));
        QVERIFY(rehearsed.diskBytes < 2 * bytes);

        // The run is the same as one without a rehearsal.
        QCOMPARE(runOnce(alone.recipe, StartMode::New).exitCode, 0);
        QVERIFY(readFile(small.output() / "model" / "model.safetensors") ==
                readFile(alone.output() / "model" / "model.safetensors"));
    }

    void aFullDiskIsRefused() {
        const SmallRun small;
        const auto before = namesIn(small.folder());
        Context context;
        QVERIFY(!runRehearsal(small.recipe, context, makeAtenEngine,
                              [](const fs::path&) { return std::uint64_t{1000}; }));
        const auto* rehearsed = std::get_if<RehearsedEvent>(&context.events.back().body);
        QVERIFY(rehearsed != nullptr && !rehearsed->fits());
        QCOMPARE(namesIn(small.folder()), before);
    }

    void itStopsAndLeavesNothing() {
        SmallRun small;
        small.recipe.training.batch_size = 1;
        const auto before = namesIn(small.folder());
        const auto session = Session::rehearsal(small.recipe);
        const auto trains = [&] {
            for (const Event& event : session->events().since(0))
                if (const auto* phase = std::get_if<PhaseEvent>(&event.body))
                    if (phase->phase == PhaseEvent::Phase::Training)
                        return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(trains(), 60000);
        session->stop(Session::StopKind::Interrupt);
        const Ended stopped = ended(*session);
        QCOMPARE(stopped.exitCode, 0);
        QVERIFY(stopped.last<RehearsedEvent>() == nullptr);
        QVERIFY(stopped.last<FinishedEvent>() != nullptr);
        QCOMPARE(namesIn(small.folder()), before);
    }

    void whatAKilledOneLeftIsRemoved() {
        const SmallRun small;
        const auto before = namesIn(small.folder());
        fs::create_directories(small.folder() / ".attune-rehearsal-abcdef" / "step-000001");
        Context context;
        QVERIFY(runRehearsal(small.recipe, context));
        QCOMPARE(namesIn(small.folder()), before);
    }

    void whatKeepsARunFromStartingFails() {
        SmallRun small;
        small.recipe.data.train = "absent.csv";
        const auto session = Session::rehearsal(small.recipe);
        const Ended failed = ended(*session);
        QVERIFY(failed.exitCode != 0);
        QVERIFY(failed.failure().find("absent.csv") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(RehearsingTest)
#include "rehearsing_test.moc"
