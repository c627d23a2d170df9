// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/robustness_model.h"

#include "ui/kit/core_text.h"
#include "ui/kit/numbers.h"
#include "ui/models/text_display.h"

#include <QLocale>

#include <algorithm>

namespace attune::ui {

namespace {

// Less is not worth a warning, however many texts show it.
constexpr double kLost = 0.02;

QString ruleTitle(const std::string& name) {
    for (const CleaningDescription& one : cleaningOperators())
        if (one.key == name)
            return coreText(one.title);
    return toQt(name);
}

QString pointsText(double share) {
    const double points = 100 * share;
    const QString number = QLocale().toString(points, 'f', 1);
    return points > 0 ? QStringLiteral("+") + number : number;
}

} // namespace

int RobustnessModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !figures_ ? 0 : static_cast<int>(figures_->rows.size());
}

int RobustnessModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RobustnessModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const studio::RobustnessRow& row = figures_->rows[static_cast<std::size_t>(index.row())];
    const double drop = row.accuracy - figures_->accuracy;
    switch (role) {
    case ShareRole:
        if (index.column() == Accuracy)
            return row.accuracy;
        return index.column() == Cleaned && !row.rule.empty() ? QVariant(row.cleanedAccuracy)
                                                              : QVariant();
    case LostRole:
        return index.column() == Drop && drop < -kLost &&
               figures_->around(row.accuracy).high < figures_->accuracy;
    case Qt::TextAlignmentRole:
        if (index.column() >= Accuracy && index.column() <= Cleaned)
            return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::ToolTipRole:
        if (index.column() == Sample)
            return manyLines(row.sample) + QStringLiteral("\n\n") + manyLines(row.noisy.text);
        if (index.column() == Cleaned && !row.rule.empty())
            return row.ownRule ? tr("Cleaned by “%1”, which this model does anyway")
                                     .arg(ruleTitle(row.rule))
                               : tr("Cleaned by “%1” first").arg(ruleTitle(row.rule));
        if (index.column() == Drop)
            return tr("Changed texts: %1; other answers than without noise: %2")
                .arg(countText(row.changedTexts), countText(row.changedAnswers));
        return {};
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case Noise:
        return coreText(row.title);
    case Strength:
        return row.ofLetters ? tr("%1 of the letters").arg(percentText(row.strength))
                             : tr("%1 of the words").arg(percentText(row.strength));
    case Accuracy:
        return scoreText(row.accuracy);
    case Interval: {
        const FigureInterval around = figures_->around(row.accuracy);
        //: From the lowest to the highest value of an interval: "0.574–0.702"
        return tr("%1–%2").arg(scoreText(around.low), scoreText(around.high));
    }
    case Drop:
        return pointsText(drop);
    case Cleaned:
        return row.rule.empty() ? QStringLiteral("–") : scoreText(row.cleanedAccuracy);
    case Sample:
        return oneLine(row.noisy.text);
    default:
        return {};
    }
}

QVariant RobustnessModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= Accuracy && section <= Cleaned)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Drop)
        return tr("Percentage points of accuracy, against the texts as they are");
    if (role == Qt::ToolTipRole && section == Interval)
        return tr("Wilson's confidence interval: how far chance alone moves the accuracy with so "
                  "many texts");
    if (role == Qt::ToolTipRole && section == Cleaned)
        return tr("Accuracy where the rule of cleaning that takes the noise away is applied first");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Noise:
        return tr("Noise");
    case Strength:
        return tr("Strength");
    case Accuracy:
        return tr("Accuracy");
    case Interval:
        return tr("95% interval");
    case Drop:
        return tr("Points");
    case Cleaned:
        return tr("With cleaning");
    case Sample:
        return tr("A text with it");
    default:
        return {};
    }
}

void RobustnessModel::setFigures(std::shared_ptr<const studio::Robustness> figures) {
    beginResetModel();
    figures_ = std::move(figures);
    endResetModel();
}

std::vector<MarkedRun> RobustnessModel::sampleOf(int row) const {
    const studio::RobustnessRow& one = figures_->rows[static_cast<std::size_t>(row)];
    MarkedText text;
    text.before = one.sample;
    text.after = one.noisy.text;
    text.changes = one.noisy.changes;
    // What was only taken out is seen in the text of before.
    const bool onlyTaken =
        std::all_of(text.changes.begin(), text.changes.end(),
                    [](const Change& change) { return change.after.size() == 0; });
    return markedRuns(text, !onlyTaken);
}

void RobustnessModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace attune::ui
