// SPDX-License-Identifier: GPL-3.0-or-later
// A chain of operators as cards, in the order in which they are applied, and the menu of those to
// add. It knows no recipe: give it the chain, and edited() tells the new one.
#pragma once

#include "studio/studio.h"

#include <QWidget>

class QFrame;
class QMenu;
class QVBoxLayout;

namespace attune::ui {

class Button;
class Label;
class OperatorCard;
struct ChainCounts;

class OperatorList : public QWidget {
    Q_OBJECT
public:
    // Makes a step with the defaults.
    using Fresh = OperatorStep (*)(const std::string& name);
    // `key`: of the chain in a recipe, "clean"; `table`: of its operators, "cleaning".
    OperatorList(std::string key, const std::string& table, Fresh fresh, QWidget* parent = nullptr);

    void setChain(const std::vector<OperatorStep>& chain);
    // Null: not known, as they are still counted or cannot be.
    void setCounts(const ChainCounts* counts, bool counting);
    void setProblems(const Problems& problems);
    // Folder that the paths of operators start from.
    void setBase(const fs::path& base);
    // Whether a problem of this field is one of an operator.
    bool holds(const std::string& field) const;
    void focusField(const std::string& key); // "clean[2].form"
    void dropRefused();
    // The first and the last of it that the key Tab reaches; between them Tab goes as the eye does,
    // also to cards that came later.
    QWidget* firstTab() const;
    QWidget* lastTab() const { return lastTab_; }
    void orderTabs();
    // `none`: what stands there while the chain is empty.
    void setTexts(const QString& title, const QString& none);
    void retranslate();

Q_SIGNALS:
    // `what` names the step; `key` is that of the one value that changed, else empty.
    void edited(const std::vector<attune::OperatorStep>& chain, const QString& what,
                const std::string& key);
    void refused(const attune::Problem& problem);
    void accepted(const std::string& key);
    // The operator of the chain that is looked at; -1: none.
    void pointed(int at, const std::vector<attune::OperatorStep>& chain);

private:
    std::string place(std::size_t at) const;
    std::size_t indexOf(const OperatorCard* card) const;
    void build();
    void showCards();
    void open(std::size_t at);
    void add(const std::string& name);
    void remove(std::size_t at);
    // To stand before what is at `to` now; `to` may be the end.
    void move(std::size_t from, std::size_t to);
    std::size_t gapAt(int y) const; // of the screen
    void showGap(std::size_t gap);

    std::string key_;
    std::vector<studio::TableEntry> table_;
    Fresh fresh_;
    std::vector<OperatorStep> chain_;
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::size_t open_ = kNone;
    Problems problems_;
    fs::path base_;
    Label* title_;
    Label* none_;
    Button* add_;
    QWidget* lastTab_;
    QMenu* menu_;
    QVBoxLayout* column_;
    std::vector<OperatorCard*> cards_;
    QFrame* gap_; // where a dragged card would go
};

} // namespace attune::ui
