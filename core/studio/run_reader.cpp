// SPDX-License-Identifier: GPL-3.0-or-later
// Reading run folders: past runs, and runs that this or another process is writing.
#include "evaluate/metrics.h"
#include "studio/studio.h"

#include <algorithm>
#include <fstream>

namespace attune::studio {

namespace {

constexpr const char* kEventsFile = "metrics.jsonl";

// The lines of metrics.jsonl that have appeared since the last look. A resumed run cuts the file
// back to its checkpoint and writes on: the lines known are remembered by a digest, so that only
// what is new is given.
class EventFile {
public:
    explicit EventFile(fs::path path) : path_(std::move(path)) {}

    std::vector<Event> poll() {
        std::vector<Event> events;
        std::ifstream stream(path_, std::ios::binary);
        if (!stream)
            return events;
        if (!lastLineStands(stream))
            cutBack(stream);
        stream.clear();
        stream.seekg(static_cast<std::streamoff>(end()));
        std::string line;
        // A last line without its end is still being written.
        while (std::getline(stream, line) && !stream.eof()) {
            lines_.push_back({end() + line.size() + 1, fingerprint(line)});
            try {
                events.push_back(eventFromJson(
                    parseJson(line, toUtf8(path_) + ":" + std::to_string(lines_.size()))));
            } catch (const Error&) {
                // Written by another version, or torn by a crash of the machine.
            }
        }
        return events;
    }

private:
    struct Line {
        std::uint64_t end = 0; // offset of the byte after its line feed
        std::string digest;
    };

    std::uint64_t end() const { return lines_.empty() ? 0 : lines_.back().end; }

    bool lastLineStands(std::ifstream& stream) const {
        if (lines_.empty())
            return true;
        const std::uint64_t start = lines_.size() < 2 ? 0 : lines_[lines_.size() - 2].end;
        stream.seekg(static_cast<std::streamoff>(start));
        std::string line;
        return std::getline(stream, line) && !stream.eof() &&
               fingerprint(line) == lines_.back().digest;
    }

    // Keeps the lines that still stand in the file.
    void cutBack(std::ifstream& stream) {
        stream.clear();
        stream.seekg(0);
        std::string line;
        std::size_t same = 0;
        while (same < lines_.size() && std::getline(stream, line) && !stream.eof() &&
               fingerprint(line) == lines_[same].digest)
            ++same;
        lines_.resize(same);
    }

    fs::path path_;
    std::vector<Line> lines_;
};

bool isRun(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_regular_file(folder / "recipe.yaml", ignored) &&
           (fs::exists(folder / kEventsFile, ignored) ||
            fs::exists(folder / "checkpoints", ignored) ||
            fs::exists(folder / "report.json", ignored));
}

bool hasCheckpoint(const fs::path& folder) {
    std::error_code ignored;
    for (fs::directory_iterator it(folder / "checkpoints", ignored), end; it != end;
         it.increment(ignored))
        if (toUtf8(it->path().filename()).starts_with("step-"))
            return true;
    return false;
}

Recipe recipeOf(const fs::path& folder) {
    RecipeResult read = readRecipe(folder / "recipe.yaml");
    throwIfErrors(read.problems, toUtf8(folder / "recipe.yaml"));
    return std::move(read.recipe);
}

RunCard cardOf(const fs::path& folder) {
    RunCard card;
    card.path = toUtf8(folder);
    card.name = toUtf8(folder.filename());
    try {
        card.metric = bestMetricOf(recipeOf(folder)).key;
    } catch (const Error&) {
        card.metric = standardMetric(Task::SingleLabel);
    }
    bool paused = false;
    for (const Event& event : EventFile(folder / kEventsFile).poll()) {
        if (card.started == 0)
            card.started = event.time;
        if (const auto* started = std::get_if<StartedEvent>(&event.body)) {
            card.steps = started->steps;
            card.state = RunState::Unknown;
        } else if (const auto* step = std::get_if<StepEvent>(&event.body)) {
            card.step = step->step;
        } else if (const auto* evaluated = std::get_if<EvaluatedEvent>(&event.body)) {
            if (evaluated->best)
                card.bestScore = metricOf(card.metric).value(evaluated->metrics);
        } else if (const auto* phase = std::get_if<PhaseEvent>(&event.body)) {
            paused = phase->phase == PhaseEvent::Phase::Paused;
        } else if (const auto* finished = std::get_if<FinishedEvent>(&event.body)) {
            card.state = finished->reason == FinishedEvent::Reason::Interrupted
                             ? RunState::Interrupted
                             : RunState::Finished;
        } else if (std::holds_alternative<FailedEvent>(event.body)) {
            card.state = RunState::Failed;
        }
    }
    std::error_code ignored;
    if (isLocked(folder))
        card.state = paused ? RunState::Paused : RunState::Running;
    else if (fs::exists(folder / "report.json", ignored))
        card.state = RunState::Finished;
    else if (card.state == RunState::Unknown && hasCheckpoint(folder))
        card.state = RunState::Interrupted; // killed
    card.canResume = hasCheckpoint(folder) && card.state != RunState::Finished &&
                     card.state != RunState::Running && card.state != RunState::Paused;
    return card;
}

} // namespace

std::vector<RunCard> findRuns(const fs::path& runs) {
    std::vector<RunCard> out;
    std::error_code ignored;
    for (fs::directory_iterator it(runs, ignored), end; it != end; it.increment(ignored))
        if (isRun(it->path()))
            out.push_back(cardOf(it->path()));
    std::sort(out.begin(), out.end(), [](const RunCard& a, const RunCard& b) {
        return a.started != b.started ? a.started > b.started : a.path < b.path;
    });
    return out;
}

struct RunReader::Impl {
    explicit Impl(const fs::path& path)
        : folder(path), recipe(recipeOf(path)), events(path / kEventsFile) {}
    fs::path folder;
    Recipe recipe;
    EventFile events;
};

RunReader::RunReader(const fs::path& folder) {
    std::error_code ignored;
    if (!fs::exists(folder / "recipe.yaml", ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "This folder holds no run.")), toUtf8(folder),
                         say(ATTUNE_TEXT("core", "Choose the folder that holds recipe.yaml and "
                                                 "metrics.jsonl.")));
    impl_ = std::make_unique<Impl>(folder);
}

RunReader::~RunReader() = default;

const Recipe& RunReader::recipe() const { return impl_->recipe; }
std::vector<Event> RunReader::poll() { return impl_->events.poll(); }
bool RunReader::alive() const { return isLocked(impl_->folder); }

std::optional<Json> RunReader::report() const {
    const fs::path file = impl_->folder / "report.json";
    std::error_code ignored;
    if (!fs::exists(file, ignored))
        return {};
    return readJsonFile(file);
}

std::vector<RecipeDifference> resumeDifferences(const Recipe& recipe) {
    const fs::path folder = resolvePath(recipe.base, recipe.head.output);
    std::error_code ignored;
    if (folder.empty() || !fs::exists(folder / "recipe.yaml", ignored))
        return {};
    std::vector<RecipeDifference> differences = compareRecipes(recipeOf(folder), recipe);
    // The folder may have been moved since.
    std::erase_if(differences, [](const RecipeDifference& d) { return d.key == "output"; });
    return differences;
}

} // namespace attune::studio
