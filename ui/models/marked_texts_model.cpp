// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/marked_texts_model.h"

#include "ui/models/operator_entries.h"
#include "ui/models/text_display.h"

#include <QLocale>

#include <algorithm>

namespace attune::ui {

namespace {

// What is shown of a text before its first change, which has to lie in the two lines of a cell, and
// of a text at all; a cell holds less.
constexpr std::size_t kLeadBytes = 24;
constexpr qsizetype kShownCharacters = 600;

bool isInvisible(QChar c) { return c.isSpace() || c.category() == QChar::Other_Format; }

QString shownRun(std::string_view bytes, Mark mark) {
    QString text = oneLine(std::string(bytes));
    if (mark != Mark::None && std::all_of(text.begin(), text.end(), isInvisible))
        text.fill(u'\u00B7');
    return text;
}

// Where the shown part begins; it lies before the first change, so that it is the same in both.
std::size_t shownFrom(const MarkedText& text) {
    if (text.changes.empty())
        return 0;
    const std::size_t first = text.changes.front().before.begin;
    if (first <= 2 * kLeadBytes)
        return 0;
    std::size_t from = first - kLeadBytes;
    while (from < first && (static_cast<unsigned char>(text.before[from]) & 0xC0) == 0x80)
        ++from;
    return from;
}

} // namespace

std::vector<MarkedRun> markedRuns(const MarkedText& marked, bool after) {
    const std::string_view text = after ? marked.after : marked.before;
    std::vector<MarkedRun> runs;
    qsizetype characters = 0;
    const auto add = [&](std::size_t begin, std::size_t end, Mark mark) {
        if (begin >= end || characters > kShownCharacters)
            return;
        const QString run = shownRun(text.substr(begin, end - begin), mark);
        characters += run.size();
        if (!runs.empty() && runs.back().mark == mark)
            runs.back().text += run;
        else
            runs.push_back({run, mark});
    };
    std::size_t at = shownFrom(marked);
    if (at > 0)
        runs.push_back({QStringLiteral("\u2026"), Mark::None});
    for (const Change& change : marked.changes) {
        const Span span = after ? change.after : change.before;
        const Mark mark = change.before.size() == 0  ? Mark::Added
                          : change.after.size() == 0 ? Mark::Removed
                                                     : Mark::Replaced;
        add(at, span.begin, Mark::None);
        add(span.begin, span.end, mark);
        at = span.end;
    }
    add(at, text.size(), Mark::None);
    return runs;
}

int MarkedTextsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(texts_.size());
}

int MarkedTextsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MarkedTextsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const MarkedText& text = texts_[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    if (role == Qt::ToolTipRole) {
        if (column == Before || column == After)
            return manyLines(column == After ? text.after : text.before);
        if (column == Line && text.copy > 0)
            return tr("Line %1, copy %2").arg(text.line).arg(text.copy);
        return {};
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Line:
        return text.copy > 1
                   ? QStringLiteral("%1 · %2").arg(QLocale().toString(text.line)).arg(text.copy)
                   : QLocale().toString(text.line);
    case Before:
        return oneLine(text.before);
    case After:
        return isChanged(index.row()) ? oneLine(text.after) : tr("unchanged");
    case By:
        return byText(text);
    default:
        return {};
    }
}

QString MarkedTextsModel::byText(const MarkedText& text) const {
    // A copy that is like its text is worth a word; a clean text is not.
    if (text.changes.empty())
        return text.copy > 0 ? tr("no place to change") : QString();
    std::uint64_t by = 0;
    for (const Change& change : text.changes)
        by |= change.rules;
    QStringList titles;
    for (std::size_t i = 0; i < chain_.size() && i < kMostRules; ++i)
        if ((by >> i & 1U) != 0)
            titles << operatorTitle(chain_[i].name);
    const QString names = QLocale().createSeparatedList(titles);
    return text.dropped ? tr("dropped by the judge: %1").arg(names) : names;
}

QVariant MarkedTextsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Line:
        return tr("Line");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    case By:
        return tr("By");
    default:
        return {};
    }
}

void MarkedTextsModel::setTexts(std::vector<MarkedText> texts,
                                const std::vector<OperatorStep>& chain) {
    beginResetModel();
    texts_ = std::move(texts);
    chain_ = chain;
    const auto rest = std::stable_partition(
        texts_.begin(), texts_.end(), [](const MarkedText& one) { return !one.changes.empty(); });
    changed_ = static_cast<int>(rest - texts_.begin());
    endResetModel();
}

std::vector<MarkedRun> MarkedTextsModel::runs(const QModelIndex& index) const {
    return markedRuns(texts_[static_cast<std::size_t>(index.row())], index.column() == After);
}

void MarkedTextsModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace attune::ui
