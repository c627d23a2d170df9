// SPDX-License-Identifier: GPL-3.0-or-later
// A field for a text, a second one where the model takes pairs, and what the model answers, with a
// bar for each label. The model is loaded once, off the GUI thread; of texts typed fast only the
// last is answered. It is a finished model, or the best state so far of a run that goes on.
#pragma once

#include "studio/studio.h"
#include "ui/jobs/background_job.h"
#include "ui/kit/card.h"

#include <QTimer>

#include <memory>
#include <mutex>
#include <optional>

namespace attune::ui {

class BarList;
struct Bar;
class Button;
class Chip;
class Label;
class TextBox;

class TryTextCard : public Card {
    Q_OBJECT

public:
    enum class Of { FinishedModel, BestSoFar };
    explicit TryTextCard(Of of = Of::FinishedModel, QWidget* parent = nullptr);

    // Empty: no model yet. It is loaded at once, and says whether it takes two texts.
    void setModel(const QString& folder);
    // A checkpoint of a run: loaded when there is a text, and answered on one thread that yields to
    // the training. The last answer stays until the next is there.
    void setCheckpoint(const QString& run, std::int64_t step, bool pairs);
    // `pair`: where the model takes two texts; empty: the one that is there stays.
    void tryText(const QString& text, const QString& pair = {});
    void retranslate();

Q_SIGNALS:
    void answered();

private:
    struct Held; // the model, shared with the thread that uses it
    struct Answer {
        bool pairs = false; // the model takes two texts
        Task task = Task::SingleLabel;
        std::vector<std::string> labels;
        std::string text;                         // that was answered
        std::optional<studio::TextResult> result; // none: no text, or only one of two
    };
    void ask();
    void show(const Answer& answer);
    static std::vector<Bar> barsOf(const Answer& answer);
    static QString saidOf(const Answer& answer); // what no bar shows
    void clear();
    void updateState();
    void explain(); // the answer of a finished model, in a dialog

    void setHeld(std::shared_ptr<Held> held);

    const Of of_;
    QString folder_; // of the model, or of the run
    std::int64_t step_ = 0;
    bool loaded_ = false, pairs_ = false;
    std::shared_ptr<Held> held_;
    std::shared_ptr<std::mutex> loading_ = std::make_shared<std::mutex>();
    QTimer later_;
    BackgroundJob<Answer> job_;
    Chip* chip_;
    TextBox* text_;
    TextBox* pair_;
    Label* state_;
    Label* said_;
    BarList* bars_;
    Button* explain_;
    QString error_;
    bool hasAnswer_ = false;
};

} // namespace attune::ui
