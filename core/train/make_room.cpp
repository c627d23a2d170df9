// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/make_room.h"

#include "base/random.h"
#include "train/batching.h"
#include "train/memory.h"

#include <algorithm>

namespace attune {

namespace {

Message lessMemory() {
    return say(ATTUNE_TEXT("core", "Close other programs, freeze embeddings or layers, or choose a "
                                   "smaller model."));
}

std::vector<ParameterInfo> infosOf(const Engine& engine, const std::vector<std::string>& names) {
    std::vector<ParameterInfo> infos;
    for (const ParameterInfo& info : engine.parameters())
        if (std::find(names.begin(), names.end(), info.name) != names.end())
            infos.push_back(info);
    return infos;
}

// Of batches that are split at `limit` tokens; 0: that are not split.
std::uint64_t needed(const MemoryNeed& need, std::int64_t limit) {
    const double share = limit > 0 ? static_cast<double>(limit) /
                                         static_cast<double>(std::max<std::size_t>(
                                             need.batchTokens, static_cast<std::size_t>(limit)))
                                   : 1;
    return need.state + static_cast<std::uint64_t>(share * static_cast<double>(need.batch));
}

// The estimate is rounded up and the system counts what is free with care, so a quarter more may be
// tried: the rehearsal tells whether it goes.
bool bearable(const MemoryNeed& need, std::int64_t limit, const TrainingJob& job) {
    return needed(need, limit) <= job.memory + job.memory / 4 + job.swap;
}

// Splits batches, or refuses, by the estimate. True where there is room several times over. A run
// that goes on keeps the parts that it began with as long as that can be borne: sums in other parts
// are rounded otherwise.
bool fitsInMachine(const MemoryNeed& need, const TrainingJob& job, StepRunner& runner, bool resumed,
                   const std::function<void(Message, Message)>& warn) {
    // What was not used for long goes to the swap: slow, but no reason to refuse.
    if (need.state + need.text > job.memory + job.swap)
        throw Error(say(ATTUNE_TEXT("core", "Training needs about %1 GB of memory beside the "
                                            "model's weights, and %2 GB are free."),
                        gigabytes(need.state + need.text), gigabytes(job.memory + job.swap)),
                    {}, lessMemory());
    const std::int64_t limit = tokensThatFit(need, job.memory);
    if (limit == 0 || (runner.tokenLimit() > 0 && runner.tokenLimit() <= limit))
        return need.state + 3 * need.batch < job.memory;
    if (resumed && bearable(need, runner.tokenLimit(), job)) {
        warn(say(ATTUNE_TEXT("core", "Less memory is free than when the run began: about %1 GB are "
                                     "needed, and %2 GB are free. The batches are computed as "
                                     "before, so that the results stay the same bit for bit."),
                 gigabytes(needed(need, runner.tokenLimit())), gigabytes(job.memory)),
             lessMemory());
        return false;
    }
    const std::int64_t before = runner.tokenLimit();
    runner.setTokenLimit(limit);
    if (resumed)
        warn(say(ATTUNE_TEXT("core", "Much less memory is free than when the run began: about %1 "
                                     "GB would be needed, and %2 GB are free. Batches of more than "
                                     "%3 tokens are computed in parts: from here on the results "
                                     "differ by rounding from those of a run that was never "
                                     "stopped."),
                 gigabytes(needed(need, before)), gigabytes(job.memory), limit),
             lessMemory());
    else
        warn(say(ATTUNE_TEXT("core", "The heaviest batch (%1 tokens) would need about %2 GB of "
                                     "memory, and %3 GB are free: batches of more than %4 "
                                     "tokens are computed in parts. The results stay the same "
                                     "but for rounding."),
                 need.batchTokens, gigabytes(need.state + need.batch), gigabytes(job.memory),
                 limit),
             say(ATTUNE_TEXT("core", "To choose the parts yourself, halve batch_size and double "
                                     "accumulation.")));
    return need.state + 3 * need.batch < job.memory;
}

// Moments that are not there count as zeros and are made by the first update: too late to tell.
void reserveMoments(Engine& engine, const std::vector<ParameterInfo>& trained) {
    for (const ParameterInfo& info : trained) {
        std::vector<float> first(static_cast<std::size_t>(info.count()));
        std::vector<float> second(first.size());
        engine.storeMoments(info.name, first, second);
        engine.loadMoments(info.name, first, second);
    }
}

// With accumulation a pass runs beside the gradients of those before. The masks have a key of their
// own, so nothing that follows is another for it.
void rehearse(Engine& engine, StepRunner& runner, const Batch& heaviest,
              const TrainingSettings& settings) {
    const std::vector<Batch> batches(settings.accumulation > 1 ? 2 : 1, heaviest);
    runner.run(batches, streamKey(static_cast<std::uint64_t>(settings.seed), "rehearsal"));
    engine.clearGradients();
}

} // namespace

void makeRoom(Engine& engine, StepRunner& runner, const TrainingJob& job,
              const std::vector<std::string>& trained, bool resumed,
              const std::function<void(Message message, Message hint)>& warn) {
    const std::vector<ParameterInfo> infos = infosOf(engine, trained);
    const Batch heaviest = longestBatch(job.train, job.settings.batch_size);
    bool plenty = false;
    if (engine.device() == DeviceKind::Cpu && job.memory > 0) {
        const MemoryNeed need =
            memoryNeed(engine, infos, job.train, heaviest, job.settings.accumulation);
        plenty = fitsInMachine(need, job, runner, resumed, warn);
    }
    reserveMoments(engine, infos);
    if (!plenty)
        rehearse(engine, runner, heaviest, job.settings);
}

Problem shortage(std::size_t tokens) {
    return {Problem::Severity::Warning,
            {},
            {},
            say(ATTUNE_TEXT("core", "The memory did not suffice for a batch of %1 tokens. Batches "
                                    "of that weight are now computed in parts; the results stay "
                                    "the same but for rounding."),
                tokens),
            say(ATTUNE_TEXT("core", "A smaller batch_size with accumulation avoids the tries."))};
}

Error shortOfMemory() {
    return Error(say(ATTUNE_TEXT("core", "The memory does not suffice to train this model.")), {},
                 lessMemory());
}

} // namespace attune
