// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/confusion_view.h"

#include "ui/kit/fonts.h"
#include "ui/kit/numbers.h"
#include "ui/kit/theme.h"
#include "ui/models/confusion_model.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace attune::ui {

namespace {

constexpr int kLeastWidth = 34, kLeastHeight = 26; // a count of four digits stays readable
constexpr int kMostWidth = 128, kMostHeight = 64;
constexpr int kRecall = 52;

QColor mixed(const QColor& ground, const QColor& colour, double share) {
    return QColor::fromRgbF(
        static_cast<float>(ground.redF() + (colour.redF() - ground.redF()) * share),
        static_cast<float>(ground.greenF() + (colour.greenF() - ground.greenF()) * share),
        static_cast<float>(ground.blueF() + (colour.blueF() - ground.blueF()) * share));
}

} // namespace

class ConfusionView::Delegate : public QStyledItemDelegate {
public:
    explicit Delegate(ConfusionView* view) : QStyledItemDelegate(view), view_(view) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Theme theme = Theme::of(*view_);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5);
        if (!view_->confusion_->isCell(index)) {
            painter->setPen(theme.text);
            painter->setFont(textFont(TextSize::Body, QFont::DemiBold));
            painter->drawText(option.rect.adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter,
                              index.data().toString());
            painter->restore();
            return;
        }
        const bool right = index.row() == index.column();
        const double share = index.data(ConfusionModel::ShareRole).toDouble();
        // Wrong cells are rare, so their tint rises faster; 0.62 and 0.54 keep the text's contrast.
        const double tint = theme.highContrast ? 0
                            : right            ? 0.06 + 0.56 * share
                            : share > 0        ? 0.06 + 0.48 * std::min(1.0, 2 * share)
                                               : 0.03;
        paintBox(*painter, box, mixed(theme.card, right ? theme.accent : theme.series[1], tint),
                 theme.highContrast ? theme.border : QColor(), 3);

        painter->setPen(theme.text);
        const bool two = option.rect.height() >= scaled(40) && option.rect.width() >= scaled(48);
        const QFont number = textFont(two ? TextSize::Lead : TextSize::Secondary, QFont::DemiBold);
        painter->setFont(number);
        const QString count = index.data().toString();
        if (two) {
            const QRectF upper = box.adjusted(0, 2, 0, -box.height() / 2 + 4);
            painter->drawText(upper, Qt::AlignHCenter | Qt::AlignBottom, count);
            painter->setFont(textFont(TextSize::Caption));
            const QRectF lower = box.adjusted(0, box.height() / 2 + 4, 0, 0);
            painter->drawText(lower, Qt::AlignHCenter | Qt::AlignTop, percentText(share, 1));
        } else if (index.data(ConfusionModel::CountRole).toLongLong() > 0) {
            painter->drawText(box, Qt::AlignCenter, count);
        }

        const bool chosen =
            index.row() == view_->chosenTruth_ && index.column() == view_->chosenPredicted_;
        const bool focused = view_->hasFocus() && index == view_->currentIndex();
        if (chosen)
            paintBox(*painter, box, QColor(), theme.text, 3, 2);
        if (focused)
            paintBox(*painter, QRectF(option.rect), QColor(), theme.accentText, 5, 2);
        painter->restore();
    }

private:
    ConfusionView* view_;
};

// Label names, elided; no ground, no lines.
class ConfusionView::Head : public QHeaderView {
public:
    Head(Qt::Orientation orientation, ConfusionView* view)
        : QHeaderView(orientation, view), view_(view) {
        setSectionsClickable(false);
        setHighlightSections(false);
        viewport()->setAutoFillBackground(false);
    }

    QSize sizeHint() const override {
        if (orientation() == Qt::Horizontal)
            return {0, scaled(24)};
        int wide = 0;
        const QFontMetrics metrics(textFont(TextSize::Secondary, QFont::Medium));
        for (int id = 0; view_->confusion_ != nullptr && id < view_->confusion_->labelCount(); ++id)
            wide = std::max(wide, metrics.horizontalAdvance(view_->confusion_->label(id)));
        return {std::clamp(wide + 16, scaled(48), scaled(120)), 0};
    }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override {
        const Theme theme = Theme::of(*view_);
        const bool across = orientation() == Qt::Horizontal;
        const bool recall = across && section == view_->confusion_->labelCount();
        painter->save();
        painter->setFont(textFont(TextSize::Secondary, recall ? QFont::Normal : QFont::Medium));
        painter->setPen(recall ? theme.text2 : theme.text);
        const QRect box =
            across ? rect.adjusted(2, 0, recall ? -4 : -2, -4) : rect.adjusted(0, 0, -10, 0);
        const QString text = view_->confusion_->headerData(section, orientation()).toString();
        const int align = !across || recall ? Qt::AlignRight : Qt::AlignHCenter;
        painter->drawText(
            box, align | (across ? Qt::AlignBottom : Qt::AlignVCenter) | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
        painter->restore();
    }

    // The base would draw the style's lines where no section is.
    void paintEvent(QPaintEvent*) override {
        if (view_->confusion_ == nullptr)
            return;
        QPainter painter(viewport());
        const bool across = orientation() == Qt::Horizontal;
        for (int section = 0; section < count(); ++section) {
            const int at = sectionViewportPosition(section);
            const QRect box = across ? QRect(at, 0, sectionSize(section), height())
                                     : QRect(0, at, width(), sectionSize(section));
            if (box.intersects(viewport()->rect()))
                paintSection(&painter, box, section);
        }
    }

private:
    ConfusionView* view_;
};

ConfusionView::ConfusionView(QWidget* parent) : QTableView(parent) {
    setHorizontalHeader(new Head(Qt::Horizontal, this));
    setVerticalHeader(new Head(Qt::Vertical, this));
    setItemDelegate(new Delegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setCornerButtonEnabled(false);
    // The corner would be painted as a head.
    if (auto* corner = findChild<QAbstractButton*>())
        corner->installEventFilter(this);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    viewport()->setAutoFillBackground(false);
    for (QHeaderView* header : {horizontalHeader(), verticalHeader()}) {
        header->setMinimumSectionSize(kLeastHeight);
        header->setSectionResizeMode(QHeaderView::Fixed);
    }
    connect(this, &QAbstractItemView::clicked, this, &ConfusionView::choose);
}

void ConfusionView::setConfusion(ConfusionModel* model) {
    confusion_ = model;
    setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        setChosen(-1, -1);
        updateGeometry();
        share();
    });
    share();
}

void ConfusionView::setChosen(int truth, int predicted) {
    chosenTruth_ = truth;
    chosenPredicted_ = predicted;
    viewport()->update();
}

QSize ConfusionView::sizeHint() const { return {scaled(440), scaled(230)}; }
QSize ConfusionView::minimumSizeHint() const { return {scaled(240), scaled(140)}; }

void ConfusionView::share() {
    if (confusion_ == nullptr || confusion_->labelCount() == 0)
        return;
    const int labels = confusion_->labelCount();
    const int recall = scaled(kRecall);
    const int across = std::clamp((viewport()->width() - recall) / labels, scaled(kLeastWidth),
                                  scaled(kMostWidth));
    const int down =
        std::clamp(viewport()->height() / labels, scaled(kLeastHeight), scaled(kMostHeight));
    for (int id = 0; id < labels; ++id) {
        setColumnWidth(id, across);
        setRowHeight(id, down);
    }
    setColumnWidth(labels, recall);
}

void ConfusionView::choose(const QModelIndex& index) {
    if (confusion_ == nullptr || !confusion_->isCell(index))
        return;
    setChosen(index.row(), index.column());
    Q_EMIT cellChosen(index.row(), index.column());
}

bool ConfusionView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Paint && qobject_cast<QAbstractButton*>(watched) != nullptr)
        return true;
    return QTableView::eventFilter(watched, event);
}

void ConfusionView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    share();
}

void ConfusionView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
        event->key() == Qt::Key_Space) {
        choose(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

void ConfusionView::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        share();
}

} // namespace attune::ui
