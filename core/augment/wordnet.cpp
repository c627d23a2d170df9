// SPDX-License-Identifier: GPL-3.0-or-later
#include "augment/wordnet.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace attune {
namespace {

constexpr const char* kParts[] = {"noun", "verb", "adj", "adv"};

// Words whose part of speech WordNet takes for another: it has no pronouns, prepositions and the
// like, so that "it" would be information technology and "in" indium.
const std::set<std::string_view>& functionWords() {
    static const std::set<std::string_view> words = {
        "a",      "about",   "above", "after", "all",     "along",   "also",    "am",      "an",
        "and",    "any",     "are",   "as",    "at",      "be",      "been",    "before",  "being",
        "below",  "between", "both",  "but",   "by",      "can",     "could",   "did",     "do",
        "does",   "doing",   "done",  "down",  "each",    "either",  "else",    "ever",    "every",
        "few",    "for",     "from",  "had",   "has",     "have",    "having",  "he",      "her",
        "here",   "hers",    "him",   "his",   "how",     "i",       "if",      "in",      "into",
        "is",     "it",      "its",   "just",  "less",    "like",    "may",     "me",      "might",
        "mine",   "more",    "most",  "much",  "must",    "my",      "neither", "never",   "no",
        "nor",    "not",     "now",   "of",    "off",     "on",      "once",    "one",     "only",
        "or",     "other",   "our",   "out",   "over",    "own",     "same",    "shall",   "she",
        "should", "since",   "so",    "some",  "such",    "than",    "that",    "the",     "their",
        "them",   "then",    "there", "these", "they",    "this",    "those",   "through", "to",
        "too",    "under",   "until", "up",    "us",      "very",    "was",     "we",      "well",
        "were",   "what",    "when",  "where", "whether", "which",   "while",   "who",     "whom",
        "whose",  "why",     "will",  "with",  "within",  "without", "would",   "yet",     "you",
        "your"};
    return words;
}

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}
bool leadsNoun(std::string_view word) {
    return isOneOf(word, {"a",    "an",   "the", "this",  "that", "these",   "those",
                          "my",   "your", "his", "her",   "its",  "our",     "their",
                          "some", "any",  "no",  "every", "each", "another", "of",
                          "very", "so",   "too", "is",    "was",  "are",     "were"});
}
bool leadsVerb(std::string_view word) {
    return isOneOf(word, {"to",     "will",  "would",    "can",      "could",  "should",
                          "must",   "may",   "might",    "shall",    "i",      "you",
                          "we",     "they",  "don't",    "doesn't",  "didn't", "can't",
                          "cannot", "won't", "wouldn't", "couldn't", "let's",  "please"});
}

// The line that begins with `key`, in a file whose lines are sorted by bytes; empty: none.
std::string_view lineOf(std::string_view file, std::string_view key) {
    std::size_t low = 0, high = file.size(); // the line begins in [low, high)
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        std::size_t begin = middle;
        while (begin > low && file[begin - 1] != '\n')
            --begin;
        const std::string_view line = file.substr(begin, file.find('\n', begin) - begin);
        if (line.starts_with(key))
            return line;
        if (line < key)
            low = begin + line.size() + 1;
        else
            high = begin;
    }
    return {};
}

class Fields {
public:
    explicit Fields(std::string_view line) : rest_(line) {}
    std::string_view next() {
        const std::string_view field = rest_.substr(0, rest_.find(' '));
        rest_.remove_prefix(std::min(field.size() + 1, rest_.size()));
        return field;
    }
    std::int64_t number(int base = 10) {
        const std::string_view field = next();
        std::int64_t value = 0;
        std::from_chars(field.data(), field.data() + field.size(), value, base);
        return value;
    }

private:
    std::string_view rest_;
};

// The first of the lines that begin with `key`, as a place in the file; npos: none.
std::size_t firstLine(std::string_view file, std::string_view key) {
    std::size_t low = 0, high = file.size();
    while (low < high) {
        std::size_t begin = low + (high - low) / 2;
        while (begin > low && file[begin - 1] != '\n')
            --begin;
        const std::size_t end = std::min(file.find('\n', begin), file.size());
        if (file.substr(begin, end - begin) < key)
            low = end + 1;
        else
            high = begin;
    }
    return low < file.size() && file.substr(low).starts_with(key) ? low : std::string_view::npos;
}

// How often a lemma was tagged with a sense type (1 noun, 2 verb, 3 and 5 adjective, 4 adverb).
std::int64_t taggedAs(std::string_view counts, std::string_view lemma, std::string_view types) {
    std::int64_t sum = 0;
    for (const char type : types) {
        const std::string key = std::string(lemma) + "%" + type + ":";
        for (std::size_t at = firstLine(counts, key);
             at < counts.size() && counts.substr(at).starts_with(key);) {
            const std::size_t end = std::min(counts.find('\n', at), counts.size());
            Fields fields(counts.substr(at, end - at));
            fields.next();
            fields.next();
            sum += fields.number();
            at = end + 1;
        }
    }
    return sum;
}

} // namespace

WordNet::WordNet(const fs::path& folder) {
    const auto open = [&](const std::string& name) {
        try {
            return MappedFile(folder / name);
        } catch (const Error&) {
            throw UsageError(
                say(ATTUNE_TEXT("core", "WordNet is not there: “%1” cannot be read."), name),
                toUtf8(folder),
                say(ATTUNE_TEXT("core", "Install the Debian package wordnet-base, or "
                                        "give a list of synonyms as “file”.")));
        }
    };
    for (std::size_t i = 0; i < 4; ++i) {
        index_[i].emplace(open(std::string("index.") + kParts[i]));
        data_[i].emplace(open(std::string("data.") + kParts[i]));
        exceptions_[i].emplace(open(std::string(kParts[i]) + ".exc"));
    }
    counts_.emplace(open("cntlist.rev"));
}

WordNet::Lemma WordNet::lemma(std::string_view word, std::size_t part) const {
    std::string key(word);
    std::replace(key.begin(), key.end(), ' ', '_');
    const std::string_view line = lineOf(index_[part]->text(), key + " ");
    Lemma out;
    if (line.empty())
        return out;
    // lemma pos synset_cnt p_cnt ptr_symbol... sense_cnt tagsense_cnt synset_offset...
    Fields fields(line);
    fields.next();
    fields.next();
    fields.next();
    for (std::int64_t pointers = fields.number(); pointers > 0; --pointers)
        fields.next();
    fields.next();
    fields.next();
    out.sense = static_cast<std::uint64_t>(fields.number());
    constexpr std::string_view types[] = {"1", "2", "35", "4"};
    out.tagged = taggedAs(counts_->text(), key, types[part]);
    out.known = true;
    return out;
}

std::optional<WordNet::Part> WordNet::partOf(std::string_view word, std::string_view before) const {
    if (functionWords().contains(word))
        return {};
    std::int64_t all = 0, most = 0;
    std::size_t best = 0;
    for (std::size_t part = 0; part < 4; ++part) {
        // An irregular form, such as "left" or "better".
        if (!lineOf(exceptions_[part]->text(), std::string(word) + " ").empty())
            return {};
        const Lemma found = lemma(word, part);
        const bool verb = part == 1;
        if (!found.known || (verb ? leadsNoun(before) : leadsVerb(before)))
            continue;
        const std::int64_t weight = found.tagged + 1;
        all += weight;
        if (weight > most) {
            most = weight;
            best = part;
        }
    }
    if (all == 0 || most * 10 < all * 7)
        return {};
    return static_cast<Part>(best);
}

std::vector<std::string> WordNet::synonyms(std::string_view word, Part part) const {
    const auto place = static_cast<std::size_t>(part);
    const Lemma found = lemma(word, place);
    const std::string_view data = data_[place]->text();
    std::vector<std::string> out;
    if (!found.known || found.sense >= data.size())
        return out;
    // synset_offset lex_filenum ss_type w_cnt (hexadecimal) word lex_id [word lex_id...] ...
    Fields fields(data.substr(found.sense, data.find('\n', found.sense) - found.sense));
    fields.next();
    fields.next();
    fields.next();
    for (std::int64_t words = fields.number(16); words > 0; --words) {
        std::string one(fields.next());
        fields.next();
        std::replace(one.begin(), one.end(), '_', ' ');
        if (one.ends_with(')')) // "(p)" and the like say where an adjective may stand
            continue;
        // "buoy up" would part from what it lifts; what was never tagged is seldom said.
        const bool phrase = one.find(' ') != one.npos;
        if (one.empty() || one == word || (part == Part::Verb && phrase))
            continue;
        std::string small = one;
        for (char& c : small)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        if (lemma(small, place).tagged > 0)
            out.push_back(std::move(one));
    }
    return out;
}

} // namespace attune
