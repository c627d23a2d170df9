// SPDX-License-Identifier: GPL-3.0-or-later
// Writes something that is handed on in the background, and tells how its check came out.
#pragma once

#include "ui/jobs/background_job.h"

#include <QDialog>

namespace attune::ui {

class Button;
class Label;
class ProgressLine;

class ExportDialog : public QDialog {
    Q_OBJECT
public:
    // The end of the work in the GUI thread, with what came out; an Error there counts as one of
    // the work.
    using Tell = std::function<QString()>;
    // Runs on a thread of its own.
    using Work =
        std::function<Tell(std::stop_token, const std::function<void(double, double)>& report)>;
    // `output`: what is written, a file or a folder; Cancel stops the work.
    ExportDialog(const QString& output, Work work, QWidget* parent);

private:
    void finished(const Tell& tell);
    void failed(const QString& message);

    Label* title_;
    Label* text_;
    ProgressLine* line_;
    Button* folder_;
    Button* close_;
    BackgroundJob<Tell> job_;
    QString output_;
};

} // namespace attune::ui
