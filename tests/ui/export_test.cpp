// SPDX-License-Identifier: GPL-3.0-or-later
// The menu Export, clicked through: what a finished run hands on is written, read back and told.
#include "run/session.h"
#include "small_run.h"
#include "studio/report_document.h"
#include "ui/jobs/background_job.h"
#include "ui/kit/button.h"
#include "ui/models/recipe_model.h"
#include "ui/window/export_dialog.h"
#include "ui/window/format_dialog.h"
#include "ui/window/predictions_dialog.h"
#include "ui/window/report_pdf.h"
#include "window_help.h"

#include <QAction>
#include <QComboBox>
#include <QDesktopServices>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>

using namespace attune;
using namespace attune::ui;

// Where the desktop was asked to show something.
class Shown : public QObject {
    Q_OBJECT
public:
    QList<QUrl> urls;
public Q_SLOTS:
    void take(const QUrl& url) { urls << url; }
};

class ExportTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<MainWindow> window_;
    Shown shown_;

    QString path(const QString& name) const { return folder_->filePath(name); }
    static QString plain(QString text) { return text.remove(QLatin1Char('&')); }
    QAction* action(const QString& text) const {
        for (QAction* action : window_->menuBar()->actions())
            if (plain(action->text()) == QLatin1String("Export"))
                for (QAction* entry : action->menu()->actions())
                    if (plain(entry->text()) == text)
                        return entry;
        return nullptr;
    }
    QStringList reasons() const { // entries that are shown and cannot be chosen, as sentences
        QStringList out;
        for (QAction* action : window_->menuBar()->actions())
            if (plain(action->text()) == QLatin1String("Export"))
                for (QAction* entry : action->menu()->actions())
                    if (entry->isVisible() && !entry->isEnabled() &&
                        entry->text().endsWith(QLatin1Char('.')))
                        out << entry->text();
        return out;
    }
    // Waits for the end of an export; its text, empty where it failed.
    QString outcome() {
        auto* dialog = window_->findChild<ExportDialog*>();
        if (dialog == nullptr)
            return {};
        auto* show = dialog->findChild<QPushButton*>("openExported");
        auto* close = dialog->findChild<QPushButton*>("closeExport");
        if (!QTest::qWaitFor([&] { return close->text() == QLatin1String("Close"); }, patience))
            return {};
        const QString text = dialog->findChild<QLabel*>("exportText")->text();
        const bool done = show->isVisible();
        if (done) {
            shown_.urls.clear();
            QTest::mouseClick(show, Qt::LeftButton);
            if (!QTest::qWaitFor([&] { return !shown_.urls.isEmpty(); }, patience))
                return {};
        }
        QTest::mouseClick(close, Qt::LeftButton);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return done ? text : QString();
    }
    QString report(const QString& file) {
        action("Report of this run…")->trigger();
        auto* dialog = window_->findChild<QFileDialog*>();
        if (dialog == nullptr)
            return {};
        Q_EMIT dialog->fileSelected(file);
        dialog->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return outcome();
    }
    // Opens the dialog, chooses the texts by a click, writes to a file.
    QString predictions(int texts, const QString& data, const QString& output) {
        action("Predictions…")->trigger();
        auto* dialog = window_->findChild<PredictionsDialog*>();
        if (dialog == nullptr)
            return {};
        const QStringList names = {"A file of texts", "The validation part", "The test part"};
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->text() == names[texts])
                QTest::mouseClick(button, Qt::LeftButton);
        dialog->findChild<QLineEdit*>("predictData")->setText(data);
        dialog->findChild<QLineEdit*>("predictOutput")->setText(output);
        auto* write = dialog->findChild<QPushButton*>("writePredictions");
        if (!write->isEnabled()) {
            dialog->close();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            return {};
        }
        QTest::mouseClick(write, Qt::LeftButton);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return outcome();
    }
    static QByteArray contentOf(const QString& file) {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        run_->recipe.training.epochs = 2;
        run_->recipe.training.learning_rate = 1e-5;
        Session session(run_->recipe, StartMode::New);
        session.wait();
        QCOMPARE(session.exitCode(), 0);
        folder_ = std::make_unique<QTemporaryDir>();
        window_ = std::make_unique<MainWindow>(settingsIn(*folder_));
        window_->show();
        QDesktopServices::setUrlHandler("file", &shown_, "take");
    }

    void whatCannotBeExportedIsTold() {
        for (const char* name : {"Hugging Face folder…", "Predictions…", "Report of this run…"}) {
            QVERIFY2(action(name) != nullptr, name);
            QVERIFY(!action(name)->isEnabled());
        }
        QCOMPARE(reasons(), QStringList{"Train a model or open a finished run first."});
        // A model alone: answers, but no report.
        window_->open(toQt(toUtf8(run_->output() / "model")));
        QTRY_VERIFY_WITH_TIMEOUT(action("Predictions…")->isEnabled(), patience);
        QVERIFY(!action("Report of this run…")->isEnabled());
        QCOMPARE(reasons().size(), 1);
        QVERIFY(reasons().front().contains("a model alone"));
        window_->open(toQt(toUtf8(run_->output())));
        QTRY_VERIFY_WITH_TIMEOUT(action("Report of this run…")->isEnabled(), patience);
        QCOMPARE(reasons(), QStringList());
    }

    void aReportIsWritten() {
        QVERIFY(!report(path("report.html")).isEmpty());
        QCOMPARE(shown_.urls, QList<QUrl>{QUrl::fromLocalFile(folder_->path())});
        QVERIFY(contentOf(path("report.html")).startsWith("<!DOCTYPE html>"));
        QVERIFY(!report(path("report.json")).isEmpty());
        QVERIFY(contentOf(path("report.json")).startsWith("{"));
        QVERIFY(report(path("report.pdf")).contains("page"));
        QVERIFY(pdfPages(contentOf(path("report.pdf"))) >= 2);
    }

    void aReportSpeaksTheLanguageOfTheWindow() {
        window_->setLanguage(Language::Choice::Chinese);
        const auto restore = qScopeGuard([&] { window_->setLanguage(Language::Choice::English); });
        for (QAction* entry : window_->findChildren<QAction*>())
            if (entry->shortcut() == QKeySequence("Ctrl+Shift+E"))
                entry->trigger();
        auto* dialog = window_->findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        Q_EMIT dialog->fileSelected(path("bericht.html"));
        dialog->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        auto* out = window_->findChild<ExportDialog*>();
        QVERIFY(out != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(out->findChild<QPushButton*>("openExported")->isVisible(),
                                 patience);
        out->close();
        const QString html = QString::fromUtf8(contentOf(path("bericht.html")));
        QVERIFY(html.contains("lang=\"zh-CN\""));
        QVERIFY(html.contains(QString::fromUtf8("配方")));
        QVERIFY(!html.contains("<h2>Result"));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    void aReportThatCannotBeWrittenIsTold() {
        QVERIFY(report(path("no such folder/report.html")).isEmpty());
        QVERIFY(report(path("no such folder/report.pdf")).isEmpty());
        QVERIFY(report(path("report.docx")).isEmpty());
    }

    void predictionsAreWritten() {
        const QString data = toQt(toUtf8(run_->folder() / "test.csv"));
        QVERIFY(predictions(0, data, path("file.csv")).contains("40 rows"));
        QCOMPARE(contentOf(path("file.csv")).count('\n'), 41);
        QVERIFY(predictions(2, {}, path("test.jsonl")).contains("40 rows"));
        QCOMPARE(contentOf(path("test.jsonl")).count("\"scores\""), 40);
        QVERIFY(predictions(1, {}, path("validation.csv")).contains("24 rows"));
        QCOMPARE(contentOf(path("validation.csv")).count('\n'), 25);
        // Not enough is known, or what is asked cannot be.
        QVERIFY(predictions(0, {}, path("none.csv")).isEmpty());
        QVERIFY(predictions(0, path("missing.csv"), path("none.csv")).isEmpty());
        QVERIFY(predictions(2, {}, path("none.txt")).isEmpty());
        QVERIFY(!QFile::exists(path("none.csv")));
    }

    void anExportCanBeStopped() {
        // Enough rows to last.
        QFile big(path("big.csv"));
        QVERIFY(big.open(QIODevice::WriteOnly));
        big.write("text\n");
        for (int i = 0; i < 60000; ++i)
            big.write("a wonderful film with a dull story and many people in it\n");
        big.close();
        action("Predictions…")->trigger();
        auto* dialog = window_->findChild<PredictionsDialog*>();
        dialog->findChild<QLineEdit*>("predictData")->setText(big.fileName());
        dialog->findChild<QLineEdit*>("predictOutput")->setText(path("stopped.csv"));
        QTest::mouseClick(dialog->findChild<QPushButton*>("writePredictions"), Qt::LeftButton);
        auto* out = window_->findChild<ExportDialog*>();
        QVERIFY(out != nullptr);
        QTest::mouseClick(out->findChild<QPushButton*>("closeExport"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(JobBase::alive(), 0, 60000);
        QVERIFY(!QFile::exists(path("stopped.csv")));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    void theResultsPageOpensTheMenu() {
        window_->showPage(QStringLiteral("results"));
        auto* button = window_->findChild<Button*>(QStringLiteral("exportModel"));
        QVERIFY(button != nullptr);
        QTRY_VERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QVERIFY(menu->actions().contains(action("Hugging Face folder…")));
        menu->close();
    }

    // Opens the dialog of a format and gives it a place.
    FormatDialog* format(const QString& entry, const QString& output) {
        action(entry)->trigger();
        auto* dialog = window_->findChild<FormatDialog*>();
        if (dialog != nullptr)
            dialog->findChild<QLineEdit*>("exportOutput")->setText(output);
        return dialog;
    }
    QString written(FormatDialog* dialog) {
        auto* write = dialog->findChild<QPushButton*>("writeExport");
        if (!write->isEnabled())
            return {};
        QTest::mouseClick(write, Qt::LeftButton);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return outcome();
    }

    void aFolderIsExported() {
        auto* dialog = format("Hugging Face folder…", path("exported"));
        QVERIFY(dialog != nullptr);
        QVERIFY(written(dialog).contains("200 texts"));
        QVERIFY(QFile::exists(path("exported/model.safetensors")));
    }

    void onnxIsExportedWithItsSettings() {
        auto* dialog = format("ONNX…", path("exported"));
        QVERIFY(dialog != nullptr);
        auto* write = dialog->findChild<QPushButton*>("writeExport");
        QVERIFY(!write->isEnabled()); // something is there
        dialog->findChild<QLineEdit*>("exportOutput")->setText(path("onnx"));
        QVERIFY(write->isEnabled());
        dialog->findChild<QLineEdit*>("exportData")->setText(path("nowhere.csv"));
        QVERIFY(!write->isEnabled());
        dialog->findChild<QLineEdit*>("exportData")
            ->setText(toQt(toUtf8(run_->folder() / "test.csv")));
        auto* precision = dialog->findChild<QComboBox*>();
        QVERIFY(precision != nullptr);
        precision->setCurrentIndex(1);
        Q_EMIT precision->activated(1);
        QCOMPARE(dialog->wanted().settings.at("precision"), Value(std::string("fp16")));
        QVERIFY(written(dialog).contains("40 texts"));
        QVERIFY(QFile(path("onnx/model.onnx")).size() <
                6 * QFile(path("exported/model.safetensors")).size() / 10);
    }

    void anArchiveIsExported() {
        auto* dialog = format("NumPy archive…", path("weights"));
        QVERIFY(dialog != nullptr);
        QVERIFY(written(dialog).isEmpty()); // the ending is missing
        dialog->findChild<QLineEdit*>("exportOutput")->setText(path("weights.npz"));
        QVERIFY(written(dialog).contains("200 texts"));
        QVERIFY(QFile::exists(path("weights.npz")));
    }

    void whatIsNoPdfHasNoPages() {
        QCOMPARE(pdfPages({}), 0);
        QCOMPARE(pdfPages("<html>"), 0);
        const QByteArray pdf = toPdf(studio::describeRun({}));
        QVERIFY(pdfPages(pdf) >= 1);
        QCOMPARE(pdfPages(pdf.left(pdf.size() / 2)), 0);
    }

    void cleanupTestCase() {
        QDesktopServices::unsetUrlHandler("file");
        if (window_ != nullptr)
            window_->workspace().recipe().undoStack().setClean();
        window_.reset();
    }
};

int main(int argc, char** argv) { return runWindowTest<ExportTest>(argc, argv); }
#include "export_test.moc"
