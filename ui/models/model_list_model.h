// SPDX-License-Identifier: GPL-3.0-or-later
// The models found on this machine: name, family, size, languages and whether training fits. After
// them the folders that cannot be used: name and reason.
#pragma once

#include "studio/studio.h"

#include <QAbstractTableModel>

namespace attune::ui {

// Whether training a model fits the memory of the device that a run of "auto" computes on.
enum class Fit { Unknown, Fits, Tight, TooBig };
// Fits: at most 60% of the memory; tight: at most 90% (the system needs the rest).
Fit fitOf(std::uint64_t trainingBytes, const studio::Machine& machine);
// "fits, 0.9 GB"
QString fitText(Fit fit, std::uint64_t trainingBytes);
// "org/name"; "org/name@v1" where the snapshot isn't main's, a commit by its first digits
QString modelTitle(const studio::ModelCard& card);
// "22.7 M", "1,155"
QString weightsText(std::uint64_t weights);
// "BERT", "DistilBERT": how the family writes itself
QString familyTitle(const std::string& family);
// "en, zh" -> "English, Chinese", in the language of the window
QString languagesText(const std::string& codes);

class ModelListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Family, Size, Languages, FitColumn, ColumnCount };
    enum Role {
        PathRole = Qt::UserRole + 1,
        FitRole,      // Fit as int
        FinishedRole, // bool: it was trained by Attune or has a head
        ChosenRole,   // bool: the recipe's model
        UnknownRole,  // int: percent of the tokens; 0: few, or not measured
        ReasonRole,   // why the folder cannot be used; empty: it can
    };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    // Pretrained ones first, smaller ones first; finished ones after them.
    void setModels(studio::FoundModels found, const studio::Machine& machine);
    // Adds one card or replaces the one with its path; its row.
    int add(studio::ModelCard card);
    int usable() const { return static_cast<int>(cards_.size()); } // rows that can be used
    // Of a row: one of the two, nullptr for the other.
    const studio::ModelCard* card(int row) const;
    const studio::RefusedModel* refused(int row) const;
    // Among those that can be used; -1: none. Paths are compared as the file system sees them.
    int rowOf(const QString& path) const;
    // Marks the recipe's model; empty: none.
    void setChosen(const QString& path);
    // What the recipe leads to with its model, in place of what the card estimates: memory, and how
    // many of a hundred tokens are unknown where that is many. 0: not known, few.
    void setMeasured(std::uint64_t trainingBytes, int unknownPercent);
    void setMachine(const studio::Machine& machine);
    void retranslate();

private:
    bool isChosen(const studio::ModelCard& card) const;
    std::uint64_t trainingBytesOf(const studio::ModelCard& card) const;
    QVariant refusedData(const studio::RefusedModel& model, int column, int role) const;

    std::vector<studio::ModelCard> cards_;
    std::vector<studio::RefusedModel> refused_;
    studio::Machine machine_;
    QString chosen_;
    std::uint64_t measuredBytes_ = 0; // of chosen_
    int unknownPercent_ = 0;
};

} // namespace attune::ui
