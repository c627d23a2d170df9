// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of class folders as a table: each file one text, its folder's name the label. Folders
// and files in natural order; hidden ones are passed over.
#include "data/tables.h"
#include "text/compare.h"
#include "text/encoding.h"
#include "text/utf8.h"

#include <algorithm>
#include <map>
#include <utility>

namespace attune {
namespace {

bool isHidden(const fs::path& path) { return toUtf8(path.filename()).starts_with('.'); }

std::vector<fs::path> sortedEntries(const fs::path& folder) {
    std::error_code code;
    std::vector<fs::path> entries;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
        if (!isHidden(it->path()))
            entries.push_back(it->path());
    if (code)
        throw UsageError(say(ATTUNE_TEXT("core", "The folder cannot be read: %1."), code.message()),
                         toUtf8(folder), say(ATTUNE_TEXT("core", "Check that you may read it.")));
    std::sort(entries.begin(), entries.end(), [](const fs::path& a, const fs::path& b) {
        return naturalLess(toUtf8(a.filename()), toUtf8(b.filename()));
    });
    return entries;
}

class FolderTable : public TableBase {
public:
    FolderTable(const fs::path& path, const TableOptions& options);

    std::string format() const override { return "folders"; }
    std::string encoding() const override { return encoding_; }
    std::string delimiter() const override { return {}; }
    bool next(TableRow& row) override;
    void seek(std::uint64_t start, std::uint32_t line) override;
    std::uint64_t position() const override { return position_; }
    std::uint64_t size() const override { return size_; }

private:
    struct Entry {
        fs::path file;
        std::string label;
        std::uint64_t bytes = 0;
    };

    void skip(const fs::path& file, const Message& reason) {
        skipped_.push_back(
            {0, say(ATTUNE_TEXT("core", "%1: %2"),
                    repairUtf8(toUtf8(file.lexically_relative(path_))), reason.text())});
    }
    bool readText(const Entry& entry, std::string& text);
    void finish();

    fs::path path_;
    TableOptions options_;
    std::string wanted_;
    std::string encoding_ = "UTF-8";
    std::vector<Entry> entries_;
    std::size_t next_ = 0;
    std::uint64_t position_ = 0;
    std::uint64_t size_ = 0;
    std::map<std::string, std::uint64_t> encodings_;
    std::uint64_t replaced_ = 0; // files with replaced bytes
    std::string firstReplaced_;
    bool finished_ = false;
};

FolderTable::FolderTable(const fs::path& path, const TableOptions& options)
    : path_(path), options_(options), wanted_(options.encoding) {
    where_ = toUtf8(path);
    columns_ = {"text", "label"};
    if (wanted_ != "auto") {
        if (!isKnownEncoding(wanted_))
            throw UsageError(say(ATTUNE_TEXT("core", "The encoding “%1” is unknown."), wanted_),
                             where_, say(ATTUNE_TEXT("core", "Write auto, or a name like UTF-8.")));
        encoding_ = wanted_;
    }
    std::size_t classes = 0;
    for (const fs::path& folder : sortedEntries(path)) {
        std::error_code code;
        if (!fs::is_directory(folder, code)) {
            skip(folder, say(ATTUNE_TEXT("core", "It lies outside the class folders.")));
            continue;
        }
        ++classes;
        const std::string label = toUtf8(folder.filename());
        if (!isValidUtf8(label))
            throw UsageError(
                say(ATTUNE_TEXT("core", "The name of the class folder “%1” is not UTF-8, so it "
                                        "cannot be a label."),
                    repairUtf8(label)),
                where_, say(ATTUNE_TEXT("core", "Rename the folder.")));
        for (const fs::path& file : sortedEntries(folder)) {
            if (!fs::is_regular_file(file, code)) {
                skip(file, say(ATTUNE_TEXT("core", "It is not a file.")));
                continue;
            }
            entries_.push_back({file, label, fs::file_size(file, code)});
            size_ += entries_.back().bytes;
        }
    }
    if (classes == 0)
        throw UsageError(say(ATTUNE_TEXT("core", "The folder holds no class folders.")), where_,
                         say(ATTUNE_TEXT("core", "Make one folder for each label and put the texts "
                                                 "in it, a file each; or give a table.")));
}

bool FolderTable::next(TableRow& row) {
    while (next_ < entries_.size()) {
        row.start = next_;
        const Entry& entry = entries_[next_++];
        position_ += entry.bytes;
        row.line = 0;
        row.cells.assign({std::string(), entry.label});
        row.readable = readText(entry, row.cells[0]);
        if (row.readable || options_.everyRow)
            return true;
    }
    finish();
    return false;
}

void FolderTable::seek(std::uint64_t start, std::uint32_t) {
    forget();
    finished_ = false;
    encodings_.clear();
    replaced_ = 0;
    next_ = static_cast<std::size_t>(start);
    position_ = 0;
    for (std::size_t i = 0; i < std::min(next_, entries_.size()); ++i)
        position_ += entries_[i].bytes;
}

// The text of a file; false where it can't be read, which is noted.
bool FolderTable::readText(const Entry& entry, std::string& text) {
    if (entry.bytes > maxRowBytes) {
        skip(entry.file,
             say(ATTUNE_TEXT("core", "The file is longer than %1 MB."), maxRowBytes >> 20));
        return false;
    }
    try {
        TextFile file(entry.file, wanted_, options_.stop);
        for (std::string piece; file.read(piece);)
            text += piece;
        if (wanted_ == "auto" && text.find('\0') != std::string::npos) {
            skip(entry.file, say(ATTUNE_TEXT("core", "It is not a text.")));
            text.clear();
            return false;
        }
        ++encodings_[file.encoding().name];
        if (file.replaced() > 0 && ++replaced_ == 1)
            firstReplaced_ = repairUtf8(toUtf8(entry.file));
    } catch (const Error& error) {
        skip(entry.file, error.message());
        text.clear();
        return false;
    }
    return true;
}

void FolderTable::finish() {
    if (std::exchange(finished_, true))
        return;
    for (const auto& [name, files] : encodings_) {
        if (encodings_.size() == 1)
            encoding_ = name;
        if (name != "UTF-8" && wanted_ == "auto")
            note(Problem::Severity::Info,
                 say(files == 1
                         ? ATTUNE_TEXT("core", "%1 file is not UTF-8; it was read as %2.")
                         : ATTUNE_TEXT("core", "%1 files are not UTF-8; they were read as %2."),
                     files, name),
                 say(ATTUNE_TEXT("core", "If its texts look wrong, set the encoding by hand.")));
    }
    if (replaced_ > 0)
        note(Problem::Severity::Warning,
             say(replaced_ == 1
                     ? ATTUNE_TEXT("core", "%1 file has bytes that were read as U+FFFD: %2.")
                     : ATTUNE_TEXT("core", "%1 files have bytes that were read as U+FFFD; the "
                                           "first is %2."),
                 replaced_, firstReplaced_),
             say(ATTUNE_TEXT("core", "Save the files anew as UTF-8, or set their encoding.")));
}

} // namespace

std::unique_ptr<TableReader> openFolderTable(const fs::path& path, const TableOptions& options) {
    return std::make_unique<FolderTable>(path, options);
}

} // namespace attune
