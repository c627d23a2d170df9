// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/style.h"

#include "ui/kit/dialog_edge.h"
#include "ui/kit/fonts.h"
#include "ui/kit/icon.h"
#include "ui/kit/table.h"
#include "ui/kit/theme.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QMenuBar>
#include <QPainter>
#include <QStyleOption>
#include <QTableView>

namespace attune::ui {

namespace {

bool isInside(const QWidget* widget, bool spinOrCombo) {
    const QWidget* parent = widget != nullptr ? widget->parentWidget() : nullptr;
    return spinOrCombo && (qobject_cast<const QAbstractSpinBox*>(parent) != nullptr ||
                           qobject_cast<const QComboBox*>(parent) != nullptr);
}

QString kindOf(const QWidget* widget) {
    return widget != nullptr ? widget->property("kind").toString() : QString();
}

bool isInvalid(const QWidget* widget) {
    return widget != nullptr && widget->property("invalid").toBool();
}

// Of what cannot be used now. High contrast has no second colour of text, and what is disabled must
// not look as what is not: a grey that still has a contrast of 7 to its ground.
QColor offColour(const Theme& theme) {
    return !theme.highContrast ? theme.text2
           : theme.dark        ? QColor(0x98, 0x98, 0x98)
                               : QColor(0x58, 0x58, 0x58);
}

// The frame of a field: edit, spin box, combo box.
void paintField(QPainter& painter, const QStyleOption& option, const QWidget* widget,
                const Theme& theme) {
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focus = enabled && (option.state & QStyle::State_HasFocus);
    const QColor line = isInvalid(widget) ? theme.bad : focus ? theme.accent : theme.controlBorder;
    paintBox(painter, option.rect, enabled ? theme.card : theme.inset, line, 6,
             focus || isInvalid(widget) ? theme.ring : theme.line);
}

void paintCheck(QPainter& painter, const QStyleOption& option, const Theme& theme) {
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const QRectF box(option.rect);
    const QColor fill = !on ? theme.card : enabled ? theme.accent : theme.controlBorder;
    paintBox(painter, box, fill, on ? fill : theme.controlBorder, 4, theme.line);
    if (option.state & QStyle::State_On)
        paintIcon(painter, Icon::Check, box.adjusted(1.5, 1.5, -1.5, -1.5), theme.onAccent, 1.8);
    else if (on)
        paintIcon(painter, Icon::Minus, box.adjusted(1.5, 1.5, -1.5, -1.5), theme.onAccent, 1.8);
}

void paintButton(QPainter& painter, const QStyleOption& option, const QWidget* widget,
                 const Theme& theme) {
    const QString kind = kindOf(widget);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    const bool down = option.state & QStyle::State_Sunken;
    const bool checked = option.state & QStyle::State_On;
    const QColor offLine = theme.highContrast ? offColour(theme) : theme.border;
    // A focus ring takes the outer two pixels and leaves two free.
    if (kind == QLatin1String("primary")) {
        QColor fill = enabled ? theme.accent : theme.hover;
        if (enabled && (hover || down))
            fill = down ? fill.darker(112) : fill.lighter(108);
        paintBox(painter, option.rect, fill, enabled ? QColor() : offLine, 6, theme.line);
    } else if (kind == QLatin1String("ghost") || kind == QLatin1String("link")) {
        if (hover || down || checked)
            paintBox(painter, option.rect, checked ? theme.accentSoft : theme.hover,
                     theme.highContrast ? theme.accent : QColor());
    } else if (kind == QLatin1String("segment")) {
        const QRectF box = QRectF(option.rect).adjusted(1, 1, -1, -1);
        if (checked)
            paintBox(painter, box, theme.highContrast ? theme.accent : theme.card,
                     theme.controlBorder, 5, theme.line);
        else if (hover || down)
            paintBox(painter, box, theme.hover, theme.highContrast ? theme.accent : QColor(), 5);
    } else {
        const QColor line = checked                           ? theme.accent
                            : kind == QLatin1String("danger") ? theme.bad
                            : enabled                         ? theme.controlBorder
                                                              : offLine;
        paintBox(painter, option.rect,
                 checked         ? theme.accentSoft
                 : hover || down ? theme.hover
                                 : theme.card,
                 line, 6, hover || down || checked ? std::max(theme.line, 1.5) : theme.line);
    }
}

QColor buttonText(const QStyleOption& option, const QWidget* widget, const Theme& theme) {
    if (!(option.state & QStyle::State_Enabled))
        return offColour(theme);
    const QString kind = kindOf(widget);
    if (kind == QLatin1String("primary"))
        return theme.onAccent;
    if (kind == QLatin1String("danger"))
        return theme.bad;
    if (kind == QLatin1String("link"))
        return theme.accentText;
    if (kind == QLatin1String("segment") && !(option.state & QStyle::State_On))
        return theme.text2;
    if (kind == QLatin1String("segment") && theme.highContrast)
        return theme.onAccent;
    return theme.text;
}

} // namespace

AttuneStyle::AttuneStyle()
    : QProxyStyle(QStringLiteral("fusion")), dialogEdge_(new DialogEdge(this)) {}

void AttuneStyle::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QDialog*>(widget) != nullptr)
        widget->installEventFilter(dialogEdge_);
}

void AttuneStyle::unpolish(QWidget* widget) {
    widget->removeEventFilter(dialogEdge_);
    QProxyStyle::unpolish(widget);
}

void AttuneStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                                QPainter* painter, const QWidget* widget) const {
    const Theme theme = Theme::of(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
        paintButton(*painter, *option, widget, theme);
        return;
    case PE_FrameFocusRect:
        // Rows of views show focus by their selection.
        if (qobject_cast<const QAbstractItemView*>(widget) == nullptr)
            paintBox(*painter, option->rect, {}, theme.accent, 6, theme.ring);
        return;
    case PE_PanelLineEdit:
        if (!isInside(widget, true)) {
            const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            if (frame == nullptr || frame->lineWidth > 0)
                paintField(*painter, *option, widget, theme);
            else
                painter->fillRect(option->rect, theme.card);
        }
        return;
    case PE_IndicatorHeaderArrow: // drawn with the text of the head
        return;
    case PE_FrameLineEdit:
    case PE_FrameMenu:
    case PE_FrameStatusBarItem:
        return;
    case PE_PanelMenu:
        painter->fillRect(option->rect, theme.card);
        painter->setPen(QPen(theme.border, theme.line));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, theme.card);
        painter->setPen(theme.controlBorder);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paintCheck(*painter, *option, theme);
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem: {
        const bool selected = option->state & State_Selected;
        const bool hover = (option->state & State_MouseOver) && (option->state & State_Enabled);
        if (selected || hover)
            painter->fillRect(option->rect, selected ? theme.accentSoft : theme.hover);
        if (selected && theme.highContrast) {
            // A cell of a table is a piece of its row, which has no ends here.
            const QRect r = option->rect;
            painter->fillRect(QRect(r.left(), r.top(), r.width(), 2), theme.accent);
            painter->fillRect(QRect(r.left(), r.bottom() - 1, r.width(), 2), theme.accent);
            if (qobject_cast<const QTableView*>(widget) == nullptr) {
                painter->fillRect(QRect(r.left(), r.top(), 2, r.height()), theme.accent);
                painter->fillRect(QRect(r.right() - 1, r.top(), 2, r.height()), theme.accent);
            }
        }
        return;
    }
    case PE_Frame:
        paintBox(*painter, option->rect, {}, theme.controlBorder, 6, theme.line);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void AttuneStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const {
    const Theme theme = Theme::of(option->palette);
    switch (element) {
    case CE_PushButtonLabel: {
        QStyleOptionButton button(*qstyleoption_cast<const QStyleOptionButton*>(option));
        const QColor colour = buttonText(*option, widget, theme);
        button.palette.setColor(QPalette::All, QPalette::ButtonText, colour);
        button.features &= ~QStyleOptionButton::HasMenu;
        QProxyStyle::drawControl(element, &button, painter, widget);
        return;
    }
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        painter->setPen(theme.border);
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        return;
    case CE_HeaderLabel: {
        const auto* head = qstyleoption_cast<const QStyleOptionHeader*>(option);
        const auto* view = qobject_cast<const QHeaderView*>(widget);
        if (head == nullptr || view == nullptr)
            break;
        const QRect section(view->sectionViewportPosition(head->section), 0,
                            view->sectionSize(head->section), view->height());
        painter->setPen(theme.text2);
        painter->setFont(textFont(TextSize::Secondary, QFont::Medium));
        const QRect room =
            section.adjusted(cellLeft(view->visualIndex(head->section)), 0, -cellRight, 0);
        // The arrow stands beside the text: after it, or before one that is aligned right.
        constexpr int arrow = 12;
        const bool sorted = head->sortIndicator != QStyleOptionHeader::None;
        const QString text = painter->fontMetrics().elidedText(
            head->text, Qt::ElideRight, room.width() - (sorted ? arrow + 2 : 0));
        painter->drawText(
            room, static_cast<int>(head->textAlignment) | Qt::AlignVCenter | Qt::TextSingleLine,
            text);
        if (sorted) {
            const int wide = painter->fontMetrics().horizontalAdvance(text);
            const bool right = (head->textAlignment & Qt::AlignRight) != 0;
            const qreal x = right ? room.right() - wide - arrow - 1 : room.left() + wide + 2;
            paintIcon(*painter,
                      view->sortIndicatorOrder() == Qt::AscendingOrder ? Icon::Up : Icon::Down,
                      QRectF(x, room.center().y() - arrow / 2.0 + 0.5, arrow, arrow), theme.text2);
        }
        return;
    }
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, theme.chrome);
        return;
    case CE_MenuBarItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        painter->fillRect(option->rect, theme.chrome);
        if (option->state & State_Selected)
            paintBox(*painter, QRectF(option->rect).adjusted(0, 2, 0, -2), theme.hover,
                     theme.highContrast ? theme.accent : QColor(), 6, theme.line);
        painter->setPen(option->state & State_Enabled ? theme.text : theme.text2);
        const bool underline = proxy()->styleHint(SH_UnderlineShortcut, option, widget) != 0;
        painter->drawText(option->rect,
                          Qt::AlignCenter | Qt::TextSingleLine |
                              (underline ? Qt::TextShowMnemonic : Qt::TextHideMnemonic),
                          item->text);
        return;
    }
    case CE_ProgressBarGroove:
        paintBox(*painter, option->rect, theme.border, {}, 3);
        return;
    case CE_ItemViewItem: {
        // Chosen rows are framed, not filled, where fills would hide their text.
        const auto* row = qstyleoption_cast<const QStyleOptionViewItem*>(option);
        if (row == nullptr || !theme.highContrast)
            break;
        QStyleOptionViewItem item(*row);
        item.palette.setColor(QPalette::All, QPalette::HighlightedText, theme.text);
        QProxyStyle::drawControl(element, &item, painter, widget);
        return;
    }
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void AttuneStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                     QPainter* painter, const QWidget* widget) const {
    const Theme theme = Theme::of(option->palette);
    const QRect r = option->rect;
    switch (control) {
    case CC_ComboBox:
        paintField(*painter, *option, widget, theme);
        paintIcon(*painter, Icon::Down, QRectF(r.right() - 22, r.center().y() - 7, 16, 16),
                  theme.text2);
        return;
    case CC_SpinBox: {
        paintField(*painter, *option, widget, theme);
        const qreal x = r.right() - 19, y = r.center().y() + .5;
        paintIcon(*painter, Icon::Up, QRectF(x, y - 11, 12, 12), theme.text2);
        paintIcon(*painter, Icon::Down, QRectF(x, y - 1, 12, 12), theme.text2);
        return;
    }
    case CC_ScrollBar: {
        QRectF slider = proxy()->subControlRect(control, option, SC_ScrollBarSlider, widget);
        slider = option->state & State_Horizontal ? slider.adjusted(2, 3, -2, -3)
                                                  : slider.adjusted(3, 2, -3, -2);
        const bool hot = option->state & (State_MouseOver | State_Sunken);
        paintBox(*painter, slider, hot ? theme.text2 : theme.controlBorder, {}, 3);
        return;
    }
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

int AttuneStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                             const QWidget* widget) const {
    switch (metric) {
    case PM_ScrollBarExtent:
        return 12;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
        return scaled(16);
    case PM_MenuBarItemSpacing:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_MenuBarVMargin:
        return 2;
    case PM_MenuBarHMargin:
    case PM_HeaderMargin:
        return 8;
    case PM_MenuVMargin:
    case PM_MenuHMargin:
        return 4;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize AttuneStyle::sizeFromContents(ContentsType type, const QStyleOption* option,
                                    const QSize& size, const QWidget* widget) const {
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const bool compact = widget != nullptr && widget->property("compact").toBool();
    const int height = scaled(compact ? 26 : 32);
    switch (type) {
    case CT_PushButton: {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        if (button == nullptr)
            return result;
        const int text = button->text.isEmpty()
                             ? 0
                             : button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
        const int icon = button->icon.isNull() ? 0 : button->iconSize.width() + (text > 0 ? 6 : 0);
        return {text > 0 ? text + icon + (compact ? 20 : 26) : height, height};
    }
    case CT_ComboBox:
        return {result.width() + 16, height};
    case CT_LineEdit:
    case CT_SpinBox:
        result.setHeight(height);
        return result;
    case CT_MenuBarItem:
        return {result.width() + 4, scaled(28)};
    case CT_MenuItem:
        return {result.width() + 12, std::max(result.height(), option ? scaled(26) : 0)};
    default:
        return result;
    }
}

int AttuneStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                           QStyleHintReturn* result) const {
    switch (hint) {
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

QRect AttuneStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                                  SubControl sub, const QWidget* widget) const {
    const QRect r = option->rect;
    if (control == CC_ComboBox) {
        if (sub == SC_ComboBoxEditField)
            return r.adjusted(9, 1, -26, -1);
        if (sub == SC_ComboBoxArrow)
            return {r.right() - 25, r.y(), 26, r.height()};
    }
    if (control == CC_SpinBox) {
        if (sub == SC_SpinBoxEditField)
            return r.adjusted(8, 2, -24, -2);
        if (sub == SC_SpinBoxUp)
            return {r.right() - 23, r.y(), 24, r.height() / 2};
        if (sub == SC_SpinBoxDown)
            return {r.right() - 23, r.center().y(), 24, r.height() / 2};
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

QRect AttuneStyle::subElementRect(SubElement element, const QStyleOption* option,
                                  const QWidget* widget) const {
    if (element == SE_LineEditContents && widget != nullptr && !isInside(widget, true))
        return option->rect.adjusted(7, 1, -7, -1);
    if (element == SE_PushButtonFocusRect)
        return option->rect;
    return QProxyStyle::subElementRect(element, option, widget);
}

} // namespace attune::ui
