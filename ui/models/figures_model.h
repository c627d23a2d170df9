// SPDX-License-Identifier: GPL-3.0-or-later
// What the recipe leads to, measured off the GUI thread whenever what it depends on changes: the
// model's card, the figures of the data, and the consequences for training. What was measured last
// stays until the next is there.
#pragma once

#include "studio/augment_preview.h"
#include "studio/consequences.h"
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

    // First of a sample, then of all texts.
    const std::optional<studio::Consequences>& consequences() const { return consequences_; }
    // The last exact ones of another recipe.
    const std::optional<studio::Consequences>& consequencesBefore() const {
        return consequencesBefore_;
    }

    // The models that operators and judges of the recipe ask, for every preview.
    const std::shared_ptr<AugmentModels>& augmentModels() const { return augmentModels_; }

    bool isMeasuring() const {
        return dataJob_.isRunning() || modelJob_.isRunning() || consequencesJob_.isRunning();
    }
    double share() const {
        return share_;
    } // of the data that are measured, 0 to 1; below 0: unknown

    // Copies that were all made, so many texts with them, for this recipe: an estimate gives way.
    void tellCopies(const Recipe& recipe, std::int64_t texts, std::int64_t copies);

    // Everything once more: what the recipe names may have changed on the disk (a model that came).
    void measureAgain();

Q_SIGNALS:
    void changed();  // any figure or error
    void progress(); // isMeasuring(), share()

private:
    void consider();
    void measureModel();
    void measureData();
    void measureConsequences();
    void take(const studio::Consequences& consequences);
    void useCopies();        // in place of an estimate
    void dropConsequences(); // exact ones become those of before

    RecipeModel& recipe_;
    std::shared_ptr<AugmentModels> augmentModels_ = studio::augmentModels();
    QTimer later_;
    BackgroundJob<studio::ModelCard> modelJob_;
    BackgroundJob<studio::DataFigures> dataJob_;
    BackgroundJob<studio::Consequences> consequencesJob_;
    // What the present figures were measured for (recipe_parts.h).
    std::string modelOf_;
    std::optional<Recipe> dataOf_, consequencesOf_;
    std::optional<studio::ModelCard> model_;
    QString modelError_;
    std::optional<studio::DataFigures> data_;
    QString dataError_;
    std::optional<studio::Consequences> consequences_, consequencesBefore_;
    struct Copies {
        Recipe of; // partOfTraining()
        std::int64_t texts = 0, copies = 0;
    };
    std::optional<Copies> copies_;
    double share_ = -1;
};

} // namespace attune::ui
