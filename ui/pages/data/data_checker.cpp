// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/data_checker.h"

#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"

#include <QFileInfo>

#include <tuple>

namespace attune::ui {

namespace {

studio::CheckOptions optionsOf(const Recipe& recipe) {
    const DataSettings& data = recipe.data;
    studio::CheckOptions options;
    options.data = resolvePath(recipe.base, data.train).string();
    options.test = resolvePath(recipe.base, data.test).string();
    options.text = data.text;
    options.pair = data.text_pair;
    options.label = data.label;
    // Nobody named the default.
    options.labelMayLack = data.label == DataSettings().label;
    options.task = recipe.head.task;
    options.labelColumns = data.label_columns;
    options.labelSeparator = data.label_separator;
    options.encoding = data.encoding;
    options.delimiter = data.delimiter;
    return options;
}

bool same(const studio::CheckOptions& a, const studio::CheckOptions& b) {
    const auto all = [](const studio::CheckOptions& of) {
        return std::tie(of.data, of.test, of.text, of.pair, of.label, of.encoding, of.delimiter,
                        of.task, of.labelColumns, of.labelSeparator);
    };
    return all(a) == all(b);
}

} // namespace

DataChecker::DataChecker(Workspace& workspace, QObject* parent)
    : QObject(parent), workspace_(workspace) {
    connect(&workspace.recipe(), &RecipeModel::changed, this, &DataChecker::follow);
    // canUndo(); while a step is being taken the stack still stands before it.
    connect(&workspace.recipe().undoStack(), &QUndoStack::indexChanged, this,
            &DataChecker::changed);
    connect(&checker_, &JobBase::runningChanged, this, &DataChecker::changed);
    connect(&repairer_, &JobBase::runningChanged, this, &DataChecker::changed);
    for (JobBase* job : std::initializer_list<JobBase*>{&checker_, &repairer_})
        connect(job, &JobBase::progress, this,
                [this](double done, double all) { Q_EMIT progress(all > 0 ? done / all : -1); });
    connect(&checker_, &JobBase::failed, this, [this](const QString& message) {
        checked_.reset();
        error_ = message;
        ++revision_;
        Q_EMIT changed();
    });
    connect(&repairer_, &JobBase::failed, this, [this](const QString& message) {
        workspace_.fail(tr("The copy was not written"), message);
    });
    follow();
}

void DataChecker::follow() {
    if (const CleaningSettings& clean = workspace_.recipe().recipe().clean; clean != clean_) {
        clean_ = clean;
        ++revision_;
        Q_EMIT changed();
    }
    const studio::CheckOptions wanted = optionsOf(workspace_.recipe().recipe());
    if (same(wanted, options_))
        return;
    options_ = wanted;
    check();
}

void DataChecker::check() {
    const Recipe& recipe = workspace_.recipe().recipe();
    checked_.reset();
    error_.clear();
    if (recipe.data.train.empty() || recipe.data.text.empty()) {
        checker_.cancel();
        ++revision_;
    } else
        checker_.start(
            [wanted = options_](std::stop_token stop, const studio::Progress& progress) {
                return studio::checkData(wanted, stop, progress);
            },
            [this](const studio::CheckedData& checked) {
                checked_ = checked;
                ++revision_;
                Q_EMIT changed();
            });
    Q_EMIT changed();
}

QString DataChecker::freshName() const {
    const QFileInfo file(toQt(options_.data));
    QString ending = file.suffix().toLower();
    if (ending != QLatin1String("tsv") && ending != QLatin1String("jsonl"))
        ending = QStringLiteral("csv");
    const QString stem = file.absolutePath() + u'/' + file.completeBaseName();
    QString name;
    for (int number = 1; name.isEmpty() || QFileInfo::exists(name); ++number)
        name = stem + QStringLiteral("-repaired") +
               (number > 1 ? u'-' + QString::number(number) : QString()) + u'.' + ending;
    return name;
}

void DataChecker::repair(const QString& path, const std::vector<std::string>& kinds) {
    if (!checked_ || repairer_.isRunning())
        return;
    studio::RepairOptions repair;
    repair.output = path.toStdString();
    repair.kinds = kinds;
    repair.overwrite = true; // the dialog has asked
    // Other files are read in the same way as the copy: then it is written in that way.
    const Recipe& recipe = workspace_.recipe().recipe();
    const bool shared = !recipe.data.validation.empty() || !recipe.data.test.empty() ||
                        !recipe.vocabulary.corpora.empty();
    if (shared) {
        repair.encoding = recipe.data.encoding;
        repair.delimiter = recipe.data.delimiter;
    }
    repairer_.start(
        [options = options_, checked = *checked_, repair](std::stop_token stop,
                                                          const studio::Progress& progress) {
            return studio::repairData(options, checked, repair, stop, progress);
        },
        [this, path, shared, options = options_](const studio::RepairReport& report) {
            if (!same(options, options_))
                return; // another file was opened meanwhile: the copy is there, unused
            Recipe recipe = workspace_.recipe().recipe();
            recipe.data.train = path.toStdString();
            if (!shared) {
                if (recipe.data.encoding != "auto") // which finds UTF-8
                    recipe.data.encoding = report.encoding;
                recipe.data.delimiter = report.delimiter.empty() ? "auto" : report.delimiter;
            }
            repairText_ = tr("use the repaired copy %1").arg(QFileInfo(path).fileName());
            workspace_.recipe().change(repairText_, recipe);
        });
}

bool DataChecker::canUndo() const {
    const QUndoStack& stack = workspace_.recipe().undoStack();
    return !repairText_.isEmpty() && stack.canUndo() && stack.undoText() == repairText_;
}

void DataChecker::undo() {
    if (canUndo())
        workspace_.recipe().undoStack().undo();
}

} // namespace attune::ui
