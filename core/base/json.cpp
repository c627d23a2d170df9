// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

#include <cmath>
#include <limits>
#include <unordered_set>

namespace attune {

namespace {

Message checkFile() {
    return say(ATTUNE_TEXT("core", "Check that this is the file that you mean."));
}

[[noreturn]] void notJson(std::size_t position, const std::string& where) {
    throw Error(say(ATTUNE_TEXT("core", "This is not valid JSON (at byte %1)."), position), where,
                say(ATTUNE_TEXT("core", "The file was cut, damaged or changed: fetch or make it "
                                        "again.")));
}

// Checks depth and doubled keys while nlohmann's own builder makes the value.
class Guard : public nlohmann::json_sax<Json> {
public:
    Guard(Json& result, const std::string& where, const JsonLimits& limits)
        : builder_(result, true), where_(where), limits_(limits) {}

    bool null() override {
        count();
        return builder_.null();
    }
    bool boolean(bool v) override {
        count();
        return builder_.boolean(v);
    }
    bool number_integer(number_integer_t v) override {
        count();
        return builder_.number_integer(v);
    }
    bool number_unsigned(number_unsigned_t v) override {
        count();
        return builder_.number_unsigned(v);
    }
    bool number_float(number_float_t v, const string_t& s) override {
        count();
        return builder_.number_float(v, s);
    }
    bool string(string_t& v) override {
        count();
        return builder_.string(v);
    }
    bool binary(binary_t& v) override { return builder_.binary(v); }
    bool start_object(std::size_t n) override {
        enter();
        keys_.emplace_back();
        return builder_.start_object(n);
    }
    bool key(string_t& v) override {
        if (!keys_.back().insert(v).second)
            throw Error(say(ATTUNE_TEXT("core", "The key “%1” stands twice in one object."), v),
                        where_, say(ATTUNE_TEXT("core", "Remove one of the two.")));
        return builder_.key(v);
    }
    bool end_object() override {
        --depth_;
        keys_.pop_back();
        return builder_.end_object();
    }
    bool start_array(std::size_t n) override {
        enter();
        return builder_.start_array(n);
    }
    bool end_array() override {
        --depth_;
        return builder_.end_array();
    }
    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::detail::exception&) override {
        notJson(position, where_);
    }

private:
    void count() {
        if (++values_ > limits_.values)
            throw Error(
                say(ATTUNE_TEXT("core", "The JSON holds more than %1 values."), limits_.values),
                where_);
    }
    void enter() {
        count();
        if (++depth_ > limits_.depth)
            throw Error(
                say(ATTUNE_TEXT("core", "The JSON is nested deeper than %1."), limits_.depth),
                where_, checkFile());
    }

    nlohmann::detail::json_sax_dom_parser<Json> builder_;
    const std::string& where_;
    const JsonLimits& limits_;
    std::size_t depth_ = 0;
    std::size_t values_ = 0;
    std::vector<std::unordered_set<std::string>> keys_;
};

} // namespace

Json parseJson(std::string_view text, const std::string& where, const JsonLimits& limits) {
    if (text.size() > limits.bytes)
        throw Error(say(ATTUNE_TEXT("core", "The file is larger than %1 bytes."), limits.bytes),
                    where, checkFile());
    // The library reads a NUL byte as the end; no JSON may hold one.
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        notJson(nul + 1, where);
    Json result;
    Guard guard(result, where, limits);
    Json::sax_parse(text.begin(), text.end(), &guard);
    return result;
}

Json readJsonFile(const fs::path& path, const JsonLimits& limits) {
    return parseJson(readFile(path, limits.bytes), toUtf8(path), limits);
}

Json finiteOrNull(double value) { return std::isfinite(value) ? Json(value) : Json(); }

void JsonFields::refuse(const char* key, const Message& what) const {
    throw Error(what, where_.empty() ? std::string(key) : where_ + ", " + key,
                say(ATTUNE_TEXT("core", "The file was damaged or changed, or another version of "
                                        "Attune wrote it.")));
}

const Json& JsonFields::value(const char* key) const {
    if (object_.is_object())
        if (const auto it = object_.find(key); it != object_.end())
            return *it;
    refuse(key, say(ATTUNE_TEXT("core", "The value is missing.")));
}

std::int64_t JsonFields::whole(const char* key, std::int64_t least, std::int64_t most) const {
    const Json& json = value(key);
    // A value above the range of the signed kind is an unsigned one.
    if (json.is_number_integer() &&
        !(json.is_number_unsigned() &&
          json.get<std::uint64_t>() > static_cast<std::uint64_t>(kMost)))
        if (const auto number = json.get<std::int64_t>(); number >= least && number <= most)
            return number;
    refuse(key, say(ATTUNE_TEXT("core", "The value must be a whole number from %1 to %2."), least,
                    most));
}

double JsonFields::real(const char* key) const {
    const Json& json = value(key);
    if (json.is_null())
        return std::numeric_limits<double>::quiet_NaN();
    if (!json.is_number())
        refuse(key, say(ATTUNE_TEXT("core", "The value must be a number.")));
    return json.get<double>();
}

double JsonFields::finite(const char* key, double least) const {
    const double number = real(key);
    if (!std::isfinite(number) || number < least)
        refuse(key, say(ATTUNE_TEXT("core", "The value must be a number of at least %1."), least));
    return number;
}

bool JsonFields::flag(const char* key) const {
    const Json& json = value(key);
    if (!json.is_boolean())
        refuse(key, say(ATTUNE_TEXT("core", "The value must be true or false.")));
    return json.get<bool>();
}

std::string JsonFields::text(const char* key) const {
    const Json& json = value(key);
    if (!json.is_string())
        refuse(key, say(ATTUNE_TEXT("core", "The value must be a text.")));
    return json.get<std::string>();
}

std::vector<std::string> JsonFields::texts(const char* key) const {
    std::vector<std::string> out;
    const Json& json = value(key);
    if (!json.is_array())
        refuse(key, say(ATTUNE_TEXT("core", "The value must be a list of texts.")));
    for (const Json& one : json) {
        if (!one.is_string())
            refuse(key, say(ATTUNE_TEXT("core", "The value must be a list of texts.")));
        out.push_back(one.get<std::string>());
    }
    return out;
}

} // namespace attune
