// SPDX-License-Identifier: GPL-3.0-or-later
// A row of segments of which one is chosen: "Basic | All settings", "Validation | Test".
#pragma once

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace attune::ui {

class Segments : public QWidget {
    Q_OBJECT
public:
    explicit Segments(QWidget* parent = nullptr);

    // Adds segments where there are fewer than texts; keeps the choice.
    void setTexts(const QStringList& texts);
    int current() const;
    void setCurrent(int index); // without a signal
    void setSegmentEnabled(int index, bool enabled, const QString& reason = {});

Q_SIGNALS:
    void chosen(int index); // by the person

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QHBoxLayout* row_;
    QButtonGroup* group_;
};

} // namespace attune::ui
