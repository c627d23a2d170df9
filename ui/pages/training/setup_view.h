// SPDX-License-Identifier: GPL-3.0-or-later
// The Training page before a run: the settings, the range test, how it will run.
#pragma once

#include <QWidget>

#include <string>

namespace attune::ui {

class Card;
class HowCard;
class ParameterForm;
class RangeCard;
class Segments;
class Workspace;

class SetupView : public QWidget {
    Q_OBJECT
public:
    explicit SetupView(Workspace& workspace, QWidget* parent = nullptr);
    void retranslate();
    void showField(const std::string& key);

private:
    void showParameters();
    void followProblems();

    Workspace& workspace_;
    Card* settings_;
    Segments* which_;
    ParameterForm* form_;
    RangeCard* range_;
    HowCard* how_;
};

} // namespace attune::ui
