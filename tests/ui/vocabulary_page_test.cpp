// SPDX-License-Identifier: GPL-3.0-or-later
// The Vocabulary page, clicked through.
#include "ui/charts/live_chart.h"
#include "ui/kit/label.h"
#include "ui/models/dropped_tokens_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/vocabulary_page.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace attune;
using namespace attune::ui;

namespace {
constexpr int kPatience = 20000; // ms; a shared machine may be slow
} // namespace

class VocabularyPageTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    Recipe recipe() const {
        Recipe made;
        made.base = folder_.path().toStdString();
        made.head.model = qEnvironmentVariable("ATTUNE_MODELS").toStdString() + "/bert-tiny-mlm";
        made.head.output = (folder_.path() + "/run").toStdString();
        made.data.train = "reviews.csv";
        return made;
    }
    static bool shows(const QWidget& page, const QString& part) {
        for (const QLabel* label : page.findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(part))
                return true;
        return false;
    }
    // What is typed into for a parameter, by the key that its label tells.
    static QLineEdit* fieldOf(const QWidget& page, const QString& key) {
        for (const QLabel* label : page.findChildren<QLabel*>())
            if (label->toolTip() == key && label->buddy() != nullptr)
                return label->buddy()->findChild<QLineEdit*>();
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("ATTUNE_MODELS"))
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("attune-tests");
        QLocale::setDefault(QLocale::C);
        QFile file(folder_.filePath("reviews.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("text,label\n");
        for (int i = 0; i < 20; ++i)
            file.write(i % 2 == 0 ? "a good film,positive\n" : "a bad film,negative\n");
        file.write("a curious film,positive\n");
    }

    void withoutDataItLeadsThere() {
        Workspace workspace;
        VocabularyPage page(workspace);
        page.resize(1150, 650);
        page.show();
        QSignalSpy wanted(&workspace, &Workspace::pageWanted);
        for (QPushButton* button : page.findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == QLatin1String("Go to Data"))
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
    }

    void theEffectOfARuleIsShown() {
        Workspace workspace;
        workspace.recipe().adopt(recipe(), "reviews");
        VocabularyPage page(workspace);
        page.resize(1150, 650);
        page.show();
        // Without a rule: what keeping all that occurs would bring, and that nothing is trimmed.
        QTRY_VERIFY_WITH_TIMEOUT(shows(page, "is not trimmed"), kPatience);
        QTRY_VERIFY(shows(page, QString::fromUtf8("30522 → "))); // the C locale groups nothing
        QVERIFY(page.state().kind == PageState::Kind::Nothing);
        const auto* chart = page.findChild<LiveChart*>();
        QVERIFY(!chart->points(0).empty());
        QCOMPARE(chart->points(0).back().y(), 1.0);

        QLineEdit* count = fieldOf(page, "vocabulary.trim.min_count");
        QVERIFY(count != nullptr);
        QTest::mouseClick(count, Qt::LeftButton);
        count->selectAll();
        QTest::keyClicks(count, "5");
        QTest::keyClick(count, Qt::Key_Tab);
        QCOMPARE(workspace.recipe().recipe().vocabulary.min_count, std::optional<std::int64_t>(5));
        QTRY_VERIFY_WITH_TIMEOUT(page.state().kind == PageState::Kind::Done, kPatience);
        const auto* table = page.findChild<QTableView*>();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, kPatience);
        QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("curious"));
        QVERIFY(shows(page, "written with other"));
        // Undone, it is as before.
        workspace.recipe().undoStack().undo();
        QTRY_VERIFY_WITH_TIMEOUT(shows(page, "is not trimmed"), kPatience);
    }

    void wordsAreWrittenWithCommas() {
        Workspace workspace;
        workspace.recipe().adopt(recipe(), "reviews");
        VocabularyPage page(workspace);
        page.resize(1150, 650);
        page.show();
        QLineEdit* words = fieldOf(page, "vocabulary.keep");
        QVERIFY(words != nullptr);
        QVERIFY(words->text().isEmpty());
        QTest::mouseClick(words, Qt::LeftButton);
        QTest::keyClicks(words, "lovely, dull");
        QTest::keyClick(words, Qt::Key_Tab);
        QCOMPARE(workspace.recipe().recipe().vocabulary.keep,
                 (std::vector<std::string>{"lovely", "dull"}));
        QTest::mouseClick(words, Qt::LeftButton);
        words->selectAll();
        QTest::keyClick(words, Qt::Key_Delete);
        QTest::keyClick(words, Qt::Key_Tab);
        QVERIFY(workspace.recipe().recipe().vocabulary.keep.empty());
    }

    void whatCannotBeMeasuredIsTold() {
        Workspace workspace;
        Recipe broken = recipe();
        broken.vocabulary.min_count = 1;
        broken.vocabulary.corpora = {"nowhere.csv"};
        workspace.recipe().adopt(broken, "reviews");
        VocabularyPage page(workspace);
        page.resize(1150, 650);
        page.show();
        QTRY_VERIFY_WITH_TIMEOUT(shows(page, "no such file"), kPatience);
    }
};

QTEST_MAIN(VocabularyPageTest)
#include "vocabulary_page_test.moc"
