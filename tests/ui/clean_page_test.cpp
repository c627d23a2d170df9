// SPDX-License-Identifier: GPL-3.0-or-later
// The Clean page, clicked through: rules come, move and go, texts and counts follow, undo works.
#include "ui/kit/button.h"
#include "ui/kit/icon.h"
#include "ui/kit/label.h"
#include "ui/kit/switch.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/clean/rule_card.h"
#include "ui/pages/clean/rule_list.h"
#include "ui/pages/clean_page.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

using namespace attune;
using namespace attune::ui;

namespace {

constexpr int kPatience = 20000; // ms; a shared machine may be slow

} // namespace

class CleanPageTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    Recipe recipe() const {
        Recipe made;
        made.base = folder_.path().toStdString();
        made.data.train = "reviews.csv";
        made.data.text = "text";
        made.data.label = "label";
        return made;
    }

    static void addRule(CleanPage& page, const QString& title) {
        QMenu* menu = page.findChild<RuleList*>()->findChild<QMenu*>();
        for (QAction* action : menu->actions())
            if (action->text() == title)
                return action->trigger();
        QFAIL(qPrintable(QStringLiteral("no operator ") + title));
    }

    // Cards that are new come into view with the next events.
    static bool press(CleanPage& page, const QString& accessibleName) {
        Button* found = nullptr;
        const auto look = [&] {
            for (Button* button : page.findChildren<Button*>())
                if (button->isVisible() && button->accessibleName() == accessibleName)
                    found = button;
            return found != nullptr;
        };
        if (!QTest::qWaitFor(look, kPatience))
            return false;
        QTest::mouseClick(found, Qt::LeftButton);
        return true;
    }

    static bool says(CleanPage& page, const QString& text) {
        for (const Label* label : page.findChildren<Label*>())
            if (label->isVisible() && label->text() == text)
                return true;
        return false;
    }

    static QString cell(const CleanPage& page, int row, int column) {
        return page.texts().index(row, column).data().toString();
    }

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale::C);
        QFile file(folder_.filePath(QStringLiteral("reviews.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("text,label\n");
        for (int i = 0; i < 20; ++i)
            file.write(i % 2 == 0 ? "a plain film,good\n" : "a dull film,bad\n");
        file.write("<b>Bold</b> film,good\n");
    }

    void marksSayWhatChanged() {
        CleanedSample sample;
        sample.before = "a <b>cat</b> sat";
        sample.cleaned.text = "a cat\xC2\xA0sat!";
        sample.cleaned.changes = {
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
        QCOMPARE(markedRuns(sample, false), before);
        const std::vector<MarkedRun> after = {
            {"a cat",                  Mark::None    },
            {QStringLiteral("\u00B7"), Mark::Replaced},
            {"sat",                    Mark::None    },
            {"!",                      Mark::Added   }
        };
        QCOMPARE(markedRuns(sample, true), after);
    }

    void aLongTextIsShownFromItsFirstChange() {
        CleanedSample sample;
        sample.before = std::string(500, 'x') + "<b>";
        sample.cleaned.text = std::string(500, 'x');
        sample.cleaned.changes = {
            {{500, 503}, {500, 500}}
        };
        const std::vector<MarkedRun> before = {
            {QStringLiteral("\u2026") + QString(40, u'x'), Mark::None},
            {"<b>",                                     Mark::Removed                                     }
        };
        QCOMPARE(markedRuns(sample, false), before);
    }

    void withoutDataItLeadsToThem() {
        Workspace workspace;
        CleanPage page(workspace);
        page.resize(1150, 650);
        page.show();
        QSignalSpy wanted(&workspace, &Workspace::pageWanted);
        for (Button* button : page.findChildren<Button*>())
            if (button->isVisible() && button->text() == QLatin1String("Go to Data"))
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toString(), QStringLiteral("data"));
    }

    void aRuleIsAddedSeenCountedAndUndone() {
        Workspace workspace;
        workspace.recipe().adopt(recipe(), QStringLiteral("reviews"));
        CleanPage page(workspace);
        page.resize(1150, 650);
        page.show();
        QTRY_COMPARE_WITH_TIMEOUT(page.texts().rowCount(), 21, kPatience);
        QCOMPARE(page.texts().changedCount(), 0);

        addRule(page, QString::fromStdString(operatorOf("html").title));
        QCOMPARE(workspace.recipe().recipe().clean, CleaningSettings{cleaningStep("html")});
        QTRY_COMPARE_WITH_TIMEOUT(page.texts().changedCount(), 1, kPatience);
        QCOMPARE(cell(page, 0, CleanedTextsModel::Before), QStringLiteral("<b>Bold</b> film"));
        QCOMPARE(cell(page, 0, CleanedTextsModel::After), QStringLiteral("Bold film"));
        QCOMPARE(cell(page, 0, CleanedTextsModel::Rules),
                 QString::fromStdString(operatorOf("html").title));
        QCOMPARE(cell(page, 0, CleanedTextsModel::Line), QStringLiteral("22"));
        QTRY_VERIFY_WITH_TIMEOUT(says(page, QStringLiteral("Changes 1 of 21 texts")), kPatience);
        QVERIFY(says(page, QStringLiteral("1 of 21 texts change")));

        workspace.recipe().undoStack().undo();
        QVERIFY(workspace.recipe().recipe().clean.empty());
        QTRY_COMPARE_WITH_TIMEOUT(page.texts().changedCount(), 0, kPatience);
        QVERIFY(!says(page, QStringLiteral("Changes 1 of 21 texts")));
    }

    void rulesMoveAndGo() {
        Workspace workspace;
        Recipe made = recipe();
        made.clean = {cleaningStep("html"), cleaningStep("case")};
        workspace.recipe().adopt(made, QStringLiteral("reviews"));
        CleanPage page(workspace);
        page.resize(1150, 650);
        page.show();
        const QString title = QString::fromStdString(operatorOf("case").title);
        QVERIFY(press(page, QStringLiteral("Apply “%1” earlier").arg(title)));
        CleaningSettings moved = {made.clean[1], made.clean[0]};
        QCOMPARE(workspace.recipe().recipe().clean, moved);
        QVERIFY(press(page, QStringLiteral("Remove “%1”").arg(title)));
        QCOMPARE(workspace.recipe().recipe().clean, CleaningSettings{made.clean[0]});
        workspace.recipe().undoStack().undo();
        workspace.recipe().undoStack().undo();
        QCOMPARE(workspace.recipe().recipe().clean, made.clean);
    }

    void aParameterIsChosenInTheOpenRule() {
        Workspace workspace;
        Recipe made = recipe();
        made.clean = {cleaningStep("unicode")};
        workspace.recipe().adopt(made, QStringLiteral("reviews"));
        CleanPage page(workspace);
        page.resize(1150, 650);
        page.show();
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
        QCOMPARE(workspace.recipe().recipe().clean[0].values.at("form"),
                 Value(form->itemText(other).toStdString()));
        workspace.recipe().undoStack().undo();
        QCOMPARE(workspace.recipe().recipe().clean, made.clean);
    }

private:
    static studio::TableEntry operatorOf(const std::string& key) {
        for (const studio::TableEntry& entry : studio::listTable("operators"))
            if (entry.key == key)
                return entry;
        return {};
    }
};

QTEST_MAIN(CleanPageTest)
#include "clean_page_test.moc"
