// SPDX-License-Identifier: GPL-3.0-or-later
// Not a test: takes a picture of the window for the eyes of developers.
// screenshot OUT.png [--size WxH] [--dark] [--zh] [--page KEY] [--open PATH | --sample]
//            [--model FOLDER] [--set KEY=VALUE]... [--range] [--rehearse] [--finding]
//            [--train STEPS]: begun, until so many steps are done
//            [--cell TRUTH,PREDICTED] [--text TEXT]: on the page Results
//            [--part NUMBER]: 0 validation, 1 test
//            [--view NUMBER [--measure]]: its view, the first one 0; its measurement, begun
//            [--press NAME]...: the button in sight of that object name; a dialog is pictured alone
//            [--wait MS] [--action "Ctrl+Shift+Y"]: the dialog that this action of the menus opens
#include "ui/charts/confusion_view.h"
#include "ui/jobs/background_job.h"
#include "ui/kit/button.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/fonts.h"
#include "ui/kit/style.h"
#include "ui/main_window.h"
#include "ui/models/recipe_model.h"
#include "ui/models/rehearsal_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/data/findings_card.h"
#include "ui/pages/page.h"
#include "ui/pages/results/try_text_card.h"
#include "ui/pages/training/range_card.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDialog>
#include <QListView>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace attune;
using namespace attune::ui;

// Until nothing is being read or counted any more, at most five minutes.
void settle() {
    for (int quiet = 0, all = 0; quiet < 5 && all < 3000; ++all) {
        QTest::qWait(100);
        quiet = JobBase::alive() == 0 ? quiet + 1 : 0;
    }
}

// The way that an empty state in sight offers.
void pressEmptyState(const QWidget& within) {
    for (auto* state : within.findChildren<EmptyState*>())
        if (state->isVisible())
            if (auto* button = state->findChild<Button*>(); button != nullptr)
                button->click();
}

int main(int argc, char** argv) {
    Q_INIT_RESOURCE(attune_translations);
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QStringList values = {"size", "page", "open",  "model", "set",   "wait", "action",
                                "cell", "text", "train", "view",  "press", "part"};
    for (const QString& name : values)
        parser.addOption({name, name, name});
    for (const char* name : {"dark", "zh", "sample", "range", "rehearse", "finding", "measure"})
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(name)});
    parser.addPositionalArgument("out", "picture");
    parser.process(application);
    QApplication::setStyle(new AttuneStyle);
    setUpFonts(application);
    QTemporaryDir folder;
    auto settings =
        std::make_unique<QSettings>(folder.filePath("settings.ini"), QSettings::IniFormat);
    settings->setValue("language",
                       static_cast<int>(parser.isSet("zh") ? Language::Choice::Chinese
                                                           : Language::Choice::English));
    settings->setValue("colours",
                       static_cast<int>(parser.isSet("dark") ? Appearance::Choice::Dark
                                                             : Appearance::Choice::Light));
    MainWindow window(std::move(settings));
    const QStringList size = parser.value("size").split('x');
    if (size.size() == 2)
        window.resize(size[0].toInt(), size[1].toInt());
    window.show();
    if (parser.isSet("sample"))
        window.workspace().openSample(parser.isSet("zh") ? "chinese" : "english");
    else if (parser.isSet("open"))
        window.open(parser.value("open"));
    if (parser.isSet("sample") || parser.isSet("open")) {
        if (!QTest::qWaitFor([&] { return window.workspace().hasContent(); }, 20000))
            qWarning("nothing was opened");
    }
    QTest::qWait(200);
    if (parser.isSet("model"))
        window.workspace().recipe().set("model", parser.value("model").toStdString());
    for (const QString& assignment : parser.values("set")) {
        Recipe recipe = window.workspace().recipe().recipe();
        Problem problem;
        if (!setFromText(recipe, assignment.toStdString(), {}, problem))
            qWarning("%s", problem.text().c_str());
        window.workspace().recipe().change(assignment, recipe);
    }
    if (parser.isSet("page"))
        window.showPage(parser.value("page"));
    settle();
    if (parser.isSet("range"))
        pressEmptyState(*window.findChild<RangeCard*>());
    if (parser.isSet("rehearse")) {
        window.workspace().rehearse();
        if (!QTest::qWaitFor([&] { return !window.workspace().rehearsal().isRunning(); }, 300000))
            qWarning("the rehearsal did not end");
    }
    if (parser.isSet("finding")) { // the first one, opened
        auto* view = window.findChild<FindingsCard*>()->findChild<QListView*>();
        view->setCurrentIndex(view->model()->index(0, 0));
    }
    if (parser.isSet("cell")) {
        const QStringList cell = parser.value("cell").split(',');
        auto* view = window.findChild<ConfusionView*>();
        if (!QTest::qWaitFor([&] { return view->isVisible(); }, 20000))
            qWarning("there is no confusion matrix");
        const QModelIndex index =
            view->model()->index(cell.value(0).toInt(), cell.value(1).toInt());
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
    }
    if (parser.isSet("text"))
        window.page("results")->findChild<TryTextCard*>()->tryText(parser.value("text"));
    const auto segment = [&](const char* option, const char* name) {
        if (!parser.isSet(option))
            return;
        window.findChild<QWidget*>(name)
            ->findChildren<QPushButton*>(QString(), Qt::FindDirectChildrenOnly)
            .value(parser.value(option).toInt())
            ->click();
        settle();
    };
    segment("part", "resultsParts");
    segment("view", "resultsViews");
    if (parser.isSet("measure"))
        pressEmptyState(*window.page("results"));
    for (const QString& name : parser.values("press")) {
        settle();
        for (auto* button : window.findChildren<QPushButton*>(name))
            if (button->isVisible() && button->isEnabled())
                button->click();
    }
    if (parser.isSet("train")) {
        window.workspace().train();
        const auto steps = parser.value("train").toULongLong();
        if (!QTest::qWaitFor([&] { return window.workspace().run().steps().size() >= steps; },
                             600000))
            qWarning("so many steps were not trained");
    }
    settle();
    QTest::qWait(parser.value("wait").toInt());
    QWidget* seen = &window;
    if (parser.isSet("action")) {
        for (QAction* action : window.findChildren<QAction*>())
            if (action->shortcut() == QKeySequence(parser.value("action")))
                action->trigger();
        QTest::qWait(500);
        if (QApplication::activeModalWidget() != nullptr)
            seen = QApplication::activeModalWidget();
    }
    for (QWidget* dialog : window.findChildren<QDialog*>())
        if (dialog->isVisible())
            seen = dialog;
    seen->grab().save(parser.positionalArguments().value(0, "window.png"));
    const QSize least = window.minimumSizeHint();
    qInfo("least %dx%d", least.width(), least.height());
    return 0;
}
