// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/file_pieces.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace attune {

FilePieces::FilePieces(const fs::path& path, std::stop_token stop, std::size_t piece)
    : path_(path), stop_(std::move(stop)), piece_(piece) {
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (!fs::exists(status))
        throw UsageError(say(ATTUNE_TEXT("core", "The file does not exist.")), toUtf8(path),
                         say(ATTUNE_TEXT("core", "Check the path.")));
    if (!fs::is_regular_file(status))
        throw UsageError(say(ATTUNE_TEXT("core", "This is not a file.")), toUtf8(path),
                         say(ATTUNE_TEXT("core", "Give the path of a file.")));
    errno = 0;
    stream_.open(path, std::ios::binary);
    if (!stream_)
        throw UsageError(
            say(ATTUNE_TEXT("core", "The file cannot be opened: %1."), std::strerror(errno)),
            toUtf8(path), say(ATTUNE_TEXT("core", "Check that you may read it.")));
    size_ = fs::file_size(path, code);
    if (code)
        size_ = 0;
}

void FilePieces::seek(std::uint64_t position) {
    stream_.clear();
    stream_.seekg(static_cast<std::streamoff>(position));
    position_ = position;
}

bool FilePieces::append(std::string& bytes) {
    if (stop_.stop_requested())
        throw Cancelled();
    const std::size_t old = bytes.size();
    // As much as is left, for small files; a file that grows meanwhile is read on.
    const std::uint64_t left = size_ > position_ ? size_ - position_ : 4096;
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(piece_, left));
    bytes.resize(old + wanted);
    errno = 0;
    stream_.read(bytes.data() + old, static_cast<std::streamsize>(wanted));
    const auto got = static_cast<std::size_t>(stream_.gcount());
    bytes.resize(old + got);
    if (stream_.bad())
        throw Error(say(ATTUNE_TEXT("core", "The file cannot be read: %1."), std::strerror(errno)),
                    toUtf8(path_), say(ATTUNE_TEXT("core", "Check the disk, and try again.")));
    position_ += got;
    return got > 0;
}

} // namespace attune
