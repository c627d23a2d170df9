// SPDX-License-Identifier: GPL-3.0-or-later
// The runs whose name or state has every word that is typed, in the order of a column.
#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace attune::ui {

class RunFilterModel : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit RunFilterModel(QObject* parent = nullptr);
    void setWords(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QStringList words_;
};

} // namespace attune::ui
