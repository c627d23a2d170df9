// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/findings_model.h"

#include "ui/kit/core_text.h"
#include "ui/kit/numbers.h"
#include "ui/models/operator_entries.h"

#include <QFileInfo>

#include <algorithm>

namespace attune::ui {

namespace {

constexpr std::size_t kLinesNamed = 3;

// The rule that does it in every text; empty: the rules do not.
QString mendingRule(const DataFinding& finding, const CleaningSettings& clean) {
    for (const CleaningStep& rule : finding.repair.rules)
        for (const CleaningStep& chosen : clean)
            if (chosen.name == rule.name)
                return operatorTitle(rule.name);
    return {};
}

} // namespace

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

// "Lines 1,778 and 2,075."
static QString linesText(const std::vector<std::uint32_t>& lines) {
    QStringList names;
    for (std::size_t i = 0; i < lines.size() && i < kLinesNamed; ++i)
        names << countText(lines[i]);
    if (names.size() == 1 && lines.size() == 1)
        return FindingsModel::tr("Line %1.").arg(names.front());
    const QString comma = FindingsModel::tr(", ", "between numbers of lines");
    if (lines.size() > kLinesNamed)
        return FindingsModel::tr("Lines %1 and more.").arg(names.join(comma));
    const QString last = names.takeLast();
    return FindingsModel::tr("Lines %1 and %2.").arg(names.join(comma), last);
}

QString whyOfFinding(const DataFinding& finding) {
    QString why;
    for (const CheckKind& kind : checkKinds())
        if (finding.kind == kind.key && *kind.why != '\0')
            why = coreText(kind.why);
    if (why.isEmpty() || finding.lines.empty())
        return shown(finding.message);
    //: "They count twice." "Lines 3 and 9."
    return FindingsModel::tr("%1 %2", "two sentences").arg(why, linesText(finding.lines));
}

bool isMended(const DataFinding& finding, const CleaningSettings& clean) {
    return !mendingRule(finding, clean).isEmpty();
}

int FindingsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

int FindingsModel::count(Problem::Severity severity) const {
    return static_cast<int>(
        std::count_if(entries_.begin(), entries_.end(),
                      [&](const Entry& entry) { return entry.severity == severity; }));
}

const DataFinding* FindingsModel::findingAt(const QModelIndex& index) const {
    if (!index.isValid())
        return nullptr;
    const Entry& entry = entries_[static_cast<std::size_t>(index.row())];
    return entry.of == Of::Checks ? &checks_[entry.at] : nullptr;
}

void FindingsModel::setChecks(const std::vector<DataFinding>& checks,
                              const CleaningSettings& clean) {
    beginResetModel();
    clean_ = clean;
    checks_.clear();
    for (const DataFinding& finding : checks)
        if (finding.kind != "unreadable" || finding.part != "train")
            checks_.push_back(finding);
    order();
    endResetModel();
}

void FindingsModel::order() {
    entries_.clear();
    for (std::size_t i = 0; i < checks_.size(); ++i)
        entries_.push_back(
            {isMended(checks_[i], clean_) ? Problem::Severity::Info : checks_[i].severity,
             Of::Checks, i});
    for (std::size_t i = 0; i < notes_.size(); ++i)
        entries_.push_back({notes_[i].severity, Of::Notes, i});
    for (std::size_t i = 0; i < skipped_.size(); ++i)
        entries_.push_back({Problem::Severity::Warning, Of::Skipped, i});
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const Entry& a, const Entry& b) { return a.severity > b.severity; });
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Entry& entry = entries_[static_cast<std::size_t>(index.row())];
    switch (entry.of) {
    case Of::Checks:
        return checkData(checks_[entry.at], entry.severity, role);
    case Of::Notes:
        return noteData(notes_[entry.at], role);
    case Of::Skipped:
        return skippedData(skipped_[entry.at], role);
    }
    return {};
}

QVariant FindingsModel::checkData(const DataFinding& finding, Problem::Severity severity,
                                  int role) const {
    const QString rule = mendingRule(finding, clean_);
    const QString why =
        rule.isEmpty() ? whyOfFinding(finding) : tr("Clean takes it out (%1).").arg(rule);
    switch (role) {
    case Qt::DisplayRole:
        return titleOfFinding(finding);
    case WhyRole:
        return why;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return titleOfFinding(finding) + u'\n' + why;
    case SeverityRole:
        return static_cast<int>(severity);
    case LineRole:
        return 0U;
    default:
        return {};
    }
}

QVariant FindingsModel::noteData(const Problem& note, int role) {
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

QVariant FindingsModel::skippedData(const SkippedRow& row, int role) {
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
    // The preview and the split tell the same of one file, which they may name by different paths.
    const auto same = [](const Problem& a, const Problem& b) {
        return a.message == b.message && a.hint == b.hint &&
               fs::path(a.where).filename() == fs::path(b.where).filename();
    };
    Problems once;
    for (const Problem& note : notes)
        if (std::none_of(once.begin(), once.end(),
                         [&](const Problem& known) { return same(known, note); }))
            once.push_back(note);
    // Told again and again while the recipe is edited: then the rows stay as they are in use.
    const bool known = std::equal(skipped.begin(), skipped.end(), skipped_.begin(), skipped_.end(),
                                  [](const SkippedRow& a, const SkippedRow& b) {
                                      return a.line == b.line && a.reason == b.reason;
                                  });
    if (known && once == notes_)
        return;
    beginResetModel();
    notes_ = std::move(once);
    skipped_ = std::move(skipped);
    order();
    endResetModel();
}

void FindingsModel::retranslate() {
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

} // namespace attune::ui
