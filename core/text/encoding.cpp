// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/encoding.h"

#include "text/decoder.h"
#include "text/file_pieces.h"

namespace attune {

struct TextFile::Parts {
    Parts(const fs::path& path, const FoundEncoding& found, const std::stop_token& stop)
        : path(path),
          encoding(found),
          pieces(path, stop),
          decoder(found.name, found.mark, toUtf8(path)) {}

    fs::path path;
    FoundEncoding encoding;
    FilePieces pieces;
    TextDecoder decoder;
    std::string bytes;
    bool started = false;
    bool ended = false;
};

namespace {

FoundEncoding choose(const fs::path& path, const std::string& encoding,
                     const std::stop_token& stop) {
    if (encoding == "auto")
        return detectEncoding(path, stop);
    if (!isKnownEncoding(encoding))
        throw UsageError(
            say(ATTUNE_TEXT("core", "The encoding “%1” is unknown."), encoding), toUtf8(path),
            say(ATTUNE_TEXT("core", "Write auto, or a name like UTF-8, GB18030, Big5, Shift_JIS or "
                                    "windows-1252.")));
    return {encoding, 0, false};
}

} // namespace

TextFile::TextFile(const fs::path& path, const std::string& encoding, std::stop_token stop)
    : parts_(std::make_unique<Parts>(path, choose(path, encoding, stop), stop)) {}

TextFile::~TextFile() = default;

bool TextFile::read(std::string& piece) {
    piece.clear();
    while (!parts_->ended && piece.empty()) {
        parts_->bytes.clear();
        parts_->ended = !parts_->pieces.append(parts_->bytes);
        parts_->decoder.decode(parts_->bytes, parts_->ended, piece);
        // A mark is still there when the encoding was given by hand.
        if (!parts_->started && piece.starts_with("\xEF\xBB\xBF"))
            piece.erase(0, 3);
        parts_->started = parts_->started || !piece.empty();
    }
    return !piece.empty();
}

const FoundEncoding& TextFile::encoding() const { return parts_->encoding; }
std::uint64_t TextFile::replaced() const { return parts_->decoder.replaced(); }
const std::vector<std::uint64_t>& TextFile::replacedLines() const {
    return parts_->decoder.replacedLines();
}
std::uint64_t TextFile::position() const { return parts_->pieces.position(); }
std::uint64_t TextFile::size() const { return parts_->pieces.size(); }

Problems TextFile::notes() const {
    Problems notes;
    const std::string where = toUtf8(parts_->path);
    if (parts_->encoding.guessed)
        notes.push_back(
            {Problem::Severity::Info, "", where,
             say(ATTUNE_TEXT("core", "The file is not UTF-8; it was read as %1."),
                 parts_->encoding.name),
             say(ATTUNE_TEXT("core", "If its texts look wrong, set the encoding by hand."))});
    if (replaced() > 0) {
        std::string lines;
        for (const std::uint64_t line : replacedLines())
            lines += (lines.empty() ? "" : ", ") + std::to_string(line);
        notes.push_back(
            {Problem::Severity::Warning, "", where,
             say(ATTUNE_TEXT("core", "%1 parts are not valid %2 and were read as U+FFFD; the first "
                                     "stand in the lines %3."),
                 replaced(), parts_->encoding.name, lines),
             say(ATTUNE_TEXT("core", "Save the file anew as UTF-8, or set its encoding."))});
    }
    return notes;
}

} // namespace attune
