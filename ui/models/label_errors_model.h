// SPDX-License-Identifier: GPL-3.0-or-later
// Training texts ranked by how likely their label is wrong; labels can be changed where they stand.
#pragma once

#include "studio/label_errors.h"
#include "ui/models/label_edits.h"

#include <QAbstractTableModel>

#include <memory>

namespace attune::ui {

class LabelErrorsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Line, Text, Label, Suggested, Quality, ColumnCount };
    enum Role {
        QualityRole = Qt::UserRole + 1, // double
        WasRole,                        // of Label: the label in the data where it was changed
    };

    explicit LabelErrorsModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    // Of Label: the name of a label.
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

    void setErrors(std::shared_ptr<const studio::LabelErrors> errors); // null: none
    void setEdits(LabelEdits& edits);
    // Only the texts that the confident joint counts as wrong.
    void setLikelyOnly(bool only);
    bool likelyOnly() const { return likelyOnly_; }
    // Gives a row its suggested label.
    bool takeSuggestion(int row);
    void retranslate();

private:
    const studio::LabelErrors::Row& at(int row) const;
    QString label(std::int32_t id) const;
    const std::string* changed(const studio::LabelErrors::Row& row) const;
    void arrange();

    std::shared_ptr<const studio::LabelErrors> errors_;
    LabelEdits* edits_ = nullptr;
    std::vector<std::size_t> shown_; // rows of errors_
    bool likelyOnly_ = true;
};

} // namespace attune::ui
