// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of the whole window share: settings of their own, the sample, answers to questions,
// the program's style and fonts.
#pragma once

#include "ui/kit/fonts.h"
#include "ui/kit/style.h"
#include "ui/main_window.h"
#include "ui/models/workspace.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFileInfo>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

// Q_INIT_RESOURCE works in no namespace.
inline void useTranslations() { Q_INIT_RESOURCE(attune_translations); }

namespace attune::ui {

constexpr int patience = 20000; // ms; a shared machine may be slow

inline std::unique_ptr<QSettings> settingsIn(const QTemporaryDir& folder) {
    auto settings = std::make_unique<QSettings>(folder.filePath(QStringLiteral("settings.ini")),
                                                QSettings::IniFormat);
    settings->setValue(QStringLiteral("language"), static_cast<int>(Language::Choice::English));
    settings->setValue(QStringLiteral("colours"), static_cast<int>(Appearance::Choice::Light));
    return settings;
}

inline bool openSample(MainWindow& window) {
    window.workspace().openSample("english");
    return QTest::qWaitFor([&] { return window.workspace().hasContent(); }, patience);
}

// The window of `folder`'s settings with that run opened, on its page of results; null where the
// run was not read.
inline std::unique_ptr<MainWindow> windowOnResults(const QTemporaryDir& folder,
                                                   const std::string& run) {
    auto window = std::make_unique<MainWindow>(settingsIn(folder));
    window->resize(1366, 768);
    window->show();
    window->open(QString::fromStdString(run));
    if (!QTest::qWaitFor([&] { return window->workspace().hasContent(); }, patience))
        return nullptr;
    window->showPage("results");
    return window;
}

inline bool sampleModelFound(MainWindow& window) {
    if (!QTest::qWaitFor([&] { return !window.workspace().samples().empty(); }, patience))
        return false;
    return window.workspace().samples().front().missing.message.empty();
}

// The folder of the small model, or empty where there is none.
inline QString smallModel() {
    const QString folder = qEnvironmentVariable("ATTUNE_MODELS") + QStringLiteral("/bert-tiny-mlm");
    return QFileInfo::exists(folder + QStringLiteral("/config.json")) ? folder : QString();
}

// Presses a button of the box that comes next.
inline void answerNext(int button, QString* title = nullptr) {
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, button, title] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (box == nullptr)
            return;
        timer->stop();
        timer->deleteLater();
        if (title != nullptr)
            *title = box->text();
        box->buttons().at(button)->click();
    });
    timer->start(50);
}

// For main(): an application that looks as the program does.
template <class Test> int runWindowTest(int argc, char** argv) {
    useTranslations();
    QApplication application(argc, argv);
    QApplication::setStyle(new AttuneStyle);
    setUpFonts(application);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace attune::ui
