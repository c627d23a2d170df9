// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/encoding.h"

#include "text/decoder.h"
#include "text/file_pieces.h"

#include <algorithm>
#include <iterator>
#include <mutex>

namespace attune {

struct TextPlaces::Parts {
    struct Place {
        std::uint64_t text = 0;  // bytes of the text before it
        std::uint64_t bytes = 0; // of the file
        bool started = false;
        TextDecoder::State state;
    };

    std::mutex mutex;
    std::vector<Place> places; // in the order of the text
};

TextPlaces::TextPlaces() : parts_(std::make_unique<Parts>()) {}
TextPlaces::~TextPlaces() = default;

struct TextFile::Parts {
    Parts(const fs::path& path, const FoundEncoding& found, const std::stop_token& stop,
          std::shared_ptr<TextPlaces> places)
        : path(path),
          encoding(found),
          // Who goes to a place decodes the piece that it is in.
          pieces(path, stop, places ? FilePieces::smallPiece : FilePieces::largePiece),
          decoder(found.name, found.mark, toUtf8(path)),
          places(std::move(places)) {}

    void notePlace();

    fs::path path;
    FoundEncoding encoding;
    FilePieces pieces;
    TextDecoder decoder;
    std::string bytes;
    bool started = false;
    bool ended = false;
    std::shared_ptr<TextPlaces> places;
    TextDecoder::State start = decoder.state();
    std::uint64_t text = 0; // bytes of the text that were read
    std::uint64_t pass = 0; // bytes to pass over up to where seek() was asked to go
};

void TextFile::Parts::notePlace() {
    if (!places)
        return;
    TextPlaces::Parts& known = *places->parts_;
    const std::lock_guard lock(known.mutex);
    if (known.places.empty() || known.places.back().text < text)
        known.places.push_back({text, pieces.position(), started, decoder.state()});
}

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

TextFile::TextFile(const fs::path& path, const std::string& encoding, std::stop_token stop,
                   std::shared_ptr<TextPlaces> places)
    : parts_(std::make_unique<Parts>(path, choose(path, encoding, stop), stop, std::move(places))) {
}

TextFile::~TextFile() = default;

bool TextFile::read(std::string& piece) {
    piece.clear();
    while (!parts_->ended && piece.empty()) {
        parts_->notePlace();
        parts_->bytes.clear();
        parts_->ended = !parts_->pieces.append(parts_->bytes);
        parts_->decoder.decode(parts_->bytes, parts_->ended, piece);
        // A mark is still there when the encoding was given by hand.
        if (!parts_->started && piece.starts_with("\xEF\xBB\xBF"))
            piece.erase(0, 3);
        parts_->started = parts_->started || !piece.empty();
        parts_->text += piece.size();
        const auto pass =
            static_cast<std::size_t>(std::min<std::uint64_t>(parts_->pass, piece.size()));
        piece.erase(0, pass);
        parts_->pass -= pass;
    }
    return !piece.empty();
}

void TextFile::seek(std::uint64_t at) {
    TextPlaces::Parts::Place place{0, 0, false, parts_->start};
    if (parts_->places) {
        TextPlaces::Parts& known = *parts_->places->parts_;
        const std::lock_guard lock(known.mutex);
        const auto behind = std::upper_bound(
            known.places.begin(), known.places.end(), at,
            [](std::uint64_t text, const auto& known) { return text < known.text; });
        if (behind != known.places.begin())
            place = *std::prev(behind);
    }
    parts_->pieces.seek(place.bytes);
    parts_->decoder.restore(place.state);
    parts_->started = place.started;
    parts_->ended = false;
    parts_->text = place.text;
    parts_->pass = at - place.text;
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
