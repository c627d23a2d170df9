// SPDX-License-Identifier: GPL-3.0-or-later
// Calls attune-cli as people do, and keeps what it said.
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <sys/resource.h>

// QCOMPARE takes no Json: it would try to turn it into each of Qt's own types.
#define COMPARE_JSON(actual, expected) QCOMPARE((actual).dump(), (expected).dump())

namespace attune {

struct Answer {
    int code = -1;
    QByteArray out, err;
    double seconds = 0; // of the processor: other work on the machine does not count
};

inline QString program() { return QString::fromUtf8(qgetenv("ATTUNE_CLI")); }

inline double childSeconds() {
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

inline Answer call(const QString& command, const QStringList& arguments,
                   const QString& folder = {}) {
    const double before = childSeconds();
    QProcess process;
    if (!folder.isEmpty())
        process.setWorkingDirectory(folder);
    process.start(command, arguments);
    Answer answer;
    if (!process.waitForFinished(280000))
        return answer;
    answer.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    answer.out = process.readAllStandardOutput();
    answer.err = process.readAllStandardError();
    answer.seconds = childSeconds() - before;
    return answer;
}

inline Answer attuneCli(const QStringList& arguments, const QString& folder = {}) {
    return call(program(), arguments, folder);
}

} // namespace attune
