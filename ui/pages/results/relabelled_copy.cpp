// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/relabelled_copy.h"

#include "ui/kit/core_text.h"
#include "ui/kit/last_folder.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"

#include <QFileDialog>
#include <QFileInfo>

namespace attune::ui {

namespace {

std::string& fileOf(DataSettings& data, const std::string& file) {
    return file == "train" ? data.train : file == "validation" ? data.validation : data.test;
}

} // namespace

RelabelledCopy::RelabelledCopy(Workspace& workspace, QWidget* parent)
    : QObject(parent), workspace_(workspace), parent_(parent) {
    connect(&job_, &JobBase::failed, this, [this](const QString& message) {
        workspace_.fail(tr("The copy was not written"), message);
    });
}

void RelabelledCopy::ask(const std::string& file) {
    if (file.empty() || job_.isRunning())
        return;
    DataSettings data = workspace_.run().recipe().data;
    const QFileInfo original(toQt(fileOf(data, file)));
    const QString ending = original.suffix().toLower();
    const bool known = ending == QLatin1String("tsv") || ending == QLatin1String("jsonl");
    auto* dialog = new QFileDialog(parent_, tr("Write a copy with the changed labels"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters({tr("Labelled texts (*.csv *.tsv *.jsonl)")});
    dialog->setDefaultSuffix(known ? ending : QStringLiteral("csv"));
    keepFolder(*dialog, QStringLiteral("data"));
    dialog->selectFile(original.completeBaseName() + QStringLiteral("-relabelled"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, file](const QString& path) { write(file, path); });
    dialog->open();
}

void RelabelledCopy::write(const std::string& file, const QString& path) {
    const studio::RelabelOptions options{file, path.toStdString(), true}; // the dialog has asked
    job_.start(
        [run = workspace_.run().folder().toStdString(), options](std::stop_token stop,
                                                                 const studio::Progress& progress) {
            return studio::copyWithLabels(fromUtf8(run), options, stop, progress);
        },
        [this, file](const studio::Relabelled& copy) {
            // One step of the recipe, which undo takes back.
            Recipe recipe = workspace_.recipe().recipe();
            fileOf(recipe.data, file) = copy.path;
            workspace_.recipe().change(
                tr("use the relabelled copy %1").arg(QFileInfo(toQt(copy.path)).fileName()),
                recipe);
        });
}

} // namespace attune::ui
