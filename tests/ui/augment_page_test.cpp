// SPDX-License-Identifier: GPL-3.0-or-later
// The Augment page, clicked through: what it shows is what training reads, and counts, seeds,
// switches and errors behave.
#include "chain_clicks.h"
#include "reviews.h"
#include "ui/charts/bar_list.h"
#include "ui/kit/fonts.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/augment_page.h"
#include "ui/pages/operators/marked_texts.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QUndoStack>

#include <set>

using namespace attune;
using namespace attune::ui;

class AugmentPageTest : public QObject {
    Q_OBJECT

    Reviews reviews_;

    // Line, copy, text and rewritten text of all copies that are changed; others are shown, and not
    // trained on.
    using Copies = std::multiset<std::tuple<QString, QString, QString>>;
    static Copies trainedOn(const Recipe& recipe) {
        Copies out;
        studio::augmentRows(recipe, 0, [&](const studio::TrainedRow& row) {
            if (row.copy == 0 || row.changes.empty())
                return;
            QString place = QString::number(row.line);
            if (row.copy > 1)
                place += QStringLiteral(" · %1").arg(row.copy);
            out.emplace(place, QString::fromStdString(row.before),
                        QString::fromStdString(row.after));
        });
        return out;
    }
    static Copies shown(const AugmentPage& page) {
        Copies out;
        for (int row = 0; row < page.texts().changedCount(); ++row)
            out.emplace(cell(page, row, MarkedTextsModel::Line),
                        cell(page, row, MarkedTextsModel::Before),
                        cell(page, row, MarkedTextsModel::After));
        return out;
    }

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale::C);
        QByteArray rows = "text,label\n";
        for (int i = 0; i < 30; ++i)
            rows += "the film number " + QByteArray::number(i) +
                    (i % 3 == 0 ? " was rather dull,bad\n" : " was a quiet joy,good\n");
        reviews_.write(rows + "!,bad\n");
    }

    void itShowsTheCopiesThatTrainingReads() {
        OpenPage<AugmentPage> open(reviews_.recipe());
        AugmentPage& page = open.page;
        QCOMPARE(page.texts().rowCount(), 0);
        addOperator(page, "random-swap");
        QCOMPARE(open.recipe().augment.operators,
                 std::vector<OperatorStep>{augmentStep("random-swap")});
        const Copies expected = trainedOn(open.recipe());
        QVERIFY(expected.size() > 20);
        QTRY_VERIFY_WITH_TIMEOUT(shown(page) == expected, kPatience);
        QCOMPARE(cell(page, 0, MarkedTextsModel::By), operatorTitleOf("random-swap"));

        open.workspace.recipe().set("augment.copies", Value(std::int64_t(3)));
        QTRY_VERIFY_WITH_TIMEOUT(shown(page) == trainedOn(open.recipe()), kPatience);
        QCOMPARE(static_cast<std::size_t>(page.texts().changedCount()), 3 * expected.size());
    }

    void copiesAreCountedByOperatorAndLabel() {
        Recipe made = reviews_.recipe();
        made.data.validation_split = 0;
        made.augment.operators = {augmentStep("random-delete")};
        OpenPage<AugmentPage> open(made);
        AugmentPage& page = open.page;
        const studio::AugmentFigures figures =
            studio::augmentRows(made, 0, [](const studio::TrainedRow&) {});
        QCOMPARE(figures.copies, 30); // "!" has no word to take out
        QCOMPARE(figures.doubles, 1);
        QVERIFY(press(page, operatorTitleOf("random-delete"))); // closed at first
        const QString counted =
            QStringLiteral("Changes %1 of 30 texts").arg(figures.operators[0].changed);
        QTRY_VERIFY_WITH_TIMEOUT(says(page, counted), kPatience);
        const std::vector<Bar>& bars = page.findChild<BarList*>()->bars();
        QCOMPARE(bars.size(), std::size_t(2));
        QTRY_COMPARE_WITH_TIMEOUT(page.findChild<BarList*>()->bars()[0].value,
                                  QStringLiteral("11 → 21"), kPatience);
        QCOMPARE(bars[1].value, QStringLiteral("20 → 40"));
        // Balanced: as many of both.
        open.workspace.recipe().set("augment.balance", Value(1.0));
        QTRY_COMPARE_WITH_TIMEOUT(page.findChild<BarList*>()->bars()[0].value,
                                  QStringLiteral("11 → 40"), kPatience);
    }

    void nothingIsCountedWhileNobodyLooks() {
        Recipe made = reviews_.recipe();
        made.augment.operators = {augmentStep("random-delete")};
        OpenPage<AugmentPage> open(made);
        AugmentPage& page = open.page;
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
        Recipe made = reviews_.recipe();
        made.augment.operators = {augmentStep("random-swap")};
        OpenPage<AugmentPage> open(made);
        AugmentPage& page = open.page;
        QTRY_VERIFY_WITH_TIMEOUT(shown(page) == trainedOn(made), kPatience);
        const std::int64_t seed = made.training.seed;
        QVERIFY(press(page, QStringLiteral("Next seed")));
        QCOMPARE(page.seed(), seed + 1);
        QCOMPARE(open.recipe().training.seed, seed);
        Recipe other = made;
        other.augment.seed = seed + 1;
        QVERIFY(trainedOn(other) != trainedOn(made));
        QTRY_VERIFY_WITH_TIMEOUT(shown(page) == trainedOn(other), kPatience);
        QVERIFY(press(page, QStringLiteral("Take seed %1").arg(seed + 1)));
        // It draws copies alone: what is held out stays.
        QCOMPARE(open.recipe().training.seed, seed);
        QCOMPARE(open.recipe().augment.seed, std::optional<std::int64_t>(seed + 1));
        QCOMPARE(page.seed(), seed + 1);
        open.undo();
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
        Recipe made = reviews_.recipe();
        made.augment.operators = {augmentStep("keyboard"), augmentStep("random-swap")};
        OpenPage<AugmentPage> open(made);
        AugmentPage& page = open.page;
        QVERIFY(press<Switch>(page, QStringLiteral("Use “%1”").arg(operatorTitleOf("keyboard"))));
        QTRY_VERIFY_WITH_TIMEOUT(shown(page) == trainedOn(open.recipe()), kPatience);
        QCOMPARE(cell(page, 0, MarkedTextsModel::By), operatorTitleOf("random-swap"));
    }

    void whatTheJudgeDropsIsToldByItsOperator() {
        OperatorCard card("random-delete");
        card.show(augmentStep("random-delete"), "augment.operators[0]", true, true);
        card.setOpen(true);
        card.retranslate();
        const auto says = [&](const QString& text) {
            for (const Label* label : card.findChildren<Label*>())
                if (!label->isHidden() && label->text() == text)
                    return true;
            return false;
        };
        const QString counting = QStringLiteral("Counting the texts that change…");
        card.setCounts(nullptr, 0, true);
        QVERIFY(says(counting));
        ChainCounts counts{200, {60}, {}, {1040}};
        card.setCounts(&counts, 0, false);
        QVERIFY(says(QStringLiteral("Changes 60 of 200 texts; copies dropped: 1040")));
        card.setCounts(nullptr, 0, false); // they cannot be counted
        QVERIFY(!says(counting));
    }

    void aModelThatCannotBeUsedIsToldAtItsFieldAndTheTextsStay() {
        QDir().mkpath(reviews_.path(QStringLiteral("broken")));
        reviews_.write(R"({"model_type": "gpt2"})", QStringLiteral("broken/config.json"));
        Recipe made = reviews_.recipe();
        made.augment.operators = {augmentStep("random-swap")};
        OpenPage<AugmentPage> open(made);
        AugmentPage& page = open.page;
        QTRY_VERIFY_WITH_TIMEOUT(shown(page) == trainedOn(made), kPatience);
        const int rows = page.texts().rowCount();
        Recipe broken = made;
        broken.augment.operators.push_back(augmentStep("masked-word"));
        broken.augment.operators[1].values["model"] = std::string("broken");
        open.workspace.recipe().change(QStringLiteral("break"), broken);
        const auto said = [&](const QWidget& where, const QString& text) {
            for (const Label* label : where.findChildren<Label*>())
                if (label->isVisible() && label->text().contains(text))
                    return true;
            return false;
        };
        const QString why = QStringLiteral("gpt2");
        const auto* list = page.findChild<OperatorList*>();
        QTRY_VERIFY_WITH_TIMEOUT(said(*list, why), kPatience);
        const auto* view = page.findChild<MarkedTexts*>();
        QVERIFY(said(*view, why)); // in the footer
        QVERIFY(!view->hasError());
        QVERIFY(!said(page, QStringLiteral("Counting")));
        QCOMPARE(page.texts().rowCount(), rows);
        open.undo();
        QTRY_VERIFY_WITH_TIMEOUT(!said(page, why), kPatience);
        QVERIFY(press(page, operatorTitleOf("random-swap"))); // closed at first
        QTRY_VERIFY_WITH_TIMEOUT(said(*list, QStringLiteral("Changes")), kPatience);
    }

    void anErrorStandsBesideItsOperatorAndTheTextsStay() {
        Recipe made = reviews_.recipe();
        made.augment.operators = {augmentStep("random-swap")};
        OpenPage<AugmentPage> open(made);
        AugmentPage& page = open.page;
        QTRY_VERIFY_WITH_TIMEOUT(page.texts().rowCount() > 0, kPatience);
        const int rows = page.texts().rowCount();
        Recipe broken = made;
        broken.augment.operators[0].values["rate"] = std::string("much");
        open.workspace.recipe().change(QStringLiteral("break"), broken);
        QString said;
        const auto isFound = [&] {
            for (const Problem& problem : open.workspace.recipe().problems())
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
        open.undo();
        QTRY_VERIFY_WITH_TIMEOUT(!beside(), kPatience);
    }
};

QTEST_MAIN(AugmentPageTest)
#include "augment_page_test.moc"
