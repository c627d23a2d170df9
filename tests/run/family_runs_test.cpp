// SPDX-License-Identifier: GPL-3.0-or-later
// Whole runs of a small model of every family: trained, written, read again, resumed.
#include "model/model_folder.h"
#include "run_session.h"
#include "small_run.h"

#include <QTest>

#include <map>
#include <set>

using namespace attune;

namespace {

// The model of a fixture with random weights and the vocabulary of the tiny BERT's tokenizer.
void writeModel(const fs::path& fixture, const fs::path& out) {
    const ModelFolder source = openModelFolder(fixture);
    const auto tokenizer = readTokenizer(SmallRun::model());
    FinishedModel model{source.spec, source.labels, source.config, {}};
    model.spec.vocabulary = static_cast<std::int64_t>(tokenizer->size());
    model.info.task = "text-classification";
    std::map<std::string, ParameterInfo, std::less<>> infos;
    for (const ParameterInfo& info : parametersOf(model.spec))
        infos.emplace(info.name, info);
    fs::create_directories(out);
    writeModelFolder(out, model, *tokenizer, [&](std::string_view name, std::span<float> values) {
        const ParameterInfo& info = infos.find(name)->second;
        RandomStream stream(streamKey(5, name));
        for (float& value : values)
            value = static_cast<float>(0.2 * stream.normal() + (info.norm && !info.bias ? 1 : 0));
    });
}

} // namespace

class FamilyRunsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
    }

    void resumedRunEqualsTheUndisturbedOne_data() {
        QTest::addColumn<QString>("fixture");
        const fs::path fixtures = fs::path(qgetenv("ATTUNE_FIXTURES").toStdString()) / "model";
        std::set<fs::path> folders;
        for (const auto& entry : fs::directory_iterator(fixtures))
            if (entry.path().filename().string().starts_with("family-"))
                folders.insert(entry.path());
        for (const fs::path& folder : folders)
            QTest::newRow(folder.filename().c_str()) << QString::fromStdString(folder.string());
    }

    void resumedRunEqualsTheUndisturbedOne() {
        QFETCH(QString, fixture);
        SmallRun whole, parts;
        for (SmallRun* run : {&whole, &parts}) {
            writeModel(fixture.toStdString(), run->folder() / "small");
            run->recipe.head.model = "small";
            run->recipe.data.max_length = 20;
            run->recipe.training.epochs = 2;
            run->recipe.training.hidden_dropout = 0.1;
            run->recipe.training.attention_dropout = 0.1;
            run->recipe.training.layer_decay = 0.9;
        }
        const Ended first = runOnce(whole.recipe, StartMode::New);
        QVERIFY2(first.exitCode == 0, first.failure().c_str());
        QCOMPARE(interruptAt(parts.recipe, StartMode::New, 5).exitCode, 130);
        const Ended last = runOnce(parts.recipe, StartMode::Resume);
        QVERIFY2(last.exitCode == 0, last.failure().c_str());
        QVERIFY(last.last<StartedEvent>()->resumedAt > 0);
        QVERIFY(readFile(whole.output() / "model" / "model.safetensors") ==
                readFile(parts.output() / "model" / "model.safetensors"));
        QCOMPARE(comparableRecord(parts), comparableRecord(whole));
        const ModelFolder finished = openModelFolder(whole.output() / "model");
        QVERIFY(finished.finished);
        QCOMPARE(finished.labels, (std::vector<std::string>{"bad", "good"}));
    }
};

QTEST_GUILESS_MAIN(FamilyRunsTest)
#include "family_runs_test.moc"
