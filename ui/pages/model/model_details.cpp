// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/model_details.h"

#include "ui/charts/share_bar.h"
#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/chip.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/models/model_list_model.h"
#include "ui/pages/fact_list.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

constexpr std::size_t kNamesShown = 3; // of weights in a warning
constexpr int kLabelsOfCard = 2;       // of a head that is not there yet

// The last layer has a row of weights and a bias for every label.
std::uint64_t headWeights(const studio::ModelCard& card, std::int64_t labels) {
    if (card.finished || labels <= kLabelsOfCard)
        return card.head;
    return card.head + static_cast<std::uint64_t>((labels - kLabelsOfCard) * (card.hidden + 1));
}

} // namespace

ModelDetails::ModelDetails(QWidget* parent)
    : SideColumn(376, parent),
      name_(new Label(TextSize::Lead, QFont::DemiBold, Tone::Text, Label::Fit::Elide)),
      chosen_(new Chip),
      about_(new Label(TextSize::Body, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      use_(new Button(ButtonKind::Outline, Icon::Check)),
      weightsTitle_(titleLabel()),
      weights_(new ShareBar(ShareBar::Legend::Rows)),
      tip_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      trim_(new Button(ButtonKind::Link)),
      warningCard_(new Card),
      warnings_(new Label(TextSize::Body, QFont::Normal, Tone::Text, Label::Fit::Wrap)),
      machineCard_(new Card),
      machineFacts_(new FactList(112)),
      buildCard_(new Card),
      buildFacts_(new FactList(112)) {
    auto* card = new Card(false);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(name_, 1);
    head->addWidget(chosen_);
    head->addWidget(use_);
    use_->setCompact(true);
    card->body()->addLayout(head);
    card->body()->addWidget(about_);
    card->body()->addSpacing(4);
    card->body()->addWidget(weightsTitle_);
    card->body()->addWidget(weights_);
    card->body()->addWidget(tip_);
    card->body()->addWidget(trim_, 0, Qt::AlignLeft);
    column()->addWidget(card);

    warningCard_->setTone(Tone::Warn);
    warningCard_->body()->addWidget(warnings_);
    column()->addWidget(warningCard_);

    machineCard_->body()->addWidget(machineFacts_);
    column()->addWidget(machineCard_);
    buildCard_->body()->addWidget(buildFacts_);
    column()->addWidget(buildCard_);
    column()->addStretch(1);

    connect(use_, &QPushButton::clicked, this, &ModelDetails::useWanted);
    connect(trim_, &QPushButton::clicked, this, &ModelDetails::vocabularyWanted);
}

void ModelDetails::setCard(const studio::ModelCard* card, bool chosen,
                           const studio::Machine& machine, const ModelUse& use) {
    widget()->setVisible(card != nullptr);
    if (card == nullptr)
        return;
    name_->setText(modelTitle(*card));
    chosen_->set(chosen ? tr("chosen") : QString(), Tone::Accent, Icon::Check);
    use_->setText(tr("Use this model"));
    use_->setVisible(!chosen);
    about_->setText(card->finished
                        ? tr("A finished classifier. Training goes on from it; with other labels "
                             "its head is made anew.")
                        : tr("A pretrained encoder. Training adds a head for your labels."));
    setWeights(*card, use.labels);
    setTip(*card);
    setWarnings(*card, chosen ? use.notes : Problems());
    weightsTitle_->show();
    weights_->show();
    machineCard_->show();

    machineCard_->setTitle(tr("On this machine"));
    const bool measured = chosen && use.trainingBytes > 0;
    const std::uint64_t bytes = measured ? use.trainingBytes : card->trainingBytes;
    const Fit fit = fitOf(bytes, machine);
    const QString training =
        bytes == 0
            ? QString()
            : tr("up to %1 of %2").arg(bytesText(bytes), bytesText(machine.trainingMemory()));
    std::vector<Fact> facts = {
        {tr("Trains on"),         toQt(machine.trainingDevice()),             {}               },
        {tr("Memory to train"),   training,
         measured
             ? tr("Estimated for the batches of this recipe and its longest text.")
             : tr("Estimated for 32 texts of 128 tokens at a time. Smaller batches need less.")},
        {tr("Memory to predict"),
         card->runningBytes == 0 ? QString() : bytesText(card->runningBytes),
         {}                                                                                    },
        {tr("On disk"),           bytesText(card->weightBytes),               {}               },
    };
    if (fit == Fit::Tight || fit == Fit::TooBig)
        facts.push_back({tr("Advice"), tr("Take a smaller batch or a shorter length."), {}});
    machineFacts_->setFacts(facts);

    buildCard_->setTitle(tr("How it is built"));
    const auto number = [](std::int64_t value) { return value > 0 ? countText(value) : QString(); };
    QStringList labels;
    for (const std::string& label : card->labels)
        labels << toQt(label);
    buildFacts_->setFacts({
        {tr("Family"),       familyTitle(card->family),                                 {}                                           },
        {tr("Layers"),       number(card->layers),                                      {}                                           },
        {tr("Hidden size"),  number(card->hidden),                                      {}                                           },
        {tr("Heads"),        number(card->heads),                                       {}                                           },
        {tr("Vocabulary"),   number(card->vocabulary),                                  {}                                           },
        {tr("Longest text"),
         card->longest > 0 ? tr("%1 tokens").arg(countText(card->longest)) : QString(),
         {}                                                                                                                          },
        {tr("Tokenizer"),    describedText(card->tokenizer),                            {}                                           },
        {tr("Languages"),
         card->languages.empty() ? tr("not told",                                       "languages") : languagesText(card->languages),
         {}},
        {tr("Licence"),
         card->licence.empty() ? tr("not stated in the folder") : toQt(card->licence),
         {}                                                },
        {tr("Labels"),
         card->finished ? labels.join(tr(", ",                                                                "between names of a list")) : QString(),
         {}},
        {tr("Commit"),                 toQt(card->commit),                                                                          {}                                                                                                           },
        {tr("Folder"),                toQt(card->path),{}},
    });
}

void ModelDetails::setRefused(const studio::RefusedModel& model) {
    widget()->show();
    name_->setText(toQt(model.name));
    chosen_->set(QString(), Tone::Accent);
    about_->setText(tr("It lies among the models, but cannot be used."));
    for (QWidget* part : {static_cast<QWidget*>(use_), static_cast<QWidget*>(weightsTitle_),
                          static_cast<QWidget*>(weights_), static_cast<QWidget*>(tip_),
                          static_cast<QWidget*>(trim_), static_cast<QWidget*>(machineCard_)})
        part->hide();
    QStringList lines = {shown(model.problem.message)};
    if (!model.problem.hint.empty())
        lines << shown(model.problem.hint);
    warningCard_->setTone(Tone::Bad);
    warningCard_->setTitle(tr("Why it cannot be used"));
    warnings_->setText(lines.join(QLatin1Char('\n')));
    warningCard_->show();
    buildCard_->setTitle(tr("Where it is"));
    std::vector<Fact> facts = {
        {tr("Folder"), toQt(model.path), {}}
    };
    if (!model.problem.where.empty() && model.problem.where != model.path)
        facts.push_back({tr("File"), toQt(model.problem.where), {}});
    buildFacts_->setFacts(facts);
}

void ModelDetails::setWeights(const studio::ModelCard& card, std::int64_t labels) {
    const std::uint64_t head = headWeights(card, labels);
    const std::uint64_t all = card.embeddings + card.encoder + head;
    weightsTitle_->setText(tr("Where the %1 weights are").arg(weightsText(all)));
    weights_->setAccessibleName(weightsTitle_->text());
    weights_->setParts({
        {tr("Word embeddings"),      static_cast<double>(card.embeddings), weightsText(card.embeddings),
         0                                                                                                   },
        {tr("Encoder, %Ln layer(s)", nullptr,                              static_cast<int>(card.layers)),
         static_cast<double>(card.encoder),                                                                    weightsText(card.encoder), 2},
        {card.finished ? tr("Head") : tr("Head, new"),                         static_cast<double>(head),                                                             weightsText(head),
         1},
    });
}

void ModelDetails::setTip(const studio::ModelCard& card) {
    const std::uint64_t all = card.embeddings + card.encoder + card.head;
    const bool large = all > 0 && card.embeddings * 3 >= all;
    tip_->setVisible(large);
    trim_->setVisible(large);
    if (!large)
        return;
    tip_->setText(tr("%1% of it is the word list. It can be cut to what your texts use.")
                      .arg(std::lround(100.0 * static_cast<double>(card.embeddings) /
                                       static_cast<double>(all))));
    trim_->setText(tr("Trim the vocabulary ›"));
}

QString ModelDetails::someOf(const std::vector<std::string>& names) {
    QStringList shown;
    for (std::size_t i = 0; i < std::min(names.size(), kNamesShown); ++i)
        shown << toQt(names[i]);
    const QString list = shown.join(tr(", ", "between names of a list"));
    if (names.size() <= kNamesShown)
        return list;
    return tr("%1 and %Ln more", nullptr, static_cast<int>(names.size() - kNamesShown)).arg(list);
}

void ModelDetails::setWarnings(const studio::ModelCard& card, const Problems& notes) {
    QStringList lines;
    for (const Problem& note : notes)
        lines << shown(note);
    for (const Problem& problem : card.warnings)
        lines << shown(problem);
    if (!card.weights.unexpected.empty())
        lines << tr("%Ln weight(s) of the file are not used: %1", nullptr,
                    static_cast<int>(card.weights.unexpected.size()))
                     .arg(someOf(card.weights.unexpected));
    if (!card.missingPooler.empty())
        lines << tr("The pooler is not in the file and begins anew, as the head does: %1")
                     .arg(someOf(card.missingPooler));
    if (!card.weights.mismatched.empty()) {
        std::vector<std::string> names;
        for (const auto& weight : card.weights.mismatched)
            names.push_back(weight.name);
        lines << tr("%Ln weight(s) have another shape and start at random: %1", nullptr,
                    static_cast<int>(names.size()))
                     .arg(someOf(names));
    }
    warningCard_->setTone(Tone::Warn);
    warningCard_->setTitle(tr("Worth knowing"));
    warningCard_->setVisible(!lines.isEmpty());
    warnings_->setText(lines.join(QLatin1Char('\n')));
}

} // namespace attune::ui
