// SPDX-License-Identifier: GPL-3.0-or-later
// A field for a text and what the model answers, with a bar for each label. The model is loaded
// once, off the GUI thread, when the first text is typed; of texts typed fast only the last is
// answered.
#pragma once

#include "studio/studio.h"
#include "ui/jobs/background_job.h"
#include "ui/kit/card.h"

#include <QTimer>

namespace attune::ui {

class BarList;
class Label;
class TextBox;

class TryTextCard : public Card {
    Q_OBJECT

public:
    explicit TryTextCard(QWidget* parent = nullptr);

    // Empty: no model yet. `pairs`: the model takes two texts.
    void setModel(const QString& folder, bool pairs);
    void tryText(const QString& text);
    void retranslate();

Q_SIGNALS:
    void answered();

private:
    struct Held; // the model, shared with the thread that uses it
    struct Answer {
        std::vector<std::string> labels;
        studio::TextResult result;
    };
    void ask();
    void show(const Answer& answer);
    void updateState();

    QString folder_;
    bool pairs_ = false;
    std::shared_ptr<Held> held_;
    QTimer later_;
    BackgroundJob<Answer> job_;
    TextBox* text_;
    TextBox* pair_;
    Label* state_;
    BarList* bars_;
    QString error_;
    bool hasAnswer_ = false;
};

} // namespace attune::ui
