// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs of every family, written, read and computed by the evaluator: the engine's logits.
#include "crafted_models.h"

#include <QTemporaryDir>
#include <QTest>

using namespace attune;
using namespace crafted;

class OnnxTest : public QObject {
    Q_OBJECT

    const QTemporaryDir place_;
    fs::path path(const std::string& name) const {
        const fs::path made = fs::path(place_.path().toStdString()) / name;
        fs::create_directories(made);
        return made;
    }

private Q_SLOTS:
    void evaluatorGivesTheEnginesLogits_data() {
        QTest::addColumn<int>("setting");
        for (int i = 0; i < int(settings().size()); ++i)
            QTest::newRow(settings()[i].name.c_str()) << i;
    }
    void evaluatorGivesTheEnginesLogits() {
        QFETCH(int, setting);
        const EncoderSpec spec = specOf(settings()[setting]);
        const auto engine = engineOf(spec);
        const fs::path folder = path(settings()[setting].name);
        onnx::writeOnnx(folder, onnx::encoderGraph(spec, onnx::WeightType::Float),
                        sourceOf(*engine));
        const onnx::Evaluator evaluator(folder / "model.onnx");
        QCOMPARE(evaluator.graph().inputs.size(), spec.types > 1 ? 3 : 2);
        const std::vector<std::pair<int, int>> sizes = {
            {1,   1 },
            {1,   3 },
            {7,   17},
            {130, 3 }
        };
        for (const auto& [length, sequences] : sizes) {
            const Batch batch = batchOf(spec, length, sequences);
            std::vector<float> logits = evaluator.run(batch.padded);
            if (spec.answersTokens())
                logits = withoutPadding(logits, batch, spec.labels);
            const double difference = largestDifference(logits, logitsOf(*engine, batch.packed));
            QVERIFY2(difference < 2e-5,
                     qPrintable(QString("%1 x %2: %3").arg(sequences).arg(length).arg(difference)));
        }
    }

    void weightsInASecondFileAreTheSame() {
        const EncoderSpec spec = specOf(settings().front());
        const auto engine = engineOf(spec);
        const onnx::Graph graph = onnx::encoderGraph(spec, onnx::WeightType::Float);
        onnx::writeOnnx(path("one"), graph, sourceOf(*engine));
        onnx::writeOnnx(path("two"), graph, sourceOf(*engine), 0);
        QVERIFY(!fs::exists(path("one") / onnx::kDataFile));
        QVERIFY(fs::file_size(path("two") / onnx::kDataFile) > 10000);
        const Batch batch = batchOf(spec, 9, 3);
        QCOMPARE(onnx::Evaluator(path("one") / "model.onnx").run(batch.padded),
                 onnx::Evaluator(path("two") / "model.onnx").run(batch.padded));
    }

    void halfWeightsAreHalfTheSize() {
        const EncoderSpec spec = specOf(settings().front());
        const auto engine = engineOf(spec);
        onnx::writeOnnx(path("full"), onnx::encoderGraph(spec, onnx::WeightType::Float),
                        sourceOf(*engine));
        onnx::writeOnnx(path("half"), onnx::encoderGraph(spec, onnx::WeightType::Half),
                        sourceOf(*engine));
        const auto weights = [&](const char* name) {
            const onnx::OnnxFile file(path(name) / "model.onnx");
            std::uint64_t bytes = 0;
            for (const onnx::Tensor& tensor : file.graph().tensors)
                bytes += tensor.shape.size() > 1 ? tensor.size() : 0;
            return bytes;
        };
        QCOMPARE(weights("full"), 2 * weights("half"));
        const Batch batch = batchOf(spec, 9, 3);
        const double difference =
            largestDifference(onnx::Evaluator(path("half") / "model.onnx").run(batch.padded),
                              logitsOf(*engine, batch.packed));
        QVERIFY2(difference > 0 && difference < 0.01, std::to_string(difference).c_str());
    }

    void whatHalfCannotHoldIsAnError() {
        const EncoderSpec spec = specOf(settings().front());
        const auto engine = engineOf(spec);
        std::vector<float> values(16 * 60, 65519.0F);
        engine->loadParameter("bert.embeddings.word_embeddings.weight", values);
        const onnx::Graph graph = onnx::encoderGraph(spec, onnx::WeightType::Half);
        onnx::writeOnnx(path("large"), graph, sourceOf(*engine));
        values[7] = -65520.0F;
        engine->loadParameter("bert.embeddings.word_embeddings.weight", values);
        try {
            onnx::writeOnnx(path("large"), graph, sourceOf(*engine));
            QFAIL("it was written");
        } catch (const Error& error) {
            QVERIFY(error.message().text().find("bert.embeddings.word_embeddings.weight") !=
                    std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(OnnxTest)
#include "onnx_test.moc"
