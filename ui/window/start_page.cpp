// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/start_page.h"

#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/models/workspace.h"
#include "ui/window/drop_area.h"
#include "ui/window/start_row.h"

#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

namespace attune::ui {

namespace {
constexpr int contentWidth = 840;

std::string sampleKey() { return QLocale().language() == QLocale::Chinese ? "chinese" : "english"; }

// A number in a disc.
class StepNumber : public QWidget {
public:
    explicit StepNumber(int number) : number_(number) { setFixedSize(scaled(24), scaled(24)); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const Theme theme = Theme::of(*this);
        paintBox(painter, rect(), theme.hover, {}, width() / 2.0);
        painter.setPen(theme.text);
        painter.setFont(textFont(TextSize::Secondary, QFont::DemiBold));
        painter.drawText(rect(), Qt::AlignCenter, QString::number(number_));
    }

private:
    int number_;
};
} // namespace

StartPage::StartPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      title_(new Label(TextSize::Number, QFont::DemiBold)),
      subtitle_(new Label(TextSize::Lead, QFont::Normal, Tone::Secondary)),
      language_(new QComboBox),
      colours_(new QComboBox) {
    auto* content = new QWidget;
    content->setFixedWidth(scaled(contentWidth));
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 16);
    column->setSpacing(0);
    column->addStretch(3);
    column->addWidget(title_);
    column->addSpacing(4);
    column->addWidget(subtitle_);
    column->addSpacing(24);
    auto* boxes = new QHBoxLayout;
    boxes->setSpacing(16);
    boxes->addWidget(makeDrop(), 3);
    boxes->addWidget(makeOthers(), 2);
    column->addLayout(boxes);
    column->addSpacing(32);
    column->addWidget(makeSteps());
    column->addStretch(4);
    auto* choices = new QHBoxLayout;
    choices->setSpacing(8);
    for (QComboBox* combo : {language_, colours_}) {
        combo->setProperty("compact", true);
        combo->setFont(textFont(TextSize::Secondary));
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        choices->addWidget(combo);
    }
    choices->addStretch();
    column->addLayout(choices);
    auto* row = new QHBoxLayout(this);
    row->addStretch();
    row->addWidget(content);
    row->addStretch();
    retranslate();
}

QWidget* StartPage::makeDrop() {
    drop_ = new DropArea;
    dropTitle_ = new Label(TextSize::Lead, QFont::DemiBold);
    dropHint_ = new Label(TextSize::Body, QFont::Normal, Tone::Secondary);
    choose_ = new Button(ButtonKind::Primary, Icon::Folder);
    sample_ = new Button(ButtonKind::Outline, Icon::Play);
    sampleHint_ = new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap);
    sampleHint_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    openingBox_ = new QWidget;
    openingText_ = new Label(TextSize::Body, QFont::Medium, Tone::Text, Label::Fit::Elide);
    openingCancel_ = new Button(ButtonKind::Link);
    openingCancel_->setCompact(true);
    auto* openingRow = new QHBoxLayout(openingBox_);
    openingRow->setContentsMargins(0, 0, 0, 0);
    openingRow->setSpacing(8);
    openingRow->addStretch();
    openingRow->addWidget(openingText_);
    openingRow->addWidget(openingCancel_);
    openingRow->addStretch();
    openingBox_->hide();
    connect(openingCancel_, &Button::clicked, this, [this] { workspace_.cancelOpening(); });
    connect(&workspace_, &Workspace::openingChanged, this, &StartPage::followOpening);
    connect(&workspace_, &Workspace::samplesChanged, this, &StartPage::followSamples);
    auto* column = new QVBoxLayout(drop_);
    column->setContentsMargins(24, 100, 24, 16);
    column->setSpacing(6);
    column->addWidget(dropTitle_, 0, Qt::AlignHCenter);
    column->addWidget(dropHint_, 0, Qt::AlignHCenter);
    column->addSpacing(16);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(choose_);
    buttons->addWidget(sample_);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addSpacing(8);
    column->addWidget(sampleHint_);
    column->addWidget(openingBox_);
    connect(choose_, &Button::clicked, this, &StartPage::dataWanted);
    connect(sample_, &Button::clicked, this, [this] { workspace_.openSample(sampleKey()); });
    return drop_;
}

QWidget* StartPage::makeOthers() {
    others_ = new Card;
    recipe_ = new StartRow(Icon::File);
    run_ = new StartRow(Icon::Runs);
    model_ = new StartRow(Icon::Model);
    for (StartRow* row : {recipe_, run_, model_})
        others_->body()->addWidget(row);
    others_->body()->setSpacing(2);
    recentTitle_ = new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap);
    recentBox_ = new QWidget;
    auto* recent = new QVBoxLayout(recentBox_);
    recent->setContentsMargins(0, 0, 0, 0);
    recent->setSpacing(0);
    others_->body()->addStretch();
    others_->body()->addWidget(recentTitle_);
    others_->body()->addWidget(recentBox_);
    connect(recipe_, &StartRow::clicked, this, &StartPage::recipeWanted);
    connect(run_, &StartRow::clicked, this, &StartPage::runWanted);
    connect(model_, &StartRow::clicked, this, &StartPage::modelWanted);
    return others_;
}

QWidget* StartPage::makeSteps() {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(24);
    for (int i = 0; i < 3; ++i) {
        auto& step = steps_[i];
        step.title = titleLabel();
        step.text =
            new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap);
        auto* cell = new QHBoxLayout;
        cell->setSpacing(10);
        cell->addWidget(new StepNumber(i + 1), 0, Qt::AlignTop);
        auto* texts = new QVBoxLayout;
        texts->setSpacing(4);
        step.title->setMinimumHeight(scaled(24));
        texts->addWidget(step.title);
        texts->addWidget(step.text);
        texts->addStretch();
        cell->addLayout(texts, 1);
        row->addLayout(cell, 1);
    }
    return box;
}

void StartPage::setRecent(const QStringList& paths) {
    recent_ = paths;
    fillRecent();
}

void StartPage::fillRecent() {
    qDeleteAll(recentBox_->findChildren<Button*>(QString(), Qt::FindDirectChildrenOnly));
    for (const QString& path : recent_.mid(0, 3)) {
        auto* button = new Button(ButtonKind::Link);
        button->setCompact(true);
        button->setText(button->fontMetrics().elidedText(QFileInfo(path).fileName(),
                                                         Qt::ElideMiddle, scaled(260)));
        button->setToolTip(path);
        connect(button, &Button::clicked, this, [this, path] { Q_EMIT recentWanted(path); });
        recentBox_->layout()->addWidget(button);
        recentBox_->layout()->setAlignment(button, Qt::AlignLeft);
    }
    recentBox_->setVisible(!recent_.isEmpty());
    recentTitle_->setText(recent_.isEmpty() ? tr("What you open is listed here next time.")
                                            : tr("Opened lately"));
}

void StartPage::setDropping(bool dropping) { drop_->setActive(dropping); }

void StartPage::retranslate() {
    title_->setText(tr("Teach a model your labels"));
    subtitle_->setText(tr(
        "Attune fine-tunes a pretrained text model on this computer. Your texts never leave it."));
    dropTitle_->setText(tr("Drop your labelled texts here"));
    dropHint_->setText(tr("CSV, TSV, JSON lines, CoNLL, or a folder with one subfolder per label"));
    choose_->setText(tr("Choose a file…"));
    sample_->setText(tr("Try the sample"));
    others_->setTitle(tr("Or go on with"));
    recipe_->setTexts(tr("A recipe"), tr("a YAML file that you were given"));
    run_->setTexts(tr("A run folder"), tr("look at it, resume it"));
    model_->setTexts(tr("A model folder"), tr("try it on texts, or train it further"));
    steps_[0].title->setText(tr("Choose"));
    steps_[0].text->setText(
        tr("A model that is on this machine is picked for you. Change it, or keep it."));
    steps_[1].title->setText(tr("See"));
    steps_[1].text->setText(
        tr("What is read, cut, skipped or unknown is shown before anything runs."));
    steps_[2].title->setText(tr("Train"));
    steps_[2].text->setText(
        tr("Pause, stop and resume at any time. Then export a model that was checked."));
    openingCancel_->setText(tr("Cancel"));
    followSamples();
    followOpening();
    fillRecent();
}

void StartPage::followSamples() {
    const std::string key = sampleKey();
    QString hint, tip;
    bool possible = false;
    for (const SampleOffer& offer : workspace_.samples()) {
        if (offer.sample.key != key)
            continue;
        possible = offer.missing.message.empty();
        if (!possible) {
            hint = tr("The sample needs the model %1, which is not on this machine. Put its folder "
                      "where Attune looks, or choose a file and another model.")
                       .arg(offer.model);
            tip = shown(offer.missing);
        } else {
            hint = tr("Sample: %1 texts with %2 labels, ready to train")
                       .arg(countText(offer.sample.texts), countText(offer.sample.labels));
            if (key == "chinese")
                hint += QLatin1Char('\n') +
                        tr("Its model was made for English and knows few Chinese characters: the "
                           "sample shows the way, not how good results can be.");
        }
    }
    sample_->setEnabled(possible);
    sample_->setToolTip(tip);
    sampleHint_->setText(hint);
    sampleHint_->setToolTip(tip);
}

void StartPage::followOpening() {
    const QString& name = workspace_.opening();
    openingBox_->setVisible(!name.isEmpty());
    sampleHint_->setVisible(name.isEmpty());
    openingText_->setText(tr("Reading %1…").arg(name));
}

void StartPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    workspace_.lookForSamples(); // a model may have come meanwhile
}

void StartPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void StartPage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), Theme::of(*this).page);
}

} // namespace attune::ui
