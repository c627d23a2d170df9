// SPDX-License-Identifier: GPL-3.0-or-later
// The Data page: the rows of the file with the use of each column, what was found, the labels, the
// lengths of the texts with the line where they are cut, the parts, and the filters of rows.
#pragma once

#include "ui/jobs/background_job.h"
#include "ui/models/table_preview_model.h"
#include "ui/pages/page.h"

#include <QFileSystemWatcher>
#include <QTimer>

class QStackedWidget;

namespace attune::ui {

class Button;
class Card;
class DataChecker;
class DataSource;
class EmptyState;
class FiltersCard;
class FindingsCard;
class Label;
class LabelsCard;
class LengthsCard;
class PartsCard;
class SideColumn;
class TableCard;
class TaskCard;

class DataPage : public Page {
    Q_OBJECT

public:
    explicit DataPage(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Data"); }
    Icon icon() const override { return Icon::Data; }
    QStringList keys() const override { return {QStringLiteral("data.")}; }
    PageState state() const override;
    Problems problems() const override;
    void showField(const std::string& key) override;

    // Takes another training file into the recipe; its columns are guessed where the present
    // names do not occur.
    void useFile(const QString& path);

protected:
    void retranslate() override;

private:
    QWidget* makeSide();
    void follow();        // the recipe changed
    void followFigures(); // the figures changed
    void read();          // the rows, when file, encoding or delimiter are other ones
    void readAnew();      // where the file is no longer what was read
    void takeTable(const std::shared_ptr<RowIndex>& table);
    void showFindings();
    bool isToldByChecks(const Problem& note) const; // by the checks of the split
    void updateContext();

    DataSource* source_;
    QStackedWidget* stack_;
    EmptyState* empty_;
    Card* errorCard_;
    Label* error_;
    TableCard* table_;
    DataChecker* checker_;
    FindingsCard* findings_;
    SideColumn* side_;
    TaskCard* task_;
    LabelsCard* labels_;
    LengthsCard* lengths_;
    PartsCard* parts_;
    FiltersCard* filters_;
    Button* next_;

    // Opening gives the first rows; the others are found while they are shown.
    BackgroundJob<std::shared_ptr<RowIndex>> opener_;
    BackgroundJob<bool> finder_; // whether the file changed meanwhile
    std::string asked_;          // what opener_ was asked for
    QFileSystemWatcher watcher_;
    QTimer later_; // readAnew()
    bool readAnew_ = false;
};

} // namespace attune::ui
