// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs of every family, with a head for texts and one for tokens, in onnx.checker and
// onnxruntime: the engine's logits and answers, for 200 texts of every length, in batches of 1 and
// of 17. One Python process for all.
#include "crafted_models.h"
#include "model/safetensors.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace attune;
using namespace crafted;

namespace {

// So many batches of so many texts, the longest of each of this length: 200 texts.
struct Size {
    std::int64_t length, sequences;
    std::uint64_t batches;
};
constexpr Size kSizes[] = {
    {1,   1,  16},
    {1,   17, 2 },
    {7,   1,  16},
    {7,   17, 3 },
    {128, 1,  16},
    {128, 17, 2 },
    {512, 1,  16},
    {512, 17, 1 },
};

} // namespace

class OnnxOracleTest : public QObject {
    Q_OBJECT

    const QTemporaryDir place_;
    std::map<std::string, Batch> batches_; // "model/batch"
    std::map<std::string, std::map<std::string, std::vector<float>>> own_;

    // ATTUNE_ORACLE_PYTHON
    static QString run(const QStringList& arguments) {
        QProcess python;
        python.setProcessChannelMode(QProcess::MergedChannels);
        python.start(
            qEnvironmentVariable("ATTUNE_ORACLE_PYTHON"),
            QStringList{qEnvironmentVariable("ATTUNE_FIXTURES") + "/export/check_onnx.py"} +
                arguments);
        const bool ended = python.waitForFinished(500'000);
        return ended && python.exitStatus() == QProcess::NormalExit && python.exitCode() == 0
                   ? QString()
                   : QString::fromUtf8(python.readAll());
    }
    static const Setting& settingNamed(const QString& name) {
        return *std::find_if(settings().begin(), settings().end(),
                             [&](const Setting& one) { return name.toStdString() == one.name; });
    }
    void write(const Setting& setting) {
        const EncoderSpec spec = specOf(setting);
        const auto engine = engineOf(spec);
        const fs::path folder = fs::path(place_.path().toStdString()) / setting.name;
        fs::create_directory(folder);
        onnx::writeOnnx(folder, onnx::encoderGraph(spec, onnx::WeightType::Float),
                        sourceOf(*engine));
        std::vector<TensorToWrite> tensors;
        for (const Size& size : kSizes)
            for (std::uint64_t turn = 0; turn < size.batches; ++turn) {
                const Batch batch = batchOf(spec, size.length, size.sequences, turn);
                const std::string name = std::to_string(size.length) + "x" +
                                         std::to_string(size.sequences) + "-" +
                                         std::to_string(turn);
                batches_.emplace(setting.name + "/" + name, batch);
                own_[setting.name][name] = logitsOf(*engine, batch.packed);
                const auto add = [&](const char* port, const std::vector<std::int64_t>& values) {
                    TensorToWrite tensor;
                    tensor.name = name + "." + port;
                    tensor.dtype = "I64";
                    tensor.shape = {size.sequences, size.length};
                    tensor.fill = [values](std::span<std::byte> out) {
                        std::memcpy(out.data(), values.data(), out.size());
                    };
                    tensors.push_back(std::move(tensor));
                };
                add("input_ids", batch.padded.ids);
                add("attention_mask", batch.padded.mask);
                add("token_type_ids", batch.padded.types);
            }
        FileWriter file(folder / "batches.safetensors");
        writeSafetensors(file, std::move(tensors));
        file.close();
    }

private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("ATTUNE_ORACLE_PYTHON"))
            QSKIP("SKIP-ALL: needs ATTUNE_ORACLE_PYTHON");
        for (const Setting& setting : settings())
            write(setting);
        const QString failure = run({place_.path()});
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }

    void runtimeGivesTheEnginesLogits_data() {
        QTest::addColumn<QString>("name");
        for (const Setting& setting : settings())
            QTest::newRow(setting.name.c_str()) << QString::fromStdString(setting.name);
    }
    void runtimeGivesTheEnginesLogits() {
        QFETCH(QString, name);
        const fs::path folder = fs::path(place_.path().toStdString()) / name.toStdString();
        const EncoderSpec spec = specOf(settingNamed(name));
        const SafetensorsFile theirs(folder / "logits.safetensors");
        double most = 0;
        std::int64_t texts = 0, others = 0;
        for (const auto& [batch, logits] : own_[name.toStdString()]) {
            const TensorEntry* entry = theirs.find(batch);
            QVERIFY(entry != nullptr);
            std::vector<float> values(entry->count());
            theirs.read(*entry, values);
            if (spec.answersTokens())
                values = withoutPadding(values, batches_.at(name.toStdString() + "/" + batch),
                                        spec.labels);
            most = std::max(most, largestDifference(values, logits));
            others += otherAnswers(logits, values, spec.labels);
            texts += batches_.at(name.toStdString() + "/" + batch).padded.sequences;
        }
        qInfo("%-27s %.2g", qPrintable(name), most);
        QCOMPARE(texts, std::int64_t{200});
        QVERIFY(most < 1e-4);
        QCOMPARE(others, std::int64_t{0});
        const Json said = readJsonFile(folder / "said.json");
        QVERIFY(said["opset"] == 17);
        const Json ports = said["ports"];
        QCOMPARE(ports.contains("token_type_ids"), spec.types > 1);
        const Json sequences = {
            "tensor(int64)", {"batch", "sequence"}
        };
        Json shape = {"batch", spec.labels};
        if (spec.answersTokens())
            shape.insert(shape.begin() + 1, "sequence");
        const Json logits = {"tensor(float)", shape};
        QVERIFY(ports["input_ids"] == sequences);
        QVERIFY(ports["attention_mask"] == sequences);
        QVERIFY(ports["logits"] == logits);
    }
};

QTEST_GUILESS_MAIN(OnnxOracleTest)
#include "onnx_oracle_test.moc"
