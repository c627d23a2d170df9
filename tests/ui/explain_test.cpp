// SPDX-License-Identifier: GPL-3.0-or-later
// Which words mattered, and two models side by side, by clicks on the Results page.
#include "run_session.h"
#include "small_run.h"
#include "studio/calibrating.h"
#include "ui/charts/shaded_text.h"
#include "ui/kit/button.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/label.h"
#include "ui/kit/segments.h"
#include "ui/models/disagreements_model.h"
#include "ui/models/explained_words_model.h"
#include "ui/pages/page.h"
#include "ui/pages/results/compare_view.h"
#include "ui/pages/results/explain_dialog.h"
#include "ui/pages/results/try_text_card.h"
#include "window_help.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace attune;
using namespace attune::ui;

class ExplainTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<MainWindow> window_;
    TryTextCard* card_ = nullptr;

    // By the button of the card; explained.
    ExplainDialog* opened(const QString& text) {
        QSignalSpy answered(card_, &TryTextCard::answered);
        card_->tryText(text);
        if (!answered.wait(patience))
            return nullptr;
        auto* button = card_->findChild<QPushButton*>(QStringLiteral("explain"));
        if (!button->isVisible())
            return nullptr;
        QTest::mouseClick(button, Qt::LeftButton);
        auto* dialog = card_->findChild<ExplainDialog*>();
        QSignalSpy explained(dialog, &ExplainDialog::explained);
        return explained.wait(patience) ? dialog : nullptr;
    }

    // A run of persons and places, on the same texts each time.
    static bool trainSpans(SmallRun& run, const char* output, int epochs, double rate) {
        std::string rows;
        for (int i = 0; i < 80; ++i)
            rows +=
                QString(
                    R"({"text": "the %1 was in %2", "label": [[4, 8, "PER"], [16, %3, "LOC"]]})")
                    .arg(i % 3 == 0 ? "anna" : "mary", i % 2 == 0 ? "paris" : "rome")
                    .arg(i % 2 == 0 ? 21 : 20)
                    .toStdString() +
                "\n";
        publishFile(run.folder() / "train.jsonl", rows);
        run.recipe.head.task = "token-classification";
        run.recipe.data.train = "train.jsonl";
        run.recipe.data.test.clear();
        run.recipe.head.output = output;
        run.recipe.training.epochs = epochs;
        run.recipe.training.learning_rate = rate;
        return runOnce(run.recipe, StartMode::New).exitCode == 0;
    }

    static void close(ExplainDialog* dialog) {
        dialog->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        run_->recipe.training.epochs = 6;
        run_->recipe.training.learning_rate = 3e-3;
        QCOMPARE(runOnce(run_->recipe, StartMode::New).exitCode, 0);
        SmallRun& other = *run_;
        other.recipe.head.output = "other";
        other.recipe.training.epochs = 1;
        other.recipe.training.learning_rate = 1e-5;
        other.recipe.training.seed = 7; // other texts are set aside, and more
        other.recipe.data.validation_split = 0.5;
        QCOMPARE(runOnce(other.recipe, StartMode::New).exitCode, 0);
        run_->recipe.head.output = "run";
        folder_ = std::make_unique<QTemporaryDir>();
        window_ = windowOnResults(*folder_, toUtf8(run_->output()));
        QVERIFY(window_ != nullptr);
        card_ = window_->page("results")->findChild<TryTextCard*>();
    }

    void wordsAreShadedListedAndLeftOut() {
        ExplainDialog* dialog =
            opened(QStringLiteral("the film was wonderful\nand the story dull"));
        QVERIFY(dialog != nullptr);
        auto* shaded = dialog->findChild<ShadedText*>();
        auto* words = dialog->findChild<ExplainedWordsModel*>();
        QAbstractItemModelTester tester(words);
        QCOMPARE(shaded->words().size(), std::size_t{8});
        QCOMPARE(words->rowCount(), 8);
        // One of the two speaks for the label, the other one against it.
        QVERIFY(shaded->words()[3].value * shaded->words()[7].value < 0);
        QCOMPARE(shaded->words()[3].tip.contains(QStringLiteral("for “")),
                 shaded->words()[3].value > 0);
        const QStringList strongest{words->index(0, 0).data().toString(),
                                    words->index(1, 0).data().toString()};
        QVERIFY(strongest.contains(QStringLiteral("wonderful")) &&
                strongest.contains(QStringLiteral("dull")));
        QVERIFY(dialog->findChild<Label*>(QStringLiteral("completeness"))
                    ->text()
                    .contains(QStringLiteral("[MASK]")));
        // A click on a word: the list follows, and tells the score without it.
        const int row = words->rowOf(3);
        QCOMPARE(words->index(row, ExplainedWordsModel::Without).data().toString(),
                 QStringLiteral("–"));
        QSignalSpy known(dialog, &ExplainDialog::withoutKnown);
        QTest::mouseClick(shaded, Qt::LeftButton, {}, shaded->placeOf(3).center());
        QVERIFY(known.wait(patience));
        QCOMPARE(shaded->chosen(), 3);
        QVERIFY(words->index(row, ExplainedWordsModel::Without).data().toString() !=
                QStringLiteral("–"));
        auto* table = dialog->findChild<QTableView*>(QStringLiteral("explainedWords"));
        QCOMPARE(table->currentIndex().row(), row);
        // By the keyboard, too.
        QTest::keyClick(shaded, Qt::Key_Right);
        QCOMPARE(shaded->chosen(), 4);
        close(dialog);
    }

    void anotherLabelAndMethod() {
        ExplainDialog* dialog = opened(QStringLiteral("the film was wonderful"));
        QVERIFY(dialog != nullptr);
        auto* shaded = dialog->findChild<ShadedText*>();
        auto* label = dialog->findChild<QComboBox*>(QStringLiteral("explainLabel"));
        QCOMPARE(label->currentText(), QStringLiteral("good"));
        QVERIFY(shaded->words()[3].value > 0);
        QSignalSpy explained(dialog, &ExplainDialog::explained);
        label->setCurrentText(QStringLiteral("bad"));
        Q_EMIT label->activated(label->currentIndex());
        QVERIFY(explained.wait(patience));
        QVERIFY(shaded->words()[3].value < 0);
        auto* method = dialog->findChild<Segments*>();
        QTest::mouseClick(method->findChildren<QAbstractButton*>().at(1), Qt::LeftButton);
        QVERIFY(explained.wait(patience));
        QVERIFY(!dialog->findChild<Label*>(QStringLiteral("completeness"))->isVisible());
        QVERIFY(shaded->words()[3].value < 0);
        close(dialog);
    }

    void anEditShowsTheChange() {
        ExplainDialog* dialog = opened(QStringLiteral("the film was wonderful"));
        QVERIFY(dialog != nullptr);
        auto* change = dialog->findChild<Label*>(QStringLiteral("explainChange"));
        QVERIFY(!change->isVisible());
        QSignalSpy explained(dialog, &ExplainDialog::explained);
        dialog->findChild<QPlainTextEdit*>(QStringLiteral("explainText"))
            ->setPlainText(QStringLiteral("the film was terrible"));
        QVERIFY(explained.wait(patience));
        QVERIFY(change->isVisible());
        QVERIFY2(change->text().contains(QStringLiteral("−")), qPrintable(change->text()));
        dialog->findChild<QPlainTextEdit*>(QStringLiteral("explainText"))->clear();
        QTRY_COMPARE_WITH_TIMEOUT(dialog->findChild<ShadedText*>()->words().size(), std::size_t{0},
                                  patience);
        close(dialog);
    }

    // Places are those of the QString, whatever the letters; what is behind the cut is shown a
    // little.
    void longTextsAreShownAsFarAsTheyAreRead() {
        const QString start = QString::fromUtf8("酒店 🙂 naïve wonderful");
        ExplainDialog* dialog =
            opened(start + QStringLiteral(" the film was dull").repeated(12000));
        QVERIFY(dialog != nullptr);
        auto* shaded = dialog->findChild<ShadedText*>();
        const std::vector<ShadedWord>& words = shaded->words();
        QVERIFY(words.size() > 20 && words.size() < 400);
        QVERIFY(!words.back().read);
        QStringList shown;
        for (const ShadedWord& word : words)
            if (word.end <= start.size())
                shown << start.mid(word.begin, word.end - word.begin);
        QCOMPARE(shown.back(), QStringLiteral("wonderful"));
        QVERIFY(shown.contains(QString::fromUtf8("naïve")));
        QSignalSpy known(dialog, &ExplainDialog::withoutKnown);
        QTest::keyClick(shaded, Qt::Key_Home);
        QVERIFY(known.count() > 0 || known.wait(patience));
        close(dialog);
    }

    void theLabelOfAWordIsExplained() {
        SmallRun run;
        QVERIFY(trainSpans(run, "run", 8, 3e-3));
        ExplainDialog dialog(toQt(toUtf8(run.output() / "model")),
                             QStringLiteral("the anna was in paris"), {});
        QSignalSpy explained(&dialog, &ExplainDialog::explained);
        dialog.open();
        QVERIFY(explained.wait(patience));
        auto* word = dialog.findChild<QComboBox*>(QStringLiteral("explainWord"));
        auto* label = dialog.findChild<QComboBox*>(QStringLiteral("explainLabel"));
        auto* shaded = dialog.findChild<ShadedText*>();
        auto* change = dialog.findChild<Label*>(QStringLiteral("explainChange"));
        QVERIFY(word->isVisible());
        QCOMPARE(word->count(), 5);
        QCOMPARE(word->currentText(), QStringLiteral("anna (B-PER)"));
        QCOMPARE(label->currentText(), QStringLiteral("B-PER"));
        word->setCurrentIndex(4);
        Q_EMIT word->activated(4);
        QVERIFY(explained.wait(patience));
        QCOMPARE(word->currentText(), QStringLiteral("paris (B-LOC)"));
        QCOMPARE(label->currentText(), QStringLiteral("B-LOC"));
        QVERIFY(shaded->words()[4].value > 0);
        for (std::size_t i = 0; i < 4; ++i)
            QVERIFY(std::abs(shaded->words()[i].value) < shaded->words()[4].value);
        QVERIFY(!change->isVisible());
        // After an edit it is the word in the same place.
        dialog.findChild<QPlainTextEdit*>(QStringLiteral("explainText"))
            ->setPlainText(QStringLiteral("the anna was in rome"));
        QVERIFY(explained.wait(patience));
        QCOMPARE(word->currentText(), QStringLiteral("rome (B-LOC)"));
        QVERIFY2(change->isVisible() && change->text().contains(QStringLiteral("B-LOC")),
                 qPrintable(change->text()));
        // Another word has other scores: nothing to compare.
        word->setCurrentIndex(0);
        Q_EMIT word->activated(0);
        QVERIFY(explained.wait(patience));
        QVERIFY(!change->isVisible());
    }

    void modelsSideBySide() {
        auto* view = window_->page("results")->findChild<CompareView*>();
        QVERIFY(view != nullptr);
        QAbstractButton* segment = nullptr;
        for (auto* button : window_->page("results")->findChildren<QAbstractButton*>())
            if (button->text() == QStringLiteral("Compare") && button->isVisible())
                segment = button;
        QVERIFY(segment != nullptr);
        QTest::mouseClick(segment, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(view->isVisible(), patience);
        auto* others = view->findChild<QComboBox*>(QStringLiteral("otherModel"));
        QTRY_COMPARE_WITH_TIMEOUT(others->count(), 1, patience);
        QCOMPARE(others->currentText(), QStringLiteral("other"));
        view->compareWith(others->currentData().toString());
        auto* table = view->findChild<QTableView*>(QStringLiteral("disagreements"));
        QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, patience);
        const auto found = studio::compareOnRun(run_->output(), run_->folder() / "other", false);
        QCOMPARE(table->model()->rowCount(), static_cast<int>(found.rows.size()));
        QVERIFY(found.trainedOn > 0);
        const QString told = view->findChild<Label*>(QStringLiteral("measureSummary"))->text();
        QVERIFY2(told.contains(QStringLiteral("only “other” was trained on")), qPrintable(told));
        QVERIFY(view->findChild<Label*>(QStringLiteral("verdict"))
                    ->text()
                    .contains(QStringLiteral("test, p ")));
        // Only those that the run's own model got right.
        auto* which = view->findChildren<Segments*>().last();
        QTest::mouseClick(which->findChildren<QAbstractButton*>().at(1), Qt::LeftButton);
        QCOMPARE(table->model()->rowCount(), static_cast<int>(found.onlyFirst));
    }

    void modelsOfSpansSideBySide() {
        SmallRun run;
        QVERIFY(trainSpans(run, "weak", 1, 1e-5) && trainSpans(run, "run", 8, 3e-3));
        QTemporaryDir folder;
        const auto window = windowOnResults(folder, toUtf8(run.output()));
        QVERIFY(window != nullptr);
        auto* page = window->page("results");
        for (auto* button : page->findChildren<QAbstractButton*>())
            if (button->text() == QStringLiteral("Compare") && button->isVisible())
                QTest::mouseClick(button, Qt::LeftButton);
        auto* view = page->findChild<CompareView*>();
        QTRY_COMPARE_WITH_TIMEOUT(
            view->findChild<QComboBox*>(QStringLiteral("otherModel"))->count(), 1, patience);
        // The way that the empty state offers.
        auto* offered = view->findChild<EmptyState*>()->findChild<Button*>();
        QTRY_VERIFY_WITH_TIMEOUT(offered->isVisible(), patience);
        QTest::mouseClick(offered, Qt::LeftButton);
        auto* table = view->findChild<QTableView*>(QStringLiteral("disagreements"));
        QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, patience);
        const QModelIndex first = table->model()->index(0, DisagreementsModel::First);
        QVERIFY2(first.data().toString().startsWith(QStringLiteral("✓ ")) &&
                     first.data().toString().contains(QStringLiteral("; LOC: ")),
                 qPrintable(first.data().toString()));
    }

    // All its validation texts are right, so that no temperature is best.
    void aTemperatureThatIsNotKeptIsTold() {
        QVERIFY(studio::calibrateModel(run_->output(), {}, false).atBound);
        for (auto* button : window_->page("results")->findChildren<QAbstractButton*>())
            if (button->text() == QStringLiteral("Reliability") && button->isVisible())
                QTest::mouseClick(button, Qt::LeftButton);
        auto* calibrate = window_->findChild<QPushButton*>(QStringLiteral("calibrate"));
        QTRY_VERIFY_WITH_TIMEOUT(calibrate->isVisible() && calibrate->isEnabled(), patience);
        QTest::mouseClick(calibrate, Qt::LeftButton);
        auto* state = window_->findChild<Label*>(QStringLiteral("calibrationState"));
        QTRY_VERIFY_WITH_TIMEOUT(state->text().contains(QStringLiteral("none was kept")), patience);
        QVERIFY(calibrate->isEnabled());
        QVERIFY(studio::keptCalibration(run_->output()).isPlain());
    }

    void cleanupTestCase() { window_.reset(); }
};

int main(int argc, char** argv) { return runWindowTest<ExplainTest>(argc, argv); }
#include "explain_test.moc"
