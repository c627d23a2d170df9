// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/clean/rule_list.h"

#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/models/operator_entries.h"
#include "ui/pages/clean/rule_card.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

RuleList::RuleList(QWidget* parent)
    : SideColumn(352, parent),
      title_(titleLabel()),
      none_(new Label(TextSize::Body, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      add_(new Button(ButtonKind::Outline, Icon::Plus)),
      menu_(new QMenu(add_)) {
    auto* head = new QHBoxLayout;
    head->addWidget(title_);
    head->addStretch(1);
    head->addWidget(add_);
    add_->setCompact(true);
    column()->setSpacing(8);
    column()->addLayout(head);
    column()->addWidget(none_);
    column()->addStretch(1);
    menu_->setToolTipsVisible(true);
    for (const studio::TableEntry& entry : operatorEntries())
        connect(menu_->addAction(QString()), &QAction::triggered, this,
                [this, name = entry.key] { add(name); });
    connect(add_, &QPushButton::clicked, this,
            [this] { menu_->popup(add_->mapToGlobal(QPoint(0, add_->height() + 2))); });
}

void RuleList::setRules(const CleaningSettings& rules) {
    const bool same =
        std::equal(rules.begin(), rules.end(), rules_.begin(), rules_.end(),
                   [](const CleaningStep& a, const CleaningStep& b) { return a.name == b.name; });
    rules_ = rules;
    if (!same)
        build();
    for (std::size_t i = 0; i < cards_.size(); ++i)
        cards_[i]->show(rules_[i], i, rules_.size());
    none_->setVisible(rules_.empty());
    add_->setEnabled(rules_.size() < kMostRules);
}

void RuleList::build() {
    for (RuleCard* card : cards_) {
        card->dropRefused();
        card->hide();
        column()->removeWidget(card);
        card->deleteLater(); // it may be its own button that was clicked
    }
    cards_.clear();
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        auto* card = new RuleCard(rules_[i].name);
        cards_.push_back(card);
        column()->insertWidget(static_cast<int>(i) + 2, card);
        card->setOpen(i == open_);
        card->show(rules_[i], i, rules_.size());
        card->retranslate();
        connect(card, &RuleCard::toggled, this,
                [this, i] { open(i == open_ ? rules_.size() : i); });
        connect(card, &RuleCard::moved, this, [this, i](int by) { move(i, by); });
        connect(card, &RuleCard::removed, this, [this, i] {
            CleaningSettings next = rules_;
            const QString title = operatorTitle(next[i].name);
            next.erase(next.begin() + static_cast<std::ptrdiff_t>(i));
            Q_EMIT edited(next, tr("remove “%1”").arg(title), {});
        });
        connect(card, &RuleCard::edited, this,
                [this, i](const std::string& key, const Value& value) {
                    CleaningSettings next = rules_;
                    next[i].values[key] = value;
                    Q_EMIT edited(next, operatorTitle(next[i].name),
                                  "clean[" + std::to_string(i) + "]." + key);
                });
        connect(card, &RuleCard::refused, this, &RuleList::refused);
        connect(card, &RuleCard::accepted, this, &RuleList::accepted);
    }
}

void RuleList::open(std::size_t at) {
    open_ = at;
    for (std::size_t i = 0; i < cards_.size(); ++i)
        cards_[i]->setOpen(i == open_);
}

void RuleList::add(const std::string& name) {
    CleaningSettings next = rules_;
    next.push_back(cleaningStep(name));
    open_ = rules_.size();
    Q_EMIT edited(next, tr("add “%1”").arg(operatorTitle(name)), {});
}

void RuleList::move(std::size_t at, int by) {
    const std::size_t to = by < 0 ? at - 1 : at + 1;
    CleaningSettings next = rules_;
    std::swap(next.at(at), next.at(to));
    if (open_ == at)
        open_ = to;
    else if (open_ == to)
        open_ = at;
    Q_EMIT edited(next, tr("move “%1”").arg(operatorTitle(rules_[at].name)), {});
    // Two rules of the same operator keep their cards.
    open(open_);
}

void RuleList::setFigures(const studio::CleaningFigures* figures) {
    for (RuleCard* card : cards_)
        card->setFigures(figures);
}

void RuleList::setProblems(const Problems& problems) {
    problems_ = problems;
    for (RuleCard* card : cards_)
        card->setProblems(problems_);
}

void RuleList::focusField(const std::string& key) {
    for (std::size_t i = 0; i < cards_.size(); ++i)
        if (key.starts_with("clean[" + std::to_string(i) + "]")) {
            open(i);
            cards_[i]->focusField(key);
            return;
        }
    add_->setFocus(Qt::OtherFocusReason);
}

void RuleList::dropRefused() {
    for (RuleCard* card : cards_)
        card->dropRefused();
}

void RuleList::retranslate() {
    title_->setText(tr("Rules, in their order"));
    none_->setText(tr("No rule yet: every text is learned as it stands in the file. The model "
                      "keeps its rules and cleans what it is asked in the same way."));
    add_->setText(tr("Add"));
    add_->setAccessibleName(tr("Add a rule"));
    const QList<QAction*> actions = menu_->actions();
    for (qsizetype i = 0; i < actions.size(); ++i) {
        const studio::TableEntry& entry = operatorEntries()[static_cast<std::size_t>(i)];
        actions[i]->setText(coreText(entry.title));
        actions[i]->setToolTip(coreText(entry.help));
    }
    for (RuleCard* card : cards_)
        card->retranslate();
}

} // namespace attune::ui
