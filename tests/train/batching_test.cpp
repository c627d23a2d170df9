// SPDX-License-Identifier: GPL-3.0-or-later
// Batches of like length.
#include "toy_data.h"
#include "train/batching.h"

#include <QTest>

#include <algorithm>

using namespace attune;

class BatchingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRowStandsInAnEpochOnce_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("size");
        QTest::newRow("one row") << 1 << 32;
        QTest::newRow("full batches") << 320 << 32;
        QTest::newRow("a smaller one") << 333 << 32;
        QTest::newRow("several windows") << 1000 << 4;
        QTest::newRow("single rows") << 77 << 1;
    }
    void everyRowStandsInAnEpochOnce() {
        QFETCH(int, rows);
        QFETCH(int, size);
        const EncodedSet set = toyTexts(static_cast<std::size_t>(rows), 2, 1);
        const auto batches = batchesOfEpoch(set, size, 42, 3);
        QCOMPARE(static_cast<std::int64_t>(batches.size()),
                 batchCount(static_cast<std::size_t>(rows), size));
        std::vector<std::size_t> seen;
        for (const Batch& batch : batches) {
            QVERIFY(!batch.empty() && batch.size() <= static_cast<std::size_t>(size));
            seen.insert(seen.end(), batch.begin(), batch.end());
        }
        std::sort(seen.begin(), seen.end());
        QCOMPARE(seen.size(), static_cast<std::size_t>(rows));
        for (std::size_t i = 0; i < seen.size(); ++i)
            QCOMPARE(seen[i], i);
    }

    void dependsOnSeedAndEpochAlone() {
        const EncodedSet set = toyTexts(300, 2, 1);
        QVERIFY(batchesOfEpoch(set, 8, 42, 0) == batchesOfEpoch(set, 8, 42, 0));
        QVERIFY(batchesOfEpoch(set, 8, 42, 0) != batchesOfEpoch(set, 8, 42, 1));
        QVERIFY(batchesOfEpoch(set, 8, 42, 0) != batchesOfEpoch(set, 8, 43, 0));
    }

    void batchesHoldTextsOfLikeLength() {
        const EncodedSet set = toyTexts(1600, 2, 1);
        std::size_t spread = 0;
        const auto batches = batchesOfEpoch(set, 32, 42, 0);
        for (const Batch& batch : batches)
            spread += set.length(batch.front()) - set.length(batch.back());
        QVERIFY(spread < 2 * batches.size()); // of 18 without sorting
    }

    void batchesComeInMixedOrderOfLength() {
        const EncodedSet set = toyTexts(1600, 2, 1);
        const auto batches = batchesOfEpoch(set, 32, 42, 0);
        int shorter = 0;
        for (std::size_t i = 1; i < batches.size(); ++i)
            shorter += set.length(batches[i][0]) < set.length(batches[i - 1][0]) ? 1 : 0;
        QVERIFY(shorter > 10 && shorter < 40);
    }

    void longestBatchHoldsTheLongestRows() {
        const EncodedSet set = toyTexts(100, 2, 1);
        const Batch longest = longestBatch(set, 8);
        QCOMPARE(longest.size(), std::size_t{8});
        for (std::int64_t epoch = 0; epoch < 5; ++epoch)
            for (const Batch& batch : batchesOfEpoch(set, 8, 42, epoch))
                QVERIFY(tokensOf(set, batch) <= tokensOf(set, longest));
    }
};

QTEST_GUILESS_MAIN(BatchingTest)
#include "batching_test.moc"
