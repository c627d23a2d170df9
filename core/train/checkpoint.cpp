// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/checkpoint.h"

#include "model/safetensors.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>

namespace attune {

namespace {

constexpr const char* kWeights = "model.safetensors";
constexpr const char* kMoments = "optimiser.safetensors";
constexpr const char* kState = "state.json";
constexpr const char* kManifest = "manifest.json";
constexpr std::int64_t kFormat = 1;

std::string folderName(std::int64_t step) {
    const std::string digits = std::to_string(step);
    return "step-" + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

// The steps of the checkpoints that are there, newest first.
std::vector<std::int64_t> stepsIn(const fs::path& folder) {
    std::vector<std::int64_t> steps;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = toUtf8(entry.path().filename());
        if (!name.starts_with("step-") || name.size() < 11 || name.size() > 23 ||
            name.find_first_not_of("0123456789", 5) != std::string::npos)
            continue;
        const std::int64_t step = std::stoll(name.substr(5));
        if (folderName(step) == name)
            steps.push_back(step);
    }
    std::sort(steps.rbegin(), steps.rend());
    return steps;
}

const ParameterInfo& infoOf(const Engine& engine, std::string_view name) {
    for (const ParameterInfo& info : engine.parameters())
        if (info.name == name)
            return info;
    throw std::logic_error("the model has no parameter " + std::string(name));
}

struct NotFinite {
    std::string name;
};

using Fill = std::function<void(std::span<float>)>;

// `fill` gives the values when the tensor's turn comes.
TensorToWrite tensor(std::string name, const ParameterInfo& info, Fill fill) {
    const auto count = static_cast<std::size_t>(info.count());
    TensorToWrite out{name, "F32", info.shape, {}};
    out.fill = [count, name, parameter = info.name,
                fill = std::move(fill)](std::span<std::byte> bytes) {
        std::vector<float> values(count);
        fill(values);
        for (const float value : values)
            if (!std::isfinite(value))
                throw NotFinite{parameter};
        std::memcpy(bytes.data(), values.data(), bytes.size());
    };
    return out;
}

void writeWeights(FileWriter& file, const Engine& engine) {
    std::vector<TensorToWrite> tensors;
    for (const ParameterInfo& info : engine.parameters())
        tensors.push_back(tensor(info.name, info, [&engine, &info](std::span<float> values) {
            engine.storeParameter(info.name, values);
        }));
    writeSafetensors(file, std::move(tensors));
}

void writeMoments(FileWriter& file, const Engine& engine, const std::vector<std::string>& trained) {
    std::vector<TensorToWrite> tensors;
    for (const std::string& name : trained) {
        const ParameterInfo& info = infoOf(engine, name);
        const auto moment = [&engine, &info](bool wantFirst) -> Fill {
            return [&engine, &info, wantFirst](std::span<float> values) {
                std::vector<float> other(values.size());
                if (wantFirst)
                    engine.storeMoments(info.name, values, other);
                else
                    engine.storeMoments(info.name, other, values);
            };
        };
        tensors.push_back(tensor("first/" + name, info, moment(true)));
        tensors.push_back(tensor("second/" + name, info, moment(false)));
    }
    writeSafetensors(file, std::move(tensors));
}

Json identityJson(const RunIdentity& identity) {
    return {
        {"data",      identity.data     },
        {"tokenizer", identity.tokenizer},
        {"model",     identity.model    },
        {"labels",    identity.labels   }
    };
}

RunIdentity identityOf(const Json& json, const std::string& where) {
    const JsonFields fields(json, where);
    return {fields.text("data"), fields.text("tokenizer"), fields.text("model"),
            fields.texts("labels")};
}

[[noreturn]] void broken(const fs::path& path, Message why) {
    throw Error(
        std::move(why), toUtf8(path),
        say(ATTUNE_TEXT("core", "Give the checkpoint back, or go on from an earlier one.")));
}

// Checks manifest, sizes and digests, and reads the state.
CheckpointStore::Found readVerified(const fs::path& path, std::int64_t step) {
    CheckpointStore::Found found;
    found.path = path;
    const std::string manifestPlace = toUtf8(path / kManifest);
    const Json manifest = readJsonFile(path / kManifest);
    const JsonFields manifestFields(manifest, manifestPlace);
    if (manifestFields.whole("format") != kFormat)
        broken(path / kManifest,
               say(ATTUNE_TEXT("core", "The checkpoint is of another version of Attune.")));
    const JsonFields files(manifestFields.value("files"), manifestPlace);
    for (const char* name : {kWeights, kMoments, kState}) {
        const JsonFields file(files.value(name), manifestPlace);
        std::error_code error;
        const auto size = fs::file_size(path / name, error);
        if (error || size != static_cast<std::uint64_t>(file.whole("bytes")))
            broken(path / name, say(ATTUNE_TEXT("core", "The file is missing or cut.")));
        if (fingerprintOfFile(path / name) != file.text("xxh3"))
            broken(path / name, say(ATTUNE_TEXT("core", "The file was damaged or changed.")));
        found.bytes += size;
    }
    const std::string statePlace = toUtf8(path / kState);
    const Json state = readJsonFile(path / kState);
    const JsonFields stateFields(state, statePlace);
    found.state = trainingStateFromJson(stateFields.value("state"), statePlace);
    found.identity = identityOf(stateFields.value("identity"), statePlace);
    if (found.state.step != step)
        broken(path,
               say(ATTUNE_TEXT("core", "The folder holds the checkpoint of another step, %1."),
                   found.state.step));
    return found;
}

} // namespace

Json toJson(const TrainingState& s) {
    return {
        {"step",               s.step                                   },
        {"updates",            s.updates                                },
        {"epoch",              s.epoch                                  },
        {"step_in_epoch",      s.stepInEpoch                            },
        {"steps_per_epoch",    s.stepsPerEpoch                          },
        {"evaluation_pending", s.evaluationPending                      },
        {"last_evaluated",     s.lastEvaluated                          },
        {"best_score",         s.bestScore ? Json(*s.bestScore) : Json()},
        {"best_step",          s.bestStep                               },
        {"without_better",     s.withoutBetter                          },
        {"bad_in_row",         s.badInRow                               },
        {"skipped",            s.skipped                                },
        {"token_limit",        s.tokenLimit                             },
        {"texts",              s.texts                                  },
        {"tokens",             s.tokens                                 },
        {"train_seconds",      s.trainSeconds                           },
        {"record_lines",       s.recordLines                            }
    };
}

TrainingState trainingStateFromJson(const Json& json, const std::string& where) {
    // Far above what any run counts, and so low that products of two do not overflow.
    constexpr std::int64_t most = 1'000'000'000;
    const JsonFields fields(json, where);
    TrainingState s;
    s.step = fields.whole("step", 0, most);
    s.updates = fields.whole("updates", 0, s.step);
    s.epoch = fields.whole("epoch", 0, most);
    s.stepsPerEpoch = fields.whole("steps_per_epoch", 0, most);
    s.stepInEpoch =
        fields.whole("step_in_epoch", 0, std::max<std::int64_t>(s.stepsPerEpoch - 1, 0));
    s.evaluationPending = fields.flag("evaluation_pending");
    s.lastEvaluated = fields.whole("last_evaluated", 0, s.step);
    if (!fields.value("best_score").is_null())
        s.bestScore = fields.finite("best_score", -std::numeric_limits<double>::max());
    s.bestStep = fields.whole("best_step", 0, s.step);
    s.withoutBetter = fields.whole("without_better", 0, most);
    s.badInRow = fields.whole("bad_in_row", 0, s.step);
    s.skipped = fields.whole("skipped", 0, s.step);
    s.tokenLimit = fields.whole("token_limit");
    s.texts = fields.whole("texts");
    s.tokens = fields.whole("tokens");
    s.trainSeconds = fields.finite("train_seconds", 0);
    s.recordLines = fields.whole("record_lines");
    return s;
}

std::uint64_t CheckpointStore::bytesNeeded(const Engine& engine,
                                           const std::vector<std::string>& trained) {
    std::uint64_t count = 0;
    for (const ParameterInfo& info : engine.parameters())
        count += static_cast<std::uint64_t>(info.count());
    for (const std::string& name : trained)
        count += 2 * static_cast<std::uint64_t>(infoOf(engine, name).count());
    // Names, headers and what the file system keeps for itself.
    return count * sizeof(float) + count / 16 + (std::uint64_t{1} << 20);
}

CheckpointedEvent CheckpointStore::save(const Engine& engine,
                                        const std::vector<std::string>& trained,
                                        const TrainingState& state,
                                        const RunIdentity& identity) const {
    const std::uint64_t needed = bytesNeeded(engine, trained);
    const std::uint64_t free = freeSpace(folder_);
    if (free < needed)
        throw Error(say(ATTUNE_TEXT("core", "The disk has no room for the checkpoint of step %1: "
                                            "it needs %2 MB, %3 MB are free."),
                        state.step, needed / 1000000 + 1, free / 1000000),
                    toUtf8(folder_),
                    say(ATTUNE_TEXT("core", "Free some space and resume the run; earlier "
                                            "checkpoints are kept.")));
    std::error_code ignored;
    fs::create_directories(folder_, ignored); // publishFolder() tells what is wrong
    const fs::path path = pathOf(state.step);
    CheckpointedEvent event{state.step, toUtf8(path), 0, state.bestStep == state.step};
    try {
        publishFolder(path, [&](const fs::path& folder) {
            Json files = Json::object();
            const auto add = [&](const char* name, const std::function<void(FileWriter&)>& write) {
                FileWriter file(folder / name);
                write(file);
                file.close();
                files[name] = {
                    {"bytes", file.written()                  },
                    {"xxh3",  fingerprintOfFile(folder / name)}
                };
                event.bytes += file.written();
            };
            add(kWeights, [&](FileWriter& file) { writeWeights(file, engine); });
            add(kMoments, [&](FileWriter& file) { writeMoments(file, engine, trained); });
            add(kState, [&](FileWriter& file) {
                const Json json = {
                    {"state",    toJson(state)         },
                    {"identity", identityJson(identity)}
                };
                file.write(json.dump(2) + "\n");
            });
            FileWriter manifest(folder / kManifest);
            const Json json = {
                {"format", kFormat   },
                {"step",   state.step},
                {"files",  files     }
            };
            manifest.write(json.dump(2) + "\n");
            manifest.close();
        });
    } catch (const NotFinite& bad) {
        const std::vector<std::int64_t> kept = stepsIn(folder_);
        throw divergenceError(bad.name, state.step, kept.empty() ? -1 : kept.front());
    }
    prune(state);
    return event;
}

void CheckpointStore::prune(const TrainingState& state) const {
    std::int64_t newest = 0;
    for (const std::int64_t step : stepsIn(folder_)) {
        // Newer ones are of a future that a resumed run left behind.
        const bool stays = step <= state.step && (newest < keep_ || step == state.bestStep);
        if (step <= state.step)
            ++newest;
        std::error_code ignored; // what cannot be removed now goes with a later one
        if (!stays)
            fs::remove_all(folder_ / folderName(step), ignored);
    }
}

std::optional<CheckpointStore::Found> CheckpointStore::newest(Problems& problems) const {
    for (const std::int64_t step : stepsIn(folder_)) {
        try {
            return at(step);
        } catch (const Error& error) {
            problems.push_back(
                {Problem::Severity::Warning,
                 {},
                 error.where(),
                 say(ATTUNE_TEXT("core", "The checkpoint of step %1 cannot be used: %2"), step,
                     error.message().text()),
                 say(ATTUNE_TEXT("core", "The run goes on from an earlier one."))});
        }
    }
    return {};
}

bool CheckpointStore::has(std::int64_t step) const {
    std::error_code ignored;
    return fs::exists(pathOf(step), ignored);
}

fs::path CheckpointStore::pathOf(std::int64_t step) const { return folder_ / folderName(step); }

CheckpointStore::Found CheckpointStore::at(std::int64_t step) const {
    return readVerified(pathOf(step), step);
}

void CheckpointStore::loadWeights(const Found& found, Engine& engine) {
    const SafetensorsFile file(found.path / kWeights);
    for (const ParameterInfo& info : engine.parameters()) {
        const TensorEntry* entry = file.find(info.name);
        if (entry == nullptr || entry->shape != info.shape)
            broken(found.path / kWeights,
                   say(ATTUNE_TEXT("core", "The parameter “%1” is missing or of another shape."),
                       info.name));
        std::vector<float> values(static_cast<std::size_t>(info.count()));
        file.read(*entry, values);
        engine.loadParameter(info.name, values);
    }
}

void CheckpointStore::load(const Found& found, Engine& engine,
                           const std::vector<std::string>& trained) {
    loadWeights(found, engine);
    const SafetensorsFile file(found.path / kMoments);
    for (const std::string& name : trained) {
        const ParameterInfo& info = infoOf(engine, name);
        const TensorEntry* first = file.find("first/" + name);
        const TensorEntry* second = file.find("second/" + name);
        if (first == nullptr || second == nullptr) // frozen until now: its moments are 0
            continue;
        if (first->shape != info.shape || second->shape != info.shape)
            broken(found.path / kMoments,
                   say(ATTUNE_TEXT("core", "The moments of “%1” are of another shape."), name));
        std::vector<float> a(static_cast<std::size_t>(info.count())), b(a.size());
        file.read(*first, a);
        file.read(*second, b);
        engine.loadMoments(name, a, b);
    }
}

Error divergenceError(const std::string& name, std::int64_t step, std::int64_t kept) {
    const Message what =
        name.empty()
            ? say(ATTUNE_TEXT("core", "Training diverged: at step %1 the loss or its gradient is "
                                      "not a finite number."),
                  step)
            : say(ATTUNE_TEXT("core", "Training diverged: at step %1 “%2” holds values that are "
                                      "not finite numbers."),
                  step, name);
    if (kept < 0)
        return Error(what, {},
                     say(ATTUNE_TEXT("core", "Choose a lower learning rate (a third of it), more "
                                             "warm-up, or precision fp32.")));
    return Error(what, {},
                 say(ATTUNE_TEXT("core", "The checkpoint of step %1 is kept. Resume with a lower "
                                         "learning rate (a third of it) or precision fp32."),
                     kept));
}

} // namespace attune
