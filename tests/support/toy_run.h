// SPDX-License-Identifier: GPL-3.0-or-later
// A whole training run in memory and a temporary folder, on the fake engine. It can be "killed" at
// any recorded event: everything after the last checkpoint is lost, as with SIGKILL.
#pragma once

#include "fake_engine.h"
#include "toy_data.h"
#include "train/trainer.h"

#include <QDir>
#include <QTemporaryDir>

#include <algorithm>

namespace attune {

struct Killed {};

class ToyRun : public TrainingHost {
public:
    TrainingSettings settings;
    EncodedSet train = toyTexts(203, 3, 1);
    EncodedSet validation = toyTexts(60, 3, 2);
    RunIdentity identity{
        "data", "tokenizer", "model", {"a", "b", "c"}
    };
    std::vector<EventBody> lines; // metrics.jsonl
    std::vector<EventBody> shown;
    std::unique_ptr<FakeEngine> engine;
    std::function<void(FakeEngine&)> prepare;
    Problems problems;

    std::int64_t killAt = -1; // recorded events until the kill; -1: never
    std::int64_t stopAt = -1; // steps until a request
    StopRequest stopWith = StopRequest::None;
    bool interruptEvaluation = false;
    std::uint64_t memory = 0, swap = 0; // see TrainingJob

    ToyRun() {
        settings.epochs = 3;
        settings.batch_size = 8;
        settings.learning_rate = 0.02;
        settings.evaluate_every = 0.5;
        settings.checkpoint_minutes = 0;
        settings.checkpoint_steps = 7;
    }

    fs::path folder() const { return fs::path(folder_.path().toStdString()) / "checkpoints"; }
    CheckpointStore store() const { return {folder(), settings.keep_checkpoints}; }

    // Starts, or goes on from the newest checkpoint.
    TrainingOutcome start() {
        engine = std::make_unique<FakeEngine>(60, 3);
        if (prepare)
            prepare(*engine);
        const CheckpointStore checkpoints = store();
        const auto from = checkpoints.newest(problems);
        if (from) {
            lines.resize(static_cast<std::size_t>(from->state.recordLines));
            lines.push_back(CheckpointedEvent{from->state.step, toUtf8(from->path), from->bytes,
                                              from->state.bestStep == from->state.step});
        } else {
            lines.clear();
        }
        stop_ = {};
        if (interruptEvaluation)
            stop_.request_stop();
        return attune::train(*engine,
                             {settings, train, validation, identity, checkpoints, memory, swap},
                             from, *this);
    }

    void record(EventBody event) override {
        if (killAt == 0)
            throw Killed();
        --killAt;
        lines.push_back(std::move(event));
    }
    void show(EventBody event) override { shown.push_back(std::move(event)); }
    StopRequest betweenSteps() override {
        if (stopAt == 0) {
            stopAt = -1;
            return stopWith;
        }
        --stopAt;
        return StopRequest::None;
    }
    std::stop_token interruption() override { return stop_.get_token(); }
    std::int64_t syncRecord() override { return static_cast<std::int64_t>(lines.size()); }

    // The record as text without times and paths, for comparison bit by bit.
    std::string metrics() const {
        std::string out;
        for (const EventBody& body : lines) {
            if (std::holds_alternative<CheckpointedEvent>(body))
                continue;
            Json json = toJson(Event{0, body});
            json.erase("seconds");
            out += json.dump() + "\n";
        }
        return out;
    }
    std::vector<float> weights() const {
        std::vector<float> all;
        for (const ParameterInfo& info : engine->parameters()) {
            const std::vector<float>& values = engine->values(info.name);
            all.insert(all.end(), values.begin(), values.end());
        }
        return all;
    }
    template <class E> std::vector<E> recorded() const {
        std::vector<E> out;
        for (const EventBody& body : lines)
            if (const E* event = std::get_if<E>(&body))
                out.push_back(*event);
        return out;
    }
    std::vector<std::string> checkpointNames() const {
        std::vector<std::string> names;
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator(folder(), ignored))
            names.push_back(toUtf8(entry.path().filename()));
        std::sort(names.begin(), names.end());
        return names;
    }

private:
    // In memory where there is such a place: syncing hundreds of checkpoints takes minutes on a
    // disk.
    static QString place() {
        return fs::is_directory("/dev/shm") ? "/dev/shm/attune-test-XXXXXX"
                                            : QDir::tempPath() + "/attune-test-XXXXXX";
    }

    QTemporaryDir folder_{place()};
    std::stop_source stop_;
};

} // namespace attune
