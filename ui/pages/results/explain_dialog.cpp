// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/explain_dialog.h"

#include "ui/charts/shaded_text.h"
#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/progress_line.h"
#include "ui/kit/segments.h"
#include "ui/kit/table.h"
#include "ui/kit/text_box.h"
#include "ui/models/explained_words_model.h"
#include "ui/models/text_display.h"
#include "ui/pages/results/shown_explanation.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <mutex>

namespace attune::ui {

namespace {
// Integrated gradients read to the end of a long text take minutes on a slow machine: fewer steps
// here than on the command line; what they leave of the error is told.
constexpr int kSteps = 256;
} // namespace

struct ExplainDialog::Held {
    std::string folder;
    std::mutex mutex;
    std::unique_ptr<studio::Explainer> explainer;

    studio::Explainer& model() { // with the mutex held
        if (explainer == nullptr)
            explainer = std::make_unique<studio::Explainer>(fromUtf8(folder));
        return *explainer;
    }
};

ExplainDialog::ExplainDialog(const QString& modelFolder, const QString& text, const QString& pair,
                             QWidget* parent)
    : QDialog(parent),
      held_(std::make_shared<Held>()),
      text_(new TextBox(3)),
      pair_(new TextBox(2)),
      label_(new QComboBox),
      word_(new QComboBox),
      labelCaption_(bodyLabel(tr("&Label"))),
      wordCaption_(bodyLabel(tr("&Word"))),
      method_(new Segments),
      progress_(new ProgressLine(3)),
      state_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      change_(new Label(TextSize::Body, QFont::Normal, Tone::Text, Label::Fit::Wrap)),
      rebase_(new Button(ButtonKind::Link)),
      shaded_(new ShadedText),
      legend_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      words_(new ExplainedWordsModel(this)),
      table_(new QTableView),
      complete_(new Label(TextSize::Caption, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)) {
    held_->folder = modelFolder.toStdString();
    setWindowTitle(tr("Which words mattered"));
    resize(scaled(860), scaled(600));
    text_->edit()->setPlainText(text);
    pair_->edit()->setPlainText(pair);
    makeContent(!pair.isEmpty());
    later_.setSingleShot(true);
    later_.setInterval(400);
    connect(&later_, &QTimer::timeout, this, [this] { ask(); });
    for (const TextBox* box : {text_, pair_})
        connect(box->edit(), &QPlainTextEdit::textChanged, &later_, qOverload<>(&QTimer::start));
    connect(label_, &QComboBox::activated, this, [this] { ask(); });
    connect(word_, &QComboBox::activated, this, [this] {
        base_.reset();
        ask(false);
    });
    connect(method_, &Segments::chosen, this, [this] { ask(); });
    connect(shaded_, &ShadedText::wordChosen, this, [this](int place) {
        askWithout(place < 0 ? -1 : static_cast<int>(shown_[static_cast<std::size_t>(place)]));
    });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& row) {
                if (!row.isValid())
                    return;
                const auto word = static_cast<int>(words_->wordOf(row.row()));
                if (placeOf(static_cast<std::size_t>(word)) != shaded_->chosen())
                    askWithout(word);
            });
    connect(rebase_, &QPushButton::clicked, this, [this] {
        base_ = Base{this->text(), this->pair(), explanation_->word, spelt(),
                     explanation_->result.scores};
        showChange();
    });
    for (JobBase* job : std::initializer_list<JobBase*>{&job_, &without_}) {
        connect(job, &JobBase::failed, this,
                [this](const QString& message) { tell(message, Tone::Bad); });
    }
    connect(&job_, &JobBase::progress, this,
            [this](double done, double all) { progress_->setShare(all > 0 ? done / all : -1); });
    connect(&job_, &JobBase::runningChanged, this,
            [this] { progress_->setVisible(job_.isRunning()); });
    ask();
}

void ExplainDialog::makeContent(bool pairs) {
    text_->edit()->setObjectName(QStringLiteral("explainText"));
    text_->edit()->setAccessibleName(tr("Text that is explained"));
    pair_->edit()->setObjectName(QStringLiteral("explainPair"));
    pair_->edit()->setAccessibleName(tr("Second text that is explained"));
    pair_->setVisible(pairs);
    label_->setObjectName(QStringLiteral("explainLabel"));
    label_->setAccessibleName(tr("Label that is explained"));
    label_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    word_->setObjectName(QStringLiteral("explainWord"));
    word_->setAccessibleName(tr("Word whose label is explained"));
    word_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    word_->setMaximumWidth(scaled(280));
    method_->setTexts({tr("Integrated gradients"), tr("Leave one out")});
    shaded_->setAccessibleName(tr("The text with its words shaded"));
    complete_->setObjectName(QStringLiteral("completeness"));
    change_->setObjectName(QStringLiteral("explainChange"));
    rebase_->setText(tr("Compare with this text"));
    rebase_->setToolTip(tr("Further edits are compared with the text as it is now"));
    change_->hide();
    rebase_->hide();

    table_->setObjectName(QStringLiteral("explainedWords"));
    table_->setAccessibleName(tr("The strongest words"));
    table_->setModel(words_);
    setUpTable(*table_, 28);
    table_->setFixedWidth(scaled(320));
    table_->horizontalHeader()->setSectionResizeMode(ExplainedWordsModel::Word,
                                                     QHeaderView::Stretch);
    table_->setColumnWidth(ExplainedWordsModel::Value, scaled(92));
    table_->setColumnWidth(ExplainedWordsModel::Without, scaled(112));
    table_->setItemDelegate(new CellDelegate(table_));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addWidget(text_);
    column->addWidget(pair_);
    auto* controls = new QHBoxLayout;
    controls->setSpacing(8);
    wordCaption_->setBuddy(word_);
    labelCaption_->setBuddy(label_);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{wordCaption_, word_, labelCaption_, label_})
        controls->addWidget(widget);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{wordCaption_, word_, labelCaption_, label_})
        widget->hide(); // until the task of the model is known
    controls->addStretch();
    controls->addWidget(method_);
    column->addLayout(controls);
    column->addWidget(progress_);
    auto* changes = new QHBoxLayout;
    changes->addWidget(change_, 1);
    changes->addWidget(rebase_);
    column->addLayout(changes);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(16);
    auto* area = new QScrollArea;
    area->setWidget(shaded_);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    shaded_->setAutoFillBackground(false);
    middle->addWidget(area, 1);
    middle->addWidget(table_);
    column->addLayout(middle, 1);
    column->addWidget(legend_);
    column->addWidget(state_);
    column->addWidget(complete_);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    auto* close = new Button(tr("Close"), ButtonKind::Outline);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    buttons->addWidget(close);
    column->addLayout(buttons);
}

void ExplainDialog::tell(const QString& text, Tone tone) {
    state_->setTone(tone);
    state_->setText(text);
    state_->setVisible(!text.isEmpty());
}

QString ExplainDialog::text() const { return text_->edit()->toPlainText(); }
QString ExplainDialog::pair() const {
    return pair_->isHidden() ? QString() : pair_->edit()->toPlainText();
}

void ExplainDialog::ask(bool keepLabel) {
    later_.stop();
    without_.cancel();
    if (text().trimmed().isEmpty() || (!pair_->isHidden() && pair().trimmed().isEmpty())) {
        job_.cancel();
        show({});
        tell(tr("There is no text to explain."));
        return;
    }
    studio::ExplainOptions options;
    options.method = method_->current() == 1 ? studio::ExplainMethod::LeaveOneOut
                                             : studio::ExplainMethod::IntegratedGradients;
    if (keepLabel)
        options.label = label_->currentText().toStdString();
    options.steps = kSteps;
    // The word that was chosen, which an edit may have moved, or taken away.
    std::optional<std::size_t> word;
    if (explanation_ && word_->currentIndex() >= 0)
        word = static_cast<std::size_t>(word_->currentData().toULongLong());
    tell(explanation_ ? QString() : tr("Loading the model…"));
    progress_->setShare(-1);
    job_.start(
        [held = held_, text = text().toStdString(), pair = pair().toStdString(), options, word,
         before = explanation_](std::stop_token stop, const auto& report) mutable {
            const std::lock_guard lock(held->mutex);
            if (stop.stop_requested())
                throw Cancelled();
            studio::Explainer& model = held->model();
            Found found;
            found.labels = model.labels();
            if (word)
                options.word = model.read(text, pair, {}, stop).sameWord(*before, *word);
            found.explanation = std::make_shared<const studio::Explanation>(
                model.explain(text, pair, options, report, stop));
            return found;
        },
        [this](const Found& found) { show(found); });
}

void ExplainDialog::show(const Found& found) {
    explanation_ = found.explanation;
    words_->setExplanation(explanation_);
    if (!explanation_) {
        shaded_->setText({}, {});
        legend_->clear();
        complete_->clear();
        showChange();
        return;
    }
    if (label_->count() == 0)
        for (const std::string& label : found.labels)
            label_->addItem(toQt(label));
    label_->setCurrentIndex(explanation_->label);
    for (QWidget* widget : std::initializer_list<QWidget*>{labelCaption_, label_})
        widget->setVisible(!isNumber());
    showWords();
    // The scores of two words are not to be compared.
    if (!base_ || (base_->word != explanation_->word && base_->spelt != spelt()))
        base_ = Base{text(), pair(), explanation_->word, spelt(), explanation_->result.scores};
    ShownExplanation texts = shownExplanation(*explanation_);
    shown_ = std::move(texts.shown);
    shaded_->setText(texts.text, std::move(texts.words));
    shaded_->setAccessibleDescription(strongestWords());
    showChange();
    QStringList notes;
    if (explanation_->cleaned)
        notes << tr("Shown as the model reads it: cleaned by its rules.");
    for (const Problem& note : explanation_->notes)
        notes << shown(note);
    tell(notes.join(QLatin1Char(' ')));
    legend_->setText(texts.legend);
    complete_->setText(texts.completeness);
    complete_->setVisible(explanation_->completeness.has_value());
    Q_EMIT explained();
}

void ExplainDialog::showWords() {
    const bool some = explanation_->word.has_value();
    wordCaption_->setVisible(some);
    word_->setVisible(some);
    word_->clear();
    for (std::size_t i = 0; some && i < explanation_->words.size(); ++i) {
        const studio::ExplainedWord& word = explanation_->words[i];
        if (!word.read)
            continue;
        const QString label = toQt(explanation_->labels[static_cast<std::size_t>(word.label)]);
        const QString text = oneLine(std::string(explanation_->wordText(word))).left(40);
        word_->addItem(label == QLatin1String("O") ? text : tr("%1 (%2)").arg(text, label),
                       QVariant::fromValue<qulonglong>(i));
        if (i == *explanation_->word)
            word_->setCurrentIndex(word_->count() - 1);
    }
}

std::string ExplainDialog::spelt() const {
    return explanation_->word
               ? std::string(explanation_->wordText(explanation_->words[*explanation_->word]))
               : std::string();
}

QString ExplainDialog::strongestWords() const {
    QStringList strongest;
    for (int row = 0; row < std::min(5, words_->rowCount()); ++row)
        strongest << words_->index(row, ExplainedWordsModel::Word).data().toString() +
                         QLatin1Char(' ') +
                         words_->index(row, ExplainedWordsModel::Value).data().toString();
    return strongest.join(QStringLiteral(", "));
}

void ExplainDialog::showChange() {
    const bool edited = explanation_ && base_ && (base_->text != text() || base_->pair != pair());
    change_->setVisible(edited);
    rebase_->setVisible(edited);
    if (!edited)
        return;
    const auto label = static_cast<std::size_t>(explanation_->label);
    const double before = base_->scores[label], after = explanation_->result.scores[label];
    change_->setText(
        isNumber() ? tr("Your edit: %1 → %2 (%3)")
                         .arg(QLocale().toString(before, 'f', 2), QLocale().toString(after, 'f', 2),
                              ExplainedWordsModel::valueText(after - before))
                   : tr("Your edit: score of “%1” %2 → %3 (%4)")
                         .arg(toQt(explanation_->labels[label]), QLocale().toString(before, 'f', 2),
                              QLocale().toString(after, 'f', 2),
                              ExplainedWordsModel::valueText(after - before)));
    change_->setToolTip(tr("Before: %1").arg(manyLines(base_->text.toStdString())));
}

int ExplainDialog::placeOf(std::size_t word) const {
    const auto at = std::lower_bound(shown_.begin(), shown_.end(), word);
    return at == shown_.end() || *at != word ? -1 : static_cast<int>(at - shown_.begin());
}

void ExplainDialog::askWithout(int word) {
    if (!explanation_ || word < 0)
        return;
    const auto at = static_cast<std::size_t>(word);
    shaded_->choose(placeOf(at));
    if (const int row = words_->rowOf(at); row >= 0)
        table_->setCurrentIndex(words_->index(row, 0));
    if (!explanation_->words[at].read || explanation_->words[at].without) {
        Q_EMIT withoutKnown(word);
        return;
    }
    without_.start(
        [held = held_, explanation = explanation_, at](std::stop_token stop, const auto&) {
            const std::lock_guard lock(held->mutex);
            if (stop.stop_requested())
                throw Cancelled();
            return held->model().without(*explanation, at);
        },
        [this, at](const studio::TextResult& result) {
            words_->setWithout(at, result);
            Q_EMIT withoutKnown(static_cast<int>(at));
        });
}

} // namespace attune::ui
