// SPDX-License-Identifier: GPL-3.0-or-later
// A page that edits a chain of operators of the recipe and shows what it does to texts: the chain
// at the left, the texts before and after at the right. Pages that derive from it do the work, off
// the GUI thread and only while they are in view, and keep what is shown until there is better.
#pragma once

#include "recipe/recipe.h"
#include "ui/jobs/background_job.h"
#include "ui/pages/operators/operator_card.h"
#include "ui/pages/page.h"

class QStackedWidget;

namespace attune::ui {

class Button;
class EmptyState;
class MarkedTexts;
class MarkedTextsModel;
class OperatorList;
class SideColumn;

class ChainPage : public Page {
    Q_OBJECT

public:
    const MarkedTextsModel& texts() const;
    void showField(const std::string& key) override;

protected:
    using Chain = std::vector<OperatorStep>;
    // What texts and counts of such a page depend on.
    struct Inputs {
        DataSettings data;
        fs::path base;
        std::int64_t seed = 0; // of the split
        CleaningSettings clean;
        AugmentSettings augment;
        std::string model; // operators may ask the recipe's
        bool operator==(const Inputs&) const = default;
    };

    // `next`: the page that follows.
    ChainPage(Workspace& workspace, OperatorList* list, const QString& next, QWidget* parent);

    virtual Chain& chainIn(Recipe& recipe) const = 0;
    // The recipe is another, or the page came into view.
    virtual void work() = 0;
    // What errors are about: "The rules cannot be used".
    virtual QString failureTitle() const = 0;
    // Whether a field of the page has this key, which then shows what is wrong with it.
    virtual bool holds(const std::string& key) const;
    virtual void setProblems(const Problems& problems);

    const Recipe& recipe() const;
    OperatorList& list() const { return *list_; }
    MarkedTexts& view() const { return *view_; }
    SideColumn& side() const { return *side_; } // holds the list
    QWidget* headTab() const;                   // what Tab reaches before all of them
    void setNextText(const QString& text);
    void setEmptyText(const QString& text);
    // What a job of the page says when it fails, until the next success.
    void reportFailuresOf(JobBase& job);
    void forgetFailure();
    bool hasFailed() const { return failure_.has_value(); }
    // In a line: the name of the file, if any, and what is wrong with it.
    QString failureLine() const;

    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    struct Failure {
        QString message;
        Problem problem; // where: the name of the file alone
    };
    void follow();
    void showFailure();

    QStackedWidget* stack_;
    EmptyState* empty_;
    QString emptyText_;
    SideColumn* side_;
    OperatorList* list_;
    MarkedTexts* view_;
    Button* next_;
    std::optional<Failure> failure_;
};

} // namespace attune::ui
