// SPDX-License-Identifier: GPL-3.0-or-later
// The Python that oracles run in, started once for all the jobs of a suite (see oracle_server.py).
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

class OracleServer {
public:
    ~OracleServer() {
        process_.closeWriteChannel();
        if (!process_.waitForFinished(10'000))
            process_.kill();
        process_.waitForFinished();
    }

    // main(arguments) of the script; fails the test that calls where the script fails.
    void run(const QString& script, const QStringList& arguments) {
        if (process_.state() == QProcess::NotRunning) {
            process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            process_.start(
                qEnvironmentVariable("ATTUNE_ORACLE_PYTHON"),
                {qEnvironmentVariable("ATTUNE_FIXTURES") + "/../support/oracle_server.py"});
            QVERIFY2(process_.waitForStarted(), qPrintable(process_.errorString()));
        }
        process_.write(QJsonDocument(QJsonArray::fromStringList(QStringList{script} + arguments))
                           .toJson(QJsonDocument::Compact) +
                       '\n');
        while (!process_.canReadLine())
            QVERIFY2(process_.waitForReadyRead(600'000), "the oracle ended or took too long");
        const QJsonObject answer = QJsonDocument::fromJson(process_.readLine()).object();
        const QString said = answer["said"].toString().trimmed();
        QVERIFY2(answer["failed"].isNull(),
                 qPrintable((said + '\n' + answer["failed"].toString()).right(3000)));
        if (!said.isEmpty())
            qInfo().noquote() << said;
    }

private:
    QProcess process_;
};
