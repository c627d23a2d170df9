// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/vocabulary_page.h"

#include "ui/charts/coverage_chart.h"
#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/parameter_form.h"
#include "ui/kit/progress_line.h"
#include "ui/kit/side_column.h"
#include "ui/models/recipe_model.h"
#include "ui/models/recipe_parts.h"
#include "ui/models/workspace.h"
#include "ui/pages/fact_list.h"
#include "ui/pages/vocabulary/dropped_card.h"
#include "ui/pages/vocabulary/proof_card.h"
#include "ui/pages/vocabulary/size_card.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

namespace {

double shareOf(std::uint64_t part, std::uint64_t all) {
    return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

void clearRule(VocabularySettings& settings) {
    settings.min_count.reset();
    settings.coverage.reset();
    settings.max_size.reset();
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
    connect(empty_, &EmptyState::pressed, this,
            [this] { this->workspace().openPage(QStringLiteral("data")); });

    RecipeModel& recipe = workspace.recipe();
    connect(rule_, &RuleBar::edited, this,
            [&recipe](const std::string& key, const Value& value) { recipe.set(key, value); });
    connect(rule_, &RuleBar::refused, &recipe, &RecipeModel::setLocalProblem);
    connect(rule_, &RuleBar::accepted, &recipe, &RecipeModel::clearLocalProblem);
    connect(rule_, &RuleBar::chosen, this, &VocabularyPage::chooseRule);
    connect(&recipe, &RecipeModel::reset, rule_, &RuleBar::dropRefused);
    connect(&recipe, &RecipeModel::changed, this, &VocabularyPage::follow);
    connect(&recipe, &RecipeModel::problemsChanged, this, [this] {
        QString wrong;
        for (const Problem& problem : this->workspace().recipe().problems())
            if (problem.field.starts_with("vocabulary.trim"))
                wrong = shown(problem);
        ruleError_->setText(wrong);
        ruleError_->setVisible(!wrong.isEmpty());
        for (ParameterForm* form : forms_)
            form->setProblems(this->workspace().recipe().problems());
    });
    connect(proof_, &ProofCard::trimWanted, this, [this] { chooseRule(TrimRule::All); });
    connect(proof_, &ProofCard::modelWanted, this,
            [this] { this->workspace().openPage(QStringLiteral("model")); });
    connectHandle();

    for (JobBase* job : {static_cast<JobBase*>(&planJob_), static_cast<JobBase*>(&figuresJob_)}) {
        connect(job, &JobBase::progress, this,
                [this](double done, double all) { busy_->setShare(all > 0 ? done / all : -1); });
        connect(job, &JobBase::runningChanged, this, [this] {
            busy_->setVisible(planJob_.isRunning() || figuresJob_.isRunning());
            busy_->setShare(-1);
        });
    }
    connect(&planJob_, &JobBase::failed, this, [this](const QString& message) {
        planOf_.reset(); // what was wrong may be mended outside of the recipe
        plan_.reset();
        sampleSoon_.stop();
        sampleJob_.cancel();
        hideFigures();
        fail(message);
    });
    connect(&figuresJob_, &JobBase::failed, this, [this](const QString& message) {
        figuresOf_.reset();
        fail(message);
    });
    // A number that is being typed is not measured digit by digit.
    later_.setSingleShot(true);
    later_.setInterval(400);
    connect(&later_, &QTimer::timeout, this, &VocabularyPage::measure);
    follow();
}

QWidget* VocabularyPage::makeContent() {
    curveCard_ = new Card;
    rule_ = new RuleBar;
    curveCard_->head()->addStretch(1);
    curveCard_->head()->addWidget(rule_);
    busy_ = new ProgressLine(3);
    busy_->hide();
    ruleError_ = new Label(TextSize::Secondary, QFont::Normal, Tone::Bad, Label::Fit::Wrap);
    ruleError_->hide();
    chart_ = new CoverageChart;
    curveCard_->body()->addWidget(busy_);
    curveCard_->body()->addWidget(ruleError_);
    curveCard_->body()->addWidget(chart_, 1);

    droppedCard_ = new DroppedCard;
    connect(droppedCard_, &DroppedCard::keepWanted, this, &VocabularyPage::keep);

    auto* left = new QVBoxLayout;
    left->setSpacing(16);
    left->addWidget(curveCard_, 6);
    left->addWidget(droppedCard_, 5);
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addLayout(left, 1);
    row->addWidget(makeSide());
    return content;
}

QWidget* VocabularyPage::makeSide() {
    side_ = new SideColumn(312);
    errorCard_ = new Card;
    errorCard_->setTone(Tone::Bad);
    error_ = new Label(TextSize::Body, QFont::Normal, Tone::Text, Label::Fit::Wrap);
    errorCard_->body()->addWidget(error_);
    errorCard_->hide();
    size_ = new SizeCard;
    proof_ = new ProofCard;
    changesCard_ = new Card;
    changes_ = new FactList(120);
    changesCard_->body()->addWidget(changes_);
    countedCard_ = new Card;
    addedCard_ = new Card;
    forms_ = {makeForm(*countedCard_), makeForm(*addedCard_)};
    for (QWidget* card : {static_cast<QWidget*>(errorCard_), static_cast<QWidget*>(size_),
                          static_cast<QWidget*>(proof_), static_cast<QWidget*>(changesCard_),
                          static_cast<QWidget*>(countedCard_), static_cast<QWidget*>(addedCard_)})
        side_->column()->addWidget(card);
    side_->column()->addStretch(1);
    return side_;
}

ParameterForm* VocabularyPage::makeForm(Card& card) {
    auto* form = new ParameterForm;
    form->setHelpBelow(true);
    card.body()->addWidget(form);
    RecipeModel& recipe = workspace().recipe();
    connect(form, &ParameterForm::edited, this,
            [&recipe](const std::string& key, const Value& value) { recipe.set(key, value); });
    connect(form, &ParameterForm::refused, &recipe, &RecipeModel::setLocalProblem);
    connect(form, &ParameterForm::accepted, &recipe, &RecipeModel::clearLocalProblem);
    connect(&recipe, &RecipeModel::reset, form, &ParameterForm::dropRefused);
    return form;
}

void VocabularyPage::connectHandle() {
    connect(chart_, &CoverageChart::moved, this, [this](int tokens) {
        if (!plan_)
            return;
        VocabularySettings there;
        there.max_size = tokens;
        if (tokens >= plan_->whole().tokens)
            showWhole();
        else
            showPoint(plan_->path().endOf(there));
    });
    connect(chart_, &CoverageChart::edited, this, &VocabularyPage::setTo);
    sampleSoon_.setSingleShot(true);
    sampleSoon_.setInterval(80);
    connect(&sampleSoon_, &QTimer::timeout, this, [this] {
        if (plan_ == nullptr)
            return;
        sampleJob_.start(
            [plan = plan_, point = point_](std::stop_token stop, const studio::Progress&) {
                return plan->sample(point, stop);
            },
            [this, plan = plan_, point = point_](const studio::VocabularyFigures& figures) {
                if (plan != plan_ || point != point_ || figures_)
                    return;
                showFacts(plan_->sizeAt(point), &figures);
                showDropped(figures);
            });
    });
}

PageState VocabularyPage::state() const {
    const Recipe& recipe = workspace().recipe().recipe();
    return {.kind = recipe.vocabulary.trims() && figures_ ? PageState::Kind::Done
                                                          : PageState::Kind::Nothing};
}

void VocabularyPage::showField(const std::string& key) {
    for (ParameterForm* form : forms_)
        if (form->hasField(key))
            return form->focusField(key);
    rule_->focusField();
}

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
    if (planJob_.isRunning())
        planOf_.reset();
    if (figuresJob_.isRunning())
        figuresOf_.reset();
    planJob_.cancel();
    figuresJob_.cancel();
    sampleJob_.cancel();
}

void VocabularyPage::fillForms() {
    std::vector<RecipeParameter> counted, added;
    for (RecipeParameter& parameter : workspace().recipe().parameters()) {
        if (parameter.key == "vocabulary.corpora" || parameter.key == "vocabulary.keep")
            counted.push_back(std::move(parameter));
        else if (parameter.key.starts_with("vocabulary.add"))
            added.push_back(std::move(parameter));
    }
    for (ParameterForm* form : forms_)
        form->setBase(workspace().recipe().recipe().base);
    forms_[0]->show(counted);
    forms_[1]->show(added);
}

void VocabularyPage::follow() {
    const Recipe& recipe = workspace().recipe().recipe();
    const bool ready = !recipe.data.train.empty() && !recipe.head.model.empty();
    stack_->setCurrentIndex(ready ? 0 : 1);
    rule_->show(recipe.vocabulary);
    fillForms();
    if (planOf_ != partOfCounting(recipe)) {
        stop();
        planOf_.reset();
        figuresOf_.reset();
        figures_.reset();
        hideFigures(); // they are of other texts or another model
    } else if (figuresOf_ != recipe.vocabulary) {
        figuresJob_.cancel();
        figuresOf_.reset();
        figures_.reset();
        if (plan_)
            showPlan();
    }
    later_.start();
    Q_EMIT changed();
}

void VocabularyPage::measure() {
    const Recipe& recipe = workspace().recipe().recipe();
    if (!isVisible() || stack_->currentIndex() != 0)
        return;
    if (planOf_ != partOfCounting(recipe))
        return count();
    if (!plan_ || !recipe.vocabulary.trims() || figuresOf_ == recipe.vocabulary)
        return;
    figuresOf_ = recipe.vocabulary;
    errorCard_->hide();
    figuresJob_.start(
        [plan = plan_, rule = recipe.vocabulary](std::stop_token stop,
                                                 const studio::Progress& progress) {
            return plan->measure(rule, stop, progress);
        },
        [this](const studio::VocabularyFigures& figures) {
            figures_ = figures;
            sampleJob_.cancel();
            showPlace();
            Q_EMIT changed();
        });
}

void VocabularyPage::count() {
    const Recipe counted = partOfCounting(workspace().recipe().recipe());
    planOf_ = counted;
    errorCard_->hide();
    planJob_.start(
        [counted](std::stop_token stop, const studio::Progress& progress) -> Plan {
            return std::make_shared<const studio::VocabularyPlan>(counted, stop, progress);
        },
        [this](const Plan& plan) {
            plan_ = plan;
            showPlan();
            measure();
        });
}

void VocabularyPage::fail(const QString& message) {
    error_->setText(message);
    errorCard_->show();
    Q_EMIT changed();
}

std::size_t VocabularyPage::pointOf(const VocabularySettings& rule) const {
    return plan_->path().endOf(rule);
}

void VocabularyPage::chooseRule(TrimRule rule) {
    Recipe next = workspace().recipe().recipe();
    VocabularySettings& settings = next.vocabulary;
    // Where a rule is followed already, the new one says the same in its own way.
    const TrimRule before = ruleOf(settings);
    const bool fresh = !plan_ || before == TrimRule::Whole || before == TrimRule::All;
    const std::size_t point = plan_ ? pointOf(settings) : 0;
    clearRule(settings);
    switch (rule) {
    case TrimRule::Whole:
        break;
    case TrimRule::All:
        settings.min_count = 1;
        break;
    case TrimRule::Count:
        settings.min_count = 2;
        if (!fresh)
            settings.min_count = std::max<std::int64_t>(
                2, plan_->path().ruleAt(point, settings).min_count.value_or(2));
        break;
    case TrimRule::Coverage:
        settings.coverage = 0.999;
        if (!fresh)
            settings = plan_->path().ruleAt(point, settings);
        break;
    case TrimRule::Size:
        settings.max_size = 8000;
        if (plan_)
            settings = plan_->path().ruleAt(point, settings);
        break;
    }
    workspace().recipe().change(tr("trim the vocabulary"), next);
}

void VocabularyPage::setTo(int tokens, bool dragged) {
    if (!plan_)
        return;
    Recipe next = workspace().recipe().recipe();
    VocabularySettings& settings = next.vocabulary;
    const SelectionPath& path = plan_->path();
    if (tokens >= plan_->whole().tokens) {
        clearRule(settings);
    } else {
        VocabularySettings there;
        there.max_size = tokens;
        const std::size_t point = path.endOf(there);
        const TrimRule rule = ruleOf(settings);
        if (rule == TrimRule::Whole || rule == TrimRule::All) {
            clearRule(settings);
            if (point + 1 == path.points().size())
                settings.min_count = 1;
        }
        settings = path.ruleAt(point, settings);
    }
    workspace().recipe().change(tr("trim the vocabulary"), next,
                                dragged ? std::string() : "vocabulary.trim");
    showPlace(); // also where the rule is the one of before
}

void VocabularyPage::keep(const std::vector<std::string>& words) {
    Recipe next = workspace().recipe().recipe();
    std::vector<std::string>& keep = next.vocabulary.keep;
    for (const std::string& word : words)
        if (std::find(keep.begin(), keep.end(), word) == keep.end())
            keep.push_back(word);
    workspace().recipe().change(tr("keep words"), next);
}

void VocabularyPage::showPlan() {
    const SelectionPath& path = plan_->path();
    const auto whole = static_cast<int>(plan_->whole().tokens);
    std::vector<CoverageChart::Point> curve;
    std::vector<int> stops;
    const auto& points = path.points();
    // A rule by count cannot part tokens that are met equally often.
    const bool byCount = ruleOf(workspace().recipe().recipe().vocabulary) == TrimRule::Count;
    for (std::size_t i = 0; i < points.size(); ++i) {
        curve.push_back(
            {static_cast<int>(points[i].size), shareOf(points[i].covered, plan_->tokens())});
        if (!byCount || i == 0 || i + 1 == points.size() || points[i + 1].count < points[i].count)
            stops.push_back(static_cast<int>(points[i].size));
    }
    if (stops.back() < whole)
        stops.push_back(whole);
    size_->show();
    proof_->show();
    chart_->setCurve(std::move(curve), whole);
    chart_->setStops(std::move(stops));
    showPlace();
}

void VocabularyPage::showPlace() {
    const VocabularySettings& rule = workspace().recipe().recipe().vocabulary;
    if (!plan_)
        return;
    if (!rule.trims()) {
        chart_->setTokens(static_cast<int>(plan_->whole().tokens));
        return showWhole();
    }
    const std::size_t point = pointOf(rule);
    chart_->setTokens(static_cast<int>(plan_->path().points()[point].size));
    if (!figures_)
        return showPoint(point);
    point_ = point;
    size_->showSizes(plan_->whole(), figures_->after);
    const TrimReport& report = figures_->report;
    const bool lost = isMuchUnknown(static_cast<double>(report.unknownAfter),
                                    static_cast<double>(report.tokensAfter)) &&
                      report.unknownAfter > 0;
    if (const bool warned = warnOfModel(); !warned && lost)
        proof_->showLost(shareOf(report.unknownAfter, report.tokensAfter));
    else if (!warned)
        proof_->showChecked(report);
    showFacts(figures_->after, &*figures_);
    showDropped(*figures_);
}

bool VocabularyPage::warnOfModel() {
    const bool warns = plan_->isMuchUnknown();
    if (warns)
        proof_->showUnknown(plan_->unknownShare());
    return warns;
}

void VocabularyPage::showPoint(std::size_t point) {
    const studio::VocabularySize after = plan_->sizeAt(point);
    point_ = point;
    size_->showSizes(plan_->whole(), after);
    if (!warnOfModel())
        proof_->showChecking(after.wholeTexts, plan_->texts());
    showFacts(after, nullptr);
    if (!sampleSoon_.isActive())
        sampleSoon_.start();
}

void VocabularyPage::showWhole() {
    sampleSoon_.stop();
    sampleJob_.cancel();
    const studio::VocabularySize whole = plan_->whole();
    point_ = plan_->path().points().size();
    size_->showSizes(whole, whole);
    if (!warnOfModel())
        proof_->showWhole(whole, plan_->sizeAt(point_ - 1));
    changesCard_->hide();
    droppedCard_->hide();
}

void VocabularyPage::showFacts(const studio::VocabularySize& after,
                               const studio::VocabularyFigures* figures) {
    const studio::VocabularySize before = plan_->whole();
    const auto arrow = [](const QString& from, const QString& to) {
        return from == to ? from : from + QStringLiteral(" → ") + to;
    };
    QString unknown = QStringLiteral("…"), length = unknown;
    if (figures != nullptr) {
        const TrimReport& report = figures->report;
        const QString about = figures->exact ? QString() : QStringLiteral("≈ ");
        const auto mean = [&](std::uint64_t tokens) {
            return QLocale().toString(static_cast<double>(plan_->specialTokens()) +
                                          shareOf(tokens, report.texts),
                                      'f', 1);
        };
        unknown = about + arrow(percentText(shareOf(report.unknown, report.tokens), 2),
                                percentText(shareOf(report.unknownAfter, report.tokensAfter), 2));
        length = about + arrow(mean(report.tokens), mean(report.tokensAfter));
    }
    std::vector<Fact> facts;
    facts.push_back({tr("Tokens"), arrow(countText(before.tokens), countText(after.tokens)), {}});
    facts.push_back({tr("Whole texts"),
                     tr("%1 of %2")
                         .arg(countText(static_cast<std::int64_t>(after.wholeTexts)),
                              countText(static_cast<std::int64_t>(before.wholeTexts))),
                     tr("Training texts, copies included, and further texts that keep all their "
                        "tokens: they give the very same answers as before")});
    facts.push_back(
        {tr("Unknown tokens"), unknown,
         tr("Share of the tokens of the training texts, copies included, and of further "
            "texts that the tokenizer has no word for")});
    facts.push_back({tr("Tokens a text"), length,
                     tr("The time of an epoch follows it; a smaller vocabulary alone saves memory "
                        "and disk, not time")});
    facts.push_back({tr("Memory"),
                     arrow(bytesText(before.trainingBytes), bytesText(after.trainingBytes)),
                     tr("Of training, estimated for the batch of the longest texts")});
    changes_->setFacts(facts);
    changesCard_->show();
}

void VocabularyPage::showDropped(const studio::VocabularyFigures& figures) {
    const std::uint64_t lost = plan_->tokens() - plan_->sizeAt(point_).covered;
    droppedCard_->showTokens(figures, shareOf(lost, plan_->tokens()));
    droppedCard_->show();
}

void VocabularyPage::retranslate() {
    Page::retranslate();
    setContext(tr("Trim the word list to what the texts need"));
    next_->setText(tr("Next: Training"));
    empty_->setTexts(tr("No texts to count yet"),
                     tr("Choose a model and training texts first: they tell which tokens are "
                        "needed."),
                     tr("Go to Data"));
    curveCard_->setTitle(tr("Share of the texts’ tokens that stays"));
    changesCard_->setTitle(tr("What changes"));
    countedCard_->setTitle(tr("Also counted, also kept"));
    addedCard_->setTitle(tr("Words to add"));
    errorCard_->setTitle(tr("This cannot be measured"));
    droppedCard_->retranslate();
    if (plan_)
        showPlace();
    else
        hideFigures();
}

void VocabularyPage::hideFigures() {
    for (QWidget* card : {static_cast<QWidget*>(droppedCard_), static_cast<QWidget*>(changesCard_),
                          static_cast<QWidget*>(size_), static_cast<QWidget*>(proof_)})
        card->hide();
}

} // namespace attune::ui
