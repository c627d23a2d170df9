// SPDX-License-Identifier: GPL-3.0-or-later
// Typed, bounded reading of config.json. A key that is absent or null gives the fallback
// (transformers' default of the family); a value of another type or out of range is an Error that
// names the file, the key, the value and what is possible.
#pragma once

#include "base/json.h"
#include "model/encoder_spec.h"

#include <string>
#include <string_view>
#include <vector>

namespace attune {

// Largest sizes that are read; each is far above any published encoder.
struct ModelLimits {
    static constexpr std::int64_t hidden = 65536;
    static constexpr std::int64_t layers = 256;
    static constexpr std::int64_t heads = 1024;
    static constexpr std::int64_t feedForward = 4 * 65536;
    static constexpr std::int64_t vocabulary = 4'000'000;
    static constexpr std::int64_t positions = 1'000'000;
    static constexpr std::int64_t types = 65536;
    static constexpr std::int64_t labels = 100'000;
};

class ConfigReader {
public:
    // `where`: the file, for errors. `config` outlives the reader.
    ConfigReader(const Json& config, std::string where);

    const std::string& where() const { return where_; }

    bool has(const char* key) const { return find(key) != nullptr; } // present and not null
    bool isNull(const char* key) const;                              // present and null
    // Reads the object of a key, which is empty where the key is absent.
    ConfigReader child(const char* key) const;

    std::int64_t integer(const char* key, std::int64_t fallback, std::int64_t low,
                         std::int64_t high) const;
    double real(const char* key, double fallback, double low, double high) const;
    bool flag(const char* key, bool fallback) const;
    std::string text(const char* key, const std::string& fallback) const;
    // A list of texts, or one text with "|" between its words (in lower case); empty where absent.
    std::vector<std::string> words(const char* key) const;
    Activation activation(const char* key, Activation fallback) const;
    // id2label in the order of ids; empty where there is none.
    std::vector<std::string> labels() const;

    // Throws the Error that a key can't be used.
    [[noreturn]] void refuse(const char* key, const Message& message, const Message& hint) const;

private:
    const Json* find(const char* key) const;
    [[noreturn]] void refuseType(const char* key, const Json& value, const char* wanted) const;

    const Json& config_;
    std::string where_;
};

// transformers' name of an activation, and the activation of a name (nullptr-like: false).
std::string activationName(Activation activation);
bool findActivation(std::string_view name, Activation& activation);

} // namespace attune
