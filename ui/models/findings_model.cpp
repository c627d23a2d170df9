// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/findings_model.h"

#include "ui/kit/core_text.h"
#include "ui/kit/numbers.h"

#include <QFileInfo>

#include <algorithm>

namespace attune::ui {

QString titleOfFinding(const DataFinding& finding) {
    QString title = toQt(finding.kind);
    for (const CheckKind& kind : checkKinds())
        if (finding.kind == kind.key)
            title = coreText(kind.title);
    if (finding.part == "test" && !finding.lines.empty())
        title = FindingsModel::tr("%1 (test)").arg(title);
    return finding.lines.empty() ? title
                                 : FindingsModel::tr("%1: %Ln row(s)", nullptr,
                                                     static_cast<int>(finding.lines.size()))
                                       .arg(title);
}

int FindingsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : checkCount() + noteCount() + skippedCount();
}

const DataFinding* FindingsModel::findingAt(const QModelIndex& index) const {
    return index.isValid() && index.row() < checkCount()
               ? &checks_[static_cast<std::size_t>(index.row())]
               : nullptr;
}

void FindingsModel::setChecks(const std::vector<DataFinding>& checks) {
    beginResetModel();
    checks_.clear();
    for (const DataFinding& finding : checks)
        if (finding.kind != "unreadable" || finding.part != "train")
            checks_.push_back(finding);
    std::stable_sort(
        checks_.begin(), checks_.end(),
        [](const DataFinding& a, const DataFinding& b) { return a.severity > b.severity; });
    endResetModel();
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (const DataFinding* finding = findingAt(index)) {
        switch (role) {
        case Qt::DisplayRole:
            return titleOfFinding(*finding);
        case WhyRole:
            return shown(finding->message);
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole:
            return titleOfFinding(*finding) + u'\n' + shown(finding->message);
        case SeverityRole:
            return static_cast<int>(finding->severity);
        case LineRole:
            return 0U;
        default:
            return {};
        }
    }
    const int behind = index.row() - checkCount();
    if (behind < noteCount()) {
        const Problem& note = notes_[static_cast<std::size_t>(behind)];
        switch (role) {
        case Qt::DisplayRole:
            return shown(note.message);
        case WhyRole:
            // Of a plain fact the file tells more than nothing.
            return note.hint.empty() ? QFileInfo(toQt(note.where)).fileName() : shown(note.hint);
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole:
            return note.where.empty() ? shown(note) : toQt(note.where) + u'\n' + shown(note);
        case SeverityRole:
            return static_cast<int>(note.severity);
        case LineRole:
            return 0U;
        default:
            return {};
        }
    }
    const SkippedRow& row = skipped_[static_cast<std::size_t>(behind - noteCount())];
    switch (role) {
    case Qt::DisplayRole:
        return tr("Line %1 is left out").arg(countText(row.line));
    case WhyRole:
        return shown(row.reason);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("Line %1 is left out: %2").arg(countText(row.line), shown(row.reason));
    case SeverityRole:
        return static_cast<int>(Problem::Severity::Warning);
    case LineRole:
        return row.line;
    default:
        return {};
    }
}

void FindingsModel::setFindings(const Problems& notes, std::vector<SkippedRow> skipped) {
    beginResetModel();
    notes_.clear();
    // The preview and the split tell the same of one file, which they may name by different paths.
    const auto same = [](const Problem& a, const Problem& b) {
        return a.message == b.message && a.hint == b.hint &&
               fs::path(a.where).filename() == fs::path(b.where).filename();
    };
    for (const Problem& note : notes)
        if (std::none_of(notes_.begin(), notes_.end(),
                         [&](const Problem& known) { return same(known, note); }))
            notes_.push_back(note);
    std::stable_sort(notes_.begin(), notes_.end(),
                     [](const Problem& a, const Problem& b) { return a.severity > b.severity; });
    skipped_ = std::move(skipped);
    endResetModel();
}

void FindingsModel::retranslate() {
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

} // namespace attune::ui
