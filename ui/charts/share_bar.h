// SPDX-License-Identifier: GPL-3.0-or-later
// One bar cut into its parts with a legend below: where the weights of a model are; training,
// validation and test texts.
#pragma once

#include <QWidget>

#include <vector>

namespace attune::ui {

struct SharePart {
    QString name;
    double amount = 0;
    QString amountText; // "11.9 M"
    int series = 0;     // colour
    bool operator==(const SharePart&) const = default;
};

class ShareBar : public QWidget {
    Q_OBJECT

public:
    enum class Legend {
        Rows,    // a line a part: name, amount, percent
        Columns, // side by side: amount over name
    };
    explicit ShareBar(Legend legend, QWidget* parent = nullptr);

    void setParts(std::vector<SharePart> parts);
    const std::vector<SharePart>& parts() const { return parts_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QString percent(const SharePart& part) const;
    double sum() const;
    void describe();

    Legend legend_;
    std::vector<SharePart> parts_;
};

} // namespace attune::ui
