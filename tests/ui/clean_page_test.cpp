// SPDX-License-Identifier: GPL-3.0-or-later
// The Clean page, clicked through: rules come, move, rest and go, texts and counts follow, undo
// works.
#include "base/operator_switch.h"
#include "chain_clicks.h"
#include "reviews.h"
#include "ui/kit/fonts.h"
#include "ui/kit/label.h"
#include "ui/kit/value_spin.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/clean_page.h"
#include "ui/pages/operators/operator_card.h"

#include <QComboBox>
#include <QEnterEvent>
#include <QFile>
#include <QLineEdit>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QUndoStack>

using namespace attune;
using namespace attune::ui;

class CleanPageTest : public QObject {
    Q_OBJECT

    Reviews reviews_;

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale::C);
        QByteArray rows = "text,label\n";
        for (int i = 0; i < 20; ++i)
            rows += i % 2 == 0 ? "a plain film,good\n" : "a dull film,bad\n";
        reviews_.write(rows + "<b>Bold</b> film,good\n");
    }

    void marksSayWhatChanged() {
        MarkedText text;
        text.before = "a <b>cat</b> sat";
        text.after = "a cat\xC2\xA0sat!";
        text.changes = {
            {{2, 5},   {2, 2}  },
            {{8, 13},  {5, 7}  },
            {{16, 16}, {10, 11}}
        };
        const std::vector<MarkedRun> before = {
            {"a ",    Mark::None    },
            {"<b>",   Mark::Removed },
            {"cat",   Mark::None    },
            {"</b> ", Mark::Replaced},
            {"sat",   Mark::None    }
        };
        QCOMPARE(markedRuns(text, false), before);
        const std::vector<MarkedRun> after = {
            {"a cat",                  Mark::None    },
            {QStringLiteral("\u00B7"), Mark::Replaced},
            {"sat",                    Mark::None    },
            {"!",                      Mark::Added   }
        };
        QCOMPARE(markedRuns(text, true), after);
    }

    void aLongTextIsShownFromItsFirstChange() {
        MarkedText text;
        text.before = std::string(500, 'x') + "<b>";
        text.after = std::string(500, 'x');
        text.changes = {
            {{500, 503}, {500, 500}}
        };
        const std::vector<MarkedRun> before = {
            {QStringLiteral("\u2026") + QString(24, u'x'), Mark::None},
            {"<b>",                                     Mark::Removed                                     }
        };
        QCOMPARE(markedRuns(text, false), before);
    }

    void withoutDataItLeadsToThem() {
        Workspace workspace;
        CleanPage page(workspace);
        page.resize(1150, 650);
        page.show();
        QSignalSpy wanted(&workspace, &Workspace::pageWanted);
        QVERIFY(press(page, QStringLiteral("Go to Data")));
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toString(), QStringLiteral("data"));
    }

    // Its card still lives until the next events, and a key may reach it before them.
    void aRuleThatIsGoneSaysNothing() {
        Recipe made = reviews_.recipe();
        made.clean = CleaningSettings{cleaningStep("repeats")};
        OpenPage<CleanPage> open(made);
        CleanPage& page = open.page;
        if (page.findChild<QLineEdit*>() == nullptr || !page.findChild<QLineEdit*>()->isVisible())
            QVERIFY(press(page, operatorTitleOf("repeats")));
        const QPointer<QLineEdit> field =
            named<ValueSpin>(page, QStringLiteral("Letters in a row"))->findChild<QLineEdit*>();
        QVERIFY(field != nullptr);
        Recipe none = open.recipe();
        none.clean.clear();
        open.workspace.recipe().change(QStringLiteral("none"), none);
        open.undo();
        QVERIFY(field != nullptr);
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("7"));
        QVERIFY(open.recipe().clean == made.clean);
        QCOMPARE(open.workspace.recipe().undoStack().index(), 0);
    }

    void aRuleIsAddedSeenCountedAndUndone() {
        OpenPage<CleanPage> open(reviews_.recipe());
        CleanPage& page = open.page;
        QTRY_COMPARE_WITH_TIMEOUT(page.texts().rowCount(), 21, kPatience);
        QCOMPARE(page.texts().changedCount(), 0);
        QCOMPARE(cell(page, 0, MarkedTextsModel::After), QStringLiteral("unchanged"));

        addOperator(page, "html");
        QCOMPARE(open.recipe().clean, CleaningSettings{cleaningStep("html")});
        QTRY_COMPARE_WITH_TIMEOUT(page.texts().changedCount(), 1, kPatience);
        QCOMPARE(cell(page, 0, MarkedTextsModel::Before), QStringLiteral("<b>Bold</b> film"));
        QCOMPARE(cell(page, 0, MarkedTextsModel::After), QStringLiteral("Bold film"));
        QCOMPARE(cell(page, 0, MarkedTextsModel::By), operatorTitleOf("html"));
        QCOMPARE(cell(page, 0, MarkedTextsModel::Line), QStringLiteral("22"));
        QTRY_VERIFY_WITH_TIMEOUT(says(page, QStringLiteral("Changes 1 of 21 texts")), kPatience);
        QVERIFY(says(page, QStringLiteral("1 of 21 texts change. None becomes empty.")));
        QVERIFY(says(page, QStringLiteral("4.8%")));

        open.undo();
        QVERIFY(open.recipe().clean.empty());
        QTRY_COMPARE_WITH_TIMEOUT(page.texts().changedCount(), 0, kPatience);
        QVERIFY(!says(page, QStringLiteral("Changes 1 of 21 texts")));
    }

    void rulesMoveByKeyAndGo() {
        Recipe made = reviews_.recipe();
        made.clean = {cleaningStep("html"), cleaningStep("case")};
        OpenPage<CleanPage> open(made);
        CleanPage& page = open.page;
        const QString title = operatorTitleOf("case");
        Grip* grip = named<Grip>(page, QStringLiteral("Move “%1”").arg(title));
        QVERIFY(grip != nullptr);
        QTest::keyClick(grip, Qt::Key_Up);
        const CleaningSettings moved = {made.clean[1], made.clean[0]};
        QCOMPARE(open.recipe().clean, moved);
        QTest::keyClick(grip, Qt::Key_Up); // it is the first now
        QCOMPARE(open.recipe().clean, moved);
        QVERIFY(press(page, title)); // opens it
        QVERIFY(press(page, QStringLiteral("Remove “%1”").arg(title)));
        QCOMPARE(open.recipe().clean, CleaningSettings{made.clean[0]});
        open.undo();
        open.undo();
        QCOMPARE(open.recipe().clean, made.clean);
    }

    void aRuleIsDraggedBelowTheLast() {
        Recipe made = reviews_.recipe();
        made.clean = {cleaningStep("html"), cleaningStep("case"), cleaningStep("emoji")};
        OpenPage<CleanPage> open(made);
        CleanPage& page = open.page;
        Grip* grip = named<Grip>(page, QStringLiteral("Move “%1”").arg(operatorTitleOf("html")));
        QVERIFY(grip != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QTest::mousePress(grip, Qt::LeftButton, {}, QPoint(4, 4));
        QTest::mouseMove(grip, QPoint(4, 300));
        QTest::mouseMove(grip, QPoint(4, 600));
        QTest::mouseRelease(grip, Qt::LeftButton, {}, QPoint(4, 600));
        const CleaningSettings moved = {made.clean[1], made.clean[2], made.clean[0]};
        QCOMPARE(open.recipe().clean, moved);
    }

    void aRuleThatIsOffStaysAndDoesNothing() {
        Recipe made = reviews_.recipe();
        made.clean = {cleaningStep("html")};
        OpenPage<CleanPage> open(made);
        CleanPage& page = open.page;
        QTRY_COMPARE_WITH_TIMEOUT(page.texts().changedCount(), 1, kPatience);
        QVERIFY(press<Switch>(page, QStringLiteral("Use “%1”").arg(operatorTitleOf("html"))));
        QCOMPARE(open.recipe().clean.size(), std::size_t(1));
        QVERIFY(isOff(open.recipe().clean[0]));
        QTRY_COMPARE_WITH_TIMEOUT(page.texts().changedCount(), 0, kPatience);
        QVERIFY(says(page, QStringLiteral("Texts stay as they are.")));
        open.undo();
        QTRY_COMPARE_WITH_TIMEOUT(page.texts().changedCount(), 1, kPatience);
    }

    // While the pointer rests on a rule, or Tab came to it, the texts show what it does alone.
    void oneRuleIsSeenAlone() {
        Recipe made = reviews_.recipe();
        made.clean = {cleaningStep("html"), cleaningStep("case")};
        made.clean[1].values["to"] = std::string("upper");
        OpenPage<CleanPage> open(made);
        CleanPage& page = open.page;
        QTRY_COMPARE_WITH_TIMEOUT(page.texts().changedCount(), 21, kPatience);
        QCOMPARE(cell(page, 0, MarkedTextsModel::Before), QStringLiteral("a plain film"));
        const auto marks = [&](int row) {
            int count = 0;
            for (const MarkedRun& run :
                 page.texts().runs(page.texts().index(row, MarkedTextsModel::Before)))
                count += run.mark != Mark::None;
            return count;
        };
        QCOMPARE(marks(0), 3); // the words
        const auto cards = page.findChildren<OperatorCard*>();
        QCOMPARE(cards.size(), 2);
        const QPointF middle(10, 10);
        QEnterEvent enter(middle, middle, middle);
        QCoreApplication::sendEvent(cards[0], &enter);
        QCOMPARE(page.texts().alone(), -1); // not at once: the pointer may be passing
        QTRY_COMPARE(page.texts().alone(), 0);
        QCOMPARE(cell(page, 0, MarkedTextsModel::Before), QStringLiteral("<b>Bold</b> film"));
        QCOMPARE(cell(page, 0, MarkedTextsModel::By), operatorTitleOf("html"));
        QCOMPARE(marks(0), 2); // <b>, and </b> with the letters before it
        QCOMPARE(marks(1), 0);
        QVERIFY(says(page, QStringLiteral("What “%1” does").arg(operatorTitleOf("html"))));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(cards[0], &leave);
        QTRY_COMPARE(page.texts().alone(), -1);
        QCOMPARE(cell(page, 0, MarkedTextsModel::Before), QStringLiteral("a plain film"));
        QVERIFY(says(page, QStringLiteral("The first texts")));

        Grip* grip = named<Grip>(page, QStringLiteral("Move “%1”").arg(operatorTitleOf("case")));
        QVERIFY(QTest::qWaitForWindowActive(&page));
        grip->setFocus(Qt::TabFocusReason);
        QTRY_COMPARE(page.texts().alone(), 1);
        QCOMPARE(marks(0), 3);
        grip->clearFocus();
        QTRY_COMPARE(page.texts().alone(), -1);
    }

    void textsThatWereTooHardComeFirst() {
        QByteArray rows = "text,label\n";
        for (int i = 0; i < 400; ++i)
            rows += i % 2 == 0 ? "a plain film,good\n" : "a dull film,bad\n";
        Reviews far;
        far.write(rows + QByteArray(30, 'a') + "b,good\n");
        Recipe made = far.recipe();
        made.data.validation_split = 0;
        made.clean = {cleaningStep("replace")};
        made.clean[0].values["pattern"] = std::string("(a+)+$");
        OpenPage<CleanPage> open(made);
        CleanPage& page = open.page;
        // It is none of the first texts, and is shown once all were counted.
        QTRY_COMPARE_WITH_TIMEOUT(page.texts().rowCount(), 200, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(cell(page, 0, MarkedTextsModel::Line), QStringLiteral("402"),
                                  kPatience);
        QCOMPARE(cell(page, 0, MarkedTextsModel::By),
                 QStringLiteral("too hard: %1").arg(operatorTitleOf("replace")));
    }

    // Wherever in the data they are.
    void textsThatChangeComeFirst() {
        QByteArray rows = "text,label\n";
        for (int i = 0; i < 400; ++i)
            rows += i < 390 ? "a plain film,good\n" : "a LOUD film,bad\n";
        Reviews far;
        far.write(rows);
        Recipe made = far.recipe();
        made.data.validation_split = 0;
        made.clean = {cleaningStep("case")};
        OpenPage<CleanPage> open(made);
        CleanPage& page = open.page;
        QTRY_COMPARE_WITH_TIMEOUT(page.texts().changedCount(), 10, kPatience);
        QCOMPARE(page.texts().rowCount(), 200);
        QCOMPARE(cell(page, 0, MarkedTextsModel::Line), QStringLiteral("392"));
        QVERIFY(says(page, QStringLiteral("Preview, 200 of 400 texts, changed first")));
    }

    // An operator a line; of three, the third is a number.
    void operatorsStandInLines() {
        MarkedTextsModel model;
        const std::vector<OperatorStep> chain = {cleaningStep("html"), cleaningStep("case"),
                                                 cleaningStep("emoji")};
        const auto by = [&](std::uint64_t rules) {
            MarkedText text;
            text.before = "a";
            text.after = "b";
            text.changes = {
                {{0, 1}, {0, 1}, rules}
            };
            model.setTexts({text}, chain);
            return model.index(0, MarkedTextsModel::By).data().toString();
        };
        const QString first = operatorTitleOf("html"), second = operatorTitleOf("case");
        QCOMPARE(by(1), first);
        QCOMPARE(by(3), first + "\n" + second);
        QCOMPARE(by(7), first + "\n" + second + "\n+1");
    }

    void aClosedCardTellsWhatIsNotAsUsual() {
        OperatorStep step = cleaningStep("placeholders");
        OperatorCard card(step.name);
        const auto summary = [&] {
            card.show(step, "clean[0]", true, true);
            card.retranslate();
            QStringList shown;
            for (const Label* label : card.findChildren<Label*>())
                if (label->isVisibleTo(&card) && !label->text().isEmpty())
                    shown << label->text();
            return shown;
        };
        const auto height = [&] {
            return std::max(card.sizeHint().height(), card.minimumHeight());
        };
        QCOMPARE(summary(), QStringList());
        QCOMPARE(height(), scaled(48));
        step.values["numbers"] = !std::get<bool>(step.values["numbers"]);
        QCOMPARE(summary().size(), 1);
        step.values["urls"] = false;
        QVERIFY2(summary()[0].contains(QStringLiteral("without: ")) &&
                     summary()[0].contains(QStringLiteral(", also: ")),
                 qPrintable(summary()[0]));
        QCOMPARE(height(), scaled(48));
    }

    void linesOfATestFileSaySo() {
        QFile test(QString::fromStdString(toUtf8(reviews_.recipe().base / "test.csv")));
        QVERIFY(test.open(QIODevice::WriteOnly));
        test.write("text,label\na test,good\n");
        test.close();
        Recipe made = reviews_.recipe();
        made.data.test = "test.csv";
        OpenPage<CleanPage> open(made);
        CleanPage& page = open.page;
        QTRY_COMPARE_WITH_TIMEOUT(page.texts().rowCount(), 22, kPatience);
        QCOMPARE(cell(page, 21, MarkedTextsModel::Line), QStringLiteral("test 2"));
        QCOMPARE(cell(page, 0, MarkedTextsModel::Line), QStringLiteral("2"));
    }

    void aParameterIsChosenInTheOpenRule() {
        Recipe made = reviews_.recipe();
        made.clean = {cleaningStep("unicode")};
        OpenPage<CleanPage> open(made);
        CleanPage& page = open.page;
        QVERIFY(press(page, operatorTitleOf("unicode"))); // closed at first
        QComboBox* form = nullptr;
        for (QComboBox* combo : page.findChildren<QComboBox*>())
            if (combo->isVisible() && combo->findText(QStringLiteral("NFKC")) >= 0)
                form = combo;
        QVERIFY(form != nullptr);
        const int other = form->findText(QStringLiteral("NFKC")) == form->currentIndex()
                              ? form->findText(QStringLiteral("NFC"))
                              : form->findText(QStringLiteral("NFKC"));
        form->setCurrentIndex(other);
        Q_EMIT form->activated(other);
        QCOMPARE(open.recipe().clean[0].values.at("form"),
                 Value(form->itemText(other).toStdString()));
        open.undo();
        QCOMPARE(open.recipe().clean, made.clean);
    }
};

QTEST_MAIN(CleanPageTest)
#include "clean_page_test.moc"
