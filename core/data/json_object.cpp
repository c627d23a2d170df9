// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/json_object.h"

#include "base/json.h"

namespace attune {
namespace {

bool isJsonSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class Slicer {
public:
    explicit Slicer(std::string_view text) : text_(text) {}

    std::vector<JsonMember> members() {
        std::vector<JsonMember> out;
        skip();
        ++at_; // {
        for (skip(); text_[at_] != '}'; skip()) {
            if (text_[at_] == ',') {
                ++at_;
                continue;
            }
            std::string key = plainJson(value());
            skip();
            ++at_; // :
            skip();
            out.push_back({std::move(key), value()});
        }
        return out;
    }

private:
    void skip() {
        while (at_ < text_.size() && isJsonSpace(text_[at_]))
            ++at_;
    }

    void skipString() {
        for (++at_; text_[at_] != '"'; ++at_)
            at_ += text_[at_] == '\\';
        ++at_;
    }

    std::string_view value() {
        const std::size_t begin = at_;
        int depth = 0;
        do {
            const char c = text_[at_];
            if (c == '"') {
                skipString();
                continue;
            }
            if (depth == 0 && (c == ',' || c == '}' || c == ']' || c == ':' || isJsonSpace(c)))
                break;
            depth += c == '{' || c == '[';
            depth -= c == '}' || c == ']';
            ++at_;
            if (depth == 0 && (c == '}' || c == ']'))
                break;
        } while (depth > 0 || (at_ < text_.size() && text_[begin] != '"'));
        return text_.substr(begin, at_ - begin);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

std::string unquoted(std::string_view slice) {
    if (slice.find('\\') == slice.npos)
        return std::string(slice.substr(1, slice.size() - 2));
    return Json::parse(slice).get<std::string>();
}

} // namespace

std::vector<JsonMember> jsonMembers(std::string_view object) { return Slicer(object).members(); }

std::string plainJson(std::string_view slice) {
    if (slice == "null")
        return {};
    if (slice.front() == '"')
        return unquoted(slice);
    std::string out;
    bool inString = false;
    for (std::size_t i = 0; i < slice.size(); ++i) {
        if (!inString && isJsonSpace(slice[i]))
            continue;
        out += slice[i];
        if (slice[i] == '\\' && inString)
            out += slice[++i];
        else if (slice[i] == '"')
            inString = !inString;
    }
    return out;
}

std::string withStrings(std::string_view object, const std::map<std::string, std::string>& values) {
    std::string out;
    std::size_t done = 0;
    for (const JsonMember& member : jsonMembers(object)) {
        const auto value = values.find(member.key);
        if (value == values.end())
            continue;
        const auto begin = static_cast<std::size_t>(member.value.data() - object.data());
        out += object.substr(done, begin - done);
        out += Json(value->second).dump(-1, ' ', false, Json::error_handler_t::replace);
        done = begin + member.value.size();
    }
    return out += object.substr(done);
}

} // namespace attune
