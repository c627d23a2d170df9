// SPDX-License-Identifier: GPL-3.0-or-later
// A copy of a run's data with the labels that a person changed: asked for by a dialog, written, and
// taken into the recipe, so that the next run reads it.
#pragma once

#include "studio/label_changes.h"
#include "ui/jobs/background_job.h"

#include <QObject>

class QWidget;

namespace attune::ui {

class Workspace;

class RelabelledCopy : public QObject {
    Q_OBJECT

public:
    explicit RelabelledCopy(Workspace& workspace, QWidget* parent);

    // `file`: as in LabelChange, of the run that is open. While one is being written, nothing.
    void ask(const std::string& file);

private:
    void write(const std::string& file, const QString& path);

    Workspace& workspace_;
    QWidget* parent_;
    BackgroundJob<studio::Relabelled> job_;
};

} // namespace attune::ui
