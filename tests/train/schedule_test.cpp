// SPDX-License-Identifier: GPL-3.0-or-later
// Schedules against transformers', from fixtures/train/schedules.json.
#include "base/json.h"
#include "train/schedule.h"

#include <QTest>

#include <cmath>

using namespace attune;

class ScheduleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalsTransformers() {
        const Json cases = readJsonFile(fs::path(qgetenv("ATTUNE_FIXTURES").toStdString()) /
                                        "train" / "schedules.json");
        for (const Json& one : cases)
            for (std::size_t done = 0; done < one.at("factors").size(); ++done) {
                const double factor =
                    scheduleFactor(one.at("schedule"), static_cast<std::int64_t>(done),
                                   one.at("warmup"), one.at("steps"));
                QVERIFY2(std::abs(factor - one.at("factors")[done].get<double>()) < 1e-12,
                         one.dump().c_str());
            }
    }

    void warmupIsAShareOrANumber() {
        QCOMPARE(warmupSteps(0.1, 95), 10); // rounded up
        QCOMPARE(warmupSteps(0, 95), 0);
        QCOMPARE(warmupSteps(1, 95), 1);
        QCOMPARE(warmupSteps(40, 95), 40);
    }

    void unknownScheduleIsAnError() {
        QVERIFY_EXCEPTION_THROWN(scheduleFactor("steep", 5, 0, 10), UsageError);
    }
};

QTEST_GUILESS_MAIN(ScheduleTest)
#include "schedule_test.moc"
