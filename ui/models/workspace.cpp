// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/workspace.h"

#include "ui/jobs/background_job.h"
#include "ui/kit/core_text.h"
#include "ui/models/figures_model.h"
#include "ui/models/range_test_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/rehearsal_model.h"
#include "ui/models/run_model.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace attune::ui {

struct WorkspaceJobs {
    BackgroundJob<studio::Machine> machine;
    BackgroundJob<std::vector<SampleOffer>> samples;
    BackgroundJob<std::function<void()>> opener;
};

namespace {

fs::path toPath(const QString& path) { return fromUtf8(path.toStdString()); }

std::vector<SampleOffer> offers() {
    std::vector<SampleOffer> found;
    for (const studio::Sample& sample : studio::samples()) {
        const Recipe recipe = readRecipe(fromUtf8(sample.recipe)).recipe;
        SampleOffer offer{sample, toQt(recipe.head.model), {}};
        if (!sample.modelFound)
            try {
                findModel(recipe.head.model, recipe.base);
            } catch (const Error& error) { // it says where it looked
                offer.missing.message = error.message();
                offer.missing.hint = error.hint();
            }
        found.push_back(std::move(offer));
    }
    return found;
}

} // namespace

Workspace::Workspace(QObject* parent)
    : QObject(parent),
      recipe_(std::make_unique<RecipeModel>()),
      run_(std::make_unique<RunModel>()),
      figures_(std::make_unique<FiguresModel>(*recipe_)),
      rangeTest_(std::make_unique<RangeTestModel>()),
      rehearsal_(std::make_unique<RehearsalModel>()),
      jobs_(std::make_unique<WorkspaceJobs>()) {
    machine_.cores = 0;
    connect(run_.get(), &RunModel::couldNotRead, this,
            [this](const QString& message) { fail(tr("The run could not be opened"), message); });
    connect(&jobs_->opener, &JobBase::failed, this, [this](const QString& message) {
        const QString title = openingTitle_;
        setOpening({});
        fail(title, message);
    });
    // What was checked is what is started: a change on the way calls it off.
    connect(recipe_.get(), &RecipeModel::changed, this, [this] { setStarting(false); });
    connect(recipe_.get(), &RecipeModel::problemsChanged, this, [this] {
        if (starting_ && recipe_->checked())
            startChecked();
    });
    jobs_->machine.start([](std::stop_token, const auto&) { return studio::machine(); },
                         [this](const studio::Machine& machine) {
                             machine_ = machine;
                             Q_EMIT machineChanged();
                         });
    lookForSamples();
}

Workspace::~Workspace() = default;

void Workspace::lookForSamples() {
    jobs_->samples.start([](std::stop_token, const auto&) { return offers(); },
                         [this](const std::vector<SampleOffer>& found) {
                             samples_ = found;
                             Q_EMIT samplesChanged();
                         });
}

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

// ---- opening -----------------------------------------------------------------------------------

void Workspace::openLater(const QString& name, const QString& title,
                          std::function<Arrival(std::stop_token)> read) {
    openingTitle_ = title;
    setOpening(name);
    jobs_->opener.start(
        [read = std::move(read)](std::stop_token stop, const auto&) { return read(stop); },
        [this](const Arrival& arrive) {
            setOpening({});
            arrive();
        });
}

void Workspace::setOpening(const QString& name) {
    if (name == opening_)
        return;
    opening_ = name;
    Q_EMIT openingChanged();
}

void Workspace::cancelOpening() {
    jobs_->opener.cancel();
    setOpening({});
}

void Workspace::openRecipe(const QString& path) {
    cancelOpening();
    const QString file = QFileInfo(path).absoluteFilePath();
    if (!guarded(tr("The recipe could not be opened"), [&] { recipe_->open(file); }))
        return;
    recipeIsOfRun_ = false;
    run_->clear();
    setContent();
    Q_EMIT opened(file);
    openPage(QStringLiteral("training"));
}

void Workspace::recover(const Recipe& recipe, const QString& path, const QString& name) {
    cancelOpening();
    // The file may be gone, or broken, since.
    const bool opens = !path.isEmpty() && QFileInfo::exists(path) &&
                       guarded(tr("The recipe could not be opened"), [&] { recipe_->open(path); });
    if (!opens) {
        Recipe blank;
        blank.base = recipe.base;
        recipe_->adopt(blank, name);
    }
    recipe_->change(tr("restore the changes that were not saved"), recipe);
    recipeIsOfRun_ = false;
    run_->clear();
    setContent();
    openPage(QStringLiteral("training"));
}

void Workspace::openData(const QString& path) {
    const QString file = QFileInfo(path).absoluteFilePath();
    openLater(QFileInfo(file).fileName(), tr("The file could not be opened"),
              [this, file](std::stop_token) -> Arrival {
                  const Recipe recipe = studio::recipeFor(toPath(file));
                  return [this, file, recipe] {
                      recipeIsOfRun_ = false;
                      recipe_->adopt(recipe,
                                     QFileInfo(file).completeBaseName() + QStringLiteral(".yaml"));
                      run_->clear();
                      setContent();
                      Q_EMIT opened(file);
                      openPage(QStringLiteral("data"));
                  };
              });
}

void Workspace::openSample(const std::string& key) {
    openLater(tr("the sample"), tr("The sample could not be opened"),
              [this, key](std::stop_token) -> Arrival {
                  for (const studio::Sample& sample : studio::samples()) {
                      if (sample.key != key)
                          continue;
                      RecipeResult result = readRecipe(fromUtf8(sample.recipe));
                      throwIfErrors(result.problems, sample.recipe);
                      // The sample lies where one may not write: its runs go where all others go.
                      result.recipe.head.output =
                          toUtf8(studio::freshRunFolder(studio::defaultRunsFolder(), key));
                      return [this, recipe = result.recipe, key] {
                          recipeIsOfRun_ = false;
                          recipe_->adopt(recipe, toQt(key) + QStringLiteral(".yaml"));
                          run_->clear();
                          setContent();
                          openPage(QStringLiteral("training"));
                      };
                  }
                  return [] {};
              });
}

void Workspace::openRun(const QString& folder) {
    if (run_->isOurs()) {
        fail(tr("A run is going on"), tr("Stop it before you open another one."));
        return;
    }
    const QString path = QDir(folder).absolutePath();
    openLater(QFileInfo(path).fileName(), tr("The run could not be opened"),
              [this, path](std::stop_token) -> Arrival {
                  Recipe recipe = readRecipe(toPath(path + QStringLiteral("/recipe.yaml"))).recipe;
                  recipe.head.output = path.toStdString();
                  return [this, path, recipe] {
                      if (run_->isOurs())
                          return; // begun meanwhile
                      recipe_->adopt(recipe, QFileInfo(path).fileName());
                      run_->show(path);
                      recipeIsOfRun_ = true;
                      setContent();
                      Q_EMIT opened(path);
                      openPage(QStringLiteral("training"));
                  };
              });
}

void Workspace::openModel(const QString& folder) {
    const QString path = QDir(folder).absolutePath();
    openLater(QFileInfo(path).fileName(), tr("The model could not be opened"),
              [this, path](std::stop_token) -> Arrival {
                  const studio::ModelCard card = studio::inspectModel(path.toStdString(), {});
                  return [this, path, finished = card.finished] {
                      if (!finished) {
                          setContent();
                          Q_EMIT opened(path);
                          Recipe recipe = recipe_->recipe();
                          recipe.head.model = path.toStdString();
                          recipe_->change(tr("Model"), recipe);
                          openPage(QStringLiteral("model"));
                          return;
                      }
                      if (run_->isOurs()) {
                          fail(tr("A run is going on"), tr("Stop it before you open another one."));
                          return;
                      }
                      setContent();
                      Q_EMIT opened(path);
                      recipeIsOfRun_ = false;
                      run_->clear(); // Results then shows this model, and Export takes it
                      Q_EMIT modelOpened(path);
                      openPage(QStringLiteral("results"));
                  };
              });
}

void Workspace::close() {
    if (run_->isOurs())
        return;
    cancelOpening();
    recipeIsOfRun_ = false;
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

// ---- training ----------------------------------------------------------------------------------

void Workspace::train() {
    if (run_->isOurs() || starting_)
        return;
    if (recipe_->isBlank()) {
        openPage(QStringLiteral("data"));
        return;
    }
    setStarting(true);
    recipe_->check();
}

fs::path Workspace::nextRunFolder() const {
    const Recipe& recipe = recipe_->recipe();
    if (recipe.head.output.empty())
        return studio::freshRunFolder(studio::defaultRunsFolder(),
                                      QFileInfo(recipe_->name()).completeBaseName().toStdString());
    const fs::path output = recipe.base / fromUtf8(recipe.head.output);
    QString name = toQt(toUtf8(output.filename()));
    // After NAME-2 comes NAME-3, not NAME-2-2.
    static const QRegularExpression numbered(QStringLiteral("^(.+)-[0-9]+$"));
    std::error_code ignored;
    if (const auto match = numbered.match(name); match.hasMatch() && fs::exists(output, ignored))
        name = match.captured(1);
    return studio::freshRunFolder(output.parent_path(), name.toStdString());
}

void Workspace::rehearse() {
    if (run_->isOurs())
        return;
    guarded(tr("The rehearsal could not be started"),
            [&] { rehearsal_->start(recipe_->recipe(), nextRunFolder()); });
}

void Workspace::setStarting(bool starting) {
    if (starting == starting_)
        return;
    starting_ = starting;
    Q_EMIT startingChanged();
}

void Workspace::startChecked() {
    setStarting(false);
    for (const Problem& problem : recipe_->problems())
        if (problem.severity == Problem::Severity::Error) {
            Q_EMIT fieldWanted(problem.field);
            return;
        }
    if (rehearsal_->isOf(recipe_->recipe()) && !rehearsal_->result()->fits()) {
        QStringList lines;
        for (const Problem& problem : rehearsal_->result()->problems)
            lines << shown(problem);
        cancelOpening();
        asked_ = recipe_->recipe();
        Q_EMIT startQuestion(lines.join(QStringLiteral("\n\n")));
        return;
    }
    startNow();
}

void Workspace::startConfirmed() {
    if (asked_ == recipe_->recipe())
        startNow();
}

void Workspace::startNow() {
    if (run_->isOurs())
        return;
    guarded(tr("Training could not be started"), [&] {
        Recipe recipe = recipe_->recipe();
        recipe.head.output = toUtf8(nextRunFolder());
        rangeTest_->stop();
        rehearsal_->stop();
        cancelOpening();
        recipeIsOfRun_ = true;
        run_->start(recipe, StartMode::New);
        openPage(QStringLiteral("training"));
    });
}

bool Workspace::holdsRecipeOf(const QString& folder) const {
    return recipeIsOfRun_ && QDir(folder) == QDir(run_->folder());
}

void Workspace::resumeRun(const QString& folder) {
    if (run_->isOurs()) {
        fail(tr("A run is going on"), tr("Stop it before you resume another one."));
        return;
    }
    openLater(QFileInfo(folder).fileName(), tr("The run could not be resumed"),
              [this, folder, open = recipe_->recipe(),
               held = holdsRecipeOf(folder)](std::stop_token) -> Arrival {
                  Recipe recipe = open;
                  if (!held) {
                      const fs::path file = toPath(folder + QStringLiteral("/recipe.yaml"));
                      const RecipeResult result = readRecipe(file);
                      throwIfErrors(result.problems, toUtf8(file));
                      recipe = result.recipe;
                  }
                  recipe.head.output = folder.toStdString();
                  std::vector<RecipeDifference> differences = studio::resumeDifferences(recipe);
                  std::erase_if(differences, [](const RecipeDifference& difference) {
                      return !difference.affectsTraining || difference.key == "output";
                  });
                  return [this, recipe, differences] {
                      if (differences.empty())
                          resumeConfirmed(recipe);
                      else
                          Q_EMIT resumeQuestion(recipe, differences);
                  };
              });
}

void Workspace::resumeConfirmed(const Recipe& recipe) {
    if (run_->isOurs())
        return;
    const QString folder = toQt(recipe.head.output);
    // The recipe of this run that is open keeps its file, its changes and its steps.
    if (!holdsRecipeOf(folder))
        recipe_->adopt(recipe, QFileInfo(folder).fileName());
    recipeIsOfRun_ = true;
    rangeTest_->stop();
    rehearsal_->stop();
    run_->start(recipe, StartMode::Resume);
    setContent();
    openPage(QStringLiteral("training"));
}

} // namespace attune::ui
