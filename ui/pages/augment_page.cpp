// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/augment_page.h"

#include "ui/charts/bar_list.h"
#include "ui/jobs/newest.h"
#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/parameter_form.h"
#include "ui/kit/side_column.h"
#include "ui/kit/tab_order.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/operators/marked_texts.h"
#include "ui/pages/operators/operator_list.h"

#include <QHBoxLayout>
#include <QHideEvent>
#include <QLocale>
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
            texts.push_back({row.line, copy, std::move(row.before), std::move(row.after),
                             std::move(row.changes), row.vetoed});
            if (!row.pairBefore.empty())
                texts.push_back({row.line, copy, std::move(row.pairBefore),
                                 std::move(row.pairAfter), std::move(row.pairChanges), row.vetoed});
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
      seed_(secondaryLabel()),
      nextSeed_(new Button(ButtonKind::Outline, Icon::Refresh)),
      takeSeed_(new Button(ButtonKind::Outline, Icon::Check)),
      backSeed_(new Button(ButtonKind::Ghost, Icon::Close)) {
    makeForms();
    makeSeedActions();
    // A number that is being typed is not looked at digit by digit.
    previewLater_.setSingleShot(true);
    previewLater_.setInterval(60);
    connect(&previewLater_, &QTimer::timeout, this, &AugmentPage::preview);
    measureLater_.setSingleShot(true);
    measureLater_.setInterval(300);
    connect(&measureLater_, &QTimer::timeout, this, &AugmentPage::measure);
    connect(&previewer_, &JobBase::progress, this, [this](double done, double all) {
        view().setShare(all > 0 ? std::min(done / all, 0.999) : -1);
    });
    for (JobBase* job : {static_cast<JobBase*>(&previewer_), static_cast<JobBase*>(&counter_)}) {
        reportFailuresOf(*job);
        connect(job, &JobBase::failed, this, &AugmentPage::showFigures);
    }
    connect(&workspace.recipe(), &RecipeModel::reset, this, [this] {
        otherSeed_ = 0;
        copies_->dropRefused();
        more_->dropRefused();
    });
    connect(&workspace.recipe(), &RecipeModel::problemsChanged, this, [this] {
        for (ParameterForm* form : {copies_, more_})
            form->setProblems(this->workspace().recipe().problems());
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
        connect(form, &ParameterForm::edited, this,
                [&model](const std::string& key, const Value& value) { model.set(key, value); });
        connect(form, &ParameterForm::refused, &model, &RecipeModel::setLocalProblem);
        connect(form, &ParameterForm::accepted, &model, &RecipeModel::clearLocalProblem);
    }
}

void AugmentPage::makeSeedActions() {
    for (Button* button : {nextSeed_, takeSeed_, backSeed_})
        button->setCompact(true);
    for (QWidget* widget : {static_cast<QWidget*>(seed_), static_cast<QWidget*>(nextSeed_),
                            static_cast<QWidget*>(takeSeed_), static_cast<QWidget*>(backSeed_)})
        view().head()->addWidget(widget);
    connect(nextSeed_, &QPushButton::clicked, this, [this] { lookAt(otherSeed_ + 1); });
    connect(backSeed_, &QPushButton::clicked, this, [this] { lookAt(0); });
    connect(takeSeed_, &QPushButton::clicked, this, [this] {
        const std::int64_t taken = seed();
        otherSeed_ = 0;
        workspace().recipe().set("training.seed", Value(taken));
        showFigures();
    });
}

void AugmentPage::lookAt(std::int64_t otherSeed) {
    otherSeed_ = otherSeed;
    work();
}

Recipe AugmentPage::shownRecipe() const {
    Recipe shown = recipe();
    shown.training.seed = seed();
    return shown;
}

PageState AugmentPage::state() const {
    return {.kind = recipe().augment.active() ? PageState::Kind::Done : PageState::Kind::Nothing};
}

QString AugmentPage::failureTitle() const { return tr("The texts cannot be augmented"); }

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
    tabOnward(list().lastTab(), *more_);
}

void AugmentPage::work() {
    showForms();
    Inputs now{recipe().data, recipe().base, seed(), recipe().clean, recipe().augment};
    now.augment.keep_texts = false; // changes no text
    if (!isVisible() || (worked_ && now == inputs_)) {
        if (isVisible() && !previewer_.isRunning() && !previewLater_.isActive())
            measureSoon();
        showFigures();
        return;
    }
    inputs_ = std::move(now);
    worked_ = true;
    figures_.reset();
    counted_ = false;
    previewer_.cancel();
    counter_.cancel();
    measureLater_.stop();
    forgetFailure();
    if (inputs_.data.train.empty())
        showCopies({});
    else
        previewLater_.start();
    showFigures();
}

void AugmentPage::preview() {
    previewer_.start(
        [asked = shownRecipe(), before = shown_.preview](std::stop_token stop,
                                                         const studio::Progress& report) {
            Shown shown;
            shown.preview =
                std::make_shared<const studio::AugmentPreview>(asked, before.get(), stop, report);
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
        !counted_ && !hasFailed() && !counter_.isRunning() && !measureLater_.isActive())
        measureLater_.start();
}

// Where operators ask a model counting may take all cores for minutes: not while nobody looks.
void AugmentPage::hideEvent(QHideEvent* event) {
    ChainPage::hideEvent(event);
    if (event->spontaneous())
        return;
    counter_.cancel();
    measureLater_.stop();
}

void AugmentPage::measure() {
    const auto newest = std::make_shared<Newest<studio::AugmentFigures>>();
    // Its progress tells that there are newer figures; that of another count never arrives.
    disconnect(&counter_, &JobBase::progress, this, nullptr);
    connect(&counter_, &JobBase::progress, this, [this, newest] { take(newest->get()); });
    counter_.start(
        [preview = shown_.preview, newest](std::stop_token stop, const studio::Progress& report) {
            return preview->measure(
                [&](const studio::AugmentFigures& figures) {
                    newest->put(figures);
                    report(static_cast<double>(figures.rows), static_cast<double>(figures.all));
                },
                stop);
        },
        [this](const studio::AugmentFigures& figures) {
            counted_ = true;
            take(figures);
        });
    showFigures();
}

void AugmentPage::take(const studio::AugmentFigures& figures) {
    figures_ = figures;
    showFigures();
}

void AugmentPage::showFigures() {
    if (figures_ && inputs_.augment.operators == recipe().augment.operators) {
        ChainCounts counts{figures_->copies, {}, {}};
        for (const studio::AugmentFigures::Operator& one : figures_->operators)
            counts.changed.push_back(one.changed);
        list().setCounts(&counts);
    } else {
        list().setCounts(nullptr);
    }

    std::vector<Bar> bars;
    std::int64_t most = 1, copies = 0;
    const studio::TrainedLabels& labels = shown_.labels;
    for (std::size_t i = 0; i < labels.names.size(); ++i) {
        most = std::max(most, labels.texts[i] + labels.copies[i]);
        copies += labels.copies[i];
    }
    for (std::size_t i = 0; i < labels.names.size(); ++i) {
        const std::int64_t after = labels.texts[i] + labels.copies[i];
        Bar bar;
        bar.name = QString::fromStdString(labels.names[i]);
        bar.share = static_cast<double>(after) / static_cast<double>(most);
        bar.value = countText(labels.texts[i]);
        if (after != labels.texts[i])
            bar.value += QStringLiteral(" → ") + countText(after);
        bars.push_back(std::move(bar));
    }
    labels_->setVisible(!bars.empty());
    labels_->setBars(std::move(bars));

    const bool counting = counter_.isRunning() || measureLater_.isActive();
    const bool looking = previewer_.isRunning() || previewLater_.isActive();
    if (!looking) {
        const double share = figures_ && figures_->all > 0 ? static_cast<double>(figures_->rows) /
                                                                 static_cast<double>(figures_->all)
                                                           : 0;
        view().setShare(counting ? std::min(share, 0.999) : 1);
    }
    QString footer;
    if (!recipe().augment.active())
        footer = tr("Without operators there are no copies.");
    else if (figures_ && figures_->vetoed > 0)
        footer = tr("Of %1 copies %2 are changed, %3 have no place to change, and the judge drops "
                    "%4.")
                     .arg(countText(figures_->copies + figures_->vetoed),
                          countText(figures_->copies - figures_->unchanged),
                          countText(figures_->unchanged), countText(figures_->vetoed));
    else if (figures_)
        footer =
            tr("Of %1 copies %2 are changed; %3 have no place to change.")
                .arg(countText(figures_->copies), countText(figures_->copies - figures_->unchanged),
                     countText(figures_->unchanged));
    else if (hasFailed())
        footer = tr("There are no copies until this is mended.");
    else
        footer = looking ? tr("Making the first copies…") : tr("%1 copies").arg(countText(copies));
    view().setFooter(footer);
    view().setTitle(tr("The first copies"));

    const bool other = otherSeed_ != 0;
    const QString number = QString::number(seed());
    seed_->setText(tr("Seed %1").arg(number));
    takeSeed_->setText(tr("Take seed %1").arg(number));
    backSeed_->setToolTip(
        tr("Back to the recipe's seed, %1").arg(QString::number(recipe().training.seed)));
    backSeed_->setAccessibleName(backSeed_->toolTip());
    seed_->setVisible(!other);
    takeSeed_->setVisible(other);
    backSeed_->setVisible(other);
}

void AugmentPage::retranslate() {
    setContext(tr("Training part only. Validation and test are never touched."));
    setNextText(tr("Next: Vocabulary"));
    setEmptyText(tr("Choose the texts first; then copies of them can be rewritten, and you see "
                    "each one."));
    copiesCard_->setTitle(tr("Copies"));
    moreCard_->setTitle(tr("Limits and protection"));
    labels_->setAccessibleName(tr("Training texts of each label, with their copies"));
    nextSeed_->setText(tr("Next seed"));
    nextSeed_->setToolTip(tr("Shows what another seed draws. The recipe stays as it is."));
    takeSeed_->setToolTip(tr("Puts this seed into the recipe. It also decides which texts are held "
                             "out, and the order of training."));
    list().setTexts(tr("Operators, in this order"),
                    tr("No operator yet: the texts are learned as they are. Operators rewrite "
                       "copies of them, so that the model sees more ways of saying it."));
    ChainPage::retranslate();
    showFigures();
}

} // namespace attune::ui
