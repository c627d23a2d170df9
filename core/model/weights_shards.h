// SPDX-License-Identifier: GPL-3.0-or-later
// Weights in several files, by NAME.index.json:
//   {"metadata": {"total_size": bytes}, "weight_map": {tensor: file, ...}}
// The files lie beside the index and are named without a path. Every tensor lies where the index
// says, and the files hold no other ones. As in transformers, `metadata` must be there but its
// total_size is not compared: tools differ in how they count tensors that share their numbers.
#pragma once

#include "model/weights_file.h"

namespace attune {

class WeightsShards : public WeightsFile {
public:
    explicit WeightsShards(const fs::path& index);

    void read(const TensorEntry& entry, std::span<float> values) const override;

private:
    struct Place {
        const WeightsFile* file;
        const TensorEntry* entry;
    };
    std::vector<std::unique_ptr<WeightsFile>> shards_;
    std::vector<Place> places_; // of tensors()
};

} // namespace attune
