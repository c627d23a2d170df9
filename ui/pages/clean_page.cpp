// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/clean_page.h"

#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/progress_line.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/clean/marked_delegate.h"
#include "ui/pages/clean/rule_list.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <mutex>

namespace attune::ui {

namespace {

constexpr std::size_t kTextsShown = 200;

// The newest figures of a count, handed from its thread to the window's.
class Newest {
public:
    void put(const studio::CleaningFigures& figures) {
        const std::lock_guard lock(mutex_);
        figures_ = figures;
    }
    studio::CleaningFigures get() const {
        const std::lock_guard lock(mutex_);
        return figures_;
    }

private:
    mutable std::mutex mutex_;
    studio::CleaningFigures figures_;
};

} // namespace

CleanPage::CleanPage(Workspace& workspace, QWidget* parent)
    : Page(workspace, parent),
      stack_(new QStackedWidget),
      empty_(new EmptyState(Icon::Clean)),
      errorCard_(new Card),
      error_(new Label(TextSize::Body, QFont::Normal, Tone::Text, Label::Fit::Wrap)),
      rules_(new RuleList),
      textsCard_(new Card(true, Card::Padding::None)),
      progress_(new ProgressLine(3)),
      table_(new QTableView),
      model_(new CleanedTextsModel(this)),
      legend_(secondaryLabel()),
      next_(new Button(ButtonKind::Outline, Icon::Right)) {
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(rules_);
    row->addWidget(makeTexts(), 1);
    stack_->addWidget(content);
    auto* emptyCard = new Card(false);
    emptyCard->body()->addWidget(empty_);
    stack_->addWidget(emptyCard);
    body()->addWidget(stack_, 1);

    next_->setSymbolAtEnd(true);
    actions()->addWidget(next_);
    connect(next_, &QPushButton::clicked, this,
            [this] { this->workspace().openPage(QStringLiteral("vocabulary")); });
    connect(empty_, &EmptyState::pressed, this,
            [this] { this->workspace().openPage(QStringLiteral("data")); });

    RecipeModel& recipe = workspace.recipe();
    connect(rules_, &RuleList::edited, this, &CleanPage::change);
    connect(rules_, &RuleList::refused, &recipe, &RecipeModel::setLocalProblem);
    connect(rules_, &RuleList::accepted, &recipe, &RecipeModel::clearLocalProblem);
    connect(&recipe, &RecipeModel::reset, rules_, &RuleList::dropRefused);
    connect(&recipe, &RecipeModel::changed, this, &CleanPage::follow);
    connect(&recipe, &RecipeModel::problemsChanged, this,
            [this, &recipe] { rules_->setProblems(recipe.problems()); });
    measureLater_.setSingleShot(true);
    measureLater_.setInterval(300);
    connect(&measureLater_, &QTimer::timeout, this, &CleanPage::measure);
    connect(&reader_, &JobBase::failed, this, [this](const QString& message) {
        measureLater_.stop(); // it would fail in the same way
        fail(tr("The texts cannot be read"), message);
    });
    for (JobBase* job : {static_cast<JobBase*>(&previewer_), static_cast<JobBase*>(&counter_)})
        connect(job, &JobBase::failed, this,
                [this](const QString& message) { fail(tr("The rules cannot be used"), message); });
    follow();
}

QWidget* CleanPage::makeTexts() {
    errorCard_->setTone(Tone::Bad);
    errorCard_->body()->addWidget(error_);
    errorCard_->hide();
    table_->setModel(model_);
    setUpTable(*table_, 48);
    table_->setItemDelegate(new MarkedDelegate(table_));
    QHeaderView* header = table_->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(CleanedTextsModel::Before, QHeaderView::Stretch);
    header->setSectionResizeMode(CleanedTextsModel::After, QHeaderView::Stretch);
    table_->setColumnWidth(CleanedTextsModel::Line, scaled(64));
    table_->setColumnWidth(CleanedTextsModel::Rules, scaled(140));
    textsCard_->head()->addWidget(legend_);
    textsCard_->body()->setSpacing(0);
    textsCard_->body()->addWidget(progress_);
    textsCard_->body()->addWidget(table_, 1);
    progress_->setShare(0);

    auto* texts = new QWidget;
    auto* column = new QVBoxLayout(texts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    column->addWidget(errorCard_);
    column->addWidget(textsCard_, 1);
    return texts;
}

PageState CleanPage::state() const {
    const bool used = !workspace().recipe().recipe().clean.empty();
    return {.kind = used ? PageState::Kind::Done : PageState::Kind::Nothing};
}

void CleanPage::showField(const std::string& key) { rules_->focusField(key); }

void CleanPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    follow();
}

void CleanPage::change(const CleaningSettings& rules, const QString& what, const std::string& key) {
    Recipe next = workspace().recipe().recipe();
    next.clean = rules;
    workspace().recipe().change(what, next, key);
}

void CleanPage::follow() {
    const Recipe& recipe = workspace().recipe().recipe();
    rules_->setRules(recipe.clean);
    stack_->setCurrentIndex(recipe.data.train.empty() ? 1 : 0);
    Q_EMIT changed();
    Inputs now{recipe.data, recipe.base, recipe.training.seed, recipe.clean};
    if (!isVisible() || (followed_ && now == inputs_)) {
        rules_->setFigures(figures_ && inputs_ == now ? &*figures_ : nullptr);
        return;
    }
    Inputs before = std::exchange(inputs_, std::move(now));
    before.clean = inputs_.clean;
    const bool sameTexts = followed_ && before == inputs_;
    followed_ = true;
    figures_.reset();
    rules_->setFigures(nullptr);
    counter_.cancel();
    measureLater_.stop();
    errorCard_->hide();
    if (!sameTexts)
        read_.reset();
    if (!inputs_.data.train.empty()) {
        if (!inputs_.clean.empty())
            measureLater_.start();
        if (read_ != nullptr)
            preview();
        else if (!sameTexts || !reader_.isRunning())
            read();
    } else {
        reader_.cancel();
        previewer_.cancel();
        model_->setSamples({}, {});
    }
    updateTexts();
}

void CleanPage::read() {
    previewer_.cancel();
    Recipe recipe = workspace().recipe().recipe();
    recipe.clean.clear(); // the texts as they stand in the file
    reader_.start(
        [recipe](std::stop_token stop, const studio::Progress&) {
            Samples samples;
            studio::cleanRows(
                recipe, kTextsShown,
                [&](const studio::CleanedRow& row) {
                    samples.push_back({row.line, row.before, {}});
                    if (!row.pairBefore.empty())
                        samples.push_back({row.line, row.pairBefore, {}});
                },
                stop);
            return samples;
        },
        [this](const Samples& samples) {
            read_ = std::make_shared<const Samples>(samples);
            preview();
        });
}

void CleanPage::preview() {
    previewer_.start(
        [texts = read_, rules = inputs_.clean](std::stop_token stop, const studio::Progress&) {
            const Cleaning cleaning(rules);
            Samples samples = *texts;
            for (CleanedSample& sample : samples) {
                if (stop.stop_requested())
                    throw Cancelled();
                Rewrite record = cleaning.record(sample.before, &sample.cleaned.refused);
                sample.cleaned.text = std::move(record.text);
                sample.cleaned.changes = std::move(record.changes);
            }
            return samples;
        },
        [this, rules = inputs_.clean](const Samples& samples) {
            model_->setSamples(samples, rules);
            table_->scrollToTop();
            updateTexts();
        });
}

void CleanPage::measure() {
    const auto newest = std::make_shared<Newest>();
    // Its progress tells that there are newer figures; that of another count never arrives.
    disconnect(&counter_, &JobBase::progress, this, nullptr);
    connect(&counter_, &JobBase::progress, this, [this, newest] { takeFigures(newest->get()); });
    counter_.start(
        [recipe = workspace().recipe().recipe(), newest](std::stop_token stop,
                                                         const studio::Progress& report) {
            return studio::measureCleaning(
                recipe,
                [&](const studio::CleaningFigures& figures) {
                    newest->put(figures);
                    report(static_cast<double>(figures.texts), static_cast<double>(figures.all));
                },
                stop);
        },
        [this](const studio::CleaningFigures& figures) { takeFigures(figures); });
    updateTexts();
}

void CleanPage::takeFigures(const studio::CleaningFigures& figures) {
    figures_ = figures;
    rules_->setFigures(&*figures_);
    updateTexts();
}

void CleanPage::fail(const QString& title, const QString& message) {
    errorCard_->setTitle(title);
    error_->setText(message);
    errorCard_->show();
    updateTexts();
}

void CleanPage::updateTexts() {
    const bool counted = figures_ && figures_->texts == figures_->all;
    progress_->setVisible(figures_ && !counted);
    if (figures_ && figures_->all > 0)
        progress_->setShare(static_cast<double>(figures_->texts) /
                            static_cast<double>(figures_->all));
    if (inputs_.data.train.empty())
        setContext({});
    else if (inputs_.clean.empty())
        setContext(tr("Texts stay as they are"));
    else if (!figures_)
        setContext(errorCard_->isHidden() ? tr("Counting the texts that change…") : QString());
    else if (figures_->emptied > 0)
        setContext(tr("%1 of %2 texts change, %3 have nothing left")
                       .arg(countText(figures_->changed), countText(figures_->texts),
                            countText(figures_->emptied)));
    else
        setContext(tr("%1 of %2 texts change")
                       .arg(countText(figures_->changed), countText(figures_->texts)));
    textsCard_->setTitle(model_->rowCount() == 0 && reader_.isRunning()
                             ? tr("Reading…")
                             : tr("The first texts, those that change on top"));
    legend_->setText(tr("struck: removed, underlined: added, dotted: replaced"));
}

void CleanPage::retranslate() {
    Page::retranslate();
    next_->setText(tr("Next: Vocabulary"));
    empty_->setTexts(tr("No data yet"),
                     tr("Choose the texts first; then rules can clean them, and you see what each "
                        "rule does."),
                     tr("Go to Data"));
    table_->setAccessibleName(tr("Texts before and after"));
    rules_->retranslate();
    model_->retranslate();
    updateTexts();
}

} // namespace attune::ui
