// SPDX-License-Identifier: GPL-3.0-or-later
// What the cells of the list of runs hold.
#include "ui/kit/numbers.h"
#include "ui/models/run_list_model.h"
#include "ui/models/run_texts.h"

#include <QDir>
#include <QLocale>
#include <QPolygonF>

#include <algorithm>

namespace attune::ui {

int RunListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int RunListModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

Qt::ItemFlags RunListModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Compare ? flags | Qt::ItemIsUserCheckable : flags;
}

bool RunListModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    return index.isValid() && index.column() == Compare && role == Qt::CheckStateRole &&
           setCompared(index.row(), value.toInt() == Qt::Checked);
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const int row = index.row(), column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return tip(row, column);
    case Qt::AccessibleTextRole:
        return spoken(row, column);
    case Qt::CheckStateRole:
        return column == Compare ? QVariant(isCompared(row) ? Qt::Checked : Qt::Unchecked)
                                 : QVariant();
    case SortRole:
        return sortValue(row, column);
    case SlotRole:
        return slotOf(row);
    case SparkRole:
        return spark(row);
    case BestRole: {
        const studio::RunPoint* best = card(row).best();
        return best != nullptr ? static_cast<int>(best - card(row).validation.data()) : -1;
    }
    case ToneRole:
        return static_cast<int>(runStateText(card(row), isOwn(row)).tone);
    case IconRole:
        return static_cast<int>(runStateText(card(row), isOwn(row)).icon);
    default:
        return {};
    }
}

QVariant RunListModel::text(int row, int column) const {
    const studio::RunSummary& run = card(row);
    switch (column) {
    case Name:
        return toQt(run.name);
    case State:
        return runStateText(run, isOwn(row)).text;
    case Best:
        return optionalScore(run.bestScore(metric_));
    case Test:
        return optionalScore(run.testScore(metric_));
    case Epochs:
        return epochsText(run);
    case EpochTime:
        return run.epochSeconds > 0 ? durationText(run.epochSeconds) : QStringLiteral("–");
    case Started:
        return startedText(run);
    case Resume:
        return canResume(row) ? tr("Resume") : QString();
    default:
        return {};
    }
}

QVariant RunListModel::sortValue(int row, int column) const {
    const studio::RunSummary& run = card(row);
    // What is not known comes after all that is.
    const bool higher = metricOf(metric_).higherIsBetter;
    const double worst = higher ? -1e300 : 1e300;
    switch (column) {
    case Compare:
        return isCompared(row) ? 0 : 1;
    case Best:
    case Curve:
        return run.bestScore(metric_).value_or(worst);
    case Test:
        return run.testScore(metric_).value_or(worst);
    case Epochs:
        return run.epoch;
    case EpochTime:
        return run.epochSeconds;
    case Started:
        return run.started;
    default:
        return text(row, column);
    }
}

QVariant RunListModel::spark(int row) const {
    const studio::RunSummary& run = card(row);
    const std::size_t metric = studio::metricIndex(metric_);
    const double plan = std::max({static_cast<double>(run.epochs), run.epoch, 1e-9});
    QPolygonF points;
    for (const studio::RunPoint& point : run.validation)
        points << QPointF(point.epoch / plan, point.scores[metric]);
    return points;
}

QString RunListModel::tip(int row, int column) const {
    const studio::RunSummary& run = card(row);
    switch (column) {
    case Compare:
        return isCompared(row) ? tr("Compared below") : tr("Compare below");
    case Name:
        return QDir::toNativeSeparators(toQt(run.path));
    case State:
        return runStateText(run, isOwn(row)).tip;
    case Epochs:
        return run.steps > 0 ? tr("Step %1 of %2").arg(countText(run.step), countText(run.steps))
                             : QString();
    case Started:
        return startedInFull(run);
    case Resume:
        return canResume(row) ? tr("Goes on from the last checkpoint.") : QString();
    case Menu:
        return tr("What can be done with this run");
    default:
        return {};
    }
}

// Of cells that show no text, or not all that they mean.
QString RunListModel::spoken(int row, int column) const {
    switch (column) {
    case Compare:
        return isCompared(row) ? tr("compared") : tr("not compared");
    case Curve: {
        const studio::RunSummary& run = card(row);
        const studio::RunPoint* best = run.best();
        if (best == nullptr)
            return tr("no score yet");
        const std::size_t metric = studio::metricIndex(metric_);
        return tr("from %1 to %2, best %3 at epoch %4")
            .arg(scoreText(run.validation.front().scores[metric]),
                 scoreText(run.validation.back().scores[metric]), scoreText(best->scores[metric]),
                 QLocale().toString(best->epoch, 'g', 3));
    }
    case Menu:
        return tr("Menu");
    default:
        return text(row, column).toString();
    }
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::AccessibleTextRole && section == Compare)
        return tr("Compared");
    if (role == Qt::ToolTipRole && section == Best)
        return tr("%1 of the best state on the validation part").arg(metricText(metric_));
    if (role == Qt::ToolTipRole && section == Test)
        return tr("%1 of the finished model on the test part").arg(metricText(metric_));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Run");
    case Curve:
        return tr("Validation");
    case State:
        return tr("State");
    case Best:
        return metricText(metric_);
    case Test:
        return tr("On test");
    case Epochs:
        return tr("Epochs");
    case EpochTime:
        return tr("An epoch");
    case Started:
        return tr("Started");
    default:
        return {};
    }
}

} // namespace attune::ui
