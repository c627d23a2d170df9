// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/choice_text.h"

#include <QCoreApplication>

namespace attune::ui {

QString choiceText(const std::string& word) {
    [[maybe_unused]] static constexpr const char* words[] = {
        QT_TRANSLATE_NOOP("choice", "auto"),
        QT_TRANSLATE_NOOP("choice", "linear"),
        QT_TRANSLATE_NOOP("choice", "cosine"),
        QT_TRANSLATE_NOOP("choice", "constant"),
        QT_TRANSLATE_NOOP("choice", "accuracy"),
        QT_TRANSLATE_NOOP("choice", "macro_f1"),
        QT_TRANSLATE_NOOP("choice", "weighted_f1"),
        QT_TRANSLATE_NOOP("choice", "loss"),
        QT_TRANSLATE_NOOP("choice", "none"),
        QT_TRANSLATE_NOOP("choice", "words"),
        QT_TRANSLATE_NOOP("choice", "remove"),
        QT_TRANSLATE_NOOP("choice", "half"),
        QT_TRANSLATE_NOOP("choice", "full"),
        QT_TRANSLATE_NOOP("choice", "lower"),
        QT_TRANSLATE_NOOP("choice", "upper"),
        QT_TRANSLATE_NOOP("choice", "fold"),
        QT_TRANSLATE_NOOP("choice", "simplified"),
        QT_TRANSLATE_NOOP("choice", "traditional"),
        QT_TRANSLATE_NOOP("choice", "keep"),
        QT_TRANSLATE_NOOP("choice", "join"),
        QT_TRANSLATE_NOOP("choice", "anywhere"),
        QT_TRANSLATE_NOOP("choice", "begin"),
        QT_TRANSLATE_NOOP("choice", "end"),
        QT_TRANSLATE_NOOP("choice", "same"),
        QT_TRANSLATE_NOOP("choice", "any"),
        QT_TRANSLATE_NOOP("choice", "label"),
        QT_TRANSLATE_NOOP("choice", "text"),
        QT_TRANSLATE_NOOP("choice", "sentence"),
        QT_TRANSLATE_NOOP("choice", "either"),
        QT_TRANSLATE_NOOP("choice", "before"),
        QT_TRANSLATE_NOOP("choice", "after"),
        QT_TRANSLATE_NOOP("choice", "balanced_accuracy"),
        QT_TRANSLATE_NOOP("choice", "mcc"),
        QT_TRANSLATE_NOOP("choice", "micro_f1"),
        QT_TRANSLATE_NOOP("choice", "samples_f1"),
        QT_TRANSLATE_NOOP("choice", "hamming_loss"),
        QT_TRANSLATE_NOOP("choice", "mse"),
        QT_TRANSLATE_NOOP("choice", "rmse"),
        QT_TRANSLATE_NOOP("choice", "mae"),
        QT_TRANSLATE_NOOP("choice", "r2"),
        QT_TRANSLATE_NOOP("choice", "pearson"),
        QT_TRANSLATE_NOOP("choice", "spearman"),
    };
    return QCoreApplication::translate("choice", word.c_str());
}

} // namespace attune::ui
