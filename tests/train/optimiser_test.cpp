// SPDX-License-Identifier: GPL-3.0-or-later
// Parameter groups and class weights.
#include "base/json.h"
#include "train/optimiser.h"

#include <QTest>

#include <cmath>

using namespace attune;

namespace {

EncoderSpec threeLayers() {
    EncoderSpec spec;
    spec.layers = 3;
    return spec;
}

ParameterInfo parameter(const char* name, std::vector<std::int64_t> shape, ParameterInfo::Part part,
                        int layer, bool decays) {
    ParameterInfo info;
    info.name = name;
    info.shape = std::move(shape);
    info.part = part;
    info.layer = layer;
    info.decays = decays;
    return info;
}

std::vector<ParameterInfo> someParameters() {
    using Part = ParameterInfo::Part;
    return {
        parameter("words", {9, 4}, Part::Embedding, -1, true),
        parameter("norm", {4}, Part::Embedding, -1, false),
        parameter("layer0.w", {4, 4}, Part::Encoder, 0, true),
        parameter("layer0.b", {4}, Part::Encoder, 0, false),
        parameter("layer2.w", {4, 4}, Part::Encoder, 2, true),
        parameter("head.w", {2, 4}, Part::Head, -1, true),
        parameter("head.b", {2}, Part::Head, -1, false),
    };
}

const ParameterGroup* groupOf(const std::vector<ParameterGroup>& groups, const std::string& name) {
    for (const ParameterGroup& group : groups)
        for (const std::string& member : group.names)
            if (member == name)
                return &group;
    return nullptr;
}

std::vector<ParameterGroup> groupsFor(const TrainingSettings& settings) {
    return parameterGroups(threeLayers(), someParameters(), settings);
}

} // namespace

class OptimiserTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void biasesAndNormsDoNotDecay() {
        const auto groups = groupsFor({});
        QCOMPARE(groups.size(), std::size_t{2});
        QCOMPARE(groupOf(groups, "words")->weightDecay, 0.01);
        QCOMPARE(groupOf(groups, "norm")->weightDecay, 0.0);
        QCOMPARE(groupOf(groups, "head.b")->weightDecay, 0.0);
    }

    void layersDecayFromTheHeadDown() {
        TrainingSettings settings;
        settings.layer_decay = 0.5;
        const auto groups = groupsFor(settings);
        QCOMPARE(groupOf(groups, "head.w")->rateScale, 1.0);
        QCOMPARE(groupOf(groups, "layer2.w")->rateScale, 0.5);
        QCOMPARE(groupOf(groups, "layer0.w")->rateScale, 0.125);
        QCOMPARE(groupOf(groups, "words")->rateScale, 0.0625);
    }

    void frozenPartsAreInNoGroup() {
        TrainingSettings settings;
        settings.freeze_embeddings = true;
        QVERIFY(groupOf(groupsFor(settings), "words") == nullptr);
        QVERIFY(groupOf(groupsFor(settings), "layer0.w") != nullptr);
        settings = {};
        settings.freeze_layers = 2;
        QVERIFY(groupOf(groupsFor(settings), "norm") == nullptr);
        QVERIFY(groupOf(groupsFor(settings), "layer0.b") == nullptr);
        QVERIFY(groupOf(groupsFor(settings), "layer2.w") != nullptr);
    }

    void moreFrozenLayersThanThereAreIsAnError() {
        TrainingSettings settings;
        settings.freeze_layers = 4;
        QVERIFY_EXCEPTION_THROWN(groupsFor(settings), UsageError);
    }

    void balancedWeightsEqualScikitLearn() {
        TrainingSettings settings;
        settings.class_weights = "balanced";
        const Json cases = readJsonFile(fs::path(qgetenv("ATTUNE_FIXTURES").toStdString()) /
                                        "evaluate" / "metrics.json")
                               .at("class_weights");
        for (const Json& one : cases) {
            const auto weights = classWeights(
                settings, std::vector<std::string>(one.at("labels").get<std::size_t>()),
                one.at("truth").get<std::vector<std::int32_t>>());
            for (std::size_t i = 0; i < weights.size(); ++i)
                QVERIFY(std::abs(weights[i] - one.at("balanced")[i].get<double>()) < 1e-12);
        }
    }

    void listedWeightsGoByName() {
        TrainingSettings settings;
        const std::vector<std::string> labels = {"bad", "good"};
        const std::vector<std::int32_t> truth = {0, 1};
        QVERIFY(classWeights(settings, labels, truth).empty());
        settings.class_weights = std::map<std::string, double>{
            {"bad", 3}
        };
        QVERIFY((classWeights(settings, labels, truth) == std::vector<double>{3, 1}));
        settings.class_weights = std::map<std::string, double>{
            {"bat", 3}
        };
        QVERIFY_EXCEPTION_THROWN(classWeights(settings, labels, truth), UsageError);
    }
};

QTEST_GUILESS_MAIN(OptimiserTest)
#include "optimiser_test.moc"
