// SPDX-License-Identifier: GPL-3.0-or-later
// Standard output, checked: a full disk is an error, a reader that has gone is not.
#pragma once

#include "base/json.h"
#include "base/lists.h"

#include <string>
#include <string_view>
#include <vector>

namespace attune::cli {

// Whoever read standard output has closed it ("attune-cli ... | head"): nothing is left to do.
class ReaderGone : public std::exception {
public:
    const char* what() const noexcept override { return "standard output was closed"; }
};

class Output {
public:
    // With `keepGoing`, a reader that goes is no reason to stop (training): later lines are lost.
    void keepGoing() { keepGoing_ = true; }

    void line(std::string_view text);
    void json(const Json& value); // one line
    void prettyJson(const OrderedJson& value);
    // Cells under their headers, in columns as wide as their texts.
    void table(std::vector<std::string> header, std::vector<std::vector<std::string>> rows);
    void flush();

private:
    std::string buffer_;
    bool keepGoing_ = false;
    bool gone_ = false;
};

// Columns that a text takes on a terminal: East Asian wide characters count two, marks none.
std::size_t columnsOf(std::string_view text);
// A text from a file as it may go to a terminal: without control characters.
std::string visible(const std::string& text);

// A title within a sentence: "Macro F1" as "macro F1"; two capitals and names stay ("RMSE",
// "Pearson's r").
std::string inSentence(std::string title);
// "0.8912", "22.7 M", "1.5 GB", "1:02:03"
std::string counted(std::int64_t count, const std::string& thing); // "1 text", "1,234 texts"
std::string fixed(double value, int digits);
std::string significant(double value); // four digits: "0.0003875"
std::string shortNumber(double value);
std::string bytesText(std::uint64_t bytes);
std::string clockText(double seconds);

} // namespace attune::cli
