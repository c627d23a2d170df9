// SPDX-License-Identifier: GPL-3.0-or-later
// A recipe over a small data set and the tiny BERT of $ATTUNE_MODELS, in a temporary folder.
#pragma once

#include "base/json.h"
#include "base/random.h"
#include "recipe/recipe.h"

#include <QDir>
#include <QTemporaryDir>

namespace attune {

class SmallRun {
public:
    Recipe recipe;

    SmallRun() {
        write("train.csv", 120, 1);
        write("test.csv", 40, 2);
        recipe.base = folder();
        recipe.head.model = model();
        recipe.head.output = "run";
        recipe.data.train = "train.csv";
        recipe.data.test = "test.csv";
        recipe.data.validation_split = 0.2;
        recipe.data.max_length = 32;
        recipe.training.epochs = 3;
        recipe.training.batch_size = 16;
        recipe.training.learning_rate = 1e-3;
        recipe.training.threads = 1;
        recipe.training.device = "cpu";
        recipe.training.checkpoint_minutes = 0;
        recipe.training.checkpoint_steps = 4;
    }

    static bool available() { return !qgetenv("ATTUNE_MODELS").isEmpty(); }
    static std::string model() {
        return (qgetenv("ATTUNE_MODELS") + "/bert-tiny-mlm").toStdString();
    }

    fs::path folder() const { return fs::path(folder_.path().toStdString()); }
    fs::path output() const { return folder() / recipe.head.output; }

    void write(const std::string& name, std::size_t rows, std::uint64_t seed) const {
        static const char* good[] = {"wonderful", "lovely", "great", "charming"};
        static const char* bad[] = {"awful", "boring", "terrible", "dull"};
        static const char* plain[] = {"the", "film", "was", "a", "story", "with", "people", "and"};
        RandomStream random(streamKey(seed, "texts"));
        FileWriter file(folder() / name);
        file.write("text,label\n");
        for (std::size_t row = 0; row < rows; ++row) {
            const bool isGood = random.below(2) == 1;
            std::string text;
            for (std::size_t i = 0, length = 2 + random.below(12); i < length; ++i)
                text += std::string(plain[random.below(8)]) + " ";
            text += (isGood ? good : bad)[random.below(4)];
            file.write(text + (isGood ? ",good\n" : ",bad\n"));
        }
        file.close();
    }

private:
    static QString place() {
        return fs::is_directory("/dev/shm") ? "/dev/shm/attune-test-XXXXXX"
                                            : QDir::tempPath() + "/attune-test-XXXXXX";
    }
    QTemporaryDir folder_{place()};
};

// The record of a run without times, its place and checkpoints: what a resumed run must repeat.
inline std::string comparableRecord(const SmallRun& run) {
    std::string out, line;
    for (const char c : readFile(run.output() / "metrics.jsonl")) {
        if (c != '\n') {
            line += c;
            continue;
        }
        Json json = parseJson(line, "record");
        line.clear();
        if (json.at("event") == "checkpointed")
            continue;
        for (const char* key :
             {"time", "seconds", "train_seconds", "samples_per_second", "tokens_per_second"})
            json.erase(key);
        std::string text = json.dump();
        const std::string place = toUtf8(run.folder());
        for (auto at = text.find(place); at != std::string::npos; at = text.find(place))
            text.erase(at, place.size());
        out += text + "\n";
    }
    return out;
}

} // namespace attune
