// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/shortcuts_dialog.h"

#include "ui/kit/button.h"
#include "ui/kit/label.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>

#include <vector>

namespace attune::ui {

namespace {

QString withoutMnemonic(QString text) {
    // “File(&F)” of the Chinese menus, “&File” of the others.
    const int bracket = text.indexOf(QLatin1String("(&"));
    if (bracket >= 0)
        text.remove(bracket, 4);
    return text.remove(QLatin1Char('&')).remove(QStringLiteral("…"));
}

struct Line {
    QString what, keys;
};

QString namesOf(const QList<QKeySequence>& keys) {
    QStringList names;
    for (const QKeySequence& key : keys)
        names << key.toString(QKeySequence::NativeText);
    return names.join(QStringLiteral("  "));
}

// Keys that the parts of a page have, wherever they stand.
std::vector<Line> keysOfParts() {
    std::vector<Line> lines;
    const auto add = [&](const QString& what, const QList<QKeySequence>& keys) {
        lines.push_back({what, namesOf(keys)});
    };
    add(ShortcutsDialog::tr("Charts: move the pointer line"), {Qt::Key_Left, Qt::Key_Right});
    add(ShortcutsDialog::tr("Charts: nearer, farther"), {Qt::Key_Plus, Qt::Key_Minus});
    add(ShortcutsDialog::tr("Charts: show everything"), {Qt::Key_Home});
    add(ShortcutsDialog::tr("Tables: change the chosen cell"), {Qt::Key_F2});
    add(ShortcutsDialog::tr("Next and previous field"),
        {Qt::Key_Tab, QKeySequence(Qt::SHIFT | Qt::Key_Tab)});
    return lines;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QList<QAction*>& menus, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    grid->setHorizontalSpacing(32);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(0, 1);
    int row = 0;
    const auto label = [](const QString& text, QFont::Weight weight, Tone tone) {
        auto* made = new Label(TextSize::Body, weight, tone);
        made->setText(text);
        return made;
    };
    const auto group = [&](const QString& title, const std::vector<Line>& lines) {
        if (lines.empty())
            return;
        if (row > 0)
            grid->setRowMinimumHeight(row++, scaled(8));
        grid->addWidget(label(title, QFont::DemiBold, Tone::Text), row++, 0, 1, 2);
        for (const Line& line : lines) {
            grid->addWidget(label(line.what, QFont::Normal, Tone::Text), row, 0);
            grid->addWidget(label(line.keys, QFont::Normal, Tone::Secondary), row++, 1);
        }
    };
    for (const QAction* menu : menus) {
        std::vector<Line> lines;
        if (menu->menu() != nullptr)
            for (const QAction* action : menu->menu()->actions())
                if (!action->shortcut().isEmpty())
                    lines.push_back(
                        {withoutMnemonic(action->text()), namesOf({action->shortcut()})});
        group(withoutMnemonic(menu->text()), lines);
    }
    group(tr("Everywhere"), keysOfParts());

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    auto* close = new Button(tr("Close"), ButtonKind::Outline);
    connect(close, &Button::clicked, this, &QDialog::accept);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addWidget(scroll, 1);
    column->addLayout(buttons);
    resize(scaled(460), scaled(560));
}

} // namespace attune::ui
