// SPDX-License-Identifier: GPL-3.0-or-later
// A field for a text, a second one where the model takes pairs, and what the model answers, with a
// bar for each label. The model is loaded once, off the GUI thread; of texts typed fast only the
// last is answered.
#pragma once

#include "studio/studio.h"
#include "ui/jobs/background_job.h"
#include "ui/kit/card.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace attune::ui {

class BarList;
class Label;
class TextBox;

class TryTextCard : public Card {
    Q_OBJECT

public:
    explicit TryTextCard(QWidget* parent = nullptr);

    // Empty: no model yet. It is loaded at once, and says whether it takes two texts.
    void setModel(const QString& folder);
    void tryText(const QString& text);
    void retranslate();

Q_SIGNALS:
    void answered();

private:
    struct Held; // the model, shared with the thread that uses it
    struct Answer {
        bool pairs = false; // the model takes two texts
        std::vector<std::string> labels;
        std::optional<studio::TextResult> result; // none: no text, or only one of two
    };
    void ask();
    void show(const Answer& answer);
    void clear();
    void updateState();

    QString folder_;
    bool loaded_ = false, pairs_ = false;
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
