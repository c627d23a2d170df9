// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of core/model share: expectations made by transformers (tests/fixtures/model), and
// the Python that makes them live.
#pragma once

#include "model/engine.h"
#include "model/loss.h"
#include "model/model_folder.h"
#include "model/safetensors.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QtGlobal>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace oracle {

using namespace attune;

inline fs::path fixtures() {
    return fs::path(qEnvironmentVariable("ATTUNE_FIXTURES").toStdString()) / "model";
}

// Runs a script of tests/fixtures/model; the result is what it said when it failed.
inline bool hasPython() { return !qEnvironmentVariableIsEmpty("ATTUNE_ORACLE_PYTHON"); }
inline QString runPython(const QStringList& arguments, const std::string& script = "oracle.py") {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("PYTHONDONTWRITEBYTECODE", "1");
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    QStringList all = {QString::fromStdString((fixtures() / script).string())};
    process.start(qEnvironmentVariable("ATTUNE_ORACLE_PYTHON"), all + arguments);
    if (!process.waitForFinished(700000)) {
        process.kill(); // a hanging oracle is a failure, not a hanging test
        process.waitForFinished();
        return "the Python oracle took too long";
    }
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
               ? QString()
               : QString::fromUtf8(process.readAll());
}

// An expected.safetensors.
class Expected {
public:
    explicit Expected(const fs::path& path) : file_(path) {}

    bool has(const std::string& name) const { return file_.find(name) != nullptr; }
    std::vector<float> floats(const std::string& name) const {
        const TensorEntry* entry = file_.find(name);
        std::vector<float> values(entry ? entry->count() : 0);
        if (entry)
            file_.read(*entry, values);
        return values;
    }
    std::vector<std::int32_t> ints(const std::string& name) const {
        const auto values = floats(name);
        return {values.begin(), values.end()};
    }
    // Rows [begin, end) as a batch.
    PackedBatch batch(std::size_t begin, std::size_t end) const {
        static const auto slice = [](const auto& v, auto a, auto b) {
            return std::vector(v.begin() + a, v.begin() + b);
        };
        const auto ids = ints("ids"), types = ints("types"), starts = ints("starts");
        PackedBatch batch;
        batch.ids = slice(ids, starts[begin], starts[end]);
        batch.typeIds = slice(types, starts[begin], starts[end]);
        for (std::size_t i = begin; i <= end; ++i)
            batch.starts.push_back(starts[i] - starts[begin]);
        return batch;
    }
    std::size_t rows() const { return floats("starts").size() - 1; }
    // The loss of logits of rows [begin, end), of the kind that the file has targets for.
    LossResult loss(std::span<const float> logits, std::size_t begin, std::size_t end) const {
        const std::size_t width = logits.size() / (end - begin);
        if (has("values")) {
            const auto values = floats("values");
            return squaredError(logits, std::span(values).subspan(begin, end - begin));
        }
        if (has("many")) {
            const auto many = ints("many");
            const std::vector<std::uint8_t> targets(many.begin() + begin * width,
                                                    many.begin() + end * width);
            return binaryCrossEntropy(logits, targets);
        }
        const auto labels = ints("labels");
        const auto starts = ints("starts");
        if (answersTokens()) {
            begin = starts[begin];
            end = starts[end];
        }
        return crossEntropy(logits, std::span(labels).subspan(begin, end - begin), {});
    }
    bool answersTokens() const { return ints("labels").size() > rows(); }

private:
    SafetensorsFile file_;
};

inline double largestDifference(std::span<const float> a, std::span<const float> b) {
    double most = a.size() == b.size() ? 0 : 1e300;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        const double d = std::abs(double(a[i]) - double(b[i]));
        if (!(d <= most)) // NaN counts
            most = d;
    }
    return most;
}

// Weight decay as the Trainer groups it: none on biases and norms.
inline std::vector<ParameterGroup> trainerGroups(const Engine& engine, double decay = 0.01) {
    std::vector<ParameterGroup> groups(2);
    groups[0].weightDecay = decay;
    for (const ParameterInfo& info : engine.parameters())
        groups[info.decays ? 0 : 1].names.push_back(info.name);
    return groups;
}

// Mean cross entropy of the batch; its gradient is given to the engine.
inline double lossStep(Engine& engine, const PackedBatch& batch,
                       std::span<const std::int32_t> labels, const PassOptions& options) {
    const auto pass = engine.forward(batch, options);
    LossResult loss = crossEntropy(pass->logits(), labels, {});
    for (float& g : loss.gradient)
        g = static_cast<float>(g / loss.weight);
    engine.backward(*pass, loss.gradient);
    return loss.sum / loss.weight;
}

// The same for rows of a file, with the loss that it is of.
inline double lossStep(Engine& engine, const Expected& expected, std::size_t begin, std::size_t end,
                       const PassOptions& options) {
    const auto pass = engine.forward(expected.batch(begin, end), options);
    LossResult loss = expected.loss(pass->logits(), begin, end);
    for (float& g : loss.gradient)
        g = static_cast<float>(g / loss.weight);
    engine.backward(*pass, loss.gradient);
    return loss.sum / loss.weight;
}

// Norm of the difference of all gradients over the norm of the expected ones.
inline double gradientError(const Engine& engine, const Expected& expected) {
    double difference = 0, norm = 0;
    for (const ParameterInfo& info : engine.parameters()) {
        std::vector<float> own(static_cast<std::size_t>(info.count()));
        engine.storeGradient(info.name, own);
        const auto wanted = expected.floats("gradient." + info.name);
        if (wanted.size() != own.size())
            return 1e300;
        for (std::size_t i = 0; i < own.size(); ++i) {
            difference += std::pow(double(own[i]) - double(wanted[i]), 2);
            norm += std::pow(double(wanted[i]), 2);
        }
    }
    return std::sqrt(difference / norm);
}

// Largest difference of the loss curve that the oracle computed, and of its gradient norms.
inline std::pair<double, double> curveError(Engine& engine, const Expected& expected,
                                            std::size_t batch, std::size_t rows, double rate,
                                            int warmup) {
    engine.setGroups(trainerGroups(engine));
    const auto losses = expected.floats("losses"), norms = expected.floats("norms");
    const int steps = static_cast<int>(losses.size());
    double lossError = losses.empty() ? 1e300 : 0, normError = lossError;
    for (int step = 0; step < steps; ++step) {
        const std::size_t at = step * batch % (rows - batch + 1);
        const double loss =
            lossStep(engine, expected, at, at + batch, {.training = true, .dropout = false});
        const double norm = engine.gradientNorm();
        UpdateOptions options;
        options.learningRate = rate * (step < warmup ? double(step) / warmup
                                                     : double(steps - step) / (steps - warmup));
        options.gradientScale = std::min(1.0, 1.0 / (norm + 1e-6));
        options.step = step + 1;
        engine.update(options);
        lossError = std::max(lossError, std::abs(loss - losses[step]));
        normError = std::max(normError, std::abs(norm - norms[step]) / norms[step]);
    }
    return {lossError, normError};
}

// How far an engine is from an expected.safetensors of make_families.py.
struct Difference {
    double logits = 0, gradients = 0, curve = 0, norms = 0;

    QString text() const {
        return QString("logits %1, gradients %2, curve %3, norms %4")
            .arg(logits, 0, 'g', 2)
            .arg(gradients, 0, 'g', 2)
            .arg(curve, 0, 'g', 2)
            .arg(norms, 0, 'g', 2);
    }
};

inline std::vector<float> logitsOf(Engine& engine, const Expected& expected, std::size_t batch);

inline Difference compare(Engine& engine, const Expected& expected, double rate, int warmup) {
    Difference found;
    found.logits = largestDifference(logitsOf(engine, expected, 5), expected.floats("logits"));
    engine.setGroups(trainerGroups(engine));
    lossStep(engine, expected, 0, expected.rows(), {.training = true, .dropout = false});
    found.gradients = gradientError(engine, expected);
    engine.clearGradients();
    std::tie(found.curve, found.norms) =
        curveError(engine, expected, 4, expected.rows(), rate, warmup);
    return found;
}

inline std::unique_ptr<Engine> load(const ModelFolder& folder, const EngineOptions& options = {}) {
    auto engine = makeAtenEngine(folder.spec, options);
    loadWeights(folder, *engine, 1);
    return engine;
}

// Logits of all rows, `batch` at a time, without dropout.
inline std::vector<float> logitsOf(Engine& engine, const Expected& expected, std::size_t batch) {
    std::vector<float> all;
    for (std::size_t at = 0; at < expected.rows(); at += batch) {
        const auto pass =
            engine.forward(expected.batch(at, std::min(at + batch, expected.rows())), {});
        all.insert(all.end(), pass->logits().begin(), pass->logits().end());
    }
    return all;
}

} // namespace oracle
