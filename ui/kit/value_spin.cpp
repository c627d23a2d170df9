// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/value_spin.h"

#include "ui/kit/core_text.h"
#include "ui/kit/fonts.h"
#include "ui/kit/numbers.h"
#include "ui/kit/theme.h"

#include <QLineEdit>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace attune::ui {

ValueSpin::ValueSpin(const Parameter& parameter, QWidget* parent)
    : QAbstractSpinBox(parent), parameter_(parameter) {
    setFont(textFont(TextSize::Body));
    setKeyboardTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    connect(lineEdit(), &QLineEdit::textEdited, this, &ValueSpin::edited);
}

bool ValueSpin::read(Value& value, Problem& problem) const {
    const std::string text = lineEdit()->text().trimmed().toStdString();
    if (text.empty() && parameter_.optional) {
        value = {};
        return true;
    }
    return parseValue(parameter_, text, value, problem);
}

void ValueSpin::show(const Value& value) {
    Value shownNow;
    Problem ignored;
    if (read(shownNow, ignored) && shownNow == value)
        return;
    QString text = toQt(toText(value));
    if (const double* real = std::get_if<double>(&value))
        text = rateText(*real);
    lineEdit()->setText(text);
}

void ValueSpin::setUnit(const QString& unit) {
    unit_ = unit;
    update();
}

double steppedReal(double value, bool up) {
    if (value == 0)
        return up ? 0.01 : 0;
    const double power = std::pow(10.0, std::floor(std::log10(std::abs(value)) + 1e-9));
    const double digit = value / power; // 1 <= digit < 10
    double next = up ? std::floor(digit + 1e-6) + 1 : std::ceil(digit - 1e-6) - 1;
    double unit = power;
    if (next < 1) { // 1e-4 -> 9e-5
        next = 9;
        unit = power / 10;
    }
    // As a decimal text would be read, so that 3e-5 is exactly that.
    return QString::number(next * unit, 'g', 12).toDouble();
}

void ValueSpin::stepBy(int steps) {
    Value value;
    Problem ignored;
    if (!read(value, ignored))
        return;
    if (std::holds_alternative<std::monostate>(value))
        value = parameter_.kind == Parameter::Kind::Integer
                    ? Value(static_cast<std::int64_t>(std::max(parameter_.minimum, 0.0)))
                    : Value(std::max(parameter_.minimum, 0.0));
    else if (auto* whole = std::get_if<std::int64_t>(&value))
        *whole = static_cast<std::int64_t>(std::clamp(static_cast<double>(*whole + steps),
                                                      parameter_.minimum, parameter_.maximum));
    else if (auto* real = std::get_if<double>(&value)) {
        for (int i = 0; i < std::abs(steps); ++i)
            *real = steppedReal(*real, steps > 0);
        *real = std::clamp(*real, parameter_.minimum, parameter_.maximum);
    }
    lineEdit()->clear();
    show(value);
    selectAll();
    Q_EMIT edited();
}

QAbstractSpinBox::StepEnabled ValueSpin::stepEnabled() const {
    return StepUpEnabled | StepDownEnabled;
}

QValidator::State ValueSpin::validate(QString&, int&) const { return QValidator::Acceptable; }

void ValueSpin::wheelEvent(QWheelEvent* event) {
    // Scrolling a form must not change what lies under the pointer.
    if (hasFocus())
        QAbstractSpinBox::wheelEvent(event);
    else
        event->ignore();
}

void ValueSpin::paintEvent(QPaintEvent* event) {
    QAbstractSpinBox::paintEvent(event);
    if (unit_.isEmpty())
        return;
    QPainter painter(this);
    const QRect field = lineEdit()->geometry();
    const QString typed = lineEdit()->text();
    const QString shown = typed.isEmpty() ? lineEdit()->placeholderText() : typed;
    const int used = fontMetrics().horizontalAdvance(shown) + 8;
    const int room = field.width() - used;
    if (room < fontMetrics().horizontalAdvance(unit_))
        return;
    painter.setPen(Theme::of(*this).text2);
    painter.drawText(field.adjusted(0, 0, -2, 0), Qt::AlignRight | Qt::AlignVCenter, unit_);
}

QSize ValueSpin::sizeHint() const { return {scaled(132), scaled(32)}; }
QSize ValueSpin::minimumSizeHint() const { return {scaled(96), scaled(32)}; }

} // namespace attune::ui
