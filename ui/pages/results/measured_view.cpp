// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/measured_view.h"

#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/label.h"
#include "ui/kit/progress_line.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace attune::ui {

namespace {

QString stampOf(const ResultsSubject& subject) {
    return QStringList{subject.run, QString::number(subject.part), stampOfModel(subject.model)}
        .join(QLatin1Char('\n'));
}

} // namespace

QString stampOfModel(const QString& modelOrRun) {
    const QDir folder(modelOrRun), within(folder.filePath(QStringLiteral("model")));
    QStringList parts;
    for (const char* name : {"model.safetensors", "attune.json"}) {
        const QFileInfo file((within.exists() ? within : folder).filePath(QLatin1String(name)));
        parts << QString::number(file.size())
              << QString::number(file.lastModified().toMSecsSinceEpoch());
    }
    return parts.join(QLatin1Char('\n'));
}

MeasuredView::MeasuredView(Workspace& workspace, Icon icon, QWidget* parent)
    : ResultsView(workspace, parent),
      card_(new Card),
      summary_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      error_(new Label(TextSize::Body, QFont::Normal, Tone::Bad, Label::Fit::Wrap)),
      progress_(new ProgressLine(3)),
      button_(new Button(ButtonKind::Outline)),
      cancel_(new Button(ButtonKind::Outline)),
      stack_(new QStackedWidget),
      empty_(new EmptyState(icon)),
      content_(nullptr) {
    summary_->setObjectName(QStringLiteral("measureSummary"));
    button_->setObjectName(QStringLiteral("measure"));
    cancel_->setObjectName(QStringLiteral("cancelMeasuring"));
    button_->setCompact(true);
    cancel_->setCompact(true);
    card_->head()->addWidget(button_);
    card_->head()->addWidget(cancel_);
    card_->body()->setSpacing(8);
    card_->body()->addWidget(summary_);
    card_->body()->addWidget(error_);
    card_->body()->addWidget(progress_);
    error_->hide();
    progress_->hide();
    cancel_->hide();

    auto* emptyCard = new Card(false);
    emptyCard->body()->addWidget(empty_);
    auto* shown = new QWidget;
    content_ = new QVBoxLayout(shown);
    content_->setContentsMargins(0, 0, 0, 0);
    content_->setSpacing(16);
    stack_->addWidget(emptyCard);
    stack_->addWidget(shown);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    column->addWidget(card_);
    column->addWidget(stack_, 1);

    const auto begin = [this] {
        error_->hide();
        start();
        refresh();
    };
    connect(button_, &QPushButton::clicked, this, begin);
    connect(empty_, &EmptyState::pressed, this, begin);
    connect(cancel_, &QPushButton::clicked, this, [this] {
        job_->cancel();
        refresh();
    });
}

QHBoxLayout* MeasuredView::controls() const { return card_->head(); }

void MeasuredView::setSummary(const QString& text) { summary_->setText(text); }

void MeasuredView::watch(JobBase& job) {
    job_ = &job;
    connect(&job, &JobBase::progress, this,
            [this](double done, double all) { progress_->setShare(all > 0 ? done / all : -1); });
    connect(&job, &JobBase::runningChanged, this, [this] {
        progress_->setShare(-1);
        refresh();
    });
    connect(&job, &JobBase::failed, this, [this](const QString& message) {
        error_->setText(message);
        error_->show();
        refresh();
    });
}

void MeasuredView::setSubject(const ResultsSubject& subject) {
    bool other = subject.run != subject_.run || subject.model != subject_.model ||
                 subject.modelOfRun != subject_.modelOfRun || subject.part != subject_.part;
    // The files are looked at where something was told of them, not ten times a second.
    if (other || subject.evaluation != subject_.evaluation) {
        const QString stamp = stampOf(subject);
        other = other || stamp != stamp_;
        stamp_ = stamp;
    }
    subject_ = subject;
    if (other) {
        job_->cancel();
        error_->hide();
        forget();
        recall();
    }
    if (other || (!hasResult() && !job_->isRunning()))
        refresh();
}

QString MeasuredView::whyNotOf(Task task) const {
    return task == Task::SingleLabel
               ? QString()
               : tr("Only texts with one label each can be judged like this.");
}

void MeasuredView::refresh() {
    const Words text = words();
    QString why = whyNot(subject_);
    if (why.isEmpty() && subject_.metrics)
        why = whyNotOf(subject_.metrics->task);
    const bool running = job_->isRunning();
    card_->setTitle(text.title);
    card_->setVisible(hasResult() || running || error_->isVisibleTo(card_));
    summary_->setVisible(hasResult() && !summary_->text().isEmpty());
    progress_->setVisible(running);
    cancel_->setVisible(running);
    button_->setVisible(!running && why.isEmpty());
    button_->setText(hasResult() ? tr("Measure again") : text.button);
    cancel_->setText(tr("Cancel"));
    stack_->setCurrentIndex(hasResult() ? 1 : 0);
    empty_->setTexts(text.title, why.isEmpty() ? text.help : why,
                     why.isEmpty() && !running ? text.button : QString());
}

void MeasuredView::retranslate() { refresh(); }

} // namespace attune::ui
