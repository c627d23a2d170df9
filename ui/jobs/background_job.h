// SPDX-License-Identifier: GPL-3.0-or-later
// Short work off the GUI thread, of which only the newest counts: previews, checks, measures.
//
// start() takes a function that captures values (never `this`) and gets a stop token; its result
// arrives in the GUI thread. A newer start() stops and forgets the one before, and so does the
// destruction of the job, which never waits: a thread that cannot stop at once is kept by the
// application until it ends. Progress arrives at most every 50 ms.
#pragma once

#include "base/error.h"
#include "ui/kit/core_text.h"

#include <QMetaObject>
#include <QObject>
#include <QPointer>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>

namespace attune::ui {

class JobBase : public QObject {
    Q_OBJECT
public:
    explicit JobBase(QObject* parent = nullptr);
    ~JobBase() override;

    bool isRunning() const { return running_; }
    // Stops what runs; nothing of it arrives any more.
    void cancel();

    // Of all jobs of the program: asks them to stop; the number of threads that still run.
    static void stopAll();
    static int alive();

Q_SIGNALS:
    void progress(double done, double all);
    // What is shown of it, and where it belongs: an error's “FILE: key” is Problem::where, field.
    void failed(const QString& message, const attune::Problem& problem);
    void runningChanged();

protected:
    using Report = std::function<void(double, double)>;
    // `work` runs on a thread and returns what is to be called in the GUI thread.
    void launch(std::function<std::function<void()>(std::stop_token, const Report&)> work);

private:
    struct Token;  // lives as long as anyone may still deliver
    class Threads; // of all jobs
    void disown();
    void setRunning(bool running);

    std::shared_ptr<Token> current_;
    bool running_ = false;
};

template <class Result> class BackgroundJob : public JobBase {
public:
    using Work = std::function<Result(std::stop_token, const std::function<void(double, double)>&)>;
    using Done = std::function<void(const Result&)>;
    using JobBase::JobBase;

    // `done` is called in the GUI thread, unless the job failed, was cancelled or replaced.
    void start(Work work, Done done) {
        launch([work = std::move(work), done = std::move(done)](
                   std::stop_token stop, const Report& report) -> std::function<void()> {
            auto result = std::make_shared<Result>(work(stop, report));
            return [result, done] { done(*result); };
        });
    }
};

} // namespace attune::ui
