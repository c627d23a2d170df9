// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/appearance.h"

#include "ui/kit/theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace attune::ui {

namespace {
const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
const QString space = QStringLiteral("org.freedesktop.appearance");
const QString colourScheme = QStringLiteral("color-scheme"); // 1: dark
const QString contrast = QStringLiteral("contrast");         // 1: high

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
                  startPalette_.windowText().color().lightness()) {
    apply();
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(service, path, interface, QStringLiteral("SettingChanged"), this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    ask();
}

void Appearance::ask() {
    for (const QString& key : {colourScheme, contrast}) {
        QDBusMessage call =
            QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
        call << space << key;
        auto* watcher =
            new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, 3000), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key, watcher] {
            const QDBusPendingReply<QVariant> reply = *watcher;
            if (reply.isValid())
                take(key, reply.value());
            watcher->deleteLater();
        });
    }
}

void Appearance::settingChanged(const QString& changedSpace, const QString& key,
                                const QDBusVariant& value) {
    if (changedSpace == space)
        take(key, value.variant());
}

void Appearance::take(const QString& key, const QVariant& value) {
    const uint number = bare(value).toUInt();
    if (key == colourScheme && number > 0)
        systemDark_ = number == 1;
    else if (key == contrast)
        highContrast_ = number == 1;
    apply();
}

void Appearance::choose(Choice choice) {
    choice_ = choice;
    apply();
}

void Appearance::apply() {
    if (choice_ == Choice::System && highContrast_)
        QApplication::setPalette(startPalette_);
    else if (choice_ == Choice::Dark || (choice_ == Choice::System && systemDark_))
        QApplication::setPalette(darkPalette());
    else
        QApplication::setPalette(lightPalette());
}

} // namespace attune::ui
