// SPDX-License-Identifier: GPL-3.0-or-later
// The learning-rate range test of the open recipe: a short session that writes nothing, its curve
// and the rate that it proposes.
#pragma once

#include "ui/charts/curve.h"
#include "ui/jobs/run_watcher.h"

#include <QObject>

namespace attune::ui {

class RangeTestModel : public QObject {
    Q_OBJECT
public:
    explicit RangeTestModel(QObject* parent = nullptr);

    void start(const Recipe& recipe);
    void stop();
    void clear();

    bool isRunning() const { return session_ != nullptr; }
    const Curve& raw() const { return raw_; }           // learning rate, loss
    const Curve& smoothed() const { return smoothed_; } // learning rate, loss
    double proposed() const { return proposed_; }       // 0: none
    const Message& reason() const { return reason_; }   // why this rate, or why none
    const QString& error() const { return error_; }

Q_SIGNALS:
    void changed();

private:
    std::shared_ptr<Session> session_;
    RunWatcher watcher_;
    Curve raw_, smoothed_;
    double proposed_ = 0;
    Message reason_;
    QString error_;
};

} // namespace attune::ui
