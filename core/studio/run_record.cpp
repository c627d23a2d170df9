// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/run_record.h"

#include <charconv>
#include <cmath>
#include <fstream>
#include <limits>

namespace attune::studio {

// ---- the loss ----------------------------------------------------------------------------------

void LossMeans::add(double epoch, double loss) {
    if (!std::isfinite(epoch) || !std::isfinite(loss))
        return;
    epochs_ += epoch;
    losses_ += loss;
    if (++open_ < width_)
        return;
    closed_.push_back(openMean());
    open_ = 0;
    epochs_ = losses_ = 0;
    if (closed_.size() < capacity)
        return;
    for (std::size_t i = 0; 2 * i + 1 < closed_.size(); ++i)
        closed_[i] = {(closed_[2 * i].epoch + closed_[2 * i + 1].epoch) / 2,
                      (closed_[2 * i].loss + closed_[2 * i + 1].loss) / 2};
    closed_.resize(closed_.size() / 2);
    width_ *= 2;
}

LossPoint LossMeans::openMean() const {
    const auto count = static_cast<double>(open_);
    return {epochs_ / count, losses_ / count};
}

std::vector<LossPoint> LossMeans::points() const {
    std::vector<LossPoint> out = closed_;
    if (open_ > 0)
        out.push_back(openMean());
    return out;
}

// ---- one line ----------------------------------------------------------------------------------

namespace {

// A number of an object that is written on one line, after `at`, which moves on behind it; null is
// NaN. Nothing where the key is missing or no number follows.
std::optional<double> numberAfter(std::string_view line, std::string_view key, std::size_t& at) {
    const std::size_t found = line.find(key, at);
    if (found == std::string_view::npos)
        return std::nullopt;
    const std::string_view rest = line.substr(found + key.size());
    at = found + key.size();
    if (rest.starts_with("null"))
        return std::numeric_limits<double>::quiet_NaN();
    double value = 0;
    if (std::from_chars(rest.data(), rest.data() + rest.size(), value).ec != std::errc())
        return std::nullopt;
    return value;
}

} // namespace

// Nearly all lines are steps, and four of their numbers are all that is needed: found as they are
// written (the keys in their order) they cost a tenth of what reading the object does. In a text
// quotes are escaped, so that no text looks like these keys.
bool RunRecord::takeStep(std::string_view line) {
    if (line.substr(0, 128).find(R"("event":"step")") == std::string_view::npos ||
        !line.ends_with('}'))
        return false;
    std::size_t at = 0;
    const auto epoch = numberAfter(line, R"("epoch":)", at);
    const auto loss = numberAfter(line, R"("loss":)", at);
    const auto seconds = numberAfter(line, R"("seconds":)", at);
    const auto step = numberAfter(line, R"("step":)", at);
    const auto time = numberAfter(line, R"("time":)", at);
    if (!epoch || !loss || !seconds || !step || !time)
        return false; // written otherwise
    StepEvent event;
    event.step = static_cast<std::int64_t>(*step);
    event.epoch = *epoch;
    event.loss = *loss;
    event.seconds = *seconds;
    take(Event{*time, event});
    return true;
}

void RunRecord::take(std::string_view line) {
    if (takeStep(line))
        return;
    try {
        take(eventFromJson(parseJson(line, toUtf8(file_)), toUtf8(file_)));
    } catch (const Error&) {
        // Written by another version, or torn by a crash of the machine.
    }
}

void RunRecord::take(const Event& event) {
    RunFigures& all = figures_;
    if (all.started == 0)
        all.started = event.time;
    if (const auto* started = std::get_if<StartedEvent>(&event.body)) {
        all.steps = started->steps;
        all.epochs = started->epochs;
        all.stepsPerEpoch = started->stepsPerEpoch;
        all.finished.reset(); // resumed
        all.failure.reset();
    } else if (const auto* step = std::get_if<StepEvent>(&event.body)) {
        all.step = step->step;
        all.epoch = step->epoch;
        ++all.countedSteps;
        if (std::isfinite(step->seconds))
            all.seconds += step->seconds;
        all.losses.add(step->epoch, step->loss);
    } else if (const auto* evaluated = std::get_if<EvaluatedEvent>(&event.body)) {
        RunPoint point{evaluated->step, evaluated->epoch, {}, evaluated->best};
        for (const MetricInfo& metric : metricTable())
            point.scores.push_back(metric.value(evaluated->metrics));
        all.validation.push_back(std::move(point));
    } else if (const auto* phase = std::get_if<PhaseEvent>(&event.body)) {
        all.paused = phase->phase == PhaseEvent::Phase::Paused;
    } else if (const auto* finished = std::get_if<FinishedEvent>(&event.body)) {
        all.finished = *finished;
        all.finished->test.confusion.clear();
        all.finished->test.perLabel.clear();
    } else if (const auto* failed = std::get_if<FailedEvent>(&event.body)) {
        all.failure = failed->what;
    }
}

// ---- the file ----------------------------------------------------------------------------------

bool RunRecord::lastLineStands(std::istream& stream) const {
    if (lastEnd_ == 0)
        return true;
    std::string line(lastEnd_ - lastStart_, '\0');
    stream.seekg(static_cast<std::streamoff>(lastStart_));
    return stream.read(line.data(), static_cast<std::streamsize>(line.size())) &&
           fingerprint(line) == lastDigest_;
}

bool RunRecord::read(std::stop_token stop) {
    std::error_code error;
    const std::uint64_t size = fs::file_size(file_, error);
    const fs::file_time_type changed =
        error ? fs::file_time_type() : fs::last_write_time(file_, error);
    if (error) { // no record yet, or no longer
        const bool had = whole_ || lastEnd_ > 0;
        *this = RunRecord(file_);
        return had;
    }
    if (whole_ && size == size_ && changed == changed_)
        return false;
    std::ifstream stream(file_, std::ios::binary);
    if (!stream)
        return false;
    if (!lastLineStands(stream))
        *this = RunRecord(file_);
    stream.clear();
    stream.seekg(static_cast<std::streamoff>(lastEnd_));

    // Pieces of the file, each beginning with a line: what follows the last line feed of one is
    // still being written, or begins the next.
    constexpr std::size_t pieceSize = std::size_t{1} << 20;
    std::string piece;
    std::uint64_t begin = lastEnd_;
    for (bool more = true; more && !stop.stop_requested();) {
        const std::size_t kept = piece.size();
        piece.resize(kept + pieceSize);
        stream.read(piece.data() + kept, static_cast<std::streamsize>(pieceSize));
        piece.resize(kept + static_cast<std::size_t>(stream.gcount()));
        more = static_cast<bool>(stream);
        std::size_t start = 0, last = 0;
        for (std::size_t feed = piece.find('\n', kept); feed != std::string::npos;
             feed = piece.find('\n', start)) {
            take(std::string_view(piece).substr(start, feed - start));
            last = start;
            start = feed + 1;
        }
        if (start > 0) {
            lastStart_ = begin + last;
            lastEnd_ = begin + start;
            lastDigest_ = fingerprint(std::string_view(piece).substr(last, start - last));
            piece.erase(0, start);
            begin = lastEnd_;
        }
    }
    whole_ = !stop.stop_requested();
    size_ = size;
    changed_ = changed;
    return true;
}

} // namespace attune::studio
