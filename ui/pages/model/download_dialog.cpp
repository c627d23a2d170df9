// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/download_dialog.h"

#include "ui/kit/button.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/progress_line.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace attune::ui {

DownloadDialog::DownloadDialog(QWidget* parent)
    : QDialog(parent),
      name_(new QLineEdit),
      revision_(new QLineEdit),
      text_(new Label(TextSize::Body, QFont::Normal, Tone::Text, Label::Fit::Wrap)),
      line_(new ProgressLine(3)),
      start_(new Button(tr("Download"), ButtonKind::Primary)),
      close_(new Button(ButtonKind::Outline)) {
    setWindowTitle(tr("Download a model by name"));
    setMinimumWidth(scaled(480));
    name_->setObjectName(QStringLiteral("modelName"));
    revision_->setObjectName(QStringLiteral("modelRevision"));
    start_->setObjectName(QStringLiteral("startDownload"));
    close_->setObjectName(QStringLiteral("closeDownload"));
    text_->setObjectName(QStringLiteral("downloadText"));
    name_->setPlaceholderText(QStringLiteral("intfloat/multilingual-e5-small"));
    revision_->setPlaceholderText(QStringLiteral("main"));
    auto* form = new QFormLayout;
    form->addRow(tr("&Name on the Hugging Face Hub"), name_);
    form->addRow(tr("&Branch, tag or commit"), revision_);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(start_);
    buttons->addWidget(close_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addLayout(form);
    column->addWidget(text_);
    column->addWidget(line_);
    column->addLayout(buttons);
    start_->setDefault(true);

    connect(name_, &QLineEdit::textChanged, this, &DownloadDialog::refresh);
    connect(start_, &Button::clicked, this, &DownloadDialog::start);
    connect(close_, &Button::clicked, this, &DownloadDialog::reject);
    connect(&job_, &JobBase::runningChanged, this, &DownloadDialog::refresh);
    connect(&job_, &JobBase::progress, this, &DownloadDialog::showProgress);
    connect(&job_, &JobBase::failed, this, [this](const QString& message) {
        text_->setTone(Tone::Bad);
        text_->setText(message);
        adjustSize();
    });
    text_->setText(tr("The files go into the cache that Python's huggingface_hub uses too: %1.")
                       .arg(toQt(toUtf8(studio::hubCacheFolder()))));
    refresh();
}

void DownloadDialog::refresh() {
    const bool running = job_.isRunning();
    name_->setEnabled(!running);
    revision_->setEnabled(!running);
    start_->setEnabled(!running && !name_->text().trimmed().isEmpty());
    close_->setText(running ? tr("Cancel") : tr("Close"));
    line_->setVisible(running);
}

void DownloadDialog::start() {
    text_->setTone(Tone::Text);
    text_->setText(tr("Asking the hub…"));
    line_->setShare(-1);
    const QString revision = revision_->text().trimmed();
    job_.start(
        [name = name_->text().trimmed().toStdString(), version = revision.toStdString()](
            std::stop_token stop, const std::function<void(double, double)>& report) {
            return studio::fetchModel(
                name, version,
                [&](const FetchProgress& progress) {
                    report(static_cast<double>(progress.done), static_cast<double>(progress.all));
                },
                stop);
        },
        [this](const FetchedModel& model) {
            Q_EMIT downloaded(toQt(model.model));
            if (model.notes.empty())
                return accept();
            // What the cache had was taken: that has to be read.
            QStringList notes;
            for (const Message& note : model.notes)
                notes << shown(note);
            text_->setTone(Tone::Warn);
            text_->setText(notes.join(QLatin1Char('\n')));
            adjustSize();
        });
}

void DownloadDialog::showProgress(double done, double all) {
    line_->setShare(all > 0 ? done / all : -1);
    text_->setText(tr("%1 of %2")
                       .arg(bytesText(static_cast<std::uint64_t>(done)),
                            bytesText(static_cast<std::uint64_t>(all))));
}

void DownloadDialog::reject() {
    if (!job_.isRunning())
        return QDialog::reject();
    job_.cancel();
    text_->setText(tr("Cancelled. What came is kept; the next download goes on there."));
}

} // namespace attune::ui
