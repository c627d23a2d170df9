// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/texts_card.h"

#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/progress_line.h"
#include "ui/kit/segments.h"
#include "ui/kit/table.h"
#include "ui/models/label_metrics_model.h"
#include "ui/pages/results/label_delegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

namespace {

// A number with its bar before it.
class BarDelegate : public CellDelegate {
public:
    BarDelegate(int role, QObject* parent) : CellDelegate(parent), role_(role) {}

protected:
    void paintCell(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                   const QRect& content) const override {
        const Theme theme = Theme::of(option.palette);
        const int number = option.fontMetrics.horizontalAdvance(QStringLiteral("0.000")) + 8;
        const int thick = scaled(8);
        const QRectF track(content.left(), content.center().y() - thick / 2.0 + 0.5,
                           std::max(0, content.width() - number - 4), thick);
        if (track.width() > 16) {
            paintBox(painter, track, theme.hover, QColor(), thick / 2.0);
            const double share = std::clamp(index.data(role_).toDouble(), 0.0, 1.0);
            if (share > 0)
                paintBox(painter,
                         QRectF(track.left(), track.top(),
                                std::max<qreal>(2, track.width() * share), thick),
                         theme.text2, QColor(), thick / 2.0);
        }
        painter.setFont(option.font);
        painter.setPen(theme.text);
        painter.drawText(content, Qt::AlignVCenter | Qt::AlignRight, option.text);
    }

private:
    int role_;
};

} // namespace

TextsCard::TextsCard(LabelEdits& edits, QWidget* parent)
    : Card(true, Padding::None, parent),
      edits_(edits),
      texts_(new AnsweredTextsModel(this)),
      labels_(new LabelMetricsModel(this)),
      parts_(new Segments),
      allWrong_(new Button(ButtonKind::Link)),
      unsure_(new Button(ButtonKind::Link)),
      all_(new Button(ButtonKind::Link)),
      changed_(new Button(ButtonKind::Link)),
      changes_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Elide)),
      copy_(new Button(ButtonKind::Link)),
      undo_(new Button(ButtonKind::Link)),
      progress_(new ProgressLine(3)),
      stack_(new QStackedWidget),
      textTable_(new QTableView),
      none_(new Label(TextSize::Body, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      labelTable_(new QTableView),
      facts_(new FactList(160)) {
    allWrong_->setObjectName(QStringLiteral("allWrong"));
    unsure_->setObjectName(QStringLiteral("unsure"));
    all_->setObjectName(QStringLiteral("allTexts"));
    changed_->setObjectName(QStringLiteral("changedLabels"));
    copy_->setObjectName(QStringLiteral("copyWithLabels"));
    undo_->setObjectName(QStringLiteral("undoLabel"));
    int at = 1;
    for (Button* button : {allWrong_, all_, unsure_, changed_})
        head()->insertWidget(at++, button);
    for (QWidget* widget : std::initializer_list<QWidget*>{changes_, copy_, undo_})
        head()->addWidget(widget);
    // Hidden it keeps its height, so that the cards do not move when a cell is chosen.
    QSizePolicy policy = unsure_->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    unsure_->setSizePolicy(policy);
    head()->addWidget(parts_);
    parts_->setTexts({{}, {}, {}});

    texts_->setEdits(&edits_);
    textTable_->setObjectName(QStringLiteral("answeredTexts"));
    textTable_->setModel(texts_);
    setUpTable(*textTable_, 32);
    textTable_->setSortingEnabled(true);
    textTable_->horizontalHeader()->setSortIndicator(AnsweredTextsModel::Score,
                                                     Qt::DescendingOrder);
    textTable_->horizontalHeader()->setSectionResizeMode(AnsweredTextsModel::Text,
                                                         QHeaderView::Stretch);
    const int widths[] = {72, 0, 176, 168, 128, 128};
    for (int column = 0; column < AnsweredTextsModel::ColumnCount; ++column)
        if (column != AnsweredTextsModel::Text)
            textTable_->setColumnWidth(column, scaled(widths[column]));
    for (const int column : {AnsweredTextsModel::Score, AnsweredTextsModel::Loss})
        textTable_->setItemDelegateForColumn(
            column, new BarDelegate(AnsweredTextsModel::ShareRole, textTable_));

    delegate_ = new LabelDelegate(AnsweredTextsModel::WasRole, textTable_);
    textTable_->setItemDelegateForColumn(AnsweredTextsModel::Truth, delegate_);
    textTable_->setEditTriggers(QAbstractItemView::EditKeyPressed);

    labelTable_->setObjectName(QStringLiteral("labelMetrics"));
    labelTable_->setModel(labels_);
    setUpTable(*labelTable_, 32);
    labelTable_->setSortingEnabled(true);
    labelTable_->setSelectionMode(QAbstractItemView::NoSelection);
    labelTable_->horizontalHeader()->setSortIndicator(LabelMetricsModel::F1, Qt::AscendingOrder);
    labelTable_->horizontalHeader()->setSectionResizeMode(LabelMetricsModel::Label,
                                                          QHeaderView::Stretch);
    for (const int column :
         {LabelMetricsModel::Precision, LabelMetricsModel::Recall, LabelMetricsModel::F1}) {
        labelTable_->setColumnWidth(column, scaled(176));
        labelTable_->setItemDelegateForColumn(
            column, new BarDelegate(LabelMetricsModel::ValueRole, labelTable_));
    }
    labelTable_->setColumnWidth(LabelMetricsModel::Texts, scaled(96));

    none_->setContentsMargins(15, 8, 15, 8);
    auto* factArea = new QScrollArea;
    auto* factBox = new QWidget;
    auto* factColumn = new QVBoxLayout(factBox);
    factColumn->setContentsMargins(15, 8, 15, 8);
    factColumn->addWidget(facts_);
    factColumn->addStretch();
    factArea->setWidget(factBox);
    factArea->setWidgetResizable(true);
    factArea->setFrameShape(QFrame::NoFrame);
    factArea->setFocusPolicy(Qt::NoFocus);
    factArea->viewport()->setAutoFillBackground(false);
    factBox->setAutoFillBackground(false);

    stack_->addWidget(textTable_);
    stack_->addWidget(labelTable_);
    stack_->addWidget(factArea);
    stack_->addWidget(none_);
    body()->setSpacing(0);
    body()->addWidget(progress_);
    body()->addWidget(stack_, 1);
    progress_->hide();

    connect(parts_, &Segments::chosen, this, &TextsCard::showPart);
    using Of = AnsweredTextsModel::Filter::Of;
    for (const auto& [button, of] : {
             std::pair(allWrong_, Of::Wrong),
             {unsure_,  Of::Unsure },
             {all_,     Of::All    },
             {changed_, Of::Changed}
    })
        connect(button, &QPushButton::clicked, this, [this, of = of] {
            showTexts({of});
            Q_EMIT cellLeft();
        });
    connect(copy_, &QPushButton::clicked, this, &TextsCard::copyWanted);
    connect(undo_, &QPushButton::clicked, this, [this] {
        if (evaluation_)
            edits_.undo(evaluation_->file);
    });
    connect(&edits_, &LabelEdits::changed, this, [this] { showPart(parts_->current()); });
    // One click on the label opens its list; Enter and a double click elsewhere try the text.
    connect(textTable_, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        if (index.flags() & Qt::ItemIsEditable)
            textTable_->edit(index);
    });
    connect(textTable_, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        if (index.flags() & Qt::ItemIsEditable)
            return;
        Q_EMIT textActivated(index.data(AnsweredTextsModel::FullTextRole).toString(),
                             index.data(AnsweredTextsModel::PairRole).toString());
    });
}

void TextsCard::setEvaluation(std::shared_ptr<const studio::Evaluation> evaluation,
                              const QString& why) {
    if (evaluation_ != evaluation || !evaluation)
        texts_->setEvaluation(evaluation);
    if (evaluation && evaluation_ != evaluation) {
        QStringList labels;
        for (const std::string& label : evaluation->labels)
            labels << toQt(label);
        delegate_->setLabels(labels);
        // Numbers have no score; of several labels and of spans a high one says little of an error.
        textTable_->setColumnHidden(AnsweredTextsModel::Score,
                                    evaluation->task == Task::Regression);
        // A text may have several labels or spans: they need the room more than it does.
        if (!evaluation_ || evaluation_->task != evaluation->task) {
            const bool several =
                evaluation->task == Task::MultiLabel || evaluation->task == Task::TokenLabels;
            textTable_->setColumnWidth(AnsweredTextsModel::Truth, scaled(several ? 256 : 176));
            textTable_->setColumnWidth(AnsweredTextsModel::Predicted, scaled(several ? 248 : 168));
        }
        if (evaluation->task != Task::SingleLabel &&
            textTable_->horizontalHeader()->sortIndicatorSection() == AnsweredTextsModel::Score)
            textTable_->sortByColumn(AnsweredTextsModel::Loss, Qt::DescendingOrder);
    }
    evaluation_ = std::move(evaluation);
    why_ = why;
    showPart(parts_->current());
    updateTitle();
}

void TextsCard::setMetrics(const Metrics& metrics) { labels_->setMetrics(metrics); }

void TextsCard::setFacts(const std::vector<Fact>& facts) { facts_->setFacts(facts); }

void TextsCard::setProgress(bool running, double share) {
    progress_->setVisible(running);
    progress_->setShare(share);
}

void TextsCard::showCell(int truth, int predicted) {
    using Of = AnsweredTextsModel::Filter::Of;
    showTexts(truth < 0 ? AnsweredTextsModel::Filter{}
                        : AnsweredTextsModel::Filter{Of::Cell, truth, predicted});
}

void TextsCard::showTexts(const AnsweredTextsModel::Filter& filter) {
    // The texts that matter come first: sure mistakes, the least sure ones, the most wrong ones.
    using Of = AnsweredTextsModel::Filter::Of;
    const bool single = evaluation_ && evaluation_->task == Task::SingleLabel;
    if (filter.of == Of::Unsure && texts_->filter().of != Of::Unsure)
        textTable_->sortByColumn(AnsweredTextsModel::Score, Qt::AscendingOrder);
    else if (filter.of != texts_->filter().of)
        textTable_->sortByColumn(single && filter.of != Of::All ? AnsweredTextsModel::Score
                                                                : AnsweredTextsModel::Loss,
                                 Qt::DescendingOrder);
    texts_->setFilter(filter);
    parts_->setCurrent(0);
    showPart(0);
}

void TextsCard::showPart(int index) {
    const bool noTexts = index == 0 && texts_->rowCount() == 0;
    none_->setText(evaluation_ ? tr("No text here.") : why_);
    stack_->setCurrentIndex(noTexts ? 3 : index);
    updateTitle();
}

void TextsCard::updateTitle() {
    const int part = parts_->current();
    using Of = AnsweredTextsModel::Filter::Of;
    const AnsweredTextsModel::Filter& filter = texts_->filter();
    const bool shown = part == 0 && evaluation_ != nullptr;
    const int changed = texts_->changedCount();
    allWrong_->setVisible(shown && filter.of != Of::Wrong);
    allWrong_->setText(tr("Show all %Ln wrong", nullptr, texts_->wrongCount()));
    const bool scored = evaluation_ && evaluation_->task != Task::Regression;
    unsure_->setVisible(shown && scored && filter.of != Of::Unsure);
    unsure_->setText(tr("Unsure"));
    unsure_->setToolTip(tr("The texts that the model is least sure of"));
    all_->setVisible(shown && filter.of != Of::All);
    all_->setText(tr("All"));
    all_->setToolTip(
        tr("All texts, those first that the model got most wrong; a click on a column's "
           "name orders them by it"));
    changed_->setVisible(shown && changed > 0 && filter.of != Of::Changed);
    changed_->setText(tr("Changed"));
    for (QWidget* widget : std::initializer_list<QWidget*>{changes_, copy_, undo_})
        widget->setVisible(shown && changed > 0);
    changes_->setText(tr("%Ln label(s) changed", nullptr, changed));
    copy_->setText(tr("Write a copy of the data…"));
    undo_->setText(tr("Undo"));
    undo_->setToolTip(tr("Takes back the last change of a label"));
    setTitle(part == 1 ? tr("By label") : part == 2 ? tr("Report") : titleOfTexts());
}

QString TextsCard::titleOfTexts() const {
    if (!evaluation_)
        return tr("Wrong texts");
    using Of = AnsweredTextsModel::Filter::Of;
    const AnsweredTextsModel::Filter& filter = texts_->filter();
    const Task task = evaluation_->task;
    const int count = texts_->rowCount();
    switch (filter.of) {
    case Of::Wrong:
        return task == Task::SingleLabel
                   ? tr("%Ln wrong text(s), highest score first", nullptr, count)
               : task == Task::Regression
                   ? tr("%Ln text(s) farther off than the RMSE, greatest error first", nullptr,
                        count)
                   : tr("%Ln wrong text(s), greatest loss first", nullptr, count);
    case Of::Unsure:
        return tr("%Ln unsure text(s), lowest score first", nullptr, count);
    case Of::All:
        return task == Task::Regression ? tr("%Ln text(s), greatest error first", nullptr, count)
                                        : tr("%Ln text(s), greatest loss first", nullptr, count);
    case Of::Changed:
        return tr("%Ln text(s) with a changed label", nullptr, count);
    case Of::Cell:
        break;
    }
    return tr("%Ln text(s): %1, predicted %2", nullptr, count)
        .arg(toQt(evaluation_->labels[static_cast<std::size_t>(filter.truth)]),
             toQt(evaluation_->labels[static_cast<std::size_t>(filter.predicted)]));
}

void TextsCard::retranslate() {
    parts_->setTexts({tr("Texts"), tr("By label"), tr("Report")});
    textTable_->setAccessibleName(tr("Wrong texts"));
    labelTable_->setAccessibleName(tr("Metrics of each label"));
    textTable_->setToolTip(tr("Double click a text to try it above"));
    texts_->retranslate();
    labels_->retranslate();
    updateTitle();
}

} // namespace attune::ui
