// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/parameter_form.h"

#include "ui/kit/bring_into_view.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/parameter_field.h"

#include <QEvent>
#include <QGridLayout>

#include <algorithm>

namespace attune::ui {

struct ParameterForm::Row {
    RecipeParameter parameter;
    Label* title = nullptr;
    ParameterField* field = nullptr;
    Label* help = nullptr;
    Label* error = nullptr;
    QString ownHelp;
    bool invalid = false; // what stands in the field is no value

    QString helpText() const {
        return ownHelp.isEmpty() ? coreText(parameter.parameter.help) : ownHelp;
    }
};

ParameterForm::ParameterForm(QWidget* parent) : QWidget(parent), grid_(new QGridLayout(this)) {
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(12);
    grid_->setVerticalSpacing(4);
    grid_->setColumnStretch(2, 1);
    grid_->setColumnMinimumWidth(0, scaled(112));
}

ParameterForm::~ParameterForm() = default;

void ParameterForm::show(const std::vector<RecipeParameter>& parameters) {
    const bool same = std::equal(parameters.begin(), parameters.end(), rows_.begin(), rows_.end(),
                                 [](const RecipeParameter& parameter, const auto& row) {
                                     return parameter.key == row->parameter.key;
                                 });
    if (!same)
        build(parameters);
    filling_ = true;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        Row& row = *rows_[i];
        // A wrong text is the person's; only another value takes its place.
        const bool keep = row.invalid && row.parameter.value == parameters[i].value;
        row.parameter = parameters[i];
        if (keep)
            continue;
        row.field->show(parameters[i].value);
        accept(row);
    }
    filling_ = false;
    setProblems(problems_);
}

void ParameterForm::dropRefused() {
    filling_ = true;
    for (const auto& row : rows_)
        if (row->invalid) {
            row->field->show(row->parameter.value);
            accept(*row);
        }
    filling_ = false;
}

void ParameterForm::accept(Row& row) {
    if (!row.invalid)
        return;
    row.invalid = false;
    showProblem(row, {}, false);
    Q_EMIT accepted(row.parameter.key);
}

void ParameterForm::build(const std::vector<RecipeParameter>& parameters) {
    for (const auto& row : rows_)
        accept(*row);
    for (const auto& row : rows_)
        for (QWidget* widget :
             {static_cast<QWidget*>(row->title), static_cast<QWidget*>(row->field),
              static_cast<QWidget*>(row->help), static_cast<QWidget*>(row->error)}) {
            // Not at once: it may be its own field that was edited.
            widget->disconnect(this);
            widget->setParent(nullptr);
            widget->deleteLater();
        }
    rows_.clear();
    int line = 0;
    for (const RecipeParameter& parameter : parameters) {
        auto row = std::make_unique<Row>();
        row->parameter = parameter;
        row->title = new Label(TextSize::Body, QFont::Normal, Tone::Text,
                               helpBelow_ ? Label::Fit::Wrap : Label::Fit::Full);
        row->title->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        row->title->setMinimumHeight(scaled(32));
        row->title->setToolTip(toQt(parameter.key));
        row->field = ParameterField::make(parameter.parameter);
        row->field->setColumns(columns_);
        row->field->setBase(base_);
        row->title->setBuddy(row->field);
        row->help =
            new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap);
        row->help->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        row->error = new Label(TextSize::Secondary, QFont::Normal, Tone::Bad, Label::Fit::Wrap);
        row->error->hide();
        grid_->addWidget(row->title, line, 0, Qt::AlignTop);
        const Parameter::Kind kind = parameter.parameter.kind;
        if (helpBelow_ && (kind == Parameter::Kind::Text || kind == Parameter::Kind::TextList))
            row->field->setMaximumWidth(QWIDGETSIZE_MAX); // there is room beside it
        const bool wide = row->field->maximumWidth() > scaled(400);
        grid_->addWidget(row->field, line, 1, 1, wide ? 2 : 1,
                         wide ? Qt::Alignment() : Qt::AlignTop);
        if (helpBelow_) {
            grid_->addWidget(row->help, line + 1, 0, 1, 3);
            ++line;
        } else if (wide) {
            grid_->addWidget(row->help, line + 1, 1, 1, 2);
            ++line;
        } else {
            grid_->addWidget(row->help, line, 2);
        }
        grid_->addWidget(row->error, line + 1, 1, 1, 2);
        line += 2;
        connect(row->field, &ParameterField::edited, this, [this, raw = row.get()] {
            if (!filling_)
                read(*raw);
        });
        rows_.push_back(std::move(row));
    }
    grid_->setRowStretch(line, 1);
    retranslate();
}

void ParameterForm::read(Row& row) {
    Value value;
    Problem problem;
    if (!row.field->read(value, problem)) {
        row.invalid = true;
        showProblem(row, shown(problem), true);
        problem.severity = Problem::Severity::Error;
        problem.field = row.parameter.key;
        Q_EMIT refused(problem);
        return;
    }
    accept(row);
    showProblem(row, {}, false);
    if (!(value == row.parameter.value)) {
        row.parameter.value = value;
        Q_EMIT edited(row.parameter.key, value);
    }
}

void ParameterForm::setProblems(const Problems& problems) {
    problems_ = problems;
    for (const auto& row : rows_) {
        if (row->invalid)
            continue; // that message is nearer
        const auto found = std::find_if(problems.begin(), problems.end(), [&](const Problem& p) {
            return p.field == row->parameter.key && p.severity != Problem::Severity::Info;
        });
        if (found == problems.end())
            showProblem(*row, {}, false);
        else
            showProblem(*row, shown(*found), found->severity == Problem::Severity::Error);
    }
}

void ParameterForm::showProblem(Row& row, const QString& text, bool error) {
    row.error->setText(text);
    row.error->setTone(error ? Tone::Bad : Tone::Warn);
    row.error->setVisible(!text.isEmpty());
    row.field->setInvalid(error);
    if (row.field->focusProxy() != nullptr)
        row.field->focusProxy()->setAccessibleDescription(text.isEmpty() ? row.helpText() : text);
}

void ParameterForm::setColumns(const std::vector<std::string>& columns) {
    columns_ = columns;
    for (const auto& row : rows_)
        row->field->setColumns(columns);
}

void ParameterForm::setBase(const fs::path& base) {
    base_ = base;
    for (const auto& row : rows_)
        row->field->setBase(base);
}

ParameterForm::Row* ParameterForm::rowOf(const std::string& key) const {
    for (const auto& row : rows_)
        if (row->parameter.key == key)
            return row.get();
    return nullptr;
}

bool ParameterForm::hasField(const std::string& key) const { return rowOf(key) != nullptr; }

void ParameterForm::focusField(const std::string& key) {
    Row* row = rowOf(key);
    if (row == nullptr)
        return;
    bringIntoView(*row->field);
    row->field->setFocus(Qt::OtherFocusReason);
}

void ParameterForm::setHelp(const std::string& key, const QString& help) {
    if (Row* row = rowOf(key)) {
        row->ownHelp = help;
        showHelp(*row);
    }
}

void ParameterForm::showHelp(Row& row) const {
    row.help->setText(row.helpText());
    if (!helpAsTip_)
        return;
    row.help->hide();
    row.title->setToolTip(row.helpText() + QLatin1Char('\n') + toQt(row.parameter.key));
}

void ParameterForm::retranslate() {
    for (const auto& row : rows_) {
        row->title->setText(coreText(row->parameter.parameter.title));
        showHelp(*row);
        row->field->setAccessibleName(row->title->text());
        if (row->field->focusProxy() != nullptr)
            row->field->focusProxy()->setAccessibleName(row->title->text());
        row->field->retranslate();
    }
    setProblems(problems_);
}

void ParameterForm::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace attune::ui
