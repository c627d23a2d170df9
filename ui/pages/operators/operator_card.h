// SPDX-License-Identifier: GPL-3.0-or-later
// One operator of a chain: its name and values, the share of the texts that it changes, a switch,
// what is wrong with it and, while it is open, its help and its form.
#pragma once

#include "base/files.h"
#include "base/operator_step.h"
#include "ui/kit/card.h"

namespace attune::ui {

class Button;
class Grip;
class Label;
class ParameterForm;
class Switch;

// What the operators of a chain did to the texts looked at so far.
struct ChainCounts {
    std::int64_t texts = 0;
    std::vector<std::int64_t> changed; // of each operator
    std::vector<std::int64_t> refused; // that were too hard for it; may be empty
    std::vector<std::int64_t>
        dropped; // further copies that it changed and a judge dropped; as well
};

class OperatorCard : public Card {
    Q_OBJECT
public:
    explicit OperatorCard(const std::string& name, QWidget* parent = nullptr);

    // `place`: its key, "clean[2]".
    void show(const OperatorStep& step, const std::string& place, bool first, bool last);
    void setOpen(bool open);
    bool isOpen() const { return open_; }
    // Of operator `at`; null: not known, as they are still counted or cannot be.
    void setCounts(const ChainCounts* counts, std::size_t at, bool counting);
    // Those of the recipe: the card takes what is of its operator.
    void setProblems(const Problems& problems);
    void setBase(const fs::path& base);
    void focusField(const std::string& key);
    void focusTitle();
    // Takes back what stands in a field and is no value.
    void dropRefused();
    void retranslate();

Q_SIGNALS:
    void toggled();
    void moved(int by);
    void dragged(int y); // places of the screen
    void dropped(int y);
    void dragCancelled();
    void removed();
    // The pointer rests on it, or Tab came to its head; or no longer.
    void pointed(bool on);
    // The key within the operator.
    void edited(const std::string& key, const attune::Value& value);
    // With whole keys: "clean[2].form".
    void refused(const attune::Problem& problem);
    void accepted(const std::string& key);

protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showCounts();
    void showSummary();
    bool hasForm() const;

    std::string name_;
    std::string place_;
    OperatorStep step_;
    bool open_ = false;
    bool off_ = false;
    std::optional<ChainCounts> counts_;
    std::size_t at_ = 0;
    bool counting_ = false;
    Problems problems_;
    Grip* grip_;
    Button* title_;
    Label* share_;
    Switch* switch_;
    Label* summary_;
    Label* error_;
    QWidget* inner_; // what is seen while it is open
    Label* help_;
    ParameterForm* form_;
    Label* countsText_;
    Button* up_;
    Button* down_;
    Button* remove_;
};

} // namespace attune::ui
