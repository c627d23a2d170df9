// SPDX-License-Identifier: GPL-3.0-or-later
// Files of weights made by hand and by chance: zip archives and pickles piece by piece, mutations
// of valid files, and a child process with little memory to read them in.
#pragma once

#include "model/weights_file.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <cstring>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace crafted {

using namespace attune;

template <class T> std::string number(T value) {
    std::string out(sizeof value, '\0');
    std::memcpy(out.data(), &value, sizeof value);
    return out;
}

// ---- zip ---------------------------------------------------------------------------------------

struct Record {
    std::string name, content;
};

// A stored archive; `change` may spoil the local headers' and the directory's bytes.
struct ZipPlan {
    std::uint16_t flags = 0, method = 0;
    std::uint32_t sizeLie = 0;        // added to the sizes in the directory
    std::uint32_t checksumLie = 0;    // added to the checksums
    std::uint16_t countLie = 0;       // added to the number of entries
    std::uint32_t directoryLie = 0;   // added to the place of the directory
    std::string localSuffix, comment; // of local names; of the archive
    bool samePlace = false;           // all entries point at the first local header
    std::string prefix;               // before everything
    std::string extra;                // of every entry in the directory
    std::uint32_t narrowSize = 0;     // instead of the size in the directory
    std::uint32_t attributes = 0;     // external ones
};
inline std::string zip(const std::vector<Record>& records, const ZipPlan& plan = {}) {
    std::string out = plan.prefix, directory;
    std::vector<std::uint32_t> places;
    for (const Record& record : records) {
        const auto size = static_cast<std::uint32_t>(record.content.size());
        const auto sum = static_cast<std::uint32_t>(crc32_z(
                             0, reinterpret_cast<const Bytef*>(record.content.data()), size)) +
                         plan.checksumLie;
        const std::string local = record.name + plan.localSuffix;
        places.push_back(static_cast<std::uint32_t>(out.size()));
        const std::string times = number<std::uint32_t>(0);
        out += number<std::uint32_t>(0x04034b50) + number<std::uint16_t>(20) + number(plan.flags) +
               number(plan.method) + times + number(sum) + number(size) + number(size) +
               number(static_cast<std::uint16_t>(local.size())) + number<std::uint16_t>(0) + local +
               record.content;
        const std::uint32_t told = plan.narrowSize ? plan.narrowSize : size + plan.sizeLie;
        directory +=
            number<std::uint32_t>(0x02014b50) + number<std::uint16_t>(20) +
            number<std::uint16_t>(20) + number(plan.flags) + number(plan.method) + times +
            number(sum) + number(told) + number(told) +
            number(static_cast<std::uint16_t>(record.name.size())) +
            number(static_cast<std::uint16_t>(plan.extra.size())) + number<std::uint16_t>(0) +
            number<std::uint16_t>(0) + number<std::uint16_t>(0) + number(plan.attributes) +
            number(plan.samePlace ? places.front() : places.back()) + record.name + plan.extra;
    }
    const auto start = static_cast<std::uint32_t>(out.size());
    const auto count = static_cast<std::uint16_t>(records.size() + plan.countLie);
    return out + directory + number<std::uint32_t>(0x06054b50) + number<std::uint32_t>(0) +
           number(count) + number(count) + number(static_cast<std::uint32_t>(directory.size())) +
           number(start + plan.directoryLie) +
           number(static_cast<std::uint16_t>(plan.comment.size())) + plan.comment;
}

// ---- pickle ------------------------------------------------------------------------------------

inline std::string text(const std::string& value) {
    return "X" + number(static_cast<std::uint32_t>(value.size())) + value;
}
inline std::string integer(std::int64_t value) { return "\x8a\x08" + number(value); }
inline std::string named(const std::string& module, const std::string& name) {
    return "c" + module + "\n" + name + "\n";
}
inline std::string tuple(const std::vector<std::int64_t>& values) {
    std::string out = "(";
    for (const std::int64_t value : values)
        out += integer(value);
    return out + "t";
}
inline std::string ordered() { return named("collections", "OrderedDict") + ")R"; }
inline std::string program(const std::string& body) { return "\x80\x02" + body + "."; }

struct TensorPlan {
    std::string type = "FloatStorage", key = "0";
    std::int64_t count = 4;
    std::int64_t start = 0;
    std::vector<std::int64_t> shape = {4}, strides = {1};
    std::string gradient = "\x89";
    std::string last; // of the arguments
    std::string view; // of the storage, in old files
    std::string maker = "_rebuild_tensor_v2";
};
inline std::string tensor(const TensorPlan& plan = {}) {
    return named("torch._utils", plan.maker) + "((" + text("storage") + named("torch", plan.type) +
           text(plan.key) + text("cpu") + integer(plan.count) + plan.view + "tQ" +
           integer(plan.start) + tuple(plan.shape) + tuple(plan.strides) + plan.gradient +
           ordered() + plan.last + "tR";
}
inline std::string state(const std::string& value, const std::string& name = "w") {
    return "}(" + text(name) + value + "u";
}

// As torch.save() packs it, with one storage of 16 bytes.
inline std::vector<Record> records(const std::string& pickle) {
    return {
        {"m/data.pkl",  pickle        },
        {"m/byteorder", "little"      },
        {"m/data/0",    std::string(16, '\1')},
        {"m/version",             "3\n"                }
    };
}
inline std::string torchFile(const std::string& pickle) { return zip(records(pickle)); }

// ---- mutations ---------------------------------------------------------------------------------

// Small changes of a valid file: bytes, digits, pieces cut or doubled; `reach` bytes at its start
// and its end change more often.
inline std::string mutated(std::string text, std::mt19937& random, std::size_t reach = 700) {
    const int changes = random() % 2 ? 1 : 1 + static_cast<int>(random() % 4);
    for (int i = 0; i < changes && !text.empty(); ++i) {
        const std::size_t near = random() % std::min(text.size(), reach);
        const std::size_t at = random() % 4 == 0   ? random() % text.size()
                               : random() % 2 == 0 ? near
                                                   : text.size() - 1 - near;
        switch (random() % 6) {
        case 0:
            text[at] = static_cast<char>(random());
            break;
        case 1:
            text[at] = static_cast<char>(text[at] ^ (1 << random() % 8));
            break;
        case 2:
            text[at] = static_cast<char>('0' + random() % 10);
            break;
        case 3:
            text.erase(at, 1 + random() % 9);
            break;
        case 4:
            text.insert(at, text.substr(random() % text.size(), 1 + random() % 30));
            break;
        default:
            text.replace(at, 1, 1, "{}[],:\"-.e9 \\(tRQ)qXu\xFF"[random() % 22]);
            break;
        }
    }
    return text;
}

// Opens the file and reads all that it holds.
inline bool accepted(const fs::path& path) {
    try {
        const auto file = openWeights(path);
        std::vector<float> values;
        for (const TensorEntry& entry : file->tensors()) {
            values.resize(entry.count());
            try {
                file->read(entry, values);
            } catch (const Error&) { // a type without a reader
                if (path.string().ends_with(".bin"))
                    return false;
            }
        }
        return true;
    } catch (const Error&) {
        return false;
    }
}

inline std::uint64_t addressSpace() {
    std::ifstream status("/proc/self/statm");
    std::uint64_t pages = 0;
    status >> pages;
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

// Reads the files in a child that may take twice the largest of them and 256 MB: a letter each, '1'
// or '0'; less of them where it died (`died` says how).
inline std::string verdicts(const std::vector<fs::path>& files, const fs::path& out,
                            std::string& died) {
    std::uint64_t largest = 0;
    for (const fs::path& file : files)
        largest = std::max<std::uint64_t>(largest, fs::file_size(file));
    fs::remove(out);
    const pid_t child = ::fork();
    if (child == 0) {
        const rlim_t most = addressSpace() + 2 * largest + (rlim_t{256} << 20);
        const rlimit limit{most, most};
        ::setrlimit(RLIMIT_AS, &limit);
        const rlimit none{0, 0};
        ::setrlimit(RLIMIT_CORE, &none);
        std::ofstream stream(out);
        try {
            for (const fs::path& file : files)
                stream << (accepted(file) ? '1' : '0') << std::flush;
        } catch (...) { // std::bad_alloc
            ::_exit(3);
        }
        stream.close();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    died.clear();
    if (WIFSIGNALED(status))
        died = "signal " + std::to_string(WTERMSIG(status));
    else if (WEXITSTATUS(status) != 0)
        died = "no memory";
    return fs::exists(out) ? readFile(out) : "";
}

} // namespace crafted
