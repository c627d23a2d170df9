// SPDX-License-Identifier: GPL-3.0-or-later
// The metrics of one part: the one by which the best checkpoint was chosen in large with its
// interval, then accuracy, precision, recall and F1 as plain and as weighted means over the labels,
// and what else the task has.
#pragma once

#include "studio/judged_evaluation.h"
#include "ui/kit/card.h"

#include <array>
#include <optional>

namespace attune::ui {

class FactList;
class Label;

class MetricsCard : public Card {
    Q_OBJECT

public:
    explicit MetricsCard(QWidget* parent = nullptr);

    // `key`: of metricTable(). `answered`: the texts, for the intervals; null: not yet.
    void setMetrics(const std::optional<Metrics>& metrics, const std::string& key, bool test,
                    const studio::JudgedEvaluation* answered);
    void retranslate();

private:
    void showInterval();
    void showMore();
    std::optional<FigureInterval> intervalOf(const std::string& key) const;
    static QString cannotTell();                        // why there is no interval
    QString intervalText(const std::string& key) const; // empty: none

    std::optional<Metrics> metrics_;
    MetricIntervals intervals_;
    std::int64_t trainedOn_ = 0; // of the texts
    std::string key_ = "accuracy";
    bool test_ = false;
    Label* caption_;
    Label* number_;
    Label* interval_;
    Label* warning_;
    Label* macro_;
    Label* weighted_;
    struct Row {
        Label* name;
        Label* macro;
        Label* weighted;
    };
    std::array<Row, 3> means_; // precision, recall, F1
    Label* accuracyName_;
    Label* accuracy_;
    Label* lossName_;
    Label* loss_;
    Label* textsName_;
    Label* texts_;
    FactList* more_;
};

} // namespace attune::ui
