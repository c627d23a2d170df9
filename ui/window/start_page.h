// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the window before anything is open: a place to drop a file, the sample, other
// things to go on with, the three steps.
#pragma once

#include <QWidget>

class QComboBox;

namespace attune::ui {

class Button;
class Card;
class DropArea;
class Label;
class StartRow;
class Workspace;

class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(Workspace& workspace, QWidget* parent = nullptr);
    void setRecent(const QStringList& paths);
    // While a file is dragged over the window.
    void setDropping(bool dropping);
    QComboBox* language() const { return language_; }
    QComboBox* colours() const { return colours_; }
    Button* sampleButton() const { return sample_; }

Q_SIGNALS:
    void dataWanted();
    void recipeWanted();
    void runWanted();
    void modelWanted();
    void recentWanted(const QString& path);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    QWidget* makeDrop();
    QWidget* makeOthers();
    QWidget* makeSteps();
    void fillRecent();
    void followSamples(); // whether the sample can be trained here
    void followOpening();

    Workspace& workspace_;
    Label* title_;
    Label* subtitle_;
    DropArea* drop_;
    Label* dropTitle_;
    Label* dropHint_;
    Button* choose_;
    Button* sample_;
    Label* sampleHint_;
    QWidget* openingBox_;
    Label* openingText_;
    Button* openingCancel_;
    Card* others_;
    StartRow* recipe_;
    StartRow* run_;
    StartRow* model_;
    Label* recentTitle_;
    QWidget* recentBox_;
    QStringList recent_;
    struct Step {
        Label* title;
        Label* text;
    };
    Step steps_[3];
    QComboBox* language_;
    QComboBox* colours_;
};

} // namespace attune::ui
