// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_list_model.h"

#include "ui/kit/numbers.h"
#include "ui/kit/theme.h"
#include "ui/models/metric_names.h"

namespace attune::ui {

RunListModel::RunListModel(QObject* parent) : QAbstractTableModel(parent) {
    connect(&job_, &JobBase::failed, this, &RunListModel::looked);
}

void RunListModel::look(const fs::path& folder) {
    job_.start(
        [folder](std::stop_token, const std::function<void(double, double)>&) {
            return studio::findRuns(folder);
        },
        [this](const std::vector<studio::RunCard>& cards) {
            if (cards != cards_) { // a reset drops the selection
                beginResetModel();
                cards_ = cards;
                endResetModel();
            }
            Q_EMIT looked();
        });
}

int RunListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(cards_.size());
}

int RunListModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString RunListModel::stateText(studio::RunState state) {
    switch (state) {
    case studio::RunState::Running:
        return tr("running");
    case studio::RunState::Paused:
        return tr("paused");
    case studio::RunState::Finished:
        return tr("finished");
    case studio::RunState::Failed:
        return tr("failed");
    case studio::RunState::Interrupted:
        return tr("interrupted");
    case studio::RunState::Unknown:
        return tr("unknown");
    }
    return {};
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const studio::RunCard& card = cards_[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole)
        return toQt(card.path);
    if (role == Qt::ForegroundRole && index.column() == State) {
        const Theme theme = Theme::current();
        switch (card.state) {
        case studio::RunState::Finished:
            return theme.good;
        case studio::RunState::Failed:
            return theme.bad;
        case studio::RunState::Interrupted:
            return theme.warn;
        default:
            return theme.text2;
        }
    }
    if (role == Qt::TextAlignmentRole && (index.column() == Steps || index.column() == Best))
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return toQt(card.name);
    case State:
        return stateText(card.state);
    case Steps:
        return card.steps > 0 ? countText(card.step) + QStringLiteral(" / ") + countText(card.steps)
                              : QStringLiteral("–");
    case Best:
        //: A metric and its value: "Accuracy 0.880"
        return card.bestScore
                   ? tr("%1 %2").arg(metricTitle(card.metric), scoreText(*card.bestScore))
                   : QStringLiteral("–");
    case Started:
        return card.started > 0 ? whenText(card.started) : QString();
    default:
        return {};
    }
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == Steps || section == Best))
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Run");
    case State:
        return tr("State");
    case Steps:
        return tr("Steps");
    case Best:
        return tr("Best score");
    case Started:
        return tr("Started");
    default:
        return {};
    }
}

} // namespace attune::ui
