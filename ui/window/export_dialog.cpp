// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/export_dialog.h"

#include "ui/kit/button.h"
#include "ui/kit/label.h"
#include "ui/kit/progress_line.h"
#include "ui/window/show_in_folder.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace attune::ui {

ExportDialog::ExportDialog(const QString& output, Work work, QWidget* parent)
    : QDialog(parent),
      title_(new Label(TextSize::Lead, QFont::DemiBold)),
      text_(new Label(TextSize::Body, QFont::Normal, Tone::Text, Label::Fit::Wrap)),
      line_(new ProgressLine(3)),
      folder_(new Button(ButtonKind::Outline, Icon::Folder)),
      close_(new Button(ButtonKind::Outline)),
      output_(output) {
    setWindowTitle(tr("Export"));
    setMinimumWidth(scaled(460));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addWidget(title_);
    column->addWidget(text_);
    column->addWidget(line_);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(folder_);
    buttons->addWidget(close_);
    column->addLayout(buttons);
    folder_->setObjectName(QStringLiteral("openExported"));
    close_->setObjectName(QStringLiteral("closeExport"));
    text_->setObjectName(QStringLiteral("exportText"));
    title_->setText(tr("Writing and checking…"));
    text_->setText(output);
    line_->setShare(-1);
    folder_->setText(tr("Show in folder"));
    folder_->hide();
    close_->setText(tr("Cancel"));
    connect(close_, &Button::clicked, this, &QDialog::reject);
    connect(folder_, &Button::clicked, this, [this] { showInFolder(output_); });
    connect(&job_, &JobBase::progress, this,
            [this](double done, double all) { line_->setShare(all > 0 ? done / all : -1); });
    connect(&job_, &JobBase::failed, this, &ExportDialog::failed);
    job_.start(std::move(work), [this](const Tell& tell) { finished(tell); });
}

void ExportDialog::failed(const QString& message) {
    line_->hide();
    title_->setText(tr("The export failed"));
    title_->setTone(Tone::Bad);
    text_->setText(message);
    close_->setText(tr("Close"));
    adjustSize();
}

void ExportDialog::finished(const Tell& tell) {
    QString text;
    try {
        text = tell();
    } catch (const Error& error) {
        failed(shown(error));
        return;
    }
    line_->hide();
    title_->setText(tr("Written and checked"));
    title_->setTone(Tone::Good);
    text_->setText(output_ + QStringLiteral("\n\n") + text);
    folder_->show();
    close_->setText(tr("Close"));
    adjustSize();
}

} // namespace attune::ui
