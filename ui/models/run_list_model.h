// SPDX-License-Identifier: GPL-3.0-or-later
// The run folders below one folder: name, state, step, best score, when.
#pragma once

#include "studio/studio.h"
#include "ui/jobs/background_job.h"

#include <QAbstractTableModel>

namespace attune::ui {

class RunListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, State, Steps, Best, Started, ColumnCount };

    explicit RunListModel(QObject* parent = nullptr);

    // Looks again, off the GUI thread.
    void look(const fs::path& folder);
    const studio::RunCard& card(int row) const { return cards_[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static QString stateText(studio::RunState state);

Q_SIGNALS:
    void looked();

private:
    std::vector<studio::RunCard> cards_;
    BackgroundJob<std::vector<studio::RunCard>> job_;
};

} // namespace attune::ui
