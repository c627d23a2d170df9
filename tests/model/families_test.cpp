// SPDX-License-Identifier: GPL-3.0-or-later
// Every family on small models that transformers saved (tests/fixtures/model/make_families.py):
// logits, gradients and loss curves as transformers has them; and what the engine promises of any
// model: resuming, splits of a step, bf16, frozen parameters, offsets of the embeddings.
#include "base/random.h"
#include "model/families.h"
#include "model/relative_positions.h"
#include "oracle.h"

#include <QTest>

#include <set>

using namespace attune;
using namespace oracle;

class FamiliesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asTransformers_data() { everyFixture(); }
    void asTransformers();
    void resumesExactly_data() { everyFixture(); }
    void resumesExactly();
    void splitsOfAStepChangeLittle_data() { everyFixture(); }
    void splitsOfAStepChangeLittle();
    void bf16StaysNear_data() { everyFixture(); }
    void bf16StaysNear();
    void offsetsOfTheEmbeddings_data() { everyFixture(); }
    void offsetsOfTheEmbeddings();
    void frozenLayersStay_data() { everyFixture(); }
    void frozenLayersStay();
    void configIsWrittenAsItWasRead_data() { everyFixture(); }
    void configIsWrittenAsItWasRead();
    void everyFamilyHasAFixture();
    void sharedLayersCountAsTheLastOne();
    void refusesWhatNoEngineComputes_data();
    void refusesWhatNoEngineComputes();
    void longTextsOfLocalAttentionStayFinite();

private:
    static void everyFixture();
    static ModelFolder open() {
        QFETCH(QString, folder);
        return openModelFolder(oracle::fixtures() / folder.toStdString());
    }
    static Expected expected() {
        QFETCH(QString, folder);
        return Expected(oracle::fixtures() / folder.toStdString() / "expected.safetensors");
    }
};

namespace {

// All sites of dropout at work.
EncoderSpec withDropout(EncoderSpec spec) {
    spec.setHiddenDropout(0.2);
    spec.attentionDropout = spec.classifierDropout = spec.pooledDropout = 0.2;
    return spec;
}

std::unique_ptr<Engine> engineFor(const ModelFolder& folder, const EncoderSpec& spec,
                                  Precision precision = Precision::Fp32) {
    auto engine = makeAtenEngine(spec, {.precision = precision, .threads = 1});
    loadWeights(folder, *engine, 1);
    engine->setGroups(trainerGroups(*engine));
    return engine;
}

std::vector<float> all(const Engine& engine,
                       void (Engine::*store)(std::string_view, std::span<float>) const) {
    std::vector<float> values;
    for (const ParameterInfo& info : engine.parameters()) {
        std::vector<float> part(static_cast<std::size_t>(info.count()));
        (engine.*store)(info.name, part);
        values.insert(values.end(), part.begin(), part.end());
    }
    return values;
}

double relativeError(const std::vector<float>& a, const std::vector<float>& b) {
    double difference = 0, norm = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference += std::pow(double(a[i]) - b[i], 2);
        norm += std::pow(double(b[i]), 2);
    }
    return std::sqrt(difference / norm);
}

// A step with dropout over rows [0, 12) in passes of the given numbers of sequences.
void gradientsInParts(Engine& engine, const Expected& expected,
                      const std::vector<std::size_t>& parts, std::uint64_t key) {
    const auto labels = expected.ints("labels");
    std::size_t at = 0;
    for (const std::size_t count : parts) {
        const auto pass = engine.forward(
            expected.batch(at, at + count),
            {.training = true, .dropoutKey = key, .firstSequence = static_cast<std::int64_t>(at)});
        engine.backward(
            *pass, crossEntropy(pass->logits(), std::span(labels).subspan(at, count), {}).gradient);
        at += count;
    }
}

void step(Engine& engine, const Expected& expected, int number) {
    gradientsInParts(engine, expected, {12}, static_cast<std::uint64_t>(number));
    engine.update({.learningRate = 1e-3, .step = number});
}

} // namespace

void FamiliesTest::everyFixture() {
    QTest::addColumn<QString>("folder");
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(oracle::fixtures()))
        if (entry.path().filename().string().starts_with("family-"))
            names.insert(entry.path().filename().string());
    for (const std::string& name : names)
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void FamiliesTest::asTransformers() {
    const ModelFolder folder = open();
    const Expected wanted = expected();
    const auto engine = makeAtenEngine(folder.spec, {.threads = 1});
    const WeightsReport report = loadWeights(folder, *engine, 1);
    QVERIFY(folder.finished);
    QCOMPARE(report.missing, std::vector<std::string>());
    QCOMPARE(report.unexpected, std::vector<std::string>());
    QVERIFY(report.mismatched.empty());
    const Difference found = compare(*engine, wanted, 5e-3, 3);
    qInfo("%s", qPrintable(found.text()));
    QVERIFY2(found.logits < 2e-5, qPrintable(found.text()));
    QVERIFY2(found.gradients < 1e-4, qPrintable(found.text()));
    QVERIFY2(found.curve < 1e-3 && found.norms < 1e-3, qPrintable(found.text()));
}

void FamiliesTest::resumesExactly() {
    const ModelFolder folder = open();
    const Expected rows = expected();
    const EncoderSpec spec = withDropout(folder.spec);
    const auto first = engineFor(folder, spec), second = engineFor(folder, spec);
    step(*first, rows, 1);
    step(*first, rows, 2);
    for (const ParameterInfo& info : first->parameters()) {
        std::vector<float> value(static_cast<std::size_t>(info.count())), m(value), v(value);
        first->storeParameter(info.name, value);
        first->storeMoments(info.name, m, v);
        second->loadParameter(info.name, value);
        second->loadMoments(info.name, m, v);
    }
    step(*first, rows, 3);
    step(*second, rows, 3);
    QCOMPARE(all(*second, &Engine::storeParameter), all(*first, &Engine::storeParameter));
}

void FamiliesTest::splitsOfAStepChangeLittle() {
    const ModelFolder folder = open();
    const Expected rows = expected();
    const auto engine = engineFor(folder, withDropout(folder.spec));
    gradientsInParts(*engine, rows, {12}, 77);
    const auto whole = all(*engine, &Engine::storeGradient);
    engine->clearGradients();
    gradientsInParts(*engine, rows, {5, 1, 6}, 77);
    const double error = relativeError(all(*engine, &Engine::storeGradient), whole);
    QVERIFY2(error < 1e-5, qPrintable(QString::number(error)));
    engine->clearGradients();
    gradientsInParts(*engine, rows, {12}, 78); // another key, other masks
    QVERIFY(relativeError(all(*engine, &Engine::storeGradient), whole) > 1e-2);
}

void FamiliesTest::bf16StaysNear() {
    const ModelFolder folder = open();
    const Expected rows = expected();
    const auto exact = engineFor(folder, folder.spec);
    const auto low = engineFor(folder, folder.spec, Precision::Bf16);
    const auto logits = logitsOf(*exact, rows, 12);
    const double error = relativeError(logitsOf(*low, rows, 12), logits);
    QVERIFY2(error > 0 && error < 0.05, qPrintable(QString::number(error)));
    for (Engine* engine : {exact.get(), low.get()})
        lossStep(*engine, rows.batch(0, 12), rows.ints("labels"),
                 {.training = true, .dropout = false});
    const double gradients =
        relativeError(all(*low, &Engine::storeGradient), all(*exact, &Engine::storeGradient));
    QVERIFY2(gradients < 0.15, qPrintable(QString::number(gradients)));
    step(*low, rows, 1); // with every dropout
}

void FamiliesTest::offsetsOfTheEmbeddings() {
    const ModelFolder folder = open();
    const Expected rows = expected();
    const auto engine = engineFor(folder, folder.spec);
    const PackedBatch batch = rows.batch(0, 3);
    const auto pass =
        engine->forward(batch, {.training = true, .dropout = false, .wantEmbeddingGradient = true});
    engine->backward(*pass, std::vector<float>(pass->logits().size(), 1.0f));
    const std::size_t size =
        batch.tokens() * static_cast<std::size_t>(folder.spec.embeddingWidth());
    QCOMPARE(pass->embeddingGradient().size(), size);
    // The derivative along a direction, by central differences; but for the padding token, whose
    // embeddings are zero, where a norm is steep.
    std::vector<float> up(size), down(size);
    RandomStream stream(8);
    double along = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const bool padding = batch.ids[i / (size / batch.tokens())] == folder.spec.padId;
        const double d = padding ? 0 : stream.normal();
        up[i] = static_cast<float>(2e-3 * d);
        down[i] = -up[i];
        along += d * pass->embeddingGradient()[i];
    }
    const auto total = [&](const std::vector<float>& offset) {
        const auto shifted = engine->forward(batch, {.embeddingOffset = offset});
        double sum = 0;
        for (const float l : shifted->logits())
            sum += l;
        return sum;
    };
    const double measured = (total(up) - total(down)) / 4e-3;
    QVERIFY2(std::abs(measured - along) < 0.03 * std::max(1.0, std::abs(along)),
             qPrintable(QString("%1 %2").arg(measured).arg(along)));
}

void FamiliesTest::frozenLayersStay() {
    const ModelFolder folder = open();
    const Expected rows = expected();
    const auto engine = engineFor(folder, withDropout(folder.spec));
    // Everything below the last layer is frozen.
    const int last = static_cast<int>(folder.spec.layers) - 1;
    const auto trained = [&](const ParameterInfo& info) {
        return info.part == ParameterInfo::Part::Head || info.layer == last;
    };
    std::vector<ParameterGroup> groups(1);
    for (const ParameterInfo& info : engine->parameters())
        if (trained(info))
            groups[0].names.push_back(info.name);
    engine->setGroups(groups);
    const auto before = all(*engine, &Engine::storeParameter);
    step(*engine, rows, 1);
    const auto after = all(*engine, &Engine::storeParameter);
    std::size_t at = 0;
    for (const ParameterInfo& info : engine->parameters()) {
        const auto count = static_cast<std::size_t>(info.count());
        const bool same =
            std::equal(before.begin() + at, before.begin() + at + count, after.begin() + at);
        QVERIFY2(same == !trained(info), info.name.c_str());
        at += count;
    }
}

void FamiliesTest::configIsWrittenAsItWasRead() {
    const ModelFolder folder = open();
    const Family& family = familyNamed(folder.spec.family);
    EncoderSpec spec = withDropout(folder.spec);
    spec.activation = Activation::Relu;
    OrderedJson config = OrderedJson::object();
    for (const auto& [key, value] : folder.config.items())
        config[key] = value;
    family.write(spec, config);
    const Json written = Json::parse(config.dump());
    EncoderSpec again = family.read(ConfigReader(written, "config.json"));
    again.labels = spec.labels;
    spec.pooledDropout = again.pooledDropout; // no dial of a run
    QVERIFY(again == spec);
}

void FamiliesTest::everyFamilyHasAFixture() {
    std::set<std::string> seen = {"bert"}; // aten_engine_test
    for (const auto& entry : fs::directory_iterator(oracle::fixtures()))
        if (entry.path().filename().string().starts_with("family-"))
            seen.insert(openModelFolder(entry.path()).spec.family);
    for (const Family* family : families())
        QVERIFY2(seen.contains(std::string(family->modelType)),
                 std::string(family->modelType).c_str());
}

void FamiliesTest::sharedLayersCountAsTheLastOne() {
    const ModelFolder folder = openModelFolder(oracle::fixtures() / "family-albert-groups");
    // 5 rounds of 2 layers in 2 groups: rounds 0, 1, 2 and 3, 4.
    QCOMPARE(folder.spec.layers, 10);
    QCOMPARE(folder.spec.parameterSets(), 4);
    QCOMPARE(folder.spec.parameterSet(5), 1);
    QCOMPARE(folder.spec.parameterSet(6), 2);
    std::map<int, int> layers;
    for (const ParameterInfo& info : parametersOf(folder.spec))
        if (info.set >= 0)
            layers[info.set] = info.layer;
    QCOMPARE(layers, (std::map<int, int>{
                         {0, 4},
                         {1, 5},
                         {2, 8},
                         {3, 9}
    }));
}

void FamiliesTest::refusesWhatNoEngineComputes_data() {
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("key");
    const auto row = [](const char* name, const char* config, const char* key) {
        QTest::newRow(name) << QString(config) << QString(key);
    };
    row("old positions", R"({"model_type":"bert","position_embedding_type":"relative_key"})",
        "position_embedding_type");
    row("old positions of ELECTRA",
        R"({"model_type":"electra","position_embedding_type":"relative_key_query"})",
        "position_embedding_type");
    row("a decoder", R"({"model_type":"roberta","is_decoder":true})", "is_decoder");
    row("heads", R"({"model_type":"distilbert","dim":10,"n_heads":4})", "n_heads");
    row("no position left", R"({"model_type":"roberta","max_position_embeddings":2})",
        "max_position_embeddings");
    row("no position left in MPNet", R"({"model_type":"mpnet","max_position_embeddings":2})",
        "max_position_embeddings");
    row("few buckets", R"({"model_type":"mpnet","relative_attention_num_buckets":16})",
        "relative_attention_num_buckets");
    row("more groups than layers",
        R"({"model_type":"albert","num_hidden_layers":2,"num_hidden_groups":3})",
        "num_hidden_groups");
    row("too many layers in groups",
        R"({"model_type":"albert","num_hidden_layers":200,"inner_group_num":2})",
        "inner_group_num");
    row("an even kernel", R"({"model_type":"deberta-v2","conv_kernel_size":4})",
        "conv_kernel_size");
    row("groups of a convolution",
        R"({"model_type":"deberta-v2","conv_kernel_size":3,"conv_groups":7})", "conv_groups");
    row("one bucket",
        R"({"model_type":"deberta-v2","relative_attention":true,"position_buckets":1})",
        "position_buckets");
    row("wider heads", R"({"model_type":"deberta-v2","attention_head_size":128})",
        "attention_head_size");
    row("kinds of attention", R"({"model_type":"deberta-v2","pos_att_type":[1]})", "pos_att_type");
    row("stretched positions",
        R"({"model_type":"modernbert","rope_parameters":
            {"full_attention":{"rope_type":"yarn","rope_theta":10000.0}}})",
        "rope_type");
    row("kinds of layers",
        R"({"model_type":"modernbert","num_hidden_layers":1,"layer_types":["linear_attention"]})",
        "layer_types");
    row("a list of layers", R"({"model_type":"modernbert","layer_types":["full_attention"]})",
        "layer_types");
    row("heads of odd width",
        R"({"model_type":"modernbert","hidden_size":12,"num_attention_heads":4})",
        "num_attention_heads");
    row("pooling", R"({"model_type":"modernbert","classifier_pooling":"max"})",
        "classifier_pooling");
    row("an activation", R"({"model_type":"electra","hidden_act":"xielu"})", "hidden_act");
}

void FamiliesTest::refusesWhatNoEngineComputes() {
    QFETCH(QString, config);
    QFETCH(QString, key);
    const Json json = Json::parse(config.toStdString());
    const ConfigReader reader(json, "config.json");
    try {
        familyOf(reader).read(reader);
        QFAIL("it was read");
    } catch (const Error& error) {
        const QString text = QString::fromUtf8(error.what());
        QVERIFY2(text.contains(key) && text.contains("config.json"), qPrintable(text));
    }
}

// Padded rows may see no token at all within their window.
void FamiliesTest::longTextsOfLocalAttentionStayFinite() {
    ModelFolder folder = openModelFolder(oracle::fixtures() / "family-modernbert");
    folder.spec.positions = 300;
    const auto engine = engineFor(folder, withDropout(folder.spec));
    PackedBatch batch;
    batch.starts = {0, 3, 203, 303};
    for (int i = 0; i < 303; ++i)
        batch.ids.push_back(5 + i * 7 % 50);
    batch.typeIds.assign(303, 0);
    const auto pass = engine->forward(batch, {.training = true, .dropoutKey = 3});
    engine->backward(*pass, std::vector<float>(pass->logits().size(), 1.0f));
    for (const float value : all(*engine, &Engine::storeGradient))
        QVERIFY(std::isfinite(value));
}

QTEST_GUILESS_MAIN(FamiliesTest)
#include "families_test.moc"
