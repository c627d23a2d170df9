// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pickle_state.h"

#include "model/weights_file.h"
#include "model/weights_numbers.h"

#include <unordered_set>

namespace attune {

namespace {

struct StorageType {
    std::string_view name; // of the class; dtypes: of torch
    std::string_view type;
};

constexpr StorageType storageTypes[] = {
    {"FloatStorage",    "F32" },
    {"DoubleStorage",   "F64" },
    {"HalfStorage",     "F16" },
    {"BFloat16Storage", "BF16"},
    {"LongStorage",     "I64" },
    {"IntStorage",      "I32" },
    {"ShortStorage",    "I16" },
    {"CharStorage",     "I8"  },
    {"ByteStorage",     "U8"  },
    {"BoolStorage",     "BOOL"},
};

// What a Global of the machine may be; storage types come after.
enum GlobalNumber : std::int64_t { orderedDict, rebuildTensor, rebuildParameter, size, firstType };

} // namespace

std::vector<std::pair<std::string, const PickleState::Tensor*>>
PickleState::tensors(Id dict) const {
    if (kind(dict) != Kind::Dict && kind(dict) != Kind::Ordered)
        fail(say(ATTUNE_TEXT("core", "The file does not hold a dict of tensors.")));
    const std::vector<Id>& pairs = items(dict);
    if (pairs.size() / 2 > WeightsLimits::tensors)
        fail(say(ATTUNE_TEXT("core", "%1 tensors are more than the %2 that are read."),
                 pairs.size() / 2, WeightsLimits::tensors));
    std::vector<std::pair<std::string, const Tensor*>> list;
    std::unordered_set<std::string_view> names;
    for (std::size_t i = 0; i < pairs.size(); i += 2) {
        if (kind(pairs[i]) != Kind::Text)
            failDamaged();
        const std::string name(text(pairs[i]));
        if (!isTensorName(name))
            fail(say(ATTUNE_TEXT("core", "A tensor's name is too long or has control "
                                         "characters: “%1”."),
                     name.substr(0, 80)));
        if (!names.insert(text(pairs[i])).second)
            fail(say(ATTUNE_TEXT("core", "The tensor “%1” stands twice in the file."), name));
        const Value& entry = value(pairs[i + 1]);
        if (!isTensor(entry))
            fail(say(ATTUNE_TEXT("core", "“%1” is not a tensor; a file of weights holds "
                                         "nothing else."),
                     name));
        list.emplace_back(name, &tensors_[static_cast<std::size_t>(-1 - entry.number)]);
    }
    return list;
}

PickleMachine::Value PickleState::global(std::string_view module, std::string_view name) {
    if (module == "collections" && name == "OrderedDict")
        return {Kind::Global, orderedDict};
    if (module == "torch._utils" && name == "_rebuild_tensor_v2")
        return {Kind::Global, rebuildTensor};
    if (module == "torch._utils" && name == "_rebuild_parameter")
        return {Kind::Global, rebuildParameter};
    if (module == "torch" && name == "Size")
        return {Kind::Global, size};
    if (module == "torch")
        for (const StorageType& type : storageTypes)
            if (name == type.name)
                return {Kind::Global, firstType + (&type - storageTypes)};
    fail(say(ATTUNE_TEXT("core", "The file asks for %1, which plain weights do not need."),
             std::string(module) + "." + std::string(name)));
}

PickleMachine::Value PickleState::call(const Value& global, const std::vector<Id>& arguments) {
    switch (global.number) {
    case orderedDict:
        if (!arguments.empty())
            failDamaged();
        return newOrderedDict();
    case rebuildTensor:
        return tensor(arguments);
    case rebuildParameter:
        if (arguments.size() != 3 || !isTensor(value(arguments[0])))
            failDamaged();
        checkGradient(tensors_[static_cast<std::size_t>(-1 - value(arguments[0]).number)].type,
                      arguments[1], arguments[2]);
        return value(arguments[0]);
    case size:
        if (arguments.size() != 1 || kind(arguments[0]) != Kind::Tuple)
            failDamaged();
        return value(arguments[0]);
    default:
        failDamaged();
    }
}

// ("storage", type, key, location, count), in old files also a view of it.
PickleMachine::Value PickleState::persistent(const std::vector<Id>& id) {
    if (id.size() != (old_ ? 6u : 5u) || kind(id[0]) != Kind::Text || text(id[0]) != "storage")
        failDamaged();
    if (kind(id[1]) != Kind::Global || value(id[1]).number < firstType ||
        kind(id[2]) != Kind::Text || kind(id[3]) != Kind::Text || kind(id[4]) != Kind::Integer)
        failDamaged();
    if (old_ && kind(id[5]) != Kind::None)
        fail(say(ATTUNE_TEXT("core", "The file is of a very early version of PyTorch (views "
                                     "of storages).")));
    const std::int64_t count = value(id[4]).number;
    if (count < 0)
        failDamaged();
    Storage storage;
    storage.type = storageTypes[value(id[1]).number - firstType].type;
    storage.count = static_cast<std::uint64_t>(count);
    const auto [it, fresh] = keys_.emplace(text(id[2]), storages_.size());
    if (storages_.size() >= WeightsLimits::tensors)
        fail(say(ATTUNE_TEXT("core", "The list of tensors in the file is longer than any "
                                     "model's.")));
    if (fresh)
        storages_.push_back(storage);
    else if (storages_[it->second].type != storage.type ||
             storages_[it->second].count != storage.count)
        fail(say(ATTUNE_TEXT("core", "The file gives two sizes for the storage “%1”."),
                 std::string(text(id[2]).substr(0, 80))));
    return {Kind::Object, static_cast<std::int64_t>(it->second)};
}

// Whether torch would take requires_grad and the hooks.
void PickleState::checkGradient(std::string_view type, Id gradient, Id hooks) const {
    const bool real = type == "F32" || type == "F64" || type == "F16" || type == "BF16";
    if (kind(gradient) != Kind::Bool || (value(gradient).number != 0 && !real))
        failDamaged();
    if (kind(hooks) != Kind::None && kind(hooks) != Kind::Ordered)
        failDamaged();
}

// (storage, start, size, strides, requires_grad, hooks[, metadata])
PickleMachine::Value PickleState::tensor(const std::vector<Id>& arguments) {
    if (arguments.size() < 6 || arguments.size() > 7 || kind(arguments[0]) != Kind::Object ||
        value(arguments[0]).number < 0)
        failDamaged();
    Tensor tensor;
    tensor.view.storage = static_cast<std::size_t>(value(arguments[0]).number);
    const Storage& storage = storages_[tensor.view.storage];
    tensor.type = storage.type;
    if (kind(arguments[1]) != Kind::Integer || value(arguments[1]).number < 0)
        failDamaged();
    tensor.view.start = static_cast<std::uint64_t>(value(arguments[1]).number);
    tensor.shape = naturals(arguments[2]);
    tensor.view.strides = naturals(arguments[3]);
    if (tensor.shape.size() != tensor.view.strides.size())
        failDamaged();
    checkGradient(tensor.type, arguments[4], arguments[5]);
    // Marks of complex numbers, else empty.
    if (arguments.size() == 7 && (kind(arguments[6]) != Kind::Dict || !items(arguments[6]).empty()))
        failDamaged();

    // The last number that it reaches, and how many it has, against the storage's.
    std::uint64_t last = tensor.view.start, count = 1;
    bool fits = true;
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
        const auto dimension = static_cast<std::uint64_t>(tensor.shape[i]);
        const auto stride = static_cast<std::uint64_t>(tensor.view.strides[i]);
        std::uint64_t reach = 0;
        fits = fits && dimension <= WeightsLimits::dimension &&
               !__builtin_mul_overflow(count, dimension, &count) &&
               (dimension == 0 || (!__builtin_mul_overflow(dimension - 1, stride, &reach) &&
                                   !__builtin_add_overflow(last, reach, &last)));
    }
    // A tensor that repeats a few numbers endlessly is refused too.
    if (!fits || count > storage.count || (count > 0 && last >= storage.count) ||
        tensor.view.start > storage.count)
        fail(say(ATTUNE_TEXT("core", "A tensor reaches beyond its storage of %1 numbers."),
                 storage.count));
    if (tensors_.size() >= WeightsLimits::tensors)
        fail(say(ATTUNE_TEXT("core", "The list of tensors in the file is longer than any "
                                     "model's.")));
    tensors_.push_back(std::move(tensor));
    return {Kind::Object, -static_cast<std::int64_t>(tensors_.size())};
}

std::vector<std::int64_t> PickleState::naturals(Id id) const {
    if (kind(id) != Kind::Tuple || items(id).size() > WeightsLimits::rank)
        failDamaged();
    std::vector<std::int64_t> numbers;
    for (const Id item : items(id)) {
        if (kind(item) != Kind::Integer || value(item).number < 0)
            failDamaged();
        numbers.push_back(value(item).number);
    }
    return numbers;
}

} // namespace attune
