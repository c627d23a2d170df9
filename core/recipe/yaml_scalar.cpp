// SPDX-License-Identifier: GPL-3.0-or-later
// Scalars of YAML 1.2's core schema, in and out.
#include "recipe/yaml_document.h"
#include "text/utf8.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>

namespace attune {

namespace {

bool isDigits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Takes a sign off; -1 or 1.
int takeSign(std::string_view& text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    return negative ? -1 : 1;
}

bool readDigits(std::string_view digits, int base, std::int64_t& value) {
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    return !digits.empty() && digits.front() != '-' && error == std::errc() &&
           end == digits.data() + digits.size();
}

// Words that YAML 1.1 or 1.2 take for something other than a text.
bool isReserved(std::string word) {
    for (char& c : word)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    static constexpr std::string_view words[] = {"null", "true", "false", "yes", "no",
                                                 "on",   "off",  "y",     "n"};
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool canBePlain(std::string_view text) {
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '/';
    };
    const bool start =
        !text.empty() && (letter(text[0]) || text.starts_with("./") || text.starts_with("../"));
    return start && text.back() != ' ' && !isReserved(std::string(text)) &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ' ' ||
                      c == '+' || c == '=' || c == '(' || c == ')';
           });
}

} // namespace

bool readYamlBool(const YamlNode& node, bool& value) {
    if (node.kind != YamlNode::Kind::Scalar || node.quoted)
        return false;
    value = node.text == "true" || node.text == "True" || node.text == "TRUE";
    return value || node.text == "false" || node.text == "False" || node.text == "FALSE";
}

bool readYamlInteger(const YamlNode& node, std::int64_t& value) {
    if (node.kind != YamlNode::Kind::Scalar || node.quoted)
        return false;
    std::string_view text = node.text;
    if (text.starts_with("0x"))
        return readDigits(text.substr(2), 16, value);
    if (text.starts_with("0o"))
        return readDigits(text.substr(2), 8, value);
    const int sign = takeSign(text);
    if (!isDigits(text) || !readDigits(text, 10, value))
        return false;
    value *= sign;
    return true;
}

bool readYamlReal(const YamlNode& node, double& value) {
    if (node.kind != YamlNode::Kind::Scalar || node.quoted)
        return false;
    if (std::int64_t whole = 0; readYamlInteger(node, whole)) {
        value = static_cast<double>(whole);
        return true;
    }
    std::string_view text = node.text;
    if (text == ".nan" || text == ".NaN" || text == ".NAN") {
        value = std::numeric_limits<double>::quiet_NaN();
        return true;
    }
    const int sign = takeSign(text);
    if (text == ".inf" || text == ".Inf" || text == ".INF") {
        value = sign * std::numeric_limits<double>::infinity();
        return true;
    }
    // from_chars also reads "inf" and "nan", which are texts in YAML.
    if (text.empty() || !(text[0] == '.' || (text[0] >= '0' && text[0] <= '9')))
        return false;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range)
        value = std::numeric_limits<double>::infinity();
    else if (error != std::errc() || end != text.data() + text.size())
        return false;
    value *= sign;
    return true;
}

std::string writeYamlText(std::string_view text) {
    if (canBePlain(text))
        return std::string(text);
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        const char32_t c = point.value;
        if (c == '"' || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
                   c == 0xFEFF || c == 0xFFFE || c == 0xFFFF) {
            char code[8];
            std::snprintf(code, sizeof code, "\\u%04X", static_cast<unsigned>(c));
            out += code;
        } else {
            out += text.substr(i, point.length);
        }
        i += std::max<std::size_t>(point.length, 1);
    }
    return out + "\"";
}

std::string writeYamlReal(double value) {
    std::string text = messageArgument(value);
    const auto exponent = text.find('e');
    if (exponent != std::string::npos && text.find('.') == std::string::npos)
        text.insert(exponent, ".0");
    return text;
}

} // namespace attune
