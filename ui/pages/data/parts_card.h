// SPDX-License-Identifier: GPL-3.0-or-later
// Training, validation and test: how many texts each has, and where the last two come from.
#pragma once

#include "studio/studio.h"
#include "ui/kit/card.h"

class QSpinBox;

namespace attune::ui {

class Button;
class Label;
class ShareBar;

class PartsCard : public Card {
    Q_OBJECT

public:
    explicit PartsCard(QWidget* parent = nullptr);

    void setSettings(const DataSettings& settings);
    // nullptr: not measured.
    void setFigures(const studio::DataFigures* figures);
    void retranslate();

Q_SIGNALS:
    void splitChosen(double share);
    // A file is wanted for "data.validation" or "data.test".
    void fileWanted(const QString& key);
    void fileDropped(const QString& key); // no longer a file of its own

private:
    ShareBar* bar_;
    Label* validationName_;
    QSpinBox* split_;
    Label* validationFile_;
    Button* validationChoose_;
    Button* validationRemove_;
    Label* testName_;
    Label* testFile_;
    Button* testChoose_;
    Button* testRemove_;
    DataSettings settings_;
    std::optional<studio::DataFigures> figures_;
};

} // namespace attune::ui
