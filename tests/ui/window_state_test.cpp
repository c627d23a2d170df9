// SPDX-License-Identifier: GPL-3.0-or-later
// The window is found again as it was left, whatever stands in the settings.
#include "ui/kit/last_folder.h"
#include "ui/models/answered_texts_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_list_model.h"
#include "ui/pages/page.h"
#include "ui/pages/runs/run_table.h"
#include "window_help.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QTableView>

using namespace attune;
using namespace attune::ui;

class WindowStateTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;

    QString path(const QString& name) const { return folder_->filePath(name); }
    QString data() const {
        QFile file(path("mine.csv"));
        if (!file.exists() && file.open(QIODevice::WriteOnly))
            file.write("text,label\na good one,x\na bad one,y\nanother,x\n");
        return path("mine.csv");
    }
    static bool opened(MainWindow& window, const QString& file) {
        window.open(file);
        return QTest::qWaitFor([&] { return window.workspace().hasContent(); }, patience);
    }
    static QTableView* table(MainWindow& window, const char* name) {
        return window.findChild<QTableView*>(QLatin1String(name));
    }
    static void close(MainWindow& window) {
        window.workspace().recipe().undoStack().setClean();
        window.close();
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), patience);
    }

private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }

    void theWindowIsFoundAsItWasLeft() {
        {
            MainWindow window(settingsIn(*folder_));
            window.resize(1240, 700);
            window.show();
            QVERIFY(opened(window, data()));
            window.showPage("vocabulary");
            table(window, "answeredTexts")
                ->sortByColumn(AnsweredTextsModel::Text, Qt::AscendingOrder);
            table(window, "answeredTexts")->setColumnWidth(AnsweredTextsModel::Truth, 231);
            table(window, "runs")->sortByColumn(RunListModel::Name, Qt::AscendingOrder);
            rememberFolder(window, "export", folder_->path());
            close(window);
        }
        MainWindow window(settingsIn(*folder_));
        window.show();
        QCOMPARE(window.size(), QSize(1240, 700));
        const QHeaderView* texts = table(window, "answeredTexts")->horizontalHeader();
        QCOMPARE(texts->sortIndicatorSection(), int(AnsweredTextsModel::Text));
        QCOMPARE(texts->sortIndicatorOrder(), Qt::AscendingOrder);
        QCOMPARE(texts->sectionSize(AnsweredTextsModel::Truth), 231);
        QCOMPARE(table(window, "runs")->horizontalHeader()->sortIndicatorSection(),
                 int(RunListModel::Name));
        QCOMPARE(lastFolder(window, "export"), folder_->path());
        QVERIFY(opened(window, data()));
        QTRY_VERIFY(window.page("vocabulary")->isVisible());
        // Another file begins where its kind does.
        QFile::copy(data(), path("other.csv"));
        window.open(path("other.csv"));
        QTRY_VERIFY_WITH_TIMEOUT(window.page("data")->isVisible(), patience);
        close(window);
    }

    void dialogsOpenWhereTheLastWas() {
        QDir().mkpath(path("texts"));
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        rememberFolder(window, "data", path("texts/some.csv"));
        QTest::keyClick(&window, Qt::Key_D, Qt::ControlModifier);
        auto* dialog = window.findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->directory().absolutePath(), path("texts"));
        Q_EMIT dialog->fileSelected(data());
        dialog->close();
        QCOMPARE(lastFolder(window, "data"), folder_->path());
        QCOMPARE(lastFolder(window, "recipe"), QString());
        // A folder that went is no place to begin.
        rememberFolder(window, "run", path("texts"));
        QDir(path("texts")).removeRecursively();
        QCOMPARE(lastFolder(window, "run"), QString());
        QTRY_VERIFY_WITH_TIMEOUT(window.workspace().hasContent(), patience);
        close(window);
    }

    void nonsenseInTheSettingsHarmsNobody_data() {
        QTest::addColumn<QVariant>("value");
        QTest::newRow("text") << QVariant("nonsense");
        QTest::newRow("negative") << QVariant(-1);
        QTest::newRow("bytes") << QVariant(QByteArray(3000, '\xff'));
        QTest::newRow("list") << QVariant(QStringList{"a", "", "../../.."});
        QTest::newRow("map") << QVariant(QVariantMap{
            {"runs.runs",             "99,descending;-1,x,99999999999999999999"},
            {"results.answeredTexts", "-7,sideways;1,2"                        },
            {"results.labelMetrics",  ";;;"                                    },
            {path("mine.csv"),        "no such page"                           },
            {"export",                "/no/such/folder"                        },
            {"data",                  12                                       }
        });
        QTest::newRow("widths") << QVariant(QVariantMap{
            {"results.answeredTexts", "2,ascending;999999,-5,0,12,300"}
        });
    }
    void nonsenseInTheSettingsHarmsNobody() {
        QFETCH(QVariant, value);
        {
            auto settings = settingsIn(*folder_);
            for (const char* key :
                 {"geometry", "tables", "folders", "pages", "recent", "language", "colours"})
                settings->setValue(QLatin1String(key), value);
        }
        auto settings = std::make_unique<QSettings>(path("settings.ini"), QSettings::IniFormat);
        MainWindow window(std::move(settings));
        window.show();
        QVERIFY(window.width() >= 800 && window.height() >= 500);
        for (const char* name : {"answeredTexts", "runs", "labelMetrics"}) {
            const QHeaderView* head = table(window, name)->horizontalHeader();
            for (int column = 0; column < head->count(); ++column)
                QVERIFY(head->isSectionHidden(column) ||
                        (head->sectionSize(column) > 10 && head->sectionSize(column) < 4000));
        }
        QCOMPARE(lastFolder(window, "export"), QString());
        QVERIFY(opened(window, data()));
        QTRY_VERIFY_WITH_TIMEOUT(window.page("data")->isVisible(), patience);
        close(window);
    }

    void aTornSettingsFileHarmsNobody() {
        QFile file(path("settings.ini"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "[General\nrecent=@Variant(\\0\\0\\0\x7f\nlanguage=@Rect(1 2)\n\xff\xfe\\x41=%%%");
        file.close();
        MainWindow window(std::make_unique<QSettings>(path("settings.ini"), QSettings::IniFormat));
        window.show();
        QVERIFY(opened(window, data()));
        close(window);
    }
};

int main(int argc, char** argv) { return runWindowTest<WindowStateTest>(argc, argv); }
#include "window_state_test.moc"
