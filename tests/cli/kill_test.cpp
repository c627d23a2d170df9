// SPDX-License-Identifier: GPL-3.0-or-later
// A run killed with SIGKILL at ten random moments, and resumed each time, equals one that was never
// disturbed: the model file byte for byte, the record and the report but for times.
#include "small_run.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace attune;

namespace {

QString program() { return QString::fromUtf8(qgetenv("ATTUNE_CLI")); }

// Starts, or resumes, the run.
void launch(QProcess& process, const SmallRun& run) {
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program(),
                  {"train", QString::fromStdString(toUtf8(run.folder() / "recipe.yaml")),
                   "--output", QString::fromStdString(toUtf8(run.output())), "--resume", "--json"});
}

void finish(const SmallRun& run) {
    QProcess process;
    launch(process, run);
    QVERIFY(process.waitForFinished(300000));
    QVERIFY2(process.exitCode() == 0, process.readAll().constData());
}

void prepare(SmallRun& run, const std::string& precision) {
    run.recipe.training.precision = precision;
    run.recipe.training.epochs = 30;
    run.recipe.training.evaluate_every = 3;
    run.recipe.training.checkpoint_steps = 7;
    publishFile(run.folder() / "recipe.yaml", writeRecipe(run.recipe, run.folder(), true));
}

} // namespace

class KillTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available() || !fs::exists(program().toStdString()))
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set or attune-cli is not built");
    }

    // Where the processor does not multiply bf16 such a run computes in fp32, and says so.
    void killedTenTimesEqualsTheUndisturbedRun_data() {
        QTest::addColumn<QByteArray>("precision");
        QTest::newRow("fp32") << QByteArray("fp32");
        QTest::newRow("bf16") << QByteArray("bf16");
    }
    void killedTenTimesEqualsTheUndisturbedRun() {
        QFETCH(QByteArray, precision);
        SmallRun whole, killed;
        prepare(whole, precision.toStdString());
        prepare(killed, precision.toStdString());
        QElapsedTimer clock;
        clock.start();
        finish(whole);
        const auto duration = static_cast<std::size_t>(clock.elapsed());

        RandomStream random(streamKey(static_cast<std::uint64_t>(clock.nsecsElapsed()), "kills"));
        int resumed = 0;
        for (int kills = 0; kills < 10; ++kills) {
            QProcess process;
            launch(process, killed);
            QVERIFY(process.waitForStarted());
            // Ten such pieces together are shorter than the run.
            const auto moment = static_cast<int>(duration / 20 + random.below(duration / 25));
            process.waitForFinished(moment);
            QVERIFY2(process.state() == QProcess::Running, process.readAll().constData());
            QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGKILL), 0);
            process.waitForFinished();
            QCOMPARE(process.exitStatus(), QProcess::CrashExit);
            resumed += fs::exists(killed.output() / "checkpoints") ? 1 : 0;
        }
        qInfo("%d of the kills came after a checkpoint; undisturbed run %.1f s", resumed,
              static_cast<double>(duration) / 1000);
        finish(killed);

        QVERIFY(readFile(whole.output() / "model" / "model.safetensors") ==
                readFile(killed.output() / "model" / "model.safetensors"));
        QCOMPARE(comparableRecord(killed), comparableRecord(whole));
        const auto metrics = [](const SmallRun& run) {
            return readJsonFile(run.output() / "report.json").at("metrics").dump();
        };
        QCOMPARE(metrics(killed), metrics(whole));
    }
};

QTEST_GUILESS_MAIN(KillTest)
#include "kill_test.moc"
