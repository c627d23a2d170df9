// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/appearance.h"

#include "ui/kit/theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QVariant>

namespace attune::ui {

namespace {
const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
struct Setting {
    QString space, key;
};
const Setting colourScheme{QStringLiteral("org.freedesktop.appearance"),
                           QStringLiteral("color-scheme")}; // 1: dark
const Setting contrastSetting{QStringLiteral("org.freedesktop.appearance"),
                              QStringLiteral("contrast")}; // 1: high
const Setting gnomeContrast{QStringLiteral("org.gnome.desktop.a11y.interface"),
                            QStringLiteral("high-contrast")}; // true or false
const Setting gtkTheme{QStringLiteral("org.gnome.desktop.interface"),
                       QStringLiteral("gtk-theme")}; // HighContrast, HighContrastInverse

bool isContrastTheme(const QString& name) {
    return name.startsWith(QLatin1String("HighContrast"), Qt::CaseInsensitive);
}

// A variant may lie in further variants.
QVariant bare(QVariant value) {
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}
} // namespace

Appearance::Appearance(QObject* parent)
    : QObject(parent),
      startPalette_(QApplication::palette()),
      systemDark_(startPalette_.window().color().lightness() <
                  startPalette_.windowText().color().lightness()),
      gtkContrast_(isContrastTheme(qEnvironmentVariable("GTK_THEME"))) {
    apply();
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(service, path, interface, QStringLiteral("SettingChanged"), this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    ask();
}

void Appearance::ask() {
    for (const Setting& setting : {colourScheme, contrastSetting, gnomeContrast, gtkTheme}) {
        QDBusMessage call =
            QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
        call << setting.space << setting.key;
        auto* watcher =
            new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, 3000), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, setting, watcher] {
            const QDBusPendingReply<QVariant> reply = *watcher;
            if (reply.isValid())
                take(setting.space, setting.key, reply.value());
            watcher->deleteLater();
        });
    }
}

void Appearance::settingChanged(const QString& space, const QString& key,
                                const QDBusVariant& value) {
    take(space, key, value.variant());
}

void Appearance::take(const QString& space, const QString& key, const QVariant& value) {
    const QVariant plain = bare(value);
    const auto is = [&](const Setting& setting) {
        return space == setting.space && key == setting.key;
    };
    if (is(colourScheme)) {
        if (plain.toUInt() > 0) // 0: no preference
            systemDark_ = plain.toUInt() == 1;
    } else if (is(contrastSetting)) {
        portalContrast_ = plain.toUInt() == 1;
    } else if (is(gnomeContrast)) {
        gnomeContrast_ = plain.toBool();
    } else if (is(gtkTheme)) {
        gtkContrast_ = isContrastTheme(plain.toString());
        if (gtkContrast_)
            systemDark_ = plain.toString().contains(QLatin1String("Inverse"));
    } else {
        return;
    }
    apply();
}

void Appearance::choose(Choice choice) {
    choice_ = choice;
    apply();
}

Appearance::Choice Appearance::fromSetting(const QVariant& value) {
    const int number = value.toInt();
    return number >= 0 && number <= static_cast<int>(Choice::ContrastDark)
               ? static_cast<Choice>(number)
               : Choice::System;
}

void Appearance::apply() {
    QPalette palette;
    switch (choice_) {
    case Choice::System:
        if (isHighContrast(startPalette_))
            palette = startPalette_;
        else if (portalContrast_ || gnomeContrast_ || gtkContrast_)
            palette = highContrastPalette(systemDark_);
        else
            palette = systemDark_ ? darkPalette() : lightPalette();
        break;
    case Choice::Light:
        palette = lightPalette();
        break;
    case Choice::Dark:
        palette = darkPalette();
        break;
    case Choice::ContrastLight:
    case Choice::ContrastDark:
        palette = highContrastPalette(choice_ == Choice::ContrastDark);
        break;
    }
    QApplication::setPalette(palette);
}

} // namespace attune::ui
