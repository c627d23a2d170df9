// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_filter_model.h"

#include "ui/models/run_list_model.h"

#include <algorithm>

namespace attune::ui {

RunFilterModel::RunFilterModel(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(RunListModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
    setDynamicSortFilter(true);
}

void RunFilterModel::setWords(const QString& text) {
    words_ = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

bool RunFilterModel::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const auto text = [&](int column) {
        return sourceModel()->index(row, column, parent).data().toString();
    };
    const QString all = text(RunListModel::Name) + QLatin1Char('\n') + text(RunListModel::State);
    return std::all_of(words_.begin(), words_.end(), [&all](const QString& word) {
        return all.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace attune::ui
