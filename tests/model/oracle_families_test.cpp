// SPDX-License-Identifier: GPL-3.0-or-later
// Families in many settings against transformers, run side by side: logits, gradients, loss curves;
// and finished folders of every family, read again by transformers.
#include "base/random.h"
#include "no_tokenizer.h"
#include "oracle.h"

#include <QTest>

using namespace attune;
using namespace oracle;

class OracleFamiliesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void settings_data();
    void settings();
    void finishedFoldersLoadSilently();

private:
    static QString script(const QStringList& arguments) {
        return runPython(arguments, "make_families.py");
    }
    QTemporaryDir place_;
    QStringList names_;
};

void OracleFamiliesTest::initTestCase() {
    if (!hasPython())
        QSKIP("SKIP-ALL: needs ATTUNE_ORACLE_PYTHON");
    const QString failure = script({"live", place_.path()});
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
    for (const auto& entry : fs::directory_iterator(place_.path().toStdString()))
        names_ << QString::fromStdString(entry.path().filename().string());
    names_.sort();
    QVERIFY(names_.size() > 35);
}

void OracleFamiliesTest::settings_data() {
    QTest::addColumn<QString>("name");
    for (const QString& name : std::as_const(names_))
        QTest::newRow(qPrintable(name)) << name;
}

void OracleFamiliesTest::settings() {
    QFETCH(QString, name);
    const fs::path path = fs::path(place_.path().toStdString()) / name.toStdString();
    const ModelFolder folder = openModelFolder(path);
    QVERIFY(folder.finished);
    const auto engine = load(folder, {.threads = 1});
    const Difference found = compare(*engine, Expected(path / "expected.safetensors"), 5e-3, 3);
    qInfo("%-26s %s", qPrintable(name), qPrintable(found.text()));
    const bool large = name.contains("large");
    QVERIFY2(found.logits < (large ? 5e-5 : 2e-5), qPrintable(found.text()));
    QVERIFY2(found.gradients < 1e-4, qPrintable(found.text()));
    // Models with weights so large leave the curve soon: one rounding decides.
    if (!large)
        QVERIFY2(found.curve < 1e-4 && found.norms < 1e-2, qPrintable(found.text()));
}

namespace {

// Fine-tuned for a few steps with other labels and other dials, written to `out` and read again:
// the logits of the rows.
std::vector<float> tuneAndWrite(const fs::path& path, const fs::path& out) {
    const ModelFolder folder = openModelFolder(path);
    const Expected rows(path / "expected.safetensors");
    EncoderSpec spec = folder.spec;
    std::vector<std::string> labels = folder.labels;
    if (folder.task == Task::SingleLabel)
        labels = {"a", "b", "c", "d"};
    spec.labels = static_cast<std::int64_t>(labels.size());
    spec.setHiddenDropout(0.25);
    spec.attentionDropout = spec.classifierDropout = 0.125;
    const auto engine = makeAtenEngine(spec, {.threads = 1});
    loadWeights(folder, *engine, 1);
    engine->setGroups(trainerGroups(*engine));
    for (int step = 1; step <= 3; ++step) {
        lossStep(*engine, rows, 0, 12, {.training = true, .dropoutKey = std::uint64_t(step)});
        engine->update({.learningRate = 1e-3, .step = step});
    }
    FinishedModel model{spec, labels, folder.config, {}};
    model.info.task = infoOf(folder.task).key;
    fs::create_directory(out);
    writeModelFolder(out, model, NoTokenizer(),
                     [&](std::string_view n, std::span<float> v) { engine->storeParameter(n, v); });
    const ModelFolder again = openModelFolder(out);
    const auto own = load(again, {.threads = 1});
    const auto logits = logitsOf(*own, rows, 1);
    if (!again.finished || again.spec.labels != spec.labels || again.task != folder.task ||
        again.spec.hiddenDropout != 0.25 || again.spec.attentionDropout != 0.125 ||
        logits != logitsOf(*engine, rows, 1))
        throw Error(say("the folder is not what was written"), toUtf8(out));
    return logits;
}

} // namespace

void OracleFamiliesTest::finishedFoldersLoadSilently() {
    const fs::path live = place_.path().toStdString();
    const QTemporaryDir place;
    const fs::path folders = place.path().toStdString();
    std::map<QString, std::vector<float>> own;
    for (const QString& name : std::as_const(names_))
        own[name] = tuneAndWrite(live / name.toStdString(), folders / name.toStdString());
    const QString failure = script({"finished", place_.path(), place.path()});
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
    for (const auto& [name, logits] : own) {
        const Json said = readJsonFile(folders / (name.toStdString() + ".said"));
        QVERIFY2(said.empty(), qPrintable(name + ": " + QString::fromStdString(said.dump())));
        const auto theirs = Expected(folders / (name.toStdString() + ".logits")).floats("logits");
        const double difference = largestDifference(logits, theirs);
        qInfo("%-26s %.2g", qPrintable(name), difference);
        QVERIFY2(difference < (name.contains("large") ? 5e-5 : 2e-5), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(OracleFamiliesTest)
#include "oracle_families_test.moc"
