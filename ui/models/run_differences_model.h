// SPDX-License-Identifier: GPL-3.0-or-later
// What sets the compared runs apart, a column a run: the settings that differ, then what they led
// to. Values that stand out, and the best results, are marked.
#pragma once

#include "studio/runs.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace attune::ui {

class RunDifferencesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        MarkRole = Qt::UserRole, // bool
        HeadRole,                // bool: of the row "which gave"
    };

    explicit RunDifferencesModel(QObject* parent = nullptr);

    // Runs without a recipe that can be read have no settings. Scores by a key of metricTable().
    void setRuns(const std::vector<studio::RunSummary>& runs, const std::string& metric);
    void retranslate();

    int differing() const { return differing_; } // settings
    int settings() const { return settings_; }   // that were compared

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString name, tip;
        QStringList values, tips;
        std::vector<bool> marks;
        bool head = false;
    };

    void build();
    void addSettings();
    void addResults();
    void addResult(const QString& name, const std::vector<std::optional<double>>& values,
                   bool higherIsBetter, QString (*text)(double), bool comparable = true);

    std::vector<studio::RunSummary> runs_;
    std::string metric_;
    QStringList names_;
    std::vector<Row> rows_;
    int differing_ = 0, settings_ = 0;
};

} // namespace attune::ui
