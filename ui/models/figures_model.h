// SPDX-License-Identifier: GPL-3.0-or-later
// What the recipe leads to, measured off the GUI thread whenever its data or its model change:
// the model's card and the figures of the data. What was measured last stays until the next is
// there.
#pragma once

#include "studio/studio.h"
#include "ui/jobs/background_job.h"

#include <QTimer>

#include <optional>

namespace attune::ui {

class RecipeModel;

class FiguresModel : public QObject {
    Q_OBJECT
public:
    explicit FiguresModel(RecipeModel& recipe, QObject* parent = nullptr);

    const std::optional<studio::ModelCard>& model() const { return model_; }
    const QString& modelError() const { return modelError_; }
    const std::optional<studio::DataFigures>& data() const { return data_; }
    const QString& dataError() const { return dataError_; }
    // Figures of the data before the last ones, to show what changed.
    const std::optional<studio::DataFigures>& dataBefore() const { return dataBefore_; }

    bool isMeasuring() const { return dataJob_.isRunning() || modelJob_.isRunning(); }
    double share() const {
        return share_;
    } // of the data that are measured, 0 to 1; below 0: unknown

Q_SIGNALS:
    void changed();  // any figure or error
    void progress(); // isMeasuring(), share()

private:
    void consider();
    void measureModel();
    void measureData();

    RecipeModel& recipe_;
    QTimer later_;
    BackgroundJob<studio::ModelCard> modelJob_;
    BackgroundJob<studio::DataFigures> dataJob_;
    // What the present figures were measured for.
    std::string modelOf_;
    std::optional<Recipe> dataOf_;
    std::optional<studio::ModelCard> model_;
    QString modelError_;
    std::optional<studio::DataFigures> data_, dataBefore_;
    QString dataError_;
    double share_ = -1;
};

} // namespace attune::ui
