// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/label_errors_view.h"

#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/segments.h"
#include "ui/kit/table.h"
#include "ui/models/workspace.h"
#include "ui/pages/results/label_delegate.h"
#include "ui/pages/results/relabelled_copy.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace attune::ui {

using By = studio::LabelErrorOptions::By;

LabelErrorsView::LabelErrorsView(Workspace& workspace, QWidget* parent)
    : MeasuredView(workspace, Icon::Search, parent),
      copier_(new RelabelledCopy(workspace, this)),
      edits_(new LabelEdits(this)),
      model_(new LabelErrorsModel(this)),
      by_(new Segments),
      rows_(new Segments),
      card_(new Card(true, Card::Padding::None)),
      table_(new QTableView),
      take_(new Button(ButtonKind::Link)),
      undo_(new Button(ButtonKind::Link)),
      copy_(new Button(ButtonKind::Link)),
      changes_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Elide)) {
    by_->setTexts({{}, {}});
    rows_->setTexts({{}, {}});
    controls()->insertWidget(controls()->count() - 2, by_);
    take_->setObjectName(QStringLiteral("takeSuggestion"));
    undo_->setObjectName(QStringLiteral("undoSuggestion"));
    copy_->setObjectName(QStringLiteral("copyCorrected"));
    for (QWidget* widget : std::initializer_list<QWidget*>{changes_, copy_, undo_, take_, rows_})
        card_->head()->addWidget(widget);
    makeTable();
    card_->body()->addWidget(table_);
    content()->addWidget(card_, 1);

    connect(rows_, &Segments::chosen, this, [this](int index) {
        model_->setLikelyOnly(index == 0);
        showFound();
    });
    connect(take_, &QPushButton::clicked, this, [this] {
        const int row = table_->currentIndex().row();
        model_->takeSuggestion(row);
        // The next one at once: most of them are looked at in a row.
        if (row + 1 < model_->rowCount())
            table_->setCurrentIndex(model_->index(row + 1, LabelErrorsModel::Text));
    });
    connect(undo_, &QPushButton::clicked, this, [this] { edits_->undo("train"); });
    connect(copy_, &QPushButton::clicked, this, [this] { copier_->ask("train"); });
    connect(edits_, &LabelEdits::changed, this, &LabelErrorsView::showChanges);
    connect(edits_, &LabelEdits::failed, this, [this](const QString& message) {
        this->workspace().fail(tr("The labels cannot be changed"), message);
    });
    watch(job_);
}

void LabelErrorsView::makeTable() {
    model_->setEdits(*edits_);
    table_->setObjectName(QStringLiteral("labelErrors"));
    table_->setModel(model_);
    setUpTable(*table_, 32);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->horizontalHeader()->setSectionResizeMode(LabelErrorsModel::Text, QHeaderView::Stretch);
    const int widths[] = {72, 0, 184, 136, 144};
    for (int column = 0; column < LabelErrorsModel::ColumnCount; ++column)
        if (column != LabelErrorsModel::Text)
            table_->setColumnWidth(column, scaled(widths[column]));
    delegate_ = new LabelDelegate(LabelErrorsModel::WasRole, table_);
    table_->setItemDelegateForColumn(LabelErrorsModel::Label, delegate_);
    table_->setEditTriggers(QAbstractItemView::EditKeyPressed);
    // One click on the label opens its list.
    connect(table_, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        if (index.flags() & Qt::ItemIsEditable)
            table_->edit(index);
    });
    connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &LabelErrorsView::showChanges);
}

MeasuredView::Words LabelErrorsView::words() const {
    return {tr("Labels that are likely wrong"),
            tr("Every training text is judged by models that were trained without it. Texts whose "
               "label they find unlikely come first: look at them before training on."),
            tr("Look for label errors")};
}

QString LabelErrorsView::whyNot(const ResultsSubject& subject) const {
    if (subject.run.isEmpty() || !subject.modelOfRun)
        return tr("Label errors are looked for in the data of a finished run; there is none here.");
    return {};
}

void LabelErrorsView::setSubject(const ResultsSubject& subject) {
    edits_->open(subject.modelOfRun ? subject.run : QString());
    // The training file is the same whatever part is shown.
    ResultsSubject own = subject;
    own.part = ResultsSubject::Validation;
    MeasuredView::setSubject(own);
}

void LabelErrorsView::start() {
    studio::LabelErrorOptions options;
    options.by = by_->current() == 1 ? By::FineTuning : By::Embeddings;
    job_.start(
        [run = subject().run.toStdString(), options](std::stop_token stop,
                                                     const studio::Progress& progress) {
            return std::make_shared<const studio::LabelErrors>(
                studio::findLabelErrors(fromUtf8(run), options, progress, stop));
        },
        [this, key = stamp()](const std::shared_ptr<const studio::LabelErrors>& found) {
            kept_.keep(key, found);
            take(found);
            refresh();
        });
}

void LabelErrorsView::take(const std::shared_ptr<const studio::LabelErrors>& found) {
    found_ = found;
    QStringList labels;
    for (const std::string& label : found->labels)
        labels << toQt(label);
    delegate_->setLabels(labels);
    model_->setErrors(found);
    showFound();
}

void LabelErrorsView::recall() {
    if (const auto found = kept_.of(stamp()))
        take(*found);
}

void LabelErrorsView::forget() {
    found_.reset();
    model_->setErrors(nullptr);
}

void LabelErrorsView::showFound() {
    if (!found_)
        return;
    card_->setTitle(
        model_->likelyOnly()
            ? tr("%Ln likely wrong label(s), the likeliest first", nullptr, model_->rowCount())
            : tr("%Ln text(s), the likeliest errors first", nullptr, model_->rowCount()));
    setSummary(tr("%1 of %2 labels are likely wrong, judged by %3 models of the other texts each, "
                  "which agree with %4 of the labels (%5).")
                   .arg(countText(found_->likelyWrong),
                        countText(static_cast<std::int64_t>(found_->rows.size())),
                        countText(found_->options.folds), percentText(found_->accuracy, 1),
                        durationText(found_->seconds)) +
               warnings());
    showChanges();
}

// On a line each: what makes the ranking less sure.
QString LabelErrorsView::warnings() const {
    QString lines;
    for (const Problem& note : found_->notes)
        if (note.severity == Problem::Severity::Warning)
            lines += u'\n' + shown(note);
    return lines;
}

void LabelErrorsView::showChanges() {
    const int changed = edits_->count("train");
    take_->setEnabled(table_->currentIndex().isValid() && edits_->canEdit());
    for (QWidget* widget : std::initializer_list<QWidget*>{changes_, copy_, undo_})
        widget->setVisible(changed > 0);
    changes_->setText(tr("%Ln label(s) changed", nullptr, changed));
}

void LabelErrorsView::retranslate() {
    MeasuredView::retranslate();
    by_->setTexts({tr("Embeddings"), tr("Fine-tuning")});
    by_->setToolTip(
        tr("Embeddings: a linear model on the vectors of the pretrained model and naive "
           "Bayes on words, in seconds. Fine-tuning: a run of the recipe for each of five "
           "parts."));
    rows_->setTexts({tr("Likely wrong"), tr("All")});
    take_->setText(tr("Take the suggestion"));
    undo_->setText(tr("Undo"));
    copy_->setText(tr("Write a copy of the data…"));
    table_->setAccessibleName(tr("Labels that are likely wrong"));
    model_->retranslate();
    showFound();
}

} // namespace attune::ui
