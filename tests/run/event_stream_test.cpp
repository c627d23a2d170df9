// SPDX-License-Identifier: GPL-3.0-or-later
// The stream of events has a bound, and a reader that comes back misses nothing.
#include "run/session.h"

#include <QTest>

using namespace attune;

namespace {

Event step(std::int64_t number) {
    StepEvent event;
    event.step = number;
    return {0, event};
}

} // namespace

class EventStreamTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readerThatComesBackMissesNothing() {
        EventStream stream;
        std::size_t from = 0;
        std::int64_t seen = 0;
        for (std::int64_t i = 1; i <= 500000; ++i) {
            stream.push(step(i));
            if (i % 30000 == 0 || i == 500000)
                for (const Event& event : stream.take(from))
                    QCOMPARE(std::get<StepEvent>(event.body).step, ++seen);
        }
        QCOMPARE(seen, 500000);
        QCOMPARE(from, stream.size());
        QVERIFY(stream.take(from).empty());
    }

    void lateReaderSeesTheWholeCourseWithinABound() {
        EventStream stream;
        stream.push({0, StartedEvent()});
        stream.push({0, EvaluatedEvent()});
        for (std::int64_t i = 1; i <= 500000; ++i)
            stream.push(step(i));
        std::size_t from = 0;
        const std::vector<Event> events = stream.take(from);
        QCOMPARE(from, std::size_t{500002});
        QVERIFY(events.size() <= EventStream::kWindow);
        QVERIFY(std::holds_alternative<StartedEvent>(events[0].body));
        QVERIFY(std::holds_alternative<EvaluatedEvent>(events[1].body));
        std::int64_t before = 0;
        for (std::size_t i = 2; i < events.size(); ++i) {
            const std::int64_t now = std::get<StepEvent>(events[i].body).step;
            QVERIFY(now > before && now - before < 50000);
            before = now;
        }
        QCOMPARE(before, 500000);
    }

    void boundHoldsForEventsThatAreNotThinned() {
        EventStream stream;
        for (int i = 0; i < 200000; ++i)
            stream.push({0, WarningEvent()});
        QVERIFY(stream.since(0).size() <= EventStream::kWindow);
        QVERIFY(stream.since(200000 - EventStream::kWindow / 2).size() == EventStream::kWindow / 2);
    }
};

QTEST_GUILESS_MAIN(EventStreamTest)
#include "event_stream_test.moc"
