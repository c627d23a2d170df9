// SPDX-License-Identifier: GPL-3.0-or-later
// Events to JSON and back.
#include "train/events.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace attune;

namespace {

Metrics someMetrics() {
    const std::vector<std::int32_t> truth = {0, 1, 1}, predicted = {0, 1, 0};
    Metrics metrics = computeMetrics(truth, predicted, {"bad", "gut"});
    metrics.loss = 0.25;
    return metrics;
}

Problem someProblem() {
    return {Problem::Severity::Warning, "training.epochs", "a.csv:3",
            say("Row %1 has %2 cells.", 4, 5), say("Mend it.")};
}

const std::vector<EventBody>& everyKind() {
    static const std::vector<EventBody> bodies = {
        StartedEvent{30,
                     3,               10,
                     100,                                                                20,
                     0, 5,
                     {"bad", "gut"},
                     "CPU", "no GPU",
                     "fp32", "asked",
                     "ATen", "the only one",
                     {"[CLS] a [SEP]"}},
        StepEvent{7,      0.7,            0.1 + 0.2,                       5e-5,                                                              1.5, 32, 900, 0.125},
        EvaluatedEvent{10, 1.0, someMetrics(),                               true,                                             2.5},
        CheckpointedEvent{10,      "checkpoints/step-000010",             123456789012345u,                        true                               },
        WarningEvent{3,   someProblem()       },
        RangePointEvent{1e-6,     0.7,         0.69                       },
        RangeDoneEvent{3e-5,      say("Falls fastest at %1.",            3e-5)              },
        RehearsedEvent{3,
                     30,             10,
                     3,12.5,
                     1.5, 0.25,
                     40, 100,
                     3000, "CPU",
                     900, 5000,
                     7000, 300,
                     3, 1500,
                     212000, {someProblem()}},
        PhaseEvent{PhaseEvent::Phase::Testing,3,10                },
        FinishedEvent{FinishedEvent::Reason::EarlyStopped, 30,20,true,         someMetrics(), 12.5, 100,
                     3000, "model"},
        FailedEvent{9,      say("The disk is full."),         "runs/a",  say("Free some space.")},
    };
    return bodies;
}

} // namespace

class EventsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKindReadsBackEqual() {
        QCOMPARE(everyKind().size(), std::variant_size_v<EventBody>);
        for (std::size_t kind = 0; kind < everyKind().size(); ++kind) {
            const Event event{1764000000.125, everyKind()[kind]};
            QCOMPARE(event.body.index(), kind);
            const std::string line = toJson(event).dump();
            const Event back = eventFromJson(parseJson(line, "test"));
            QCOMPARE(back.body.index(), kind);
            QCOMPARE(back.time, event.time);
            QCOMPARE(toJson(back).dump(), line);
        }
    }

    void numbersKeepEveryBit() {
        const Event event{0, everyKind()[1]};
        const Event back = eventFromJson(parseJson(toJson(event).dump(), "test"));
        QVERIFY(std::get<StepEvent>(back.body).loss == 0.1 + 0.2);
    }

    void infiniteLossBecomesNull() {
        StepEvent step;
        step.loss = std::numeric_limits<double>::infinity();
        const Json json = toJson(Event{0, step});
        QVERIFY(json.at("loss").is_null());
        QVERIFY(std::isnan(std::get<StepEvent>(eventFromJson(json).body).loss));
    }

    void messagesKeepTheirParts() {
        const Event back =
            eventFromJson(parseJson(toJson(Event{0, everyKind()[4]}).dump(), "test"));
        QVERIFY(std::get<WarningEvent>(back.body).problem == someProblem());
    }

    void anythingElseIsAnError_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("unknown kind") << QByteArray(R"({"event":"danced","time":1})");
        QTest::newRow("no kind") << QByteArray(R"({"time":1})");
        QTest::newRow("no time") << QByteArray(R"({"event":"phase","phase":"paused"})");
        QTest::newRow("number") << QByteArray("3");
        QTest::newRow("missing value") << QByteArray(R"({"event":"step","time":1,"step":1})");
        QTest::newRow("wrong type")
            << QByteArray(R"({"event":"phase","time":1,"phase":7,"done":0,"all":0})");
        QTest::newRow("unknown word")
            << QByteArray(R"({"event":"phase","time":1,"phase":"asleep","done":0,"all":0})");
        QTest::newRow("control character in a message")
            << QByteArray("{\"event\":\"range_done\",\"time\":1,\"proposed_rate\":1,"
                          "\"reason\":{\"format\":\"\\u001b[2J\",\"args\":[]}}");
    }
    void anythingElseIsAnError() {
        QFETCH(QByteArray, text);
        QVERIFY_EXCEPTION_THROWN(eventFromJson(parseJson(text.toStdString(), "test")), Error);
    }
};

QTEST_GUILESS_MAIN(EventsTest)
#include "events_test.moc"
