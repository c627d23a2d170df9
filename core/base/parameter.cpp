// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/parameter.h"

#include "base/lists.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace attune {

namespace {

std::string quoted(const std::string& text) {
    const bool plain =
        !text.empty() && text.find_first_of(":#[]{},&*!|>'\"%@`\n\t") == std::string::npos &&
        text.front() != ' ' && text.back() != ' ' && text.front() != '-' && text.front() != '?';
    if (plain)
        return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else
            out += c;
    }
    return out + "\"";
}

bool refuse(Problem& problem, Message message, Message hint = {}) {
    problem.severity = Problem::Severity::Error;
    problem.message = std::move(message);
    problem.hint = std::move(hint);
    return false;
}

bool checkRange(const Parameter& parameter, double number, Problem& problem) {
    if (std::isfinite(number) && number >= parameter.minimum && number <= parameter.maximum)
        return true;
    if (parameter.maximum >= 1e300)
        return refuse(problem, say(ATTUNE_TEXT("core", "%1 is out of range."), number),
                      say(ATTUNE_TEXT("core", "Give a number of at least %1."), parameter.minimum));
    return refuse(problem, say(ATTUNE_TEXT("core", "%1 is out of range."), number),
                  say(ATTUNE_TEXT("core", "Give a number from %1 to %2."), parameter.minimum,
                      parameter.maximum));
}

// The entries of "[a, "b, c"]", "{a: 1}" or "a, b": split at `separator` outside quotes, with the
// quotes taken off. False where a quote stays open.
bool splitQuoted(std::string_view text, char separator, std::vector<std::string>& entries) {
    entries.assign(1, {});
    bool inQuotes = false;
    std::size_t kept = 0; // of the last entry: what quotes protect from trimming
    const auto finish = [&] {
        std::string& entry = entries.back();
        while (entry.size() > kept && entry.back() == ' ')
            entry.pop_back();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inQuotes && c == '\\' && i + 1 < text.size()) {
            const char next = text[++i];
            entries.back() += next == 'n' ? '\n' : next == 't' ? '\t' : next;
        } else if (c == '"') {
            inQuotes = !inQuotes;
            kept = entries.back().size();
        } else if (c == separator && !inQuotes) {
            finish();
            entries.emplace_back();
            kept = 0;
        } else if (inQuotes || c != ' ' || !entries.back().empty()) {
            entries.back() += c;
        }
    }
    finish();
    return !inQuotes;
}

std::string_view withoutBrackets(std::string_view text, char open, char close) {
    const auto first = text.find_first_not_of(' ');
    const auto last = text.find_last_not_of(' ');
    if (first == std::string_view::npos)
        return {};
    text = text.substr(first, last - first + 1);
    if (text.size() >= 2 && text.front() == open && text.back() == close)
        return text.substr(1, text.size() - 2);
    return text;
}

bool parseReal(std::string_view text, double& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

// "label: number" entries; the last colon of an entry divides, as labels may hold colons.
bool parseWeights(std::string_view text, std::map<std::string, double>& weights) {
    text = withoutBrackets(text, '{', '}');
    while (!text.empty()) {
        std::size_t end = 0;
        for (bool inQuotes = false; end < text.size() && (inQuotes || text[end] != ','); ++end) {
            if (inQuotes && text[end] == '\\' && end + 1 < text.size())
                ++end;
            else if (text[end] == '"')
                inQuotes = !inQuotes;
        }
        const std::string_view entry = text.substr(0, end);
        const auto colon = entry.rfind(':');
        std::vector<std::string> label, number;
        double weight = 0;
        if (colon == std::string_view::npos || !splitQuoted(entry.substr(0, colon), '\0', label) ||
            !splitQuoted(entry.substr(colon + 1), '\0', number) ||
            !parseReal(number.front(), weight) || !weights.emplace(label.front(), weight).second)
            return false;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return !weights.empty();
}

std::string shown(const Value& value) {
    const std::string text = toText(value);
    return text.size() > 60 ? text.substr(0, 57) + "..." : text;
}

} // namespace

std::string toText(const Value& value) {
    struct Visitor {
        std::string operator()(std::monostate) const { return ""; }
        std::string operator()(bool v) const { return v ? "true" : "false"; }
        std::string operator()(std::int64_t v) const { return std::to_string(v); }
        std::string operator()(double v) const { return messageArgument(v); }
        std::string operator()(const std::string& v) const { return v; }
        std::string operator()(const std::vector<std::string>& v) const {
            std::string out = "[";
            for (const auto& word : v)
                out += (out.size() > 1 ? ", " : "") + quoted(word);
            return out + "]";
        }
        std::string operator()(const std::map<std::string, double>& v) const {
            std::string out = "{";
            for (const auto& [word, number] : v)
                out += (out.size() > 1 ? ", " : "") + quoted(word) + ": " + messageArgument(number);
            return out + "}";
        }
    };
    return std::visit(Visitor{}, value);
}

bool conform(const Parameter& parameter, Value& value, Problem& problem) {
    using Kind = Parameter::Kind;
    if (std::holds_alternative<std::monostate>(value)) {
        if (parameter.optional)
            return true;
        return refuse(problem, say(ATTUNE_TEXT("core", "A value is missing.")));
    }
    switch (parameter.kind) {
    case Kind::Bool:
        if (std::holds_alternative<bool>(value))
            return true;
        return refuse(problem,
                      say(ATTUNE_TEXT("core", "“%1” is neither true nor false."), shown(value)));
    case Kind::Integer: {
        if (const double* real = std::get_if<double>(&value);
            real != nullptr && std::floor(*real) == *real && std::abs(*real) < 9e15)
            value = static_cast<std::int64_t>(*real);
        if (const auto* number = std::get_if<std::int64_t>(&value))
            return checkRange(parameter, static_cast<double>(*number), problem);
        return refuse(problem,
                      say(ATTUNE_TEXT("core", "“%1” is not a whole number."), shown(value)));
    }
    case Kind::Real: {
        if (const auto* number = std::get_if<std::int64_t>(&value))
            value = static_cast<double>(*number);
        if (const double* real = std::get_if<double>(&value))
            return checkRange(parameter, *real, problem);
        return refuse(problem, say(ATTUNE_TEXT("core", "“%1” is not a number."), shown(value)));
    }
    case Kind::Choice: {
        const auto* word = std::get_if<std::string>(&value);
        if (word != nullptr && std::find(parameter.choices.begin(), parameter.choices.end(),
                                         *word) != parameter.choices.end())
            return true;
        return refuse(problem,
                      say(ATTUNE_TEXT("core", "“%1” is not one of the choices."), shown(value)),
                      say(ATTUNE_TEXT("core", "Choose one of: %1."), listed(parameter.choices)));
    }
    case Kind::Text:
    case Kind::File:
    case Kind::Folder:
    case Kind::Column:
        if (const auto* text = std::get_if<std::string>(&value)) {
            if (text->find('\0') != std::string::npos)
                return refuse(problem, say(ATTUNE_TEXT("core", "The text holds a NUL character.")));
            return true;
        }
        return refuse(problem, say(ATTUNE_TEXT("core", "“%1” is not a text."), shown(value)),
                      say(ATTUNE_TEXT("core", "Put it in quotes if it is meant as a text.")));
    case Kind::TextList:
    case Kind::FileList:
        if (std::holds_alternative<std::vector<std::string>>(value))
            return true;
        if (const auto* text = std::get_if<std::string>(&value)) {
            value = std::vector<std::string>{*text};
            return true;
        }
        return refuse(problem,
                      say(ATTUNE_TEXT("core", "“%1” is not a list of texts."), shown(value)));
    case Kind::WeightMap:
        if (const auto* weights = std::get_if<std::map<std::string, double>>(&value)) {
            for (const auto& [word, number] : *weights)
                if (!checkRange(parameter, number, problem))
                    return false;
            return true;
        }
        if (const auto* word = std::get_if<std::string>(&value);
            word != nullptr && std::find(parameter.choices.begin(), parameter.choices.end(),
                                         *word) != parameter.choices.end())
            return true;
        return refuse(
            problem,
            say(ATTUNE_TEXT("core", "“%1” is not a list of labels with numbers."), shown(value)),
            parameter.choices.empty()
                ? say(ATTUNE_TEXT("core", "Write it like {first: 1, second: 2.5}."))
                : say(ATTUNE_TEXT("core", "Write it like {first: 1, second: 2.5}, or choose one "
                                          "of: %1."),
                      listed(parameter.choices)));
    }
    return false;
}

bool parseValue(const Parameter& parameter, std::string_view text, Value& value, Problem& problem) {
    using Kind = Parameter::Kind;
    const std::string word(text);
    if (parameter.optional && word.empty()) {
        value = {};
        return true;
    }
    value = word;
    switch (parameter.kind) {
    case Kind::Bool:
        if (word == "true" || word == "yes" || word == "on" || word == "1")
            value = true;
        else if (word == "false" || word == "no" || word == "off" || word == "0")
            value = false;
        break;
    case Kind::Integer:
    case Kind::Real: {
        double real = 0;
        if (parseReal(word, real))
            value = real;
        break;
    }
    case Kind::TextList:
    case Kind::FileList: {
        std::vector<std::string> entries;
        if (splitQuoted(withoutBrackets(text, '[', ']'), ',', entries))
            value = std::move(entries);
        break;
    }
    case Kind::WeightMap: {
        std::map<std::string, double> weights;
        if (parseWeights(text, weights))
            value = std::move(weights);
        break;
    }
    default:
        break;
    }
    return conform(parameter, value, problem);
}

std::string nearestKey(std::string_view key, const std::vector<std::string>& known) {
    std::string best;
    std::size_t bestDistance = key.size() / 3 + 2;
    for (const std::string& candidate : known) {
        std::vector<std::size_t> row(candidate.size() + 1);
        std::iota(row.begin(), row.end(), std::size_t{0});
        for (std::size_t i = 0; i < key.size(); ++i) {
            std::size_t diagonal = row[0];
            row[0] = i + 1;
            for (std::size_t j = 0; j < candidate.size(); ++j) {
                const std::size_t change = diagonal + (key[i] == candidate[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
            }
        }
        if (row.back() < bestDistance) {
            bestDistance = row.back();
            best = candidate;
        }
    }
    return best;
}

} // namespace attune
