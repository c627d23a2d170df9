// SPDX-License-Identifier: GPL-3.0-or-later
// The machine, and what is known of a model folder.
#include "base/lists.h"
#include "cpu/cpu_engine.h"
#include "model/families.h"
#include "model/model_memory.h"
#include "model/model_places.h"
#include "recipe/yaml_document.h"
#include "run/device_choice.h"
#include "studio/loaded_model.h"
#include "studio/studio.h"

#include <algorithm>
#include <set>

namespace attune::studio {

namespace {

std::string describe(const Tokenizer& tokenizer) {
    std::string text =
        tokenizer.kind() + ", " + grouped(static_cast<std::int64_t>(tokenizer.size())) + " tokens";
    // What it does with a capital tells more than any setting of its file.
    if (tokenizer.encode("ABC").ids == tokenizer.encode("abc").ids)
        text += ", lower case";
    return text;
}

// A snapshot of the Hugging Face cache: HUB/models--ORG--NAME/snapshots/COMMIT.
bool isSnapshot(const fs::path& folder) {
    return folder.parent_path().filename() == "snapshots" &&
           toUtf8(folder.parent_path().parent_path().filename()).starts_with("models--");
}

fs::path withoutSlash(const fs::path& path) {
    return path.has_filename() ? path : path.parent_path();
}

// "HUB/models--org--name/snapshots/abc" is called org/name.
std::string nameOf(const fs::path& path) {
    const fs::path folder = withoutSlash(path);
    if (isSnapshot(folder)) {
        std::string name = toUtf8(folder.parent_path().parent_path().filename()).substr(8);
        if (const auto at = name.find("--"); at != std::string::npos)
            name.replace(at, 2, "/");
        return name;
    }
    if (folder.filename() == "model")
        return toUtf8(folder.parent_path().filename());
    return toUtf8(folder.filename());
}

// Of a snapshot: empty where it is main's; a branch or a tag that names it, else its commit.
std::string revisionOf(const fs::path& snapshot) {
    const fs::path repository = snapshot.parent_path().parent_path();
    const auto names = [&](const std::string& revision) {
        return hubSnapshot(repository, revision) == snapshot;
    };
    if (names("main"))
        return {};
    const fs::path refs = repository / "refs";
    std::set<std::string> found;
    std::error_code failed;
    for (fs::recursive_directory_iterator ref(refs, failed), end; !failed && ref != end;
         ref.increment(failed))
        if (const std::string name = toUtf8(ref->path().lexically_relative(refs)); names(name))
            found.insert(name);
    return found.empty() ? toUtf8(snapshot.filename()) : *found.begin();
}

// Licence and languages as the front matter of README.md tells them, as far as it can be read.
void readFrontMatter(const fs::path& folder, ModelCard& card) {
    const fs::path file = folder / "README.md";
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored))
        return;
    try {
        const std::string text = readFile(file, 8 << 20);
        if (!text.starts_with("---\n"))
            return;
        const auto end = text.find("\n---", 4);
        if (end == std::string::npos)
            return;
        const YamlNode root = parseYaml(text.substr(4, end - 3), toUtf8(file));
        for (const YamlEntry& entry : root.entries) {
            std::string words = entry.value.text;
            for (const YamlNode& item : entry.value.items)
                words += (words.empty() ? "" : ", ") + item.text;
            if (entry.key == "license")
                card.licence = words;
            else if (entry.key == "language")
                card.languages = words;
        }
    } catch (const Error&) {
        // A card for people: what cannot be read is not told.
    }
}

// What 32 texts of 128 tokens take, with the program itself, where a run of "auto" computes.
void addMemory(const EncoderSpec& spec, const ModelSize& size, ModelCard& card) {
    const std::uint64_t program = 250'000'000;
    const std::uint64_t weights = 4 * (size.embeddings + size.encoder + size.head);
    const auto length = static_cast<double>(std::min<std::int64_t>(128, spec.longest()));
    const double tokens = 32 * length, pairs = tokens * length;
    const DeviceKind device = deviceReport().cuda ? DeviceKind::Cuda : DeviceKind::Cpu;
    card.trainingBytes = program + weights +
                         trainingStateBytes(parametersOf(spec), device, tokens) +
                         trainingPassBytes(spec, tokens, pairs);
    card.runningBytes = program + weights + plainPassBytes(spec, tokens, pairs);
}

ModelCard cardOf(const fs::path& path) {
    const ModelFolder folder = openModelFolder(path);
    const std::unique_ptr<Tokenizer> tokenizer = readTokenizer(path);
    const EncoderSpec& spec = folder.spec;
    ModelCard card;
    card.path = toUtf8(path);
    card.name = nameOf(path);
    if (const fs::path snapshot = withoutSlash(path); isSnapshot(snapshot)) {
        card.commit = toUtf8(snapshot.filename());
        card.revision = revisionOf(snapshot);
    }
    card.family = spec.family;
    card.tokenizer = describe(*tokenizer);
    card.layers = spec.layers;
    card.hidden = spec.hidden;
    card.heads = spec.heads;
    card.feedForward = spec.feedForward;
    card.vocabulary = spec.vocabulary;
    card.longest = spec.longest();
    const ModelSize size = sizeOf(spec);
    card.embeddings = size.embeddings;
    card.encoder = size.encoder;
    card.head = size.head;
    card.weightBytes = folder.weightBytes;
    addMemory(spec, size, card);
    card.finished = folder.finished;
    if (folder.finished)
        card.labels = folder.labels;
    card.maxLength = static_cast<std::int64_t>(longestEncoding(*tokenizer, spec));
    card.takesPairs = folder.finished && pairsOf(folder) == Pairs::Yes;
    if (folder.attune)
        card.task = folder.attune->task;
    else if (folder.finished)
        card.task = infoOf(folder.task).key;
    card.warnings = tokenizer->warnings();
    if (tokenizer->size() > static_cast<std::size_t>(spec.vocabulary)) {
        Problem problem;
        problem.severity = Problem::Severity::Warning;
        problem.where = toUtf8(path);
        problem.message = say(ATTUNE_TEXT("core", "The tokenizer has ids up to %1, the model knows "
                                                  "those below %2. Texts with higher ones are "
                                                  "refused: take the tokenizer that belongs to the "
                                                  "model."),
                              tokenizer->size() - 1, spec.vocabulary);
        card.warnings.push_back(std::move(problem));
    }
    readFrontMatter(path, card);
    return card;
}

// The parts of a head that belong to the pretrained encoder, as BERT's pooler does, and not to
// every fresh classifier.
std::vector<std::string> encodersOwn(const std::vector<std::string>& missing,
                                     const EncoderSpec& spec) {
    const std::string_view encoder = familyNamed(spec.family).basePrefix;
    std::vector<std::string> own;
    std::copy_if(missing.begin(), missing.end(), std::back_inserter(own),
                 [&](const std::string& name) { return name.starts_with(encoder); });
    return own;
}

} // namespace

Machine machine() {
    const DeviceReport& report = deviceReport();
    Machine machine;
    machine.cpu = report.cpuName;
    machine.cores = report.cores;
    machine.memory = report.memory;
    machine.bf16 = report.bf16;
    machine.cuda = report.cuda;
    machine.gpu = report.cudaName;
    machine.gpuMemory = report.cudaMemory;
    machine.gpuReason = report.cudaReason;
    return machine;
}

RunPlan planRun(const Recipe& recipe) {
    const DeviceChoice choice = chooseDevice(recipe.training, deviceReport());
    return {choice.device, choice.deviceReason, choice.precision, choice.precisionReason};
}

ModelCard inspectModel(const std::string& model, const fs::path& base) {
    std::error_code ignored;
    Problems notes;
    fs::path path = base / fromHome(model);
    // A run folder stands for its finished model.
    if (!fs::exists(path / "config.json", ignored) &&
        fs::exists(path / "model" / "config.json", ignored)) {
        path = fs::absolute(path / "model");
    } else {
        refuseUnfinishedRun(path);
        refuseFile(path);
        path = findModel(model, base, &notes);
    }
    ModelCard card = cardOf(path);
    card.warnings.insert(card.warnings.begin(), notes.begin(), notes.end());
    const ModelFolder folder = openModelFolder(path);
    const std::unique_ptr<Engine> engine = makeEngine(folder.spec, {});
    card.weights = loadWeights(folder, *engine, 0);
    card.wordHead = wordHeadOf(path, card.weights.unexpected);
    std::erase_if(card.weights.unexpected, [&](const std::string& name) {
        return std::find(card.wordHead.begin(), card.wordHead.end(), name) != card.wordHead.end();
    });
    card.missingPooler = encodersOwn(card.weights.missing, folder.spec);
    return card;
}

FoundModels findModels(const std::vector<fs::path>& extra, std::stop_token stop) {
    FoundModels found;
    const auto refuse = [&](const fs::path& path, std::string name, const Error& error) {
        found.refused.push_back({
            toUtf8(path), std::move(name),
            Problem{Problem::Severity::Error, {}, error.where(), error.message(), error.hint()}
        });
    };
    try {
        addedModelFolders();
    } catch (const Error& error) {
        const fs::path list = fromUtf8(error.where());
        refuse(list, toUtf8(list.filename()), error);
    }
    std::vector<fs::path> folders = knownModelFolders();
    for (const fs::path& place : extra) {
        std::error_code ignored;
        if (fs::exists(place / "config.json", ignored))
            folders.push_back(place);
        for (fs::directory_iterator it(place, ignored), end; it != end; it.increment(ignored))
            if (fs::exists(it->path() / "config.json", ignored))
                folders.push_back(it->path());
    }
    std::set<fs::path> seen;
    for (const fs::path& folder : folders) {
        if (stop.stop_requested())
            throw Cancelled();
        std::error_code ignored;
        const fs::path real = fs::weakly_canonical(folder, ignored);
        if (!seen.insert(real).second)
            continue;
        try {
            found.cards.push_back(cardOf(folder));
        } catch (const Error& error) {
            refuse(folder, nameOf(folder), error);
        } catch (const std::exception& error) {
            refuse(folder, nameOf(folder),
                   Error(say(ATTUNE_TEXT("core", "It could not be read: %1."), error.what())));
        }
    }
    return found;
}

} // namespace attune::studio
