// SPDX-License-Identifier: GPL-3.0-or-later
// safetensors files, in and out, with every check of the reference implementation
// (https://github.com/huggingface/safetensors) and a few stricter ones: a name given twice, a name
// with control characters, a rank over 8 are refused.
#pragma once

#include "base/files.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace attune {

struct TensorEntry {
    std::string name;
    std::string dtype; // "F32", "BF16", ...
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0; // bytes in the data part
    std::uint64_t end = 0;

    std::uint64_t count() const;
};

// An open file; the header is checked when it is opened, data is read when asked for.
class SafetensorsFile {
public:
    explicit SafetensorsFile(const fs::path& path);

    const std::vector<TensorEntry>& tensors() const { return tensors_; } // in the order of offsets
    const TensorEntry* find(std::string_view name) const;
    const std::map<std::string, std::string>& metadata() const { return metadata_; }
    std::span<const std::byte> bytes(const TensorEntry& entry) const;
    // As fp32 (from F64, F32, F16, BF16, integers); count() values.
    void read(const TensorEntry& entry, std::span<float> values) const;

private:
    fs::path path_;
    MappedFile file_;
    std::uint64_t dataStart_ = 0;
    std::vector<TensorEntry> tensors_;
    std::map<std::string, std::string> metadata_;
};

// One tensor to write; `fill` gives its bytes when its turn comes.
struct TensorToWrite {
    std::string name;
    std::string dtype;
    std::vector<std::int64_t> shape;
    std::function<void(std::span<std::byte>)> fill;
};

// The same bytes as the reference writer: sorted by alignment of the type, then by name; metadata
// first; header padded to 8 bytes. Writes through `file`, tensor by tensor.
void writeSafetensors(FileWriter& file, std::vector<TensorToWrite> tensors,
                      const std::map<std::string, std::string>& metadata = {
                          {"format", "pt"}
});

} // namespace attune
