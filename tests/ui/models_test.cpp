// SPDX-License-Identifier: GPL-3.0-or-later
// The models of the Model, Data and Results pages.
#include "ui/kit/core_text.h"
#include "ui/kit/numbers.h"
#include "ui/models/answered_texts_model.h"
#include "ui/models/confusion_model.h"
#include "ui/models/findings_model.h"
#include "ui/models/model_list_model.h"
#include "ui/models/recipe_parts.h"
#include "ui/models/table_preview_model.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace attune;
using namespace attune::ui;

namespace {

std::shared_ptr<RowIndex> tableOf(const QTemporaryDir& folder, const QByteArray& text,
                                  const char* name = "reviews.csv", std::size_t atOnce = 256) {
    QFile file(folder.filePath(QLatin1String(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return nullptr;
    file.close();
    return std::make_shared<RowIndex>(file.fileName().toStdString(), TableOptions(), atOnce);
}

const QByteArray kReviews = "review,label,source\n\"good\nreally\",positive,web\n"
                            "bad,negative,\nragged\nmeh,neutral,app\n";

std::shared_ptr<const studio::Evaluation> evaluation() {
    auto result = std::make_shared<studio::Evaluation>();
    result->labels = {"negative", "neutral", "positive"};
    result->rows = {
        {2, 2, "a", 0, 0, 0.9,  0.9},
        {3, 3, "b", 0, 1, 0.6,  0.3},
        {5, 5, "c", 1, 1, 0.8,  0.8},
        {8, 8, "d", 0, 1, 0.95, 0.1},
        {9, 9, "e", 2, 0, 0.55, 0.2},
    };
    return result;
}

studio::ModelCard card(const char* name, std::uint64_t weights, bool finished = false) {
    studio::ModelCard model;
    model.path = std::string("/models/") + name;
    model.name = name;
    model.family = "bert";
    model.encoder = weights;
    model.weightBytes = weights * 4;
    model.trainingBytes = weights * 40;
    model.finished = finished;
    return model;
}

// With a graphics card where `gpu` is its memory.
studio::Machine machine(std::uint64_t memory, std::uint64_t gpu = 0) {
    studio::Machine made;
    made.cpu = "A processor";
    made.memory = memory;
    made.cuda = gpu > 0;
    made.gpu = "A card";
    made.gpuMemory = gpu;
    return made;
}

} // namespace

class ModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::C); }

    void whatTookTimeDidNotTakeNone() {
        QCOMPARE(durationText(0), QStringLiteral("0 s"));
        QCOMPARE(durationText(0.02), QStringLiteral("<0.1 s"));
        QCOMPARE(durationText(0.08), QStringLiteral("0.1 s"));
        QCOMPARE(durationText(4.64), QStringLiteral("4.6 s"));
        QCOMPARE(durationText(174), QStringLiteral("2 min 54 s"));
    }

    void aShareThatIsNotNoneIsNotShownAsNone() {
        QCOMPARE(percentText(1 / 5980.0, 1), QStringLiteral("<0.1%"));
        QCOMPARE(percentText(0.0005, 1), QStringLiteral("0.1%"));
        QCOMPARE(percentText(0.004), QStringLiteral("<1%"));
        QCOMPARE(percentText(0.00004, 2), QStringLiteral("<0.01%"));
        QCOMPARE(percentText(0, 1), QStringLiteral("0.0%"));
        QCOMPARE(percentText(0.613), QStringLiteral("61%"));
    }

    void numbersOfMessagesAreGroupedAsAllOthers() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(shown(say("%1 of %2 texts (lines %3)", 6000, 12345, "1203, 40, ...")),
                 QStringLiteral("6,000 of 12,345 texts (lines 1,203, 40, ...)"));
        // What a person named stays as it is.
        QCOMPARE(shown(say("Label “%1”: %2", "2024", 2024)), QStringLiteral("Label “2024”: 2,024"));
        QLocale::setDefault(QLocale::C);
    }

    void ratesAreShortOnRequest() {
        QCOMPARE(rateText(5e-5), QStringLiteral("5e-5"));
        QCOMPARE(rateText(2.888889e-5, 3), QStringLiteral("2.89e-5"));
        QCOMPARE(rateText(2.888889e-4, 3), QStringLiteral("2.89e-4"));
    }

    void aDayThatIsNearIsSaidInWords() {
        const auto now = static_cast<double>(QDateTime::currentSecsSinceEpoch());
        QCOMPARE(whenText(now), QStringLiteral("today ") + clockText(now));
        QVERIFY(whenText(now - 86400).startsWith(QLatin1String("yesterday")));
        QVERIFY(!whenText(now - 5 * 86400).contains(QLatin1String("day ")));
    }

    void rowsShowCellsInOneLine() {
        const QTemporaryDir folder;
        TablePreviewModel model;
        QAbstractItemModelTester tester(&model);
        model.setTable(tableOf(folder, kReviews));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.columnCount(), 4);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("2"));
        QCOMPARE(model.index(2, 0).data().toString(), QStringLiteral("6"));
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("good⏎really"));
        QCOMPARE(model.index(0, 1).data(TablePreviewModel::FullTextRole).toString(),
                 QStringLiteral("good\nreally"));
        model.setTable(nullptr);
        QCOMPARE(model.columnCount(), 0);
    }

    void rowsKeepUsesByName() {
        const QTemporaryDir folder;
        TablePreviewModel model;
        QAbstractItemModelTester tester(&model);
        model.setTable(tableOf(folder, kReviews));
        QSignalSpy changed(&model, &QAbstractItemModel::headerDataChanged);
        DataSettings uses;
        uses.text = "review";
        model.setUses(uses, Task::SingleLabel);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.use(0), ColumnUse::None);
        QCOMPARE(model.use(1), ColumnUse::Text);
        QCOMPARE(model.use(2), ColumnUse::Label);
        QCOMPARE(model.use(3), ColumnUse::None);
        QCOMPARE(model.rowOfLine(5), 1);
        QCOMPARE(model.rowOfLine(1), -1);
    }

    void rowsGrowAsTheyAreFound() {
        const QTemporaryDir folder;
        QByteArray text = "text,label\n";
        for (int i = 0; i < 30'000; ++i)
            text += "text " + QByteArray::number(i) + ",x\n";
        const auto table = tableOf(folder, text, "long.csv", 50);
        TablePreviewModel model;
        QAbstractItemModelTester tester(&model);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.setTable(table);
        QCOMPARE(model.rowCount(), 50);
        QCOMPARE(model.index(49, 1).data().toString(), QStringLiteral("text 49"));
        QCOMPARE(model.rowOfLine(20'002), -1);
        int most = 0;
        table->build({}, [&](auto, auto) {
            model.grow();
            QVERIFY(model.rowCount() >= most);
            most = model.rowCount();
        });
        model.grow();
        QCOMPARE(model.rowCount(), 30'000);
        QVERIFY(inserted.count() > 2);
        // What a block held when the rows ended in it is no limit.
        QCOMPARE(model.index(50, 1).data().toString(), QStringLiteral("text 50"));
        for (const int row : {29'999, 0, 17'321, 17'320, 63, 64, 31})
            QCOMPARE(model.index(row, 1).data().toString(), QStringLiteral("text %1").arg(row));
        QCOMPARE(model.rowOfLine(20'002), 20'000);
    }

    void aFileThatIsCutShowsNoWrongCell() {
        const QTemporaryDir folder;
        QByteArray text = "text,label\n";
        for (int i = 0; i < 30'000; ++i)
            text += "text " + QByteArray::number(i) + ",x\n";
        const auto table = tableOf(folder, text, "cut.csv");
        table->build();
        TablePreviewModel model;
        QAbstractItemModelTester tester(&model);
        model.setTable(table);
        QCOMPARE(model.index(5, 1).data().toString(), QStringLiteral("text 5"));
        QVERIFY(QFile::resize(folder.filePath(QStringLiteral("cut.csv")), 100));
        QSignalSpy changed(&model, &TablePreviewModel::fileChanged);
        QVERIFY(!model.index(25'000, 1).data().isValid());
        QVERIFY(!model.index(20'000, 1).data().isValid());
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(model.index(5, 1).data().toString(), QStringLiteral("text 5")); // was read
        QCOMPARE(model.index(25'000, 0).data().toString(), QStringLiteral("25002"));
    }

    void filesOfClassFoldersAreNumbered() {
        const QTemporaryDir folder;
        for (const char* name : {"bad/1.txt", "bad/2.txt", "good/1.txt"}) {
            QVERIFY(QDir(folder.path()).mkpath(QString::fromLatin1(name).section(u'/', 0, 0)));
            QFile file(folder.filePath(QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(name);
        }
        TablePreviewModel model;
        QAbstractItemModelTester tester(&model);
        model.setTable(std::make_shared<RowIndex>(folder.path().toStdString()));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(2, 0).data().toString(), QStringLiteral("3"));
        QCOMPARE(model.index(2, 1).data().toString(), QStringLiteral("good/1.txt"));
        QCOMPARE(model.rowOfLine(2), 1);
    }

    void figuresKnowWhatTheyDependOn() {
        Recipe recipe;
        recipe.head.model = "a";
        const auto changes = [&](auto change) {
            Recipe other = recipe;
            change(other);
            QString out;
            const std::pair<char, Recipe (*)(const Recipe&)> parts[] = {
                {'x', partOfTexts     },
                {'t', partOfTokens    },
                {'a', partOfTraining  },
                {'v', partOfVocabulary}
            };
            for (const auto& [letter, part] : parts)
                if (part(other) != part(recipe))
                    out += QLatin1Char(letter);
            return out;
        };
        QCOMPARE(changes([](Recipe& r) { r.clean.push_back(cleaningStep("html")); }), "xtav");
        QCOMPARE(changes([](Recipe& r) { r.training.seed = 7; }), "xtav");
        QCOMPARE(changes([](Recipe& r) { r.head.task = "regression"; }), "xtav");
        QCOMPARE(changes([](Recipe& r) { r.head.model = "b"; }), "tav");
        QCOMPARE(changes([](Recipe& r) { r.vocabulary.add = {"good"}; }), "tav");
        QCOMPARE(changes([](Recipe& r) { r.augment.copies = 3; }), "av");
        QCOMPARE(changes([](Recipe& r) { r.vocabulary.min_count = 1; }), "v");
        QCOMPARE(changes([](Recipe& r) { r.augment.keep_texts = true; }), "");
        QCOMPARE(changes([](Recipe& r) { r.training.epochs = 9; }), "");
    }

    void hugeCellsCostOneLine() {
        const QTemporaryDir folder;
        QByteArray text = "text,label\n";
        for (int i = 0; i < 40; ++i) // more than a block may hold
            text += QByteArray(1 << 20, static_cast<char>('a' + i % 26)) + ",x\n";
        const auto table = tableOf(folder, text);
        table->build();
        TablePreviewModel model;
        model.setTable(table);
        for (const int row : {0, 1, 31, 39, 2}) {
            const QString shown = model.index(row, 1).data().toString();
            QVERIFY(shown.size() < 2000);
            QCOMPARE(shown.front(), QChar('a' + row % 26));
        }
    }

    void cutTextEndsWithAWholeCharacter() {
        const QTemporaryDir folder;
        TablePreviewModel model;
        model.setTable(tableOf(
            folder, "text,label\n" + QStringLiteral("模").repeated(40'000).toUtf8() + ",x\n"));
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(!model.index(0, 1).data().toString().contains(QChar::ReplacementCharacter));
        QVERIFY(!model.index(0, 1)
                     .data(TablePreviewModel::FullTextRole)
                     .toString()
                     .contains(QChar::ReplacementCharacter));
    }

    void modelsStandPretrainedFirstThenBySize() {
        ModelListModel model;
        QAbstractItemModelTester tester(&model);
        model.setModels(
            {
                {card("mine", 10, true), card("large", 300), card("small", 20)},
                {      }
        },
            machine(8000));
        QCOMPARE(model.card(0)->name, std::string("small"));
        QCOMPARE(model.card(2)->name, std::string("mine"));
        QCOMPARE(model.index(1, 0).data(ModelListModel::FitRole).toInt(),
                 static_cast<int>(Fit::TooBig));
        QCOMPARE(model.add(card("middle", 100)), 1);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.add(card("small", 25)), 0); // replaced
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.rowOf("/models/./large"), 2);
        QCOMPARE(model.rowOf("/models/none"), -1);
    }

    void languagesAreNamed() {
        QCOMPARE(languagesText("en"), QStringLiteral("English"));
        QCOMPARE(languagesText("en, zh,fr"), QStringLiteral("English, Chinese, French"));
        QCOMPARE(languagesText("100 languages"), QStringLiteral("100 languages"));
        QCOMPARE(languagesText(""), QString());
    }

    void findingsAreListedOnceGravestFirst() {
        FindingsModel model;
        QAbstractItemModelTester tester(&model);
        const Problem read{Problem::Severity::Info, {}, "train.csv", say("Read as csv."), {}};
        Problem again = read;
        again.where = "/data/train.csv";
        Problem other = read;
        other.where = "test.csv";
        const Problem bad{Problem::Severity::Error, {}, {}, say("All is lost."), {}};
        model.setFindings(
            {
                read, again, other, bad
        },
            {{7, say("The text is empty.")}});
        QCOMPARE(model.noteCount(), 3);
        QCOMPARE(model.skippedCount(), 1);
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("All is lost."));
        // A row that is left out warns, so it stands before what is only told.
        QCOMPARE(model.index(1).data(FindingsModel::LineRole).toUInt(), 7U);
        QCOMPARE(model.count(Problem::Severity::Info), 2);
    }

    void fitSaysWhetherTrainingFits_data() {
        QTest::addColumn<qulonglong>("training");
        QTest::addColumn<qulonglong>("gpu"); // 0: there is none
        QTest::addColumn<int>("fit");
        const auto row = [](const char* name, qulonglong training, qulonglong gpu, Fit fit) {
            QTest::newRow(name) << training << gpu << static_cast<int>(fit);
        };
        row("unknown", 0, 0, Fit::Unknown);
        row("fits", 600, 0, Fit::Fits);
        row("tight", 601, 0, Fit::Tight);
        row("too big", 901, 0, Fit::TooBig);
        row("too big for the GPU alone", 600, 500, Fit::TooBig);
        row("tight on the GPU", 450, 500, Fit::Tight);
        row("fits the GPU alone", 2000, 4000, Fit::Fits);
    }
    void fitSaysWhetherTrainingFits() {
        QFETCH(qulonglong, training);
        QFETCH(qulonglong, gpu);
        QFETCH(int, fit);
        QCOMPARE(static_cast<int>(fitOf(training, machine(1000, gpu))), fit);
    }

    void fitNamesTheDeviceThatTrains() {
        ModelListModel model;
        model.setModels({{card("small", 20)}, {}}, machine(8'000'000'000, 4'000'000'000));
        const QString tip =
            model.index(0, ModelListModel::FitColumn).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains("A card") && tip.contains(bytesText(4'000'000'000)), qPrintable(tip));
        model.setMachine(machine(8'000'000'000));
        const QString other =
            model.index(0, ModelListModel::FitColumn).data(Qt::ToolTipRole).toString();
        QVERIFY2(other.contains("A processor") && other.contains(bytesText(8'000'000'000)),
                 qPrintable(other));
    }

    void snapshotsOfOneModelAreToldApart() {
        studio::ModelCard one = card("org/name", 20);
        one.commit = "0123456789abcdef0123456789abcdef01234567";
        QCOMPARE(modelTitle(one), QStringLiteral("org/name"));
        one.revision = "v1";
        QCOMPARE(modelTitle(one), QStringLiteral("org/name@v1"));
        one.revision = one.commit;
        QCOMPARE(modelTitle(one), QStringLiteral("org/name@01234567"));
    }

    void confusionGivesSharesOfTheRow() {
        ConfusionModel model;
        QAbstractItemModelTester tester(&model);
        Metrics metrics;
        metrics.perLabel = {{"no"}, {"yes"}, {"never"}};
        metrics.confusion = {
            {3, 1, 0},
            {2, 2, 0},
            {0, 0, 0}
        };
        model.setMetrics(metrics);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.columnCount(), 4);
        QCOMPARE(model.share(0, 1), 0.25);
        QCOMPARE(model.share(2, 2), 0.0);
        QVERIFY(!model.isCell(model.index(0, 3)));
        QCOMPARE(model.index(0, 3).data().toString(), QStringLiteral("0.75"));
        QCOMPARE(model.index(2, 3).data().toString(), QStringLiteral("–"));
        model.setMetrics({});
        QCOMPARE(model.rowCount(), 0);
    }

    void wrongTextsComeFirstWithTheSurest() {
        AnsweredTextsModel model;
        QAbstractItemModelTester tester(&model);
        QCOMPARE(model.rowCount(), 0);
        model.setEvaluation(evaluation());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.wrongCount(), 3);
        QCOMPARE(model.index(0, AnsweredTextsModel::Text).data().toString(), QStringLiteral("d"));
        model.sort(AnsweredTextsModel::Line, Qt::AscendingOrder);
        QCOMPARE(model.index(0, AnsweredTextsModel::Text).data().toString(), QStringLiteral("b"));
    }

    void aCellOfTheMatrixFiltersTexts() {
        AnsweredTextsModel model;
        QAbstractItemModelTester tester(&model);
        model.setEvaluation(evaluation());
        model.setFilter({AnsweredTextsModel::Filter::Of::Cell, 0, 1});
        QCOMPARE(model.rowCount(), 2);
        model.setFilter({AnsweredTextsModel::Filter::Of::Cell, 1, 1});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, AnsweredTextsModel::Predicted).data().toString(),
                 QStringLiteral("neutral"));
        model.setFilter({});
        QCOMPARE(model.rowCount(), 3);
    }

    void otherTasksAreOrderedByDoubtAndByWrongness() {
        auto several = std::make_shared<studio::Evaluation>();
        several->task = Task::MultiLabel;
        const auto add = [&](const char* text, double score, double loss, bool wrong) {
            studio::Evaluation::Row row;
            row.line = static_cast<std::uint32_t>(several->rows.size() + 2);
            row.text = text;
            row.score = score;
            row.loss = loss;
            row.wrong = wrong;
            several->rows.push_back(row);
        };
        add("a", 0.9, 0.1, false);
        add("b", 0.5, 0.7, true);
        add("c", Metrics::kNone, 0.2, false); // nothing was read of it
        add("d", 0.8, 2.1, true);
        several->rows[1].pair = "beside";
        AnsweredTextsModel model;
        QAbstractItemModelTester tester(&model);
        model.setEvaluation(several);
        QCOMPARE(model.rowCount(), 2);
        model.setFilter({AnsweredTextsModel::Filter::Of::All});
        const auto order = [&] {
            QString texts;
            for (int row = 0; row < model.rowCount(); ++row)
                texts += model.index(row, AnsweredTextsModel::Text).data().toString().left(1);
            return texts;
        };
        model.sort(AnsweredTextsModel::Loss, Qt::DescendingOrder);
        QCOMPARE(order(), QStringLiteral("dbca"));
        model.sort(AnsweredTextsModel::Score, Qt::AscendingOrder);
        QCOMPARE(order(), QStringLiteral("bdac"));
        QCOMPARE(model.index(0, AnsweredTextsModel::Text).data().toString(),
                 QStringLiteral("b⏎beside"));
        QCOMPARE(model.index(0, 0).data(AnsweredTextsModel::PairRole).toString(),
                 QStringLiteral("beside"));
        QCOMPARE(model.index(3, AnsweredTextsModel::Score).data().toString(), QStringLiteral("–"));
        several->task = Task::Regression; // the absolute error
        model.setEvaluation(several);
        model.setFilter({AnsweredTextsModel::Filter::Of::All});
        model.sort(AnsweredTextsModel::Loss, Qt::DescendingOrder);
        QCOMPARE(model.index(0, AnsweredTextsModel::Loss).data().toString(),
                 QLocale().toString(std::sqrt(2.1), 'f', 2));
    }

    void sortingKeepsTheChosenText() {
        AnsweredTextsModel model;
        model.setEvaluation(evaluation());
        const QPersistentModelIndex kept(model.index(0, AnsweredTextsModel::Text));
        const QString text = kept.data().toString();
        model.sort(AnsweredTextsModel::Score, Qt::AscendingOrder);
        QCOMPARE(kept.data().toString(), text);
        QCOMPARE(kept.row(), 2);
    }
};

QTEST_MAIN(ModelsTest)
#include "models_test.moc"
