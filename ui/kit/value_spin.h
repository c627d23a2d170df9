// SPDX-License-Identifier: GPL-3.0-or-later
// A field for one number as people write it ("3e-5", "0.1", "128"), with the unit in it and steps
// that suit its size: whole numbers by one, others by one in their first digit.
#pragma once

#include "base/parameter.h"

#include <QAbstractSpinBox>

namespace attune::ui {

class ValueSpin : public QAbstractSpinBox {
    Q_OBJECT
public:
    explicit ValueSpin(const Parameter& parameter, QWidget* parent = nullptr);

    // What stands in the field; an empty optional field is monostate. False with the problem
    // where that is not a value of the parameter.
    bool read(Value& value, Problem& problem) const;
    // Shows a value; leaves the text alone when it says the same already (the person may be
    // typing "3.").
    void show(const Value& value);
    void setUnit(const QString& unit);

    void stepBy(int steps) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited();

protected:
    StepEnabled stepEnabled() const override;
    QValidator::State validate(QString& text, int& position) const override;
    void wheelEvent(QWheelEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    Parameter parameter_;
    QString unit_;
};

// The next value up (or down) from `value`: 3e-5 -> 4e-5, 9e-5 -> 1e-4, 0.1 -> 0.2.
double steppedReal(double value, bool up);

} // namespace attune::ui
