// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/marked_texts_model.h"

#include "ui/models/operator_entries.h"
#include "ui/models/text_display.h"

#include <QLocale>

#include <algorithm>
#include <limits>
#include <numeric>

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

// Where the shown part of a side begins: a little before the first marked change.
std::size_t shownFrom(const MarkedText& text, bool after, std::uint64_t steps) {
    const auto marked = std::find_if(text.changes.begin(), text.changes.end(),
                                     [&](const Change& one) { return (one.rules & steps) != 0; });
    if (marked == text.changes.end())
        return 0;
    const std::string& side = after ? text.after : text.before;
    const std::size_t first = after ? marked->after.begin : marked->before.begin;
    if (first <= 2 * kLeadBytes)
        return 0;
    std::size_t from = first - kLeadBytes;
    while (from < first && (static_cast<unsigned char>(side[from]) & 0xC0) == 0x80)
        ++from;
    return from;
}

} // namespace

std::vector<MarkedRun> markedRuns(const MarkedText& marked, bool after, std::uint64_t steps) {
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
    std::size_t at = shownFrom(marked, after, steps);
    if (at > 0)
        runs.push_back({QStringLiteral("\u2026"), Mark::None});
    for (const Change& change : marked.changes) {
        const Span span = after ? change.after : change.before;
        if (span.end < at) // left of what is shown
            continue;
        const Mark mark = (change.rules & steps) == 0 ? Mark::None
                          : change.before.size() == 0 ? Mark::Added
                          : change.after.size() == 0  ? Mark::Removed
                                                      : Mark::Replaced;
        add(at, span.begin, Mark::None);
        add(std::max(at, span.begin), span.end, mark);
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
    const MarkedText& text = at(index.row());
    const int column = index.column();
    if (role == Qt::ToolTipRole) {
        if (column == Before || column == After)
            return manyLines(column == After ? text.after : text.before);
        if (column == Line) {
            const QString where = text.part == "test" ? tr("File of test texts, line %1")
                                  : text.part == "validation"
                                      ? tr("File of validation texts, line %1")
                                      : tr("File of training texts, line %1");
            const QString line = where.arg(QLocale().toString(text.line));
            return text.copy > 0 ? tr("%1, copy %2").arg(line).arg(text.copy) : line;
        }
        return column == By ? byText(text) : QVariant();
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Line:
        return lineText(text);
    case Before:
        return oneLine(text.before);
    case After:
        return isChanged(index.row()) ? oneLine(text.after) : tr("unchanged");
    case By: {
        const QStringList titles = titlesOf(stepsOf(text));
        if (titles.size() < 2 || text.refused != 0 || text.dropped)
            return byText(text);
        QString lines = titles[0] + QLatin1Char('\n') + titles[1];
        if (titles.size() > 2)
            lines += QStringLiteral("\n+") + QLocale().toString(titles.size() - 2);
        return lines;
    }
    default:
        return {};
    }
}

QString MarkedTextsModel::lineText(const MarkedText& text) const {
    const QString line = QLocale().toString(text.line);
    if (text.copy > 1)
        return QStringLiteral("%1 · %2").arg(line).arg(text.copy);
    //: a line of the file of test texts, in a narrow column
    return text.part == "test"         ? tr("test %1").arg(line)
           : text.part == "validation" ? tr("val. %1").arg(line)
                                       : line;
}

QStringList MarkedTextsModel::titlesOf(std::uint64_t steps) const {
    QStringList titles;
    for (std::size_t i = 0; i < chain_.size() && i < kMostRules; ++i)
        if ((steps >> i & 1U) != 0)
            titles << operatorTitle(chain_[i].name);
    return titles;
}

std::uint64_t MarkedTextsModel::stepsOf(const MarkedText& text) const {
    std::uint64_t steps = 0;
    for (const Change& change : text.changes)
        steps |= change.rules;
    return alone_ >= 0 ? steps & std::uint64_t{1} << alone_ : steps;
}

QString MarkedTextsModel::byText(const MarkedText& text) const {
    if (text.refused != 0)
        return tr("too hard: %1").arg(QLocale().createSeparatedList(titlesOf(text.refused)));
    // A copy that is like its text is worth a word; a clean text is not.
    if (text.changes.empty())
        return text.copy > 0 ? tr("no place to change") : QString();
    const QString names = QLocale().createSeparatedList(titlesOf(stepsOf(text)));
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
    changed_ = static_cast<int>(std::count_if(
        texts_.begin(), texts_.end(), [](const MarkedText& one) { return !one.changes.empty(); }));
    alone_ = -1;
    sort();
    endResetModel();
}

// Those that were too hard, which are few, then those that change.
void MarkedTextsModel::sort() {
    order_.resize(texts_.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    const std::uint64_t steps =
        alone_ < 0 ? std::numeric_limits<std::uint64_t>::max() : std::uint64_t{1} << alone_;
    const auto rank = [&](std::size_t place) {
        const MarkedText& text = texts_[place];
        if ((text.refused & steps) != 0)
            return 0;
        if (std::any_of(text.changes.begin(), text.changes.end(),
                        [&](const Change& change) { return (change.rules & steps) != 0; }))
            return 1;
        return text.changes.empty() ? 3 : 2;
    };
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
}

void MarkedTextsModel::setAlone(int step) {
    if (step == alone_)
        return;
    Q_EMIT layoutAboutToBeChanged();
    alone_ = step;
    sort();
    Q_EMIT layoutChanged();
}

std::vector<MarkedRun> MarkedTextsModel::runs(const QModelIndex& index) const {
    return markedRuns(at(index.row()), index.column() == After,
                      alone_ < 0 ? std::numeric_limits<std::uint64_t>::max()
                                 : std::uint64_t{1} << alone_);
}

void MarkedTextsModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace attune::ui
