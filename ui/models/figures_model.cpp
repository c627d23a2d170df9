// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/figures_model.h"

#include "ui/jobs/newest.h"
#include "ui/models/recipe_model.h"
#include "ui/models/recipe_parts.h"

namespace attune::ui {

FiguresModel::FiguresModel(RecipeModel& recipe, QObject* parent)
    : QObject(parent), recipe_(recipe) {
    later_.setSingleShot(true);
    later_.setInterval(300);
    connect(&later_, &QTimer::timeout, this, &FiguresModel::consider);
    connect(&recipe_, &RecipeModel::changed, &later_, qOverload<>(&QTimer::start));
    connect(&recipe_, &RecipeModel::reset, this, [this] {
        modelJob_.cancel();
        dataJob_.cancel();
        consequencesJob_.cancel();
        model_.reset();
        data_.reset();
        consequences_.reset();
        consequencesBefore_.reset();
        augmentModels_ = studio::augmentModels();
        modelError_.clear();
        dataError_.clear();
        Q_EMIT changed();
        measureAgain();
    });
    connect(&modelJob_, &JobBase::failed, this, [this](const QString& message) {
        model_.reset();
        modelError_ = message;
        Q_EMIT changed();
    });
    connect(&dataJob_, &JobBase::failed, this, [this](const QString& message) {
        data_.reset();
        dataError_ = message;
        share_ = -1;
        Q_EMIT changed();
        Q_EMIT progress();
    });
    connect(&consequencesJob_, &JobBase::failed, this, [this] {
        dropConsequences(); // the page that is to blame tells why
        Q_EMIT changed();
    });
    connect(&dataJob_, &JobBase::progress, this, [this](double done, double all) {
        share_ = all > 0 ? done / all : -1;
        Q_EMIT progress();
    });
}

void FiguresModel::measureAgain() {
    modelOf_.clear();
    dataOf_.reset();
    consequencesOf_.reset();
    consider();
}

void FiguresModel::consider() {
    const Recipe& recipe = recipe_.recipe();
    const std::string model = recipe.head.model + '\n' + toUtf8(recipe.base);
    if (model != modelOf_) {
        modelOf_ = model;
        measureModel();
    }
    // Memory hangs on the batches and on what is trained where.
    Recipe leading = partOfVocabulary(recipe);
    leading.training.batch_size = recipe.training.batch_size;
    leading.training.accumulation = recipe.training.accumulation;
    leading.training.device = recipe.training.device;
    leading.training.freeze_embeddings = recipe.training.freeze_embeddings;
    leading.training.freeze_layers = recipe.training.freeze_layers;
    if (consequencesOf_ != leading) {
        consequencesOf_ = leading;
        measureConsequences();
    }
    const Recipe read = partOfTokens(recipe);
    if (dataOf_ != read) {
        dataOf_ = read;
        measureData();
    }
}

void FiguresModel::measureModel() {
    const Recipe& recipe = recipe_.recipe();
    if (recipe.head.model.empty()) {
        modelJob_.cancel();
        model_.reset();
        modelError_.clear();
        Q_EMIT changed();
        return;
    }
    modelJob_.start(
        [name = recipe.head.model, base = recipe.base](std::stop_token,
                                                       const std::function<void(double, double)>&) {
            return studio::inspectModel(name, base);
        },
        [this](const studio::ModelCard& card) {
            model_ = card;
            modelError_.clear();
            Q_EMIT changed();
        });
}

void FiguresModel::measureData() {
    const Recipe& recipe = recipe_.recipe();
    if (recipe.data.train.empty() || recipe.head.model.empty()) {
        dataJob_.cancel();
        data_.reset();
        dataError_.clear();
        share_ = -1;
        Q_EMIT changed();
        return;
    }
    share_ = -1;
    dataJob_.start(
        [recipe](std::stop_token stop, const std::function<void(double, double)>& report) {
            return studio::measureData(recipe, stop, report);
        },
        [this](const studio::DataFigures& figures) {
            data_ = figures;
            dataError_.clear();
            share_ = -1;
            Q_EMIT changed();
            Q_EMIT progress();
        });
    Q_EMIT progress();
}

void FiguresModel::measureConsequences() {
    const Recipe& recipe = recipe_.recipe();
    if (recipe.data.train.empty() || recipe.head.model.empty()) {
        consequencesJob_.cancel();
        dropConsequences();
        Q_EMIT changed();
        return;
    }
    const auto newest = std::make_shared<Newest<studio::Consequences>>();
    // Its progress tells that there is a sample; that of another job never arrives.
    disconnect(&consequencesJob_, &JobBase::progress, this, nullptr);
    connect(&consequencesJob_, &JobBase::progress, this, [this, newest] { take(newest->get()); });
    consequencesJob_.start(
        [recipe, newest, models = augmentModels_](
            std::stop_token stop, const std::function<void(double, double)>& report) {
            return studio::measureConsequences(
                recipe, *models,
                [&](const studio::Consequences& sample) {
                    newest->put(sample);
                    report(0, 1);
                },
                stop);
        },
        [this](const studio::Consequences& consequences) { take(consequences); });
    Q_EMIT progress();
}

void FiguresModel::dropConsequences() {
    if (consequences_ && consequences_->exact)
        consequencesBefore_ = consequences_;
    consequences_.reset();
}

void FiguresModel::take(const studio::Consequences& consequences) {
    dropConsequences();
    consequences_ = consequences;
    useCopies();
    Q_EMIT changed();
}

void FiguresModel::tellCopies(const Recipe& recipe, std::int64_t texts, std::int64_t copies) {
    copies_ = Copies{partOfTraining(recipe), texts, copies};
    useCopies();
    Q_EMIT changed();
}

// What follows from the number of texts follows it.
void FiguresModel::useCopies() {
    if (!consequences_ || consequences_->textsExact || consequences_->texts == 0 || !copies_ ||
        copies_->of != partOfTraining(recipe_.recipe()))
        return;
    const double more =
        static_cast<double>(copies_->texts) / static_cast<double>(consequences_->texts);
    consequences_->readTokens *= more;
    consequences_->epochSeconds *= more;
    consequences_->texts = copies_->texts;
    consequences_->copies = copies_->copies;
    consequences_->textsExact = true;
}

} // namespace attune::ui
