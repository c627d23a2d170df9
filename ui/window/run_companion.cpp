// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/run_companion.h"

#include "ui/kit/core_text.h"
#include "ui/kit/numbers.h"
#include "ui/models/run_model.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>
#include <QVariantMap>
#include <QWidget>

namespace attune::ui {

namespace {
constexpr int patience = 3000; // ms
}

RunCompanion::RunCompanion(RunModel& run, QWidget& window)
    : QObject(&window), run_(run), window_(window) {
    connect(&run, &RunModel::stateChanged, this, &RunCompanion::follow);
}

RunCompanion::~RunCompanion() = default;

void RunCompanion::follow() {
    const bool going = run_.isOurs();
    if (going == going_)
        return;
    going_ = going;
    if (going) {
        stayAwake();
    } else {
        awake_ = {};
        if (!window_.isActiveWindow())
            tellEnd();
    }
}

void RunCompanion::stayAwake() {
    QDBusConnection bus = QDBusConnection::systemBus();
    if (!bus.isConnected())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    call << QStringLiteral("sleep:idle") << QStringLiteral("Attune")
         << tr("A model is being trained.") << QStringLiteral("block");
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, patience), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        if (reply.isValid() && going_) // else the run has ended meanwhile
            awake_ = reply.value();
        watcher->deleteLater();
    });
}

void RunCompanion::tellEnd() {
    QApplication::alert(&window_);
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    const QString name = QFileInfo(run_.folder()).fileName();
    QString title = tr("The run “%1” has ended").arg(name);
    QString text;
    if (const auto& failure = run_.failure()) {
        title = tr("The run “%1” failed").arg(name);
        text = shown(failure->what);
    } else if (run_.best() >= 0) {
        const EvaluatedEvent& best = run_.evaluations()[static_cast<std::size_t>(run_.best())];
        text = tr("Best validation score: %1").arg(scoreText(run_.score(best)));
    }
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.Notifications"),
        QStringLiteral("/org/freedesktop/Notifications"),
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("Notify"));
    constexpr uint replaces = 0;
    constexpr int stays = -1; // as long as the desktop likes
    call << QStringLiteral("Attune") << replaces << QGuiApplication::desktopFileName() << title
         << text << QStringList() << QVariantMap() << stays;
    bus.asyncCall(call, patience);
}

} // namespace attune::ui
