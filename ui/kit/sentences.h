// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences one after the other, as the language sets them.
#pragma once

#include <QStringList>

namespace attune::ui {

// With a space between, but not after Chinese full stops, which carry their own. Empty ones are
// left out.
inline QString sentences(const QStringList& all) {
    QString out;
    for (const QString& one : all) {
        if (!out.isEmpty() && !one.isEmpty() && out.back().unicode() <= 0x2E7F)
            out += QLatin1Char(' ');
        out += one;
    }
    return out;
}

} // namespace attune::ui
