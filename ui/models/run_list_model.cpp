// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_list_model.h"

#include "ui/kit/core_text.h"

#include <QDir>

#include <algorithm>

namespace attune::ui {

namespace {
constexpr int firstCompared = 3;
} // namespace

RunListModel::RunListModel(QObject* parent)
    : QAbstractTableModel(parent), metric_(standardMetric(Task::SingleLabel)) {
    connect(&job_, &JobBase::failed, this, &RunListModel::looked);
    connect(&job_, &JobBase::progress, this, [this] {
        if (first_) // later ones would take away what is not told yet
            take(early_->get());
    });
}

// ---- looking -----------------------------------------------------------------------------------

void RunListModel::look(const fs::path& folder) {
    if (!list_ || folder != folder_) {
        job_.cancel();
        beginResetModel();
        rows_.clear();
        endResetModel();
        Q_EMIT comparedChanged();
        folder_ = folder;
        list_ = std::make_shared<studio::RunList>(folder);
        first_ = true;
    } else if (job_.isRunning()) {
        again_ = true;
        return;
    }
    start();
}

void RunListModel::start() {
    again_ = false;
    gone_.clear();
    early_ = std::make_shared<Newest<Cards>>();
    job_.start(
        [list = list_, early = early_](std::stop_token stop,
                                       const std::function<void(double, double)>& report) {
            return list->look(stop, [&](const Cards& cards) {
                early->put(cards);
                report(0, 0);
            });
        },
        [this](const Cards& cards) {
            take(cards);
            if (first_)
                for (int row = 0; row < std::min(rowCount(), firstCompared); ++row)
                    setCompared(row, true);
            first_ = false;
            Q_EMIT looked();
            if (again_)
                start();
        });
}

// Brings the rows to what was found, one by one.
void RunListModel::take(const Cards& told) {
    Cards cards;
    std::set<std::string> found;
    for (const studio::RunSummary& card : told)
        if (gone_.count(card.path) == 0) {
            cards.push_back(card);
            found.insert(card.path);
        }
    bool compared = false;
    for (int row = rowCount() - 1; row >= 0; --row)
        if (found.count(card(row).path) == 0) {
            compared |= isCompared(row);
            remove(row);
        }
    for (int row = 0; row < static_cast<int>(cards.size()); ++row) {
        const studio::RunSummary& card = cards[std::size_t(row)];
        const int at = rowOf(toQt(card.path));
        if (at < 0) {
            beginInsertRows({}, row, row);
            rows_.insert(rows_.begin() + row, Row{card});
            endInsertRows();
            continue;
        }
        if (at > row) {
            beginMoveRows({}, at, at, {}, row);
            std::rotate(rows_.begin() + row, rows_.begin() + at, rows_.begin() + at + 1);
            endMoveRows();
        }
        if (this->card(row) == card)
            continue;
        compared |= isCompared(row);
        rows_[std::size_t(row)].card = card;
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
    if (const std::string metric = studio::commonMetric(cards); metric != metric_) {
        metric_ = metric;
        allChanged();
        compared = true;
    }
    if (compared)
        Q_EMIT comparedChanged();
}

void RunListModel::remove(int row) {
    beginRemoveRows({}, row, row);
    rows_.erase(rows_.begin() + row);
    endRemoveRows();
}

void RunListModel::forget(int row) {
    const bool compared = isCompared(row);
    if (job_.isRunning())
        gone_.insert(card(row).path);
    remove(row);
    if (compared)
        Q_EMIT comparedChanged();
}

void RunListModel::setOwn(const QString& folder, bool busy) {
    const QString own = folder.isEmpty() ? QString() : QDir(folder).absolutePath();
    if (own == own_ && busy == busy_)
        return;
    own_ = own;
    busy_ = busy;
    allChanged();
}

void RunListModel::allChanged() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!rows_.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void RunListModel::retranslate() { allChanged(); }

int RunListModel::rowOf(const QString& path) const {
    for (int row = 0; row < rowCount(); ++row)
        if (toQt(card(row).path) == path)
            return row;
    return -1;
}

bool RunListModel::isOwn(int row) const { return !own_.isEmpty() && toQt(card(row).path) == own_; }

// ---- comparing ---------------------------------------------------------------------------------

bool RunListModel::setCompared(int row, bool on) {
    if (isCompared(row) == on)
        return true;
    std::set<int> taken;
    for (const Row& other : rows_)
        taken.insert(other.slot);
    int slot = on ? 0 : -1;
    while (on && taken.count(slot) != 0)
        ++slot;
    if (slot >= mostCompared)
        return false;
    rows_[std::size_t(row)].slot = slot;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT comparedChanged();
    return true;
}

std::vector<int> RunListModel::compared() const {
    std::vector<int> out;
    for (int slot = 0; slot < mostCompared; ++slot)
        for (int row = 0; row < rowCount(); ++row)
            if (slotOf(row) == slot)
                out.push_back(row);
    return out;
}

} // namespace attune::ui
