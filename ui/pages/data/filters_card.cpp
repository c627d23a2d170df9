// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/filters_card.h"

#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/parameter_form.h"
#include "ui/models/figures_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/fact_list.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

namespace {

constexpr std::string_view kPrefix = "data.filter.";

} // namespace

FiltersCard::FiltersCard(Workspace& workspace, QWidget* parent)
    : Card(true, Padding::Normal, parent),
      workspace_(workspace),
      fold_(new Button(ButtonKind::Link)),
      set_(new FactList(0)),
      hint_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      error_(new Label(TextSize::Secondary, QFont::Normal, Tone::Bad, Label::Fit::Wrap)),
      form_(new ParameterForm) {
    head()->addWidget(fold_);
    for (QWidget* widget : {static_cast<QWidget*>(set_), static_cast<QWidget*>(hint_),
                            static_cast<QWidget*>(error_), static_cast<QWidget*>(form_)})
        body()->addWidget(widget);
    form_->setHelpBelow(true);
    form_->hide();
    RecipeModel& recipe = workspace.recipe();
    connect(fold_, &QPushButton::clicked, this, [this] { setOpen(!open_); });
    connect(form_, &ParameterForm::edited, this,
            [&recipe](const std::string& key, const Value& value) { recipe.set(key, value); });
    connect(form_, &ParameterForm::refused, &recipe, &RecipeModel::setLocalProblem);
    connect(form_, &ParameterForm::accepted, &recipe, &RecipeModel::clearLocalProblem);
    connect(&recipe, &RecipeModel::reset, form_, &ParameterForm::dropRefused);
    connect(&recipe, &RecipeModel::changed, this, &FiltersCard::follow);
    connect(&recipe, &RecipeModel::problemsChanged, this, &FiltersCard::showProblems);
    connect(&workspace.figures(), &FiguresModel::changed, this, &FiltersCard::follow);
    follow();
}

void FiltersCard::setOpen(bool open) {
    if (open == open_)
        return;
    open_ = open;
    retranslate();
    if (!open)
        return;
    // Who scrolls to the form needs to know where it is now.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    Q_EMIT opened();
}

void FiltersCard::focusField(const std::string& key) {
    setOpen(true);
    form_->focusField(form_->hasField(key) ? key : std::string(kPrefix) + "min_characters");
}

std::optional<std::int64_t> FiltersCard::rowsOut(const RecipeParameter& filter) const {
    const FiguresModel& figures = workspace_.figures();
    if (!figures.data() || !figures.dataError().isEmpty() || filter.value == filter.standard)
        return {};
    const auto& counts = figures.data()->filters;
    const auto count = std::find_if(counts.begin(), counts.end(), [&](const FilterCount& one) {
        return std::string(kPrefix) + one.filter == filter.key;
    });
    return count == counts.end() ? std::nullopt
                                 : std::optional(static_cast<std::int64_t>(count->rows));
}

void FiltersCard::follow() {
    std::vector<RecipeParameter> filters;
    for (RecipeParameter& parameter : workspace_.recipe().parameters())
        if (parameter.key.starts_with(kPrefix))
            filters.push_back(std::move(parameter));
    form_->show(filters);

    std::vector<Fact> facts;
    for (const RecipeParameter& filter : filters) {
        const auto rows = rowsOut(filter);
        const QString out =
            rows ? tr("%Ln row(s) left out", nullptr, static_cast<int>(*rows)) : QString();
        form_->setHelp(filter.key,
                       //: The rows that a filter left out, and the help of the filter.
                       rows ? tr("%1. %2").arg(out, coreText(filter.parameter.help)) : QString());
        if (filter.value == filter.standard)
            continue;
        const bool isSwitch = std::holds_alternative<bool>(filter.value);
        QString value = isSwitch ? tr("on") : valueText(filter.value);
        if (!filter.parameter.unit.empty())
            value += QLatin1Char(' ') + coreText(filter.parameter.unit);
        if (rows && isSwitch)
            value = out;
        else if (rows) //: The value of a filter, and the rows that it left out.
            value = tr("%1: %2").arg(value, out);
        facts.push_back({coreText(filter.parameter.title), value, {}});
    }
    const bool any = !facts.empty();
    set_->setFacts(facts);
    set_->setVisible(any && !open_);
    hint_->setVisible(!any && !open_);
    form_->setVisible(open_);
    showProblems();
}

void FiltersCard::showProblems() {
    const Problems& problems = workspace_.recipe().problems();
    form_->setProblems(problems);
    const auto wrong = std::find_if(problems.begin(), problems.end(), [](const Problem& problem) {
        return problem.severity == Problem::Severity::Error && problem.field.starts_with(kPrefix);
    });
    // The open form tells it at the field.
    error_->setVisible(wrong != problems.end() && !open_);
    error_->setText(wrong != problems.end() ? shown(*wrong) : QString());
}

void FiltersCard::retranslate() {
    setTitle(tr("Row filters"));
    fold_->setText(open_ ? tr("Done") : tr("Set…"));
    fold_->setAccessibleName(open_ ? tr("Fold the row filters") : tr("Set the row filters"));
    hint_->setText(tr("Leave rows of the training part out: by length, language or pattern, or as "
                      "doubles."));
    follow();
}

} // namespace attune::ui
