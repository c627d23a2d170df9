// SPDX-License-Identifier: GPL-3.0-or-later
// Texts and values of the engine in the language of the window. They are marked with ATTUNE_TEXT
// there and translated in the context "core".
#pragma once

#include "base/parameter.h"

#include <QString>

namespace attune::ui {

// A fixed text: titles and helps of parameters, of metrics, of samples.
QString coreText(const std::string& text);
// A description whose parts the engine joins with commas: "CPU, 2 threads, AMD EPYC",
// "WordPiece, 30,522 tokens, lower case". Names stay as they are.
QString describedText(const std::string& text);
// A value as a person writes it into a field: lists without their brackets.
QString valueText(const Value& value);
// A message with its arguments; control characters in arguments are made visible. Arguments are
// the person's and stay as they are, but for the few that are words of the engine.
QString shown(const Message& message);
// "message hint" of a problem, without its place.
QString shown(const Problem& problem);
// Where, what, hint of an error.
QString shown(const Error& error);

inline QString toQt(const std::string& text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace attune::ui
