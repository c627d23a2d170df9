// SPDX-License-Identifier: GPL-3.0-or-later
// Exports a finished model in the background and tells how the check came out.
#pragma once

#include "studio/studio.h"
#include "ui/jobs/background_job.h"

#include <QDialog>

namespace attune::ui {

class Button;
class Label;
class ProgressLine;

class ExportDialog : public QDialog {
    Q_OBJECT
public:
    ExportDialog(const QString& model, const QString& output, QWidget* parent);

private:
    void finished(const studio::ExportReport& report);

    Label* title_;
    Label* text_;
    ProgressLine* line_;
    Button* folder_;
    Button* close_;
    BackgroundJob<studio::ExportReport> job_;
    QString output_;
};

} // namespace attune::ui
