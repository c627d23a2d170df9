// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/augment_page.h"

#include "ui/charts/bar_list.h"
#include "ui/kit/card.h"
#include "ui/kit/numbers.h"
#include "ui/kit/parameter_form.h"
#include "ui/kit/side_column.h"
#include "ui/kit/tab_order.h"
#include "ui/models/figures_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/operators/marked_texts.h"
#include "ui/pages/operators/operator_list.h"
#include "ui/pages/operators/seed_bar.h"

#include <QHBoxLayout>
#include <QHideEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

namespace {

constexpr std::size_t kCopiesShown = 200;

std::vector<MarkedText> firstCopies(const studio::AugmentPreview& preview,
                                    const std::stop_token& stop, const studio::Progress& progress) {
    std::vector<MarkedText> texts;
    std::size_t rows = 0;
    for (std::size_t source = 0; source < preview.texts(); ++source)
        for (std::uint32_t copy = 1; copy <= preview.copies(source); ++copy) {
            if (stop.stop_requested())
                throw Cancelled();
            if (rows == kCopiesShown)
                return texts;
            progress(static_cast<double>(rows++), static_cast<double>(kCopiesShown));
            studio::TrainedRow row = preview.row(source, copy);
            texts.push_back({row.line,
                             copy,
                             std::move(row.before),
                             std::move(row.after),
                             std::move(row.changes),
                             row.vetoed,
                             {},
                             0});
            if (!row.pairBefore.empty())
                texts.push_back({row.line,
                                 copy,
                                 std::move(row.pairBefore),
                                 std::move(row.pairAfter),
                                 std::move(row.pairChanges),
                                 row.vetoed,
                                 {},
                                 0});
        }
    return texts;
}

} // namespace

AugmentPage::AugmentPage(Workspace& workspace, QWidget* parent)
    : ChainPage(workspace, new OperatorList("augment.operators", "augmentation", augmentStep),
                QStringLiteral("vocabulary"), parent),
      copiesCard_(new Card(false)),
      copies_(new ParameterForm),
      labels_(new BarList(BarList::Look::Count)),
      moreCard_(new Card),
      more_(new ParameterForm),
      seeds_(new SeedBar),
      count_(
          [this] {
              return [preview = shown_.preview](const auto& tell, std::stop_token stop) {
                  return preview->measure(tell, stop);
              };
          },
          [this] { followCount(); }) {
    makeForms();
    view().head()->addSpacing(8); // 16 with that of the row
    view().head()->addWidget(seeds_);
    connect(seeds_, &SeedBar::changed, this, &AugmentPage::work);
    connect(seeds_, &SeedBar::taken, this, [this](qint64 seed) {
        // The seed of training is what a recipe without one has.
        this->workspace().recipe().set(
            "augment.seed", seed == recipe().training.seed ? Value() : Value(std::int64_t{seed}));
    });
    // A number that is being typed is not looked at digit by digit.
    previewLater_.setSingleShot(true);
    previewLater_.setInterval(60);
    connect(&previewLater_, &QTimer::timeout, this, &AugmentPage::preview);
    connect(&previewer_, &JobBase::progress, this, [this](double done, double all) {
        view().setShare(all > 0 ? std::min(done / all, 0.999) : -1);
    });
    for (JobBase* job : {static_cast<JobBase*>(&previewer_), &count_.job()}) {
        reportFailuresOf(*job);
        connect(job, &JobBase::failed, this, &AugmentPage::showFigures);
    }
    connect(&workspace.recipe(), &RecipeModel::reset, this, [this] {
        seeds_->goBack();
        copies_->dropRefused();
        more_->dropRefused();
    });
}

void AugmentPage::makeForms() {
    copiesCard_->body()->addWidget(copies_);
    copiesCard_->body()->addWidget(labels_);
    moreCard_->body()->addWidget(more_);
    side().column()->insertWidget(0, copiesCard_);
    side().column()->insertWidget(2, moreCard_);
    RecipeModel& model = workspace().recipe();
    for (ParameterForm* form : {copies_, more_}) {
        form->setHelpBelow(true);
        form->setHelpAsTip(form == copies_);
        connect(form, &ParameterForm::edited, this,
                [&model](const std::string& key, const Value& value) { model.set(key, value); });
        connect(form, &ParameterForm::refused, &model, &RecipeModel::setLocalProblem);
        connect(form, &ParameterForm::accepted, &model, &RecipeModel::clearLocalProblem);
    }
}

std::int64_t AugmentPage::seed() const { return seeds_->seed(); }

Recipe AugmentPage::shownRecipe() const {
    Recipe shown = recipe();
    shown.augment.seed = seed();
    return shown;
}

PageState AugmentPage::state() const {
    return {.kind = recipe().augment.active() ? PageState::Kind::Done : PageState::Kind::Nothing};
}

QString AugmentPage::failureTitle() const { return tr("The texts cannot be augmented"); }

bool AugmentPage::holds(const std::string& key) const {
    return copies_->hasField(key) || more_->hasField(key) || ChainPage::holds(key);
}

void AugmentPage::setProblems(const Problems& problems) {
    for (ParameterForm* form : {copies_, more_})
        form->setProblems(problems);
    ChainPage::setProblems(problems);
}

void AugmentPage::showField(const std::string& key) {
    for (ParameterForm* form : {copies_, more_})
        if (form->hasField(key))
            return form->focusField(key);
    ChainPage::showField(key);
}

void AugmentPage::showForms() {
    std::vector<RecipeParameter> copies, more;
    for (RecipeParameter& parameter : workspace().recipe().parameters())
        if (parameter.key == "augment.copies" || parameter.key == "augment.balance")
            copies.push_back(std::move(parameter));
        else if (parameter.key.starts_with("augment."))
            more.push_back(std::move(parameter));
    copies_->show(copies);
    more_->setBase(recipe().base);
    more_->show(more);
    // Tab goes as the eye does, though these fields came after the list between them.
    QWidget::setTabOrder(tabOnward(headTab(), *copies_), list().firstTab());
    list().orderTabs();
    tabOnward(list().lastTab(), *more_);
}

void AugmentPage::work() {
    showForms();
    seeds_->setSeed(recipe().augment.seed.value_or(recipe().training.seed));
    Inputs now{recipe().data,  recipe().base,    recipe().training.seed,
               recipe().clean, recipe().augment, recipe().head.model};
    now.augment.seed = seed();
    now.augment.keep_texts = false; // changes no text
    if (!isVisible() || (worked_ && now == inputs_)) {
        if (isVisible() && !previewer_.isRunning() && !previewLater_.isActive())
            measureSoon();
        showFigures();
        return;
    }
    inputs_ = std::move(now);
    worked_ = true;
    previewer_.cancel();
    count_.forget();
    forgetFailure();
    if (inputs_.data.train.empty())
        showCopies({});
    else
        previewLater_.start();
    showFigures();
}

void AugmentPage::preview() {
    previewer_.start(
        [asked = shownRecipe(), before = shown_.preview,
         models = workspace().figures().augmentModels()](std::stop_token stop,
                                                         const studio::Progress& report) {
            Shown shown;
            shown.preview = std::make_shared<const studio::AugmentPreview>(asked, before.get(),
                                                                           *models, stop, report);
            shown.texts = firstCopies(*shown.preview, stop, report);
            shown.labels = shown.preview->labels();
            return shown;
        },
        [this](const Shown& shown) { showCopies(shown); });
    showFigures();
}

void AugmentPage::showCopies(const Shown& shown) {
    shown_ = shown;
    view().setTexts(std::move(shown_.texts), inputs_.augment.operators);
    shown_.texts.clear();
    measureSoon();
    showFigures();
}

void AugmentPage::measureSoon() {
    if (isVisible() && shown_.preview != nullptr && !inputs_.augment.operators.empty() &&
        !count_.isComplete() && !hasFailed() && !count_.isUnderWay())
        count_.startSoon();
}

// Where operators ask a model counting may take all cores for minutes: not while nobody looks.
void AugmentPage::hideEvent(QHideEvent* event) {
    ChainPage::hideEvent(event);
    if (!event->spontaneous())
        count_.stop();
}

void AugmentPage::followCount() {
    if (const auto& figures = count_.figures();
        figures && count_.isComplete() && !seeds_->isOther())
        workspace().figures().tellCopies(recipe(), figures->rows, figures->copies);
    showFigures();
}

void AugmentPage::showFigures() {
    const auto& figures = count_.figures();
    const bool looking = previewer_.isRunning() || previewLater_.isActive();
    if (figures && inputs_.augment.operators == recipe().augment.operators) {
        ChainCounts counts{figures->copies, {}, {}, {}};
        for (const studio::AugmentFigures::Operator& one : figures->operators) {
            counts.changed.push_back(one.changed);
            counts.dropped.push_back(one.vetoed);
        }
        list().setCounts(&counts, false);
    } else {
        list().setCounts(nullptr, looking || count_.isUnderWay());
    }
    showLabels();
    if (!looking) {
        const double share =
            figures && figures->all > 0
                ? static_cast<double>(figures->rows + figures->vetoed + figures->doubles) /
                      static_cast<double>(figures->all)
                : 0;
        view().setShare(count_.isUnderWay() ? std::min(share, 0.999) : 1);
    }
    view().setFooter(footer(looking));
    std::int64_t planned = 0;
    for (const std::int64_t copies : shown_.labels.copies)
        planned += copies;
    const std::int64_t shown = texts().rowCount() / (inputs_.data.text_pair.empty() ? 1 : 2);
    view().setTitle(shown < planned
                        ? tr("Preview, %1 of %2 copies").arg(countText(shown), countText(planned))
                        : tr("The first copies"));
}

// How many texts of each label there are, and with their copies. Of those that are planned a judge
// may drop some: what stays is known once all were made.
void AugmentPage::showLabels() {
    std::vector<Bar> bars;
    std::int64_t most = 1;
    const studio::TrainedLabels& labels = shown_.labels;
    const auto& figures = count_.figures();
    const bool isMade =
        figures && count_.isComplete() && figures->copiesByLabel.size() == labels.names.size();
    const bool isAtMost = !isMade && inputs_.augment.judge && inputs_.augment.active();
    const std::vector<std::int64_t>& copies = isMade ? figures->copiesByLabel : labels.copies;
    for (std::size_t i = 0; i < labels.names.size(); ++i)
        most = std::max(most, labels.texts[i] + copies[i]);
    for (std::size_t i = 0; i < labels.names.size(); ++i) {
        const std::int64_t after = labels.texts[i] + copies[i];
        Bar bar;
        bar.name = QString::fromStdString(labels.names[i]);
        bar.share = static_cast<double>(after) / static_cast<double>(most);
        bar.value = countText(labels.texts[i]);
        if (after != labels.texts[i])
            bar.value += QStringLiteral(" → ") + (isAtMost ? QStringLiteral("≤ ") : QString()) +
                         countText(after);
        bars.push_back(std::move(bar));
    }
    labels_->setToolTip(isAtMost ? tr("At most: the judge may drop copies. How many stay is known "
                                      "once all were made.")
                                 : QString());
    labels_->setVisible(!bars.empty());
    labels_->setBars(std::move(bars));
}

QString AugmentPage::footer(bool looking) const {
    const auto& figures = count_.figures();
    if (!recipe().augment.active())
        return tr("Without operators there are no copies.");
    if (hasFailed())
        return figures ? tr("The copies were not all counted. %1").arg(failureLine())
                       : tr("There are no copies until this is mended. %1").arg(failureLine());
    if (figures && inputs_.augment.judge && figures->doubles > 0)
        return tr("Of %1 copies %2 are changed; left out: %3 with no place to change, %4 by the "
                  "judge.")
            .arg(countText(figures->copies + figures->vetoed + figures->doubles),
                 countText(figures->copies), countText(figures->doubles),
                 countText(figures->vetoed));
    if (figures && inputs_.augment.judge)
        return tr("Of %1 copies %2 are changed, %3 have no place to change, and the judge drops "
                  "%4.")
            .arg(countText(figures->copies + figures->vetoed),
                 countText(figures->copies - figures->unchanged), countText(figures->unchanged),
                 countText(figures->vetoed));
    if (figures && figures->doubles > 0)
        return tr("No place to change: %1 of %2 copies are left out.")
            .arg(countText(figures->doubles), countText(figures->copies + figures->doubles));
    if (figures && figures->unchanged == 0 && figures->copies > 0)
        return tr("All %1 copies are changed.").arg(countText(figures->copies));
    if (figures)
        return tr("Of %1 copies %2 are changed; %3 have no place to change.")
            .arg(countText(figures->copies), countText(figures->copies - figures->unchanged),
                 countText(figures->unchanged));
    if (looking)
        return tr("Making the first copies…");
    std::int64_t copies = 0;
    for (const std::int64_t ofLabel : shown_.labels.copies)
        copies += ofLabel;
    return inputs_.augment.judge ? tr("Up to %1 copies").arg(countText(copies))
                                 : tr("%1 copies").arg(countText(copies));
}

void AugmentPage::retranslate() {
    setContext(tr("Training part only. Validation and test are never touched."));
    setNextText(tr("Next: Vocabulary"));
    setEmptyText(tr("Choose the texts first; then copies of them can be rewritten, and you see "
                    "each one."));
    copiesCard_->setTitle(tr("Copies"));
    moreCard_->setTitle(tr("Limits and protection"));
    labels_->setAccessibleName(tr("Training texts of each label, with their copies"));
    seeds_->retranslate();
    list().setTexts(tr("Operators, in this order"),
                    tr("No operator yet: the texts are learned as they are. Operators rewrite "
                       "copies of them, so that the model sees more ways of saying it."));
    ChainPage::retranslate();
    showFigures();
}

} // namespace attune::ui
