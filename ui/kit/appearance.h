// SPDX-License-Identifier: GPL-3.0-or-later
// Light, dark or as the system: sets the application's palette and follows the system while it
// runs. Qt 6.4 does not tell a change of the system's colours, so the desktop portal is asked
// (org.freedesktop.portal.Settings); without one the palette that the program started with
// counts. A system with high contrast keeps its own palette.
#pragma once

#include <QObject>
#include <QPalette>

class QDBusVariant;

namespace attune::ui {

class Appearance : public QObject {
    Q_OBJECT
public:
    enum class Choice { System, Light, Dark };

    explicit Appearance(QObject* parent = nullptr);

    Choice choice() const { return choice_; }
    void choose(Choice choice);

private Q_SLOTS:
    void settingChanged(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void ask();
    void take(const QString& key, const QVariant& value);
    void apply();

    Choice choice_ = Choice::System;
    QPalette startPalette_;
    bool systemDark_ = false;
    bool highContrast_ = false;
};

} // namespace attune::ui
