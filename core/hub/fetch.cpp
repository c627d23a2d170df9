// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/fetch.h"

#include "base/entries.h"
#include "hub/hub_cache.h"
#include "hub/hub_client.h"
#include "hub/model_files.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace attune {

namespace {

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
        result_.model = revision == "main" ? name_ : name_ + "@" + revision;
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
            for (const HubFile& shard : listedShards(weights.name)) {
                told_.all += shard.size.value_or(0);
                files.push_back(shard);
            }
        } else {
            files.push_back(weights);
        }
        // Last of all: what is cut off is no model yet.
        files.push_back(*listing_.find("config.json"));
        told_.all += files.back().size.value_or(0);
        checkSpace(files);
        for (const HubFile& file : files)
            load(file);
        try {
            for (const std::span<const char* const> names :
                 {std::span<const char* const>(kTokenizerFiles), {kWeightFiles}})
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

    // What the hub says that the revision is; empty before it answered.
    const std::string& commit() const { return listing_.commit; }

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
        for (const char* name : kTokenizerFiles)
            if (const HubFile* file = listing_.find(name))
                files.push_back(*file);
        if (const HubFile* file = listing_.find("README.md")) // licence and languages
            files.push_back(*file);
        return files;
    }

    HubFile chosenWeights() const {
        for (const char* name : kWeightFiles)
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
    std::vector<HubFile> listedShards(const std::string& index) const {
        const fs::path path = writer_.pointer(listing_.commit, index);
        std::vector<HubFile> shards;
        for (const std::string& name : shardsOf(path)) {
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
            client_.download(name_, listing_.commit, facts, partial,
                             [&](std::uint64_t have) { tell(listed, have); });
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
        writer_.link(facts.digest, listing_.commit, facts.name, !known);
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

// The model that the cache has of a revision, `why` it alone is asked. No revision: as the name
// alone. Other programs leave snapshots with a config.json and no weights: those are none.
std::optional<FetchedModel> fromCache(const HubSettings& settings, const HubModel& model,
                                      std::vector<Message> why) {
    FetchedModel found;
    found.name = found.model = model.name;
    found.notes = std::move(why);
    Message other;
    const auto snapshot =
        model.revision.empty()
            ? hubSnapshotOfName(settings.cache, model.name, &other)
            : hubSnapshot(hubRepository(settings.cache, model.name), model.revision);
    if (!snapshot || !hasWeights(*snapshot))
        return std::nullopt;
    found.folder = *snapshot;
    found.commit = toUtf8(snapshot->filename());
    if (!other.empty()) {
        found.model += "@" + found.commit;
        found.notes.push_back(std::move(other));
    } else if (!model.revision.empty() && model.revision != "main") {
        found.model += "@" + model.revision;
    }
    for (const fs::path& entry : entriesOf(*snapshot))
        if (std::error_code ignored; fs::is_regular_file(entry, ignored))
            found.files.push_back(toUtf8(entry.filename()));
    return found;
}

} // namespace

FetchedModel fetchModel(const HubSettings& settings, const std::string& name,
                        const std::string& revision,
                        const std::function<void(const FetchProgress&)>& progress,
                        const std::stop_token& stop) {
    HubModel model = hubModelOf(name);
    const bool named = name.find('@') != std::string::npos;
    if (!isHubName(model.name))
        throw UsageError(say(ATTUNE_TEXT("core", "“%1” is no name of a model on the hub."), name),
                         {},
                         say(ATTUNE_TEXT("core", "Write ORG/NAME, for example "
                                                 "intfloat/multilingual-e5-small.")));
    if (named && !revision.empty() && revision != model.revision)
        throw UsageError(
            say(ATTUNE_TEXT("core", "“%1” names another revision than “%2”."), name, revision), {},
            say(ATTUNE_TEXT("core", "Name the revision once.")));
    if (!named)
        model.revision = revision;
    if ((named || !revision.empty()) && !isHubRevision(model.revision))
        throw UsageError(say(ATTUNE_TEXT("core", "“%1” is no revision."), model.revision), {},
                         say(ATTUNE_TEXT("core", "Name a branch, a tag or a commit.")));
    if (settings.offline) {
        if (auto found = fromCache(settings, model,
                                   {say(ATTUNE_TEXT("core", "Offline (HF_HUB_OFFLINE): what the "
                                                            "cache has."))}))
            return *std::move(found);
        throw Error(say(ATTUNE_TEXT("core", "The model “%1” is not in the cache, and nothing is "
                                            "fetched: HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE is "
                                            "set."),
                        model.revision.empty() ? model.name : model.name + "@" + model.revision),
                    toUtf8(settings.cache),
                    say(ATTUNE_TEXT("core", "Unset the variable, or fetch the model on another "
                                            "machine and copy the cache.")));
    }
    Fetch fetch(settings, model.name, progress, stop);
    try {
        return fetch.run(model.revision.empty() ? "main" : model.revision);
    } catch (const HubUnreachable& error) {
        auto found = fromCache(
            settings, model,
            {error.message(), say(ATTUNE_TEXT("core", "The copy in the cache is taken."))});
        // The commit that was under way lacks what was asked for.
        if (found && found->commit != fetch.commit())
            return *std::move(found);
        throw;
    }
}

} // namespace attune
