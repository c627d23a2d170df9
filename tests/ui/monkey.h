// SPDX-License-Identifier: GPL-3.0-or-later
// Random hands on a window. Every event is one turn of the event loop, so that questions and menus,
// which wait in loops of their own, are met by the next ones.
#pragma once

#include "ui/main_window.h"

#include <QRandomGenerator>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

#include <functional>
#include <memory>

class QDialog;
class QFileDialog;

namespace attune::ui {

class Monkey : public QObject {
    Q_OBJECT
public:
    // Settings and whatever is written lie in `folder`. Seed 0 counts as 1.
    Monkey(const QTemporaryDir& folder, int seed);
    ~Monkey() override;

    QStringList files; // what is dropped on the window and chosen in dialogs
    QStringList said;  // warnings of Qt, of the testers of models

    void play(int events);
    QStringList lastEvents() const;
    // A new window, after everything of the old one has ended.
    MainWindow& freshWindow();

private Q_SLOTS:
    void swallow(const QUrl& url); // what the desktop would have opened

private:
    struct Chance {
        int weight;
        void (Monkey::*act)();
    };

    void step();
    void makeWindow();
    void closeAll();
    void watchModels();
    void keepShort(); // trainings
    void note(const QString& event);

    void answer(QDialog& dialog);
    void choose(QFileDialog& dialog);
    bool meetDialog(); // whether one stood there and was met

    void click();
    void doubleClick();
    void rightClick();
    void wheel();
    void key();
    void type();
    void shortcut();
    void action();
    void drag();
    void drop();
    void resize();
    void look(); // language and colours
    void undo();
    void page();
    void hover();
    void wait();
    void closeWindow();

    int below(int bound) { return static_cast<int>(random_.bounded(bound)); }
    // A widget of the window in front and a place in it, as a pointer finds them.
    struct Target {
        QWidget* widget = nullptr;
        QPoint at;
    };
    Target target();
    QWidget* front() const;
    void press(Qt::MouseButton button, bool twice);

    const QTemporaryDir& folder_;
    QRandomGenerator random_;
    std::unique_ptr<MainWindow> window_;
    int left_ = 0;
    int depth_ = 0;       // steps within steps
    int inDialog_ = 0;    // events since a dialog stands there
    bool broken_ = false; // the window is closed and is to be made anew
    QtMessageHandler before_ = nullptr;
};

} // namespace attune::ui
