// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/core_text.h"

#include "ui/kit/numbers.h"
#include "ui/kit/sentences.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace attune::ui {

QString coreText(const std::string& text) {
    return text.empty() ? QString() : QCoreApplication::translate("core", text.c_str());
}

QString describedText(const std::string& text) {
    static const QRegularExpression threads(QStringLiteral("^(\\d+) threads?$"));
    static const QRegularExpression tokens(QStringLiteral("^([\\d,]+) tokens$"));
    QStringList parts = toQt(text).split(QStringLiteral(", "));
    for (QString& part : parts) {
        if (const auto found = threads.match(part); found.hasMatch()) {
            const int count = found.captured(1).toInt(); // lupdate hangs on it in the call below
            part = QCoreApplication::translate("core", "%n thread(s)", nullptr, count);
        } else if (const auto counted = tokens.match(part); counted.hasMatch())
            part = QCoreApplication::translate("core", "%1 tokens").arg(counted.captured(1));
        else if (part == QLatin1String("lower case"))
            part = QCoreApplication::translate("core", "lower case");
    }
    //: between the parts of a description: "CPU, 2 threads"
    return parts.join(QCoreApplication::translate("core", ", ", "between parts"));
}
QString valueText(const Value& value) {
    QString text = toQt(toText(value));
    if (std::holds_alternative<std::vector<std::string>>(value))
        text = text.mid(1, text.size() - 2);
    return text;
}

namespace {
// Where a message has a word of the engine among its arguments: formats by a piece of them.
struct WordPlace {
    const char* piece;
    std::size_t argument;
};
constexpr WordPlace wordPlaces[] = {
    {", delimiter %3", 2},
};
[[maybe_unused]] constexpr const char* words[] = {
    QT_TRANSLATE_NOOP("core", "comma"),
    QT_TRANSLATE_NOOP("core", "semicolon"),
    QT_TRANSLATE_NOOP("core", "tab"),
    QT_TRANSLATE_NOOP("core", "pipe"),
};

// Argument `at` with its digits in groups, where it is a number of the engine or several; what a
// person named stands in quotes.
std::string grouped(const Message& message, std::size_t at) {
    static const QRegularExpression numbers(
        QStringLiteral(R"(^[1-9]\d{0,17}(, [1-9]\d{0,17})*(, \.\.\.)?$)"));
    const std::size_t place = message.format.find('%' + std::to_string(at + 1));
    const QString text = toQt(message.args[at]);
    if (place == std::string::npos || message.format.substr(0, place).ends_with("“") ||
        !numbers.match(text).hasMatch())
        return message.args[at];
    QStringList all = text.split(QStringLiteral(", "));
    for (QString& one : all)
        if (one.front().isDigit())
            one = countText(one.toLongLong());
    return all.join(QStringLiteral(", ")).toStdString();
}
} // namespace

QString shown(const Message& message) {
    if (message.empty())
        return {};
    // The engine itself fills the places, so that both languages treat arguments alike.
    Message translated = message;
    translated.format = coreText(message.format).toStdString();
    for (std::size_t i = 0; i < message.args.size(); ++i)
        translated.args[i] = grouped(message, i);
    for (const WordPlace& place : wordPlaces)
        if (message.format.find(place.piece) != std::string::npos &&
            place.argument < translated.args.size())
            translated.args[place.argument] =
                coreText(translated.args[place.argument]).toStdString();
    return toQt(translated.text());
}

QString shown(const Problem& problem) {
    return sentences({shown(problem.message), shown(problem.hint)});
}

QString shown(const Error& error) {
    const QString text = sentences({shown(error.message()), shown(error.hint())});
    return error.where().empty() ? text : toQt(error.where()) + QStringLiteral(": ") + text;
}

} // namespace attune::ui
