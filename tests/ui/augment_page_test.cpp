// SPDX-License-Identifier: GPL-3.0-or-later
// The Augment page, clicked through: what it shows is what training reads, and counts, seeds,
// switches and errors behave.
#include "chain_clicks.h"
#include "ui/charts/bar_list.h"
#include "ui/kit/fonts.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/augment_page.h"

#include <QFile>
#include <QTemporaryDir>
#include <QUndoStack>

#include <set>

using namespace attune;
using namespace attune::ui;

class AugmentPageTest : public QObject {
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

    static void open(AugmentPage& page, Workspace& workspace, const Recipe& recipe) {
        workspace.recipe().adopt(recipe, QStringLiteral("reviews"));
        page.resize(1150, 650);
        page.show();
    }

    // Line, copy, text and rewritten text of all copies.
    using Copies = std::multiset<std::tuple<QString, QString, QString>>;
    static Copies trainedOn(const Recipe& recipe) {
        Copies out;
        studio::augmentRows(recipe, 0, [&](const studio::TrainedRow& row) {
            if (row.copy == 0)
                return;
            QString place = QString::number(row.line);
            if (row.copy > 1)
                place += QStringLiteral(" · %1").arg(row.copy);
            out.emplace(place, QString::fromStdString(row.before),
                        row.changes.empty() ? QStringLiteral("unchanged")
                                            : QString::fromStdString(row.after));
        });
        return out;
    }
    static Copies shown(const AugmentPage& page) {
        Copies out;
        for (int row = 0; row < page.texts().rowCount(); ++row)
            out.emplace(cell(page, row, MarkedTextsModel::Line),
                        cell(page, row, MarkedTextsModel::Before),
                        cell(page, row, MarkedTextsModel::After));
        return out;
    }

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale::C);
        QFile file(folder_.filePath(QStringLiteral("reviews.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("text,label\n");
        for (int i = 0; i < 30; ++i)
            file.write(QByteArray("the film number ") + QByteArray::number(i) +
                       (i % 3 == 0 ? " was rather dull,bad\n" : " was a quiet joy,good\n"));
        file.write("!,bad\n");
    }

    void itShowsTheCopiesThatTrainingReads() {
        Workspace workspace;
        AugmentPage page(workspace);
        open(page, workspace, recipe());
        QCOMPARE(page.texts().rowCount(), 0);
        addOperator(page, "random-swap");
        QCOMPARE(workspace.recipe().recipe().augment.operators,
                 std::vector<OperatorStep>{augmentStep("random-swap")});
        const Copies expected = trainedOn(workspace.recipe().recipe());
        QVERIFY(expected.size() > 20);
        QTRY_VERIFY_WITH_TIMEOUT(shown(page) == expected, kPatience);
        QCOMPARE(cell(page, 0, MarkedTextsModel::By), operatorTitleOf("random-swap"));

        workspace.recipe().set("augment.copies", Value(std::int64_t(3)));
        QTRY_VERIFY_WITH_TIMEOUT(shown(page) == trainedOn(workspace.recipe().recipe()), kPatience);
        QCOMPARE(static_cast<std::size_t>(page.texts().rowCount()), 3 * expected.size());
    }

    void copiesAreCountedByOperatorAndLabel() {
        Workspace workspace;
        AugmentPage page(workspace);
        Recipe made = recipe();
        made.data.validation_split = 0;
        made.augment.operators = {augmentStep("random-delete")};
        open(page, workspace, made);
        const studio::AugmentFigures figures =
            studio::augmentRows(made, 0, [](const studio::TrainedRow&) {});
        QCOMPARE(figures.copies, 31);
        const QString counted =
            QStringLiteral("Changes %1 of 31 texts").arg(figures.operators[0].changed);
        QTRY_VERIFY_WITH_TIMEOUT(says(page, counted), kPatience);
        const std::vector<Bar>& bars = page.findChild<BarList*>()->bars();
        QCOMPARE(bars.size(), std::size_t(2));
        QCOMPARE(bars[0].value, QStringLiteral("11 → 22"));
        QCOMPARE(bars[1].value, QStringLiteral("20 → 40"));
        // Balanced: as many of both.
        workspace.recipe().set("augment.balance", Value(1.0));
        QTRY_COMPARE_WITH_TIMEOUT(page.findChild<BarList*>()->bars()[0].value,
                                  QStringLiteral("11 → 40"), kPatience);
    }

    void nothingIsCountedWhileNobodyLooks() {
        Workspace workspace;
        AugmentPage page(workspace);
        Recipe made = recipe();
        made.augment.operators = {augmentStep("random-delete")};
        open(page, workspace, made);
        QTRY_VERIFY_WITH_TIMEOUT(page.texts().rowCount() > 0, kPatience);
        page.hide(); // before it counts
        QTest::qWait(600);
        const QString percent = QStringLiteral("%");
        const auto isCounted = [&] {
            for (const Label* label : page.findChild<OperatorList*>()->findChildren<Label*>())
                if (!label->isHidden() && label->text().endsWith(percent))
                    return true;
            return false;
        };
        QVERIFY(!isCounted());
        page.show();
        QTRY_VERIFY_WITH_TIMEOUT(isCounted(), kPatience);
    }

    void anotherSeedIsLookedAtAndTaken() {
        Workspace workspace;
        AugmentPage page(workspace);
        Recipe made = recipe();
        made.augment.operators = {augmentStep("random-swap")};
        open(page, workspace, made);
        QTRY_VERIFY_WITH_TIMEOUT(shown(page) == trainedOn(made), kPatience);
        const std::int64_t seed = made.training.seed;
        QVERIFY(press(page, QStringLiteral("Next seed")));
        QCOMPARE(page.seed(), seed + 1);
        QCOMPARE(workspace.recipe().recipe().training.seed, seed);
        Recipe other = made;
        other.training.seed = seed + 1;
        QVERIFY(trainedOn(other) != trainedOn(made));
        QTRY_VERIFY_WITH_TIMEOUT(shown(page) == trainedOn(other), kPatience);
        QVERIFY(press(page, QStringLiteral("Take seed %1").arg(seed + 1)));
        QCOMPARE(workspace.recipe().recipe().training.seed, seed + 1);
        QCOMPARE(page.seed(), seed + 1);
        workspace.recipe().undoStack().undo();
        QCOMPARE(page.seed(), seed);
        QTRY_VERIFY_WITH_TIMEOUT(shown(page) == trainedOn(made), kPatience);
    }

    void everyOpenOperatorFitsItsColumn() {
        for (const char* table : {"cleaning", "augmentation"})
            for (const studio::TableEntry& entry : studio::listTable(table)) {
                OperatorCard card(entry.key);
                card.show({entry.key, {}}, "clean[0]", true, true);
                card.setOpen(true);
                card.retranslate();
                QVERIFY2(card.minimumSizeHint().width() <= scaled(352 - 14), entry.key.c_str());
            }
    }

    void anOperatorThatIsOffLeavesTheOthersTheirDraws() {
        Workspace workspace;
        AugmentPage page(workspace);
        Recipe made = recipe();
        made.augment.operators = {augmentStep("keyboard"), augmentStep("random-swap")};
        open(page, workspace, made);
        QVERIFY(press<Switch>(page, QStringLiteral("Use “%1”").arg(operatorTitleOf("keyboard"))));
        QTRY_VERIFY_WITH_TIMEOUT(shown(page) == trainedOn(workspace.recipe().recipe()), kPatience);
        QCOMPARE(cell(page, 0, MarkedTextsModel::By), operatorTitleOf("random-swap"));
    }

    void anErrorStandsBesideItsOperatorAndTheTextsStay() {
        Workspace workspace;
        AugmentPage page(workspace);
        Recipe made = recipe();
        made.augment.operators = {augmentStep("random-swap")};
        open(page, workspace, made);
        QTRY_VERIFY_WITH_TIMEOUT(page.texts().rowCount() > 0, kPatience);
        const int rows = page.texts().rowCount();
        Recipe broken = made;
        broken.augment.operators[0].values["rate"] = std::string("much");
        workspace.recipe().change(QStringLiteral("break"), broken);
        QString said;
        const auto isFound = [&] {
            for (const Problem& problem : workspace.recipe().problems())
                if (problem.field == "augment.operators[0].rate")
                    said = QString::fromStdString(problem.message.text());
            return !said.isEmpty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isFound(), kPatience);
        const auto beside = [&] {
            for (const Label* label : page.findChild<OperatorList*>()->findChildren<Label*>())
                if (label->isVisible() && label->text().startsWith(said))
                    return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(beside(), kPatience);
        QCOMPARE(page.texts().rowCount(), rows);
        workspace.recipe().undoStack().undo();
        QTRY_VERIFY_WITH_TIMEOUT(!beside(), kPatience);
    }
};

QTEST_MAIN(AugmentPageTest)
#include "augment_page_test.moc"
