// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/vocabulary_page.h"

#include "ui/charts/live_chart.h"
#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/parameter_form.h"
#include "ui/kit/progress_line.h"
#include "ui/kit/side_column.h"
#include "ui/kit/table.h"
#include "ui/models/dropped_tokens_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/recipe_parts.h"
#include "ui/models/workspace.h"
#include "ui/pages/fact_list.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace attune::ui {

namespace {

double shareOf(std::uint64_t part, std::uint64_t all) {
    return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

} // namespace

VocabularyPage::VocabularyPage(Workspace& workspace, QWidget* parent)
    : Page(workspace, parent),
      stack_(new QStackedWidget),
      empty_(new EmptyState(Icon::Vocabulary)) {
    stack_->addWidget(makeContent());
    auto* emptyCard = new Card(false);
    emptyCard->body()->addWidget(empty_);
    stack_->addWidget(emptyCard);
    body()->addWidget(stack_, 1);

    next_ = new Button(ButtonKind::Outline, Icon::Right);
    next_->setSymbolAtEnd(true);
    actions()->addWidget(next_);
    connect(next_, &QPushButton::clicked, this,
            [this] { this->workspace().openPage(QStringLiteral("training")); });

    RecipeModel& recipe = workspace.recipe();
    connect(empty_, &EmptyState::pressed, this,
            [this] { this->workspace().openPage(QStringLiteral("data")); });
    connect(form_, &ParameterForm::edited, this,
            [&recipe](const std::string& key, const Value& value) { recipe.set(key, value); });
    connect(form_, &ParameterForm::refused, &recipe, &RecipeModel::setLocalProblem);
    connect(form_, &ParameterForm::accepted, &recipe, &RecipeModel::clearLocalProblem);
    connect(&recipe, &RecipeModel::reset, form_, &ParameterForm::dropRefused);
    connect(&recipe, &RecipeModel::changed, this, &VocabularyPage::follow);
    connect(&recipe, &RecipeModel::problemsChanged, this,
            [this] { form_->setProblems(this->workspace().recipe().problems()); });
    connect(&job_, &JobBase::progress, this,
            [this](double done, double all) { busy_->setShare(all > 0 ? done / all : -1); });
    connect(&job_, &JobBase::runningChanged, this, [this] {
        busy_->setVisible(job_.isRunning());
        busy_->setShare(-1);
    });
    connect(&job_, &JobBase::failed, this, [this](const QString& message) {
        asked_.reset(); // what was wrong may be mended outside of the recipe
        error_->setText(message);
        errorCard_->show();
        Q_EMIT changed();
    });
    // A number that is being typed is not measured digit by digit.
    later_.setSingleShot(true);
    later_.setInterval(400);
    connect(&later_, &QTimer::timeout, this, &VocabularyPage::measure);
    follow();
}

QWidget* VocabularyPage::makeContent() {
    ruleCard_ = new Card;
    form_ = new ParameterForm;
    ruleCard_->body()->addWidget(form_);
    curveCard_ = new Card;
    curveFacts_ = new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary);
    curveCard_->head()->addWidget(curveFacts_);
    chart_ = new LiveChart;
    curve_ = chart_->addCurve(0, LiveChart::Line::Solid);
    chart_->setBounds(0.0, 1.0);
    chart_->setValueText([](double share) { return percentText(share, 2); });
    chart_->setPointerTitle([this](double size) {
        return tr("%1 tokens").arg(countText(static_cast<std::int64_t>(size + 0.5)));
    });
    curveCard_->body()->addWidget(chart_, 1);
    auto* left = new QVBoxLayout;
    left->setSpacing(16);
    left->addWidget(ruleCard_);
    left->addWidget(curveCard_, 1);

    side_ = new SideColumn(336);
    errorCard_ = new Card;
    errorCard_->setTone(Tone::Bad);
    error_ = new Label(TextSize::Body, QFont::Normal, Tone::Text, Label::Fit::Wrap);
    errorCard_->body()->addWidget(error_);
    errorCard_->hide();
    effectCard_ = new Card;
    effect_ = new FactList(112);
    effectHint_ = new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap);
    busy_ = new ProgressLine(3);
    busy_->hide();
    effectCard_->body()->addWidget(busy_);
    effectCard_->body()->addWidget(effect_);
    effectCard_->body()->addWidget(effectHint_);
    effectCard_->body()->addStretch(1);
    droppedCard_ = new Card(true, Card::Padding::None);
    droppedFacts_ = new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary);
    droppedCard_->head()->addWidget(droppedFacts_);
    table_ = new QTableView;
    dropped_ = new DroppedTokensModel(this);
    table_->setModel(dropped_);
    setUpTable(*table_, 28);
    table_->setItemDelegate(new CellDelegate(table_));
    table_->horizontalHeader()->setSectionResizeMode(DroppedTokensModel::Token,
                                                     QHeaderView::Stretch);
    table_->setColumnWidth(DroppedTokensModel::Times, scaled(144));
    table_->setMinimumHeight(scaled(220));
    droppedCard_->body()->addWidget(table_);
    side_->column()->addWidget(errorCard_);
    side_->column()->addWidget(effectCard_);
    side_->column()->addWidget(droppedCard_, 1);

    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addLayout(left, 1);
    row->addWidget(side_);
    return content;
}

PageState VocabularyPage::state() const {
    const Recipe& recipe = workspace().recipe().recipe();
    return {.kind = recipe.vocabulary.trims() && figures_ && measuredRule_
                        ? PageState::Kind::Done
                        : PageState::Kind::Nothing};
}

void VocabularyPage::showField(const std::string& key) { form_->focusField(key); }

void VocabularyPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    later_.start();
}

// Copies that ask a model take long: they are not made while nobody looks.
void VocabularyPage::hideEvent(QHideEvent* event) {
    later_.stop();
    stop();
    Page::hideEvent(event);
}

void VocabularyPage::stop() {
    if (!job_.isRunning())
        return;
    job_.cancel();
    asked_.reset();
}

void VocabularyPage::follow() {
    const Recipe& recipe = workspace().recipe().recipe();
    const bool ready = !recipe.data.train.empty() && !recipe.head.model.empty();
    stack_->setCurrentIndex(ready ? 0 : 1);
    std::vector<RecipeParameter> shown;
    for (RecipeParameter& parameter : workspace().recipe().parameters())
        if (parameter.key.starts_with("vocabulary."))
            shown.push_back(std::move(parameter));
    form_->setBase(recipe.base);
    form_->show(shown);
    if (asked_ != partOfVocabulary(recipe))
        stop();
    later_.start();
    Q_EMIT changed();
}

void VocabularyPage::measure() {
    const Recipe& recipe = workspace().recipe().recipe();
    if (!isVisible() || stack_->currentIndex() != 0 || asked_ == partOfVocabulary(recipe))
        return;
    asked_ = partOfVocabulary(recipe);
    errorCard_->hide();
    job_.start(
        [recipe](std::stop_token stop, const studio::Progress& progress) {
            return studio::measureVocabulary(recipe, stop, progress);
        },
        [this, trims = recipe.vocabulary.trims()](const studio::VocabularyFigures& figures) {
            figures_ = figures;
            measuredRule_ = trims;
            showFigures();
            Q_EMIT changed();
        });
}

void VocabularyPage::showFigures() {
    droppedCard_->setVisible(figures_ && measuredRule_);
    curveCard_->setVisible(figures_.has_value());
    if (!figures_) {
        effect_->setFacts({});
        effectHint_->setText(tr("Counting the tokens of the training texts…"));
        return;
    }
    const TrimReport& report = figures_->report;
    const auto arrow = [](const QString& before, const QString& after) {
        return before == after ? before : before + QStringLiteral(" → ") + after;
    };
    const auto count = [](std::uint64_t value) {
        return countText(static_cast<std::int64_t>(value));
    };
    effect_->setFacts({
        {tr("Tokens"),     arrow(countText(report.before), countText(report.after)),                  {}},
        {tr("Embeddings"),
         arrow(bytesText(figures_->embeddingBytes),        bytesText(figures_->embeddingBytesAfter)),
         {}                                                                                             },
        {tr("Model"),
         arrow(bytesText(figures_->modelBytes),            bytesText(figures_->modelBytesAfter)),
         {}                                                                                             },
        {tr("Unknown"),
         arrow(percentText(shareOf(report.unknown,         report.tokens),                            2),
         percentText(shareOf(report.unknownAfter, report.tokens), 2)),
         tr("Share of the tokens that the tokenizer has no word for")},
        {tr("Same texts"),
         tr("%1 of %2").arg(count(report.texts - report.affectedTexts),                             count(report.texts)),
         tr("Texts that give the very same tokens as before, checked one by one")                                 },
    });
    if (!measuredRule_)
        effectHint_->setText(
            tr("This is what keeping every token of the training texts would bring. The vocabulary "
               "is not trimmed: choose a rule, such as “%1” with 1.")
                .arg(coreText("Keep by count")));
    else if (report.affectedTexts == 0)
        effectHint_->setText(tr("For these texts nothing changes: the model answers bit by bit as "
                                "before."));
    else
        effectHint_->setText(tr("%1 texts hold tokens that go; they are written with other ones.")
                                 .arg(count(report.affectedTexts)));

    Curve points;
    for (const CoveragePoint& point : figures_->curve)
        points.emplace_back(static_cast<double>(point.size), shareOf(point.covered, report.tokens));
    if (!points.empty())
        chart_->setWholeRange(points.front().x(), points.back().x());
    chart_->setPoints(curve_, std::move(points));
    chart_->setProposal(measuredRule_ ? std::optional<double>(static_cast<double>(report.after))
                                      : std::nullopt,
                        tr("%1 tokens").arg(countText(report.after)));
    chart_->refresh();
    curveFacts_->setText(
        tr("%1 tokens cover everything")
            .arg(countText(figures_->curve.empty() ? 0 : figures_->curve.back().size)));
    dropped_->setTokens(report.dropped);
    droppedFacts_->setText(
        report.droppedTokens == 0
            ? tr("none that the texts hold")
            : tr("%1 of the texts")
                  .arg(percentText(shareOf(report.droppedTokens, report.tokens), 2)));
}

void VocabularyPage::retranslate() {
    Page::retranslate();
    setContext(tr("Fewer tokens make a smaller and faster model"));
    next_->setText(tr("Next: Training"));
    empty_->setTexts(tr("No texts to count yet"),
                     tr("Choose a model and training texts first: they tell which tokens are "
                        "needed."),
                     tr("Go to Data"));
    ruleCard_->setTitle(tr("What stays"));
    curveCard_->setTitle(tr("Share of the texts that a vocabulary covers"));
    effectCard_->setTitle(tr("Effect"));
    droppedCard_->setTitle(tr("Dropped"));
    errorCard_->setTitle(tr("This cannot be measured"));
    chart_->setCurveName(curve_, tr("covered"));
    chart_->setAccessibleName(tr("Share of the texts that a vocabulary covers"));
    dropped_->retranslate();
    showFigures();
}

} // namespace attune::ui
