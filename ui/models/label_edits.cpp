// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/label_edits.h"

#include "ui/kit/core_text.h"

#include <algorithm>

namespace attune::ui {

namespace {

bool isOf(const studio::LabelChange& change, const std::string& file, std::uint32_t row) {
    return change.file == file && change.row == row;
}

} // namespace

void LabelEdits::open(const QString& run) {
    const bool same = run == run_;
    run_ = run;
    const fs::file_time_type now = keptAt();
    if (same && now == seen_)
        return;
    seen_ = now;
    changes_.clear();
    canEdit_ = false;
    try {
        if (!run.isEmpty())
            changes_ = studio::readLabelChanges(fromUtf8(run.toStdString()));
        canEdit_ = !run.isEmpty();
    } catch (const Error& error) {
        Q_EMIT failed(shown(error));
    }
    Q_EMIT changed();
}

int LabelEdits::count(const std::string& file) const {
    return static_cast<int>(
        std::count_if(changes_.begin(), changes_.end(),
                      [&](const studio::LabelChange& change) { return change.file == file; }));
}

const std::string* LabelEdits::labelOf(const std::string& file, std::uint32_t row) const {
    for (const studio::LabelChange& change : changes_)
        if (isOf(change, file, row))
            return &change.after;
    return nullptr;
}

bool LabelEdits::set(const studio::LabelChange& change) {
    std::vector<studio::LabelChange> next = changes_;
    std::erase_if(
        next, [&](const studio::LabelChange& old) { return isOf(old, change.file, change.row); });
    if (change.after != change.before)
        next.push_back(change);
    return next == changes_ || keep(std::move(next));
}

void LabelEdits::undo(const std::string& file) {
    std::vector<studio::LabelChange> next = changes_;
    for (auto it = next.rbegin(); it != next.rend(); ++it)
        if (it->file == file) {
            next.erase(std::next(it).base());
            break;
        }
    if (next != changes_)
        keep(std::move(next));
}

bool LabelEdits::keep(std::vector<studio::LabelChange> changes) {
    try {
        studio::keepLabelChanges(fromUtf8(run_.toStdString()), changes);
    } catch (const Error& error) {
        Q_EMIT failed(shown(error));
        return false;
    }
    changes_ = std::move(changes);
    seen_ = keptAt();
    Q_EMIT changed();
    return true;
}

fs::file_time_type LabelEdits::keptAt() const {
    if (run_.isEmpty())
        return fs::file_time_type::min();
    std::error_code none;
    const auto at =
        fs::last_write_time(studio::labelChangesFile(fromUtf8(run_.toStdString())), none);
    return none ? fs::file_time_type::min() : at;
}

} // namespace attune::ui
