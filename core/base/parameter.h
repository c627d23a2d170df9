// SPDX-License-Identifier: GPL-3.0-or-later
// Described parameters: a setting is declared once, with its key, title, unit, range and help;
// the check of a recipe, the form in the window, `attune-cli list` and the documentation read that.
#pragma once

#include "base/error.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace attune {

// Any setting's value. monostate: not set (the parameter is optional).
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string,
                           std::vector<std::string>, std::map<std::string, double>>;

// Weights by label, or a word that says how to find them: "balanced", {good: 1, bad: 3}.
using WordOrWeights = std::variant<std::string, std::map<std::string, double>>;

// How a value is written in YAML and on the command line: "5e-05", "[a, b]", "{x: 2}", "".
std::string toText(const Value& value);

struct Parameter {
    enum class Kind {
        Bool,
        Integer,
        Real,
        Text,
        Choice,    // one of `choices`
        File,      // a path, relative to the recipe
        Folder,    // a path, relative to the recipe
        Column,    // the name of a column of the data
        TextList,  // list of texts
        FileList,  // list of paths, relative to the recipe
        WeightMap, // label: number, or one of `choices`
    };

    std::string key;   // as in the recipe: "learning_rate"
    std::string title; // English, marked with ATTUNE_TEXT: "Learning rate"
    std::string help;  // one or two sentences: what it does, what to choose when
    Kind kind = Kind::Text;
    std::string unit;                 // "texts", "steps", "minutes"; empty: none
    double minimum = -1e300;          // inclusive, for Integer and Real
    double maximum = 1e300;           // inclusive
    std::vector<std::string> choices; // recipe words, for Choice and WeightMap
    bool optional = false;            // may be left out; then the help says what happens
    bool required = false;            // must be given (only paths and columns)
    bool model = false;               // a Folder that may also be named: see findModel()
    bool advanced = false;            // shown under "All settings"
    bool affectsTraining = true;      // listed as a changed setting when a run is resumed
};

// A parameter bound to a member of the settings struct S, whose default member initialiser is the
// default of the parameter.
template <class S> struct Field {
    using Member = std::variant<bool S::*, std::int64_t S::*, double S::*, std::string S::*,
                                std::vector<std::string> S::*, std::map<std::string, double> S::*,
                                WordOrWeights S::*, std::optional<double> S::*,
                                std::optional<std::int64_t> S::*, std::optional<std::string> S::*>;
    Parameter parameter;
    Member member;
};

template <class S> using Fields = std::vector<Field<S>>;

// Turns `value` into what the parameter's kind asks for (an integer where a real is wanted becomes
// a real) and checks range and choices. On a problem returns false and fills `problem`'s message
// and hint; the caller adds where it stands.
bool conform(const Parameter& parameter, Value& value, Problem& problem);

// Reads a text as the parameter's kind, as toText() writes it: "0.1", "true", "[a, b]",
// "{x: 1, y: 2}" (for `--set` and for forms).
bool parseValue(const Parameter& parameter, std::string_view text, Value& value, Problem& problem);

// The key in `known` nearest to `key` by edit distance (at most a third of its length), or "".
std::string nearestKey(std::string_view key, const std::vector<std::string>& known);

namespace detail {
template <class T> struct IsOptional : std::false_type {};
template <class T> struct IsOptional<std::optional<T>> : std::true_type {};
} // namespace detail

template <class S> Value valueOf(const S& settings, const Field<S>& field) {
    return std::visit(
        [&](auto member) -> Value {
            const auto& held = settings.*member;
            using T = std::decay_t<decltype(held)>;
            if constexpr (detail::IsOptional<T>::value)
                return held ? Value(*held) : Value();
            else if constexpr (std::is_same_v<T, WordOrWeights>)
                return std::visit([](const auto& given) { return Value(given); }, held);
            else
                return Value(held);
        },
        field.member);
}

// `value` has been through conform().
template <class S> void setValue(S& settings, const Field<S>& field, const Value& value) {
    std::visit(
        [&](auto member) {
            auto& held = settings.*member;
            using T = std::decay_t<decltype(held)>;
            if constexpr (detail::IsOptional<T>::value) {
                using U = typename T::value_type;
                if (const U* given = std::get_if<U>(&value))
                    held = *given;
                else
                    held.reset();
            } else if constexpr (std::is_same_v<T, WordOrWeights>) {
                if (const auto* word = std::get_if<std::string>(&value))
                    held = *word;
                else if (const auto* weights = std::get_if<std::map<std::string, double>>(&value))
                    held = *weights;
            } else if (const T* given = std::get_if<T>(&value)) {
                held = *given;
            }
        },
        field.member);
}

} // namespace attune
