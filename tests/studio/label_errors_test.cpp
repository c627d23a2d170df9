// SPDX-License-Identifier: GPL-3.0-or-later
// Likely label errors of a small recipe: labels that were flipped are found, of a run as of a
// recipe.
#include "run/session.h"
#include "small_run.h"
#include "studio/label_changes.h"
#include "studio/label_errors.h"

#include <QTest>

#include <algorithm>
#include <memory>
#include <set>

using namespace attune;
using studio::LabelErrorOptions;
using studio::LabelErrors;

namespace {

std::string failureOf(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

// Turns the labels of some rows of a csv of SmallRun; their lines.
std::set<std::uint32_t> flipSome(const fs::path& file, std::uint32_t every) {
    std::set<std::uint32_t> flipped;
    std::string out;
    std::uint32_t line = 0;
    const std::string all = readFile(file);
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = all.find('\n', at);
        std::string row = all.substr(at, end - at);
        if (++line > 1 && line % every == 0) {
            const std::size_t comma = row.rfind(',');
            row = row.substr(0, comma) + (row.ends_with(",good") ? ",bad" : ",good");
            flipped.insert(line);
        }
        out += row + "\n";
        at = end + 1;
    }
    publishFile(file, out);
    return flipped;
}

std::size_t foundAmongFirst(const LabelErrors& errors, std::size_t first,
                            const std::set<std::uint32_t>& flipped) {
    return static_cast<std::size_t>(
        std::count_if(errors.rows.begin(), errors.rows.begin() + static_cast<std::ptrdiff_t>(first),
                      [&](const LabelErrors::Row& row) { return flipped.contains(row.line); }));
}

} // namespace

class LabelErrorsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;
    fs::path recipe_;
    std::set<std::uint32_t> flipped_;

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        run_->write("train.csv", 400, 1);
        flipped_ = flipSome(run_->folder() / "train.csv", 20);
        run_->recipe.training.epochs = 2;
        recipe_ = run_->folder() / "recipe.yaml";
        publishFile(recipe_, writeRecipe(run_->recipe, run_->folder(), false));
    }

    // Where labels cannot be learnt, models accuse those that are right.
    void weakJudgesAreToldOf() {
        const auto warned = [](const LabelErrors& errors) {
            return std::any_of(errors.notes.begin(), errors.notes.end(), [](const Problem& note) {
                return note.message.text().find("models that judge agree") != std::string::npos;
            });
        };
        QVERIFY(!warned(studio::findLabelErrors(recipe_)));
        SmallRun vague;
        vague.write("train.csv", 200, 1);
        flipSome(vague.folder() / "train.csv", 3);
        const fs::path recipe = vague.folder() / "recipe.yaml";
        publishFile(recipe, writeRecipe(vague.recipe, vague.folder(), false));
        const LabelErrors errors = studio::findLabelErrors(recipe);
        QVERIFY2(errors.accuracy < 0.8, qPrintable(QString::number(errors.accuracy)));
        QVERIFY(warned(errors));
    }

    void flippedLabelsComeFirst() {
        const LabelErrors errors = studio::findLabelErrors(recipe_);
        QCOMPARE(errors.rows.size(), std::size_t{400}); // those for validation, too
        const std::size_t found = foundAmongFirst(errors, 40, flipped_);
        QVERIFY2(found * 10 >= flipped_.size() * 8, qPrintable(QString::number(found)));
        std::set<std::uint32_t> lines;
        std::int64_t marked = 0;
        double last = 0;
        for (const LabelErrors::Row& row : errors.rows) {
            lines.insert(row.line);
            QCOMPARE(row.line, row.row + 2);
            QVERIFY(row.quality >= last);
            QVERIFY(row.suggested != row.label);
            QVERIFY(std::abs(row.probability + row.suggestedProbability - 1) < 1e-12);
            last = row.quality;
            marked += row.likelyWrong ? 1 : 0;
        }
        QCOMPARE(lines.size(), std::size_t{400});
        QCOMPARE(marked, errors.likelyWrong);
        QVERIFY(marked > 0);
        // The same seed, the same ranking.
        const LabelErrors again = studio::findLabelErrors(recipe_);
        for (std::size_t i = 0; i < errors.rows.size(); ++i) {
            QCOMPARE(again.rows[i].line, errors.rows[i].line);
            QCOMPARE(again.rows[i].quality, errors.rows[i].quality);
        }
    }

    void byFineTuningNothingIsLeft() {
        LabelErrorOptions options;
        options.by = LabelErrorOptions::By::FineTuning;
        options.folds = 2;
        double last = 0;
        const LabelErrors errors =
            studio::findLabelErrors(recipe_, options, [&](double done, double all) {
                QVERIFY(done / all >= last - 1e-12 && done / all <= 1);
                last = done / all;
            });
        QVERIFY(last > 0.9);
        const std::size_t found = foundAmongFirst(errors, 40, flipped_);
        QVERIFY2(found * 10 >= flipped_.size() * 8, qPrintable(QString::number(found)));
        std::set<std::string> there;
        for (const auto& entry : fs::directory_iterator(run_->folder()))
            there.insert(entry.path().filename().string());
        QVERIFY((there == std::set<std::string>{"recipe.yaml", "test.csv", "train.csv"}));
    }

    // Marks that the rules take away are nothing that a label could be learnt by.
    void bothJudgesReadCleanedTexts() {
        SmallRun marked, plain;
        std::string html, text;
        RandomStream random(streamKey(1, "marks"));
        for (int row = 0; row < 80; ++row) {
            const std::string label = row % 2 == 0 ? "good" : "bad";
            const std::string words = random.below(2) == 1 ? "the film" : "a story";
            text += words + "," + label + "\n";
            html += "<b class=" + label + ">" + words + "," + label + "\n";
        }
        publishFile(plain.folder() / "train.csv", "text,label\n" + text);
        publishFile(marked.folder() / "train.csv", "text,label\n" + html);
        const auto found = [](SmallRun& run) {
            run.recipe.clean = {cleaningStep("html")};
            const fs::path file = run.folder() / "recipe.yaml";
            publishFile(file, writeRecipe(run.recipe, run.folder(), false));
            return studio::findLabelErrors(file);
        };
        const LabelErrors ofMarked = found(marked), ofPlain = found(plain);
        QCOMPARE(ofMarked.accuracy, ofPlain.accuracy);
        for (std::size_t i = 0; i < ofPlain.rows.size(); ++i)
            QCOMPARE(ofMarked.rows[i].quality, ofPlain.rows[i].quality);
    }

    void stoppedItEnds() {
        std::stop_source stop;
        LabelErrorOptions options;
        options.by = LabelErrorOptions::By::FineTuning;
        const auto ask = [&](double done, double all) {
            if (done / all > 0.05)
                stop.request_stop();
        };
        QVERIFY_EXCEPTION_THROWN(studio::findLabelErrors(recipe_, options, ask, stop.get_token()),
                                 Cancelled);
        QVERIFY(!fs::exists(run_->output()));
        QCOMPARE(std::distance(fs::directory_iterator(run_->folder()), fs::directory_iterator()),
                 std::ptrdiff_t{3});
    }

    void theRankingIsWritten() {
        const LabelErrors errors = studio::findLabelErrors(recipe_);
        const fs::path file = run_->folder() / "ranking.csv";
        studio::checkLabelErrorsFile(recipe_, file, false);
        studio::writeLabelErrors(errors, file);
        const std::string content = readFile(file);
        QVERIFY(content.starts_with("rank,line,label,suggested,quality,likely_wrong,text\n1," +
                                    std::to_string(errors.rows[0].line) + ","));
        QCOMPARE(std::count(content.begin(), content.end(), '\n'), std::ptrdiff_t{401});
        QVERIFY(failureOf([&] {
                    studio::checkLabelErrorsFile(recipe_, file, false);
                }).find("there already") != std::string::npos);
        QVERIFY(!failureOf([&] {
                     studio::checkLabelErrorsFile(recipe_, run_->folder() / "train.csv", true);
                 }).empty());
        fs::remove(file);
    }

    void whatCannotBeIsSaid() {
        LabelErrorOptions options;
        options.folds = 1;
        QVERIFY(failureOf([&] {
                    studio::findLabelErrors(recipe_, options);
                }).find("1 folds of 400 texts") != std::string::npos);
        QVERIFY(failureOf([&] {
                    studio::findLabelErrors(run_->folder() / "none.yaml");
                }).find("none.yaml") != std::string::npos);
        QVERIFY(failureOf([&] { studio::findLabelErrors("/"); }).find("holds no run") !=
                std::string::npos);
    }

    void ofARunTheDataAreTheVeryOnes() {
        Session session(run_->recipe, StartMode::New);
        session.wait();
        QCOMPARE(session.exitCode(), 0);
        const LabelErrors of = studio::findLabelErrors(run_->output());
        const LabelErrors errors = studio::findLabelErrors(recipe_);
        QCOMPARE(of.rows[0].line, errors.rows[0].line);
        // What was found can be corrected.
        const auto changes = studio::changeLabels(
            run_->output(), "train",
            {
                {of.rows[0].line, of.labels[static_cast<std::size_t>(of.rows[0].suggested)]}
        });
        QCOMPARE(changes.size(), std::size_t{1});
        QCOMPARE(changes[0].row, of.rows[0].row);
        // A model that has seen the labels neither begins the runs of the folds nor judges copies
        // without a word.
        Recipe seen = run_->recipe;
        seen.head.model = toUtf8(run_->output() / "model");
        seen.augment.judge = seen.head.model;
        seen.head.output = "again";
        publishFile(recipe_, writeRecipe(seen, run_->folder(), false));
        LabelErrorOptions options;
        options.by = LabelErrorOptions::By::FineTuning;
        options.folds = 2;
        std::string told;
        for (const Problem& note : studio::findLabelErrors(recipe_, options).notes)
            told += note.message.text() + "\n";
        QVERIFY2(told.find("begins from a finished model") != told.npos &&
                     told.find("The judge of augment is left out here") != told.npos,
                 told.c_str());
        FileWriter more(run_->folder() / "train.csv", FileWriter::Mode::Append);
        more.write("one more,good\n");
        more.close();
        QVERIFY(failureOf([&] {
                    studio::findLabelErrors(run_->output());
                }).find("not those that the run was made with") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(LabelErrorsTest)
#include "label_errors_test.moc"
