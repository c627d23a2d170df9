// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/clean/rule_card.h"

#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/parameter_form.h"
#include "ui/models/operator_entries.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace attune::ui {

RuleCard::RuleCard(const std::string& name, QWidget* parent)
    : Card(false, Padding::Normal, parent),
      name_(name),
      title_(new Button(ButtonKind::Ghost, Icon::Right)),
      up_(new Button(ButtonKind::Ghost, Icon::Up)),
      down_(new Button(ButtonKind::Ghost, Icon::Down)),
      remove_(new Button(ButtonKind::Ghost, Icon::Trash)),
      counts_(secondaryLabel()),
      error_(new Label(TextSize::Secondary, QFont::Normal, Tone::Bad, Label::Fit::Wrap)),
      help_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      form_(new ParameterForm) {
    auto* head = new QHBoxLayout;
    head->setSpacing(0);
    head->addWidget(title_);
    head->addStretch(1);
    for (Button* button : {up_, down_, remove_})
        head->addWidget(button);
    for (Button* button : {title_, up_, down_, remove_})
        button->setCompact(true);
    body()->setSpacing(8);
    body()->addLayout(head);
    for (QWidget* widget : {static_cast<QWidget*>(counts_), static_cast<QWidget*>(error_),
                            static_cast<QWidget*>(help_), static_cast<QWidget*>(form_)})
        body()->addWidget(widget);
    form_->setHelpBelow(true);

    connect(title_, &QPushButton::clicked, this, &RuleCard::toggled);
    connect(up_, &QPushButton::clicked, this, [this] { Q_EMIT moved(-1); });
    connect(down_, &QPushButton::clicked, this, [this] { Q_EMIT moved(1); });
    connect(remove_, &QPushButton::clicked, this, &RuleCard::removed);
    connect(form_, &ParameterForm::edited, this,
            [this](const std::string& key, const Value& value) {
                Q_EMIT edited(key.substr(place_.size() + 1), value);
            });
    connect(form_, &ParameterForm::refused, this, &RuleCard::refused);
    connect(form_, &ParameterForm::accepted, this, &RuleCard::accepted);
    setOpen(false);
    error_->hide();
}

void RuleCard::show(const CleaningStep& rule, std::size_t at, std::size_t count) {
    at_ = at;
    place_ = "clean[" + std::to_string(at) + "]";
    up_->setEnabled(at > 0);
    down_->setEnabled(at + 1 < count);
    std::vector<RecipeParameter> parameters;
    if (const studio::TableEntry* entry = operatorEntry(name_))
        for (std::size_t i = 0; i < entry->parameters.size(); ++i) {
            const Parameter& parameter = entry->parameters[i];
            const auto value = rule.values.find(parameter.key);
            parameters.push_back({place_ + "." + parameter.key, parameter,
                                  value != rule.values.end() ? value->second : entry->standards[i],
                                  entry->standards[i]});
        }
    form_->show(parameters);
    form_->setVisible(open_ && !parameters.empty());
}

void RuleCard::setOpen(bool open) {
    open_ = open;
    title_->setSymbol(open ? Icon::Down : Icon::Right);
    help_->setVisible(open);
    const studio::TableEntry* entry = operatorEntry(name_);
    form_->setVisible(open && entry != nullptr && !entry->parameters.empty());
}

void RuleCard::setFigures(const studio::CleaningFigures* figures) {
    figures_ = figures != nullptr ? std::optional(*figures) : std::nullopt;
    showCounts();
}

void RuleCard::showCounts() {
    if (!figures_ || at_ >= figures_->rules.size()) {
        counts_->setText(tr("Counting the texts that change…"));
        return;
    }
    const studio::CleaningFigures::Rule& rule = figures_->rules[at_];
    QString text =
        tr("Changes %1 of %2 texts").arg(countText(rule.changed), countText(figures_->texts));
    if (rule.refused > 0)
        //: Follows the number of texts that a rule changes.
        text += tr("; too hard for it: %1").arg(countText(rule.refused));
    counts_->setText(text);
}

void RuleCard::setProblems(const Problems& problems) {
    problems_ = problems;
    QString own;
    for (const Problem& problem : problems)
        if (problem.field == place_ && problem.severity == Problem::Severity::Error)
            own = shown(problem);
    error_->setText(own);
    error_->setVisible(!own.isEmpty());
    counts_->setVisible(own.isEmpty());
    form_->setProblems(problems);
}

void RuleCard::focusField(const std::string& key) {
    if (form_->hasField(key))
        form_->focusField(key);
    else
        title_->setFocus(Qt::OtherFocusReason);
}

void RuleCard::dropRefused() { form_->dropRefused(); }

void RuleCard::retranslate() {
    const QString title = operatorTitle(name_);
    title_->setText(title);
    const auto name = [](Button* button, const QString& tip, const QString& face) {
        button->setToolTip(tip);
        button->setAccessibleName(face);
    };
    name(up_, tr("Earlier"), tr("Apply “%1” earlier").arg(title));
    name(down_, tr("Later"), tr("Apply “%1” later").arg(title));
    name(remove_, tr("Remove"), tr("Remove “%1”").arg(title));
    const studio::TableEntry* entry = operatorEntry(name_);
    help_->setText(entry != nullptr ? coreText(entry->help) : QString());
    showCounts();
    setProblems(problems_);
}

} // namespace attune::ui
