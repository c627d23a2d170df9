// SPDX-License-Identifier: GPL-3.0-or-later
// Token ids of every line of a text file.
#include "studio/loaded_model.h"
#include "studio/studio.h"
#include "tokenizer/tokenizer.h"

#include <fstream>

namespace attune::studio {

namespace {

constexpr std::size_t kBytesAtOnce = 4 << 20;
constexpr std::size_t kLinesAtOnce = 1 << 14; // empty lines have no bytes
constexpr std::size_t kLongestLine = 256 << 20;

std::string listOf(const std::vector<std::int32_t>& ids) {
    std::string out = "[";
    for (const std::int32_t id : ids) {
        if (out.size() > 1)
            out += ", ";
        out += std::to_string(id);
    }
    return out + "]";
}

} // namespace

void tokenizeFile(const fs::path& modelFolder, const fs::path& file,
                  const std::function<void(const std::string& line)>& line, std::stop_token stop) {
    std::error_code ignored;
    if (!fs::exists(file, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "There is no such file.")), toUtf8(file),
                         say(ATTUNE_TEXT("core", "Check the spelling of the path.")));
    if (fs::is_directory(file, ignored))
        throw UsageError(
            say(ATTUNE_TEXT("core", "This is a folder.")), toUtf8(file),
            say(ATTUNE_TEXT("core", "Name a text file; each of its lines is a text.")));
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw Error(say(ATTUNE_TEXT("core", "The file could not be opened.")), toUtf8(file),
                    say(ATTUNE_TEXT("core", "Name a text file, and check its permissions.")));
    const std::unique_ptr<Tokenizer> tokenizer = readTokenizer(finishedFolder(modelFolder));
    std::vector<std::string> texts;
    std::size_t bytes = 0;
    std::size_t number = 0;
    const auto flush = [&] {
        if (stop.stop_requested())
            throw Cancelled();
        for (const Encoding& encoding : encodeAll(*tokenizer, texts, {}, {}))
            line(listOf(encoding.ids));
        texts.clear();
        bytes = 0;
    };
    // Read in blocks, so that one endless line is refused before it fills the memory.
    std::string block(1 << 20, '\0');
    std::string current;
    bool pending = false; // a line has begun
    while (stream) {
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        std::string_view rest(block.data(), static_cast<std::size_t>(stream.gcount()));
        while (!rest.empty()) {
            const auto end = rest.find('\n');
            current += rest.substr(0, end);
            pending = true;
            if (current.size() > kLongestLine)
                throw Error(
                    say(ATTUNE_TEXT("core", "The line is longer than %1 MB."), kLongestLine >> 20),
                    toUtf8(file) + ":" + std::to_string(number + 1),
                    say(ATTUNE_TEXT("core", "Break the text into lines.")));
            if (end == std::string_view::npos)
                break;
            rest.remove_prefix(end + 1);
            ++number;
            bytes += current.size();
            texts.push_back(std::exchange(current, {}));
            pending = false;
            if (bytes >= kBytesAtOnce || texts.size() >= kLinesAtOnce)
                flush();
        }
    }
    if (stream.bad())
        throw Error(say(ATTUNE_TEXT("core", "The file could not be read to its end.")),
                    toUtf8(file), say(ATTUNE_TEXT("core", "Check the disk, and try again.")));
    if (pending)
        texts.push_back(std::move(current));
    flush();
}

} // namespace attune::studio
