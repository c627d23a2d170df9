// SPDX-License-Identifier: GPL-3.0-or-later
// Helpers for the tests of augmentation: chains from short JSON, a small training part, and the
// contract that every operator keeps on every text.
#pragma once

#include "augment/augmentation.h"
#include "base/json.h"
#include "text/utf8.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>

namespace attune::test {

inline Value valueOf(const Json& json) {
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    if (json.is_number())
        return json.get<double>();
    if (json.is_array())
        return json.get<std::vector<std::string>>();
    return json.get<std::string>();
}

// Operators from [{'random-swap': {'rate': 0.5}}]: JSON with single quotes.
inline std::vector<OperatorStep> stepsOf(std::string text) {
    std::replace(text.begin(), text.end(), '\'', '"');
    std::vector<OperatorStep> steps;
    for (const Json& one : parseJson(text, "operators"))
        for (const auto& [name, values] : one.items()) {
            OperatorStep step = augmentStep(name);
            for (const auto& [key, value] : values.items())
                step.values[key] = valueOf(value);
            steps.push_back(std::move(step));
        }
    return steps;
}
inline Augmentation augmentationOf(std::vector<OperatorStep> steps,
                                   std::vector<std::string> protect = {},
                                   const fs::path& base = {}) {
    AugmentSettings settings;
    settings.operators = std::move(steps);
    settings.protect = std::move(protect);
    return Augmentation(std::move(settings), base);
}
inline Augmentation augmentationOf(const char* json, std::vector<std::string> protect = {},
                                   const fs::path& base = {}) {
    return augmentationOf(stepsOf(json), std::move(protect), base);
}

// A training part of two labels in two languages.
inline const std::vector<Example>& training() {
    static const std::vector<Example> examples = [] {
        std::vector<Example> all;
        const char* texts[][2] = {
            {"The plot is thin, the actors are great. I liked it!",      "Is it any good?"      },
            {"Not a single good scene; avoid.",                          "Bad film."            },
            {"送餐很快，味道也不错。下次还来！",         "服务态度好吗？"},
            {"等了两个小时，菜都凉了，再也不点了。",   "太慢了"            },
            {"A warm, funny and honest film about growing up 😀",      "Great film!"          },
            {"Two hours of my life that nobody will give back to me…", "Why?"                 }
        };
        for (const auto& [text, pair] : texts) {
            const auto row = static_cast<std::uint32_t>(all.size());
            all.push_back({text, pair, static_cast<std::int32_t>(row % 2), row + 2, row});
        }
        return all;
    }();
    return examples;
}

// Models that know a few words for every place and word; scores fall, and hang on the question.
class FakeSuggester : public Suggester {
public:
    std::vector<std::vector<SuggestedWord>>
    suggest(std::string_view text, std::span<const Span> places, std::size_t most) const override {
        std::vector<std::vector<SuggestedWord>> answers;
        for (const Span& place : places)
            answers.push_back(wordsFor(text.substr(place.begin, place.size()), most));
        return answers;
    }
    static std::vector<SuggestedWord> wordsFor(std::string_view word, std::size_t most) {
        const std::u32string letters = toUtf32(word);
        const bool chinese = !letters.empty() && letters.front() >= 0x2E80;
        std::vector<SuggestedWord> words;
        static const std::vector<const char*> hanWords = {"音乐", "天", "故事"};
        static const std::vector<const char*> latinWords = {"thing", "tree", "sun", "moon"};
        for (const char* one : chinese ? hanWords : latinWords)
            if (words.size() < most && one != word)
                words.push_back({one, 1.0 / double(1 + words.size() + word.size() % 3)});
        return words;
    }
};
class FakeNeighbours : public Neighbours {
public:
    std::vector<SuggestedWord> near(std::string_view word, std::size_t most) const override {
        return FakeSuggester::wordsFor(word, most);
    }
};

inline AugmentContext contextFor(const Augmentation& augmentation) {
    static const OperatorModel models{std::make_shared<FakeSuggester>(),
                                      std::make_shared<FakeNeighbours>()};
    static const TrainingTexts texts(training());
    return {texts, std::vector<OperatorModel>(augmentation.size(), models), nullptr};
}
// A folder that passes for one of a model.
inline const std::string& fakeModel() {
    static const std::string path = [] {
        const fs::path folder = fs::temp_directory_path() / "attune-fake-model";
        fs::create_directories(folder);
        std::ofstream(folder / "config.json") << "{}";
        return folder.string();
    }();
    return path;
}

inline AugmentedText applied(const Augmentation& augmentation, const std::string& text,
                             std::uint32_t copy = 1, std::uint64_t seed = 42,
                             std::int32_t label = 0) {
    return augmentation.apply({text, {}, label, 1, 1000}, copy, seed, contextFor(augmentation));
}
inline std::string rewritten(const Augmentation& augmentation, const std::string& text,
                             std::uint32_t copy = 1, std::uint64_t seed = 42) {
    return applied(augmentation, text, copy, seed).text.text;
}

// A file with this content in a folder.
inline fs::path fileIn(const fs::path& folder, const char* name, const std::string& content) {
    std::ofstream(folder / name, std::ios::binary) << content;
    return folder / name;
}
// A list of synonyms in two languages.
inline const std::string& synonymList() {
    static const std::string path =
        fileIn(fs::temp_directory_path(), "attune-synonyms.txt",
               "good, fine, great\nfilm, movie, motion picture\nlong, lengthy\ntonight, "
               "this evening\nanother, one more\nword, term\n好看，精彩\n电影，影片，片子\n音乐，"
               "乐曲\n好听，悦耳\n故事，情节\n不好吃，难吃\n龙，蛟龙\n")
            .string();
    return path;
}
inline fs::path wordNetFolder() {
    const char* given = std::getenv("ATTUNE_WORDNET");
    return given != nullptr ? given : "/usr/share/wordnet";
}

// Every operator, with usual values and with those that do the most; synonyms from a list and,
// where it is installed, from WordNet.
inline std::vector<OperatorStep> eachStep() {
    std::vector<OperatorStep> steps;
    for (const AugmentDescription& one : augmentOperators()) {
        OperatorStep step = augmentStep(one.key);
        if (one.key == "synonym") {
            if (fs::exists(wordNetFolder())) {
                OperatorStep other = step;
                other.values["wordnet"] = wordNetFolder().string();
                other.values["rate"] = 1.0;
                steps.push_back(other);
            }
            step.values["file"] = synonymList();
        }
        if (one.key == "masked-word")
            step.values["model"] = fakeModel();
        if (one.key == "near-words")
            step.values["min_similarity"] = 0.0;
        if (one.key == "special-words")
            step.values["words"] = std::vector<std::string>{"[MASK]", "<e>"};
        if (one.key == "stopword-removal")
            for (const char* language : {"zh", "de"}) {
                OperatorStep other = step;
                other.values["language"] = std::string(language);
                steps.push_back(other);
            }
        steps.push_back(step);
        for (const OperatorParameter& parameter : one.parameters) {
            OperatorStep other = step;
            Value& value = other.values[parameter.parameter.key];
            if (parameter.parameter.key == "rate")
                value = 1.0;
            else if (parameter.parameter.key == "shortest")
                value = std::int64_t{1};
            else if (parameter.parameter.choices.empty() || parameter.parameter.key == "language")
                continue;
            else
                value = parameter.parameter.choices.back();
            steps.push_back(other);
        }
    }
    return steps;
}

// What a text breaks of the contract; empty: nothing.
inline std::string broken(const Augmentation& augmentation, const std::string& text,
                          std::uint32_t copy = 1) {
    const AugmentedText one = applied(augmentation, text, copy);
    const AugmentedText again = applied(augmentation, text, copy);
    if (!isValidUtf8(one.text.text))
        return "not UTF-8";
    if (!isSound(text, one.text))
        return "unsound spans: " + one.text.text;
    if (one.text != again.text || one.changed != again.changed)
        return "not the same twice: " + one.text.text + " | " + again.text.text;
    if (one.text.text != text && one.changed == 0)
        return "a change is not counted";
    return {};
}

} // namespace attune::test
