// SPDX-License-Identifier: GPL-3.0-or-later
// Dropout masks: their rate, their scale, and that every way to make one gives the same bits.
#include "model/dropout_masks.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace attune;

class DropoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheRateAndTheMean_data();
    void keepsTheRateAndTheMean();
    void isTheFunctionOfTheHeader();
    void tensorsGiveTheSameBits();
    void neighboursAreIndependent();
};

namespace {

std::vector<std::uint32_t> rowKeys(std::uint64_t passKey, std::uint32_t rows) {
    std::vector<std::uint32_t> keys;
    for (std::uint32_t row = 0; row < rows; ++row)
        keys.push_back(dropoutRowKey(passKey, 2, DropoutSite::FeedForward, row / 20, row % 20));
    return keys;
}

} // namespace

void DropoutTest::keepsTheRateAndTheMean_data() {
    QTest::addColumn<double>("rate");
    for (const double rate : {0.05, 0.1, 0.5, 0.9})
        QTest::newRow(qPrintable(QString::number(rate))) << rate;
}

void DropoutTest::keepsTheRateAndTheMean() {
    QFETCH(double, rate);
    const auto keys = rowKeys(0x123456789ABCDEFu, 2000);
    std::vector<float> mask(keys.size() * 384);
    fillDropoutMask(keys, 0, 384, 384, rate, mask.data());
    double dropped = 0, sum = 0;
    for (const float m : mask) {
        QVERIFY(m == 0 || m == static_cast<float>(1 / (1 - rate)));
        dropped += m == 0;
        sum += m;
    }
    const double n = static_cast<double>(mask.size());
    const double deviation = std::sqrt(rate * (1 - rate) / n);
    QVERIFY(std::abs(dropped / n - rate) < 5 * deviation);
    QVERIFY(std::abs(sum / n - 1) < 5 * deviation / (1 - rate));
}

void DropoutTest::isTheFunctionOfTheHeader() {
    const auto keys = rowKeys(99, 7);
    std::vector<float> mask(keys.size() * 50, -1);
    fillDropoutMask(keys, 65536 * 3, 37, 50, 0.25, mask.data());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        for (std::uint32_t j = 0; j < 37; ++j)
            QCOMPARE(mask[i * 50 + j] == 0,
                     dropoutBits(keys[i], 65536 * 3 + j) < dropoutThreshold(0.25));
        QCOMPARE(mask[i * 50 + 37], -1.0f); // what lies between rows is left alone
    }
}

void DropoutTest::tensorsGiveTheSameBits() {
    const auto keys = rowKeys(0xFFFFFFFFFFFFFFFFu, 300);
    std::vector<std::uint32_t> columns;
    for (std::uint32_t j = 0; j < 200; ++j)
        columns.push_back(65536 * 11 + j);
    std::vector<float> plain(keys.size() * columns.size()), tensors(plain.size());
    fillDropoutMask(keys, columns[0], columns.size(), columns.size(), 0.1, plain.data());
    dropoutMaskByTensors(keys, columns, 0.1, tensors.data());
    QCOMPARE(tensors, plain);
}

void DropoutTest::neighboursAreIndependent() {
    // Correlation of masks whose keys differ in one counter.
    const std::size_t columns = 100000;
    const auto mask = [&](std::uint64_t pass, int layer, DropoutSite site, std::uint32_t sequence,
                          std::uint32_t position) {
        const std::uint32_t key = dropoutRowKey(pass, layer, site, sequence, position);
        std::vector<float> values(columns);
        fillDropoutMask({&key, 1}, 0, columns, columns, 0.5, values.data());
        return values;
    };
    const auto base = mask(5, 1, DropoutSite::FeedForward, 3, 4);
    for (const auto& other :
         {mask(6, 1, DropoutSite::FeedForward, 3, 4), mask(5, 2, DropoutSite::FeedForward, 3, 4),
          mask(5, 1, DropoutSite::AttentionOutput, 3, 4),
          mask(5, 1, DropoutSite::FeedForward, 4, 4), mask(5, 1, DropoutSite::FeedForward, 3, 5),
          mask(5 + (1ull << 32), 1, DropoutSite::FeedForward, 3, 4)}) {
        double product = 0;
        for (std::size_t j = 0; j < columns; ++j)
            product += (base[j] - 1) * (other[j] - 1);
        QVERIFY(std::abs(product / columns) < 0.02);
    }
}

QTEST_GUILESS_MAIN(DropoutTest)
#include "dropout_test.moc"
