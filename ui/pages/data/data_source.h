// SPDX-License-Identifier: GPL-3.0-or-later
// Where the texts of the recipe come from: its files, chosen by the person, and the use of the
// columns.
#pragma once

#include "studio/studio.h"
#include "ui/jobs/background_job.h"
#include "ui/models/table_preview_model.h"

class QWidget;

namespace attune::ui {

class Workspace;

class DataSource : public QObject {
    Q_OBJECT

public:
    // Dialogs stand before `page`.
    DataSource(Workspace& workspace, QWidget* page);

    // A path of the recipe made absolute.
    fs::path resolved(const std::string& path) const;
    // Asks for the file or folder of a key, "data.train".
    void ask(const QString& key, bool folder);
    // Takes another training file into the recipe; its columns are guessed where the present
    // names do not occur.
    void use(const QString& path);
    void setUse(const QString& column, ColumnUse use);
    // Makes it the task of the recipe, as one step.
    void setTask(const QString& key, const QString& title);

private:
    Workspace& workspace_;
    QWidget* page_;
    BackgroundJob<studio::TablePreview> replacer_;
};

} // namespace attune::ui
