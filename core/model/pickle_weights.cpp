// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pickle_weights.h"

#include "model/weights_numbers.h"
#include "text/utf8.h"

#include <cstring>
#include <unordered_set>
#include <utility>

namespace attune {

namespace {

constexpr std::uint64_t maxProgram = std::uint64_t{64} << 20;

// The pickles that a file of torch before 1.6 begins with: a magic number, then 1001.
constexpr std::string_view oldStart = "\x80\x02\x8a\x0al\xfc\x9c\x46\xf9 j\xa8P\x19.";

// The bytes of a storage, or nothing where they are more than 2^64.
std::optional<std::uint64_t> bytesOf(const PickleState::Storage& storage) {
    std::uint64_t bytes = 0;
    if (__builtin_mul_overflow(storage.count, numberType(storage.type)->bits / 8, &bytes))
        return std::nullopt;
    return bytes;
}

[[noreturn]] void failSize(const PickleState& reader, std::string_view key) {
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
    files_ = {toUtf8(path.filename())};
    const std::string where = toUtf8(path);
    const std::string_view bytes = file_.text();
    const auto refuse = [&](const Message& message) {
        throw Error(message, where,
                    say(ATTUNE_TEXT("core", "Fetch the model as safetensors, or save it with "
                                            "transformers' save_pretrained().")));
    };
    std::unique_ptr<PickleState> reader;
    std::vector<std::pair<std::string, const PickleState::Tensor*>> named;

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
        reader = std::make_unique<PickleState>(*program, where, false);
        named = reader->tensors(reader->run());
        for (const auto& [key, index] : reader->keys()) {
            PickleState::Storage& storage = reader->storages()[index];
            storage.packed = archive_->find(folder + "data/" + std::string(key));
            const auto size = bytesOf(storage);
            if (storage.packed == nullptr || !size || *size != storage.packed->size)
                failSize(*reader, key);
            storage.offset = storage.packed->offset;
        }
    } else if (bytes.starts_with(oldStart)) {
        reader = std::make_unique<PickleState>(bytes, where, true);
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
            PickleState::Storage& storage = reader->storages()[it->second];
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
    const PickleState::View& view = views_.at(entry.index);
    const PickleState::Storage& storage = storages_[view.storage];
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
