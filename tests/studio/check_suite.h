// SPDX-License-Identifier: GPL-3.0-or-later
// What suites about checked data share: made-up tables, and what was found in them.
#pragma once

#include "studio/studio.h"

#include <QTemporaryDir>

#include <map>

namespace attune {

using Lines = std::vector<std::uint32_t>;
using Row = std::pair<std::string, std::string>; // text, label

// Sentences of words of their own: no two are alike.
class Sentences {
public:
    explicit Sentences(std::uint64_t seed) : state_(seed) {}

    std::string next(std::size_t words = 0) {
        std::string out;
        for (std::size_t left = words > 0 ? words : 8 + random(8); left > 0; --left)
            out += (out.empty() ? "" : " ") + word();
        return out;
    }

private:
    std::string word() {
        static constexpr const char* syllables[] = {"ba", "ko", "mi", "ru", "te", "fo", "sa", "li"};
        return std::string(syllables[random(8)]) + syllables[random(8)] + syllables[random(8)];
    }
    std::uint64_t random(std::uint64_t n) {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return (state_ >> 33) % n;
    }
    std::uint64_t state_;
};

inline std::string quoted(const std::string& cell) {
    std::string out = "\"";
    for (const char c : cell)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

inline std::string csv(const std::vector<Row>& rows) {
    std::string out = "text,label\n";
    for (const auto& [text, label] : rows)
        out += quoted(text) + "," + quoted(label) + "\n";
    return out;
}

inline std::vector<Row> clean(std::uint64_t seed, std::size_t rows) {
    Sentences sentences(seed);
    std::vector<Row> out;
    for (std::size_t i = 0; i < rows; ++i)
        out.emplace_back(sentences.next(), i % 2 == 0 ? "very good" : "bad");
    return out;
}

inline std::map<std::string, Lines> linesByKind(const studio::CheckedData& checked,
                                                const std::string& part) {
    std::map<std::string, Lines> out;
    for (const DataFinding& finding : checked.findings)
        if (finding.part == part)
            out[finding.kind] = finding.lines;
    return out;
}

inline std::string told(const std::map<std::string, Lines>& found) {
    std::string out;
    for (const auto& [kind, lines] : found) {
        out += kind + ":";
        for (const std::uint32_t line : lines)
            out += " " + std::to_string(line);
        out += "\n";
    }
    return out;
}

class CheckSuite : public QObject {
protected:
    QTemporaryDir folder_;

    std::string write(const std::string& name, const std::string& content) {
        const std::string path = folder_.filePath(QString::fromStdString(name)).toStdString();
        publishFile(path, content);
        return path;
    }
    std::string path(const std::string& name) {
        return folder_.filePath(QString::fromStdString(name)).toStdString();
    }
    studio::CheckedData check(const std::string& train, const std::string& test = {}) {
        studio::CheckOptions options;
        options.data = write("train.csv", train);
        if (!test.empty())
            options.test = write("test.csv", test);
        return studio::checkData(options);
    }
    template <class Work> static std::string errorOf(Work&& work) {
        try {
            work();
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }
};

} // namespace attune
