// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop does for a run of this process: the machine does not fall asleep while it goes
// on, and its end is told where nobody looks at the window. Speaks D-Bus; a desktop that does not
// answer changes nothing.
//
// Sleep: Inhibit() of org.freedesktop.login1, which ends when its file descriptor is closed.
// End: Notify() of org.freedesktop.Notifications, and a window that asks for attention.
#pragma once

#include <QDBusUnixFileDescriptor>
#include <QObject>

class QDBusConnection;
class QWidget;

namespace attune::ui {

class RunModel;

class RunCompanion : public QObject {
    Q_OBJECT
public:
    // `window`: whose place in the foreground counts.
    RunCompanion(RunModel& run, QWidget& window);
    ~RunCompanion() override;

    bool isAwake() const { return awake_.isValid(); }

private:
    void follow();
    void stayAwake();
    void tellEnd();

    RunModel& run_;
    QWidget& window_;
    bool going_ = false; // a run of this process, by what was seen last
    QDBusUnixFileDescriptor awake_;
};

} // namespace attune::ui
