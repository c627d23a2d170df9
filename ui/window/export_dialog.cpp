// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/export_dialog.h"

#include "ui/kit/button.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/progress_line.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QUrl>
#include <QVBoxLayout>

namespace attune::ui {

ExportDialog::ExportDialog(const QString& model, const QString& output, QWidget* parent)
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
    title_->setText(tr("Exporting and checking…"));
    text_->setText(output);
    line_->setShare(-1);
    folder_->setText(tr("Open the folder"));
    folder_->hide();
    folder_->setObjectName(QStringLiteral("openExported"));
    close_->setObjectName(QStringLiteral("closeExport"));
    close_->setText(tr("Cancel"));
    connect(close_, &Button::clicked, this, &QDialog::reject);
    connect(folder_, &Button::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(output_)); });
    connect(&job_, &JobBase::progress, this,
            [this](double done, double all) { line_->setShare(all > 0 ? done / all : -1); });
    connect(&job_, &JobBase::failed, this, [this](const QString& message) {
        line_->hide();
        title_->setText(tr("The export failed"));
        title_->setTone(Tone::Bad);
        text_->setText(message);
        close_->setText(tr("Close"));
    });
    job_.start(
        [from = fromUtf8(model.toStdString()), to = fromUtf8(output.toStdString())](
            std::stop_token stop, const std::function<void(double, double)>& report) {
            return studio::exportModel(from, "huggingface", to, {}, report, stop);
        },
        [this](const studio::ExportReport& report) { finished(report); });
}

void ExportDialog::finished(const studio::ExportReport& report) {
    line_->hide();
    title_->setText(tr("Exported and checked"));
    title_->setTone(Tone::Good);
    QString text = tr("%1\n\n%2 texts were run through the exported folder: same tokens, greatest "
                      "difference of the scores before softmax %3.")
                       .arg(toQt(report.path), countText(report.texts),
                            QString::number(report.greatestDifference, 'g', 2));
    for (const Problem& note : report.notes)
        text += QLatin1Char('\n') + shown(note);
    text_->setText(text);
    folder_->show();
    close_->setText(tr("Close"));
    adjustSize();
}

} // namespace attune::ui
