// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/fetch.h"

#include "base/json.h"
#include "hub/hub_cache.h"
#include "hub/hub_client.h"

#include <algorithm>
#include <set>
#include <utility>

namespace attune {

namespace {

// What a model is made of beside its weights; most models have some of them.
constexpr const char* smallFiles[] = {
    "README.md",
    "added_tokens.json",
    "merges.txt",
    "sentencepiece.bpe.model",
    "special_tokens_map.json",
    "spiece.model",
    "spm.model",
    "tokenizer.json",
    "tokenizer.model",
    "tokenizer_config.json",
    "vocab.json",
    "vocab.txt",
};
// The first that is there, as the loader looks for them.
constexpr const char* weightFiles[] = {"model.safetensors", "model.safetensors.index.json",
                                       "pytorch_model.bin", "pytorch_model.bin.index.json"};
constexpr std::uint64_t spareSpace = std::uint64_t{64} << 20;

class Fetch {
public:
    Fetch(const HubSettings& settings, const std::string& name,
          const std::function<void(const FetchProgress&)>& progress, const std::stop_token& stop)
        : settings_(settings),
          name_(name),
          progress_(progress),
          stop_(stop),
          client_(settings, stop),
          writer_(settings.cache, name, settings.symlinks) {}

    FetchedModel run(const std::string& revision) {
        listing_ = client_.list(name_, revision);
        result_.name = name_;
        result_.commit = listing_.commit;
        result_.folder = hubRepository(settings_.cache, name_) / "snapshots" / listing_.commit;
        std::vector<HubFile> files = smallOnes();
        const HubFile weights = chosenWeights();
        for (const HubFile& file : files)
            told_.all += file.size.value_or(0);
        told_.all += weights.size.value_or(0);

        const bool indexed = weights.name.ends_with(".index.json");
        if (indexed) {
            load(weights);
            for (const HubFile& shard : shardsOf(weights.name)) {
                told_.all += shard.size.value_or(0);
                files.push_back(shard);
            }
        } else {
            files.push_back(weights);
        }
        // Last of all: a snapshot with a config.json is a whole model.
        files.push_back(*listing_.find("config.json"));
        told_.all += files.back().size.value_or(0);
        checkSpace(files);
        for (const HubFile& file : files)
            load(file);
        try {
            for (const auto& names : {std::span<const char* const>(smallFiles),
                                      std::span<const char* const>(weightFiles)})
                for (const char* file : names)
                    if (listing_.find(file) == nullptr)
                        writer_.noteMissing(listing_.commit, file);
            writer_.writeRef(revision, listing_.commit);
        } catch (const Error&) {
            if (!unchanged_) // a cache that is read-only and has all is as good
                throw;
        }
        std::sort(result_.files.begin(), result_.files.end());
        return result_;
    }

private:
    std::vector<HubFile> smallOnes() const {
        if (listing_.find("config.json") == nullptr)
            throw Error(say(ATTUNE_TEXT("core", "“%1” has no config.json, so it is no model of "
                                                "transformers."),
                            name_),
                        settings_.endpoint + "/" + name_,
                        say(ATTUNE_TEXT("core", "Choose a text encoder such as "
                                                "google-bert/bert-base-uncased.")));
        std::vector<HubFile> files;
        for (const char* name : smallFiles)
            if (const HubFile* file = listing_.find(name))
                files.push_back(*file);
        return files;
    }

    HubFile chosenWeights() const {
        for (const char* name : weightFiles)
            if (const HubFile* file = listing_.find(name))
                return *file;
        std::string others;
        for (const HubFile& file : listing_.files)
            for (const char* ending : {".h5", ".msgpack", ".gguf", ".onnx", ".ckpt", ".pt", ".pth"})
                if (file.name.ends_with(ending) && others.size() < 200)
                    others += (others.empty() ? "" : ", ") + file.name;
        throw Error(say(ATTUNE_TEXT("core", "“%1” has no weights in safetensors or in PyTorch's "
                                            "format (it has: %2)."),
                        name_, others.empty() ? "-" : others),
                    settings_.endpoint + "/" + name_,
                    say(ATTUNE_TEXT("core", "Look for another copy of the model, or convert it "
                                            "with transformers' save_pretrained().")));
    }

    // The files that the index, which is in the snapshot now, names.
    std::vector<HubFile> shardsOf(const std::string& index) const {
        const fs::path path = writer_.pointer(listing_.commit, index);
        const Json json =
            readJsonFile(path, {.bytes = std::uint64_t{32} << 20, .depth = 8, .values = 200'000});
        std::set<std::string> names;
        if (json.is_object() && json.contains("weight_map") && json["weight_map"].is_object())
            for (const auto& [tensor, file] : json["weight_map"].items())
                if (file.is_string())
                    names.insert(file.get<std::string>());
        std::vector<HubFile> shards;
        for (const std::string& name : names) {
            const HubFile* file = listing_.find(name);
            if (file == nullptr)
                throw Error(say(ATTUNE_TEXT("core", "The file %1, which the index names, is not "
                                                    "there."),
                                name.substr(0, 200)),
                            toUtf8(path));
            shards.push_back(*file);
        }
        return shards;
    }

    bool isThere(const HubFile& file) const {
        std::error_code ignored;
        return fs::is_regular_file(writer_.pointer(listing_.commit, file.name), ignored);
    }

    void checkSpace(const std::vector<HubFile>& files) const {
        std::uint64_t needed = 0;
        for (const HubFile& file : files) {
            std::error_code missing;
            const auto begun = fs::file_size(writer_.partial(file.digest), missing);
            if (!isThere(file))
                needed +=
                    file.size.value_or(0) - std::min(missing ? 0 : begun, file.size.value_or(0));
        }
        if (needed == 0)
            return;
        const std::uint64_t free = freeSpace(settings_.cache);
        if (free < needed + spareSpace)
            throw Error(say(ATTUNE_TEXT("core", "The model takes %1 MB more; the disk has %2 MB "
                                                "left."),
                            needed >> 20, free >> 20),
                        toUtf8(settings_.cache),
                        say(ATTUNE_TEXT("core", "Free some space, or set HF_HUB_CACHE to a folder "
                                                "on another disk.")));
    }

    void tell(const HubFile& file, std::uint64_t have) {
        if (progress_)
            progress_({file.name, std::min(finished_ + have, told_.all), told_.all});
    }

    void load(const HubFile& listed) {
        if (stop_.stop_requested())
            throw Cancelled();
        result_.files.push_back(listed.name);
        std::uint64_t size = listed.size.value_or(0);
        if (!isThere(listed)) // what a commit holds never changes
            size = loadMissing(listed);
        finished_ += size;
        tell(listed, 0);
    }

    // The file's size.
    std::uint64_t loadMissing(const HubFile& listed) {
        unchanged_ = false;
        writer_.prepare();
        const HubFile facts = client_.facts(name_, listing_.commit, listed);
        if (!listed.size)
            told_.all += facts.size.value_or(0);
        const HubLock lock(settings_.cache, name_, facts.digest, stop_);
        const fs::path blob = writer_.blob(facts.digest);
        std::error_code ignored;
        const bool known = fs::is_regular_file(blob, ignored) &&
                           (!facts.size || fs::file_size(blob, ignored) == *facts.size);
        if (!known) {
            const fs::path partial = writer_.partial(facts.digest);
            const std::uint64_t before =
                fs::is_regular_file(partial, ignored) ? fs::file_size(partial, ignored) : 0;
            try {
                client_.download(name_, listing_.commit, facts, partial,
                                 [&](std::uint64_t have) { tell(listed, have); });
            } catch (const HubUnreachable&) {
                throw; // what came stays for the next time
            } catch (const Error&) {
                fs::remove(partial, ignored);
                throw;
            }
            const std::uint64_t size = fs::file_size(partial, ignored);
            result_.loaded += size - std::min(size, before);
            const std::string found =
                facts.digest.size() == 64 ? sha256OfFile(partial) : gitDigestOfFile(partial);
            if (found != facts.digest) {
                fs::remove(partial, ignored);
                throw Error(say(ATTUNE_TEXT("core", "The file %1 did not come whole: its checksum "
                                                    "is wrong. It was thrown away."),
                                facts.name),
                            settings_.endpoint + "/" + name_,
                            say(ATTUNE_TEXT("core", "Try again; if it stays so, the network or "
                                                    "the mirror changes files.")));
            }
            std::error_code error;
            fs::rename(partial, blob, error);
            if (error)
                throw Error(
                    say(ATTUNE_TEXT("core", "It could not be put in place: %1."), error.message()),
                    toUtf8(blob));
        }
        const std::uint64_t size = fs::file_size(blob, ignored);
        if (!listed.size && !facts.size)
            told_.all += size;
        writer_.link(facts.digest, listing_.commit, facts.name);
        return size;
    }

    const HubSettings& settings_;
    const std::string& name_;
    const std::function<void(const FetchProgress&)>& progress_;
    const std::stop_token& stop_;
    HubClient client_;
    HubCacheWriter writer_;
    HubListing listing_;
    FetchedModel result_;
    FetchProgress told_;
    std::uint64_t finished_ = 0; // bytes of the files that are done
    bool unchanged_ = true;      // nothing was fetched
};

FetchedModel fromCache(const HubSettings& settings, const std::string& name,
                       const fs::path& snapshot) {
    FetchedModel model{name, toUtf8(snapshot.filename()), snapshot, {}, 0, {}};
    for (const auto& entry : fs::directory_iterator(snapshot))
        if (std::error_code ignored; entry.is_regular_file(ignored))
            model.files.push_back(toUtf8(entry.path().filename()));
    std::sort(model.files.begin(), model.files.end());
    model.note = settings.offline
                     ? say(ATTUNE_TEXT("core", "Offline (HF_HUB_OFFLINE): what the cache has."))
                     : say(ATTUNE_TEXT("core", "The hub can't be reached: what the cache has."));
    return model;
}

} // namespace

FetchedModel fetchModel(const HubSettings& settings, const std::string& name,
                        const std::string& revision,
                        const std::function<void(const FetchProgress&)>& progress,
                        const std::stop_token& stop) {
    if (!isHubName(name))
        throw UsageError(say(ATTUNE_TEXT("core", "“%1” is no name of a model on the hub."), name),
                         {},
                         say(ATTUNE_TEXT("core", "Write ORG/NAME, for example "
                                                 "intfloat/multilingual-e5-small.")));
    if (!isHubRevision(revision))
        throw UsageError(say(ATTUNE_TEXT("core", "“%1” is no revision."), revision), {},
                         say(ATTUNE_TEXT("core", "Name a branch, a tag or a commit.")));
    const auto snapshot = hubSnapshot(hubRepository(settings.cache, name), revision);
    if (settings.offline) {
        if (snapshot)
            return fromCache(settings, name, *snapshot);
        throw Error(say(ATTUNE_TEXT("core", "The model “%1” is not in the cache, and nothing is "
                                            "fetched: HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE is "
                                            "set."),
                        name),
                    toUtf8(settings.cache),
                    say(ATTUNE_TEXT("core", "Unset the variable, or fetch the model on another "
                                            "machine and copy the cache.")));
    }
    try {
        return Fetch(settings, name, progress, stop).run(revision);
    } catch (const HubUnreachable&) {
        if (snapshot)
            return fromCache(settings, name, *snapshot);
        throw;
    }
}

} // namespace attune
