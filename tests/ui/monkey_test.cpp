// SPDX-License-Identifier: GPL-3.0-or-later
// Hands that know nothing: clicks, keys, wheels, drags, drops, sizes, languages and colours at
// random over the real window, from a fixed seed. Nothing may crash, Qt and the testers of models
// may have nothing to say, and at the end the window works. What it does lies in a temporary
// folder.
//
// ATTUNE_MONKEY_SEED and ATTUNE_MONKEY_EVENTS ask for other and longer runs. When it fails it
// prints the last events.
#include "monkey.h"
#include "run/session.h"
#include "small_run.h"
#include "ui/jobs/background_job.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_model.h"
#include "ui/pages/page.h"
#include "window_help.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

using namespace attune;
using namespace attune::ui;

class MonkeyTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    QString path(const QString& name) const { return folder_.filePath(name); }
    void write(const QString& name, const QByteArray& content) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    // Every file below a folder with its size and time.
    static QStringList listing(const QString& folder) {
        QStringList out;
        QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QFileInfo info(it.next());
            out << QStringLiteral("%1 %2 %3")
                       .arg(info.filePath(), QString::number(info.size()),
                            info.lastModified().toString(Qt::ISODateWithMs));
        }
        out.sort();
        return out;
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        SmallRun small;
        small.recipe.training.epochs = 1;
        small.recipe.training.learning_rate = 1e-5;
        const QString home = path("home");
        for (const char* name : {"home", "models", "runs", "texts", "resources"})
            QVERIFY(QDir().mkpath(path(name)));
        const fs::path there = fromUtf8(folder_.path().toStdString());
        fs::copy(small.folder() / "train.csv", there / "texts/train.csv");
        fs::copy(small.folder() / "test.csv", there / "texts/test.csv");
        small.recipe.base = there / "texts";
        small.recipe.head.output = "../runs/finished";
        Session session(small.recipe, StartMode::New);
        session.wait();
        QCOMPARE(session.exitCode(), 0);
        publishFile(there / "texts/recipe.yaml", writeRecipe(small.recipe, there / "texts", false));
        write("texts/empty.csv", {});
        write("texts/broken.yaml", "data: [unclosed\n  training: {epochs: -3");
        write("texts/noise.jsonl", QByteArray(4000, '\x9d') + "{\"text\": \"\\ud800\"}\n\0\0");
        write("texts/odd.tsv", "a\ta\ta\n\"unclosed\t1\n2\n\n\t\t\t\t\n");
        fs::copy(fs::path(small.model()), there / "models/bert-tiny-mlm",
                 fs::copy_options::recursive);
        samples_ = qEnvironmentVariable("ATTUNE_SAMPLES");
        before_ = listing(samples_);
        fs::copy(fromUtf8(samples_.toStdString()), there / "resources/samples",
                 fs::copy_options::recursive);
        qputenv("HOME", home.toUtf8());
        for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HF_HOME"})
            qputenv(name, (home + "/" + name).toUtf8());
        qputenv("ATTUNE_MODELS", path("models").toUtf8());
        qputenv("ATTUNE_RUNS", path("runs").toUtf8());
        qputenv("ATTUNE_RESOURCES", path("resources").toUtf8());
        qputenv("HF_ENDPOINT", "http://127.0.0.1:9"); // nobody answers there
        QVERIFY(QDir::setCurrent(path("texts")));
    }

    void theWindowStandsWhateverIsDoneToIt() {
        Monkey monkey(folder_, qEnvironmentVariableIntValue("ATTUNE_MONKEY_SEED"));
        for (const char* name : {"train.csv", "recipe.yaml", "empty.csv", "broken.yaml",
                                 "noise.jsonl", "odd.tsv", "missing.csv"})
            monkey.files << path(QStringLiteral("texts/") + name);
        monkey.files << path("texts") << path("runs/finished") << path("runs/finished/model")
                     << path("models/bert-tiny-mlm");
        const int events = qEnvironmentVariableIsSet("ATTUNE_MONKEY_EVENTS")
                               ? qEnvironmentVariableIntValue("ATTUNE_MONKEY_EVENTS")
                               : 10000;
        monkey.play(events);
        QVERIFY2(monkey.said.isEmpty(), qPrintable(monkey.said.join('\n') + "\n\nafter\n" +
                                                   monkey.lastEvents().join('\n')));
        QCOMPARE(listing(samples_), before_);

        // It still works.
        MainWindow& window = monkey.freshWindow();
        QVERIFY(openSample(window));
        for (const char* key : {"data", "clean", "training", "runs"}) {
            window.showPage(QLatin1String(key));
            QVERIFY(window.page(QLatin1String(key))->isVisible());
        }
        QTRY_VERIFY_WITH_TIMEOUT(window.workspace().recipe().checked(), patience);
        window.workspace().recipe().undoStack().setClean();
        window.close();
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), patience);
    }

private:
    QString samples_;
    QStringList before_;
};

// Of the bus and of dialogs, before the application looks for them.
int main(int argc, char** argv) {
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere");
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    return runWindowTest<MonkeyTest>(argc, argv);
}
#include "monkey_test.moc"
