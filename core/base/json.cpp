// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

#include <cmath>
#include <unordered_set>

namespace attune {

namespace {

// Checks depth and doubled keys while nlohmann's own builder makes the value.
class Guard : public nlohmann::json_sax<Json> {
public:
    Guard(Json& result, const std::string& where, const JsonLimits& limits)
        : builder_(result, true), where_(where), limits_(limits) {}

    bool null() override { return builder_.null(); }
    bool boolean(bool v) override { return builder_.boolean(v); }
    bool number_integer(number_integer_t v) override { return builder_.number_integer(v); }
    bool number_unsigned(number_unsigned_t v) override { return builder_.number_unsigned(v); }
    bool number_float(number_float_t v, const string_t& s) override {
        return builder_.number_float(v, s);
    }
    bool string(string_t& v) override { return builder_.string(v); }
    bool binary(binary_t& v) override { return builder_.binary(v); }
    bool start_object(std::size_t n) override {
        enter();
        keys_.emplace_back();
        return builder_.start_object(n);
    }
    bool key(string_t& v) override {
        if (!keys_.back().insert(v).second)
            throw Error(say(ATTUNE_TEXT("core", "The key “%1” stands twice in one object."), v),
                        where_);
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
        throw Error(say(ATTUNE_TEXT("core", "This is not valid JSON (at byte %1)."), position),
                    where_);
    }

private:
    void enter() {
        if (++depth_ > limits_.depth)
            throw Error(
                say(ATTUNE_TEXT("core", "The JSON is nested deeper than %1."), limits_.depth),
                where_);
    }

    nlohmann::detail::json_sax_dom_parser<Json> builder_;
    const std::string& where_;
    const JsonLimits& limits_;
    std::size_t depth_ = 0;
    std::vector<std::unordered_set<std::string>> keys_;
};

} // namespace

Json parseJson(std::string_view text, const std::string& where, const JsonLimits& limits) {
    if (text.size() > limits.bytes)
        throw Error(say(ATTUNE_TEXT("core", "The file is larger than %1 bytes."), limits.bytes),
                    where);
    // The library reads a NUL byte as the end; no JSON may hold one.
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        throw Error(say(ATTUNE_TEXT("core", "This is not valid JSON (at byte %1)."), nul + 1),
                    where);
    Json result;
    Guard guard(result, where, limits);
    Json::sax_parse(text.begin(), text.end(), &guard);
    return result;
}

Json readJsonFile(const fs::path& path, const JsonLimits& limits) {
    return parseJson(readFile(path, limits.bytes), toUtf8(path), limits);
}

Json finiteOrNull(double value) { return std::isfinite(value) ? Json(value) : Json(); }

} // namespace attune
