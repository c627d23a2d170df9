// SPDX-License-Identifier: GPL-3.0-or-later
// Intervals are those of figures that are reckoned from the drawn rows themselves.
#include "evaluate/bootstrap.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace attune;

namespace {

constexpr std::size_t kRows = 60, kDraws = 50;
const BootstrapOptions options{static_cast<std::int64_t>(kDraws), 7, 0.9};

std::vector<std::string> names(std::size_t count) {
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < count; ++i)
        labels.push_back("label " + std::to_string(i));
    return labels;
}

// Rows of a draw, each as often as it was drawn.
std::vector<std::size_t> rowsOf(std::size_t draw) {
    std::vector<std::size_t> rows;
    const auto times = drawnTimes(kRows, options.seed, draw);
    for (std::size_t i = 0; i < kRows; ++i)
        rows.insert(rows.end(), times[i], i);
    return rows;
}

// numpy.percentile of what `value` gives for each draw, 5 and 95.
FigureInterval expected(const std::function<double(const std::vector<std::size_t>&)>& value) {
    std::vector<double> values;
    for (std::size_t draw = 0; draw < kDraws; ++draw)
        if (const double one = value(rowsOf(draw)); !std::isnan(one))
            values.push_back(one);
    if (values.empty())
        return {};
    std::sort(values.begin(), values.end());
    if (values.front() == values.back())
        return {}; // draws that are all alike tell nothing
    const auto at = [&](double share) {
        const double place = share * double(values.size() - 1);
        const auto below = static_cast<std::size_t>(place);
        const double next = values[std::min(below + 1, values.size() - 1)];
        return values[below] + (next - values[below]) * (place - double(below));
    };
    return {at(0.05), at(0.95)};
}

bool near(const FigureInterval& a, const FigureInterval& b, double by = 1e-9) {
    const auto same = [by](double x, double y) {
        return std::abs(x - y) < by || (std::isnan(x) && std::isnan(y));
    };
    return same(a.low, b.low) && same(a.high, b.high);
}

// Every metric of `all` against the one that `of` gives for the rows of each draw.
void compare(const MetricIntervals& all, Task task,
             const std::function<Metrics(const std::vector<std::size_t>&)>& of) {
    for (const MetricInfo& metric : metricTable()) {
        const FigureInterval found = all.of(metric.key);
        if (!metric.isFor(task) || metric.key == "loss") {
            QVERIFY(std::isnan(found.low));
            continue;
        }
        QVERIFY2(near(found, expected([&](const auto& rows) { return metric.value(of(rows)); })),
                 metric.key.c_str());
        QVERIFY(found.low <= found.high);
    }
    for (std::size_t i = 0; i < all.perLabel.size(); ++i)
        QVERIFY(near(all.perLabel[i].f1,
                     expected([&](const auto& rows) { return of(rows).perLabel[i].f1; })));
}

} // namespace

class BootstrapTest : public QObject {
    Q_OBJECT

    std::mt19937 random_{3};
    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

private Q_SLOTS:
    void everyRowIsDrawnAlike() {
        std::vector<double> sum(kRows);
        for (std::size_t draw = 0; draw < 2000; ++draw) {
            const auto times = drawnTimes(kRows, 1, draw);
            std::size_t all = 0;
            for (std::size_t i = 0; i < kRows; ++i) {
                all += times[i];
                sum[i] += times[i];
            }
            QCOMPARE(all, kRows);
        }
        for (const double one : sum)
            QVERIFY(std::abs(one - 2000) < 6 * std::sqrt(2000));
        QVERIFY(drawnTimes(kRows, 1, 0) == drawnTimes(kRows, 1, 0));
        QVERIFY(drawnTimes(kRows, 1, 0) != drawnTimes(kRows, 2, 0));
    }

    void oneLabel() {
        std::vector<std::int32_t> truth, predicted;
        for (std::size_t i = 0; i < kRows; ++i) {
            truth.push_back(below(3));
            predicted.push_back(below(2) ? truth.back() : below(4));
        }
        compare(metricIntervals(truth, predicted, names(4), options), Task::SingleLabel,
                [&](const auto& rows) {
                    std::vector<std::int32_t> a, b;
                    for (const std::size_t row : rows) {
                        a.push_back(truth[row]);
                        b.push_back(predicted[row]);
                    }
                    return computeMetrics(a, b, names(4));
                });
    }

    void severalLabels() {
        std::vector<std::uint8_t> truth, predicted;
        for (std::size_t i = 0; i < kRows * 3; ++i) {
            truth.push_back(below(3) == 0);
            predicted.push_back(below(3) ? truth.back() : below(2) == 0);
        }
        compare(multiLabelIntervals(truth, predicted, names(3), options), Task::MultiLabel,
                [&](const auto& rows) {
                    std::vector<std::uint8_t> a, b;
                    for (const std::size_t row : rows)
                        for (std::size_t i = row * 3; i < row * 3 + 3; ++i) {
                            a.push_back(truth[i]);
                            b.push_back(predicted[i]);
                        }
                    return computeMultiLabelMetrics(a, b, names(3));
                });
    }

    void numbers() {
        std::vector<double> truth, predicted;
        for (std::size_t i = 0; i < kRows; ++i) {
            truth.push_back(below(9)); // ties
            predicted.push_back(truth.back() + below(100) / 25.0);
        }
        compare(regressionIntervals(truth, predicted, options), Task::Regression,
                [&](const auto& rows) {
                    std::vector<double> a, b;
                    for (const std::size_t row : rows) {
                        a.push_back(truth[row]);
                        b.push_back(predicted[row]);
                    }
                    return computeRegressionMetrics(a, b);
                });
    }

    void namesInTexts() {
        const std::vector<std::string> tags = {"B-LOC", "B-PER", "I-LOC", "I-PER", "O"};
        std::vector<std::int32_t> truth, predicted, starts = {0};
        for (std::size_t i = 0; i < kRows; ++i) {
            for (int token = below(8); token >= 0; --token) {
                truth.push_back(below(5));
                predicted.push_back(below(4) ? truth.back() : below(5));
            }
            starts.push_back(static_cast<std::int32_t>(truth.size()));
        }
        compare(entityIntervals(truth, predicted, starts, tags, options), Task::TokenLabels,
                [&](const auto& rows) {
                    std::vector<std::int32_t> a, b, s = {0};
                    for (const std::size_t row : rows) {
                        for (auto i = std::size_t(starts[row]); i < std::size_t(starts[row + 1]);
                             ++i) {
                            a.push_back(truth[i]);
                            b.push_back(predicted[i]);
                        }
                        s.push_back(static_cast<std::int32_t>(a.size()));
                    }
                    return computeEntityMetrics(a, b, s, tags);
                });
    }

    // scipy.stats.binomtest(k, n).proportion_ci(0.9, method="wilson")
    void whereAllDrawsAreAlikeNothingIsSure() {
        const std::vector<std::int32_t> one = {0}, right = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
        const MetricIntervals single = metricIntervals(one, one, names(2), options);
        QVERIFY(single.accuracyByWilson);
        QVERIFY(near(single.of("accuracy"), {0.26987, 1}, 1e-5));
        QVERIFY(std::isnan(single.of("macro_f1").low) && std::isnan(single.perLabel[0].f1.low));
        const MetricIntervals all = metricIntervals(right, right, names(2), options);
        QVERIFY(near(all.of("accuracy"), {0.78706, 1}, 1e-5));
        QVERIFY(std::isnan(all.of("mcc").low));
        const std::vector<std::uint8_t> sets = {1, 0, 0, 0, 1, 1};
        const MetricIntervals several = multiLabelIntervals(sets, sets, names(2), options);
        QVERIFY(several.accuracyByWilson);
        QVERIFY(std::isnan(several.of("hamming_loss").low));
        QVERIFY(several.of("samples_f1").high > 0); // a text without labels counts 0
        const std::vector<double> numbers = {1.5, 2.5, 4};
        QVERIFY(std::isnan(regressionIntervals(numbers, numbers, options).of("rmse").high));
        std::vector<std::int32_t> most(kRows, 0), said(kRows, 0);
        for (std::size_t i = 0; i < kRows; i += 2)
            said[i] = 1;
        QVERIFY(!metricIntervals(most, said, names(2), options).accuracyByWilson);
    }

    void withoutRowsOrDrawsThereIsNone() {
        const std::vector<std::int32_t> one = {0};
        QVERIFY(std::isnan(metricIntervals({}, {}, names(2), options).of("accuracy").low));
        QVERIFY(std::isnan(metricIntervals(one, one, names(2), {0, 1, 0.95}).of("mcc").high));
        const Json json = toJson(metricIntervals(one, one, names(2), options),
                                 computeMetrics(one, one, names(2)));
        QVERIFY(json.at("macro_f1")[0].is_null());
        QVERIFY(!json.contains("rmse") && json.at("per_label").size() == 2);
    }
};

QTEST_GUILESS_MAIN(BootstrapTest)
#include "bootstrap_test.moc"
