// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/npy.h"

namespace attune {

std::string npyHeader(const std::string& type, const std::vector<std::int64_t>& shape) {
    std::string text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (";
    for (const std::int64_t size : shape)
        text += std::to_string(size) + ", ";
    if (shape.size() > 1)
        text.resize(text.size() - 2);
    else if (!shape.empty())
        text.resize(text.size() - 1);
    text += "), }";
    // The numbers begin at a multiple of 64; the header ends in a line feed.
    constexpr std::size_t front = 10, alignment = 64;
    while ((front + text.size() + 1) % alignment != 0)
        text += ' ';
    text += '\n';
    std::string header = std::string("\x93NUMPY\x01\x00", 8);
    header += static_cast<char>(text.size() & 0xFF);
    header += static_cast<char>(text.size() >> 8);
    return header + text;
}

} // namespace attune
