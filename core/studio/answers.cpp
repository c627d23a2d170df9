// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/answers.h"

#include "text/compare.h"
#include "text/utf8.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace attune::studio {

namespace {

// ---- spans -------------------------------------------------------------------------------------

// Bytes of the text as it was given for bytes [begin, end) of the cleaned one.
std::pair<std::size_t, std::size_t> asGiven(const std::vector<Change>& changes, std::size_t begin,
                                            std::size_t end) {
    const auto back = [&](std::size_t place, bool isEnd) {
        std::size_t moved = place;
        for (const Change& change : changes) {
            if (isEnd ? change.after.begin >= place : change.after.begin > place)
                break;
            if (isEnd ? change.after.end >= place : change.after.end > place)
                return isEnd ? change.before.end : change.before.begin;
            moved = place - change.after.end + change.before.end;
        }
        return moved;
    };
    const std::size_t first = back(begin, false);
    return {first, std::max(first, back(end, true))};
}

std::vector<FoundSpan> spansOf(const LoadedModel& model, const EncodedSet& set,
                               const Predictions& predictions, std::size_t row,
                               const std::string& given) {
    const std::vector<std::string>& tags = model.folder.labels;
    const std::uint64_t first = set.starts[row];
    std::vector<std::int32_t> best;
    std::vector<std::size_t> token; // of each of them
    for (std::uint64_t i = first; i < set.starts[row + 1]; ++i)
        if (set.offsets[i].second > set.offsets[i].first) {
            best.push_back(predictions.best(i));
            token.push_back(i);
        }
    std::vector<FoundSpan> spans;
    const std::vector<TaggedName> names = namesOfTags(best, tags);
    if (names.empty())
        return spans;
    const std::vector<Change> changes =
        model.cleaning.empty() ? std::vector<Change>() : model.cleaning.record(given).changes;
    for (const TaggedName& name : names) {
        FoundSpan span;
        span.label = name.type;
        for (std::size_t i = name.begin; i < name.end; ++i)
            span.score += predictions.scores(token[i])[static_cast<std::size_t>(best[i])] /
                          static_cast<double>(name.end - name.begin);
        std::tie(span.begin, span.end) = asGiven(changes, set.offsets[token[name.begin]].first,
                                                 set.offsets[token[name.end - 1]].second);
        // Some tokenizers count the white space before a word to its token.
        const std::string_view whole =
            std::string_view(given).substr(span.begin, span.end - span.begin);
        const std::string_view text = trimmed(whole);
        if (!text.empty()) {
            span.begin += static_cast<std::size_t>(text.data() - whole.data());
            span.end = span.begin + text.size();
        }
        spans.push_back(std::move(span));
    }
    return spans;
}

// Places are counted in code points, as Python counts.
OrderedJson placeJson(std::string_view text, std::size_t begin, std::size_t end,
                      const std::string& label) {
    OrderedJson one;
    one["start"] = countCodePoints(text.substr(0, begin));
    one["end"] = countCodePoints(text.substr(0, end));
    one["label"] = label;
    one["text"] = text.substr(begin, end - begin);
    return one;
}

OrderedJson spansJson(const std::vector<FoundSpan>& spans, std::string_view text) {
    OrderedJson list = OrderedJson::array();
    for (const FoundSpan& span : spans) {
        OrderedJson one = placeJson(text, span.begin, span.end, span.label);
        one["score"] = span.score;
        list.push_back(std::move(one));
    }
    return list;
}

// A number is known to seven digits at most: what is more is noise of the format.
std::string shortNumber(double value) {
    char digits[32];
    const auto end =
        std::to_chars(digits, digits + sizeof digits, value, std::chars_format::general, 6).ptr;
    return {digits, end};
}

// ---- several labels ----------------------------------------------------------------------------

char separatorFor(const std::vector<std::string>& labels) {
    for (const char sign : {';', '|', ','})
        if (std::none_of(labels.begin(), labels.end(), [&](const std::string& label) {
                return label.find(sign) != std::string::npos;
            }))
            return sign;
    return '\0';
}

std::vector<std::string> namesOf(const std::vector<std::string>& all,
                                 std::span<const std::int32_t> chosen) {
    std::vector<std::string> names;
    for (const std::int32_t label : chosen)
        names.push_back(all[static_cast<std::size_t>(label)]);
    return names;
}

} // namespace

std::vector<TextResult> answersOf(const LoadedModel& model, const EncodedSet& set,
                                  const Predictions& predictions,
                                  std::span<const Example> examples) {
    std::vector<TextResult> out(set.rows());
    for (std::size_t i = 0; i < out.size(); ++i) {
        TextResult& result = out[i];
        if (model.folder.task == Task::TokenLabels) {
            const auto width = static_cast<std::ptrdiff_t>(predictions.labels);
            result.logits.assign(predictions.logits.begin() +
                                     static_cast<std::ptrdiff_t>(set.starts[i]) * width,
                                 predictions.logits.begin() +
                                     static_cast<std::ptrdiff_t>(set.starts[i + 1]) * width);
            result.spans = spansOf(model, set, predictions, i, examples[i].text);
            continue;
        }
        const auto logits = predictions.of(i);
        result.logits.assign(logits.begin(), logits.end());
        switch (model.folder.task) {
        case Task::MultiLabel:
            result.scores = model.scores(predictions, i);
            result.labels = model.calibration.labels(result.scores);
            break;
        case Task::Regression:
            result.value = double{logits.front()};
            break;
        default:
            result.label = model.label(predictions, i);
            result.scores = model.scores(predictions, i);
        }
    }
    return out;
}

std::vector<std::int32_t*> labelsIn(Task task, Example& example) {
    std::vector<std::int32_t*> ids;
    if (task == Task::SingleLabel)
        ids.push_back(&example.label);
    for (std::int32_t& label : example.labels)
        ids.push_back(&label);
    for (TextSpan& span : example.spans)
        ids.push_back(&span.type);
    return ids;
}

std::string joinedLabels(const std::vector<std::string>& all,
                         std::span<const std::int32_t> chosen) {
    const std::vector<std::string> names = namesOf(all, chosen);
    const char separator = separatorFor(all);
    if (separator == '\0')
        return OrderedJson(names).dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : std::string(1, separator)) + name;
    return text;
}

std::optional<std::vector<std::int32_t>> labelsInCell(const std::vector<std::string>& all,
                                                      const std::string& cell) {
    std::vector<std::string> names;
    const char separator = separatorFor(all);
    if (const Json list = Json::parse(cell, nullptr, false); list.is_array()) {
        for (const Json& name : list)
            names.push_back(name.is_string() ? name.get<std::string>() : std::string());
    } else if (!cell.empty()) {
        for (std::size_t begin = 0; begin <= cell.size();) {
            const std::size_t end = std::min(cell.find(separator, begin), cell.size());
            names.push_back(cell.substr(begin, end - begin));
            begin = end + 1;
        }
    }
    std::vector<std::int32_t> ids;
    for (const std::string& name : names) {
        const auto found = std::find(all.begin(), all.end(), name);
        if (found == all.end())
            return {};
        ids.push_back(static_cast<std::int32_t>(found - all.begin()));
    }
    return ids;
}

std::string answerCell(const ModelFolder& model, const TextResult& result, std::string_view text) {
    switch (model.task) {
    case Task::SingleLabel:
        return model.labels[static_cast<std::size_t>(result.label)];
    case Task::MultiLabel:
        return joinedLabels(model.labels, result.labels);
    case Task::Regression:
        return messageArgument(result.value);
    case Task::TokenLabels:
        break;
    }
    return spansJson(result.spans, text)
        .dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

OrderedJson answerJson(const ModelFolder& model, const TextResult& result, std::string_view text) {
    switch (model.task) {
    case Task::SingleLabel:
        return model.labels[static_cast<std::size_t>(result.label)];
    case Task::MultiLabel:
        return namesOf(model.labels, result.labels);
    case Task::Regression:
        return result.value;
    case Task::TokenLabels:
        break;
    }
    return spansJson(result.spans, text);
}

OrderedJson truthJson(Task task, const std::vector<std::string>& labels, const Example& example) {
    switch (task) {
    case Task::SingleLabel:
        return example.label < 0 ? std::string() : labels[static_cast<std::size_t>(example.label)];
    case Task::MultiLabel:
        return namesOf(labels, example.labels);
    case Task::Regression:
        return example.value;
    case Task::TokenLabels:
        break;
    }
    const std::string_view text = example.text;
    OrderedJson list = OrderedJson::array();
    for (const TextSpan& span : example.spans)
        list.push_back(placeJson(text, span.begin, span.end,
                                 labels[static_cast<std::size_t>(span.type)].substr(2)));
    return list;
}

std::string truthCell(Task task, const std::vector<std::string>& labels, const Example& example) {
    switch (task) {
    case Task::SingleLabel:
        return truthJson(task, labels, example).get<std::string>();
    case Task::MultiLabel:
        return joinedLabels(labels, example.labels);
    case Task::Regression:
        return messageArgument(example.value);
    case Task::TokenLabels:
        break;
    }
    return truthJson(task, labels, example)
        .dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

OrderedJson logitsJson(const ModelFolder& model, const TextResult& result) {
    if (model.task != Task::TokenLabels)
        return result.logits;
    OrderedJson tokens = OrderedJson::array();
    const auto width = static_cast<std::ptrdiff_t>(model.labels.size());
    for (auto token = result.logits.begin(); token != result.logits.end(); token += width)
        tokens.push_back(std::vector<float>(token, token + width));
    return tokens;
}

std::string answerForPeople(const ModelFolder& model, const TextResult& result,
                            std::string_view text) {
    if (model.task == Task::Regression)
        return shortNumber(result.value);
    if (model.task != Task::TokenLabels)
        return answerCell(model, result, text);
    std::string out;
    for (const FoundSpan& span : result.spans)
        out += (out.empty() ? "" : "; ") + span.label + ": " +
               std::string(text.substr(span.begin, span.end - span.begin));
    return out;
}

std::string truthForPeople(Task task, const std::vector<std::string>& labels,
                           const Example& example) {
    if (task != Task::TokenLabels)
        return truthCell(task, labels, example);
    std::string out;
    for (const TextSpan& span : example.spans)
        out += (out.empty() ? "" : "; ") + labels[static_cast<std::size_t>(span.type)].substr(2) +
               ": " + example.text.substr(span.begin, span.end - span.begin);
    return out;
}

bool isWrong(const ModelFolder& model, const EncodedSet& set, const Predictions& predictions,
             std::size_t row, const TextResult& result) {
    if (model.task == Task::MultiLabel) {
        std::vector<std::int32_t> truth;
        const std::size_t width = predictions.labels;
        for (std::size_t label = 0; label < width; ++label)
            if (set.many[row * width + label] != 0)
                truth.push_back(static_cast<std::int32_t>(label));
        return result.labels != truth;
    }
    std::vector<std::int32_t> truth, found;
    for (std::uint64_t i = set.starts[row]; i < set.starts[row + 1]; ++i)
        if (set.tags[i] >= 0) {
            truth.push_back(set.tags[i]);
            found.push_back(predictions.best(i));
        }
    return namesOfTags(truth, model.labels) != namesOfTags(found, model.labels);
}

std::optional<double> scoreOf(const ModelFolder& model, const TextResult& result) {
    switch (model.task) {
    case Task::SingleLabel:
        return result.scores[static_cast<std::size_t>(result.label)];
    case Task::Regression:
        return {};
    default:
        break;
    }
    double least = 1;
    for (const double chance : result.scores)
        least = std::min(least, std::max(chance, 1 - chance));
    for (const FoundSpan& span : result.spans)
        least = std::min(least, span.score);
    if (model.task == Task::TokenLabels && result.spans.empty())
        return {};
    return least;
}

std::optional<double> leastTokenScore(const EncodedSet& set, const Predictions& predictions,
                                      std::size_t row) {
    std::optional<double> least;
    for (std::uint64_t i = set.starts[row]; i < set.starts[row + 1]; ++i)
        if (set.offsets[i].second > set.offsets[i].first) {
            const std::vector<double> scores = predictions.scores(i);
            const double score = *std::max_element(scores.begin(), scores.end());
            least = std::min(least.value_or(1), score);
        }
    return least;
}

} // namespace attune::studio
