// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics against scikit-learn's, from fixtures/evaluate/metrics.json.
#include "evaluate/metrics.h"

#include <QTest>

#include <cmath>

using namespace attune;

namespace {

Json fixture() {
    return readJsonFile(fs::path(qgetenv("ATTUNE_FIXTURES").toStdString()) / "evaluate" /
                        "metrics.json");
}

std::vector<std::string> names(std::size_t count) {
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < count; ++i)
        labels.push_back("label " + std::to_string(i));
    return labels;
}

Metrics of(const Json& one) {
    return computeMetrics(one.at("truth").get<std::vector<std::int32_t>>(),
                          one.at("predicted").get<std::vector<std::int32_t>>(),
                          names(one.at("labels")));
}

} // namespace

class MetricsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalScikitLearn_data() {
        QTest::addColumn<int>("index");
        const Json cases = fixture().at("metrics");
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::newRow(cases[i].at("name").get<std::string>().c_str()) << static_cast<int>(i);
    }
    void equalScikitLearn() {
        QFETCH(int, index);
        const Json one = fixture().at("metrics")[static_cast<std::size_t>(index)];
        const Metrics m = of(one);
        const auto near = [](double a, const Json& b) {
            return std::abs(a - b.get<double>()) < 1e-12;
        };
        QVERIFY(near(m.accuracy, one.at("accuracy")));
        QVERIFY(near(m.macroPrecision, one.at("macro")[0]));
        QVERIFY(near(m.macroRecall, one.at("macro")[1]));
        QVERIFY(near(m.macroF1, one.at("macro")[2]));
        QVERIFY(near(m.weightedPrecision, one.at("weighted")[0]));
        QVERIFY(near(m.weightedRecall, one.at("weighted")[1]));
        QVERIFY(near(m.weightedF1, one.at("weighted")[2]));
        QVERIFY(m.confusion == one.at("confusion").get<std::vector<std::vector<std::int64_t>>>());
        for (std::size_t label = 0; label < m.perLabel.size(); ++label) {
            QVERIFY(near(m.perLabel[label].precision, one.at("precision")[label]));
            QVERIFY(near(m.perLabel[label].recall, one.at("recall")[label]));
            QVERIFY(near(m.perLabel[label].f1, one.at("f1")[label]));
            QCOMPARE(m.perLabel[label].support, one.at("support")[label].get<std::int64_t>());
        }
    }

    void noTextsGiveZeros() {
        const Metrics m = computeMetrics({}, {}, names(2));
        QCOMPARE(m.texts, 0);
        QCOMPARE(m.accuracy, 0.0);
        QCOMPARE(m.macroF1, 0.0);
        QCOMPARE(m.weightedF1, 0.0);
    }

    void jsonReadsBackEqual() {
        for (const Json& one : fixture().at("metrics")) {
            Metrics m = of(one);
            m.loss = 0.1234567890123456789;
            QVERIFY(metricsFromJson(parseJson(toJson(m).dump(), "")) == m);
        }
    }

    void unknownLossIsNullInJson() {
        const Metrics m = computeMetrics({}, {}, names(2));
        QVERIFY(toJson(m).at("loss").is_null());
        QVERIFY(std::isnan(metricsFromJson(toJson(m)).loss));
    }

    void foreignJsonIsRefused() {
        QVERIFY_EXCEPTION_THROWN(metricsFromJson(Json::object()), Error);
        QVERIFY_EXCEPTION_THROWN(metricsFromJson(Json(3)), Error);
        // A table that does not fit its labels would be read beyond its end.
        Json json = toJson(computeMetrics({}, {}, names(2)));
        json["confusion"] = {
            {0, 0}
        };
        QVERIFY_EXCEPTION_THROWN(metricsFromJson(json), Error);
        json["confusion"] = {
            {0, 0 },
            {0, -1}
        };
        QVERIFY_EXCEPTION_THROWN(metricsFromJson(json), Error);
    }

    void metricsAreFoundByKey() {
        QVERIFY(metricOf("macro_f1").higherIsBetter);
        QVERIFY(!metricOf("loss").higherIsBetter);
        QVERIFY_EXCEPTION_THROWN(metricOf("bleu"), UsageError);
    }
};

QTEST_GUILESS_MAIN(MetricsTest)
#include "metrics_test.moc"
