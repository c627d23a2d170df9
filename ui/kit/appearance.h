// SPDX-License-Identifier: GPL-3.0-or-later
// Light, dark or as the system: sets the application's palette and follows the system while it
// runs. Qt 6.4 does not tell a change of the system's colours, so the desktop portal is asked
// (org.freedesktop.portal.Settings); without one the palette that the program started with
// counts. High contrast is told by the portal (contrast; GNOME's switch and the name of GTK's
// theme, where it passes them on) or by that palette, which is then kept; or it is chosen.
#pragma once

#include <QObject>
#include <QPalette>

class QDBusVariant;
class QVariant;

namespace attune::ui {

class Appearance : public QObject {
    Q_OBJECT
public:
    // The order is that of the settings file.
    enum class Choice { System, Light, Dark, ContrastLight, ContrastDark };

    explicit Appearance(QObject* parent = nullptr);

    Choice choice() const { return choice_; }
    void choose(Choice choice);
    // What a settings file holds; nonsense is the system's choice.
    static Choice fromSetting(const QVariant& value);

private Q_SLOTS:
    void settingChanged(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void ask();
    void take(const QString& space, const QString& key, const QVariant& value);
    void apply();

    Choice choice_ = Choice::System;
    QPalette startPalette_;
    bool systemDark_ = false;
    // Three ways to say it; any of them counts.
    bool portalContrast_ = false;
    bool gnomeContrast_ = false;
    bool gtkContrast_ = false;
};

} // namespace attune::ui
