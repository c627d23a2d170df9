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

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

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
    connect(&later_, &QTimer::timeout, this, &ExplainDialog::ask);
    for (const TextBox* box : {text_, pair_})
        connect(box->edit(), &QPlainTextEdit::textChanged, &later_, qOverload<>(&QTimer::start));
    connect(label_, &QComboBox::activated, this, &ExplainDialog::ask);
    connect(method_, &Segments::chosen, this, &ExplainDialog::ask);
    connect(shaded_, &ShadedText::wordChosen, this, &ExplainDialog::askWithout);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& row) {
                if (!row.isValid())
                    return;
                const auto word = static_cast<int>(words_->wordOf(row.row()));
                if (word != shaded_->chosen())
                    askWithout(word);
            });
    connect(rebase_, &QPushButton::clicked, this, [this] {
        base_ = Base{this->text(), this->pair(), explanation_->result.scores};
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
    auto* caption = bodyLabel(tr("&Label"));
    caption->setBuddy(label_);
    controls->addWidget(caption);
    controls->addWidget(label_);
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

void ExplainDialog::ask() {
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
    options.label = label_->currentText().toStdString();
    options.steps = kSteps;
    tell(explanation_ ? QString() : tr("Loading the model…"));
    progress_->setShare(-1);
    job_.start(
        [held = held_, text = text().toStdString(), pair = pair().toStdString(),
         options](std::stop_token stop, const auto& report) {
            const std::lock_guard lock(held->mutex);
            if (stop.stop_requested())
                throw Cancelled();
            studio::Explainer& model = held->model();
            Found found;
            found.labels = model.labels();
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
    if (label_->count() == 0) {
        for (const std::string& label : found.labels)
            label_->addItem(toQt(label));
        label_->setCurrentIndex(explanation_->label);
    }
    if (!base_)
        base_ = Base{text(), pair(), explanation_->result.scores};
    showText();
    showChange();
    QStringList notes;
    if (explanation_->cleaned)
        notes << tr("Shown as the model reads it: cleaned by its rules.");
    for (const Problem& note : explanation_->notes)
        notes << shown(note);
    tell(notes.join(QLatin1Char(' ')));
    const QString label = toQt(found.labels[static_cast<std::size_t>(explanation_->label)]);
    legend_->setText(tr("Solid line: spoke for “%1”. Dashed line: against it. Choose a word to see "
                        "the score without it.")
                         .arg(label));
    complete_->setText(completenessText());
    complete_->setVisible(explanation_->completeness.has_value());
    Q_EMIT explained();
}

// Bytes of the texts become places of the QString that shows both.
void ExplainDialog::showText() {
    const studio::Explanation& found = *explanation_;
    const QString first = toQt(found.text);
    const QString all = found.hasPair ? first + QStringLiteral("\n") + toQt(found.pair) : first;
    const QString label = toQt(found.labels[static_cast<std::size_t>(found.label)]);
    std::vector<ShadedWord> words;
    for (const studio::ExplainedWord& word : found.words) {
        const std::string& bytes = word.second ? found.pair : found.text;
        const auto place = [&](std::size_t byte) {
            const auto units = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(byte)).size();
            return static_cast<int>(units + (word.second ? first.size() + 1 : 0));
        };
        ShadedWord one;
        one.begin = place(word.span.begin);
        one.end = place(word.span.end);
        one.value = word.value;
        one.read = word.read;
        one.tip =
            !word.read ? tr("Not read: the text is cut before it.")
            : word.value < 0
                ? tr("%1: against “%2”").arg(ExplainedWordsModel::valueText(word.value), label)
                : tr("%1: for “%2”").arg(ExplainedWordsModel::valueText(word.value), label);
        words.push_back(std::move(one));
    }
    shaded_->setText(all, std::move(words));
    QStringList strongest;
    for (int row = 0; row < std::min(5, words_->rowCount()); ++row)
        strongest << words_->index(row, ExplainedWordsModel::Word).data().toString() +
                         QLatin1Char(' ') +
                         words_->index(row, ExplainedWordsModel::Value).data().toString();
    shaded_->setAccessibleDescription(strongest.join(QStringLiteral(", ")));
}

void ExplainDialog::showChange() {
    const bool edited = explanation_ && base_ && (base_->text != text() || base_->pair != pair());
    change_->setVisible(edited);
    rebase_->setVisible(edited);
    if (!edited)
        return;
    const auto label = static_cast<std::size_t>(explanation_->label);
    const double before = base_->scores[label], after = explanation_->result.scores[label];
    change_->setText(tr("Your edit: score of “%1” %2 → %3 (%4)")
                         .arg(toQt(explanation_->labels[label]), QLocale().toString(before, 'f', 2),
                              QLocale().toString(after, 'f', 2),
                              ExplainedWordsModel::valueText(after - before)));
    change_->setToolTip(tr("Before: %1").arg(base_->text));
}

void ExplainDialog::askWithout(int word) {
    if (!explanation_ || word < 0)
        return;
    shaded_->choose(word);
    const auto at = static_cast<std::size_t>(word);
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

QString ExplainDialog::completenessText() const {
    if (!explanation_->completeness)
        return {};
    const auto& complete = *explanation_->completeness;
    const auto number = [](double value) { return QLocale().toString(value, 'f', 3); };
    const QString text =
        tr("Completeness: the words sum up to %1; from a text of %2 to this one the logit went "
           "from %3 to %4. Error %5 after %Ln step(s).",
           nullptr, complete.steps)
            .arg(number(complete.sum), toQt(complete.token), number(complete.baseline),
                 number(complete.logit), QLocale().toString(std::abs(complete.error), 'g', 2));
    return complete.reached
               ? text
               : text + QLatin1Char(' ') +
                     tr("That is over the limit of %1: take the small values with care.")
                         .arg(QLocale().toString(complete.limit, 'g', 2));
}

} // namespace attune::ui
