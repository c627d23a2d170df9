// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/workspace.h"

#include "ui/kit/core_text.h"
#include "ui/models/figures_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_model.h"
#include "ui/work/background_job.h"

#include <QDir>
#include <QFileInfo>

namespace attune::ui {

class FreshRecipeJob : public BackgroundJob<Recipe> {};

Workspace::Workspace(QObject* parent)
    : QObject(parent),
      machine_(studio::machine()),
      recipe_(std::make_unique<RecipeModel>()),
      run_(std::make_unique<RunModel>()),
      figures_(std::make_unique<FiguresModel>(*recipe_)),
      freshRecipe_(std::make_unique<FreshRecipeJob>()) {
    connect(run_.get(), &RunModel::couldNotRead, this,
            [this](const QString& message) { fail(tr("The run could not be opened"), message); });
    connect(freshRecipe_.get(), &JobBase::failed, this,
            [this](const QString& message) { fail(tr("The file could not be opened"), message); });
}

Workspace::~Workspace() = default;

void Workspace::setContent() {
    hasContent_ = true;
    Q_EMIT contentChanged();
}

bool Workspace::guarded(const QString& title, const std::function<void()>& work) {
    try {
        work();
        return true;
    } catch (const Error& error) {
        fail(title, shown(error));
    } catch (const std::exception& error) {
        fail(title, toQt(error.what()));
    }
    return false;
}

void Workspace::openRecipe(const QString& path) {
    const QString file = QFileInfo(path).absoluteFilePath();
    if (!guarded(tr("The recipe could not be opened"), [&] { recipe_->open(file); }))
        return;
    run_->clear();
    setContent();
    Q_EMIT opened(file);
    openPage(QStringLiteral("training"));
}

void Workspace::openData(const QString& path) {
    const QString file = QFileInfo(path).absoluteFilePath();
    freshRecipe_->start(
        [data = fromUtf8(file.toStdString())](std::stop_token,
                                              const std::function<void(double, double)>&) {
            return studio::recipeFor(data);
        },
        [this, file](const Recipe& recipe) {
            recipe_->adopt(recipe, QFileInfo(file).completeBaseName() + QStringLiteral(".yaml"));
            run_->clear();
            setContent();
            Q_EMIT opened(file);
            openPage(QStringLiteral("data"));
        });
}

void Workspace::openSample(const std::string& key) {
    guarded(tr("The sample could not be opened"), [&] {
        for (const studio::Sample& sample : studio::samples()) {
            if (sample.key != key)
                continue;
            RecipeResult result = readRecipe(fromUtf8(sample.recipe));
            throwIfErrors(result.problems, sample.recipe);
            // The sample lies where one may not write: its runs go where all others go.
            result.recipe.head.output =
                toUtf8(studio::freshRunFolder(studio::defaultRunsFolder(), key));
            recipe_->adopt(result.recipe, QFileInfo(toQt(sample.recipe)).fileName());
            run_->clear();
            setContent();
            openPage(QStringLiteral("training"));
        }
    });
}

void Workspace::openRun(const QString& folder) {
    if (run_->isOurs()) {
        fail(tr("A run is going on"), tr("Stop it before you open another one."));
        return;
    }
    const QString path = QDir(folder).absolutePath();
    const bool read = guarded(tr("The run could not be opened"), [&] {
        const RecipeResult result = readRecipe(fromUtf8((path + "/recipe.yaml").toStdString()));
        Recipe recipe = result.recipe;
        recipe.head.output = path.toStdString();
        recipe_->adopt(recipe, QFileInfo(path).fileName());
    });
    if (!read)
        return;
    run_->show(path);
    setContent();
    Q_EMIT opened(path);
    openPage(QStringLiteral("training"));
}

void Workspace::openModel(const QString& folder) {
    const QString path = QDir(folder).absolutePath();
    guarded(tr("The model could not be opened"), [&] {
        const studio::ModelCard card = studio::inspectModel(path.toStdString(), {});
        setContent();
        Q_EMIT opened(path);
        if (card.finished) {
            if (run_->isOurs()) {
                fail(tr("A run is going on"), tr("Stop it before you open another one."));
                return;
            }
            run_->clear(); // Results then shows this model, and Export takes it
            Q_EMIT modelOpened(path);
            openPage(QStringLiteral("results"));
            return;
        }
        Recipe recipe = recipe_->recipe();
        recipe.head.model = path.toStdString();
        recipe_->change(tr("Model"), recipe);
        openPage(QStringLiteral("model"));
    });
}

void Workspace::train() {
    if (run_->isOurs())
        return;
    for (const Problem& problem : recipe_->problems())
        if (problem.severity == Problem::Severity::Error) {
            Q_EMIT fieldWanted(problem.field);
            return;
        }
    guarded(tr("Training could not be started"), [&] {
        Recipe recipe = recipe_->recipe();
        const fs::path output = recipe.base / fromUtf8(recipe.head.output);
        // Never into the folder of another run: NAME, NAME-2, ...
        recipe.head.output =
            toUtf8(recipe.head.output.empty()
                       ? studio::freshRunFolder(
                             studio::defaultRunsFolder(),
                             QFileInfo(recipe_->name()).completeBaseName().toStdString())
                       : studio::freshRunFolder(output.parent_path(), toUtf8(output.filename())));
        run_->start(recipe, StartMode::New);
        openPage(QStringLiteral("training"));
    });
}

void Workspace::resumeRun(const QString& folder) {
    if (run_->isOurs()) {
        fail(tr("A run is going on"), tr("Stop it before you resume another one."));
        return;
    }
    guarded(tr("The run could not be resumed"), [&] {
        // The recipe that is open is the one of this run, perhaps changed; else the folder's own.
        Recipe recipe = recipe_->recipe();
        if (folder != run_->folder() || !(fromUtf8(recipe.head.output).is_absolute())) {
            const RecipeResult result =
                readRecipe(fromUtf8((folder + "/recipe.yaml").toStdString()));
            recipe = result.recipe;
        }
        recipe.head.output = folder.toStdString();
        std::vector<RecipeDifference> differences = studio::resumeDifferences(recipe);
        std::erase_if(differences, [](const RecipeDifference& difference) {
            return !difference.affectsTraining || difference.key == "output";
        });
        if (differences.empty())
            resumeConfirmed(recipe);
        else
            Q_EMIT resumeQuestion(recipe, differences);
    });
}

void Workspace::resumeConfirmed(const Recipe& recipe) {
    if (!(recipe == recipe_->recipe()))
        recipe_->adopt(recipe, QFileInfo(toQt(recipe.head.output)).fileName());
    run_->start(recipe, StartMode::Resume);
    setContent();
    openPage(QStringLiteral("training"));
}

void Workspace::close() {
    if (run_->isOurs())
        return;
    run_->clear();
    recipe_->adopt({}, {});
    hasContent_ = false;
    Q_EMIT contentChanged();
}

void Workspace::openAny(const QString& path) {
    const QFileInfo info(path);
    if (!info.exists()) {
        fail(tr("Nothing to open"), tr("“%1” does not exist.").arg(path));
        return;
    }
    if (info.isDir()) {
        const QDir dir(path);
        if (dir.exists(QStringLiteral("recipe.yaml")))
            openRun(path);
        else if (dir.exists(QStringLiteral("config.json")))
            openModel(path);
        else
            openData(path); // a folder of class folders
        return;
    }
    const QString suffix = info.suffix().toLower();
    if (suffix == QLatin1String("yaml") || suffix == QLatin1String("yml"))
        openRecipe(path);
    else
        openData(path);
}

} // namespace attune::ui
