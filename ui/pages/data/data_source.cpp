// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/data_source.h"

#include "ui/kit/last_folder.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/data/role_header.h"

#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace attune::ui {

namespace {

bool has(const std::vector<std::string>& columns, const std::string& name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
}

} // namespace

DataSource::DataSource(Workspace& workspace, QWidget* page)
    : QObject(page), workspace_(workspace), page_(page) {
    connect(&replacer_, &JobBase::failed, this, [this](const QString& message) {
        workspace_.fail(tr("The file cannot be used"), message);
    });
}

fs::path DataSource::resolved(const std::string& path) const {
    const fs::path given = path;
    return given.is_absolute() ? given : workspace_.recipe().recipe().base / given;
}

void DataSource::ask(const QString& key, bool folder) {
    auto* dialog = new QFileDialog(page_, folder ? tr("Choose a folder of labels")
                                                 : tr("Choose a file of labelled texts"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (folder) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    } else {
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters(
            {tr("Labelled texts (*.csv *.tsv *.jsonl *.txt *.conll *.bio *.iob *.iob2)"),
             tr("All files (*)")});
    }
    keepFolder(*dialog, QStringLiteral("data"));
    const std::string& train = workspace_.recipe().recipe().data.train;
    if (!train.empty())
        dialog->setDirectory(toQt(resolved(train).parent_path().string()));
    connect(dialog, &QFileDialog::fileSelected, this, [this, key](const QString& path) {
        if (key == QLatin1String("data.train"))
            use(path);
        else
            workspace_.recipe().set(key.toStdString(), Value(path.toStdString()));
    });
    dialog->open();
}

void DataSource::use(const QString& path) {
    replacer_.start(
        [path = path.toStdString()](std::stop_token stop, const studio::Progress&) {
            return studio::previewTable(path, "auto", "auto", 0, stop); // the columns
        },
        [this, path](const studio::TablePreview& preview) {
            Recipe recipe = workspace_.recipe().recipe();
            recipe.data.train = path.toStdString();
            recipe.data.encoding = "auto";
            recipe.data.delimiter = "auto";
            if (!has(preview.columns, recipe.data.text))
                recipe.data.text = preview.textGuess;
            const std::string spans = infoOf(Task::TokenLabels).key;
            const std::string guess = infoOf(preview.taskGuess).key;
            // Spans are labels of one task alone; that lists are several labels the file says, too.
            if (guess == spans || recipe.head.task == spans) {
                recipe.head.task = guess;
                recipe.data.text = preview.textGuess;
                recipe.data.label = preview.labelGuess;
            }
            if (!has(preview.columns, recipe.data.label)) {
                recipe.data.label = preview.labelGuess;
                if (preview.taskGuess != Task::SingleLabel)
                    recipe.head.task = guess;
            }
            std::erase_if(recipe.data.label_columns,
                          [&](const std::string& column) { return !has(preview.columns, column); });
            if (!has(preview.columns, recipe.data.text_pair))
                recipe.data.text_pair.clear();
            workspace_.recipe().change(tr("use %1").arg(QFileInfo(path).fileName()), recipe);
        });
}

void DataSource::setUse(const QString& column, ColumnUse use) {
    Recipe recipe = workspace_.recipe().recipe();
    DataSettings& data = recipe.data;
    const std::string name = column.toStdString();
    // A column has one use, a use one column: the one that had it becomes unused.
    for (std::string* key : {&data.text, &data.text_pair, &data.label})
        if (*key == name)
            key->clear();
    std::erase(data.label_columns, name);
    if (use == ColumnUse::Text)
        data.text = name;
    else if (use == ColumnUse::Pair)
        data.text_pair = name;
    else if (use == ColumnUse::Label) {
        data.label = name;
        data.label_columns.clear();
    } else if (use == ColumnUse::OneLabel)
        data.label_columns.push_back(name);
    workspace_.recipe().change(tr("use “%1” as: %2").arg(column, useText(use)), recipe);
}

void DataSource::setTask(const QString& key, const QString& title) {
    Recipe recipe = workspace_.recipe().recipe();
    recipe.head.task = key.toStdString();
    if (recipe.head.task != infoOf(Task::MultiLabel).key)
        recipe.data.label_columns.clear(); // no other task reads them
    workspace_.recipe().change(tr("task: %1").arg(title), recipe);
}

} // namespace attune::ui
