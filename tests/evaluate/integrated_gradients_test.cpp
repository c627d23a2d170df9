// SPDX-License-Identifier: GPL-3.0-or-later
// Integrated gradients of every family beside our own in torch (gradients.py, live with
// ATTUNE_ORACLE_PYTHON), and what holds of them by themselves.
#include "base/json.h"
#include "base/random.h"
#include "evaluate/integrated_gradients.h"
#include "model/model_folder.h"
#include "oracle_server.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace attune;

namespace {

std::vector<fs::path> families() {
    std::vector<fs::path> found;
    const fs::path fixtures = qEnvironmentVariable("ATTUNE_FIXTURES").toStdString();
    for (const auto& entry : fs::directory_iterator(fixtures / "model"))
        if (entry.path().filename().string().starts_with("family-"))
            found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

std::unique_ptr<Engine> engineOf(const ModelFolder& folder) {
    auto engine = makeAtenEngine(folder.spec, {.threads = 1});
    loadWeights(folder, *engine, 1);
    return engine;
}

// A text of the fixtures' vocabulary of 60, its first and last token kept.
PathText textOf(std::uint64_t seed, std::size_t length) {
    RandomStream stream(seed);
    PathText text;
    for (std::size_t i = 0; i < length; ++i)
        text.ids.push_back(static_cast<std::int32_t>(10 + stream.below(50)));
    text.typeIds.assign(length, 0);
    text.kept.assign(length, false);
    text.kept.front() = text.kept.back() = true;
    text.baseline = 5;
    return text;
}

} // namespace

class IntegratedGradientsTest : public QObject {
    Q_OBJECT

    // A model whose logits change fast on the way.
    static fs::path steep() { return families().front().parent_path() / "family-distilbert"; }

private Q_SLOTS:
    // Per token within 1e-4 of the same in double precision, and so are the logits at the ends.
    void everyFamilyAsTorch() {
        if (qEnvironmentVariableIsEmpty("ATTUNE_ORACLE_PYTHON"))
            QSKIP("needs ATTUNE_ORACLE_PYTHON");
        const QTemporaryDir place;
        Json cases = Json::array();
        std::vector<Attributions> found;
        std::vector<std::string> names;
        for (const fs::path& path : families()) {
            const ModelFolder folder = openModelFolder(path);
            const auto engine = engineOf(folder);
            for (std::uint64_t seed = 1; seed <= 2; ++seed) {
                const PathText text = textOf(seed, 4 + 7 * seed);
                PathTarget target;
                target.label = static_cast<std::int32_t>(seed) % 3;
                if (folder.spec.answersTokens())
                    target.token = 1;
                found.push_back(integratedGradients(*engine, text, target, {5e-6, 8192}));
                QVERIFY2(found.back().reached, path.c_str());
                Json one;
                one["folder"] = path.string();
                one["ids"] = text.ids;
                one["kept"] = text.kept;
                one["baseline"] = text.baseline;
                one["label"] = target.label;
                one["token"] = folder.spec.answersTokens() ? Json(target.token) : Json();
                cases.push_back(one);
                names.push_back(path.filename().string());
            }
        }
        const fs::path folder = place.path().toStdString();
        publishFile(folder / "cases.json", cases.dump());
        OracleServer server;
        server.run(QFINDTESTDATA("gradients.py"),
                   {place.filePath("cases.json"), place.filePath("out.json")});
        if (QTest::currentTestFailed())
            return;
        const Json wanted = readJsonFile(folder / "out.json");
        QCOMPARE(wanted.size(), found.size());
        double worst = 0;
        for (std::size_t i = 0; i < found.size(); ++i) {
            double difference = std::abs(found[i].logit - wanted[i]["logit"].get<double>());
            difference = std::max(
                difference, std::abs(found[i].baseline - wanted[i]["baseline"].get<double>()));
            for (std::size_t t = 0; t < found[i].tokens.size(); ++t)
                difference = std::max(difference, std::abs(found[i].tokens[t] -
                                                           wanted[i]["tokens"][t].get<double>()));
            QVERIFY2(difference < 1e-4, qPrintable(QString::fromStdString(names[i]) + ": " +
                                                   QString::number(difference)));
            worst = std::max(worst, difference);
        }
        qInfo("%zu texts of %zu families, greatest difference %.2g", found.size(),
              families().size(), worst);
    }

    void sumsUpToTheDifferenceOfTheLogits() {
        const auto engine = engineOf(openModelFolder(families().front()));
        const PathText text = textOf(9, 20);
        for (const double limit : {0.1, 0.01, 0.001}) {
            const Attributions found = integratedGradients(*engine, text, {1}, {limit, 4096});
            QVERIFY(found.reached);
            QVERIFY(std::abs(found.error) <= found.limit);
            QCOMPARE(found.limit, limit * std::max(1.0, std::abs(found.logit - found.baseline)));
            double sum = 0;
            for (const double token : found.tokens)
                sum += token;
            QVERIFY(std::abs(sum - found.sum) < 1e-12);
            QVERIFY(std::abs(found.sum - found.error - (found.logit - found.baseline)) < 1e-9);
            QCOMPARE(found.tokens.front(), 0.0);
            QCOMPARE(found.tokens.back(), 0.0);
        }
    }

    // More steps where less is left of the error; a bound that comes first is told.
    void stepsFollowTheLimit() {
        const auto engine = engineOf(openModelFolder(steep()));
        const PathText text = textOf(9, 20);
        const Attributions rough = integratedGradients(*engine, text, {0}, {0.5, 4096});
        const Attributions fine = integratedGradients(*engine, text, {0}, {1e-5, 4096});
        QVERIFY(rough.steps < fine.steps);
        const Attributions bound = integratedGradients(*engine, text, {0}, {1e-12, 24});
        QCOMPARE(bound.steps, 24);
        QVERIFY(!bound.reached);
    }

    void parametersAndGradientsStay() {
        const ModelFolder folder = openModelFolder(families().front());
        const auto engine = engineOf(folder);
        const auto logits = [&] {
            PackedBatch batch;
            const PathText text = textOf(3, 12);
            batch.ids = text.ids;
            batch.typeIds = text.typeIds;
            batch.starts = {0, 12};
            const auto pass = engine->forward(batch, {});
            return std::vector<float>(pass->logits().begin(), pass->logits().end());
        };
        const auto before = logits();
        integratedGradients(*engine, textOf(3, 12), {0});
        QCOMPARE(logits(), before);
    }

    void aTextThatIsKeptWholeHasNoPath() {
        const auto engine = engineOf(openModelFolder(families().front()));
        PathText text = textOf(4, 6);
        text.kept.assign(6, true);
        const Attributions found = integratedGradients(*engine, text, {0});
        QCOMPARE(found.tokens, std::vector<double>(6, 0.0));
        QVERIFY(found.reached && std::abs(found.error) < 1e-5);
    }

    void stops() {
        const auto engine = engineOf(openModelFolder(families().front()));
        std::stop_source source;
        const auto stopSoon = [&](int done, int) {
            if (done >= 24)
                source.request_stop();
        };
        QVERIFY_EXCEPTION_THROWN(integratedGradients(*engine, textOf(5, 20), {0}, {1e-12, 4096},
                                                     source.get_token(), stopSoon),
                                 Cancelled);
    }
};

QTEST_GUILESS_MAIN(IntegratedGradientsTest)
#include "integrated_gradients_test.moc"
