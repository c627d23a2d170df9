// SPDX-License-Identifier: GPL-3.0-or-later
// YAML from files that are not trusted, as a plain tree in which every scalar keeps the text that
// was written: what "010", "no" or "1e5" mean is decided by whoever asks for it.
//
// Refused, each with its line: more than 256 KB, invalid UTF-8, NUL, nesting deeper than 64, more
// than 25,000 nodes, anchors and aliases, tags, a key given twice, keys that are no scalars, more
// than one document.
#pragma once

#include "base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace attune {

struct YamlEntry;

struct YamlNode {
    enum class Kind { Scalar, Map, List };
    Kind kind = Kind::Scalar;
    std::string text;               // of a scalar, as written, quotes and escapes resolved
    bool quoted = false;            // quoted scalars are never numbers, booleans or null
    int line = 0;                   // from 1
    std::vector<YamlNode> items;    // of a list
    std::vector<YamlEntry> entries; // of a map, in the order of the file

    // Nothing written, "~" or "null" (YAML 1.2 core schema), without quotes.
    bool isNull() const;
};

struct YamlEntry {
    std::string key;
    int line = 0;
    YamlNode value;
};

// The document's root; an empty document is an empty map. `where` names the source in errors
// (UsageError, "WHERE:LINE").
YamlNode parseYaml(std::string_view text, const std::string& where);

// "true", "True", "TRUE" and so on; a plain scalar only.
bool readYamlBool(const YamlNode& node, bool& value);
// Numbers of the core schema: 12, 0x1F, 0o17, 1.5, 5e-5, .5, .inf; "010" is ten.
bool readYamlInteger(const YamlNode& node, std::int64_t& value);
bool readYamlReal(const YamlNode& node, double& value);

// A text as a YAML scalar that reads back equal, here and in YAML 1.1 readers such as PyYAML.
std::string writeYamlText(std::string_view text);
// A number as YAML, with the point that YAML 1.1 wants before an exponent: 5.0e-05.
std::string writeYamlReal(double value);

} // namespace attune
