// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/cleaned_texts_model.h"

#include "ui/models/operator_entries.h"
#include "ui/models/text_display.h"

#include <QLocale>

#include <algorithm>

namespace attune::ui {

namespace {

// What is shown of a text before its first change, and of a text at all; a cell holds less.
constexpr std::size_t kLeadBytes = 40;
constexpr qsizetype kShownCharacters = 600;

bool isInvisible(QChar c) { return c.isSpace() || c.category() == QChar::Other_Format; }

QString shownRun(std::string_view bytes, Mark mark) {
    QString text = oneLine(std::string(bytes));
    if (mark != Mark::None && std::all_of(text.begin(), text.end(), isInvisible))
        text.fill(u'\u00B7');
    return text;
}

// Where the shown part begins; it lies before the first change, so that it is the same in both.
std::size_t shownFrom(const CleanedSample& sample) {
    if (sample.cleaned.changes.empty())
        return 0;
    const std::size_t first = sample.cleaned.changes.front().before.begin;
    if (first <= 2 * kLeadBytes)
        return 0;
    std::size_t from = first - kLeadBytes;
    while (from < first && (static_cast<unsigned char>(sample.before[from]) & 0xC0) == 0x80)
        ++from;
    return from;
}

} // namespace

std::vector<MarkedRun> markedRuns(const CleanedSample& sample, bool after) {
    const std::string_view text = after ? sample.cleaned.text : sample.before;
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
    std::size_t at = shownFrom(sample);
    if (at > 0)
        runs.push_back({QStringLiteral("\u2026"), Mark::None});
    for (const Change& change : sample.cleaned.changes) {
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

int CleanedTextsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(samples_.size());
}

int CleanedTextsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CleanedTextsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CleanedSample& sample = samples_[static_cast<std::size_t>(index.row())];
    const std::string& text = index.column() == After ? sample.cleaned.text : sample.before;
    if (role == Qt::ToolTipRole && (index.column() == Before || index.column() == After))
        return manyLines(text);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Line:
        return QLocale().toString(sample.line);
    case Before:
    case After:
        return oneLine(text);
    case Rules: {
        std::uint64_t by = 0;
        for (const Change& change : sample.cleaned.changes)
            by |= change.rules;
        QStringList titles;
        for (std::size_t i = 0; i < rules_.size() && i < kMostRules; ++i)
            if ((by >> i & 1U) != 0)
                titles << operatorTitle(rules_[i].name);
        return QLocale().createSeparatedList(titles);
    }
    default:
        return {};
    }
}

QVariant CleanedTextsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Line:
        return tr("Line");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    case Rules:
        return tr("By");
    default:
        return {};
    }
}

void CleanedTextsModel::setSamples(std::vector<CleanedSample> samples,
                                   const CleaningSettings& rules) {
    const auto changes = [](const CleanedSample& one) { return !one.cleaned.changes.empty(); };
    beginResetModel();
    samples_ = std::move(samples);
    rules_ = rules;
    const auto rest = std::stable_partition(samples_.begin(), samples_.end(), changes);
    changed_ = static_cast<int>(rest - samples_.begin());
    endResetModel();
}

std::vector<MarkedRun> CleanedTextsModel::runs(const QModelIndex& index) const {
    return markedRuns(samples_[static_cast<std::size_t>(index.row())], index.column() == After);
}

void CleanedTextsModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace attune::ui
