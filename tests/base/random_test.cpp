// SPDX-License-Identifier: GPL-3.0-or-later
// Streams of counter-based randomness.
#include "base/random.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace attune;

class RandomTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // SplitMix64 with seed 0 (the reference generator's first output).
    void mixIsSplitMix64() { QCOMPARE(mix(0), std::uint64_t{0xE220A8397B1DCDAF}); }

    void streamsDifferByNameAndCounter() {
        QVERIFY(streamKey(1, "a") != streamKey(1, "b"));
        QVERIFY(streamKey(1, "a") != streamKey(2, "a"));
        QVERIFY(streamKey(1, "a", 0) != streamKey(1, "a", 1));
        QVERIFY(streamKey(1, "a", 1, 2) != streamKey(1, "a", 2, 1));
    }

    void shuffleIsAPermutationByItsKeyAlone() {
        std::vector<int> a(1000), b(1000);
        std::iota(a.begin(), a.end(), 0);
        b = a;
        shuffle(a, streamKey(7, "shuffle"));
        shuffle(b, streamKey(7, "shuffle"));
        QVERIFY(a == b);
        QVERIFY(!std::is_sorted(a.begin(), a.end()));
        std::sort(a.begin(), a.end());
        QCOMPARE(a[999], 999);
        QCOMPARE(a[0], 0);
    }

    // Chi-squared over 10 cells: 27.88 is the 99.9 % quantile at 9 degrees of freedom.
    void belowIsUniform() {
        RandomStream stream(streamKey(3, "test"));
        std::vector<double> cells(10);
        for (int i = 0; i < 100000; ++i)
            ++cells[stream.below(10)];
        double chi = 0;
        for (const double n : cells)
            chi += (n - 10000) * (n - 10000) / 10000;
        QVERIFY2(chi < 27.88, qPrintable(QString::number(chi)));
    }

    void normalHasMeanZeroAndVarianceOne() {
        RandomStream stream(streamKey(3, "normal"));
        double sum = 0, squares = 0;
        for (int i = 0; i < 100000; ++i) {
            const double x = stream.normal();
            sum += x;
            squares += x * x;
        }
        QVERIFY(std::abs(sum / 1e5) < 0.0125); // four standard errors
        QVERIFY(std::abs(squares / 1e5 - 1) < 0.018);
    }
};

QTEST_GUILESS_MAIN(RandomTest)
#include "random_test.moc"
