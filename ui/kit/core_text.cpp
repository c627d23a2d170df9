// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/core_text.h"

#include <QCoreApplication>

namespace attune::ui {

QString coreText(const std::string& text) {
    return text.empty() ? QString() : QCoreApplication::translate("core", text.c_str());
}

QString shown(const Message& message) {
    if (message.empty())
        return {};
    // The engine itself fills the places, so that both languages treat arguments alike.
    Message translated = message;
    translated.format = coreText(message.format).toStdString();
    return toQt(translated.text());
}

namespace {
QString joined(const QString& first, const QString& second) {
    if (first.isEmpty() || second.isEmpty())
        return first + second;
    // Chinese full stops carry their own space.
    const bool wide = first.back().unicode() > 0x2E7F;
    return wide ? first + second : first + QLatin1Char(' ') + second;
}
} // namespace

QString shown(const Problem& problem) {
    return joined(shown(problem.message), shown(problem.hint));
}

QString shown(const Error& error) {
    const QString text = joined(shown(error.message()), shown(error.hint()));
    return error.where().empty() ? text : toQt(error.where()) + QStringLiteral(": ") + text;
}

} // namespace attune::ui
