// SPDX-License-Identifier: GPL-3.0-or-later
// The events of a run as messages to read, the newest first: icon, time, text.
#pragma once

#include "studio/studio.h"
#include "ui/kit/icon.h"

#include <QAbstractListModel>

namespace attune::ui {

class RunModel;

// What an event says, in the language that is set now.
QString messageText(const Event& event, const std::string& metric);
Icon messageIcon(const Event& event);
Tone messageTone(const Event& event);

class MessageModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { TimeRole = Qt::UserRole + 1, IconRole, ToneRole };

    explicit MessageModel(RunModel& run, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    void retranslate();

private:
    void follow();

    RunModel& run_;
    std::vector<Event> events_; // in the order of time
};

} // namespace attune::ui
