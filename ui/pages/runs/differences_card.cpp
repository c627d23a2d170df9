// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/differences_card.h"

#include "ui/kit/empty_state.h"
#include "ui/kit/fonts.h"
#include "ui/kit/label.h"
#include "ui/kit/table.h"
#include "ui/models/run_differences_model.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

namespace {

constexpr int rowHeight = 28, leastColumn = 84, mostColumn = 170, leastName = 132, mostName = 190;

class DifferenceDelegate : public CellDelegate {
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                   const QRect& content) const override {
        const Theme theme = Theme::of(option.palette);
        const bool marked = index.data(RunDifferencesModel::MarkRole).toBool();
        const bool head = index.data(RunDifferencesModel::HeadRole).toBool();
        painter.setFont(textFont(head ? TextSize::Secondary : TextSize::Body,
                                 marked || head ? QFont::DemiBold : QFont::Normal));
        const QString text = painter.fontMetrics().elidedText(
            index.data().toString().section(u'\n', 0, 0), Qt::ElideMiddle, content.width());
        if (marked) {
            const int wide = painter.fontMetrics().horizontalAdvance(text);
            paintBox(painter,
                     QRectF(content.left() - 6, content.center().y() - scaled(20) / 2.0 + 0.5,
                            wide + 12, scaled(20)),
                     theme.accentSoft, theme.highContrast ? theme.border : QColor(), 4);
        }
        painter.setPen(head ? theme.text2 : theme.text);
        painter.drawText(content, Qt::AlignVCenter | Qt::TextSingleLine, text);
    }
};

} // namespace

DifferencesCard::DifferencesCard(QWidget* parent)
    : Card(true, Padding::None, parent),
      model_(new RunDifferencesModel(this)),
      count_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary)),
      stack_(new QStackedWidget),
      table_(new QTableView),
      empty_(new EmptyState(Icon::Runs)) {
    head()->addStretch();
    head()->addWidget(count_);
    table_->setModel(model_);
    setUpTable(*table_, rowHeight);
    delete table_->itemDelegate();
    table_->setItemDelegate(new DifferenceDelegate(table_));
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->viewport()->installEventFilter(this);
    stack_->addWidget(table_);
    stack_->addWidget(empty_);
    body()->addWidget(stack_, 1);
    refresh();
}

void DifferencesCard::setRuns(const std::vector<studio::RunSummary>& runs,
                              const std::string& metric) {
    model_->setRuns(runs, metric);
    refresh();
}

void DifferencesCard::refresh() {
    const bool any = model_->rowCount() > 0;
    count_->setText(any ? tr("%1 of %2 settings").arg(model_->differing()).arg(model_->settings())
                        : QString());
    stack_->setCurrentIndex(any ? 0 : 1);
    shareWidth();
}

// Columns as wide as their texts, within bounds. What is left goes to all alike; what is missing
// they give as far as they can, and then the table scrolls.
void DifferencesCard::shareWidth() {
    const int columns = model_->columnCount();
    const QFontMetrics metrics(textFont(TextSize::Body, QFont::DemiBold));
    std::vector<int> widths;
    int all = 0;
    for (int column = 0; column < columns; ++column) {
        int wide = metrics.horizontalAdvance(
            model_->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        for (int row = 0; row < model_->rowCount(); ++row)
            wide = std::max(
                wide, metrics.horizontalAdvance(model_->index(row, column).data().toString()));
        wide = std::clamp(wide + cellLeft(column) + cellRight + 4, scaled(leastColumn),
                          scaled(column == 0 ? mostName : mostColumn));
        widths.push_back(wide);
        all += wide;
    }
    const int room = table_->viewport()->width();
    // The widest gives first, so that no text is cut for the sake of a wider one.
    while (all > room) {
        int widest = -1;
        for (int column = 0; column < columns; ++column)
            if (const int width = widths[static_cast<std::size_t>(column)];
                width > scaled(column == 0 ? leastName : leastColumn) &&
                (widest < 0 || width > widths[static_cast<std::size_t>(widest)]))
                widest = column;
        if (widest < 0)
            break;
        --widths[static_cast<std::size_t>(widest)];
        --all;
    }
    const int rest = std::max(room - all, 0) / columns;
    for (int column = 0; column < columns; ++column)
        table_->setColumnWidth(column, widths[static_cast<std::size_t>(column)] + rest);
}

// A scroll bar that comes or goes changes the room as well as the window does.
bool DifferencesCard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(this, &DifferencesCard::shareWidth, Qt::QueuedConnection);
    return Card::eventFilter(watched, event);
}

void DifferencesCard::retranslate() {
    setTitle(tr("What differs"));
    table_->setAccessibleName(tr("What differs between the compared runs"));
    empty_->setTexts(tr("Nothing to compare"),
                     tr("Tick two runs or more: the settings that differ stand here, and what they "
                        "led to."));
    model_->retranslate();
    refresh();
}

} // namespace attune::ui
