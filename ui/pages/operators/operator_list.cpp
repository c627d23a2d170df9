// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/operators/operator_list.h"

#include "base/operator_switch.h"
#include "ui/kit/bring_into_view.h"
#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/tab_order.h"
#include "ui/models/operator_entries.h"
#include "ui/pages/operators/operator_card.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

namespace {

constexpr int kFirstCard = 2; // below the head and the text of the empty chain

} // namespace

OperatorList::OperatorList(std::string key, const std::string& table, Fresh fresh, QWidget* parent)
    : QWidget(parent),
      key_(std::move(key)),
      table_(studio::listTable(table)),
      fresh_(fresh),
      title_(titleLabel()),
      none_(new Label(TextSize::Body, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      add_(new Button(ButtonKind::Outline, Icon::Plus)),
      lastTab_(add_),
      menu_(new QMenu(add_)),
      column_(new QVBoxLayout(this)),
      gap_(new QFrame(this)) {
    auto* head = new QHBoxLayout;
    head->addWidget(title_);
    head->addStretch(1);
    head->addWidget(add_);
    add_->setCompact(true);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(8);
    column_->addLayout(head);
    column_->addWidget(none_);
    gap_->setAutoFillBackground(true);
    gap_->setBackgroundRole(QPalette::Highlight);
    gap_->hide();
    menu_->setToolTipsVisible(true);
    for (const studio::TableEntry& entry : table_)
        connect(menu_->addAction(QString()), &QAction::triggered, this,
                [this, name = entry.key] { add(name); });
    connect(add_, &QPushButton::clicked, this,
            [this] { menu_->popup(add_->mapToGlobal(QPoint(0, add_->height() + 2))); });
}

std::string OperatorList::place(std::size_t at) const {
    return key_ + "[" + std::to_string(at) + "]";
}

bool OperatorList::holds(const std::string& field) const { return field.starts_with(key_ + "["); }

std::size_t OperatorList::indexOf(const OperatorCard* card) const {
    return static_cast<std::size_t>(std::find(cards_.begin(), cards_.end(), card) - cards_.begin());
}

void OperatorList::setChain(const std::vector<OperatorStep>& chain) {
    const bool same =
        std::equal(chain.begin(), chain.end(), chain_.begin(), chain_.end(),
                   [](const OperatorStep& a, const OperatorStep& b) { return a.name == b.name; });
    chain_ = chain;
    if (!same)
        build();
    showCards();
    none_->setVisible(chain_.empty());
    add_->setEnabled(chain_.size() < kMostRules);
}

void OperatorList::build() {
    gap_->hide();
    Q_EMIT pointed(-1, chain_);
    for (OperatorCard* card : cards_) {
        card->dropRefused();
        // What it says while it goes (a field that loses the focus) speaks of a chain that is gone.
        card->disconnect(this);
        card->hide();
        column_->removeWidget(card);
        card->deleteLater(); // it may be its own button that was clicked
    }
    cards_.clear();
    for (std::size_t i = 0; i < chain_.size(); ++i) {
        auto* card = new OperatorCard(chain_[i].name);
        cards_.push_back(card);
        column_->insertWidget(kFirstCard + static_cast<int>(i), card);
        card->setBase(base_);
        card->setOpen(i == open_);
        card->show(chain_[i], place(i), i == 0, i + 1 == chain_.size());
        card->retranslate();
        connect(card, &OperatorCard::toggled, this, [this, card] {
            const std::size_t at = indexOf(card);
            open(at == open_ ? kNone : at);
        });
        connect(card, &OperatorCard::moved, this, [this, card](int by) {
            const std::size_t at = indexOf(card);
            if (by < 0 ? at > 0 : at + 1 < chain_.size())
                move(at, by < 0 ? at - 1 : at + 2);
        });
        connect(card, &OperatorCard::dragged, this, [this](int y) { showGap(gapAt(y)); });
        connect(card, &OperatorCard::dragCancelled, gap_, &QWidget::hide);
        connect(card, &OperatorCard::dropped, this, [this, card](int y) {
            gap_->hide();
            move(indexOf(card), gapAt(y));
        });
        connect(card, &OperatorCard::removed, this, [this, card] { remove(indexOf(card)); });
        connect(card, &OperatorCard::edited, this,
                [this, card](const std::string& key, const Value& value) {
                    const std::size_t at = indexOf(card);
                    std::vector<OperatorStep> next = chain_;
                    next[at].values[key] = value;
                    Q_EMIT edited(next, operatorTitle(next[at].name), place(at) + "." + key);
                });
        connect(card, &OperatorCard::pointed, this, [this, card](bool on) {
            const std::size_t at = indexOf(card);
            const bool shows = on && at < chain_.size() && !isOff(chain_[at]);
            Q_EMIT pointed(shows ? static_cast<int>(at) : -1, chain_);
        });
        connect(card, &OperatorCard::refused, this, &OperatorList::refused);
        connect(card, &OperatorCard::accepted, this, &OperatorList::accepted);
    }
}

void OperatorList::showCards() {
    for (std::size_t i = 0; i < cards_.size(); ++i)
        cards_[i]->show(chain_[i], place(i), i == 0, i + 1 == chain_.size());
    setProblems(problems_);
    orderTabs();
}

QWidget* OperatorList::firstTab() const { return add_; }

void OperatorList::orderTabs() {
    lastTab_ = add_;
    for (const OperatorCard* card : cards_)
        lastTab_ = tabOnward(lastTab_, *card);
}

void OperatorList::open(std::size_t at) {
    open_ = at;
    for (std::size_t i = 0; i < cards_.size(); ++i)
        cards_[i]->setOpen(i == open_);
    setProblems(problems_);
}

void OperatorList::add(const std::string& name) {
    std::vector<OperatorStep> next = chain_;
    next.push_back(fresh_(name));
    open_ = chain_.size();
    Q_EMIT edited(next, tr("add “%1”").arg(operatorTitle(name)), {});
    if (!cards_.empty()) {
        cards_.back()->focusTitle();
        bringIntoView(*cards_.back());
    }
}

void OperatorList::remove(std::size_t at) {
    std::vector<OperatorStep> next = chain_;
    next.erase(next.begin() + static_cast<std::ptrdiff_t>(at));
    if (open_ == at)
        open_ = kNone;
    else if (open_ != kNone && open_ > at)
        --open_;
    const QString title = operatorTitle(chain_[at].name);
    Q_EMIT edited(next, tr("remove “%1”").arg(title), {});
    if (cards_.empty())
        add_->setFocus(Qt::OtherFocusReason);
    else
        cards_[std::min(at, cards_.size() - 1)]->focusTitle();
}

void OperatorList::move(std::size_t from, std::size_t to) {
    if (to == from || to == from + 1)
        return;
    const std::size_t end = to > from ? to - 1 : to;
    const auto moveIn = [&](auto& list) {
        auto one = std::move(list[from]);
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(from));
        list.insert(list.begin() + static_cast<std::ptrdiff_t>(end), std::move(one));
    };
    const OperatorCard* opened = open_ < cards_.size() ? cards_[open_] : nullptr;
    const QString title = operatorTitle(chain_[from].name);
    std::vector<OperatorStep> next = chain_;
    moveIn(next);
    // The cards go along, so that the one in hand keeps the focus.
    moveIn(cards_);
    moveIn(chain_);
    column_->removeWidget(cards_[end]);
    column_->insertWidget(kFirstCard + static_cast<int>(end), cards_[end]);
    if (opened != nullptr)
        open_ = indexOf(opened);
    Q_EMIT edited(next, tr("move “%1”").arg(title), {});
}

std::size_t OperatorList::gapAt(int y) const {
    std::size_t gap = 0;
    for (const OperatorCard* card : cards_)
        gap += card->mapToGlobal(QPoint(0, card->height() / 2)).y() < y;
    return gap;
}

void OperatorList::showGap(std::size_t gap) {
    const int y =
        gap < cards_.size() ? cards_[gap]->y() - 5 : cards_.back()->geometry().bottom() + 3;
    gap_->setGeometry(0, y, width(), 2);
    gap_->raise();
    gap_->show();
}

void OperatorList::setCounts(const ChainCounts* counts, bool counting) {
    for (std::size_t i = 0; i < cards_.size(); ++i)
        cards_[i]->setCounts(counts, i, counting);
}

void OperatorList::setProblems(const Problems& problems) {
    if (&problems != &problems_)
        problems_ = problems;
    for (OperatorCard* card : cards_)
        card->setProblems(problems_);
}

void OperatorList::setBase(const fs::path& base) {
    base_ = base;
    for (OperatorCard* card : cards_)
        card->setBase(base);
}

void OperatorList::focusField(const std::string& key) {
    for (std::size_t i = 0; i < cards_.size(); ++i)
        if (key.starts_with(place(i))) {
            open(i);
            bringIntoView(*cards_[i]);
            cards_[i]->focusField(key);
            return;
        }
    add_->setFocus(Qt::OtherFocusReason);
}

void OperatorList::dropRefused() {
    for (OperatorCard* card : cards_)
        card->dropRefused();
}

void OperatorList::setTexts(const QString& title, const QString& none) {
    title_->setText(title);
    none_->setText(none);
}

void OperatorList::retranslate() {
    add_->setText(tr("Add"));
    add_->setAccessibleName(tr("Add an operator"));
    const QList<QAction*> actions = menu_->actions();
    for (qsizetype i = 0; i < actions.size(); ++i) {
        const studio::TableEntry& entry = table_[static_cast<std::size_t>(i)];
        actions[i]->setText(coreText(entry.title));
        actions[i]->setToolTip(coreText(entry.help));
    }
    for (OperatorCard* card : cards_)
        card->retranslate();
}

} // namespace attune::ui
