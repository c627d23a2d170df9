// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pickle_weights.h"

#include "model/pickle_machine.h"
#include "model/weights_numbers.h"
#include "text/utf8.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace attune {

namespace {

constexpr std::uint64_t maxProgram = std::uint64_t{64} << 20;

// The pickles that a file of torch before 1.6 begins with: a magic number, then 1001.
constexpr std::string_view oldStart = "\x80\x02\x8a\x0al\xfc\x9c\x46\xf9 j\xa8P\x19.";

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

struct Tensor {
    PickleWeights::View view;
    std::vector<std::int64_t> shape;
    std::string_view type;
};

// Objects are storages (numbers from 0 up) and tensors (from -1 down).
class StateReader : public PickleMachine {
public:
    StateReader(std::string_view bytes, const std::string& where, bool old)
        : PickleMachine(bytes, where), old_(old) {}

    // The tensors of a dict by name, in its order.
    std::vector<std::pair<std::string, const Tensor*>> tensors(Id dict) const {
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

    std::vector<PickleWeights::Storage>& storages() { return storages_; }
    const std::unordered_map<std::string_view, std::size_t>& keys() const { return keys_; }

protected:
    Value global(std::string_view module, std::string_view name) override {
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

    Value call(const Value& global, const std::vector<Id>& arguments) override {
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
    Value persistent(const std::vector<Id>& id) override {
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
        PickleWeights::Storage storage;
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

private:
    static bool isTensor(const Value& value) {
        return value.kind == Kind::Object && value.number < 0;
    }

    // Whether torch would take requires_grad and the hooks.
    void checkGradient(std::string_view type, Id gradient, Id hooks) const {
        const bool real = type == "F32" || type == "F64" || type == "F16" || type == "BF16";
        if (kind(gradient) != Kind::Bool || (value(gradient).number != 0 && !real))
            failDamaged();
        if (kind(hooks) != Kind::None && kind(hooks) != Kind::Ordered)
            failDamaged();
    }

    // (storage, start, size, strides, requires_grad, hooks[, metadata])
    Value tensor(const std::vector<Id>& arguments) {
        if (arguments.size() < 6 || arguments.size() > 7 || kind(arguments[0]) != Kind::Object ||
            value(arguments[0]).number < 0)
            failDamaged();
        Tensor tensor;
        tensor.view.storage = static_cast<std::size_t>(value(arguments[0]).number);
        const PickleWeights::Storage& storage = storages_[tensor.view.storage];
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
        if (arguments.size() == 7 &&
            (kind(arguments[6]) != Kind::Dict || !items(arguments[6]).empty()))
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

    std::vector<std::int64_t> naturals(Id id) const {
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

    bool old_;
    std::vector<PickleWeights::Storage> storages_;
    std::unordered_map<std::string_view, std::size_t> keys_; // of storages
    std::vector<Tensor> tensors_;
};

// The bytes of a storage, or nothing where they are more than 2^64.
std::optional<std::uint64_t> bytesOf(const PickleWeights::Storage& storage) {
    std::uint64_t bytes = 0;
    if (__builtin_mul_overflow(storage.count, numberType(storage.type)->bits / 8, &bytes))
        return std::nullopt;
    return bytes;
}

[[noreturn]] void failSize(const StateReader& reader, std::string_view key) {
    reader.fail(say(ATTUNE_TEXT("core", "The storage “%1” has another size than the file says."),
                    std::string(key.substr(0, 80))));
}

// The records of an archive, all in one folder; keys are their names in it.
std::string folderOf(const ZipArchive& archive, const std::string& where) {
    const std::string_view first = archive.entries().front().name;
    const std::string folder(first.substr(0, first.find('/') + 1));
    for (const ZipArchive::Entry& entry : archive.entries())
        if (folder.empty() || !entry.name.starts_with(folder))
            throw Error(say(ATTUNE_TEXT("core", "The archive was not written by torch.save().")),
                        where,
                        say(ATTUNE_TEXT("core", "Fetch the model as safetensors, or save it with "
                                                "transformers' save_pretrained().")));
    return folder;
}

} // namespace

PickleWeights::PickleWeights(const fs::path& path) : path_(path), file_(path) {
    const std::string where = toUtf8(path);
    const std::string_view bytes = file_.text();
    const auto refuse = [&](const Message& message) {
        throw Error(message, where,
                    say(ATTUNE_TEXT("core", "Fetch the model as safetensors, or save it with "
                                            "transformers' save_pretrained().")));
    };
    std::unique_ptr<StateReader> reader;
    std::vector<std::pair<std::string, const Tensor*>> named;

    if (bytes.starts_with("PK\x03\x04")) {
        archive_.emplace(bytes, where);
        if (archive_->entries().empty())
            refuse(say(ATTUNE_TEXT("core", "The archive is empty.")));
        const std::string folder = folderOf(*archive_, where);
        const auto record = [&](std::string_view name) -> std::optional<std::string_view> {
            const ZipArchive::Entry* entry = archive_->find(folder + std::string(name));
            if (entry == nullptr)
                return std::nullopt;
            archive_->check(*entry);
            return archive_->content(*entry);
        };
        if (archive_->find(folder + "constants.pkl") != nullptr)
            refuse(say(ATTUNE_TEXT("core", "This is a TorchScript program, not a file of "
                                           "weights.")));
        const auto number = [](std::string_view text) {
            while (text.ends_with('\n'))
                text.remove_suffix(1);
            return !text.empty() && text.size() <= 4 &&
                   text.find_first_not_of("0123456789") == std::string_view::npos;
        };
        const auto version = record("version");
        if (!version || !number(*version) || std::stoi(std::string(*version)) < 1 ||
            std::stoi(std::string(*version)) > 10)
            refuse(say(ATTUNE_TEXT("core", "The archive's version is missing or unknown.")));
        if (const auto alignment = record(".storage_alignment"); alignment && !number(*alignment))
            refuse(say(ATTUNE_TEXT("core", "The archive was not written by torch.save().")));
        if (const auto id = record(".data/serialization_id"); id && !isValidUtf8(*id))
            refuse(say(ATTUNE_TEXT("core", "The archive was not written by torch.save().")));
        if (const auto order = record("byteorder"); order && *order != "little")
            refuse(say(ATTUNE_TEXT("core", "The numbers are stored big-endian.")));
        const auto program = record("data.pkl");
        if (!program || program->size() > maxProgram)
            refuse(say(ATTUNE_TEXT("core", "The archive has no list of tensors (data.pkl).")));
        reader = std::make_unique<StateReader>(*program, where, false);
        named = reader->tensors(reader->run());
        for (const auto& [key, index] : reader->keys()) {
            Storage& storage = reader->storages()[index];
            storage.packed = archive_->find(folder + "data/" + std::string(key));
            const auto size = bytesOf(storage);
            if (storage.packed == nullptr || !size || *size != storage.packed->size)
                failSize(*reader, key);
            storage.offset = storage.packed->offset;
        }
    } else if (bytes.starts_with(oldStart)) {
        reader = std::make_unique<StateReader>(bytes, where, true);
        reader->moveTo(oldStart.size());
        const auto protocol = reader->value(reader->run());
        if (protocol.kind != PickleMachine::Kind::Integer || protocol.number != 1001)
            reader->failDamaged();
        reader->run(); // facts about the machine that wrote it; the numbers are little-endian
        named = reader->tensors(reader->run());
        const PickleMachine::Id order = reader->run();
        if (reader->kind(order) != PickleMachine::Kind::List ||
            reader->items(order).size() != reader->storages().size())
            reader->failDamaged();
        // Each storage: the number of its numbers, u64; its bytes.
        std::uint64_t at = reader->position();
        std::unordered_set<std::string_view> seen;
        for (const PickleMachine::Id id : reader->items(order)) {
            const std::string_view key =
                reader->kind(id) == PickleMachine::Kind::Text ? reader->text(id) : "";
            const auto it = reader->keys().find(key);
            if (it == reader->keys().end() || !seen.insert(key).second)
                reader->failDamaged();
            Storage& storage = reader->storages()[it->second];
            std::uint64_t count = 0;
            const auto size = bytesOf(storage);
            if (bytes.size() - at < sizeof count)
                failSize(*reader, key);
            std::memcpy(&count, bytes.data() + at, sizeof count);
            at += sizeof count;
            if (count != storage.count || !size || *size > bytes.size() - at)
                failSize(*reader, key);
            storage.offset = at;
            at += *size;
        }
    } else if (bytes.substr(0, 262).ends_with("ustar")) {
        throw Error(say(ATTUNE_TEXT("core", "The file is of PyTorch 0.1, a tar archive.")), where,
                    say(ATTUNE_TEXT("core", "Convert it once in Python: torch.save(torch.load("
                                            "path, weights_only=True), path).")));
    } else {
        refuse(say(ATTUNE_TEXT("core", "This is not a file of PyTorch weights.")));
    }

    storages_ = std::move(reader->storages());
    checked_.resize(storages_.size());
    for (const auto& [name, tensor] : named) {
        tensors_.push_back({name, std::string(tensor->type), tensor->shape, tensors_.size()});
        views_.push_back(tensor->view);
    }
}

void PickleWeights::read(const TensorEntry& entry, std::span<float> values) const {
    if (values.size() != entry.count())
        throw std::invalid_argument("wrong number of values for " + entry.name);
    const View& view = views_.at(entry.index);
    const Storage& storage = storages_[view.storage];
    if (storage.packed != nullptr && !checked_[view.storage]) {
        archive_->check(*storage.packed);
        checked_[view.storage] = true;
    }
    if (values.empty())
        return;
    const std::size_t size = numberType(storage.type)->bits / 8;
    const auto all = file_.bytes().subspan(storage.offset, storage.count * size);

    // Row by row: numbers of the last dimension lie a stride apart.
    const std::size_t rank = entry.shape.size();
    const auto width = rank == 0 ? std::size_t{1} : static_cast<std::size_t>(entry.shape.back());
    const std::size_t step = rank == 0 ? 1 : static_cast<std::size_t>(view.strides.back());
    std::vector<std::int64_t> index(rank, 0);
    std::vector<std::byte> row(step == 1 ? 0 : width * size);
    for (std::size_t done = 0; done < values.size(); done += width) {
        std::uint64_t start = view.start;
        for (std::size_t i = 0; i + 1 < rank; ++i)
            start += static_cast<std::uint64_t>(index[i] * view.strides[i]);
        std::span<const std::byte> source;
        if (step == 1) {
            source = all.subspan(start * size, width * size);
        } else {
            for (std::size_t i = 0; i < width; ++i)
                std::memcpy(row.data() + i * size, all.data() + (start + i * step) * size, size);
            source = row;
        }
        toFloats(storage.type, source, values.subspan(done, width));
        for (std::size_t i = rank < 2 ? 0 : rank - 1; i-- > 0;) {
            if (++index[i] < entry.shape[i])
                break;
            index[i] = 0;
        }
    }
}

} // namespace attune
