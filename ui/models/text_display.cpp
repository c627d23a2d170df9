// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/text_display.h"

#include <algorithm>

namespace attune::ui {

namespace {

constexpr std::size_t kLineBytes = 1200;
constexpr std::size_t kTipBytes = 8000;

// The first bytes of a UTF-8 text, cut between two characters.
QString head(const std::string& text, std::size_t bytes, bool* cut) {
    *cut = text.size() > bytes;
    std::size_t size = std::min(text.size(), bytes);
    while (*cut && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
        --size;
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(size));
}

QString shown(const std::string& text, std::size_t bytes, bool keepBreaks) {
    bool cut = false;
    QString all = head(text, bytes, &cut);
    all.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    for (QChar& c : all) {
        if (c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = keepBreaks ? QChar(u'\n') : QChar(u'\u23CE');
        else if (c == u'\t')
            c = u' ';
        else if (c.category() == QChar::Other_Control)
            c = u'\u00B7';
    }
    if (cut)
        all += QChar(u'\u2026');
    return all;
}

} // namespace

QString oneLine(const std::string& text) { return shown(text, kLineBytes, false); }

QString manyLines(const std::string& text) { return shown(text, kTipBytes, true); }

} // namespace attune::ui
