// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/vocabulary/rule_bar.h"

#include "ui/kit/core_text.h"
#include "ui/kit/fonts.h"
#include "ui/kit/parameter_field.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include <algorithm>

namespace attune::ui {

namespace {
constexpr std::array<const char*, 3> kKeys = {
    "vocabulary.trim.min_count", "vocabulary.trim.coverage", "vocabulary.trim.max_size"};
} // namespace

TrimRule ruleOf(const VocabularySettings& settings) {
    if (settings.max_size)
        return TrimRule::Size;
    if (settings.coverage)
        return TrimRule::Coverage;
    if (settings.min_count)
        return *settings.min_count == 1 ? TrimRule::All : TrimRule::Count;
    return TrimRule::Whole;
}

RuleBar::RuleBar(QWidget* parent) : QWidget(parent), list_(new QComboBox) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (std::size_t i = 0; i < kKeys.size(); ++i) {
        Number& number = numbers_[i];
        number.key = kKeys[i];
        for (const RecipeParameter& parameter : parametersOf(Recipe{}))
            if (parameter.key == number.key) {
                number.field = ParameterField::make(parameter.parameter);
                number.field->setToolTip(toQt(number.key));
                number.field->setAccessibleName(coreText(parameter.parameter.title));
            }
        row->addWidget(number.field);
        connect(number.field, &ParameterField::edited, this, [this, &number] {
            if (!filling_)
                read(number);
        });
    }
    list_->setFont(textFont(TextSize::Body));
    list_->addItems({{}, {}, {}, {}, {}});
    row->addWidget(list_);
    connect(list_, &QComboBox::activated, this,
            [this](int index) { Q_EMIT chosen(static_cast<TrimRule>(index)); });
    retranslate();
}

void RuleBar::show(const VocabularySettings& settings) {
    const QSignalBlocker quiet(list_);
    filling_ = true;
    settings_ = settings;
    TrimRule rule = ruleOf(settings);
    // A count that begins with 1 is being typed.
    if (const QWidget* field = numbers_[0].field->focusProxy();
        rule == TrimRule::All && field != nullptr && field->hasFocus())
        rule = TrimRule::Count;
    list_->setCurrentIndex(static_cast<int>(rule));
    const auto valueOf = [](const auto& number) { return number ? Value(*number) : Value(); };
    const std::array<Value, 3> values = {valueOf(settings.min_count), valueOf(settings.coverage),
                                         valueOf(settings.max_size)};
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
        Number& number = numbers_[i];
        // A wrong text is the person's; only another value takes its place.
        const bool keep = number.invalid && number.value == values[i];
        number.value = values[i];
        const bool isShown = static_cast<std::size_t>(rule) == i + 2;
        if (!keep || !isShown) {
            number.field->show(values[i]);
            accept(number);
        }
        number.field->setVisible(isShown);
    }
    filling_ = false;
}

void RuleBar::focusField() {
    for (const Number& number : numbers_)
        if (!number.field->isHidden())
            return number.field->setFocus(Qt::OtherFocusReason);
    list_->setFocus(Qt::OtherFocusReason);
}

void RuleBar::dropRefused() {
    for (Number& number : numbers_)
        accept(number);
    show(settings_);
}

void RuleBar::read(Number& number) {
    Value value;
    Problem problem;
    if (!number.field->read(value, problem)) {
        number.invalid = true;
        number.field->setInvalid(true);
        problem.severity = Problem::Severity::Error;
        problem.field = number.key;
        Q_EMIT refused(problem);
        return;
    }
    accept(number);
    if (value != number.value) {
        number.value = value;
        Q_EMIT edited(number.key, value);
    }
}

void RuleBar::accept(Number& number) {
    if (!number.invalid)
        return;
    number.invalid = false;
    number.field->setInvalid(false);
    Q_EMIT accepted(number.key);
}

void RuleBar::retranslate() {
    list_->setItemText(0, tr("Keep all tokens"));
    list_->setItemText(1, tr("Keep all that occur"));
    list_->setItemText(2, tr("Keep by count"));
    list_->setItemText(3, tr("Keep by coverage"));
    list_->setItemText(4, tr("Keep by size"));
    list_->setAccessibleName(tr("Which tokens stay"));
    for (const Number& number : numbers_)
        number.field->retranslate();
}

void RuleBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace attune::ui
