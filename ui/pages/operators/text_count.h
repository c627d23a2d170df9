// SPDX-License-Identifier: GPL-3.0-or-later
// All texts of a recipe, counted off the GUI thread: it begins a moment after it was last asked
// for, and what was counted so far can be seen while it goes on.
#pragma once

#include "ui/jobs/background_job.h"
#include "ui/jobs/newest.h"

#include <QTimer>

namespace attune::ui {

template <class Figures> class TextCount {
public:
    using Tell = std::function<void(const Figures&)>;
    // Counts on a thread; `tell` may be called as the figures grow.
    using Work = std::function<Figures(const Tell& tell, std::stop_token stop)>;

    // `make` gives the work of the present recipe; `changed` is called when figures() or
    // isUnderWay() are other ones. Both in the GUI thread.
    TextCount(std::function<Work()> make, std::function<void()> changed)
        : make_(std::move(make)), changed_(std::move(changed)) {
        later_.setSingleShot(true);
        later_.setInterval(300);
        QObject::connect(&later_, &QTimer::timeout, &job_, [this] { start(); });
    }

    const std::optional<Figures>& figures() const { return figures_; }
    bool isComplete() const { return complete_; }
    bool isUnderWay() const { return job_.isRunning() || later_.isActive(); }
    JobBase& job() { return job_; }

    void startSoon() { later_.start(); }
    // What was counted stays.
    void stop() {
        job_.cancel();
        later_.stop();
    }
    void forget() {
        stop();
        figures_.reset();
        complete_ = false;
    }

private:
    void start() {
        const auto newest = std::make_shared<Newest<Figures>>();
        // Its progress tells that there are newer figures; that of another count never arrives.
        QObject::disconnect(&job_, &JobBase::progress, &job_, nullptr);
        QObject::connect(&job_, &JobBase::progress, &job_,
                         [this, newest] { take(newest->get(), false); });
        job_.start(
            [work = make_(), newest](std::stop_token stop,
                                     const std::function<void(double, double)>& report) {
                return work(
                    [&](const Figures& figures) {
                        newest->put(figures);
                        report(0, 1);
                    },
                    stop);
            },
            [this](const Figures& figures) { take(figures, true); });
        changed_();
    }
    void take(const Figures& figures, bool complete) {
        figures_ = figures;
        complete_ = complete;
        changed_();
    }

    std::function<Work()> make_;
    std::function<void()> changed_;
    std::optional<Figures> figures_;
    bool complete_ = false;
    QTimer later_;
    BackgroundJob<Figures> job_;
};

} // namespace attune::ui
