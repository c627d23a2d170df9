// SPDX-License-Identifier: GPL-3.0-or-later
// pytorch_model.bin: a dict of tensors as torch.save() writes it, today's zip archive
// (NAME/data.pkl, NAME/data/KEY, NAME/version, NAME/byteorder) or the stream of pickles of torch
// before 1.6. Read without running anything of it; what torch.load(weights_only=True) refuses is
// refused too. Tensors may be views of shared storages, with any strides.
//
// torch/serialization.py: _load, _legacy_load.
#pragma once

#include "model/pickle_state.h"
#include "model/weights_file.h"

#include <optional>

namespace attune {

class PickleWeights : public WeightsFile {
public:
    explicit PickleWeights(const fs::path& path);

    void read(const TensorEntry& entry, std::span<float> values) const override;

private:
    fs::path path_;
    MappedFile file_;
    std::optional<ZipArchive> archive_;
    std::vector<PickleState::Storage> storages_;
    std::vector<PickleState::View> views_; // of tensors()
    mutable std::vector<bool> checked_;    // checksums of storages: made when first read
};

} // namespace attune
