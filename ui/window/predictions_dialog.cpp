// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/predictions_dialog.h"

#include "ui/kit/button.h"
#include "ui/kit/label.h"
#include "ui/kit/last_folder.h"
#include "ui/kit/segments.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace attune::ui {

namespace {
QWidget* withButton(QLineEdit* edit, Button* button) {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(edit, 1);
    row->addWidget(button);
    return box;
}

bool endsWell(const QString& path) {
    const QString ending = QFileInfo(path).suffix();
    return ending == QLatin1String("csv") || ending == QLatin1String("tsv") ||
           ending == QLatin1String("jsonl");
}
} // namespace

PredictionsDialog::PredictionsDialog(const QString& name, bool validation, bool test,
                                     QWidget* parent)
    : QDialog(parent),
      name_(name),
      texts_(new Segments),
      data_(new QLineEdit),
      chooseData_(new Button(tr("Choose…"), ButtonKind::Outline)),
      output_(new QLineEdit),
      hint_(secondaryLabel({}, Label::Fit::Wrap)),
      write_(new Button(tr("Write"), ButtonKind::Primary)) {
    setWindowTitle(tr("Predictions"));
    setMinimumWidth(scaled(560));
    data_->setObjectName(QStringLiteral("predictData"));
    output_->setObjectName(QStringLiteral("predictOutput"));
    write_->setObjectName(QStringLiteral("writePredictions"));
    texts_->setTexts({tr("A file of texts"), tr("The validation part"), tr("The test part")});
    const QString none = tr("The run has no such part.");
    texts_->setSegmentEnabled(1, validation, none);
    texts_->setSegmentEnabled(2, test, none);
    auto* title = new Label(TextSize::Lead, QFont::DemiBold);
    title->setText(tr("Answer texts with this model"));
    auto* chooseOutput = new Button(tr("Choose…"), ButtonKind::Outline);
    auto* form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->addRow(tr("Texts"), texts_);
    form->addRow(tr("&File"), withButton(data_, chooseData_));
    form->addRow(tr("&Write to"), withButton(output_, chooseOutput));
    for (QLineEdit* edit : {data_, output_})
        static_cast<QLabel*>(form->labelForField(edit->parentWidget()))->setBuddy(edit);
    auto* cancel = new Button(tr("Cancel"), ButtonKind::Outline);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(write_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addWidget(title);
    column->addLayout(form);
    column->addWidget(hint_);
    column->addLayout(buttons);
    write_->setDefault(true);
    connect(texts_, &Segments::chosen, this, [this] {
        proposeOutput();
        refresh();
    });
    connect(data_, &QLineEdit::textChanged, this, [this] {
        proposeOutput();
        refresh();
    });
    connect(output_, &QLineEdit::textEdited, this, [this] { outputChosen_ = true; });
    connect(output_, &QLineEdit::textChanged, this, &PredictionsDialog::refresh);
    connect(chooseData_, &Button::clicked, this, &PredictionsDialog::askData);
    connect(chooseOutput, &Button::clicked, this, &PredictionsDialog::askOutput);
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    connect(write_, &Button::clicked, this, &QDialog::accept);
    proposeOutput();
    refresh();
}

PredictionsWanted PredictionsDialog::wanted() const {
    return {static_cast<PredictionsWanted::Texts>(texts_->current()), data_->text(),
            output_->text(), !output_->text().isEmpty() && output_->text() == confirmed_};
}

void PredictionsDialog::proposeOutput() {
    if (outputChosen_)
        return;
    const auto texts = static_cast<PredictionsWanted::Texts>(texts_->current());
    const QFileInfo data(data_->text());
    QString folder = lastFolder(*this, QStringLiteral("export"));
    if (folder.isEmpty())
        folder = texts == PredictionsWanted::Texts::File && !data_->text().isEmpty()
                     ? data.absolutePath()
                     : QDir::homePath();
    const QString of = texts == PredictionsWanted::Texts::Validation ? QStringLiteral("validation")
                       : texts == PredictionsWanted::Texts::Test     ? QStringLiteral("test")
                       : data_->text().isEmpty()                     ? QStringLiteral("texts")
                                                                     : data.completeBaseName();
    output_->setText(QDir(folder).filePath(QStringLiteral("%1-%2-answers.csv").arg(name_, of)));
}

void PredictionsDialog::refresh() {
    const bool file = wanted().texts == PredictionsWanted::Texts::File;
    data_->setEnabled(file);
    chooseData_->setEnabled(file);
    const QString data = data_->text(), output = output_->text();
    QString problem;
    if (file && data.isEmpty())
        problem = tr("Choose a file of texts: csv, tsv or jsonl.");
    else if (file && !QFileInfo::exists(data))
        problem = tr("There is no such file: %1").arg(data);
    else if (!endsWell(output))
        problem = tr("End the name of the output in .csv, .tsv or .jsonl.");
    else if (!QFileInfo(QFileInfo(output).absolutePath()).isDir())
        problem = tr("There is no such folder: %1").arg(QFileInfo(output).absolutePath());
    write_->setEnabled(problem.isEmpty());
    if (!problem.isEmpty())
        hint_->setText(problem);
    else if (QFileInfo::exists(output))
        hint_->setText(output == confirmed_
                           ? tr("The file is there already and will be replaced.")
                           : tr("The file is there already. It is replaced only if it holds "
                                "answers of before."));
    else
        hint_->setText(tr("Every row keeps its columns; prediction and score are added, in jsonl "
                          "also the score of every label."));
}

void PredictionsDialog::askData() {
    auto* dialog = new QFileDialog(this, tr("Choose a file of texts"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Tables of texts (*.csv *.tsv *.jsonl *.txt)"), tr("All files (*)")});
    keepFolder(*dialog, QStringLiteral("data"));
    connect(dialog, &QFileDialog::fileSelected, data_, &QLineEdit::setText);
    dialog->open();
}

void PredictionsDialog::askOutput() {
    auto* dialog = new QFileDialog(this, tr("Write the predictions"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters({tr("Tables (*.csv *.tsv *.jsonl)")});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    keepFolder(*dialog, QStringLiteral("export"));
    dialog->selectFile(QFileInfo(output_->text()).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        outputChosen_ = true;
        confirmed_ = path;
        output_->setText(path);
    });
    dialog->open();
}

} // namespace attune::ui
