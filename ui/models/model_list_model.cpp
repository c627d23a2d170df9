// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/model_list_model.h"

#include "ui/kit/core_text.h"
#include "ui/kit/numbers.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <map>
#include <tuple>

namespace attune::ui {

namespace {

// QFileInfo's canonical path costs a system call or two: only asked when a path is looked up.
QString canonical(const QString& path) {
    const QString found = QFileInfo(path).canonicalFilePath();
    return found.isEmpty() ? QDir::cleanPath(path) : found;
}

std::uint64_t parameters(const studio::ModelCard& card) {
    return card.embeddings + card.encoder + card.head;
}

auto order(const studio::ModelCard& card) {
    return std::tuple(card.finished, parameters(card), card.name, card.path);
}

} // namespace

Fit fitOf(std::uint64_t trainingBytes, const studio::Machine& machine) {
    const std::uint64_t memory = machine.trainingMemory();
    if (trainingBytes == 0 || memory == 0)
        return Fit::Unknown;
    const double share = static_cast<double>(trainingBytes) / static_cast<double>(memory);
    return share <= 0.6 ? Fit::Fits : share <= 0.9 ? Fit::Tight : Fit::TooBig;
}

QString fitText(Fit fit, std::uint64_t trainingBytes) {
    const QString bytes = bytesText(trainingBytes);
    switch (fit) {
    case Fit::Fits:
        return ModelListModel::tr("fits, %1").arg(bytes);
    case Fit::Tight:
        return ModelListModel::tr("tight, %1").arg(bytes);
    case Fit::TooBig:
        return ModelListModel::tr("too big, %1").arg(bytes);
    case Fit::Unknown:
        break;
    }
    return ModelListModel::tr("unknown");
}

QString modelTitle(const studio::ModelCard& card) {
    const QString name = QString::fromStdString(card.name);
    if (card.revision.empty())
        return name;
    const QString revision = QString::fromStdString(card.revision);
    return name + QLatin1Char('@') + (card.revision == card.commit ? revision.left(8) : revision);
}

QString weightsText(std::uint64_t weights) {
    const QLocale locale;
    const auto value = static_cast<double>(weights);
    if (weights >= 1'000'000'000)
        return ModelListModel::tr("%1 B", "billion").arg(locale.toString(value / 1e9, 'f', 1));
    if (weights >= 100'000'000)
        return ModelListModel::tr("%1 M", "million").arg(locale.toString(value / 1e6, 'f', 0));
    if (weights >= 1'000'000)
        return ModelListModel::tr("%1 M", "million").arg(locale.toString(value / 1e6, 'f', 1));
    return locale.toString(static_cast<qulonglong>(weights));
}

QString familyTitle(const std::string& family) {
    static const std::map<std::string, QString> titles = {
        {"bert",        QStringLiteral("BERT")      },
        {"distilbert",  QStringLiteral("DistilBERT")},
        {"roberta",     QStringLiteral("RoBERTa")   },
        {"xlm-roberta", QStringLiteral("XLM-R")     },
        {"albert",      QStringLiteral("ALBERT")    },
        {"electra",     QStringLiteral("ELECTRA")   },
        {"mpnet",       QStringLiteral("MPNet")     },
        {"modernbert",  QStringLiteral("ModernBERT")},
        {"deberta-v2",  QStringLiteral("DeBERTa")   },
    };
    const auto found = titles.find(family);
    return found != titles.end() ? found->second : QString::fromStdString(family);
}

QString languagesText(const std::string& codes) {
    QStringList names;
    for (const QString& part : QString::fromStdString(codes).split(u',', Qt::SkipEmptyParts)) {
        const QString code = part.trimmed();
        if (code == QLatin1String("en"))
            names << ModelListModel::tr("English");
        else if (code == QLatin1String("zh"))
            names << ModelListModel::tr("Chinese");
        else if (code == QLatin1String("multilingual"))
            names << ModelListModel::tr("many languages");
        else if (const QLocale locale(code); code.size() <= 3 && locale.language() != QLocale::C)
            // Qt knows English names; in another window a language has its own.
            names << (QLocale().language() == QLocale::Chinese
                          ? locale.nativeLanguageName()
                          : QLocale::languageToString(locale.language()));
        else
            names << code; // the folder says it in words
    }
    return names.join(ModelListModel::tr(", ", "between names of languages"));
}

int ModelListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(cards_.size() + refused_.size());
}

int ModelListModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ModelListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (const studio::RefusedModel* model = refused(index.row()))
        return refusedData(*model, index.column(), role);
    const studio::ModelCard& card = *this->card(index.row());
    switch (role) {
    case PathRole:
        return QString::fromStdString(card.path);
    case FitRole:
        return static_cast<int>(fitOf(trainingBytesOf(card), machine_));
    case ChosenRole:
        return isChosen(card);
    case UnknownRole:
        return isChosen(card) ? unknownPercent_ : 0;
    case FinishedRole:
        return card.finished;
    case Qt::ToolTipRole:
        //: of 139 GB of NVIDIA H200
        return index.column() == FitColumn
                   ? tr("Memory that training takes, of %1 of %2")
                         .arg(bytesText(machine_.trainingMemory()),
                              QString::fromStdString(machine_.trainingDevice()))
                   : QString::fromStdString(card.path);
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case Name:
        return modelTitle(card);
    case Family:
        return familyTitle(card.family);
    case Size:
        //: A model's size: 22.7 M (weights), 87 MB
        return tr("%1, %2").arg(weightsText(parameters(card)), bytesText(card.weightBytes));
    case Languages:
        return card.languages.empty() ? tr("not told", "languages") : languagesText(card.languages);
    case FitColumn:
        if (isChosen(card) && unknownPercent_ > 0)
            //: of the tokens of the texts
            return tr("%1% unknown").arg(unknownPercent_);
        return fitText(fitOf(trainingBytesOf(card), machine_), trainingBytesOf(card));
    default:
        return {};
    }
}

QVariant ModelListModel::refusedData(const studio::RefusedModel& model, int column,
                                     int role) const {
    switch (role) {
    case PathRole:
        return QString::fromStdString(model.path);
    case ReasonRole:
        return shown(model.problem.message);
    case FitRole:
        return static_cast<int>(Fit::Unknown);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return shown(model.problem);
    case Qt::DisplayRole:
        if (column == Name)
            return QString::fromStdString(model.name);
        return column == FitColumn ? tr("cannot be used") : QString();
    default:
        return {};
    }
}

QVariant ModelListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Model");
    case Family:
        return tr("Family");
    case Size:
        return tr("Weights");
    case Languages:
        return tr("Languages");
    case FitColumn:
        return tr("On this machine");
    default:
        return {};
    }
}

void ModelListModel::setModels(studio::FoundModels found, const studio::Machine& machine) {
    beginResetModel();
    cards_ = std::move(found.cards);
    refused_ = std::move(found.refused);
    machine_ = machine;
    std::stable_sort(cards_.begin(), cards_.end(),
                     [](const auto& a, const auto& b) { return order(a) < order(b); });
    endResetModel();
}

const studio::ModelCard* ModelListModel::card(int row) const {
    const auto at = static_cast<std::size_t>(row);
    return row >= 0 && at < cards_.size() ? &cards_[at] : nullptr;
}

const studio::RefusedModel* ModelListModel::refused(int row) const {
    const auto at = static_cast<std::size_t>(row) - cards_.size();
    return row >= static_cast<int>(cards_.size()) && at < refused_.size() ? &refused_[at] : nullptr;
}

int ModelListModel::add(studio::ModelCard card) {
    // Mended since it was refused.
    for (std::size_t i = 0; i < refused_.size(); ++i)
        if (refused_[i].path == card.path) {
            const int row = static_cast<int>(cards_.size() + i);
            beginRemoveRows({}, row, row);
            refused_.erase(refused_.begin() + static_cast<std::ptrdiff_t>(i));
            endRemoveRows();
            break;
        }
    const int known = rowOf(QString::fromStdString(card.path));
    if (known >= 0) {
        cards_[static_cast<std::size_t>(known)] = std::move(card);
        Q_EMIT dataChanged(index(known, 0), index(known, ColumnCount - 1));
        return known;
    }
    const auto place =
        std::upper_bound(cards_.begin(), cards_.end(), card,
                         [](const auto& a, const auto& b) { return order(a) < order(b); });
    const int row = static_cast<int>(place - cards_.begin());
    beginInsertRows({}, row, row);
    cards_.insert(place, std::move(card));
    endInsertRows();
    return row;
}

int ModelListModel::rowOf(const QString& path) const {
    if (path.isEmpty())
        return -1;
    const QString wanted = canonical(path);
    for (std::size_t row = 0; row < cards_.size(); ++row)
        if (canonical(QString::fromStdString(cards_[row].path)) == wanted)
            return static_cast<int>(row);
    return -1;
}

void ModelListModel::setMachine(const studio::Machine& machine) {
    machine_ = machine;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void ModelListModel::setChosen(const QString& path) {
    const int row = rowOf(path);
    const QString found = row < 0 ? QString() : QString::fromStdString(card(row)->path);
    if (found == chosen_)
        return;
    chosen_ = found;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {ChosenRole});
}

bool ModelListModel::isChosen(const studio::ModelCard& card) const {
    return !chosen_.isEmpty() && QString::fromStdString(card.path) == chosen_;
}

std::uint64_t ModelListModel::trainingBytesOf(const studio::ModelCard& card) const {
    return isChosen(card) && measuredBytes_ > 0 ? measuredBytes_ : card.trainingBytes;
}

void ModelListModel::setMeasured(std::uint64_t trainingBytes, int unknownPercent) {
    if (trainingBytes == measuredBytes_ && unknownPercent == unknownPercent_)
        return;
    measuredBytes_ = trainingBytes;
    unknownPercent_ = unknownPercent;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, FitColumn), index(rowCount() - 1, FitColumn));
}

void ModelListModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace attune::ui
