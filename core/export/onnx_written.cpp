// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/onnx_written.h"

#include "export/npy.h"
#include "export/onnx_evaluator.h"
#include "export/subprocess.h"
#include "export/zip_writer.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace attune::onnx {

namespace {

// Rows of a set that are run together.
struct Rows {
    std::vector<std::size_t> rows;
    std::size_t longest = 0;
};

// So many texts in turn, or fewer where their scores would take much memory.
std::vector<Rows> batchesOf(const EncodedSet& set, const EncoderSpec& spec) {
    constexpr std::array sizes = {std::size_t{1}, std::size_t{17}, std::size_t{4}};
    constexpr std::size_t mostScores = std::size_t{1} << 25;
    std::vector<Rows> batches;
    for (std::size_t row = 0; row < set.rows();) {
        const std::size_t most = sizes[batches.size() % sizes.size()];
        Rows& batch = batches.emplace_back();
        while (row < set.rows() && batch.rows.size() < most) {
            const std::size_t length = std::max(batch.longest, set.length(row));
            const std::size_t scores =
                (batch.rows.size() + 1) * length * length * static_cast<std::size_t>(spec.heads);
            if (!batch.rows.empty() && scores > mostScores)
                break;
            batch.longest = length;
            batch.rows.push_back(row++);
        }
    }
    return batches;
}

// In one length: behind a shorter one stands padding.
PaddedBatch pad(const EncodedSet& set, const Rows& rows, const EncoderSpec& spec) {
    PaddedBatch batch;
    batch.sequences = static_cast<std::int64_t>(rows.rows.size());
    batch.length = static_cast<std::int64_t>(rows.longest);
    const std::size_t count = rows.rows.size() * rows.longest;
    batch.ids.assign(count, std::max<std::int64_t>(spec.padId, 0));
    batch.mask.assign(count, 0);
    batch.types.assign(count, 0);
    for (std::size_t i = 0; i < rows.rows.size(); ++i)
        for (std::size_t t = 0; t < set.length(rows.rows[i]); ++t) {
            const std::size_t to = i * rows.longest + t, from = set.starts[rows.rows[i]] + t;
            batch.ids[to] = set.ids[from];
            batch.mask[to] = 1;
            if (!set.typeIds.empty())
                batch.types[to] = set.typeIds[from];
        }
    return batch;
}

// Adds what a batch gave: [B, L], or of [B, T, L] what does not belong to padding.
void take(std::span<const float> logits, const EncodedSet& set, const Rows& rows,
          const EncoderSpec& spec, Predictions& out) {
    if (!spec.answersTokens()) {
        out.logits.insert(out.logits.end(), logits.begin(), logits.end());
        return;
    }
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        const std::span<const float> own =
            logits.subspan(i * rows.longest * out.labels, set.length(rows.rows[i]) * out.labels);
        out.logits.insert(out.logits.end(), own.begin(), own.end());
    }
}

// How many numbers a batch must give.
std::size_t numbersOf(const Rows& rows, const EncoderSpec& spec) {
    return rows.rows.size() * (spec.answersTokens() ? rows.longest : 1) *
           static_cast<std::size_t>(spec.labels);
}

Error wrongCount(const fs::path& folder) {
    return Error(say(ATTUNE_TEXT("core", "The exported model answers other than the original.")),
                 toUtf8(folder / "model.onnx"),
                 say(ATTUNE_TEXT("core", "Nothing was written. Check the disk and try again.")));
}

class Evaluated : public WrittenModel {
public:
    Evaluated(const fs::path& folder, const EncoderSpec& spec)
        : folder_(folder), evaluator_(folder / "model.onnx"), spec_(spec) {}

    std::string name() const override { return "Attune"; }

    Predictions answer(const EncodedSet& set,
                       const std::function<void(std::size_t, std::size_t)>& progress,
                       std::stop_token stop) override {
        Predictions out;
        out.labels = static_cast<std::size_t>(spec_.labels);
        for (const Rows& rows : batchesOf(set, spec_)) {
            if (stop.stop_requested())
                throw Cancelled();
            const std::vector<float> logits = evaluator_.run(pad(set, rows, spec_));
            if (logits.size() != numbersOf(rows, spec_))
                throw wrongCount(folder_);
            take(logits, set, rows, spec_, out);
            if (progress)
                progress(rows.rows.back() + 1, set.rows());
        }
        return out;
    }

private:
    fs::path folder_;
    Evaluator evaluator_;
    EncoderSpec spec_;
};

// What is imported is never looked for in the folder that Attune was started in.
constexpr const char* kImport = R"(
import sys
sys.path = [place for place in sys.path if place]
import numpy, onnxruntime
)";

// Reads batches.npz and writes the logits of all of them, one behind the other.
constexpr const char* kScript = R"(
model, place = sys.argv[1:]
session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
wanted = [port.name for port in session.get_inputs()]
batches = numpy.load(place + "/batches.npz", allow_pickle=False)
with open(place + "/logits", "wb") as out:
    for i in range(len(batches.files) // 3):
        feed = {name: batches["%d.%s" % (i, name)] for name in wanted}
        out.write(session.run(["logits"], feed)[0].astype("<f4").tobytes())
print(onnxruntime.__version__)
)";

class RunInPython : public WrittenModel {
public:
    RunInPython(const fs::path& folder, const EncoderSpec& spec, fs::path python, bool unasked)
        : folder_(folder), spec_(spec), python_(std::move(python)), unasked_(unasked) {}

    std::string name() const override { return "onnxruntime " + version_; }
    bool isUnasked() const override { return unasked_; }

    Predictions answer(const EncodedSet& set,
                       const std::function<void(std::size_t, std::size_t)>& progress,
                       std::stop_token stop) override {
        const std::vector<Rows> batches = batchesOf(set, spec_);
        const ProcessFolder place;
        {
            FileWriter file(place.path() / "batches.npz");
            ZipWriter archive(file);
            for (std::size_t i = 0; i < batches.size(); ++i)
                add(archive, std::to_string(i) + ".", pad(set, batches[i], spec_));
            archive.finish();
            file.close();
        }
        const ProcessResult said =
            runProcess({toUtf8(python_), "-c", std::string(kImport) + kScript,
                        toUtf8(folder_ / "model.onnx"), toUtf8(place.path())},
                       stop);
        if (said.code != 0)
            throw CannotRun(
                say(ATTUNE_TEXT("core", "onnxruntime could not answer the texts: %1"),
                    lastLine(said.errors)),
                toUtf8(python_),
                say(ATTUNE_TEXT("core", "Name a Python in which onnxruntime and numpy are "
                                        "installed, or none.")));
        version_ = lastLine(said.output);
        const std::string bytes = readFile(place.path() / "logits");
        Predictions out;
        out.labels = static_cast<std::size_t>(spec_.labels);
        std::size_t at = 0;
        std::vector<float> logits;
        for (const Rows& rows : batches) {
            logits.resize(numbersOf(rows, spec_));
            const std::size_t size = logits.size() * sizeof(float);
            if (size > bytes.size() - at)
                throw wrongCount(folder_);
            std::memcpy(logits.data(), bytes.data() + at, size);
            at += size;
            take(logits, set, rows, spec_, out);
        }
        if (progress)
            progress(set.rows(), set.rows());
        return out;
    }

private:
    static void add(ZipWriter& archive, const std::string& prefix, const PaddedBatch& batch) {
        const auto put = [&](const char* name, const std::vector<std::int64_t>& values) {
            archive.add(prefix + name + ".npy", npyHeader("<i8", {batch.sequences, batch.length}),
                        std::as_bytes(std::span<const std::int64_t>(values)));
        };
        put("input_ids", batch.ids);
        put("attention_mask", batch.mask);
        put("token_type_ids", batch.types);
    }
    static std::string lastLine(std::string text) {
        while (!text.empty() && text.back() == '\n')
            text.pop_back();
        return text.substr(text.rfind('\n') + 1);
    }

    fs::path folder_;
    EncoderSpec spec_;
    fs::path python_;
    bool unasked_;
    std::string version_;
};

} // namespace

std::unique_ptr<WrittenModel> evaluated(const fs::path& folder, const EncoderSpec& spec) {
    return std::make_unique<Evaluated>(folder, spec);
}

bool hasOnnxruntime(const std::string& python, const std::stop_token& stop) {
    try {
        return runProcess({python, "-c", kImport}, stop).code == 0;
    } catch (const Cancelled&) {
        throw;
    } catch (const Error&) { // there is no such program
        return false;
    }
}

std::unique_ptr<WrittenModel> runInPython(const fs::path& folder, const EncoderSpec& spec,
                                          const fs::path& python, bool unasked) {
    return std::make_unique<RunInPython>(folder, spec, python, unasked);
}

} // namespace attune::onnx
