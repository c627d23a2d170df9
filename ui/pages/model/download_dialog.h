// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for the name of a model on the Hugging Face Hub and downloads it in the background.
// Cancelled or failed, it goes on the next time where it stood.
#pragma once

#include "studio/studio.h"
#include "ui/jobs/background_job.h"

#include <QDialog>

class QLineEdit;

namespace attune::ui {

class Button;
class Label;
class ProgressLine;

class DownloadDialog : public QDialog {
    Q_OBJECT
public:
    explicit DownloadDialog(QWidget* parent);

    void reject() override; // stops what runs, or closes

Q_SIGNALS:
    // A model is in the cache now; what finds it there: ORG/NAME, with @REVISION where that is not
    // main.
    void downloaded(const QString& model);

private:
    void start();
    void showProgress(double done, double all);
    void refresh(); // what can be pressed and typed now

    QLineEdit* name_;
    QLineEdit* revision_;
    Label* text_;
    ProgressLine* line_;
    Button* start_;
    Button* close_;
    BackgroundJob<FetchedModel> job_;
};

} // namespace attune::ui
