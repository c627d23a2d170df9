// SPDX-License-Identifier: GPL-3.0-or-later
#include "monkey.h"

#include "ui/jobs/background_job.h"
#include "ui/models/range_test_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/rehearsal_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/page_list.h"
#include "window_help.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QComboBox>
#include <QDesktopServices>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QUndoStack>
#include <QWheelEvent>

#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <thread>

namespace attune::ui {

namespace {

constexpr int patienceInDialogs = 8;   // events until a dialog is closed
constexpr int meanTraining = 40;       // events until a run is stopped
constexpr std::size_t remembered = 60; // events

// Plain memory, so that a handler of signals may read it.
std::array<std::array<char, 240>, remembered> ring{};
std::size_t written = 0;

void onCrash(int signal) {
    const char* head = "\nthe last events before the crash:\n";
    [[maybe_unused]] auto ignored = ::write(2, head, std::strlen(head));
    for (std::size_t i = written > remembered ? written - remembered : 0; i < written; ++i) {
        const auto& line = ring[i % remembered];
        ignored = ::write(2, line.data(), ::strnlen(line.data(), line.size()));
        ignored = ::write(2, "\n", 1);
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

// Where warnings go while it plays.
Monkey* listener = nullptr;
void onMessage(QtMsgType type, const QMessageLogContext& context, const QString& text) {
    // What the platform without a screen cannot do, and which letters the fonts of this machine
    // lack, says nothing of the window.
    const bool platform = text.startsWith(QLatin1String("This plugin does not support")) ||
                          text.contains(QLatin1String("OpenType support missing"));
    if (listener != nullptr && type != QtDebugMsg && type != QtInfoMsg && !platform)
        listener->said << QStringLiteral("%1 (%2)").arg(
            text, QString::fromLatin1(context.category != nullptr ? context.category : ""));
}

QString nameOf(const QObject& object) {
    const QString name = object.objectName();
    return QString::fromLatin1(object.metaObject()->className()) +
           (name.isEmpty() ? QString() : QLatin1Char('#') + name);
}

} // namespace

Monkey::Monkey(const QTemporaryDir& folder, int seed)
    : folder_(folder), random_(static_cast<quint32>(seed == 0 ? 1 : seed)) {
    for (const char* scheme : {"file", "http", "https"})
        QDesktopServices::setUrlHandler(QLatin1String(scheme), this, "swallow");
    for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS})
        std::signal(signal, onCrash);
    listener = this;
    before_ = qInstallMessageHandler(onMessage);
}

Monkey::~Monkey() {
    for (const char* scheme : {"file", "http", "https"})
        QDesktopServices::unsetUrlHandler(QLatin1String(scheme));
    qInstallMessageHandler(before_);
    listener = nullptr;
    closeAll();
}

void Monkey::note(const QString& event) {
    const QByteArray line = QByteArray::number(left_) + ' ' + event.toUtf8();
    auto& slot = ring[written % remembered];
    std::strncpy(slot.data(), line.constData(), slot.size() - 1);
    ++written;
    if (qEnvironmentVariableIsSet("ATTUNE_MONKEY_TRACE"))
        std::fprintf(stderr, "%s\n", slot.data());
}

QStringList Monkey::lastEvents() const {
    QStringList out;
    for (std::size_t i = written > remembered ? written - remembered : 0; i < written; ++i)
        out << QString::fromUtf8(ring[i % remembered].data());
    return out;
}

// ---- the window --------------------------------------------------------------------------------

void Monkey::makeWindow() {
    window_ = std::make_unique<MainWindow>(settingsIn(folder_));
    window_->resize(1366, 768);
    window_->show();
    broken_ = false;
    watchModels();
    window_->open(files[below(2)]);
}

void Monkey::watchModels() {
    using Tester = QAbstractItemModelTester;
    for (QObject* root :
         {static_cast<QObject*>(window_.get()), static_cast<QObject*>(&window_->workspace())})
        for (auto* model : root->findChildren<QAbstractItemModel*>())
            if (QByteArray(model->metaObject()->className()).startsWith("attune::"))
                new Tester(model, Tester::FailureReportingMode::Warning, model);
}

void Monkey::closeAll() {
    for (int tries = 0; tries < 100; ++tries) {
        QWidget* open = QApplication::activePopupWidget();
        if (open == nullptr)
            open = QApplication::activeModalWidget();
        if (open == nullptr)
            break;
        open->close();
        QCoreApplication::processEvents();
    }
    if (window_ == nullptr)
        return;
    Workspace& workspace = window_->workspace();
    workspace.recipe().undoStack().setClean();
    workspace.rangeTest().stop();
    workspace.rehearsal().stop();
    if (workspace.run().isOurs())
        workspace.run().stop(Session::StopKind::Interrupt);
    JobBase::stopAll();
    QElapsedTimer clock;
    clock.start();
    while ((workspace.run().isOurs() || workspace.rangeTest().isRunning() ||
            workspace.rehearsal().isRunning() || JobBase::alive() > 0) &&
           clock.elapsed() < 60000)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    window_.reset();
}

MainWindow& Monkey::freshWindow() {
    closeAll();
    makeWindow();
    return *window_;
}

void Monkey::swallow(const QUrl&) {}

void Monkey::keepShort() {
    Workspace& workspace = window_->workspace();
    if (below(meanTraining) != 0)
        return;
    if (workspace.run().isOurs() && workspace.run().state() != RunModel::State::Stopping)
        workspace.run().stop(Session::StopKind::Interrupt);
    workspace.rangeTest().stop();
    workspace.rehearsal().stop();
}

// ---- the loop ----------------------------------------------------------------------------------

void Monkey::play(int events) {
    makeWindow();
    left_ = events;
    QTimer::singleShot(0, this, &Monkey::step);
    while (left_ > 0) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (broken_ && depth_ == 0) {
            closeAll();
            makeWindow();
        }
    }
    note(QStringLiteral("the end"));
    closeAll();
}

void Monkey::step() {
    if (left_ <= 0) { // what still waits in a loop of its own returns
        if (QWidget* in = front(); in != nullptr && in != window_.get())
            in->close();
        if (depth_ > 0)
            QTimer::singleShot(0, this, &Monkey::step);
        return;
    }
    --left_;
    // The next one first: this one may wait in a loop of its own.
    QTimer::singleShot(0, this, &Monkey::step);
    if (broken_)
        return;
    ++depth_;
    if (!window_->isVisible()) {
        broken_ = true;
    } else {
        keepShort();
        static const Chance chances[] = {
            {34, &Monkey::click      },
            {4,  &Monkey::doubleClick},
            {3,  &Monkey::rightClick },
            {8,  &Monkey::wheel      },
            {10, &Monkey::key        },
            {6,  &Monkey::type       },
            {5,  &Monkey::shortcut   },
            {4,  &Monkey::action     },
            {5,  &Monkey::drag       },
            {1,  &Monkey::drop       },
            {1,  &Monkey::resize     },
            {1,  &Monkey::look       },
            {5,  &Monkey::undo       },
            {5,  &Monkey::page       },
            {6,  &Monkey::hover      },
            {3,  &Monkey::wait       },
        };
        if (!meetDialog()) {
            int all = 0;
            for (const Chance& chance : chances)
                all += chance.weight;
            int at = below(all);
            const Chance* chosen = chances;
            while (at >= chosen->weight)
                at -= (chosen++)->weight;
            (this->*chosen->act)();
            if (below(400) == 0)
                closeWindow();
        }
    }
    --depth_;
}

QWidget* Monkey::front() const {
    if (QWidget* popup = QApplication::activePopupWidget())
        return popup;
    if (QWidget* modal = QApplication::activeModalWidget())
        return modal;
    return window_.get();
}

bool Monkey::meetDialog() {
    QWidget* in = front();
    if (in == window_.get()) {
        inDialog_ = 0;
        return false;
    }
    // Nothing of a dialog for files is clicked: it leads out of the folder.
    if (auto* files = qobject_cast<QFileDialog*>(QApplication::activeModalWidget())) {
        if (in != files) {
            in->close();
            return true;
        }
        choose(*files);
        return true;
    }
    if (++inDialog_ > patienceInDialogs) {
        inDialog_ = 0;
        note(QStringLiteral("close ") + nameOf(*in));
        in->close();
        return true;
    }
    if (auto* box = qobject_cast<QMessageBox*>(in)) {
        answer(*box);
        return true;
    }
    return false; // like the window, for a while
}

void Monkey::answer(QDialog& dialog) {
    const auto buttons = dialog.findChildren<QAbstractButton*>();
    QList<QAbstractButton*> live;
    for (QAbstractButton* button : buttons)
        if (button->isVisible() && button->isEnabled())
            live << button;
    if (live.isEmpty()) {
        dialog.reject();
        return;
    }
    QAbstractButton* chosen = live[below(static_cast<int>(live.size()))];
    note(QStringLiteral("answer ") + chosen->text());
    chosen->click();
}

void Monkey::choose(QFileDialog& dialog) {
    if (below(3) == 0) {
        note(QStringLiteral("cancel a file dialog"));
        dialog.reject();
        return;
    }
    const bool saving = dialog.acceptMode() == QFileDialog::AcceptSave;
    const QStringList endings = {"csv", "jsonl", "yaml", "html", "pdf", "json", "odd"};
    const QString path =
        saving ? folder_.filePath(QStringLiteral("texts/saved-%1.%2")
                                      .arg(QString::number(below(5)),
                                           endings[below(static_cast<int>(endings.size()))]))
               : files[below(static_cast<int>(files.size()))];
    note(QStringLiteral("choose ") + path);
    const QPointer<QFileDialog> alive(&dialog);
    if (auto* edit = dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))) {
        edit->setText(path);
        QTest::keyClick(edit, Qt::Key_Return); // it may ask whether to replace a file
    }
    if (alive != nullptr && alive->isVisible())
        alive->reject();
}

// ---- what is done ------------------------------------------------------------------------------

Monkey::Target Monkey::target() {
    QWidget* in = front();
    QWidget* widget = in;
    QPoint at(below(std::max(1, in->width())), below(std::max(1, in->height())));
    if (below(2) == 0) { // things are met more often than what is between them
        QList<QWidget*> live;
        for (QWidget* child : in->findChildren<QWidget*>())
            if (child->isVisible() && child->isEnabled() && child->window() == in &&
                child->focusPolicy() != Qt::NoFocus)
                live << child;
        if (!live.isEmpty()) {
            widget = live[below(static_cast<int>(live.size()))];
            at = QPoint(below(std::max(1, widget->width())), below(std::max(1, widget->height())));
        }
    }
    if (QWidget* child = widget->childAt(at)) {
        at = child->mapFrom(widget, at);
        widget = child;
    }
    if (auto* view = qobject_cast<QAbstractScrollArea*>(widget)) {
        at = view->viewport()->mapFrom(view, at);
        widget = view->viewport();
    }
    return {widget, at};
}

void Monkey::press(Qt::MouseButton button, bool twice) {
    const Target on = target();
    const Qt::KeyboardModifiers modifiers = below(8) == 0   ? Qt::ControlModifier
                                            : below(8) == 0 ? Qt::ShiftModifier
                                                            : Qt::NoModifier;
    note(QStringLiteral("%1 %2 at %3,%4 in %5")
             .arg(twice                       ? "double click"
                  : button == Qt::RightButton ? "right click"
                                              : "click",
                  nameOf(*on.widget), QString::number(on.at.x()), QString::number(on.at.y()),
                  nameOf(*on.widget->window())));
    const QPointer<QWidget> widget(on.widget);
    if (button == Qt::RightButton) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, on.at, on.widget->mapToGlobal(on.at));
        QApplication::sendEvent(on.widget, &event);
        return;
    }
    QTest::mouseClick(on.widget, button, modifiers, on.at);
    if (twice && widget != nullptr && widget->isVisible())
        QTest::mouseDClick(widget, button, modifiers, on.at);
}

void Monkey::click() { press(Qt::LeftButton, false); }
void Monkey::doubleClick() { press(Qt::LeftButton, true); }
void Monkey::rightClick() { press(Qt::RightButton, false); }

void Monkey::wheel() {
    const Target on = target();
    const int turns = (below(2) == 0 ? 120 : -120) * (1 + below(5));
    note(QStringLiteral("wheel %1 over %2").arg(QString::number(turns), nameOf(*on.widget)));
    QWheelEvent event(on.at, on.widget->mapToGlobal(on.at), {}, {0, turns}, Qt::NoButton,
                      below(4) == 0 ? Qt::ControlModifier : Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(on.widget, &event);
}

void Monkey::key() {
    static const Qt::Key keys[] = {
        Qt::Key_Tab,      Qt::Key_Tab,    Qt::Key_Backtab, Qt::Key_Up,        Qt::Key_Down,
        Qt::Key_Left,     Qt::Key_Right,  Qt::Key_Home,    Qt::Key_End,       Qt::Key_Space,
        Qt::Key_Return,   Qt::Key_Escape, Qt::Key_Delete,  Qt::Key_Backspace, Qt::Key_PageUp,
        Qt::Key_PageDown, Qt::Key_F2,     Qt::Key_Menu};
    QWidget* in = front();
    QWidget* to = in->focusWidget() != nullptr ? in->focusWidget() : in;
    const Qt::Key pressed = keys[below(std::size(keys))];
    const Qt::KeyboardModifiers modifiers = below(5) == 0   ? Qt::ShiftModifier
                                            : below(8) == 0 ? Qt::AltModifier
                                                            : Qt::NoModifier;
    note(QStringLiteral("key %1 %2 to %3")
             .arg(QString::number(pressed, 16), QString::number(modifiers, 16), nameOf(*to)));
    QTest::keyClick(to, pressed, modifiers);
}

void Monkey::type() {
    static const QStringList texts = {"0",
                                      "7",
                                      "-1",
                                      "1e9",
                                      "abc",
                                      "nan",
                                      "x y",
                                      "99999999999",
                                      QString::fromUtf8("中文"),
                                      QString::fromUtf8("😀é"),
                                      "\"",
                                      "[("};
    QWidget* in = front();
    QWidget* to = in->focusWidget() != nullptr ? in->focusWidget() : in;
    const QString text = texts[below(static_cast<int>(texts.size()))];
    note(QStringLiteral("type %1 to %2").arg(text, nameOf(*to)));
    QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, text);
    QApplication::sendEvent(to, &press);
}

void Monkey::shortcut() {
    QList<QKeySequence> keys;
    for (const QAction* action : window_->findChildren<QAction*>())
        if (!action->shortcut().isEmpty())
            keys << action->shortcut();
    const QKeySequence sequence = keys[below(static_cast<int>(keys.size()))];
    note(QStringLiteral("keys ") + sequence.toString());
    QTest::keySequence(front(), sequence);
}

void Monkey::action() {
    QList<QAction*> live;
    if (front() == window_.get())
        for (QAction* action : window_->findChildren<QAction*>())
            if (action->isEnabled() && action->isVisible() && action->menu() == nullptr &&
                !action->text().isEmpty())
                live << action;
    if (live.isEmpty())
        return;
    QAction* chosen = live[below(static_cast<int>(live.size()))];
    note(QStringLiteral("menu ") + chosen->text());
    chosen->trigger();
}

void Monkey::drag() {
    const Target from = target();
    const QPointer<QWidget> widget(from.widget);
    note(QStringLiteral("drag in %1").arg(nameOf(*from.widget)));
    QTest::mousePress(from.widget, Qt::LeftButton, {}, from.at);
    for (int move = 0; move < 4 && widget != nullptr; ++move) {
        const QPoint to(below(std::max(1, widget->width() * 2)) - widget->width() / 2,
                        below(std::max(1, widget->height() * 2)) - widget->height() / 2);
        QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::LeftButton,
                          Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(widget, &event);
    }
    if (widget != nullptr)
        QTest::mouseRelease(
            widget, Qt::LeftButton, {},
            QPoint(below(std::max(1, widget->width())), below(std::max(1, widget->height()))));
}

void Monkey::drop() {
    if (front() != window_.get())
        return;
    QMimeData data;
    const QString file = files[below(static_cast<int>(files.size()))];
    if (below(6) == 0)
        data.setText(QStringLiteral("no file"));
    else
        data.setUrls({QUrl::fromLocalFile(file)});
    note(QStringLiteral("drop ") + file);
    const QPoint at(300, 300);
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_.get(), &enter);
    if (!enter.isAccepted() || below(4) == 0) {
        QDragLeaveEvent leave;
        QApplication::sendEvent(window_.get(), &leave);
        return;
    }
    QDropEvent dropped(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_.get(), &dropped);
}

void Monkey::resize() {
    const QSize size(600 + below(1300), 400 + below(700));
    note(QStringLiteral("resize %1x%2").arg(size.width()).arg(size.height()));
    window_->resize(size);
}

void Monkey::look() {
    if (front() != window_.get())
        return;
    if (below(2) == 0) {
        note(QStringLiteral("language"));
        window_->setLanguage(static_cast<Language::Choice>(below(3)));
    } else {
        note(QStringLiteral("colours"));
        window_->setColours(static_cast<Appearance::Choice>(below(5)));
    }
}

void Monkey::undo() {
    if (front() != window_.get())
        return;
    QUndoStack& stack = window_->workspace().recipe().undoStack();
    for (int i = below(4); i >= 0; --i) {
        const bool back = below(3) > 0;
        note(back ? QStringLiteral("undo ") + stack.undoText()
                  : QStringLiteral("redo ") + stack.redoText());
        back ? stack.undo() : stack.redo();
    }
}

void Monkey::page() {
    if (front() != window_.get())
        return;
    const QString key =
        QString::fromLatin1(pageList()[static_cast<std::size_t>(below(8)) % pageList().size()].key);
    note(QStringLiteral("page ") + key);
    window_->showPage(key);
}

void Monkey::hover() {
    const Target on = target();
    QMouseEvent move(QEvent::MouseMove, on.at, on.widget->mapToGlobal(on.at), Qt::NoButton,
                     Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(on.widget, &move);
    if (below(3) == 0) {
        note(QStringLiteral("tip of ") + nameOf(*on.widget));
        QHelpEvent help(QEvent::ToolTip, on.at, on.widget->mapToGlobal(on.at));
        QApplication::sendEvent(on.widget, &help);
    }
}

void Monkey::wait() {
    // What works in the background gets on; what it has to say comes with the next turn.
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
}

void Monkey::closeWindow() {
    note(QStringLiteral("close the window"));
    window_->close();
}

} // namespace attune::ui
