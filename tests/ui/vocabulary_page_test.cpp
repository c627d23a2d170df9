// SPDX-License-Identifier: GPL-3.0-or-later
// The Vocabulary page, clicked through.
#include "ui/charts/coverage_chart.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/models/dropped_tokens_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/vocabulary/rule_bar.h"
#include "ui/pages/vocabulary_page.h"

#include <QComboBox>
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
    static QLineEdit* visibleLine(const QWidget& widget) {
        for (QLineEdit* line : widget.findChildren<QLineEdit*>())
            if (line->isVisible())
                return line;
        return nullptr;
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
        QVERIFY(shows(page, "of 30522 tokens")); // the C locale groups nothing
        QVERIFY(page.state().kind == PageState::Kind::Nothing);
        const auto* chart = page.findChild<CoverageChart*>();
        QCOMPARE(chart->value(), 30522);
        QCOMPARE(chart->shareAt(chart->value()), 1.0);

        auto* rules = page.findChild<RuleBar*>()->findChild<QComboBox*>();
        rules->setCurrentIndex(2); // by count
        Q_EMIT rules->activated(2);
        QCOMPARE(workspace.recipe().recipe().vocabulary.min_count, std::optional<std::int64_t>(2));
        auto* count = visibleLine(*page.findChild<RuleBar*>());
        QVERIFY(count != nullptr);
        QTest::mouseClick(count, Qt::LeftButton);
        count->selectAll();
        QTest::keyClicks(count, "15"); // "1" on the way is the rule of another entry
        QCOMPARE(workspace.recipe().recipe().vocabulary.min_count, std::optional<std::int64_t>(15));
        QVERIFY(count->isVisible());
        count->selectAll();
        QTest::keyClicks(count, "5");
        QTest::keyClick(count, Qt::Key_Tab);
        QCOMPARE(workspace.recipe().recipe().vocabulary.min_count, std::optional<std::int64_t>(5));
        QTRY_VERIFY_WITH_TIMEOUT(page.state().kind == PageState::Kind::Done, kPatience);
        const auto* table = page.findChild<QTableView*>();
        QCOMPARE(table->model()->index(0, DroppedTokensModel::Token).data().toString(),
                 QStringLiteral("curious"));
        QCOMPARE(table->model()->index(0, DroppedTokensModel::Times).data().toString(),
                 QStringLiteral("1"));
        // None of its pieces stays, so the word is unknown.
        QCOMPARE(table->model()->index(0, DroppedTokensModel::Becomes).data().toString(),
                 QStringLiteral("[UNK]"));
        QCOMPARE(table->model()->index(0, DroppedTokensModel::Example).data().toString(),
                 QStringLiteral("a curious film"));
        QVERIFY(shows(page, "1 text is written otherwise") ||
                shows(page, "1 texts are written otherwise")); // no plural forms without translator
        // Undone, it is as before.
        workspace.recipe().undoStack().undo();
        workspace.recipe().undoStack().undo();
        QTRY_VERIFY_WITH_TIMEOUT(shows(page, "is not trimmed"), kPatience);
    }

    // What the page shows while the handle moves is what the engine makes of the rule.
    void theHandleSetsTheRule() {
        Workspace workspace;
        workspace.recipe().adopt(recipe(), "reviews");
        VocabularyPage page(workspace);
        page.resize(1150, 650);
        page.show();
        QTRY_VERIFY_WITH_TIMEOUT(shows(page, "is not trimmed"), kPatience);
        auto* chart = page.findChild<CoverageChart*>();
        QUndoStack& undo = workspace.recipe().undoStack();
        const studio::VocabularyPlan plan(workspace.recipe().recipe());
        const auto& rule = [&]() -> const VocabularySettings& {
            return workspace.recipe().recipe().vocabulary;
        };
        const auto all = static_cast<int>(plan.path().points().back().size);

        // Dragged to the third last stop: one step, though it moved thrice; live before it is let
        // go, compared with the engine afterwards.
        const auto& points = plan.path().points();
        const auto at = [&](std::size_t fromEnd) {
            return chart->placeOf(static_cast<int>(points[points.size() - 1 - fromEnd].size));
        };
        QTest::mousePress(chart, Qt::LeftButton, {}, chart->handlePlace());
        QTest::mouseMove(chart, at(0));
        QTest::mouseMove(chart, at(1));
        QTest::mouseMove(chart, at(2));
        QVERIFY(chart->value() < all);
        QVERIFY(!rule().trims());
        const int there = chart->value();
        QTRY_VERIFY(shows(page, QString::fromUtf8("30522 → %1").arg(there)));
        QVERIFY(shows(page, "keep all their tokens"));
        QTest::mouseRelease(chart, Qt::LeftButton, {}, at(2));
        QCOMPARE(undo.count(), 1);
        QCOMPARE(rule().max_size, std::optional<std::int64_t>(there));
        QTRY_VERIFY_WITH_TIMEOUT(page.state().kind == PageState::Kind::Done, kPatience);
        const studio::VocabularyFigures made = plan.measure(rule());
        QCOMPARE(made.report.after, std::int64_t{there});
        const std::size_t point = plan.path().endOf(rule());
        QCOMPARE(plan.sizeAt(point).wholeTexts, made.after.wholeTexts);
        QCOMPARE(plan.sizeAt(point).covered, made.after.covered);
        QCOMPARE(plan.sizeAt(point).modelBytes, made.after.modelBytes);
        QVERIFY(shows(page, QString("%1 of %2")
                                .arg(made.report.texts - made.report.affectedTexts)
                                .arg(plan.texts())));
        QVERIFY(shows(page, bytesText(made.after.modelBytes)));

        // Keys: a stop further, the ends.
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Right);
        QVERIFY(chart->value() > there);
        QCOMPARE(rule().max_size, std::optional<std::int64_t>(chart->value()));
        QTest::keyClick(chart, Qt::Key_Left);
        QCOMPARE(chart->value(), there);
        QTest::keyClick(chart, Qt::Key_End);
        QVERIFY(!rule().trims());
        QVERIFY(shows(page, "is not trimmed"));
        QTest::keyClick(chart, Qt::Key_PageDown); // from there, to what occurs
        QCOMPARE(chart->value(), all);
        QCOMPARE(rule().min_count, std::optional<std::int64_t>(1));
        QTRY_VERIFY_WITH_TIMEOUT(shows(page, "Same answers, checked"), kPatience);
        QTest::keyClick(chart, Qt::Key_Home);
        QCOMPARE(std::int64_t{chart->value()}, points.front().size);
        // Keys that follow each other are one step after the drag.
        QCOMPARE(undo.count(), 2);
        undo.undo();
        QCOMPARE(chart->value(), there);
        undo.undo();
        QVERIFY(!rule().trims());
        QCOMPARE(chart->value(), 30522);
        QCOMPARE(chart->accessibleName(), QStringLiteral("Tokens that stay"));
        QVERIFY(chart->accessibleDescription().contains("30522 tokens"));
    }

    // A rule by coverage stays one, and ends where the handle was let go.
    void theHandleKeepsTheKindOfTheRule() {
        Workspace workspace;
        Recipe covered = recipe();
        covered.vocabulary.coverage = 1.0;
        workspace.recipe().adopt(covered, "reviews");
        VocabularyPage page(workspace);
        page.resize(1150, 650);
        page.show();
        auto* chart = page.findChild<CoverageChart*>();
        QTRY_VERIFY_WITH_TIMEOUT(shows(page, "Same answers, checked"), kPatience);
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Left);
        const VocabularySettings& rule = workspace.recipe().recipe().vocabulary;
        QVERIFY(rule.coverage && *rule.coverage < 1 && !rule.max_size && !rule.min_count);
        const studio::VocabularyPlan plan(workspace.recipe().recipe());
        QCOMPARE(plan.measure(rule).report.after, std::int64_t{chart->value()});
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
