// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a person uses it: the sample is opened and trained with clicks, changes are undone,
// the language switches while it runs, forms refuse what is no value.
#include "ui/charts/live_chart.h"
#include "ui/kit/button.h"
#include "ui/kit/fonts.h"
#include "ui/kit/label.h"
#include "ui/kit/parameter_form.h"
#include "ui/kit/style.h"
#include "ui/kit/value_spin.h"
#include "ui/main_window.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/page.h"
#include "ui/pages/page_list.h"
#include "ui/window/start_page.h"
#include "ui/window/strip.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace attune;
using namespace attune::ui;

namespace {
std::unique_ptr<QSettings> settingsIn(const QTemporaryDir& folder) {
    auto settings = std::make_unique<QSettings>(folder.filePath(QStringLiteral("settings.ini")),
                                                QSettings::IniFormat);
    settings->setValue(QStringLiteral("language"), static_cast<int>(Language::Choice::English));
    settings->setValue(QStringLiteral("colours"), static_cast<int>(Appearance::Choice::Light));
    return settings;
}

std::vector<RecipeParameter> trainingParameters(bool all) {
    std::vector<RecipeParameter> chosen;
    for (const RecipeParameter& parameter : parametersOf(Recipe()))
        if (parameter.key.rfind("training.", 0) == 0 && (all || !parameter.parameter.advanced))
            chosen.push_back(parameter);
    return chosen;
}
} // namespace

class WindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        QVERIFY(folder_->isValid());
        qputenv("ATTUNE_RUNS", folder_->filePath(QStringLiteral("runs")).toUtf8());
    }

    void sampleTrainsWithClicks() {
        const QString models = qEnvironmentVariable("ATTUNE_MODELS");
        if (!QFileInfo::exists(models + QStringLiteral("/bert-tiny-mlm/config.json")))
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        MainWindow window(settingsIn(*folder_));
        window.show();
        auto* start = window.findChild<StartPage*>();
        QTest::mouseClick(start->sampleButton(), Qt::LeftButton);
        QVERIFY(window.workspace().hasContent());
        RecipeModel& recipe = window.workspace().recipe();
        QVERIFY(recipe.set("model", (models + QStringLiteral("/bert-tiny-mlm")).toStdString()));
        QVERIFY(recipe.set("training.epochs", std::int64_t{2}));
        QVERIFY(recipe.set("training.max_steps", std::int64_t{24}));
        QVERIFY(recipe.set("training.evaluate_every", 0.05));
        QTRY_VERIFY_WITH_TIMEOUT(recipe.checked() && !recipe.hasErrors(), 20000);
        auto* strip = window.findChild<Strip*>();
        QTRY_VERIFY(strip->mainButton()->isEnabled());
        QTest::mouseClick(strip->mainButton(), Qt::LeftButton);
        RunModel& run = window.workspace().run();
        QVERIFY(run.isOurs());
        QTRY_VERIFY_WITH_TIMEOUT(run.state() == RunModel::State::Ended, 120000);
        QVERIFY2(!run.failure(), run.failure() ? run.failure()->what.text().c_str() : "");
        QCOMPARE(run.steps().size(), std::size_t{24});
        QVERIFY(!run.evaluations().empty());
        QVERIFY(run.best() >= 0);
        bool drawn = false;
        for (const LiveChart* chart :
             window.page(QStringLiteral("training"))->findChildren<LiveChart*>())
            drawn = drawn || (chart->accessibleName() == QLatin1String("Loss by step") &&
                              chart->points(0).size() == 24);
        QVERIFY(drawn);
        QVERIFY(run.finished());
        QVERIFY(QFileInfo::exists(run.folder() + QStringLiteral("/model/config.json")));
        QVERIFY(window.findChild<Strip*>()->mainButton()->text() == QLatin1String("Train again"));
    }

    void closingWhileTrainingLeavesARunToResume() {
        const QString models = qEnvironmentVariable("ATTUNE_MODELS");
        if (!QFileInfo::exists(models + QStringLiteral("/bert-tiny-mlm/config.json")))
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        MainWindow window(settingsIn(*folder_));
        window.show();
        window.workspace().openSample("english");
        RecipeModel& recipe = window.workspace().recipe();
        Recipe changed = recipe.recipe();
        changed.head.model = (models + QStringLiteral("/bert-tiny-mlm")).toStdString();
        changed.training.epochs = 50;
        recipe.adopt(changed, QStringLiteral("long.yaml"));
        RunModel& run = window.workspace().run();
        window.workspace().train();
        QTRY_VERIFY_WITH_TIMEOUT(run.steps().size() > 2, 60000);
        run.pause();
        QCOMPARE(run.state(), RunModel::State::Paused);
        run.resume();
        const auto answer = [](int button) {
            QTimer::singleShot(200, [button] {
                auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                if (box != nullptr)
                    box->buttons().at(button)->click();
            });
        };
        answer(2); // cancel
        window.close();
        QVERIFY(window.isVisible());
        QCOMPARE(run.state(), RunModel::State::Running);
        answer(0); // stop after a checkpoint
        window.close();
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), 60000);
        QVERIFY(run.finished());
        QCOMPARE(run.finished()->reason, FinishedEvent::Reason::Interrupted);
        const auto runs = studio::findRuns(fromUtf8(run.folder().toStdString()).parent_path());
        QCOMPARE(runs.size(), std::size_t{1});
        QVERIFY(runs.front().canResume);
    }

    void changesAreUndoneAndRedone() {
        RecipeModel model;
        model.adopt(Recipe(), QStringLiteral("new.yaml"));
        QVERIFY(!model.isDirty());
        QVERIFY(model.set("training.epochs", std::int64_t{7}));
        QVERIFY(model.set("data.max_length", std::int64_t{64}));
        QVERIFY(model.isDirty());
        QCOMPARE(model.undoStack().count(), 2);
        model.undoStack().undo();
        QCOMPARE(model.recipe().data.max_length, DataSettings().max_length);
        QCOMPARE(model.recipe().training.epochs, std::int64_t{7});
        model.undoStack().undo();
        QVERIFY(model.recipe() == Recipe());
        QVERIFY(!model.isDirty());
        model.undoStack().redo();
        QCOMPARE(model.recipe().training.epochs, std::int64_t{7});
    }

    void typingOnInOneFieldIsOneStep() {
        RecipeModel model;
        model.adopt(Recipe(), QString());
        for (const std::int64_t value : {1, 12, 128})
            QVERIFY(model.set("training.batch_size", value));
        QCOMPARE(model.undoStack().count(), 1);
        model.undoStack().undo();
        QCOMPARE(model.recipe().training.batch_size, TrainingSettings().batch_size);
    }

    void savedRecipeReadsBackEqual() {
        RecipeModel model;
        model.adopt(Recipe(), QString());
        QVERIFY(model.set("training.learning_rate", 3e-5));
        const QString path = folder_->filePath(QStringLiteral("one.yaml"));
        model.save(path);
        QVERIFY(!model.isDirty());
        RecipeModel again;
        again.open(path);
        QCOMPARE(again.recipe().training.learning_rate, 3e-5);
        QCOMPARE(again.name(), QStringLiteral("one.yaml"));
    }

    void formRefusesWhatIsNoValue() {
        ParameterForm form;
        form.show(trainingParameters(false));
        form.resize(700, 500);
        QSignalSpy edited(&form, &ParameterForm::edited);
        ValueSpin* rate = nullptr;
        for (ValueSpin* spin : form.findChildren<ValueSpin*>())
            if (spin->accessibleName() == QLatin1String("Learning rate"))
                rate = spin;
        QVERIFY(rate != nullptr);
        auto* edit = rate->findChild<QLineEdit*>();
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("0.5.0"));
        QVERIFY(rate->property("invalid").toBool());
        bool told = false;
        for (const Label* label : form.findChildren<Label*>())
            told = told || (label->isVisibleTo(&form) && label->text().contains(u"0.5.0"));
        QVERIFY(told);
        edited.clear();
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("3e-5"));
        QVERIFY(!rate->property("invalid").toBool());
        QVERIFY(!edited.isEmpty());
        QCOMPARE(std::get<double>(edited.back().at(1).value<Value>()), 3e-5);
    }

    void everyKindOfParameterHasAField() {
        ParameterForm form;
        form.show(parametersOf(Recipe()));
        for (const RecipeParameter& parameter : parametersOf(Recipe()))
            QVERIFY2(form.hasField(parameter.key), parameter.key.c_str());
    }

    void stepsSuitTheSizeOfNumbers() {
        QCOMPARE(steppedReal(3e-5, true), 4e-5);
        QCOMPARE(steppedReal(9e-5, true), 1e-4);
        QCOMPARE(steppedReal(1e-4, false), 9e-5);
        QCOMPARE(steppedReal(0.1, true), 0.2);
        QCOMPARE(steppedReal(0.0, true), 0.01);
    }

    void languageSwitchesEverythingWhileItRuns() {
        MainWindow window(settingsIn(*folder_));
        window.show();
        window.workspace().openSample("english");
        for (const PageEntry& entry : pageList())
            window.showPage(QString::fromLatin1(entry.key)); // texts are set when first shown
        window.setLanguage(Language::Choice::Chinese);
        static const QRegularExpression english(QStringLiteral("[A-Za-z]{3,} [a-z]{2,}"));
        QStringList left;
        const auto look = [&](const QString& text, const QWidget* widget) {
            if (english.match(text).hasMatch() && !text.contains(QLatin1Char('/')))
                left << QString::fromLatin1(widget->metaObject()->className()) +
                            QStringLiteral(": ") + text;
        };
        for (const Label* label : window.findChildren<Label*>())
            look(label->text(), label);
        for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
            look(button->text(), button);
        for (const QAction* action : window.findChildren<QAction*>())
            look(action->text(), &window);
        // What the data say (texts, names of models, licences) stays as it is.
        left = left.filter(QRegularExpression(QStringLiteral("^(?!.*(MiniLM|uncased)).*$")));
        QVERIFY2(left.isEmpty(), qPrintable(left.join(QLatin1Char('\n'))));
        QCOMPARE(window.menuBar()->actions().front()->text(), QStringLiteral("文件(&F)"));
        window.setLanguage(Language::Choice::English);
        QCOMPARE(window.menuBar()->actions().front()->text(), QStringLiteral("&File"));
    }

    void coloursSwitchWhileItRuns() {
        MainWindow window(settingsIn(*folder_));
        window.show();
        QTRY_VERIFY(!Theme::of(window).dark);
        window.setColours(Appearance::Choice::Dark);
        QTRY_VERIFY(Theme::of(window).dark);
        QTRY_VERIFY(Theme::of(*window.page(QStringLiteral("training"))).dark);
        window.setColours(Appearance::Choice::Light);
        QTRY_VERIFY(!Theme::of(window).dark);
    }

    void brokenFilesAreTold_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("recipe that is no YAML") << "a.yaml" << QByteArray("{[");
        QTest::newRow("empty table") << "a.csv" << QByteArray();
    }
    void brokenFilesAreTold() {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFile file(folder_->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        MainWindow window(settingsIn(*folder_));
        window.show();
        QSignalSpy failed(&window.workspace(), &Workspace::failed);
        window.workspace().openAny(file.fileName());
        QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty() || window.workspace().recipe().hasErrors(),
                                 10000);
    }

    void whatDoesNotExistIsTold() {
        MainWindow window(settingsIn(*folder_));
        QSignalSpy failed(&window.workspace(), &Workspace::failed);
        window.workspace().openAny(folder_->filePath(QStringLiteral("nothing-here")));
        QCOMPARE(failed.size(), 1);
        QVERIFY(!window.workspace().hasContent());
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
};

int main(int argc, char** argv) {
    Q_INIT_RESOURCE(attune_translations);
    QApplication application(argc, argv);
    QApplication::setStyle(new AttuneStyle);
    setUpFonts(application);
    WindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "window_test.moc"
