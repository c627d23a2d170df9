// SPDX-License-Identifier: GPL-3.0-or-later
// The Data and Results pages, clicked through.
#include "evaluate/wilson.h"
#include "reviews.h"
#include "ui/charts/confusion_view.h"
#include "ui/charts/length_chart.h"
#include "ui/kit/label.h"
#include "ui/models/confusion_model.h"
#include "ui/models/model_list_model.h"
#include "ui/pages/data/role_header.h"
#include "ui/pages/data/table_card.h"
#include "ui/pages/data_page.h"
#include "ui/pages/model_page.h"
#include "ui/pages/results/metrics_card.h"
#include "ui/pages/results/texts_card.h"
#include "ui/pages/results_page.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>
#include <QWheelEvent>

using namespace attune;
using namespace attune::ui;

namespace {

constexpr int kPatience = 20000; // ms; a shared machine may be slow

std::shared_ptr<studio::Evaluation> evaluation() {
    auto result = std::make_shared<studio::Evaluation>();
    result->labels = {"negative", "positive"};
    result->rows = {
        {2, 2, "one",   0, 0, 0.9,  0.9 },
        {3, 3, "two",   0, 1, 0.6,  0.4 },
        {4, 4, "three", 1, 0, 0.8,  0.2 },
        {5, 5, "four",  0, 1, 0.95, 0.1 },
        {6, 6, "five",  1, 1, 0.55, 0.55},
    };
    std::vector<std::int32_t> truth, predicted;
    for (const auto& row : result->rows) {
        truth.push_back(row.label);
        predicted.push_back(row.predicted);
    }
    result->metrics = computeMetrics(truth, predicted, result->labels);
    return result;
}

} // namespace

class PagesTest : public QObject {
    Q_OBJECT

    Reviews reviews_{"review_text", "sentiment"};

private Q_SLOTS:
    void everyDelimiterIsShownAndCanBeChosen() {
        TableCard card;
        card.retranslate();
        QComboBox* combo = nullptr;
        for (QComboBox* box : card.findChildren<QComboBox*>())
            if (box->accessibleName() == QLatin1String("Delimiter"))
                combo = box;
        QVERIFY(combo != nullptr);
        for (const RecipeParameter& parameter : parametersOf(Recipe()))
            if (parameter.key == "data.delimiter")
                for (const std::string& choice : parameter.parameter.choices) {
                    const int at = combo->findData(QString::fromStdString(choice));
                    QVERIFY2(at >= 0, choice.c_str());
                    QVERIFY2(combo->itemText(at) != QString::fromStdString(choice), choice.c_str());
                }
        DataSettings settings;
        settings.delimiter = "tilde";
        card.setSettings(settings, "text-classification");
        QCOMPARE(combo->currentText(), QStringLiteral("Tilde ~"));
        settings.delimiter = "auto";
        card.setSettings(settings, "text-classification");
        reviews_.write("text\x1Flabel\na\x1Fx\nb\x1Fy\n", QStringLiteral("units.csv"));
        card.setTable(
            std::make_shared<RowIndex>(reviews_.path(QStringLiteral("units.csv")).toStdString()));
        QCOMPARE(combo->currentText(), QStringLiteral("Unit separator, found"));
    }

    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("attune-tests");
        QLocale::setDefault(QLocale::C);
        QByteArray rows = "review_text,sentiment,source\n";
        for (int i = 0; i < 20; ++i)
            rows += i % 2 == 0 ? "a good film,positive,web\n" : "a bad film,negative,mail\n";
        reviews_.write(rows + "ragged,positive,web,more\n");
    }

    // One step for each choice, the label columns of several labels among them.
    void theTaskIsChosenOnThePage() {
        reviews_.write("text,toxic,rude\na b,1,0\nc d,0,1\ne f,0,0\ng h,1,1\n",
                       QStringLiteral("flags.csv"));
        Recipe recipe = reviews_.recipe();
        recipe.data.train = reviews_.path(QStringLiteral("flags.csv")).toStdString();
        recipe.data.text = "text";
        recipe.data.label = "rude";
        OpenPage<DataPage> open(recipe);
        RecipeModel& model = open.workspace.recipe();
        auto* table = open.page.findChild<TableCard*>();
        QTRY_VERIFY_WITH_TIMEOUT(table->model().rowCount() > 0, kPatience);
        auto* task = open.page.findChild<QComboBox*>(QStringLiteral("task"));
        QVERIFY(task != nullptr && task->isVisible());
        QCOMPARE(task->count(), static_cast<int>(taskTable().size()));
        QCOMPARE(task->currentData().toString(), QStringLiteral("text-classification"));
        QCOMPARE(table->header().menuFor(2)->actions().size(), 4);
        task->setFocus();
        QTest::keyClick(task, Qt::Key_Down);
        QCOMPARE(model.recipe().head.task, std::string("multi-label-classification"));
        QCOMPARE(model.undoStack().undoText(), QStringLiteral("task: Several labels"));
        QCOMPARE(table->header().menuFor(2)->actions().size(), 5);
        table->header().menuFor(2)->actions().at(2)->trigger();
        table->header().menuFor(3)->actions().at(2)->trigger();
        QCOMPARE(model.recipe().data.label_columns, (std::vector<std::string>{"toxic", "rude"}));
        QCOMPARE(table->model().use(2), ColumnUse::OneLabel);
        QCOMPARE(table->model().use(3), ColumnUse::OneLabel);
        model.undoStack().undo();
        model.undoStack().undo();
        model.undoStack().undo();
        QCOMPARE(model.recipe().head.task, std::string("text-classification"));
        QCOMPARE(task->currentData().toString(), QStringLiteral("text-classification"));
        QCOMPARE(table->model().use(3), ColumnUse::Label);
    }

    void sentencesShowTheirSpans() {
        reviews_.write("Ada B-PER\nLovelace I-PER\nran O\n\nRome B-LOC\n",
                       QStringLiteral("names.conll"));
        OpenPage<DataPage> open(reviews_.recipe());
        open.page.useFile(reviews_.path(QStringLiteral("names.conll")));
        RecipeModel& model = open.workspace.recipe();
        QTRY_COMPARE_WITH_TIMEOUT(model.recipe().head.task, std::string("token-classification"),
                                  kPatience);
        auto* table = open.page.findChild<TableCard*>();
        QTRY_COMPARE_WITH_TIMEOUT(table->model().rowCount(), 2, kPatience);
        QCOMPARE(table->model().index(0, 1).data().toString(), QStringLiteral("Ada Lovelace ran"));
        QCOMPARE(table->model().index(0, 2).data().toString(), QStringLiteral("PER: Ada Lovelace"));
        QCOMPARE(table->model().index(1, 0).data().toString(), QStringLiteral("5"));
    }

    void columnsAreChosenInTheHeader() {
        OpenPage<DataPage> open(reviews_.recipe());
        Workspace& workspace = open.workspace;
        auto& page = open.page;
        auto* table = page.findChild<TableCard*>();
        QTRY_VERIFY_WITH_TIMEOUT(table->model().rowCount() > 0, kPatience);
        QCOMPARE(table->model().use(1), ColumnUse::Text);
        QCOMPARE(table->model().use(3), ColumnUse::None);

        QMenu* menu = table->header().menuFor(3);
        menu->actions().at(1)->trigger(); // "source" as the label
        QCOMPARE(workspace.recipe().recipe().data.label, std::string("source"));
        QCOMPARE(table->model().use(3), ColumnUse::Label);
        QCOMPARE(table->model().use(2), ColumnUse::None);

        table->header().menuFor(3)->actions().at(0)->trigger(); // and as the text
        QCOMPARE(workspace.recipe().recipe().data.text, std::string("source"));
        QVERIFY(workspace.recipe().recipe().data.label.empty());
        workspace.recipe().undoStack().undo();
        workspace.recipe().undoStack().undo();
        QCOMPARE(workspace.recipe().recipe().data.label, std::string("sentiment"));
        QCOMPARE(table->model().use(2), ColumnUse::Label);
    }

    void everyRowOfALongTableIsShown() {
        QByteArray rows = "review_text,sentiment,source\n";
        for (int i = 0; i < 60'000; ++i)
            rows += "film " + QByteArray::number(i) + (i % 2 == 0 ? ",good,web\n" : ",bad,web\n");
        reviews_.write(rows + "ragged\n", QStringLiteral("long.csv"));
        Recipe recipe = reviews_.recipe();
        recipe.data.train = "long.csv";
        OpenPage<DataPage> open(recipe);
        auto* card = open.page.findChild<TableCard*>();
        card->showLine(50'002); // as soon as it is there
        QTRY_COMPARE_WITH_TIMEOUT(card->model().rowCount(), 60'000, kPatience);
        auto* view = card->findChild<QTableView*>();
        card->showLine(50'002);
        QCOMPARE(view->currentIndex().siblingAtColumn(1).data().toString(),
                 QStringLiteral("film 50000"));
        QVERIFY(view->viewport()->rect().intersects(view->visualRect(view->currentIndex())));
        // The greatest number of a line stands in full.
        QTRY_VERIFY_WITH_TIMEOUT(card->model().table()->complete(), kPatience);
        QVERIFY(view->columnWidth(0) >=
                23 + view->fontMetrics().horizontalAdvance(QStringLiteral("60001")));
        const auto labelled = [card](const QString& part) {
            for (const Label* label : card->findChildren<Label*>())
                if (label->text().contains(part))
                    return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(labelled(QStringLiteral("60000")), kPatience);

        reviews_.write("review_text,sentiment,source\na,good,web\nb,bad,web\n",
                       QStringLiteral("long.csv"));
        QTRY_COMPARE_WITH_TIMEOUT(card->model().rowCount(), 2, kPatience);
        QVERIFY(labelled(QStringLiteral("changed and read anew")));
        QTRY_VERIFY_WITH_TIMEOUT(card->model().table()->complete(), kPatience);
    }

    void theLineOfLengthsEditsTheRecipe() {
        OpenPage<DataPage> open(reviews_.recipe());
        Workspace& workspace = open.workspace;
        auto& page = open.page;
        auto* chart = page.findChild<LengthChart*>();
        QCOMPARE(chart->value(), 128);
        QTest::keyClick(chart, Qt::Key_Right);
        QCOMPARE(workspace.recipe().recipe().data.max_length, 129);
        QTest::keyClick(chart, Qt::Key_PageDown);
        QCOMPARE(workspace.recipe().recipe().data.max_length, 113);
        workspace.recipe().undoStack().undo();
        QCOMPARE(chart->value(), 128);
    }

    void theSplitEditsTheRecipe() {
        OpenPage<DataPage> open(reviews_.recipe());
        Workspace& workspace = open.workspace;
        auto& page = open.page;
        auto* split = page.findChild<QSpinBox*>();
        QCOMPARE(split->value(), 10);
        split->setValue(20);
        QCOMPARE(workspace.recipe().recipe().data.validation_split, 0.2);
        workspace.recipe().undoStack().undo();
        QCOMPARE(split->value(), 10);
        // Scrolling the column changes nothing under the pointer.
        QWheelEvent wheel({5, 5}, {5, 5}, {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(split, &wheel);
        QCOMPARE(split->value(), 10);
    }

    void anotherFileBringsItsColumns() {
        QByteArray rows = "text,label\n";
        for (int i = 0; i < 10; ++i)
            rows += i % 2 == 0 ? "some longer words here,yes\n" : "other words stand there,no\n";
        const QString other = QStringLiteral("other.csv");
        reviews_.write(rows, other);
        OpenPage<DataPage> open(reviews_.recipe());
        Workspace& workspace = open.workspace;
        auto& page = open.page;
        page.useFile(reviews_.path(other));
        const auto& data = workspace.recipe().recipe().data;
        QTRY_COMPARE_WITH_TIMEOUT(data.train, reviews_.path(other).toStdString(), kPatience);
        QCOMPARE(data.text, std::string("text"));
        QCOMPARE(data.label, std::string("label"));
    }

    void aMissingFileIsSaidAndKeepsThePage() {
        Recipe missing = reviews_.recipe();
        missing.data.train = "nowhere.csv";
        const OpenPage<DataPage> open(missing);
        const auto said = [&page = open.page] {
            for (const auto* label : page.findChildren<QLabel*>())
                if (label->isVisible() && label->text().contains("nowhere.csv"))
                    return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(said(), kPatience);
    }

    void aModelFolderIsAddedAndChosen() {
        const QString models = qEnvironmentVariable("ATTUNE_MODELS");
        if (models.isEmpty())
            QSKIP("ATTUNE_MODELS is not set");
        OpenPage<ModelPage> open(reviews_.recipe());
        Workspace& workspace = open.workspace;
        auto& page = open.page;
        page.addFolder(models + "/bert-tiny-mlm");
        QTRY_VERIFY_WITH_TIMEOUT(
            QString::fromStdString(workspace.recipe().recipe().head.model).contains("bert-tiny"),
            kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(page.state().kind, PageState::Kind::Done, kPatience);
        // Only the head begins anew, and with it the pooler, which such a folder lacks.
        const auto says = [&page](const QString& text) {
            for (const auto* label : page.findChildren<QLabel*>())
                if (label->isVisibleTo(&page) && label->text().contains(text))
                    return true;
            return false;
        };
        QTRY_VERIFY(says("bert.pooler.dense.weight"));
        QVERIFY(!says("classifier.weight"));
    }

    void aModelThatCannotBeUsedSaysWhy() {
        QTemporaryDir shelf;
        QDir(shelf.path()).mkpath("broken");
        QFile file(shelf.filePath("broken/config.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"model_type": "gpt2"})");
        file.close();
        const QByteArray models = qgetenv("ATTUNE_MODELS");
        qputenv("ATTUNE_MODELS", shelf.path().toUtf8());
        Workspace workspace;
        ModelPage page(workspace);
        page.resize(1150, 650);
        page.show();
        auto* table = page.findChild<QTableView*>();
        int row = -1;
        const auto isThere = [&] {
            for (int i = 0; i < table->model()->rowCount(); ++i)
                if (table->model()->index(i, 0).data().toString() == QLatin1String("broken"))
                    row = i;
            return row >= 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isThere(), kPatience);
        qputenv("ATTUNE_MODELS", models);
        const QModelIndex index = table->model()->index(row, 0);
        QVERIFY(index.data(ModelListModel::ReasonRole).toString().contains("gpt2"));
        table->scrollTo(index);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
        const auto shows = [&](const QString& text) {
            for (const QLabel* label : page.findChildren<QLabel*>())
                if (label->isVisible() &&
                    (label->text().contains(text) || label->accessibleName().contains(text)))
                    return true;
            return false;
        };
        QVERIFY(shows("gpt2"));                        // why
        QVERIFY(shows("Attune reads these families")); // what helps
        QTRY_VERIFY(shows(shelf.filePath("broken")));
        QVERIFY(workspace.recipe().recipe().head.model.empty()); // it is not chosen
        for (const QPushButton* button : page.findChildren<QPushButton*>())
            QVERIFY(!(button->isVisible() && button->text() == QLatin1String("Use this model")));
    }

    void aCellOfTheMatrixShowsItsTexts() {
        LabelEdits edits;
        TextsCard texts(edits);
        texts.setEvaluation(evaluation(), {});
        texts.retranslate();
        QCOMPARE(texts.texts().rowCount(), 3); // the wrong ones
        ConfusionModel model;
        ConfusionView matrix;
        matrix.setConfusion(&model);
        model.setMetrics(evaluation()->metrics);
        connect(&matrix, &ConfusionView::cellChosen, &texts, &TextsCard::showCell);
        matrix.resize(400, 240);
        matrix.show();
        QTest::mouseClick(matrix.viewport(), Qt::LeftButton, {},
                          matrix.visualRect(model.index(0, 1)).center());
        QCOMPARE(texts.texts().rowCount(), 2);
        QTest::mouseClick(matrix.viewport(), Qt::LeftButton, {},
                          matrix.visualRect(model.index(1, 0)).center());
        QCOMPARE(texts.texts().rowCount(), 1);
        texts.showCell(-1, -1);
        QCOMPARE(texts.texts().rowCount(), 3);
    }

    void resultsAreEmptyWithoutARun() {
        Workspace workspace;
        ResultsPage page(workspace);
        page.resize(1150, 650);
        page.show();
        QSignalSpy wanted(&workspace, &Workspace::pageWanted);
        auto* go = [&]() -> QPushButton* {
            for (auto* button : page.findChildren<QPushButton*>())
                if (button->isVisible() && button->text() == "Go to Training")
                    return button;
            return nullptr;
        }();
        QVERIFY(go != nullptr);
        QTest::mouseClick(go, Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
    }

    // scipy.stats.binomtest(90, 100).proportion_ci(0.95, method="wilson")
    void intervalOfAShare() {
        const FigureInterval some = wilson(0.9, 100);
        QVERIFY(qAbs(some.low - 0.8256343) < 1e-6);
        QVERIFY(qAbs(some.high - 0.9447709) < 1e-6);
        QCOMPARE(wilson(1, 0).low, 0.0);
    }
};

QTEST_MAIN(PagesTest)
#include "pages_test.moc"
