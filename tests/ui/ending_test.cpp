// SPDX-License-Identifier: GPL-3.0-or-later
// The program attune ends in good order when the system asks it to.
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

class EndingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void signalClosesTheWindow_data() {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGHUP") << SIGHUP;
        QTest::newRow("SIGINT") << SIGINT;
    }
    void signalClosesTheWindow() {
        QFETCH(int, signal);
        const QTemporaryDir home;
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* folder : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
            environment.insert(QString::fromUtf8(folder), home.path());
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(ATTUNE_PROGRAM), QStringList());
        QVERIFY(process.waitForStarted());
        // Its settings are written when the window closes, and only then.
        const auto settings = [&] {
            return QFileInfo::exists(home.path() + QStringLiteral("/Attune/Attune.conf"));
        };
        QTRY_VERIFY_WITH_TIMEOUT(handles(process.processId(), signal), 60000);
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(settings());
    }

private:
    // Whether the process has a handler for the signal: /proc/PID/status, SigCgt, a mask.
    static bool handles(qint64 process, int signal) {
        QFile status(QStringLiteral("/proc/%1/status").arg(process));
        if (!status.open(QIODevice::ReadOnly))
            return false;
        for (const QByteArray& line : status.readAll().split('\n'))
            if (line.startsWith("SigCgt:"))
                return (line.mid(7).trimmed().toULongLong(nullptr, 16) >> (signal - 1) & 1) != 0;
        return false;
    }
};

QTEST_GUILESS_MAIN(EndingTest)
#include "ending_test.moc"
