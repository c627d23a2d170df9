// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/window_state.h"

#include "ui/kit/last_folder.h"

#include <QHeaderView>
#include <QSettings>
#include <QTableView>
#include <QWidget>

namespace attune::ui {

namespace {

constexpr int narrowest = 24, widest = 4000; // px of a column

// A map of texts; other values of a settings file are none.
QMap<QString, QString> textsOf(const QVariant& value) {
    QMap<QString, QString> out;
    const QVariantMap map = value.toMap();
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        if (const QString text = it.value().toString(); !text.isEmpty())
            out[it.key()] = text;
    return out;
}

QVariantMap mapOf(const QMap<QString, QString>& texts) {
    QVariantMap out;
    for (auto it = texts.cbegin(); it != texts.cend(); ++it)
        out[it.key()] = it.value();
    return out;
}

QString keyOf(const QTableView& table) {
    QString page;
    for (const QWidget* parent = table.parentWidget(); parent != nullptr;
         parent = parent->parentWidget())
        if (!parent->objectName().isEmpty()) {
            page = parent->objectName();
            if (parent->inherits("attune::ui::Page"))
                break;
        }
    return page + QLatin1Char('.') + table.objectName();
}

QList<QTableView*> namedTables(const QWidget& window) {
    QList<QTableView*> out;
    for (auto* table : window.findChildren<QTableView*>())
        if (!table->objectName().isEmpty() && table->model() != nullptr)
            out << table;
    return out;
}

bool isDragged(const QHeaderView& head, int column) {
    return head.sectionResizeMode(column) == QHeaderView::Interactive &&
           !head.isSectionHidden(column);
}

// "3,descending;72,-,208": the column that sorts, if any, and the widths that a person may set.
QString stateOf(const QTableView& table) {
    const QHeaderView& head = *table.horizontalHeader();
    QStringList widths;
    for (int column = 0; column < head.count(); ++column)
        widths << (isDragged(head, column) ? QString::number(head.sectionSize(column))
                                           : QStringLiteral("-"));
    QString sort;
    if (table.isSortingEnabled())
        sort = QStringLiteral("%1,%2").arg(QString::number(head.sortIndicatorSection()),
                                           head.sortIndicatorOrder() == Qt::AscendingOrder
                                               ? QStringLiteral("ascending")
                                               : QStringLiteral("descending"));
    return sort + QLatin1Char(';') + widths.join(QLatin1Char(','));
}

void apply(const QString& state, QTableView& table) {
    QHeaderView& head = *table.horizontalHeader();
    const QStringList parts = state.split(QLatin1Char(';'));
    if (parts.size() != 2)
        return;
    const QStringList widths = parts[1].split(QLatin1Char(','));
    if (widths.size() != head.count())
        return; // of another version
    for (int column = 0; column < head.count(); ++column) {
        bool known = false;
        const int width = widths[column].toInt(&known);
        if (known && width >= narrowest && width <= widest && isDragged(head, column))
            head.resizeSection(column, width);
    }
    const QStringList sort = parts[0].split(QLatin1Char(','));
    bool known = false;
    const int column = sort[0].toInt(&known);
    if (sort.size() == 2 && known && column >= 0 && column < head.count() &&
        table.isSortingEnabled())
        table.sortByColumn(column, sort[1] == QLatin1String("ascending") ? Qt::AscendingOrder
                                                                         : Qt::DescendingOrder);
}

} // namespace

void keepWindow(QWidget& window, QSettings& settings) {
    settings.setValue(QStringLiteral("geometry"), window.saveGeometry());
    QMap<QString, QString> tables;
    for (const QTableView* table : namedTables(window))
        tables[keyOf(*table)] = stateOf(*table);
    settings.setValue(QStringLiteral("tables"), mapOf(tables));
    settings.setValue(QStringLiteral("folders"), mapOf(lastFolders(window)));
}

void restoreWindow(QWidget& window, const QSettings& settings) {
    window.restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
    const QMap<QString, QString> tables = textsOf(settings.value(QStringLiteral("tables")));
    for (QTableView* table : namedTables(window))
        apply(tables.value(keyOf(*table)), *table);
    setLastFolders(window, textsOf(settings.value(QStringLiteral("folders"))));
}

void keepPages(const LeftPages& pages, const QStringList& files, QSettings& settings) {
    LeftPages kept;
    for (const QString& file : files)
        if (pages.contains(file))
            kept[file] = pages[file];
    settings.setValue(QStringLiteral("pages"), mapOf(kept));
}

LeftPages leftPages(const QSettings& settings) {
    return textsOf(settings.value(QStringLiteral("pages")));
}

} // namespace attune::ui
