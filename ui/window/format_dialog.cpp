// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/format_dialog.h"

#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/last_folder.h"
#include "ui/kit/parameter_form.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

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

} // namespace

FormatDialog::FormatDialog(const studio::TableEntry& format, const QString& name, QWidget* parent)
    : QDialog(parent),
      format_(format),
      output_(new QLineEdit),
      data_(new QLineEdit),
      form_(new ParameterForm),
      hint_(secondaryLabel({}, Label::Fit::Wrap)),
      write_(new Button(tr("Export"), ButtonKind::Primary)) {
    setWindowTitle(tr("Export"));
    setMinimumWidth(scaled(640));
    output_->setObjectName(QStringLiteral("exportOutput"));
    data_->setObjectName(QStringLiteral("exportData"));
    write_->setObjectName(QStringLiteral("writeExport"));
    data_->setPlaceholderText(tr("Made-up texts"));
    QString folder = lastFolder(*this, QStringLiteral("export"));
    if (folder.isEmpty())
        folder = QDir::homePath();
    output_->setText(QDir(folder).filePath(name + QLatin1Char('-') + toQt(format.key) +
                                           toQt(studio::exportEnding(format.key))));
    auto* title = new Label(TextSize::Lead, QFont::DemiBold);
    title->setText(coreText(format.title));
    auto* chooseOutput = new Button(tr("Choose…"), ButtonKind::Outline);
    auto* chooseData = new Button(tr("Choose…"), ButtonKind::Outline);
    auto* places = new QFormLayout;
    places->setVerticalSpacing(10);
    places->addRow(tr("&Write to"), withButton(output_, chooseOutput));
    places->addRow(tr("&Compare on"), withButton(data_, chooseData));
    for (QLineEdit* edit : {output_, data_})
        static_cast<QLabel*>(places->labelForField(edit->parentWidget()))->setBuddy(edit);
    auto* cancel = new Button(tr("Cancel"), ButtonKind::Outline);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(write_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addWidget(title);
    column->addWidget(secondaryLabel(coreText(format.help), Label::Fit::Wrap));
    column->addLayout(places);
    form_->setHelpBelow(true);
    form_->setVisible(!format.parameters.empty());
    column->addWidget(form_);
    column->addWidget(hint_);
    column->addLayout(buttons);
    write_->setDefault(true);
    connect(form_, &ParameterForm::edited, this,
            [this](const std::string& key, const Value& value) {
                settings_[key] = value;
                showSettings();
            });
    connect(form_, &ParameterForm::refused, this, [this](const Problem& problem) {
        refused_.insert(problem.field);
        refresh();
    });
    connect(form_, &ParameterForm::accepted, this, [this](const std::string& key) {
        refused_.erase(key);
        refresh();
    });
    for (QLineEdit* edit : {output_, data_})
        connect(edit, &QLineEdit::textChanged, this, &FormatDialog::refresh);
    connect(chooseOutput, &Button::clicked, this, &FormatDialog::askOutput);
    connect(chooseData, &Button::clicked, this, &FormatDialog::askData);
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    connect(write_, &Button::clicked, this, &QDialog::accept);
    showSettings();
    refresh();
    output_->setFocus();
    output_->selectAll();
}

// Helps that break into lines make it higher than a layout thinks beforehand.
void FormatDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    if (layout()->hasHeightForWidth())
        resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

studio::ExportOptions FormatDialog::wanted() const {
    studio::ExportOptions options;
    options.format = format_.key;
    options.output = fromUtf8(output_->text().toStdString());
    options.data = fromUtf8(data_->text().toStdString());
    options.settings = settings_;
    return options;
}

void FormatDialog::showSettings() {
    std::vector<RecipeParameter> rows;
    for (std::size_t i = 0; i < format_.parameters.size(); ++i) {
        const Parameter& parameter = format_.parameters[i];
        const auto changed = settings_.find(parameter.key);
        rows.push_back({parameter.key, parameter,
                        changed == settings_.end() ? format_.standards[i] : changed->second,
                        format_.standards[i]});
    }
    form_->show(rows);
}

void FormatDialog::refresh() {
    const QString output = output_->text(), data = data_->text();
    const bool folder = studio::exportEnding(format_.key).empty();
    QString problem;
    if (output.isEmpty())
        problem = tr("Say where it is written to.");
    else if (!folder && !output.endsWith(toQt(studio::exportEnding(format_.key))))
        problem =
            tr("End the name of the output in %1.").arg(toQt(studio::exportEnding(format_.key)));
    else if (QFileInfo::exists(output) &&
             !(folder && QFileInfo(output).isDir() && QDir(output).isEmpty()))
        problem = tr("Something is there already: choose another name.");
    else if (!QFileInfo(QFileInfo(output).absolutePath()).isDir())
        problem = tr("There is no such folder: %1").arg(QFileInfo(output).absolutePath());
    else if (!data.isEmpty() && !QFileInfo::exists(data))
        problem = tr("There is no such file: %1").arg(data);
    else if (!refused_.empty())
        problem = tr("A setting has no value that fits.");
    write_->setEnabled(problem.isEmpty());
    hint_->setText(problem.isEmpty() ? tr("It is read back and compared, from raw text to the "
                                          "scores. If it differs, nothing is left behind.")
                                     : problem);
}

void FormatDialog::askData() {
    auto* dialog = new QFileDialog(this, tr("Choose texts to compare on"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Tables of texts (*.csv *.tsv *.jsonl *.txt)"), tr("All files (*)")});
    keepFolder(*dialog, QStringLiteral("data"));
    connect(dialog, &QFileDialog::fileSelected, data_, &QLineEdit::setText);
    dialog->open();
}

void FormatDialog::askOutput() {
    const QString ending = toQt(studio::exportEnding(format_.key));
    auto* dialog = new QFileDialog(this, tr("Write the export"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    if (ending.isEmpty())
        dialog->setOption(QFileDialog::ShowDirsOnly);
    else
        dialog->setDefaultSuffix(ending.mid(1));
    keepFolder(*dialog, QStringLiteral("export"));
    dialog->selectFile(QFileInfo(output_->text()).fileName());
    connect(dialog, &QFileDialog::fileSelected, output_, &QLineEdit::setText);
    dialog->open();
}

} // namespace attune::ui
