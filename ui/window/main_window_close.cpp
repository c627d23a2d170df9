// SPDX-License-Identifier: GPL-3.0-or-later
// How the window closes: it asks once, a run ends in order, and what still runs is waited for in
// view.
#include "ui/jobs/background_job.h"
#include "ui/kit/core_text.h"
#include "ui/main_window.h"
#include "ui/models/range_test_model.h"
#include "ui/models/recovery.h"
#include "ui/models/rehearsal_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/window/closing_dialog.h"
#include "ui/window/question.h"
#include "ui/window/window_state.h"

#include <QApplication>
#include <QCloseEvent>
#include <QTimer>

namespace attune::ui {

namespace {
constexpr int lookAgainMilliseconds = 50;
}

void MainWindow::closeAfterCheckpoint() {
    if (closing_ == Closing::Told)
        return;
    closing_ = Closing::Told;
    // A question that is open would keep the program alive.
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* dialog = qobject_cast<QDialog*>(widget);
            dialog != nullptr && dialog != waiting_ && dialog->isVisible())
            dialog->reject();
    close();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!mayClose()) {
        event->ignore();
        return;
    }
    endWaiting();
    if (closing_ == Closing::Told)
        recovery_->leave(); // nobody was asked to save
    keepWindow(*this, *settings_);
    keepPages(leftPages_, settings_->value(QStringLiteral("recent")).toStringList(), *settings_);
    event->accept();
}

bool MainWindow::mayClose() {
    RunModel& run = workspace_->run();
    if (closing_ == Closing::No) {
        if (!keepsChanges())
            return false;
        Closing wanted = Closing::Now;
        if (run.isOurs()) {
            const int answer = askQuestion(
                this, tr("A run is going on"),
                tr("Attune can write a checkpoint and close; Resume goes on exactly from there. "
                   "Or it closes when training has ended."),
                {tr("Stop after a checkpoint and close"), tr("Train on, then close"),
                 tr("Cancel")});
            if (answer != 0 && answer != 1)
                return false;
            wanted = answer == 0 ? Closing::AfterCheckpoint : Closing::WhenTrained;
        }
        if (closing_ == Closing::No) // a signal may have come while the question stood there
            closing_ = wanted;
    }
    if (run.isOurs()) {
        if (closing_ == Closing::WhenTrained)
            run.resume(); // does nothing where it is not paused
        else if (run.state() != RunModel::State::Stopping)
            run.stop(Session::StopKind::Interrupt);
        waitVisibly(closing_ == Closing::WhenTrained
                        ? tr("Training goes on; Attune closes when it has ended.")
                        : tr("A checkpoint is being written. Resume goes on exactly from there."));
        return false; // until runEndedWhileClosing()
    }
    workspace_->rangeTest().stop();
    workspace_->rehearsal().stop();
    JobBase::stopAll();
    if (JobBase::alive() > 0 || workspace_->rangeTest().isRunning() ||
        workspace_->rehearsal().isRunning()) {
        waitVisibly(tr("What is being read in the background comes to its end."));
        QTimer::singleShot(lookAgainMilliseconds, this, [this] {
            if (closing_ != Closing::No)
                close();
        });
        return false;
    }
    return true;
}

void MainWindow::runEndedWhileClosing() {
    const auto& failure = workspace_->run().failure();
    if (failure && closing_ != Closing::Now) {
        const QString text = shown(Error(failure->what, failure->where, failure->hint));
        if (closing_ == Closing::Told) {
            qCritical("%s", qUtf8Printable(text));
        } else {
            // What was promised did not happen: nothing closes over it.
            closing_ = Closing::No;
            endWaiting();
            tell(tr("The run failed; Attune stays open"), text);
            return;
        }
    }
    // Not from within a signal of the run, whose model close() may end.
    QTimer::singleShot(0, this, [this] {
        if (closing_ != Closing::No)
            close();
    });
}

void MainWindow::waitVisibly(const QString& what) {
    if (waiting_ == nullptr) {
        waiting_ = new ClosingDialog(this);
        connect(waiting_, &QDialog::rejected, this, [this] {
            // The run still stops as it was asked to; the window stays.
            if (closing_ != Closing::Told)
                closing_ = Closing::No;
            endWaiting();
        });
        waiting_->open();
    }
    waiting_->setWhat(what);
}

void MainWindow::endWaiting() {
    if (waiting_ == nullptr)
        return;
    waiting_->disconnect(this);
    waiting_->hide();
    waiting_->deleteLater();
    waiting_ = nullptr;
}

} // namespace attune::ui
