// SPDX-License-Identifier: GPL-3.0-or-later
// The façade for the window and the command line: plain values in and out, nothing of LibTorch.
// Functions throw Error (UsageError for wrong input) and Cancelled. Those that take a stop token
// may take long and can be called on any thread.
#pragma once

#include "data/checks/data_check.h"
#include "data/row_index.h"
#include "data/split.h"
#include "data/table_reader.h"
#include "data/target.h"
#include "data/task.h"
#include "data/text_checks.h"
#include "evaluate/metrics.h"
#include "evaluate/predictor.h"
#include "hub/fetch.h"
#include "hub/hub_cache.h"
#include "model/model_folder.h"
#include "recipe/recipe.h"
#include "run/session.h"
#include "text/cleaning.h"
#include "train/events.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace attune::studio {

using Progress = std::function<void(double done, double all)>;

// ---- what there is ----------------------------------------------------------------------------

struct TableEntry {
    std::string key;
    std::string title; // ATTUNE_TEXT
    std::string help;
    std::vector<Parameter> parameters;
    std::vector<Value> standards; // of the parameters
};
// `what`: "families", "tasks", "metrics", "exporters", "operators" (of cleaning, then of
// augmentation), "cleaning", "augmentation", "parameters".
std::vector<TableEntry> listTable(const std::string& what);
const std::vector<std::string>& tableNames();

std::string version();

// The built-in samples: a recipe each, ready to train once its model is there.
struct Sample {
    std::string key;    // "english", "chinese"
    std::string title;  // ATTUNE_TEXT
    std::string recipe; // path
    std::int64_t texts = 0;
    std::int64_t labels = 0;
    bool modelFound = false;
};
std::vector<Sample> samples();

// A fresh recipe for a data file: columns guessed, the first model found, an output folder below
// `runs` that does not exist yet.
Recipe recipeFor(const fs::path& dataFile);
// An unused folder for a run: RUNS/NAME, RUNS/NAME-2, ...
fs::path freshRunFolder(const fs::path& runs, const std::string& name);
// Where runs go when the recipe does not say: $ATTUNE_RUNS, else ~/Documents/Attune/runs.
fs::path defaultRunsFolder();

// ---- machine and models -----------------------------------------------------------------------

struct Machine {
    std::string cpu;
    int cores = 1;
    std::uint64_t memory = 0; // bytes
    bool bf16 = false;
    bool cuda = false;
    std::string gpu;
    std::uint64_t gpuMemory = 0; // bytes
    std::string gpuReason;       // why there is no GPU

    // Of the device that a run of "auto" computes on: its name and its memory.
    const std::string& trainingDevice() const { return cuda ? gpu : cpu; }
    std::uint64_t trainingMemory() const { return cuda ? gpuMemory : memory; }
};
Machine machine();

// Where a run of this recipe would compute, and why; the reasons are ATTUNE_TEXT. Throws what the
// run would throw.
struct RunPlan {
    std::string device, deviceReason;
    std::string precision, precisionReason;
};
RunPlan planRun(const Recipe& recipe);

// The steps of a run and their learning rates, as the trainer would take them.
struct ScheduleAhead {
    std::int64_t steps = 0, stepsPerEpoch = 0, warmup = 0, textsPerStep = 0, evaluations = 0;
    // Step and rate: about 200 of them, the first, the last and the end of the warm-up included.
    std::vector<std::pair<std::int64_t, double>> rates;
};
ScheduleAhead scheduleAhead(const TrainingSettings& settings, std::int64_t trainTexts,
                            bool hasValidation);

struct ModelCard {
    std::string path;
    std::string name;      // folder name, or org/name
    std::string commit;    // of a snapshot of the Hugging Face cache
    std::string revision;  // of such a snapshot that isn't main's: a branch, a tag, else the commit
    std::string family;    // "bert"
    std::string tokenizer; // "WordPiece, 30,522 tokens, lower case"
    std::int64_t layers = 0, hidden = 0, heads = 0, feedForward = 0, vocabulary = 0;
    std::int64_t longest = 0;
    std::uint64_t embeddings = 0, encoder = 0, head = 0; // parameters
    std::uint64_t weightBytes = 0;
    // Memory that batches of 32 texts of 128 tokens take, estimated: training, and else.
    std::uint64_t trainingBytes = 0;
    std::uint64_t runningBytes = 0;
    std::string licence;             // as far as the folder says
    std::string languages;           // as far as the folder says
    std::vector<std::string> labels; // of a finished model
    bool finished = false;
    std::string task;
    std::int64_t maxLength = 0;
    bool takesPairs = false; // it was trained on pairs of texts
    // Of the folder against a classifier with its labels; a head that `masked-word` can use is
    // nothing unexpected.
    WeightsReport weights;
    std::vector<std::string> wordHead; // the tensors of that head, if it has one
    // Of weights.missing, which are all the head's: a pooler that is the encoder's own (BERT).
    std::vector<std::string> missingPooler;
    Problems warnings;
};
ModelCard inspectModel(const std::string& model, const fs::path& base);
// A folder that looks like a model's, and why it cannot be used.
struct RefusedModel {
    std::string path;
    std::string name; // as of ModelCard
    Problem problem;
};
struct FoundModels {
    std::vector<ModelCard> cards;
    std::vector<RefusedModel> refused; // the damaged list of modelFolders(), too
};
// Every model folder below the known places and `extra`.
FoundModels findModels(const std::vector<fs::path>& extra, std::stop_token stop = {});

// Folders where models are looked for beside the usual places; kept for both programs. All throw
// where the list is damaged, and leave it as it is.
std::vector<fs::path> modelFolders();
void addModelFolder(const fs::path& folder);
void removeModelFolder(const fs::path& folder);

// Models of the Hugging Face Hub, in the cache that huggingface_hub uses too.
std::vector<CachedModel> cachedModels();
fs::path hubCacheFolder();
// Downloads ORG/NAME (or ORG/NAME@REVISION) at a branch, tag or commit, else main, into the cache;
// findModel() finds it there then. A stopped or failed download goes on where it stood. Progress is
// told on the calling thread.
FetchedModel fetchModel(const std::string& name, const std::string& revision = {},
                        const std::function<void(const FetchProgress&)>& progress = {},
                        std::stop_token stop = {});

// ---- data -------------------------------------------------------------------------------------

struct TablePreview {
    std::string path, format, encoding, delimiter;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows; // at most `limit` rows
    std::vector<std::uint32_t> lines;           // of those rows
    std::string textGuess, labelGuess;
    Task taskGuess = Task::SingleLabel;
};
// The head of a table; the whole of it is a RowIndex (data/row_index.h).
TablePreview previewTable(const fs::path& path, const std::string& encoding,
                          const std::string& delimiter, std::size_t limit,
                          std::stop_token stop = {});

// What the data part of a recipe gives, with the tokenizer of its model.
struct DataFigures {
    Task task = Task::SingleLabel;
    std::vector<std::string> labels;       // of TokenLabels the types; of Regression none
    std::vector<std::int64_t> labelCounts; // training part: texts, of TokenLabels spans
    struct Bin {
        double from = 0, to = 0; // the last one includes its end
        std::int64_t texts = 0;
    };
    std::vector<Bin> values;        // Regression: equal widths, training part
    std::int64_t withoutTarget = 0; // training texts without any label, without any span
    std::int64_t trainTexts = 0, validationTexts = 0, testTexts = 0;
    std::vector<std::int64_t> lengthHistogram; // [tokens per text] -> texts, uncut, whole file
    std::int64_t truncated = 0;                // at data.max_length
    double meanTokens = 0;                     // uncut
    double unknownShare = 0;                   // of the tokens
    std::vector<DataCheck> checks;             // doubles, conflicts, texts shared by two parts
    std::vector<FilterCount> filters;          // what each row filter left out of the training part
    std::int64_t leftOut = 0; // rows of the training file that are not used, those included
    Problems notes;
};
DataFigures measureData(const Recipe& recipe, std::stop_token stop = {},
                        const Progress& progress = {});

// Everything that is odd in a data set, and in a test file beside it: checkKinds() lists what is
// looked for (data/checks/data_check.h).
struct CheckOptions {
    std::string data;
    std::string test; // may be empty
    // Columns; empty: “text” and “label” where the table has them, else the only ones that may be
    // meant; without a label column what concerns labels is not checked. The notes tell. One that
    // is named and that the table lacks is an error.
    std::string text, pair, label;
    bool labelMayLack = false; // then it counts as not named where the table lacks it
    std::string task = "text-classification";
    std::vector<std::string> labelColumns; // of several labels, in place of `label`
    std::string labelSeparator = "auto";
    std::string encoding = "auto", delimiter = "auto";
};
struct CheckedData {
    TrainedColumns columns;
    std::int64_t rows = 0, testRows = 0; // that can be read
    std::int64_t labels = 0;
    std::vector<DataFinding> findings; // in the order of checkKinds()
    Problems notes;
    std::string fingerprint; // of the data file; class folders: empty
};
CheckedData checkData(const CheckOptions& options, std::stop_token stop = {},
                      const Progress& progress = {});

// Throws where a kind is unknown or its findings have no repair.
void checkRepairKinds(const std::vector<std::string>& kinds);
// Writes a copy of the data with the repairs of some kinds of findings, whole or not at all; the
// data stay as they are. An Error where they have changed since they were checked.
struct RepairOptions {
    std::string output;             // csv, tsv or jsonl, by its ending
    std::vector<std::string> kinds; // empty: all safe repairs
    bool overwrite = false;         // else a file that is there is an error
    // Of the copy; auto: UTF-8, and the delimiter of the ending.
    std::string encoding = "auto", delimiter = "auto";
};
struct RepairReport {
    std::string path;
    std::vector<std::string> kinds;                  // that were repaired
    std::int64_t rows = 0;                           // of the copy
    std::int64_t dropped = 0, texts = 0, labels = 0; // rows left out, texts and labels rewritten
    std::string encoding, delimiter; // that the copy was written with; jsonl: no delimiter
};
RepairReport repairData(const CheckOptions& options, const CheckedData& checked,
                        const RepairOptions& repair, std::stop_token stop = {},
                        const Progress& progress = {});

// ---- the rows of a recipe -----------------------------------------------------------------------

// What reading the data of a recipe had to tell, as a run tells it.
struct ReadData {
    Problems notes;
    std::vector<DataFile> files; // each with every row that was left out and why
    std::vector<FilterCount> filters;
    std::int64_t skipped = 0; // rows of all files, those left out by filters included
};

// ---- cleaning ---------------------------------------------------------------------------------
// The operators are cleaningOperators(), a fresh rule is cleaningStep() (text/cleaning.h).

// One text through rules; a UsageError with all problems where they cannot be used.
struct CleanedText {
    std::string text;
    std::vector<Change> changes; // with the rules of each, for marking
    std::uint64_t refused = 0;   // rules that it was too hard for
};
CleanedText previewCleaning(const CleaningSettings& rules, const std::string& text);

// What the rules of a recipe do to its data: texts as examples, a pair counts once.
struct CleaningFigures {
    std::int64_t texts = 0; // of those looked at so far
    std::int64_t all = 0;
    std::int64_t changed = 0;   // by any rule
    std::int64_t emptied = 0;   // without any text left
    std::int64_t lostSpans = 0; // labelled spans of which no text is left
    struct Rule {
        std::string name;
        std::int64_t changed = 0;
        std::int64_t refused = 0; // too hard
    };
    std::vector<Rule> rules;
    // A text as it stands in the data.
    struct Listed {
        std::string part; // "train", "validation", "test"
        std::uint32_t line = 0;
        std::string text, pair;
        std::uint64_t rules = 0;
    };
    std::vector<Listed> tooHard; // the first that a rule gave up on
    static constexpr std::size_t kChangedListed = 200;
    std::vector<Listed> firstChanged; // without their rules; of measureCleaning() alone
};
// `tell` gets the figures as they grow, on the calling thread.
CleaningFigures measureCleaning(const Recipe& recipe,
                                const std::function<void(const CleaningFigures&)>& tell = {},
                                std::stop_token stop = {}, const Progress& reading = {});

// A row as it is read and as every run sees it.
struct CleanedRow {
    std::string part; // "train", "validation", "test"
    std::uint32_t line = 0;
    std::string before, after;
    std::string pairBefore, pairAfter;
    std::uint64_t changed = 0; // rules that changed it
    std::uint64_t refused = 0; // rules that it was too hard for
};
// Every row of the recipe's data in order, `limit` at most (0: all), through `row`; `read` is
// filled before the first.
CleaningFigures cleanRows(const Recipe& recipe, std::size_t limit,
                          const std::function<void(const CleanedRow&)>& row,
                          std::stop_token stop = {}, const Progress& progress = {},
                          ReadData* read = nullptr);

// ---- augmentation -----------------------------------------------------------------------------
// The operators are augmentOperators(), a fresh step is augmentStep() (augment/augmentation.h).

// What a recipe trains on.
struct AugmentFigures {
    std::int64_t rows = 0; // of those looked at so far, the texts themselves included
    std::int64_t all = 0;
    std::int64_t copies = 0;
    std::int64_t unchanged = 0;              // of `copies`, that no operator could change
    std::int64_t doubles = 0;                // further ones of the kind, which are left out
    std::int64_t vetoed = 0;                 // further copies, which the judge left out
    std::vector<std::int64_t> copiesByLabel; // of `copies`, in the order of the labels
    struct Operator {
        std::string name;
        std::int64_t changed = 0; // copies
        std::int64_t vetoed = 0;  // copies that it changed and the judge left out
    };
    std::vector<Operator> operators;
};

// A row as it is trained on.
struct TrainedRow {
    std::uint32_t line = 0;
    std::uint32_t copy = 0; // 0: the text itself
    // By the judge, or as no operator could change it: seen only where a single row is asked for.
    bool vetoed = false, isDouble = false;
    std::string label;
    std::string before, after; // the cleaned text and what was made of it
    std::vector<Change> changes;
    std::string pairBefore, pairAfter;
    std::vector<Change> pairChanges;
    std::string csv; // the row of trainedHeader(), which a run keeps with augment.keep_texts
};
std::string trainedHeader(const Recipe& recipe);
// Every row that the recipe trains on in the order of the run, `limit` at most (0: all), through
// `row`; `read` is filled before the first.
AugmentFigures augmentRows(const Recipe& recipe, std::size_t limit,
                           const std::function<void(const TrainedRow&)>& row,
                           std::stop_token stop = {}, const Progress& progress = {},
                           ReadData* read = nullptr);

// ---- runs -------------------------------------------------------------------------------------

enum class RunState { Running, Paused, Finished, Failed, Interrupted, Unknown };

struct RunCard {
    std::string path;
    std::string name;
    RunState state = RunState::Unknown;
    double started = 0;
    std::int64_t step = 0, steps = 0;
    std::optional<double> bestScore; // by the recipe's best_metric
    std::string metric;
    bool canResume = false;
    bool operator==(const RunCard&) const = default;
};
std::vector<RunCard> findRuns(const fs::path& runs);

// Reads a run folder, finished or still being written by any process.
class RunReader {
public:
    explicit RunReader(const fs::path& folder);
    ~RunReader();
    const Recipe& recipe() const;
    // The events written since the last call.
    std::vector<Event> poll();
    // Whether a process holds the folder now.
    bool alive() const;
    std::optional<Json> report() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// What would change if the run in the recipe's output were resumed with this recipe.
std::vector<RecipeDifference> resumeDifferences(const Recipe& recipe);

// ---- finished models --------------------------------------------------------------------------

// A part of a text that a model gave a label.
struct FoundSpan {
    std::size_t begin = 0, end = 0; // bytes of the text as it was given
    std::string label;              // its type: "PER"
    double score = 0;               // mean of its tokens' scores
    bool operator==(const FoundSpan&) const = default;
};

// What a model says of a text; what is not of its task stays as it is here.
struct TextResult {
    std::int32_t label = -1;          // SingleLabel
    std::vector<double> scores;       // by label id: shares of one, or, of MultiLabel, each alone
    std::vector<std::int32_t> labels; // MultiLabel: those that it gives, ascending
    double value = 0;                 // Regression
    std::vector<FoundSpan> spans;     // TokenLabels, in the order of the text
    std::vector<float> logits;        // [L]; TokenLabels: [tokens, L]
};

// A finished model, loaded once. Not thread-safe.
class Classifier {
public:
    Classifier(const fs::path& modelFolder, const std::string& precision);
    // The state of an unfinished run at one of its checkpoints, as its model folder would answer;
    // on one thread of the processor, in fp32. Meant for while the run goes on, which may replace
    // the checkpoint by a newer one meanwhile: then it throws.
    static std::unique_ptr<Classifier> ofCheckpoint(const fs::path& run, std::int64_t step);
    ~Classifier();
    const std::vector<std::string>& labels() const;
    Task task() const;
    // Whether it was trained on pairs of texts: then a second text is needed; both functions refuse
    // what the model was not trained on. `pairs` is empty or has one for each text.
    bool takesPairs() const;
    TextResult classify(const std::string& text, const std::string& pair = {});
    std::vector<TextResult> classifyAll(const std::vector<std::string>& texts,
                                        const std::vector<std::string>& pairs,
                                        const Progress& progress = {}, std::stop_token stop = {});
    // An answer as `predict` writes it into a cell: the label, the labels, the number, or a list of
    // spans, counted in code points. `text`: as it was given.
    std::string cellOf(const TextResult& result, const std::string& text) const;
    // And into jsonl: `prediction`, `score` and `scores` where the task has them, `logits` if
    // asked.
    OrderedJson jsonOf(const TextResult& result, const std::string& text, bool logits) const;
    // What the last texts lost: how many were cut, how many tokens are unknown.
    const Problems& notes() const;

private:
    struct Impl;
    explicit Classifier(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

struct EvaluateOptions {
    std::string data;
    // Columns; empty: those of the model's training (attune.json), else “text” and “label”, else
    // the only ones that may be meant. The notes tell which were read.
    std::string text, pair, label;
    std::string precision = "fp32";
    std::string encoding = "auto", delimiter = "auto";
};
struct Evaluation {
    Metrics metrics;
    std::int64_t skipped = 0;
    std::vector<SkippedRow> skippedRows; // in the order of the file
    TrainedColumns columns;              // that were read; of a file
    Problems notes;
    // Which file of the run's data the rows are of: "train", "validation", "test"; empty: of no
    // run.
    std::string file;
    struct Row {
        std::uint32_t line = 0;
        std::uint32_t row = 0; // Example::row
        std::string text;
        std::int32_t label = -1, predicted = -1;
        // Of the predicted label; of several labels that of the least sure one, of spans that of
        // the least sure token. NaN where there is none.
        double score = 0;
        double truthScore = 0;
        // Of the other tasks, for people: "film; music", "1.5", "PER: Anna Peter; LOC: Paris".
        std::string truth, answer;
        double loss = 0; // of this text
        // Of the other tasks: the answer isn't the truth; a number is farther off than the RMSE.
        bool wrong = false;
        std::string pair; // second text of a pair, else empty
    };
    Task task = Task::SingleLabel;
    bool hasPairs = false;
    std::vector<std::string> labels;
    std::vector<Row> rows;
};
Evaluation evaluateModel(const fs::path& modelFolder, const EvaluateOptions& options,
                         const Progress& progress = {}, std::stop_token stop = {});
// The validation or test part of a run, by its finished model. An error where the data are not
// those that the run was made with.
Evaluation evaluateRun(const fs::path& runFolder, bool testPart, const Progress& progress = {},
                       std::stop_token stop = {});

struct PredictOptions {
    std::string data, output;
    std::string text, pair; // as in EvaluateOptions
    bool logits = false;
    bool overwrite = false; // else a file that is there and holds no answers is an error
    std::string precision = "fp32";
    std::string encoding = "auto", delimiter = "auto";
};
struct PredictReport {
    std::int64_t rows = 0, truncated = 0;
    std::vector<SkippedRow> skippedRows; // without an answer; both in the order of the file
    std::vector<SkippedRow> raggedRows;  // answered, though they have other cells than columns
    std::vector<SkippedRow> emptyRows;   // answered, though their text is empty or missing
    TrainedColumns columns;              // that were read; no label
    Problems notes;
};
// Answers every row in order; writes `output` (csv, tsv or jsonl by its ending) whole or not at
// all. Rows with too few or too many cells are answered by what stands in the column of the texts;
// those that cannot be read keep what they hold and get an empty answer. What has no column is kept
// in one more, `additional_cells` or `unreadable`, so that every row has as many cells. Objects of
// a jsonl file stay in a jsonl file as they were, with the answer added.
PredictReport predictFile(const fs::path& modelFolder, const PredictOptions& options,
                          const Progress& progress = {}, std::stop_token stop = {});

// One JSON list of ids per line of the file, through `line`.
void tokenizeFile(const fs::path& modelFolder, const fs::path& file,
                  const std::function<void(const std::string& line)>& line,
                  std::stop_token stop = {});

} // namespace attune::studio
