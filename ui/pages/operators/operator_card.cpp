// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/operators/operator_card.h"

#include "base/operator_switch.h"
#include "ui/kit/button.h"
#include "ui/kit/choice_text.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/parameter_form.h"
#include "ui/kit/switch.h"
#include "ui/models/operator_entries.h"
#include "ui/pages/operators/grip.h"

#include <QFocusEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace attune::ui {

OperatorCard::OperatorCard(const std::string& name, QWidget* parent)
    : Card(false, Padding::None, parent),
      name_(name),
      grip_(new Grip),
      title_(new Button(ButtonKind::Ghost, Icon::Right)),
      share_(new Label(TextSize::Body, QFont::Normal, Tone::Secondary)),
      switch_(new Switch),
      summary_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Elide)),
      error_(new Label(TextSize::Secondary, QFont::Normal, Tone::Bad, Label::Fit::Wrap)),
      inner_(new QWidget),
      help_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      form_(new ParameterForm),
      countsText_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      up_(new Button(ButtonKind::Ghost, Icon::Up)),
      down_(new Button(ButtonKind::Ghost, Icon::Down)),
      remove_(new Button(ButtonKind::Ghost, Icon::Trash)) {
    auto* head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(grip_);
    head->addWidget(title_);
    head->addStretch(1);
    head->addWidget(share_);
    head->addSpacing(4);
    head->addWidget(switch_);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(0);
    foot->addWidget(up_);
    foot->addWidget(down_);
    foot->addStretch(1);
    foot->addWidget(remove_);
    for (Button* button : {title_, up_, down_, remove_})
        button->setCompact(true);
    auto* inner = new QVBoxLayout(inner_);
    inner->setContentsMargins(0, 4, 0, 4);
    inner->setSpacing(8);
    for (QWidget* widget : {static_cast<QWidget*>(help_), static_cast<QWidget*>(form_),
                            static_cast<QWidget*>(countsText_)})
        inner->addWidget(widget);
    inner->addLayout(foot);
    auto* below = new QVBoxLayout;
    const int indent = scaled(34); // below the arrow of the title
    below->setContentsMargins(indent, 0, 4, 0);
    below->setSpacing(0);
    for (QWidget* widget : {static_cast<QWidget*>(summary_), static_cast<QWidget*>(error_),
                            static_cast<QWidget*>(inner_)})
        below->addWidget(widget);
    body()->setContentsMargins(5, 2, 9, 2);
    setMinimumHeight(scaled(48));
    body()->setSpacing(0);
    body()->addStretch(1);
    body()->addLayout(head);
    body()->addLayout(below);
    body()->addStretch(1);
    form_->setHelpBelow(true);

    connect(grip_, &Grip::moved, this, &OperatorCard::moved);
    connect(grip_, &Grip::dragged, this, &OperatorCard::dragged);
    connect(grip_, &Grip::dropped, this, &OperatorCard::dropped);
    connect(grip_, &Grip::dragCancelled, this, &OperatorCard::dragCancelled);
    connect(title_, &QPushButton::clicked, this, &OperatorCard::toggled);
    connect(switch_, &Switch::clicked, this,
            [this](bool on) { Q_EMIT edited(kOffKey, Value(!on)); });
    connect(up_, &QPushButton::clicked, this, [this] { Q_EMIT moved(-1); });
    connect(down_, &QPushButton::clicked, this, [this] { Q_EMIT moved(1); });
    connect(remove_, &QPushButton::clicked, this, &OperatorCard::removed);
    connect(form_, &ParameterForm::edited, this,
            [this](const std::string& key, const Value& value) {
                Q_EMIT edited(key.substr(place_.size() + 1), value);
            });
    connect(form_, &ParameterForm::refused, this, &OperatorCard::refused);
    connect(form_, &ParameterForm::accepted, this, &OperatorCard::accepted);
    grip_->installEventFilter(this);
    title_->installEventFilter(this);
    setOpen(false);
    error_->hide();
}

void OperatorCard::enterEvent(QEnterEvent* event) {
    Card::enterEvent(event);
    Q_EMIT pointed(true);
}

void OperatorCard::leaveEvent(QEvent* event) {
    Card::leaveEvent(event);
    Q_EMIT pointed(false);
}

// A click gives focus as well, and keeps it: that asks for nothing.
bool OperatorCard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason)
            Q_EMIT pointed(true);
    } else if (event->type() == QEvent::FocusOut) {
        Q_EMIT pointed(underMouse());
    }
    return Card::eventFilter(watched, event);
}

bool OperatorCard::hasForm() const {
    const studio::TableEntry* entry = operatorEntry(name_);
    return entry != nullptr && !entry->parameters.empty();
}

void OperatorCard::show(const OperatorStep& step, const std::string& place, bool first, bool last) {
    step_ = step;
    place_ = place;
    up_->setEnabled(!first);
    down_->setEnabled(!last);
    off_ = isOff(step);
    switch_->setChecked(!off_);
    std::vector<RecipeParameter> parameters;
    if (const studio::TableEntry* entry = operatorEntry(name_))
        for (std::size_t i = 0; i < entry->parameters.size(); ++i) {
            const Parameter& parameter = entry->parameters[i];
            const auto value = step.values.find(parameter.key);
            parameters.push_back({place_ + "." + parameter.key, parameter,
                                  value != step.values.end() ? value->second : entry->standards[i],
                                  entry->standards[i]});
        }
    form_->show(parameters);
    showSummary();
    showCounts();
}

void OperatorCard::setOpen(bool open) {
    open_ = open;
    title_->setSymbol(open ? Icon::Down : Icon::Right);
    inner_->setVisible(open);
    form_->setVisible(hasForm());
    showSummary();
}

// What is set otherwise than a fresh operator has it, and what that has no usual value for.
void OperatorCard::showSummary() {
    const studio::TableEntry* entry = operatorEntry(name_);
    QStringList values;
    for (std::size_t i = 0; entry != nullptr && i < entry->parameters.size(); ++i) {
        const Parameter& parameter = entry->parameters[i];
        const auto value = step_.values.find(parameter.key);
        if (value == step_.values.end() || value->second == entry->standards[i])
            continue;
        const QString title = coreText(parameter.title);
        if (const bool* on = std::get_if<bool>(&value->second)) {
            //: a switch of an operator that is set otherwise than usual, in a row of such phrases
            values << (*on ? tr("also: %1") : tr("without: %1")).arg(title);
            continue;
        }
        const auto* word = std::get_if<std::string>(&value->second);
        const QString text = word != nullptr && parameter.kind == Parameter::Kind::Choice
                                 ? choiceText(*word)
                                 : valueText(value->second);
        if (!text.isEmpty())
            values << title + QLatin1Char(' ') + text;
    }
    //: between the phrases of a row
    const QString comma = tr(", ");
    summary_->setText(off_ ? tr("off") : values.join(comma));
    // The form tells the same.
    summary_->setVisible(!open_ && error_->isHidden() && !summary_->text().isEmpty());
}

void OperatorCard::setCounts(const ChainCounts* counts, std::size_t at, bool counting) {
    counts_ = counts != nullptr ? std::optional(*counts) : std::nullopt;
    at_ = at;
    counting_ = counting;
    showCounts();
}

void OperatorCard::showCounts() {
    const bool known = counts_ && at_ < counts_->changed.size() && counts_->texts > 0;
    share_->setVisible(known && !off_);
    countsText_->setVisible(!off_ && (known || counting_));
    if (!known) {
        countsText_->setText(tr("Counting the texts that change…"));
        return;
    }
    const std::int64_t changed = counts_->changed[at_];
    const double share = static_cast<double>(changed) / static_cast<double>(counts_->texts);
    share_->setText(percentText(share, share > 0 && share < 0.1 ? 1 : 0));
    QString text = tr("Changes %1 of %2 texts").arg(countText(changed), countText(counts_->texts));
    if (at_ < counts_->refused.size() && counts_->refused[at_] > 0)
        //: Follows the number of texts that a rule changes.
        text += tr("; too hard for it: %1").arg(countText(counts_->refused[at_]));
    if (at_ < counts_->dropped.size() && counts_->dropped[at_] > 0)
        //: Follows the number of copies that an operator changes; the judge dropped these.
        text += tr("; copies dropped: %1").arg(countText(counts_->dropped[at_]));
    countsText_->setText(text);
    share_->setToolTip(text);
}

void OperatorCard::setProblems(const Problems& problems) {
    problems_ = problems;
    QString own;
    for (const Problem& problem : problems) {
        const bool whole = problem.field == place_;
        // What a field tells is seen only while it is open.
        const bool within =
            problem.field.starts_with(place_ + ".") && !(open_ && form_->hasField(problem.field));
        if (own.isEmpty() && (whole || within) && problem.severity == Problem::Severity::Error)
            own = shown(problem);
    }
    error_->setText(own);
    error_->setVisible(!own.isEmpty());
    form_->setProblems(problems);
    showSummary();
}

void OperatorCard::setBase(const fs::path& base) { form_->setBase(base); }

void OperatorCard::focusField(const std::string& key) {
    if (form_->hasField(key))
        form_->focusField(key);
    else
        focusTitle();
}

void OperatorCard::focusTitle() { title_->setFocus(Qt::OtherFocusReason); }

void OperatorCard::dropRefused() { form_->dropRefused(); }

void OperatorCard::retranslate() {
    const QString title = operatorTitle(name_);
    title_->setText(title);
    const auto name = [](QWidget* widget, const QString& tip, const QString& face) {
        widget->setToolTip(tip);
        widget->setAccessibleName(face);
    };
    name(grip_, tr("Drag to move, or use the keys Up and Down"), tr("Move “%1”").arg(title));
    name(switch_, tr("On or off"), tr("Use “%1”").arg(title));
    name(up_, tr("Earlier"), tr("Apply “%1” earlier").arg(title));
    name(down_, tr("Later"), tr("Apply “%1” later").arg(title));
    name(remove_, tr("Remove"), tr("Remove “%1”").arg(title));
    const studio::TableEntry* entry = operatorEntry(name_);
    help_->setText(entry != nullptr ? coreText(entry->help) : QString());
    // As rich text it is broken into lines.
    title_->setToolTip(QStringLiteral("<p>%1</p>").arg(help_->text().toHtmlEscaped()));
    showCounts();
    setProblems(problems_);
}

} // namespace attune::ui
