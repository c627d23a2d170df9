// SPDX-License-Identifier: GPL-3.0-or-later
#include "augment/word_groups.h"

#include "text/compare.h"
#include "text/text_breaker.h"
#include "text/utf8.h"

#include <algorithm>

namespace attune {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20;

bool isCilinCode(std::string_view word) {
    return word.size() == 8 && word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'a' &&
           word[1] <= 'z' && (word[7] == '=' || word[7] == '#' || word[7] == '@');
}

std::vector<std::string> wordsOf(std::string_view line) {
    std::string plain(line);
    for (std::size_t at = 0; (at = plain.find("，", at)) != plain.npos; ++at)
        plain.replace(at, 3, ",");
    const char* separators = plain.find_first_of("\t,") != plain.npos ? "\t," : " ";
    std::vector<std::string> words;
    for (std::size_t at = 0; at <= plain.size();) {
        const std::size_t end = std::min(plain.find_first_of(separators, at), plain.size());
        const std::string_view word = trimmed(std::string_view(plain).substr(at, end - at));
        if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end())
            words.emplace_back(word);
        at = end + 1;
    }
    if (!words.empty() && isCilinCode(words.front())) {
        if (!words.front().ends_with('='))
            return {};
        words.erase(words.begin());
    }
    return words;
}

} // namespace

WordGroups WordGroups::read(const fs::path& file) {
    const std::string content = readFile(file, kMostBytes);
    if (!isValidUtf8(content))
        throw UsageError(say(ATTUNE_TEXT("core", "The list is not UTF-8.")), toUtf8(file),
                         say(ATTUNE_TEXT("core", "Save it as UTF-8.")));
    WordGroups groups;
    std::string_view rest = content;
    if (rest.starts_with("\uFEFF"))
        rest.remove_prefix(3);
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        if (!trimmed(line).starts_with('#'))
            groups.add(wordsOf(line));
    }
    if (groups.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "No line of the list has two words.")),
                         toUtf8(file),
                         say(ATTUNE_TEXT("core", "Write words that may stand for each other in one "
                                                 "line, with tabs or commas between.")));
    return groups;
}

void WordGroups::add(std::vector<std::string> group) {
    if (group.size() < 2)
        return;
    const auto number = static_cast<std::uint32_t>(groups_.size());
    for (const std::string& word : group) {
        std::vector<std::uint32_t>& numbers = of_[foldedWord(word)];
        if (numbers.empty() || numbers.back() != number)
            numbers.push_back(number);
    }
    groups_.push_back(std::move(group));
}

const std::vector<std::uint32_t>* WordGroups::of(std::string_view word) const {
    const auto found = of_.find(foldedWord(word));
    return found == of_.end() ? nullptr : &found->second;
}

void readGroups(WordGroups& groups, const std::string& path, const fs::path& base, const char* key,
                Problems& problems) {
    try {
        groups = WordGroups::read(base / fromUtf8(path));
    } catch (const Error& error) {
        problems.push_back(
            {Problem::Severity::Error, key, error.where(), error.message(), error.hint()});
    }
}

} // namespace attune
