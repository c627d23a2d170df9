// SPDX-License-Identifier: GPL-3.0-or-later
// The Model page: the models found on this machine, what one takes and how it is built, and the
// choice of the recipe's model.
#pragma once

#include "studio/studio.h"
#include "ui/jobs/background_job.h"
#include "ui/pages/model/model_details.h"
#include "ui/pages/page.h"

class QLineEdit;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace attune::ui {

class Button;
class Card;
class EmptyState;
class ModelListModel;
class ProgressLine;

class ModelPage : public Page {
    Q_OBJECT

public:
    explicit ModelPage(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Model"); }
    Icon icon() const override { return Icon::Model; }
    QStringList keys() const override { return {QStringLiteral("model")}; }
    PageState state() const override;
    void showField(const std::string& key) override;

    // Looks below a folder for models, now and the next times.
    void addFolder(const QString& folder);

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeList();
    void find();          // the models of this machine
    void followFigures(); // the recipe's model is another one
    ModelUse useNow() const;
    void showMeasured(); // use_, in the list
    void placeChosen();
    void showCurrent(); // details of the current row
    void choose(int row);
    // A model joins the list and becomes the recipe's: as it is called here where `named`, else by
    // its folder.
    void take(const std::string& model, const fs::path& base, bool named);
    int currentRow() const; // of the list model; -1: none
    void askFolder();
    void askDownload();
    void updateContext();

    ModelListModel* list_;
    QSortFilterProxyModel* filtered_;
    QLineEdit* filter_;
    Button* add_;
    Button* download_;
    Button* next_;
    ProgressLine* busy_;
    QStackedWidget* stack_;
    QTableView* table_;
    EmptyState* empty_;
    ModelDetails* details_;
    BackgroundJob<studio::FoundModels> finder_;
    BackgroundJob<studio::ModelCard> adder_;
    ModelUse use_;       // of the recipe's model
    QString chosenPath_; // the folder of the recipe's model; empty: not found
    bool found_ = false; // find() has answered
};

} // namespace attune::ui
