// SPDX-License-Identifier: GPL-3.0-or-later
// McNemar's exact test beside scipy.stats.binomtest(min(b, c), b + c, 0.5).pvalue (scipy 1.17).
#include "evaluate/mcnemar.h"

#include <QTest>

#include <cmath>

using namespace attune;

class McNemarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asScipy() {
        struct Case {
            std::int64_t first, second;
            double p;
        };
        const Case cases[] = {
            {0,     0,     1.0                   },
            {1,     0,     1.0                   },
            {5,     0,     0.0625                },
            {3,     3,     1.0                   },
            {2,     9,     0.0654296875          },
            {10,    25,    0.016673847800120715  },
            {121,   59,    4.4344492637551645e-06},
            {1000,  1100,  0.03072070786424249   },
            {0,     60,    1.734723475976807e-18 },
            {40000, 41000, 0.0004478218231375636 }
        };
        for (const Case& one : cases) {
            for (const double p :
                 {mcnemarExact(one.first, one.second), mcnemarExact(one.second, one.first)})
                QVERIFY2(std::abs(p - one.p) <= 1e-9 * one.p,
                         qPrintable(QString("%1 %2: %3").arg(one.first).arg(one.second).arg(p)));
        }
    }
};

QTEST_APPLESS_MAIN(McNemarTest)
#include "mcnemar_test.moc"
