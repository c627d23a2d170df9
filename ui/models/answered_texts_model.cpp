// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/answered_texts_model.h"

#include "ui/models/text_display.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace attune::ui {

namespace {

// What has no score ranks last among doubts, whichever the order of equals.
double doubtOf(const studio::Evaluation::Row& row) {
    return std::isnan(row.score) ? -2 : -row.score;
}

std::string bothTexts(const studio::Evaluation::Row& row) {
    return row.pair.empty() ? row.text : row.text + "\n" + row.pair;
}

} // namespace

int AnsweredTextsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(index_.size());
}

int AnsweredTextsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

const studio::Evaluation::Row& AnsweredTextsModel::row(int index) const {
    return evaluation_->rows[index_[static_cast<std::size_t>(index)]];
}

QString AnsweredTextsModel::label(std::int32_t id) const {
    if (id < 0 || static_cast<std::size_t>(id) >= evaluation_->labels.size())
        return {};
    return QString::fromStdString(evaluation_->labels[static_cast<std::size_t>(id)]);
}

double AnsweredTextsModel::lossOf(const studio::Evaluation::Row& row) const {
    const double loss = std::isnan(row.loss) ? 0 : row.loss;
    return evaluation_->task == Task::Regression ? std::sqrt(loss) : loss;
}

QVariant AnsweredTextsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const studio::Evaluation::Row& answer = row(index.row());
    switch (role) {
    case ShareRole:
        if (index.column() == Loss)
            return greatest_ > 0 ? lossOf(answer) / greatest_ : 0.0;
        return std::isnan(answer.score) ? 0.0 : answer.score;
    case WrongRole:
        return isWrong(answer);
    case WasRole:
        return index.column() == Truth && changed(answer) != nullptr ? label(answer.label)
                                                                     : QString();
    case FullTextRole:
        return manyLines(answer.text);
    case PairRole:
        return manyLines(answer.pair);
    case Qt::ToolTipRole:
        if (index.column() == Text)
            return manyLines(bothTexts(answer));
        if (index.column() == Truth && !single())
            return manyLines(answer.truth);
        if (index.column() == Predicted && !single())
            return manyLines(answer.answer);
        if (index.column() == Score && single())
            return tr("Score of “%1”: %2; of “%3”, its label: %4")
                .arg(label(answer.predicted), QLocale().toString(answer.score, 'f', 4),
                     label(answer.label), QLocale().toString(answer.truthScore, 'f', 4));
        if (index.column() == Score)
            return doubtText();
        if (index.column() == Loss && evaluation_->task != Task::Regression)
            return tr("The loss of this text: the greater, the more wrong the answer");
        return {};
    case Qt::TextAlignmentRole:
        if (index.column() >= Score)
            return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::DisplayRole:
    case Qt::EditRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case Line:
        return answer.line == 0 ? QStringLiteral("–") : QLocale().toString(answer.line);
    case Text:
        return oneLine(bothTexts(answer));
    case Truth: {
        if (!single())
            return oneLine(answer.truth);
        const std::string* after = changed(answer);
        return after != nullptr ? QString::fromStdString(*after) : label(answer.label);
    }
    case Predicted:
        return single() ? label(answer.predicted) : oneLine(answer.answer);
    case Score:
        return std::isnan(answer.score) ? QStringLiteral("–")
                                        : QLocale().toString(answer.score, 'f', 2);
    case Loss:
        return std::isnan(answer.loss) ? QStringLiteral("–")
                                       : QLocale().toString(lossOf(answer), 'f', 2);
    default:
        return {};
    }
}

QString AnsweredTextsModel::doubtText() const {
    switch (evaluation_->task) {
    case Task::MultiLabel:
        return tr("How sure the model is of the label that it is least sure of");
    case Task::TokenLabels:
        return tr("The score of the token that the model is least sure of");
    default:
        return {};
    }
}

QVariant AnsweredTextsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= Score)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Line:
        return tr("Line");
    case Text:
        return tr("Text");
    case Truth:
        return !evaluation_ || single() ? tr("Label in the data") : tr("In the data");
    case Predicted:
        return tr("Predicted");
    case Score:
        return tr("Score");
    case Loss:
        return evaluation_ && evaluation_->task == Task::Regression ? tr("Error") : tr("Loss");
    default:
        return {};
    }
}

const std::string* AnsweredTextsModel::changed(const studio::Evaluation::Row& row) const {
    return edits_ == nullptr ? nullptr : edits_->labelOf(evaluation_->file, row.row);
}

Qt::ItemFlags AnsweredTextsModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.column() == Truth && evaluation_ && single() && !evaluation_->file.empty() &&
        edits_ != nullptr && edits_->canEdit())
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool AnsweredTextsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const std::string after = value.toString().toStdString();
    const auto& labels = evaluation_->labels;
    if (std::find(labels.begin(), labels.end(), after) == labels.end())
        return false;
    const studio::Evaluation::Row& at = row(index.row());
    return edits_->set(
        {evaluation_->file, at.row, at.line, labels[static_cast<std::size_t>(at.label)], after});
}

std::vector<std::uint32_t> AnsweredTextsModel::chosen() const {
    std::vector<std::uint32_t> rows;
    if (!evaluation_)
        return rows;
    using Of = Filter::Of;
    const auto& all = evaluation_->rows;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        if (filter_.of == Of::Wrong && !isWrong(all[i]))
            continue;
        if (filter_.of == Of::Changed && changed(all[i]) == nullptr)
            continue;
        if (filter_.of == Of::Cell &&
            (all[i].label != filter_.truth || all[i].predicted != filter_.predicted))
            continue;
        rows.push_back(i);
    }
    if (filter_.of == Of::Unsure) {
        std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
            return doubtOf(all[a]) > doubtOf(all[b]);
        });
        rows.resize(std::min(rows.size(), std::max<std::size_t>(20, rows.size() / 20)));
        std::sort(rows.begin(), rows.end());
    }
    const auto by = [&](auto key) {
        std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
            return sortOrder_ == Qt::AscendingOrder ? key(all[a]) < key(all[b])
                                                    : key(all[b]) < key(all[a]);
        });
    };
    // Label ids follow the order of the names, so ids sort as names do.
    switch (sortColumn_) {
    case Line:
        by([](const auto& r) { return r.line; });
        break;
    case Text:
        by([](const auto& r) -> const std::string& { return r.text; });
        break;
    case Truth:
        by([](const auto& r) { return std::tie(r.label, r.truth); });
        break;
    case Predicted:
        by([](const auto& r) { return std::tie(r.predicted, r.answer); });
        break;
    case Score:
        by([](const auto& r) { return -doubtOf(r); });
        break;
    case Loss:
        by([this](const auto& r) { return lossOf(r); });
        break;
    default:
        break;
    }
    return rows;
}

void AnsweredTextsModel::sort(int column, Qt::SortOrder order) {
    sortColumn_ = column;
    sortOrder_ = order;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const auto before = index_;
    index_ = chosen();
    // Persistent indexes (the current row, the selection) follow their text.
    std::vector<int> rowOf(evaluation_ ? evaluation_->rows.size() : 0, -1);
    for (std::size_t i = 0; i < index_.size(); ++i)
        rowOf[index_[i]] = static_cast<int>(i);
    const QModelIndexList kept = persistentIndexList();
    QModelIndexList moved;
    for (const QModelIndex& old : kept)
        moved.push_back(index(rowOf[before[static_cast<std::size_t>(old.row())]], old.column()));
    changePersistentIndexList(kept, moved);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void AnsweredTextsModel::setEvaluation(std::shared_ptr<const studio::Evaluation> evaluation) {
    beginResetModel();
    evaluation_ = std::move(evaluation);
    filter_ = {};
    greatest_ = 0;
    if (evaluation_)
        for (const auto& row : evaluation_->rows)
            greatest_ = std::max(greatest_, lossOf(row));
    index_ = chosen();
    endResetModel();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void AnsweredTextsModel::setFilter(const Filter& filter) {
    if (filter == filter_)
        return;
    beginResetModel();
    filter_ = filter;
    index_ = chosen();
    endResetModel();
}

void AnsweredTextsModel::setEdits(LabelEdits* edits) {
    edits_ = edits;
    connect(edits, &LabelEdits::changed, this, [this] {
        if (filter_.of == Filter::Of::Changed) {
            beginResetModel();
            index_ = chosen();
            endResetModel();
        } else if (rowCount() > 0) {
            Q_EMIT dataChanged(index(0, Truth), index(rowCount() - 1, Truth));
        }
    });
}

int AnsweredTextsModel::changedCount() const {
    return evaluation_ && edits_ != nullptr ? edits_->count(evaluation_->file) : 0;
}

int AnsweredTextsModel::wrongCount() const {
    if (!evaluation_)
        return 0;
    return static_cast<int>(std::count_if(evaluation_->rows.begin(), evaluation_->rows.end(),
                                          [this](const auto& r) { return isWrong(r); }));
}

void AnsweredTextsModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace attune::ui
