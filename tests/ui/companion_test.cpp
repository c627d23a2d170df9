// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop is asked and what it tells, on a message bus of the test's own.
#include "small_run.h"
#include "ui/kit/appearance.h"
#include "ui/kit/theme.h"
#include "ui/models/run_model.h"
#include "ui/window/run_companion.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusUnixFileDescriptor>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <QWidget>

#include <unistd.h>

using namespace attune;
using namespace attune::ui;

namespace {

constexpr int kPatience = 20000; // ms

// Stands for the desktop: records what it is asked, and gives a pipe's end as an inhibitor.
class Desktop : public QDBusVirtualObject {
public:
    QString introspect(const QString&) const override { return {}; }
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& bus) override {
        if (message.member() == QLatin1String("Inhibit")) {
            int ends[2];
            if (pipe(ends) != 0)
                return false;
            heldEnd = ends[0];
            bus.send(message.createReply(QVariant::fromValue(QDBusUnixFileDescriptor(ends[1]))));
            close(ends[1]);
        } else if (message.member() == QLatin1String("Notify")) {
            bus.send(message.createReply(1U));
        } else if (message.member() == QLatin1String("Read")) { // no settings but those signalled
            bus.send(message.createErrorReply(QDBusError::InvalidArgs, QString()));
        } else {
            return false;
        }
        asked << message.member();
        arguments << message.arguments();
        return true;
    }
    // Whether nobody holds the other end of the pipe any more.
    bool isReleased() const {
        char byte = 0;
        return heldEnd >= 0 && read(heldEnd, &byte, 1) == 0;
    }

    QStringList asked;
    QList<QVariantList> arguments;
    int heldEnd = -1;
};

} // namespace

class CompanionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRunKeepsTheMachineAwakeAndTellsItsEnd() {
        const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        if (address.isEmpty())
            QSKIP("dbus-daemon is not installed");
        if (!SmallRun::available())
            QSKIP("ATTUNE_MODELS is not set");
        QDBusConnection bus =
            QDBusConnection::connectToBus(QString::fromLatin1(address), "desktop");
        Desktop desktop;
        for (const char* path : {"/org/freedesktop/login1", "/org/freedesktop/Notifications"})
            QVERIFY(bus.registerVirtualObject(path, &desktop));
        QVERIFY(bus.registerService("org.freedesktop.login1"));
        QVERIFY(bus.registerService("org.freedesktop.Notifications"));

        SmallRun small;
        small.recipe.head.output = "night-run";
        small.recipe.training.epochs = 1000;
        QWidget window;
        RunModel run;
        auto* companion = new RunCompanion(run, window);
        run.start(small.recipe, StartMode::New);
        QTRY_VERIFY_WITH_TIMEOUT(desktop.asked.contains("Inhibit"), kPatience);
        QCOMPARE(desktop.arguments.front().mid(0, 2),
                 QVariantList({QStringLiteral("sleep:idle"), QStringLiteral("Attune")}));
        QCOMPARE(desktop.arguments.front().at(3).toString(), QStringLiteral("block"));
        QTRY_VERIFY_WITH_TIMEOUT(companion->isAwake(), kPatience);
        QVERIFY(!desktop.asked.contains("Notify"));
        run.stop(Session::StopKind::Interrupt);
        QTRY_VERIFY_WITH_TIMEOUT(!run.isOurs(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(desktop.asked.contains("Notify"), kPatience);
        QVERIFY(desktop.arguments.back().at(3).toString().contains("night-run"));
        QTRY_VERIFY_WITH_TIMEOUT(desktop.isReleased(), kPatience);
        QVERIFY(!companion->isAwake());
    }

    void highContrastIsTakenFromTheDesktopWhileItRuns() {
        const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        if (address.isEmpty())
            QSKIP("dbus-daemon is not installed");
        QDBusConnection bus = QDBusConnection::connectToBus(QString::fromLatin1(address), "portal");
        Desktop portal;
        const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
        QVERIFY(bus.registerVirtualObject(path, &portal));
        QVERIFY(bus.registerService("org.freedesktop.portal.Desktop"));
        Appearance appearance;
        QTRY_COMPARE_WITH_TIMEOUT(portal.asked.count("Read"), 4, kPatience);
        const auto changed = [&](const char* space, const char* key, const QVariant& value) {
            QDBusMessage signal = QDBusMessage::createSignal(
                path, "org.freedesktop.portal.Settings", "SettingChanged");
            signal << QString(space) << QString(key) << QVariant::fromValue(QDBusVariant(value));
            QVERIFY(bus.send(signal));
        };
        const auto colours = [](bool high, bool dark) {
            const Theme theme = Theme::current();
            return theme.highContrast == high && theme.dark == dark;
        };
        QVERIFY(colours(false, false));
        changed("org.freedesktop.appearance", "contrast", 1U);
        QTRY_VERIFY_WITH_TIMEOUT(colours(true, false), kPatience);
        changed("org.freedesktop.appearance", "color-scheme", 1U);
        QTRY_VERIFY_WITH_TIMEOUT(colours(true, true), kPatience);
        changed("org.freedesktop.appearance", "contrast", 0U);
        QTRY_VERIFY_WITH_TIMEOUT(colours(false, true), kPatience);
        // GNOME's switch, and the theme of older desktops.
        changed("org.gnome.desktop.a11y.interface", "high-contrast", true);
        QTRY_VERIFY_WITH_TIMEOUT(colours(true, true), kPatience);
        changed("org.gnome.desktop.a11y.interface", "high-contrast", false);
        QTRY_VERIFY_WITH_TIMEOUT(colours(false, true), kPatience);
        changed("org.gnome.desktop.interface", "gtk-theme", "HighContrast");
        QTRY_VERIFY_WITH_TIMEOUT(colours(true, false), kPatience);
        // What the person chose counts before what the desktop says.
        appearance.choose(Appearance::Choice::Dark);
        QVERIFY(colours(false, true));
        appearance.choose(Appearance::Choice::ContrastDark);
        QVERIFY(colours(true, true));
    }
};

int main(int argc, char** argv) {
    // One bus for both, before anyone connects to the real ones.
    QProcess daemon;
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    if (!QStandardPaths::findExecutable("dbus-daemon").isEmpty()) {
        daemon.start("dbus-daemon", {"--session", "--nofork", "--print-address"});
        if (daemon.waitForReadyRead(kPatience)) {
            const QByteArray address = daemon.readLine().trimmed();
            qputenv("DBUS_SESSION_BUS_ADDRESS", address);
            qputenv("DBUS_SYSTEM_BUS_ADDRESS", address);
        }
    }
    int result = 0;
    {
        QApplication application(argc, argv);
        CompanionTest test;
        result = QTest::qExec(&test, argc, argv);
    }
    daemon.kill();
    daemon.waitForFinished();
    return result;
}
#include "companion_test.moc"
