// SPDX-License-Identifier: GPL-3.0-or-later
// A source of named tensors. Who loads a model does not know what lies on the disk: one safetensors
// file, one pytorch_model.bin, or either of them in pieces that an index lists.
#pragma once

#include "base/files.h"

#include <memory>
#include <string>
#include <vector>

namespace attune {

struct TensorEntry {
    std::string name;
    std::string dtype; // as safetensors names it: "F32", "BF16", "I64", ...
    std::vector<std::int64_t> shape;
    std::size_t index = 0; // in WeightsFile::tensors()

    std::uint64_t count() const; // of numbers
    std::uint64_t bytes() const; // count() numbers of dtype
};

// Opened: everything but the numbers themselves is checked. One thread at a time.
class WeightsFile {
public:
    virtual ~WeightsFile() = default;

    const std::vector<TensorEntry>& tensors() const { return tensors_; }
    // The names of the files that hold the numbers, in the folder.
    const std::vector<std::string>& files() const { return files_; }
    // nullptr where no tensor has this name.
    const TensorEntry* find(std::string_view name) const;
    // As fp32 (from F64, F32, F16, BF16, integers), row after row; `entry` is one of tensors() and
    // has count() values. Throws for other types.
    virtual void read(const TensorEntry& entry, std::span<float> values) const = 0;

protected:
    WeightsFile() = default;
    WeightsFile(WeightsFile&&) = default;
    WeightsFile& operator=(WeightsFile&&) = default;

    std::vector<TensorEntry> tensors_; // names are unique
    std::vector<std::string> files_;
};

// What all readers refuse beyond what the formats do.
struct WeightsLimits {
    static constexpr std::size_t tensors = 100'000;
    static constexpr std::size_t rank = 8;
    static constexpr std::size_t name = 512; // bytes
    static constexpr std::uint64_t dimension = std::uint64_t{1} << 48;
};

// Whether a tensor may be called so: not too long, valid UTF-8, no control characters.
bool isTensorName(std::string_view name);

// The weights of a model folder: the first of kWeightFiles (hub/model_files.h) that is there. Where
// there is none, but a file of another format, the error says how to convert it.
fs::path weightsPath(const fs::path& folder);
std::unique_ptr<WeightsFile> openWeights(const fs::path& path);

} // namespace attune
