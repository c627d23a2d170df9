// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/clean_page.h"

#include "base/operator_switch.h"
#include "ui/kit/numbers.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/operators/marked_texts.h"
#include "ui/pages/operators/operator_list.h"

#include <algorithm>
#include <set>

namespace attune::ui {

namespace {

constexpr std::size_t kTextsShown = 200;

// The part where its file is another than that of training; else empty.
std::string ownPart(const Recipe& recipe, const std::string& part) {
    const bool own = (part == "test" && !recipe.data.test.empty()) ||
                     (part == "validation" && !recipe.data.validation.empty());
    return own ? part : std::string();
}

void add(std::vector<MarkedText>& texts, const std::string& text, const std::string& pair,
         std::uint32_t line, const std::string& part) {
    for (const std::string* side : {&text, &pair}) {
        if (side == &pair && pair.empty())
            continue;
        MarkedText one;
        one.line = line;
        one.before = one.after = *side;
        one.part = part;
        texts.push_back(std::move(one));
    }
}

using Place = std::pair<std::string, std::uint32_t>; // part and line: both texts of a pair
Place placeOf(const MarkedText& text) { return {text.part, text.line}; }

// As many texts as are shown: those that were too hard, those that change, then the others.
void keepShown(std::vector<MarkedText>& texts) {
    std::set<Place> kept;
    const auto keep = [&](const auto& isWanted) {
        for (const MarkedText& text : texts)
            if (kept.size() < kTextsShown && isWanted(text))
                kept.insert(placeOf(text));
    };
    keep([](const MarkedText& text) { return text.refused != 0; });
    keep([](const MarkedText& text) { return !text.changes.empty(); });
    keep([](const MarkedText&) { return true; });
    std::erase_if(texts, [&](const MarkedText& text) { return !kept.contains(placeOf(text)); });
}

bool anyOn(const CleaningSettings& rules) {
    return !std::all_of(rules.begin(), rules.end(), isOff);
}

} // namespace

CleanPage::CleanPage(Workspace& workspace, QWidget* parent)
    : ChainPage(workspace, new OperatorList("clean", "cleaning", cleaningStep),
                QStringLiteral("augment"), parent),
      count_(
          [this] {
              return [counted = recipe()](const auto& tell, std::stop_token stop) {
                  return studio::measureCleaning(counted, tell, stop);
              };
          },
          [this] { followCount(); }) {
    connect(&reader_, &JobBase::failed, this, [this] { count_.stop(); }); // it would fail, too
    for (JobBase* job :
         {static_cast<JobBase*>(&reader_), static_cast<JobBase*>(&previewer_), &count_.job()}) {
        reportFailuresOf(*job);
        connect(job, &JobBase::failed, this, &CleanPage::showFigures);
    }
}

PageState CleanPage::state() const {
    return {.kind = anyOn(recipe().clean) ? PageState::Kind::Done : PageState::Kind::Nothing};
}

QString CleanPage::failureTitle() const { return tr("The texts cannot be cleaned"); }

void CleanPage::work() {
    Inputs now{recipe().data, recipe().base, recipe().training.seed, recipe().clean, {}};
    if (!isVisible() || (worked_ && now == inputs_)) {
        showFigures();
        return;
    }
    Inputs before = std::exchange(inputs_, std::move(now));
    before.clean = inputs_.clean;
    const bool sameTexts = worked_ && before == inputs_;
    worked_ = true;
    count_.forget();
    forgetFailure();
    if (!sameTexts)
        read_.reset();
    if (!inputs_.data.train.empty()) {
        if (anyOn(inputs_.clean))
            count_.startSoon();
        if (read_ != nullptr)
            preview();
        else if (!sameTexts || !reader_.isRunning())
            read();
    } else {
        reader_.cancel();
        previewer_.cancel();
        view().setTexts({}, {});
    }
    showFigures();
}

void CleanPage::read() {
    previewer_.cancel();
    Recipe plain = recipe();
    plain.clean.clear(); // the texts as they stand in the file
    reader_.start(
        [plain](std::stop_token stop, const studio::Progress&) {
            Texts texts;
            studio::cleanRows(
                plain, kTextsShown,
                [&](const studio::CleanedRow& row) {
                    add(texts, row.before, row.pairBefore, row.line, ownPart(plain, row.part));
                },
                stop);
            return texts;
        },
        [this](const Texts& texts) {
            read_ = std::make_shared<const Texts>(texts);
            preview();
        });
}

void CleanPage::preview() {
    // Texts that change or were too hard stand among them, wherever in the data they are.
    Texts asked = *read_;
    if (const auto& figures = count_.figures(); figures && count_.isComplete()) {
        std::set<Place> known;
        for (const MarkedText& text : *read_)
            known.insert(placeOf(text));
        for (const auto* list : {&figures->tooHard, &figures->firstChanged})
            for (const studio::CleaningFigures::Listed& one : *list)
                if (std::string part = ownPart(recipe(), one.part);
                    known.emplace(part, one.line).second)
                    add(asked, one.text, one.pair, one.line, part);
    }
    previewer_.start(
        [asked = std::move(asked), rules = inputs_.clean](std::stop_token stop,
                                                          const studio::Progress&) {
            const Cleaning cleaning(rules);
            Texts texts = asked;
            for (MarkedText& text : texts) {
                if (stop.stop_requested())
                    throw Cancelled();
                Rewrite record = cleaning.record(text.before, &text.refused);
                text.after = std::move(record.text);
                text.changes = std::move(record.changes);
            }
            keepShown(texts);
            return texts;
        },
        [this, rules = inputs_.clean](const Texts& texts) {
            view().setTexts(texts, rules);
            showFigures();
        });
}

// Once all are counted, what changes or was too hard beyond the first texts is shown as well.
void CleanPage::followCount() {
    showFigures();
    const auto& figures = count_.figures();
    if (figures && count_.isComplete() && read_ != nullptr &&
        !(figures->tooHard.empty() && figures->firstChanged.empty()))
        preview();
}

void CleanPage::showFigures() {
    const auto& figures = count_.figures();
    if (figures && inputs_.clean == recipe().clean) {
        ChainCounts counts{figures->texts, {}, {}, {}};
        for (const studio::CleaningFigures::Rule& rule : figures->rules) {
            counts.changed.push_back(rule.changed);
            counts.refused.push_back(rule.refused);
        }
        list().setCounts(&counts, false);
    } else {
        list().setCounts(nullptr, count_.isUnderWay());
    }
    const double share = figures && figures->all > 0 ? static_cast<double>(figures->texts) /
                                                           static_cast<double>(figures->all)
                                                     : 0;
    view().setShare(count_.isUnderWay() || reader_.isRunning() ? std::min(share, 0.999) : 1);
    QString footer;
    if (!anyOn(recipe().clean))
        footer = tr("Texts stay as they are.");
    else if (!figures)
        footer = hasFailed() ? failureLine() : tr("Counting the texts that change…");
    else if (figures->emptied > 0)
        footer = tr("%1 of %2 texts change, %3 have nothing left.")
                     .arg(countText(figures->changed), countText(figures->texts),
                          countText(figures->emptied));
    else
        footer = tr("%1 of %2 texts change. None becomes empty.")
                     .arg(countText(figures->changed), countText(figures->texts));
    if (figures && figures->lostSpans > 0)
        footer +=
            u' ' +
            tr("Labelled spans without any text left: %1.").arg(countText(figures->lostSpans));
    view().setFooter(footer);
    const std::int64_t sides = recipe().data.text_pair.empty() ? 1 : 2;
    const std::int64_t shown = texts().rowCount() / sides;
    if (shown == 0 && reader_.isRunning())
        view().setTitle(tr("Reading…"));
    else if (figures && count_.isComplete() && figures->all > shown && shown > 0)
        view().setTitle(tr("Preview, %1 of %2 texts, changed first")
                            .arg(countText(shown), countText(figures->all)));
    else
        view().setTitle(tr("The first texts"));
}

void CleanPage::retranslate() {
    setContext(tr("Every part, and later every text to predict"));
    setNextText(tr("Next: Augment"));
    setEmptyText(tr("Choose the texts first; then rules can clean them, and you see what each "
                    "rule does."));
    list().setTexts(tr("Rules, in this order"),
                    tr("No rule yet: every text is learned as it stands in the file. The model "
                       "keeps its rules and cleans what it is asked in the same way."));
    ChainPage::retranslate();
    showFigures();
}

} // namespace attune::ui
