// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a model folder: the revision of a snapshot, weights that it lacks, its place.
#include "model/safetensors.h"
#include "small_run.h"
#include "studio/studio.h"

#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

using namespace attune;

namespace {

// A fixture's folder without the tensors whose names start with one of `lacking`, and with the
// tokenizer of the tiny BERT.
void makeFolder(const fs::path& folder, const char* fixture,
                const std::vector<std::string>& lacking) {
    const fs::path source = fs::path(qgetenv("ATTUNE_FIXTURES").toStdString()) / "model" / fixture;
    fs::create_directories(folder);
    fs::copy_file(source / "config.json", folder / "config.json");
    for (const char* file : {"tokenizer.json", "tokenizer_config.json"})
        fs::copy_file(fs::path(SmallRun::model()) / file, folder / file);
    const SafetensorsFile weights(source / "model.safetensors");
    std::vector<TensorToWrite> tensors;
    for (const TensorEntry& entry : weights.tensors())
        if (std::none_of(lacking.begin(), lacking.end(),
                         [&](const std::string& start) { return entry.name.starts_with(start); }))
            tensors.push_back({entry.name, entry.dtype, entry.shape, [&](std::span<std::byte> out) {
                                   std::ranges::copy(weights.bytes(entry), out.begin());
                               }});
    publishFile(folder / "model.safetensors",
                [&](FileWriter& file) { writeSafetensors(file, std::move(tensors)); });
}

} // namespace

class ModelCardsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
    }

    void aMissingPoolerIsToldAndAnotherHeadIsNot_data() {
        QTest::addColumn<QString>("fixture");
        QTest::addColumn<QStringList>("lacking");
        QTest::addColumn<QStringList>("pooler");
        const auto row = [](const char* name, const char* fixture, const QStringList& lacking,
                            const QStringList& pooler) {
            QTest::newRow(name) << fixture << lacking << pooler;
        };
        // Heads that no pretrained encoder has.
        row("BERT", "gelu", {"classifier."}, {});
        row("DistilBERT", "family-distilbert", {"classifier.", "pre_classifier."}, {});
        row("ModernBERT", "family-modernbert", {"classifier.", "head."}, {});
        row("DeBERTa", "family-deberta", {"classifier.", "pooler."}, {});
        row("RoBERTa", "family-roberta", {"classifier."}, {});
        row("BERT without its pooler", "gelu", {"classifier.", "bert.pooler."},
            {"bert.pooler.dense.weight", "bert.pooler.dense.bias"});
        row("ALBERT without its pooler", "family-albert", {"classifier.", "albert.pooler."},
            {"albert.pooler.weight", "albert.pooler.bias"});
    }
    void aMissingPoolerIsToldAndAnotherHeadIsNot() {
        QFETCH(QString, fixture);
        QFETCH(QStringList, lacking);
        QFETCH(QStringList, pooler);
        const auto plain = [](const QStringList& list) {
            std::vector<std::string> out;
            for (const QString& one : list)
                out.push_back(one.toStdString());
            return out;
        };
        const QTemporaryDir place;
        const fs::path folder = place.path().toStdString() + "/model";
        makeFolder(folder, fixture.toLatin1(), plain(lacking));
        const studio::ModelCard card = studio::inspectModel(toUtf8(folder), {});
        QVERIFY(!card.finished);
        QVERIFY(card.weights.missing.size() >= 2);
        QCOMPARE(card.missingPooler, plain(pooler));
    }

    void snapshotsThatAreNotMainsTellTheirRevision() {
        const QTemporaryDir cache;
        const fs::path repository = cache.path().toStdString() + "/models--org--tiny";
        const std::string commits[] = {std::string(40, 'a'), std::string(40, 'b'),
                                       std::string(40, 'c')};
        fs::create_directories(repository / "snapshots");
        fs::create_directories(repository / "refs" / "pr");
        for (const std::string& commit : commits)
            fs::create_directory_symlink(SmallRun::model(), repository / "snapshots" / commit);
        publishFile(repository / "refs" / "main", commits[0]);
        publishFile(repository / "refs" / "pr" / "1", commits[1]);
        const auto revision = [&](const std::string& commit) {
            const studio::ModelCard card =
                studio::inspectModel(toUtf8(repository / "snapshots" / commit), {});
            return card.name == "org/tiny" && card.commit == commit ? card.revision : "another";
        };
        QCOMPARE(revision(commits[0]), std::string());
        QCOMPARE(revision(commits[1]), std::string("pr/1"));
        QCOMPARE(revision(commits[2]), commits[2]);
    }

    void runsBelowThePersonsHomeAreFound() {
        const QTemporaryDir home;
        const fs::path run = home.path().toStdString() + "/runs/x";
        fs::create_directories(run);
        fs::create_directory_symlink(SmallRun::model(), run / "model");
        const QByteArray before = qgetenv("HOME");
        qputenv("HOME", home.path().toUtf8());
        const auto restore = qScopeGuard([&] { qputenv("HOME", before); });
        QCOMPARE(studio::inspectModel("~/runs/x", "/elsewhere").path, toUtf8(run / "model"));
    }
};

QTEST_GUILESS_MAIN(ModelCardsTest)
#include "model_cards_test.moc"
