// SPDX-License-Identifier: GPL-3.0-or-later
// The table of words, whose rows are updated when they are met: always the numbers of AdamW with a
// gradient for every row.
#include "base/random.h"
#include "model/adamw.h"
#include "model/engine.h"

#include <QTest>

#include <cmath>

using namespace attune;

namespace {

constexpr std::int64_t kWords = 400;
constexpr std::int64_t kWidth = 24;

std::vector<ParameterGroup> groupsOf(const Engine& engine) {
    std::vector<ParameterGroup> groups(2);
    groups[0].weightDecay = 0.1;
    groups[0].rateScale = 0.7;
    for (const ParameterInfo& info : engine.parameters())
        groups[info.decays ? 0 : 1].names.push_back(info.name);
    return groups;
}

std::string wordsOf(const Engine& engine) {
    for (const ParameterInfo& info : engine.parameters())
        if (info.role == Role::WordEmbedding)
            return info.name;
    return {};
}

std::unique_ptr<Engine> engineOfManyWords() {
    EncoderSpec spec;
    spec.family = "bert";
    spec.vocabulary = kWords;
    spec.hidden = kWidth;
    spec.layers = 1;
    spec.heads = 3;
    spec.feedForward = 32;
    spec.positions = 12;
    spec.types = 2;
    spec.labels = 3;
    auto engine = makeAtenEngine(spec, {.threads = 2});
    for (const ParameterInfo& info : engine->parameters()) {
        RandomStream stream(streamKey(3, info.name));
        std::vector<float> values(static_cast<std::size_t>(info.count()));
        for (float& value : values)
            value = static_cast<float>(0.2 * stream.normal() + (info.norm && !info.bias ? 1 : 0));
        engine->loadParameter(info.name, values);
    }
    engine->setGroups(groupsOf(*engine));
    return engine;
}

// Some words are in most batches, most words in few, and half of them in none.
PackedBatch batchOfStep(int step) {
    RandomStream stream(streamKey(5, "words", step));
    PackedBatch batch;
    batch.starts = {0};
    for (int row = 0; row < 4; ++row) {
        for (std::uint64_t i = 0, n = 2 + stream.below(9); i < n; ++i)
            batch.ids.push_back(static_cast<std::int32_t>(
                stream.below(1 + stream.below(1 + stream.below(kWords / 2)))));
        batch.starts.push_back(static_cast<std::int32_t>(batch.ids.size()));
    }
    batch.typeIds.assign(batch.ids.size(), 0);
    return batch;
}

UpdateOptions optionsOf(int step) {
    UpdateOptions options;
    options.learningRate = step == 1 ? 0 : 1e-2 / (1 + 0.01 * step); // as a warm-up begins
    options.gradientScale = step % 3 == 0 ? 0.37 : 1;
    options.step = step;
    return options;
}

void addGradients(Engine& engine, int step) {
    const auto pass =
        engine.forward(batchOfStep(step),
                       {.training = true,
                        .dropoutKey = streamKey(1, "dropout", static_cast<std::uint64_t>(step))});
    std::vector<float> gradient(pass->logits().size());
    RandomStream stream(streamKey(7, "loss", step));
    for (float& value : gradient)
        value = static_cast<float>(stream.normal());
    engine.backward(*pass, gradient);
}

void train(Engine& engine, int from, int to) {
    for (int step = from; step <= to; ++step) {
        addGradients(engine, step);
        engine.update(optionsOf(step));
    }
}

std::vector<float> parameterOf(const Engine& engine, const std::string& name) {
    for (const ParameterInfo& info : engine.parameters())
        if (info.name == name) {
            std::vector<float> values(static_cast<std::size_t>(info.count()));
            engine.storeParameter(name, values);
            return values;
        }
    return {};
}

struct Table {
    std::vector<float> values, first, second;
    bool operator==(const Table&) const = default;
};

Table tableOf(const Engine& engine) {
    const std::string name = wordsOf(engine);
    Table table{parameterOf(engine, name), {}, {}};
    table.first.resize(table.values.size());
    table.second.resize(table.values.size());
    engine.storeMoments(name, table.first, table.second);
    return table;
}

} // namespace

class WordTableTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // More steps than rows may owe.
    void rowsThatOweEqualThoseUpdatedAtEachStep() {
        const auto late = engineOfManyWords(), prompt = engineOfManyWords();
        train(*late, 1, 300);
        for (int step = 1; step <= 300; ++step) {
            train(*prompt, step, step);
            parameterOf(*prompt, wordsOf(*prompt)); // asks for the whole table
        }
        QVERIFY(tableOf(*late) == tableOf(*prompt));
        for (const ParameterInfo& info : late->parameters())
            QVERIFY(parameterOf(*late, info.name) == parameterOf(*prompt, info.name));
    }

    void equalsAdamWWithAGradientForEveryRow() {
        const auto engine = engineOfManyWords();
        const std::string words = wordsOf(*engine);
        std::vector<float> gradient(kWords * kWidth);
        const Table begin = tableOf(*engine);
        std::vector<double> values(begin.values.begin(), begin.values.end());
        std::vector<double> first(values.size()), second(values.size());
        for (int step = 1; step <= 40; ++step) {
            addGradients(*engine, step);
            engine->storeGradient(words, gradient);
            const UpdateOptions o = optionsOf(step);
            engine->update(o);
            const double rate = o.learningRate * 0.7;
            for (std::size_t i = 0; i < values.size(); ++i) {
                const double g = gradient[i] * o.gradientScale;
                first[i] = o.beta1 * first[i] + (1 - o.beta1) * g;
                second[i] = o.beta2 * second[i] + (1 - o.beta2) * g * g;
                values[i] -= rate * 0.1 * values[i];
                values[i] -= rate * first[i] / (1 - std::pow(o.beta1, step)) /
                             (std::sqrt(second[i] / (1 - std::pow(o.beta2, step))) + o.epsilon);
            }
        }
        const Table end = tableOf(*engine);
        for (std::size_t i = 0; i < values.size(); ++i) {
            QVERIFY(std::abs(end.values[i] - values[i]) < 1e-6);
            QVERIFY(std::abs(end.first[i] - first[i]) < 1e-6 * (1e-3 + std::abs(first[i])));
            QVERIFY(std::abs(end.second[i] - second[i]) < 2e-6 * (1e-3 + std::abs(second[i])));
        }
        QVERIFY(end.values.back() != begin.values.back()); // never met: it decays
        QCOMPARE(end.first.back(), 0.0f);
    }

    void resumingChangesNoBit() {
        const auto whole = engineOfManyWords(), before = engineOfManyWords();
        train(*whole, 1, 90);
        train(*before, 1, 50);
        const auto after = engineOfManyWords();
        for (const ParameterInfo& info : before->parameters()) {
            const std::vector<float> values = parameterOf(*before, info.name);
            std::vector<float> first(values.size()), second(values.size());
            before->storeMoments(info.name, first, second);
            after->loadParameter(info.name, values);
            after->loadMoments(info.name, first, second);
        }
        train(*after, 51, 90);
        QVERIFY(tableOf(*after) == tableOf(*whole));
    }

    void passesSeeRowsThatOweNothing() {
        const auto late = engineOfManyWords(), prompt = engineOfManyWords();
        train(*late, 1, 30);
        train(*prompt, 1, 30);
        parameterOf(*prompt, wordsOf(*prompt));
        const PackedBatch batch = batchOfStep(2);
        const auto a = late->forward(batch, {}), b = prompt->forward(batch, {});
        QVERIFY(std::equal(a->logits().begin(), a->logits().end(), b->logits().begin()));
    }

    void newGroupsLeaveNothingOwed() {
        const auto late = engineOfManyWords(), prompt = engineOfManyWords();
        train(*late, 1, 30);
        train(*prompt, 1, 30);
        const Table wanted = tableOf(*prompt);
        late->setGroups({});
        QVERIFY(parameterOf(*late, wordsOf(*late)) == wanted.values);
        late->setGroups(groupsOf(*late));
        QVERIFY(tableOf(*late).first == std::vector<float>(wanted.first.size(), 0.0f));
    }

    void gradientsOfPassesAddUp() {
        const auto engine = engineOfManyWords();
        const std::string words = wordsOf(*engine);
        std::vector<float> one(kWords * kWidth), two(one.size()), both(one.size());
        addGradients(*engine, 1);
        engine->storeGradient(words, one);
        const double norm = engine->gradientNorm();
        addGradients(*engine, 2);
        engine->storeGradient(words, both);
        engine->clearGradients();
        addGradients(*engine, 2);
        engine->storeGradient(words, two);
        for (std::size_t i = 0; i < one.size(); ++i)
            QCOMPARE(both[i], one[i] + two[i]);
        QVERIFY(std::all_of(both.begin(), both.begin() + kWidth, // of the padding token, id 0
                            [](float value) { return value == 0; }));
        // Given back from outside they are the same gradients.
        engine->clearGradients();
        addGradients(*engine, 1);
        engine->loadGradient(words, two);
        engine->loadGradient(words, one);
        QCOMPARE(engine->gradientNorm(), norm);
    }

    void manyUpdatesAtOnceEqualOneAfterAnother_data() {
        QTest::addColumn<double>("beta1");
        QTest::newRow("usual") << 0.9;
        QTest::newRow("short memory") << 0.3;
    }
    void manyUpdatesAtOnceEqualOneAfterAnother() {
        QFETCH(double, beta1);
        for (const std::size_t width : {1, 24, 65, 384}) {
            RandomStream stream(streamKey(1, "row", width));
            const auto drawn = [&](double low) {
                std::vector<float> values(width);
                for (float& value : values)
                    value = static_cast<float>(low + std::abs(stream.normal()));
                return values;
            };
            Table row{drawn(-1), drawn(-1), drawn(0)};
            Table other = row, withZeros = row;
            std::vector<float> decayed = row.values;
            std::vector<AdamWStep> steps;
            for (int n = 1; n <= 20; ++n) {
                UpdateOptions options = optionsOf(n);
                options.beta1 = beta1;
                steps.push_back(adamWStep(options, 1, 0.1));
            }
            const auto rowOf = [&](Table& t) {
                return AdamWRow{t.values.data(), t.first.data(), t.second.data(), width};
            };
            const std::vector<float> zeros(width, 0.0f);
            Table still{decayed, zeros, zeros};
            updateRowWithoutGradient(rowOf(row), steps);
            updateRowWithoutGradient(rowOf(still), steps);
            decayRow(decayed.data(), width, steps);
            for (const AdamWStep& step : steps) {
                updateRowWithoutGradient(rowOf(other), {&step, 1});
                updateRow(rowOf(withZeros), zeros.data(), 3, step);
            }
            QVERIFY(other == row);
            QVERIFY(withZeros == row);
            QVERIFY(still.values == decayed);
        }
    }
};

QTEST_GUILESS_MAIN(WordTableTest)
#include "word_table_test.moc"
