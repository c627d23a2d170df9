// SPDX-License-Identifier: GPL-3.0-or-later
// pytorch_model.bin: a dict of tensors as torch.save() writes it, today's zip archive
// (NAME/data.pkl, NAME/data/KEY, NAME/version, NAME/byteorder) or the stream of pickles of torch
// before 1.6. Read without running anything of it; what torch.load(weights_only=True) refuses is
// refused too. Tensors may be views of shared storages, with any strides.
//
// torch/serialization.py: _load, _legacy_load; torch/_utils.py: _rebuild_tensor_v2.
#pragma once

#include "model/weights_file.h"
#include "model/zip_archive.h"

#include <optional>

namespace attune {

class PickleWeights : public WeightsFile {
public:
    explicit PickleWeights(const fs::path& path);

    void read(const TensorEntry& entry, std::span<float> values) const override;

    // The numbers of one storage, which tensors are views of.
    struct Storage {
        std::string_view type; // "F32"
        std::uint64_t count = 0;
        std::uint64_t offset = 0;                  // of its bytes in the file
        const ZipArchive::Entry* packed = nullptr; // its record, if the file is an archive
    };
    struct View {
        std::size_t storage = 0;
        std::uint64_t start = 0; // in numbers
        std::vector<std::int64_t> strides;
    };

private:
    fs::path path_;
    MappedFile file_;
    std::optional<ZipArchive> archive_;
    std::vector<Storage> storages_;
    std::vector<View> views_;           // of tensors()
    mutable std::vector<bool> checked_; // checksums of storages: made when first read
};

} // namespace attune
