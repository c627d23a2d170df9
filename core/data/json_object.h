// SPDX-License-Identifier: GPL-3.0-or-later
// The members of a JSON object as they are written: nothing is read as a number and printed again.
// For text that parseJson() has accepted as an object.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

struct JsonMember {
    std::string key;
    std::string_view value; // its slice of the object's text
};
std::vector<JsonMember> jsonMembers(std::string_view object);

// A value as the text of a cell: strings without quotes and escapes, null as nothing, all else as
// it is written, without white space.
std::string plainJson(std::string_view value);

// The object with strings in the place of the values of some members, by key; every other byte
// stays. Keys that the object lacks count for nothing.
std::string withStrings(std::string_view object, const std::map<std::string, std::string>& values);

} // namespace attune
