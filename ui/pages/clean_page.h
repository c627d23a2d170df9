// SPDX-License-Identifier: GPL-3.0-or-later
// The Clean page: the chain of rules that every text goes through before anything else sees it,
// the first training texts before and after, and how many of all texts each rule changes. It reads
// and counts off the GUI thread, and only while it is in view.
#pragma once

#include "studio/studio.h"
#include "ui/jobs/background_job.h"
#include "ui/models/cleaned_texts_model.h"
#include "ui/pages/page.h"

#include <QTimer>

class QStackedWidget;
class QTableView;

namespace attune::ui {

class Button;
class Card;
class EmptyState;
class Label;
class ProgressLine;
class RuleList;

class CleanPage : public Page {
    Q_OBJECT

public:
    explicit CleanPage(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Clean"); }
    Icon icon() const override { return Icon::Clean; }
    QStringList keys() const override {
        return {QStringLiteral("clean"), QStringLiteral("clean[")};
    }
    PageState state() const override;
    void showField(const std::string& key) override;

    const CleanedTextsModel& texts() const { return *model_; }

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    // What texts and counts depend on.
    struct Inputs {
        DataSettings data;
        fs::path base;
        std::int64_t seed = 0;
        CleaningSettings clean;
        bool operator==(const Inputs&) const = default;
    };
    using Samples = std::vector<CleanedSample>;

    QWidget* makeTexts();
    void change(const CleaningSettings& rules, const QString& what, const std::string& key);
    void follow();  // the recipe changed, or the page came into view
    void read();    // the first texts, as they stand in the file
    void preview(); // those texts through the rules
    void measure(); // all texts, counted
    void takeFigures(const studio::CleaningFigures& figures);
    void fail(const QString& title, const QString& message);
    void updateTexts();

    QStackedWidget* stack_;
    EmptyState* empty_;
    Card* errorCard_;
    Label* error_;
    RuleList* rules_;
    Card* textsCard_;
    ProgressLine* progress_;
    QTableView* table_;
    CleanedTextsModel* model_;
    Label* legend_;
    Button* next_;

    Inputs inputs_; // of what is shown or under way
    bool followed_ = false;
    std::shared_ptr<const Samples> read_; // without their cleaned texts
    std::optional<studio::CleaningFigures> figures_;
    QTimer measureLater_;
    BackgroundJob<Samples> reader_;
    BackgroundJob<Samples> previewer_;
    BackgroundJob<studio::CleaningFigures> counter_;
};

} // namespace attune::ui
