// SPDX-License-Identifier: GPL-3.0-or-later
// The findings of the Data page, clicked through: a finding opens, its rows show in the table, a
// repair goes into a copy that the recipe then reads, and is taken back. The row filters are set,
// count, and tell what is wrong.
#include "ui/kit/button.h"
#include "ui/kit/parameter_form.h"
#include "ui/kit/switch.h"
#include "ui/kit/value_spin.h"
#include "ui/models/findings_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/data/filters_card.h"
#include "ui/pages/data/finding_detail.h"
#include "ui/pages/data/findings_card.h"
#include "ui/pages/data/table_card.h"
#include "ui/pages/data_page.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

using namespace attune;
using namespace attune::ui;

namespace {

constexpr int kPatience = 20000; // ms; a shared machine may be slow

} // namespace

class DataChecksTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    std::string path(const char* name) const {
        return folder_.filePath(QString::fromLatin1(name)).toStdString();
    }

    Recipe recipe() const {
        Recipe made;
        made.base = folder_.path().toStdString();
        made.data.train = path("reviews.csv");
        made.head.output = path("run");
        return made;
    }

    static Button* buttonOf(QWidget& widget, const QString& text) {
        for (Button* button : widget.findChildren<Button*>())
            if (button->text() == text)
                return button;
        return nullptr;
    }

    static bool says(const QWidget& widget, const QString& text) {
        for (const QLabel* label : widget.findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }

    template <class Field> static Field* fieldOf(const QWidget& form, const QString& title) {
        for (Field* field : form.findChildren<Field*>())
            if (field->accessibleName() == title)
                return field;
        return nullptr;
    }

    // Clicks the finding whose text begins so.
    static bool open(FindingsCard& card, const QString& text) {
        auto* view = card.findChild<QListView*>();
        for (int row = 0; row < card.model().rowCount(); ++row) {
            const QModelIndex index = card.model().index(row);
            if (!index.data().toString().startsWith(text))
                continue;
            view->scrollTo(index);
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                              view->visualRect(index).center() -
                                  QPoint(view->visualRect(index).width() / 4, 0));
            return true;
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("attune-tests");
        QLocale::setDefault(QLocale::C);
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QFile file(folder_.filePath("reviews.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("text,label\n");
        for (int i = 0; i < 30; ++i)
            file.write(QByteArray("film number ") + QByteArray::number(i * 7919) +
                       (i % 2 == 0 ? " was good,positive\n" : " was bad,negative\n"));
        file.write("film number 0 was good,positive\n"); // line 32
        file.write("a <br> tag,negative\n");             // line 33
        file.write("!?,negative\n");                     // line 34
    }

    void aFindingIsOpenedRepairedInACopyAndTakenBack() {
        Workspace workspace;
        workspace.recipe().adopt(recipe(), "reviews");
        DataPage page(workspace);
        page.resize(1150, 900);
        page.show();
        auto* card = page.findChild<FindingsCard*>();
        auto* detail = page.findChild<FindingDetail*>();
        auto* table = page.findChild<TableCard*>();
        QTRY_COMPARE_WITH_TIMEOUT(card->model().checkCount(), 3, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(table->model().rowCount() == 33, kPatience);
        QVERIFY(!detail->isVisible());

        QVERIFY(open(*card, "Doubles: 1 row"));
        QVERIFY(detail->isVisible());
        auto* rows = detail->findChild<QListWidget*>();
        QCOMPARE(rows->count(), 1);
        QCOMPARE(rows->item(0)->text(),
                 QStringLiteral("Line 32, as line 2  film number 0 was good"));
        QTest::mouseClick(rows->viewport(), Qt::LeftButton, {},
                          rows->visualItemRect(rows->item(0)).center());
        QCOMPARE(table->findChild<QTableView*>()->currentIndex().row(), 30);
        QVERIFY(says(*detail, "Repair: Leave these rows out. 1 row(s) would go."));

        buttonOf(*detail, "Apply to a copy…")->click();
        auto* dialog = card->findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->selectedFiles().value(0), folder_.filePath("reviews-repaired.csv"));
        dialog->findChild<QLineEdit*>()->setText(folder_.filePath("copy.csv"));
        QMetaObject::invokeMethod(dialog, "accept");
        const std::string& train = workspace.recipe().recipe().data.train;
        QTRY_COMPARE_WITH_TIMEOUT(train, path("copy.csv"), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(card->model().checkCount(), 2, kPatience);
        QVERIFY(!open(*card, "Doubles"));
        QFile original(folder_.filePath("reviews.csv"));
        QVERIFY(original.open(QIODevice::ReadOnly));
        QCOMPARE(original.readAll().count('\n'), 34);

        Button* undo = buttonOf(*card, "Undo the repair");
        QVERIFY(undo->isVisible());
        undo->click();
        QCOMPARE(train, path("reviews.csv"));
        QVERIFY(!undo->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(card->model().checkCount(), 3, kPatience);
    }

    void aRowHasItsActionsAndWhatCleanMendsIsANote() {
        Workspace workspace;
        workspace.recipe().adopt(recipe(), "reviews");
        DataPage page(workspace);
        page.resize(1150, 900);
        page.show();
        auto* card = page.findChild<FindingsCard*>();
        auto* table = page.findChild<TableCard*>();
        FindingsModel& model = card->model();
        QTRY_COMPARE_WITH_TIMEOUT(model.checkCount(), 3, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(table->model().rowCount() == 33, kPatience);
        QCOMPARE(model.count(Problem::Severity::Warning), 2);
        QCOMPARE(page.problems().size(), std::size_t{2});
        QVERIFY(says(*card, "2 warning(s)"));
        const auto find = [&](const QString& title) {
            for (int row = 0; row < model.rowCount(); ++row)
                if (model.index(row).data().toString().startsWith(title))
                    return model.index(row);
            return QModelIndex();
        };
        QCOMPARE(find("Remains of HTML").data(FindingsModel::WhyRole).toString(),
                 QStringLiteral("Tags would be learned as words. Line 33."));

        auto* view = card->findChild<QListView*>();
        QWidget* actions = view->indexWidget(find("Doubles"));
        QVERIFY(actions != nullptr);
        QVERIFY(view->visualRect(find("Doubles")).contains(actions->geometry()));
        buttonOf(*actions, "Show rows")->click();
        QCOMPARE(table->findChild<QTableView*>()->currentIndex().row(), 30); // of line 32
        QVERIFY(page.findChild<FindingDetail*>()->isVisible());
        buttonOf(*actions, "Leave out…")->click();
        auto* dialog = card->findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        QMetaObject::invokeMethod(dialog, "reject");

        Recipe cleaned = recipe();
        cleaned.clean = {cleaningStep("html")};
        workspace.recipe().change("clean", cleaned);
        QCOMPARE(model.count(Problem::Severity::Warning), 1);
        QCOMPARE(page.problems().size(), std::size_t{1});
        QCOMPARE(find("Remains of HTML").data(FindingsModel::WhyRole).toString(),
                 QStringLiteral("Clean takes it out (HTML to text)."));
    }

    void allSafeRepairsAreOneStep() {
        Workspace workspace;
        workspace.recipe().adopt(recipe(), "reviews");
        DataPage page(workspace);
        page.resize(1150, 900);
        page.show();
        auto* card = page.findChild<FindingsCard*>();
        Button* all = buttonOf(*card, "Repair all in a copy…");
        QTRY_VERIFY_WITH_TIMEOUT(all->isVisible(), kPatience);
        all->click();
        auto* dialog = card->findChild<QFileDialog*>();
        dialog->findChild<QLineEdit*>()->setText(folder_.filePath("safe.csv"));
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_COMPARE_WITH_TIMEOUT(workspace.recipe().recipe().data.train, path("safe.csv"),
                                  kPatience);
        // What is for a person to decide stays.
        QTRY_COMPARE_WITH_TIMEOUT(card->model().checkCount(), 1, kPatience);
        QVERIFY(open(*card, "Only punctuation: 1 row"));
        QTRY_VERIFY(!all->isVisible());
    }

    void rowFiltersAreSetCountedAndUndone() {
        const QByteArray models = qgetenv("ATTUNE_MODELS");
        if (models.isEmpty())
            QSKIP("ATTUNE_MODELS is not set");
        Workspace workspace;
        Recipe filtered = recipe();
        filtered.head.model = models.toStdString() + "/bert-tiny-mlm";
        workspace.recipe().adopt(filtered, "reviews");
        const DataSettings& data = workspace.recipe().recipe().data;
        DataPage page(workspace);
        page.resize(1150, 900);
        page.show();
        auto* card = page.findChild<FiltersCard*>();
        auto* form = card->findChild<ParameterForm*>();
        QVERIFY(!form->isVisible());
        QVERIFY(says(*card, "Leave rows of the training part out"));

        buttonOf(*card, "Set…")->click();
        QVERIFY(form->isVisible());
        auto* doubles = fieldOf<Switch>(*form, "Leave doubles out");
        QTest::mouseClick(doubles, Qt::LeftButton);
        QVERIFY(data.filter_doubles);
        QTRY_VERIFY_WITH_TIMEOUT(says(*form, "1 row(s) left out. Of training rows"), kPatience);
        auto* shortest = fieldOf<ValueSpin>(*form, "Shortest training text");
        shortest->setFocus();
        QTest::keyClicks(shortest, "14");
        QCOMPARE(data.filter_min_characters, std::optional<std::int64_t>(14));
        QTRY_VERIFY_WITH_TIMEOUT(says(*form, "2 row(s) left out. Training rows"), kPatience);

        buttonOf(*card, "Done")->click();
        QVERIFY(!form->isVisible());
        QVERIFY(says(*card, "14 characters: 2 row(s) left out"));
        QVERIFY(says(*card, "1 row(s) left out"));

        // An error shows at its field, and in the folded card.
        const QString wrong = "No text is at least 14 and at most 3 characters long.";
        workspace.recipe().set("data.filter.max_characters", Value(std::int64_t{3}));
        QTRY_VERIFY_WITH_TIMEOUT(says(*card, wrong), kPatience);
        page.showField("data.filter.max_characters");
        QVERIFY(says(*form, wrong));
        QVERIFY(fieldOf<ValueSpin>(*form, "Longest training text")->hasFocus() ||
                !page.isActiveWindow());

        QUndoStack& steps = workspace.recipe().undoStack();
        while (steps.canUndo())
            steps.undo();
        QCOMPARE(data, filtered.data);
        QVERIFY(!doubles->isChecked());
        QVERIFY(shortest->text().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!says(*form, wrong), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!says(*form, "left out. "), kPatience);
    }
};

QTEST_MAIN(DataChecksTest)
#include "data_checks_test.moc"
