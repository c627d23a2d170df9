// SPDX-License-Identifier: GPL-3.0-or-later
// What suites of commands share: a folder with a small data set, its recipe r.yaml and, where it is
// asked for, the run of it.
#pragma once

#include "program.h"
#include "small_run.h"

#include <QTest>

#include <memory>

namespace attune {

inline QList<QByteArray> linesOf(const QByteArray& text) {
    QList<QByteArray> lines = text.split('\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

inline Json jsonOf(const QByteArray& text) { return parseJson(text.toStdString(), "output"); }

class CommandSuite : public QObject {
protected:
    std::unique_ptr<SmallRun> run_;

    static bool available() { return SmallRun::available() && fs::exists(program().toStdString()); }
    static constexpr const char* missing = "ATTUNE_MODELS is not set or attune-cli is not built";

    QString folder() const { return QString::fromStdString(toUtf8(run_->folder())); }
    std::string read(const char* name) const { return readFile(run_->folder() / name); }
    void put(const char* name, const std::string& content) const {
        publishFile(run_->folder() / name, content);
    }

    void makeRecipe() {
        run_ = std::make_unique<SmallRun>();
        run_->recipe.training.epochs = 2;
        run_->recipe.training.threads = 0; // as evaluate: other threads round otherwise
        put("r.yaml", writeRecipe(run_->recipe, run_->folder(), false));
    }
    // `train r.yaml --json` into the folder “run”.
    Answer train() const { return attuneCli({"train", "r.yaml", "--json"}, folder()); }
};

} // namespace attune
