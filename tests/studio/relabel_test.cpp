// SPDX-License-Identifier: GPL-3.0-or-later
// Labels corrected after a run: kept with the run, written into a copy that differs in them alone.
#include "run/session.h"
#include "small_run.h"
#include "studio/label_changes.h"

#include <QTest>

#include <memory>

using namespace attune;

namespace {

std::string failureOf(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

std::vector<std::string> linesOf(const fs::path& file) {
    std::vector<std::string> lines(1);
    for (const char c : readFile(file))
        if (c == '\n')
            lines.emplace_back();
        else
            lines.back() += c;
    return lines;
}

} // namespace

class RelabelTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;

    const char* otherOf(const std::string& line) const {
        return line.ends_with(",good") ? "bad" : "good";
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        run_->recipe.training.epochs = 1;
        Session session(run_->recipe, StartMode::New);
        session.wait();
        QCOMPARE(session.exitCode(), 0);
    }

    void cleanup() { fs::remove(run_->output() / "label_changes.json"); }

    void rowsOfAnEvaluationKnowTheirFile() {
        const auto lines = linesOf(run_->folder() / "train.csv");
        const studio::Evaluation validation = studio::evaluateRun(run_->output(), false);
        QCOMPARE(validation.file, std::string("train")); // it was split off
        for (const auto& row : validation.rows) {
            QCOMPARE(row.line, row.row + 2);
            QVERIFY(lines[row.line - 1].starts_with(row.text));
        }
        QCOMPARE(studio::evaluateRun(run_->output(), true).file, std::string("test"));
    }

    void aCopyDiffersInTheChangedLabelsAlone() {
        const fs::path data = run_->folder() / "train.csv", copy = run_->folder() / "copy.csv";
        const std::string before = readFile(data);
        auto lines = linesOf(data);
        studio::changeLabels(run_->output(), "train",
                             {
                                 {3,   otherOf(lines[2])  },
                                 {118, otherOf(lines[117])}
        });
        // A change that is taken back is none.
        studio::changeLabels(run_->output(), "train",
                             {
                                 {50, otherOf(lines[49])}
        });
        const auto kept =
            studio::changeLabels(run_->output(), "train",
                                 {
                                     {50, lines[49].substr(lines[49].rfind(',') + 1)}
        });
        QCOMPARE(kept.size(), std::size_t{2});
        QVERIFY(kept == studio::readLabelChanges(run_->output()));
        const studio::Relabelled made =
            studio::copyWithLabels(run_->output(), {"train", toUtf8(copy), false});
        QCOMPARE(made.rows, std::int64_t{120});
        QCOMPARE(made.labels, std::int64_t{2});
        for (const std::size_t at : {2, 117})
            lines[at] = lines[at].substr(0, lines[at].rfind(',') + 1) + otherOf(lines[at]);
        QVERIFY(linesOf(copy) == lines);
        QCOMPARE(readFile(data), before);
        // Nothing that is there is replaced unasked.
        QVERIFY(failureOf([&] {
                    studio::copyWithLabels(run_->output(), {"train", toUtf8(copy), false});
                }).find("there already") != std::string::npos);
        QVERIFY(!failureOf([&] {
                     studio::copyWithLabels(run_->output(), {"train", toUtf8(data), true});
                 }).empty());
        QCOMPARE(readFile(data), before);
    }

    void whatCannotBeIsSaid() {
        const auto changing = [&](const std::string& file, std::uint32_t line,
                                  const std::string& label) {
            return failureOf([&] {
                studio::changeLabels(run_->output(), file,
                                     {
                                         {line, label}
                });
            });
        };
        QVERIFY(changing("train", 3, "superb").find("does not know the label “superb”") !=
                std::string::npos);
        QVERIFY(changing("train", 999, "good").find("No row begins at line 999") !=
                std::string::npos);
        QVERIFY(changing("validation", 3, "good").find("no file “validation”") !=
                std::string::npos);
        QVERIFY(studio::readLabelChanges(run_->output()).empty());
        QVERIFY(failureOf([&] {
                    studio::copyWithLabels(run_->output(),
                                           {"train", toUtf8(run_->folder() / "none.csv"), false});
                }).find("No label") != std::string::npos);
        QVERIFY(!fs::exists(run_->folder() / "none.csv"));
        for (const char* damaged :
             {"", "[]", "{\"changes\": [{\"file\": 3}]}", "{\"changes\": 1}"}) {
            publishFile(run_->output() / "label_changes.json", damaged);
            QVERIFY(failureOf([&] {
                        studio::readLabelChanges(run_->output());
                    }).find("label_changes.json") != std::string::npos);
        }
    }

    void dataThatChangedSinceAreNotCopied() {
        const fs::path data = run_->folder() / "train.csv", copy = run_->folder() / "late.csv";
        const std::string before = readFile(data);
        const auto lines = linesOf(data);
        studio::changeLabels(run_->output(), "train",
                             {
                                 {3, otherOf(lines[2])}
        });
        // The last row is gone.
        publishFile(data, before.substr(0, before.rfind('\n', before.size() - 2) + 1));
        QVERIFY(failureOf([&] {
                    studio::copyWithLabels(run_->output(), {"train", toUtf8(copy), false});
                }).find("not those that the run was made with") != std::string::npos);
        QVERIFY(!fs::exists(copy));
        // Nor can a line be meant.
        publishFile(data,
                    lines[0] + "\n\"a new row\",good\n" + before.substr(before.find('\n') + 1));
        QVERIFY(!failureOf([&] {
                     studio::changeLabels(run_->output(), "train",
                                          {
                                              {4, otherOf(lines[2])}
                     });
                 }).empty());
        QCOMPARE(studio::readLabelChanges(run_->output()).size(), std::size_t{1});
        publishFile(data, before);
    }
};

QTEST_GUILESS_MAIN(RelabelTest)
#include "relabel_test.moc"
