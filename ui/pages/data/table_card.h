// SPDX-License-Identifier: GPL-3.0-or-later
// The card with the data's rows: name of the file, encoding and delimiter as found or as
// set, the table with the use of each column over it.
#pragma once

#include "studio/studio.h"
#include "ui/kit/card.h"
#include "ui/models/table_preview_model.h"

class QComboBox;
class QTableView;

namespace attune::ui {

class Button;
class Label;
class ProgressLine;
class RoleHeader;

class TableCard : public Card {
    Q_OBJECT

public:
    explicit TableCard(QWidget* parent = nullptr);

    // Its first rows are shown at once; the others as grow() tells of them.
    void setTable(const std::shared_ptr<const RowIndex>& table);
    void grow();
    // The file was read once more since it had changed: said beside the number of rows.
    void setReadAnew(const QString& time);
    // The data part of the recipe: which encoding and delimiter are asked for, the uses.
    void setSettings(const DataSettings& settings, const std::string& task);
    // Reading goes on: 0 to 1, or below 0 when the end is not known.
    void setReading(bool reading, double share = -1);
    // As soon as its row was found.
    void showLine(std::uint32_t line);
    void retranslate();

    TablePreviewModel& model() const { return *model_; }
    RoleHeader& header() const { return *header_; }

Q_SIGNALS:
    void encodingChosen(const QString& encoding);
    void delimiterChosen(const QString& delimiter);
    void useChosen(const QString& column, ColumnUse use);
    void fileWanted();
    void folderWanted();

private:
    void fillCombos();
    void showRowCount();
    void fitLineNumbers();
    void showWantedLine();
    void shareWidths(); // long columns get the room

    TablePreviewModel* model_;
    RoleHeader* header_;
    QTableView* table_;
    Label* rows_;
    QComboBox* encoding_;
    QComboBox* delimiter_;
    Button* replace_;
    ProgressLine* progress_;
    QAction* file_;
    QAction* folder_;
    DataSettings settings_;
    QString readAnew_;
    std::uint32_t wantedLine_ = 0; // 0: none
    bool reading_ = false;
};

} // namespace attune::ui
