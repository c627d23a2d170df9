// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/shown_explanation.h"

#include "ui/kit/core_text.h"
#include "ui/models/explained_words_model.h"
#include "ui/models/text_display.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

// Bytes of a text that are shown behind the last word that the model reads, and at all.
constexpr std::size_t kUnreadShown = 600, kMostShown = 100'000;

// Where a text ends that is shown: between code points.
std::size_t shownEnd(const studio::Explanation& of, bool second) {
    const std::string& bytes = second ? of.pair : of.text;
    std::size_t end = 0;
    for (const studio::ExplainedWord& word : of.words)
        if (word.second == second && word.read)
            end = std::max(end, word.span.end);
    end = std::min({end + kUnreadShown, kMostShown, bytes.size()});
    while (end < bytes.size() && (static_cast<unsigned char>(bytes[end]) & 0xC0) == 0x80)
        ++end;
    return end;
}

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(attune::ui::ShownExplanation)

public:
    const studio::Explanation& of;

    bool isNumber() const { return of.task == Task::Regression; }

    QString tipOf(const studio::ExplainedWord& word) const {
        if (!word.read)
            return tr("Not read: the text is cut before it.");
        const QString value = ExplainedWordsModel::valueText(word.value);
        if (isNumber())
            return word.value < 0 ? tr("%1: lowered the number").arg(value)
                                  : tr("%1: raised the number").arg(value);
        const QString label = toQt(of.labels[static_cast<std::size_t>(of.label)]);
        return word.value < 0 ? tr("%1: against “%2”").arg(value, label)
                              : tr("%1: for “%2”").arg(value, label);
    }

    QString legend() const {
        const QString label = toQt(of.labels[static_cast<std::size_t>(of.label)]);
        if (isNumber())
            return tr("Solid line: raised the number. Dashed line: lowered it. Choose a word to "
                      "see the number without it.");
        if (of.word)
            return tr("Solid line: spoke for “%1” as the label of “%2”. Dashed line: against it. "
                      "Choose a word to see the score without it.")
                .arg(label, oneLine(std::string(of.wordText(of.words[*of.word]))));
        return tr("Solid line: spoke for “%1”. Dashed line: against it. Choose a word to see the "
                  "score without it.")
            .arg(label);
    }

    QString completeness() const {
        if (!of.completeness)
            return {};
        const auto& complete = *of.completeness;
        const auto number = [](double value) { return QLocale().toString(value, 'f', 3); };
        const QString text =
            (isNumber()
                 ? tr("Completeness: the words sum up to %1; from a text of %2 to this one the "
                      "number went from %3 to %4. Error %5 after %Ln step(s).",
                      nullptr, complete.steps)
                 : tr("Completeness: the words sum up to %1; from a text of %2 to this one the "
                      "logit went from %3 to %4. Error %5 after %Ln step(s).",
                      nullptr, complete.steps))
                .arg(number(complete.sum), toQt(complete.token), number(complete.baseline),
                     number(complete.logit), QLocale().toString(std::abs(complete.error), 'g', 2));
        return complete.reached
                   ? text
                   : text + QLatin1Char(' ') +
                         tr("That is over the limit of %1: take the small values with care.")
                             .arg(QLocale().toString(complete.limit, 'g', 2));
    }
};

} // namespace

// Bytes of the texts become places of the QString that shows both: each text is walked over once,
// up to a little behind what the model reads of it.
ShownExplanation shownExplanation(const studio::Explanation& found) {
    const Texts texts{found};
    ShownExplanation out{{}, {}, {}, texts.legend(), texts.completeness()};
    for (const bool second : {false, true}) {
        if (second && !found.hasPair)
            break;
        if (second)
            out.text += QLatin1Char('\n');
        const std::string& bytes = second ? found.pair : found.text;
        const std::size_t end = shownEnd(found, second);
        std::size_t at = 0;
        const auto upTo = [&](std::size_t byte) { // the place of it
            out.text += QString::fromUtf8(bytes.data() + at, static_cast<qsizetype>(byte - at));
            at = byte;
            return static_cast<int>(out.text.size());
        };
        for (std::size_t i = 0; i < found.words.size(); ++i) {
            const studio::ExplainedWord& word = found.words[i];
            if (word.second != second || word.span.end > end)
                continue;
            ShadedWord one;
            one.begin = upTo(word.span.begin);
            one.end = upTo(word.span.end);
            one.value = word.value;
            one.read = word.read;
            one.tip = texts.tipOf(word);
            out.words.push_back(std::move(one));
            out.shown.push_back(i);
        }
        upTo(end);
        if (end < bytes.size())
            out.text += QStringLiteral("…");
    }
    return out;
}

} // namespace attune::ui
