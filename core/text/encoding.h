// SPDX-License-Identifier: GPL-3.0-or-later
// Files in any encoding as UTF-8, piece by piece, and finding out which encoding a file has.
#pragma once

#include "base/files.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace attune {

struct FoundEncoding {
    std::string name = "UTF-8"; // an ICU name, for people and for TextFile
    std::size_t mark = 0;       // bytes of the byte-order mark at the start of the file
    bool guessed = false;       // taken from the look of the text: may be wrong
};

// The encoding of a file, in this order: byte-order mark; UTF-8 when the whole file is valid;
// UTF-16 and UTF-32 by where NUL bytes stand; UTF-8 when broken bytes are few among good sequences;
// GB18030 when it decodes and its characters are those that Chinese uses most; what ICU's detector
// says; windows-1252. Reads the whole file, in pieces.
FoundEncoding detectEncoding(const fs::path& path, std::stop_token stop = {});

// Whether an encoding of this name can be read ("auto" is no name).
bool isKnownEncoding(const std::string& name);

// Places in a text from which it can be read on: one for each piece that some TextFile has read, by
// which another one of the same file and encoding finds its way. About 100 bytes each 64 KiB of
// the file, in encodings other than UTF-8 some more. Any number of threads.
class TextPlaces {
public:
    TextPlaces();
    ~TextPlaces();

private:
    friend class TextFile;
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// A file as UTF-8, in memory that doesn't grow with the file. The byte-order mark is taken away;
// bytes that mean nothing become U+FFFD and are counted.
class TextFile {
public:
    // `encoding`: "auto" or an ICU name; an unknown name is a UsageError. Opening and reading throw
    // Cancelled when `stop` is asked for. Pieces that are read are noted in `places`.
    explicit TextFile(const fs::path& path, const std::string& encoding = "auto",
                      std::stop_token stop = {}, std::shared_ptr<TextPlaces> places = {});
    ~TextFile();
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;

    // Puts the next piece into `piece`: valid UTF-8, whole code points, never empty. False at the
    // end.
    bool read(std::string& piece);
    // The next piece begins at this byte of the text, as UTF-8, which has been read before by a
    // TextFile with the same places.
    void seek(std::uint64_t at);

    const FoundEncoding& encoding() const;
    // Parts replaced by U+FFFD so far, and the lines of the first of them (from 1).
    std::uint64_t replaced() const;
    const std::vector<std::uint64_t>& replacedLines() const;
    // What a person should know of the encoding: a guess, replaced bytes. Whole after the end.
    Problems notes() const;
    // Bytes of the file read so far, and in all.
    std::uint64_t position() const;
    std::uint64_t size() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace attune
