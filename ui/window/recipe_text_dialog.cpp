// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/recipe_text_dialog.h"

#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/segments.h"
#include "ui/kit/text_box.h"
#include "ui/models/recipe_model.h"

#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace attune::ui {

namespace {

// One word of a POSIX shell.
QString quotedForShell(QString word) {
    word.replace(QLatin1Char('\''), QStringLiteral("'\\''"));
    return QLatin1Char('\'') + word + QLatin1Char('\'');
}

} // namespace

QString commandLine(const RecipeModel& recipe) {
    if (recipe.path().isEmpty())
        return {};
    QString line = QStringLiteral("attune-cli train ") + quotedForShell(recipe.path());
    if (!recipe.isDirty())
        return line;
    try {
        Recipe saved = readRecipe(fromUtf8(recipe.path().toStdString())).recipe;
        for (const RecipeDifference& difference : compareRecipes(saved, recipe.recipe())) {
            const std::string assignment = difference.key + '=' + difference.after;
            Problem problem;
            if (!setFromText(saved, assignment, recipe.recipe().base, problem))
                return {};
            line += QStringLiteral(" --set ") + quotedForShell(toQt(assignment));
        }
        // What cannot be said by --set is seen here.
        return compareRecipes(saved, recipe.recipe()).empty() ? line : QString();
    } catch (const Error&) {
        return {};
    }
}

RecipeTextDialog::RecipeTextDialog(const RecipeModel& recipe, Part part, QWidget* parent)
    : QDialog(parent),
      recipe_(recipe),
      parts_(new Segments),
      hint_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      copy_(new Button(ButtonKind::Outline, Icon::Copy)),
      close_(new Button(ButtonKind::Outline)) {
    auto* box = new TextBox(20);
    text_ = box->edit();
    text_->setReadOnly(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(scaled(13));
    text_->setFont(font);
    setMinimumWidth(scaled(720));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    auto* head = new QHBoxLayout;
    head->addWidget(parts_);
    head->addStretch(1);
    column->addLayout(head);
    column->addWidget(box);
    column->addWidget(hint_);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(copy_);
    buttons->addWidget(close_);
    column->addLayout(buttons);
    parts_->setObjectName(QStringLiteral("recipeParts"));
    text_->setObjectName(QStringLiteral("recipeText"));
    copy_->setObjectName(QStringLiteral("copyRecipe"));
    connect(parts_, &Segments::chosen, this, &RecipeTextDialog::fill);
    connect(copy_, &Button::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(text_->toPlainText()); });
    connect(close_, &Button::clicked, this, &QDialog::accept);
    connect(&recipe, &RecipeModel::changed, this, &RecipeTextDialog::fill);
    connect(&recipe, &RecipeModel::fileChanged, this, &RecipeTextDialog::fill);
    retranslate();
    parts_->setCurrent(part);
    fill();
    copy_->setFocus();
}

void RecipeTextDialog::fill() {
    if (parts_->current() == Yaml) {
        const fs::path folder = recipe_.path().isEmpty()
                                    ? recipe_.recipe().base
                                    : fromUtf8(recipe_.path().toStdString()).parent_path();
        text_->setPlainText(toQt(writeRecipe(recipe_.recipe(), folder, false)));
        hint_->setText(
            tr("What is not written has its default. Paths start from %1.")
                .arg(folder.empty() ? tr("the folder of the file") : toQt(toUtf8(folder))));
    } else {
        const QString line = commandLine(recipe_);
        text_->setPlainText(line);
        hint_->setText(line.isEmpty()
                           ? tr("Save the recipe first: the command line reads it from its file.")
                           : tr("Trains the same in a terminal, also on another computer that has "
                                "the recipe, the texts and the model."));
    }
    copy_->setEnabled(!text_->toPlainText().isEmpty());
}

void RecipeTextDialog::retranslate() {
    setWindowTitle(tr("The recipe as text"));
    parts_->setTexts({tr("YAML"), tr("Command line")});
    copy_->setText(tr("Copy"));
    close_->setText(tr("Close"));
    text_->setAccessibleName(windowTitle());
}

void RecipeTextDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        fill();
    }
}

} // namespace attune::ui
