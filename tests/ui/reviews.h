// SPDX-License-Identifier: GPL-3.0-or-later
// A small table of labelled texts with its recipe, in a temporary folder, and a page that shows it.
#pragma once

#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace attune::ui {

class Reviews {
public:
    // Columns of the texts and of the labels, as the first line of the table names them.
    explicit Reviews(std::string text = "text", std::string label = "label")
        : text_(std::move(text)), label_(std::move(label)) {}

    QString path(const QString& name) const { return folder_.filePath(name); }
    void write(const QByteArray& rows, const QString& name = QStringLiteral("reviews.csv")) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(rows), rows.size());
    }
    Recipe recipe() const {
        Recipe made;
        made.base = folder_.path().toStdString();
        made.data.train = "reviews.csv";
        made.data.text = text_;
        made.data.label = label_;
        made.head.output = path(QStringLiteral("run")).toStdString();
        return made;
    }

private:
    QTemporaryDir folder_;
    std::string text_, label_;
};

// A page in view, with its recipe.
template <class P> class OpenPage {
public:
    explicit OpenPage(const Recipe& recipe) {
        workspace.recipe().adopt(recipe, QStringLiteral("reviews"));
        page.resize(1150, 650);
        page.show();
    }
    const Recipe& recipe() const { return workspace.recipe().recipe(); }
    void undo() { workspace.recipe().undoStack().undo(); }

    Workspace workspace;
    P page{workspace};
};

} // namespace attune::ui
