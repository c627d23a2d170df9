// SPDX-License-Identifier: GPL-3.0-or-later
// safetensors files, in and out, with every check of the reference implementation
// (https://github.com/huggingface/safetensors) and a few stricter ones: a name given twice, a name
// with control characters, a rank over 8 are refused.
#pragma once

#include "model/weights_file.h"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace attune {

// An open file; the header is checked when it is opened, data is read when asked for. tensors() are
// in the order of their bytes.
class SafetensorsFile : public WeightsFile {
public:
    explicit SafetensorsFile(const fs::path& path);

    const std::map<std::string, std::string>& metadata() const { return metadata_; }
    std::span<const std::byte> bytes(const TensorEntry& entry) const;
    void read(const TensorEntry& entry, std::span<float> values) const override;

private:
    fs::path path_;
    MappedFile file_;
    std::uint64_t dataStart_ = 0;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges_; // bytes of each, in the data part
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
