// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/background_job.h"

#include <QCoreApplication>

#include <algorithm>
#include <mutex>
#include <vector>

namespace attune::ui {

namespace {

Problem problemOf(const Error& error) {
    Problem problem{Problem::Severity::Error, error.where(), error.where(), error.message(),
                    error.hint()};
    if (const auto between = problem.field.rfind(": "); between != std::string::npos) {
        problem.where.resize(between);
        problem.field.erase(0, between + 2);
    }
    return problem;
}

} // namespace

// Shared by the job and its thread. `owner` is read under the mutex only, so a thread that ends
// late never touches a job that is gone.
struct JobBase::Token {
    std::mutex mutex;
    JobBase* owner = nullptr;
    std::stop_source stop;
    std::atomic<bool> ended = false;
    std::chrono::steady_clock::time_point lastReport{};

    // Runs `call` in the GUI thread if the job still wants to hear.
    static void post(const std::shared_ptr<Token>& token, std::function<void(JobBase&)> call) {
        const std::lock_guard lock(token->mutex);
        if (token->owner == nullptr)
            return;
        QMetaObject::invokeMethod(
            token->owner,
            [token, call = std::move(call)] {
                if (token->owner != nullptr) // GUI thread: the only one that changes it
                    call(*token->owner);
            },
            Qt::QueuedConnection);
    }
};

// A child of the application, so that the threads end before it does and nothing waits for them
// earlier. Used in the GUI thread only.
class JobBase::Threads : public QObject {
public:
    static Threads& ofProgram() {
        auto* application = QCoreApplication::instance();
        const QString name = QStringLiteral("attune job threads");
        auto* found = application->findChild<QObject*>(name, Qt::FindDirectChildrenOnly);
        if (found == nullptr) {
            found = new Threads(application);
            found->setObjectName(name);
        }
        return *static_cast<Threads*>(found);
    }
    ~Threads() override { stopAll(); } // and waits: std::jthread joins

    void add(std::shared_ptr<Token> token, std::jthread thread) {
        std::erase_if(running_, [](const Running& old) { return old.token->ended.load(); });
        running_.push_back({std::move(token), std::move(thread)});
    }
    void stopAll() {
        for (const Running& running : running_)
            running.token->stop.request_stop();
    }
    int alive() const {
        return static_cast<int>(
            std::count_if(running_.begin(), running_.end(),
                          [](const Running& running) { return !running.token->ended.load(); }));
    }

private:
    struct Running {
        std::shared_ptr<Token> token;
        std::jthread thread;
    };
    explicit Threads(QObject* application) : QObject(application) {}
    std::vector<Running> running_;
};

void JobBase::stopAll() { Threads::ofProgram().stopAll(); }
int JobBase::alive() { return Threads::ofProgram().alive(); }

JobBase::JobBase(QObject* parent) : QObject(parent) {}

JobBase::~JobBase() { disown(); }

void JobBase::disown() {
    if (!current_)
        return;
    const std::lock_guard lock(current_->mutex);
    current_->owner = nullptr;
    current_->stop.request_stop();
}

void JobBase::cancel() {
    disown();
    current_.reset();
    setRunning(false);
}

void JobBase::setRunning(bool running) {
    if (running_ == running)
        return;
    running_ = running;
    Q_EMIT runningChanged();
}

void JobBase::launch(std::function<std::function<void()>(std::stop_token, const Report&)> work) {
    disown();
    current_ = std::make_shared<Token>();
    current_->owner = this;
    setRunning(true);
    auto body = [token = current_, work = std::move(work)] {
        const Report report = [token](double done, double all) {
            const auto now = std::chrono::steady_clock::now();
            if (now - token->lastReport < std::chrono::milliseconds(50))
                return;
            token->lastReport = now;
            Token::post(token, [done, all](JobBase& job) { Q_EMIT job.progress(done, all); });
        };
        const auto end = [&token](std::function<void(JobBase&)> call) {
            Token::post(token, [call = std::move(call)](JobBase& job) {
                job.current_.reset();
                job.setRunning(false);
                call(job);
            });
        };
        try {
            end([deliver = work(token->stop.get_token(), report)](JobBase&) { deliver(); });
        } catch (const Error& error) {
            end([text = shown(error), problem = problemOf(error)](JobBase& job) {
                Q_EMIT job.failed(text, problem);
            });
        } catch (const std::exception& error) {
            const Problem problem{Problem::Severity::Error, {}, {}, say("%1", error.what()), {}};
            end([text = toQt(error.what()), problem](JobBase& job) {
                Q_EMIT job.failed(text, problem);
            });
        }
        token->ended = true;
    };
    Threads::ofProgram().add(current_, std::jthread(std::move(body)));
}

} // namespace attune::ui
