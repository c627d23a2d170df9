// SPDX-License-Identifier: GPL-3.0-or-later
// The metrics of one part: the one by which the best checkpoint was chosen in large, then accuracy
// and precision, recall and F1 as plain and as weighted means over the labels.
#pragma once

#include "evaluate/metrics.h"
#include "ui/kit/card.h"

#include <array>
#include <optional>

namespace attune::ui {

class Label;

class MetricsCard : public Card {
    Q_OBJECT

public:
    explicit MetricsCard(QWidget* parent = nullptr);

    // `key`: of metricTable().
    void setMetrics(const std::optional<Metrics>& metrics, const std::string& key, bool test);
    void retranslate();

private:
    std::optional<Metrics> metrics_;
    std::string key_ = "accuracy";
    bool test_ = false;
    Label* caption_;
    Label* number_;
    Label* interval_;
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
};

} // namespace attune::ui
