// SPDX-License-Identifier: GPL-3.0-or-later
// The files of cases that oracle.py writes.
#pragma once

#include "base/files.h"
#include "base/json.h"
#include "cases.h"

#include <cstring>

namespace attune {

inline std::vector<Case> readCases(const fs::path& path) {
    const std::string bytes = readFile(path);
    std::size_t at = 0;
    const auto number = [&] {
        std::uint32_t value = 0;
        std::memcpy(&value, bytes.data() + at, 4);
        at += 4;
        return value;
    };
    const auto text = [&] {
        const std::uint32_t length = number();
        at += length;
        return bytes.substr(at - length, length);
    };
    std::vector<Case> cases;
    while (at < bytes.size()) {
        Case one;
        one.options.maxLength = number();
        one.options.offsets = true;
        const bool isPair = number() != 0;
        one.text = text();
        std::string second = text();
        if (isPair)
            one.pair = std::move(second);
        for (std::uint32_t left = number(); left > 0; --left) {
            for (int i = 0; i < 4; ++i)
                one.expected.push_back(number());
            one.texts.push_back(number());
        }
        cases.push_back(std::move(one));
    }
    return cases;
}

} // namespace attune
