// SPDX-License-Identifier: GPL-3.0-or-later
// Two bars below each other, before and after, each of the same parts: where the bytes of a model
// are, untrimmed and trimmed.
#pragma once

#include <QStringList>
#include <QWidget>

#include <array>
#include <vector>

namespace attune::ui {

class SizeBars : public QWidget {
    Q_OBJECT

public:
    explicit SizeBars(QWidget* parent = nullptr);

    // Of the bars, and of the parts in their order.
    void setNames(const QString& before, const QString& after, const QStringList& parts);
    void setAmounts(std::vector<double> before, std::vector<double> after);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::array<QString, 2> names_;
    QStringList parts_;
    std::array<std::vector<double>, 2> amounts_;
};

} // namespace attune::ui
