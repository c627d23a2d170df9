// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/numbers.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {
QString twoDigits(std::int64_t value) {
    return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0'));
}
} // namespace

QString countText(std::int64_t value) { return QLocale().toString(static_cast<qlonglong>(value)); }

QString percentText(double share, int decimals) {
    if (!std::isfinite(share))
        return QStringLiteral("–");
    const auto text = [&](double percent) {
        return QLocale().toString(percent, 'f', decimals) + QLatin1Char('%');
    };
    const double least = std::pow(10.0, -decimals);
    if (share > 0 && share * 100 < least / 2) // not none
        return QLatin1Char('<') + text(least);
    return text(share * 100);
}

QString scoreText(double score) {
    return std::isfinite(score) ? QLocale().toString(score, 'f', 3) : QStringLiteral("–");
}

QString bytesText(std::uint64_t bytes) {
    // Decimal units, as disks and desktops count.
    const double value = static_cast<double>(bytes);
    if (value >= 1e9)
        return QLocale().toString(value / 1e9, 'f', 1) + QStringLiteral(" GB");
    if (value >= 1e6)
        return QLocale().toString(value / 1e6, 'f', 0) + QStringLiteral(" MB");
    return QLocale().toString(value / 1e3, 'f', value >= 1e4 || value == 0 ? 0 : 1) +
           QStringLiteral(" kB");
}

QString durationText(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0)
        return QStringLiteral("–");
    if (seconds > 0 && seconds < 0.05) // not none
        return QLatin1Char('<') + durationText(0.1);
    if (seconds < 9.95)
        //: A time shorter than ten seconds: 3.2 s
        return QCoreApplication::translate("numbers", "%1 s")
            .arg(QLocale().toString(seconds, 'f', seconds > 0 ? 1 : 0));
    const auto all = static_cast<std::int64_t>(std::llround(seconds));
    if (all < 60)
        return QCoreApplication::translate("numbers", "%1 s").arg(all);
    if (all < 3600)
        return QCoreApplication::translate("numbers", "%1 min %2 s")
            .arg(all / 60)
            .arg(twoDigits(all % 60));
    return QCoreApplication::translate("numbers", "%1 h %2 min")
        .arg(all / 3600)
        .arg(twoDigits(all % 3600 / 60));
}

QString powerOfTen(int exponent) {
    static const char16_t digits[] = u"⁰¹²³⁴⁵⁶⁷⁸⁹";
    QString text = QStringLiteral("10");
    if (exponent < 0)
        text += QChar(u'⁻');
    for (const QChar c : QString::number(std::abs(exponent)))
        text += QChar(digits[c.digitValue()]);
    return text;
}

QString rateText(double rate, int digits) {
    QString text = QString::number(rate, 'g', digits);
    // 5e-05 -> 5e-5
    const qsizetype at = text.indexOf(QLatin1Char('e'));
    if (at < 0)
        return rate != 0 && std::abs(rate) < 1e-2 ? [&] {
            const int exponent = static_cast<int>(std::floor(std::log10(std::abs(rate))));
            const double mantissa = rate / std::pow(10.0, exponent);
            return QStringLiteral("%1e%2").arg(QString::number(mantissa, 'g', std::min(digits, 4))).arg(exponent);
        }()
                                                  : text;
    return text.left(at + 1) + QString::number(text.mid(at + 1).toInt());
}

QString clockText(double secondsSinceEpoch) {
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(secondsSinceEpoch))
        .time()
        .toString(QStringLiteral("HH:mm"));
}

QString whenText(double secondsSinceEpoch) {
    const QDateTime at = QDateTime::fromSecsSinceEpoch(static_cast<qint64>(secondsSinceEpoch));
    const qint64 days = at.date().daysTo(QDate::currentDate());
    if (days == 0)
        return QCoreApplication::translate("numbers", "today %1").arg(clockText(secondsSinceEpoch));
    if (days == 1)
        return QCoreApplication::translate("numbers", "yesterday %1")
            .arg(clockText(secondsSinceEpoch));
    return QLocale().toString(at, QLocale::ShortFormat);
}

QString clockSecondsText(double secondsSinceEpoch) {
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(secondsSinceEpoch))
        .time()
        .toString(QStringLiteral("HH:mm:ss"));
}

} // namespace attune::ui
