// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_differences_model.h"

#include "ui/kit/core_text.h"
#include "ui/kit/numbers.h"
#include "ui/models/run_texts.h"

#include <algorithm>
#include <map>
#include <set>

namespace attune::ui {

namespace {

const QString none = QStringLiteral("–");

// Paths by as many of their last parts as tell them apart.
QStringList shortPaths(const QStringList& paths) {
    const std::set<QString> different(paths.begin(), paths.end());
    for (int parts = 1; parts < 6; ++parts) {
        QStringList out;
        for (const QString& path : paths)
            out << path.section(QLatin1Char('/'), -parts);
        if (std::set<QString>(out.begin(), out.end()).size() == different.size())
            return out;
    }
    return paths;
}

bool arePaths(const QStringList& values) {
    return std::all_of(values.begin(), values.end(), [](const QString& value) {
        return value.isEmpty() || value.startsWith(QLatin1Char('/'));
    });
}

// A value of a setting; 3e-05 as a person writes it.
QString settingText(const QString& value) {
    if (value.isEmpty())
        return none;
    bool number = false;
    const double real = value.toDouble(&number);
    return number && value.contains(QLatin1Char('e')) ? rateText(real) : value;
}

QString sizeText(double bytes) { return bytesText(static_cast<std::uint64_t>(bytes)); }

} // namespace

RunDifferencesModel::RunDifferencesModel(QObject* parent) : QAbstractTableModel(parent) {}

void RunDifferencesModel::setRuns(const std::vector<studio::RunSummary>& runs,
                                  const std::string& metric) {
    beginResetModel();
    runs_ = runs;
    metric_ = metric;
    build();
    endResetModel();
}

void RunDifferencesModel::retranslate() {
    beginResetModel();
    build();
    endResetModel();
}

void RunDifferencesModel::build() {
    rows_.clear();
    differing_ = settings_ = 0;
    QStringList names;
    for (const studio::RunSummary& run : runs_)
        names << toQt(run.name);
    names_ = shortNames(names);
    if (runs_.size() < 2)
        return;
    addSettings();
    addResults();
}

void RunDifferencesModel::addSettings() {
    std::vector<const Recipe*> recipes;
    std::vector<std::size_t> columns; // of the recipes that can be read
    for (std::size_t i = 0; i < runs_.size(); ++i)
        if (runs_[i].recipe) {
            recipes.push_back(runs_[i].recipe.get());
            columns.push_back(i);
        }
    if (recipes.empty())
        return;
    std::map<std::string, QString> titles;
    for (const RecipeParameter& parameter : parametersOf(*recipes[0]))
        titles[parameter.key] = coreText(parameter.parameter.title);
    const studio::RunComparison comparison = studio::compareRuns(recipes);
    differing_ = static_cast<int>(comparison.rows.size());
    settings_ = static_cast<int>(comparison.settings);
    for (const studio::RunComparison::Row& setting : comparison.rows) {
        Row row;
        row.name = toQt(setting.key);
        row.tip = titles[setting.key];
        QStringList whole;
        for (const std::string& value : setting.values)
            whole << toQt(value);
        const QStringList values =
            setting.key == "model" || arePaths(whole) ? shortPaths(whole) : whole;
        const std::vector<bool> odd = studio::oddOnes(setting.values);
        row.marks.assign(runs_.size(), false);
        for (std::size_t i = 0; i < runs_.size(); ++i) {
            row.values << none;
            row.tips << shown(runs_[i].recipeProblem);
        }
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto at = static_cast<qsizetype>(columns[i]), from = static_cast<qsizetype>(i);
            row.values[at] = settingText(values[from]);
            row.tips[at] = values[from] == whole[from] ? QString() : whole[from];
            row.marks[columns[i]] = odd[i];
        }
        rows_.push_back(std::move(row));
    }
}

void RunDifferencesModel::addResults() {
    Row head;
    head.name = tr("which gave");
    head.head = true;
    head.values = head.tips = QStringList(static_cast<qsizetype>(runs_.size()), QString());
    head.marks.assign(runs_.size(), false);
    rows_.push_back(std::move(head));
    const auto each = [&](auto value) {
        std::vector<std::optional<double>> out;
        for (const studio::RunSummary& run : runs_)
            out.push_back(value(run));
        return out;
    };
    // Scores on other texts tell nothing about which run is better.
    const auto differs = [&](std::initializer_list<const char*> keys) {
        return std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) {
            return std::any_of(keys.begin(), keys.end(),
                               [&](const char* key) { return row.name == QLatin1String(key); });
        });
    };
    const bool otherTest = differs({"data.test"});
    const bool otherValidation =
        differs({"data.validation"}) ||
        (differs({"data.train", "data.validation_split", "training.seed"}) &&
         std::any_of(runs_.begin(), runs_.end(), [](const studio::RunSummary& run) {
             return run.recipe && run.recipe->data.validation.empty();
         }));
    const bool higher = metricOf(metric_).higherIsBetter;
    const QString metric = metricText(metric_);
    addResult(tr("Test: %1").arg(metric),
              each([&](const studio::RunSummary& run) { return run.testScore(metric_); }), higher,
              scoreText, !otherTest);
    addResult(tr("Validation: %1").arg(metric),
              each([&](const studio::RunSummary& run) { return run.bestScore(metric_); }), higher,
              scoreText, !otherValidation);
    const auto known = [](double value) { return value > 0 ? std::optional(value) : std::nullopt; };
    addResult(tr("Model"),
              each([&](const studio::RunSummary& run) { return known(double(run.modelBytes)); }),
              false, sizeText);
    addResult(tr("An epoch"),
              each([&](const studio::RunSummary& run) { return known(run.epochSeconds); }), false,
              durationText);
}

// The best one is marked where it is shown as better than every other.
void RunDifferencesModel::addResult(const QString& name,
                                    const std::vector<std::optional<double>>& values,
                                    bool higherIsBetter, QString (*text)(double), bool comparable) {
    Row row;
    row.name = name;
    if (!comparable)
        row.tip = tr("The texts differ: these scores cannot be compared.");
    std::optional<double> best;
    for (const auto& value : values)
        if (value && (!best || (higherIsBetter ? *value > *best : *value < *best)))
            best = value;
    for (const auto& value : values) {
        row.values << (value ? text(*value) : none);
        row.tips << QString();
    }
    const QString shownBest = best ? text(*best) : QString();
    const bool alone = comparable && best && row.values.count(shownBest) == 1 &&
                       row.values.count(none) + 1 < row.values.size();
    for (const QString& value : row.values)
        row.marks.push_back(alone && value == shownBest);
    rows_.push_back(std::move(row));
}

int RunDifferencesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int RunDifferencesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : 1 + static_cast<int>(runs_.size());
}

QVariant RunDifferencesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    const int run = index.column() - 1;
    switch (role) {
    case Qt::DisplayRole:
        return run < 0 ? row.name : row.values[run];
    case Qt::ToolTipRole:
        return run < 0 ? row.tip : row.tips[run];
    case MarkRole:
        return run >= 0 && row.marks[static_cast<std::size_t>(run)];
    case HeadRole:
        return row.head;
    case Qt::AccessibleTextRole:
        return run >= 0 && row.marks[static_cast<std::size_t>(run)]
                   ? tr("%1, stands out").arg(row.values[run])
                   : data(index, Qt::DisplayRole).toString();
    default:
        return {};
    }
}

QVariant RunDifferencesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    if (role == Qt::ToolTipRole && section > 0)
        return toQt(runs_[static_cast<std::size_t>(section - 1)].name);
    if (role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Setting") : names_[section - 1];
}

} // namespace attune::ui
