// SPDX-License-Identifier: GPL-3.0-or-later
// What a pickle of weights says: which storages there are, and which tensors are views of them.
// Checked against one another; the numbers themselves lie elsewhere.
//
// torch/_utils.py: _rebuild_tensor_v2, _rebuild_parameter.
#pragma once

#include "model/pickle_machine.h"
#include "model/zip_archive.h"

#include <unordered_map>
#include <utility>

namespace attune {

// Objects are storages (numbers from 0 up) and tensors (from -1 down).
class PickleState : public PickleMachine {
public:
    // The numbers of one storage, which tensors are views of. The pickle tells type and count.
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
    struct Tensor {
        View view;
        std::vector<std::int64_t> shape;
        std::string_view type;
    };

    // `old`: as torch wrote before 1.6.
    PickleState(std::string_view bytes, const std::string& where, bool old)
        : PickleMachine(bytes, where), old_(old) {}

    // The tensors of a dict by name, in its order.
    std::vector<std::pair<std::string, const Tensor*>> tensors(Id dict) const;
    std::vector<Storage>& storages() { return storages_; }
    const std::unordered_map<std::string_view, std::size_t>& keys() const { return keys_; }

protected:
    Value global(std::string_view module, std::string_view name) override;
    Value call(const Value& global, const std::vector<Id>& arguments) override;
    Value persistent(const std::vector<Id>& id) override;

private:
    static bool isTensor(const Value& value) {
        return value.kind == Kind::Object && value.number < 0;
    }
    // Whether torch would take requires_grad and the hooks.
    void checkGradient(std::string_view type, Id gradient, Id hooks) const;
    Value tensor(const std::vector<Id>& arguments);
    std::vector<std::int64_t> naturals(Id id) const;

    bool old_;
    std::vector<Storage> storages_;
    std::unordered_map<std::string_view, std::size_t> keys_; // of storages
    std::vector<Tensor> tensors_;
};

} // namespace attune
