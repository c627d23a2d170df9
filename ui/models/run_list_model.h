// SPDX-License-Identifier: GPL-3.0-or-later
// The run folders below one folder, followed while they are written, and which of them are
// compared. Looks off the GUI thread; rows come, go and change one by one, so that a selection and
// what is under the pointer stay.
#pragma once

#include "studio/runs.h"
#include "ui/jobs/background_job.h"
#include "ui/jobs/newest.h"

#include <QAbstractTableModel>

#include <set>

namespace attune::ui {

class RunListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Compare,
        Name,
        Curve,
        State,
        Best,
        Test,
        Epochs,
        EpochTime,
        Started,
        Resume,
        Menu,
        ColumnCount
    };
    enum Role {
        SortRole = Qt::UserRole, // a number or a text
        SlotRole,                // row of the series table of a compared run, else -1
        SparkRole,               // QPolygonF: epochs as a share of the plan, scores
        BestRole,                // index of the best point of it, -1: none
        ToneRole,
        IconRole, // of the state
    };
    // As many runs can be told apart by colour, dash and mark.
    static constexpr int mostCompared = 6;

    explicit RunListModel(QObject* parent = nullptr);

    // Looks again. Of a folder that is new the newest three runs are compared at first.
    void look(const fs::path& folder);
    // The folder of the run of this process, empty: there is none. `busy`: none can be resumed now.
    void setOwn(const QString& folder, bool busy);

    const studio::RunSummary& card(int row) const { return rows_[std::size_t(row)].card; }
    int rowOf(const QString& path) const; // -1: none
    bool isOwn(int row) const;
    bool canResume(int row) const { return card(row).canResume && !busy_; }
    // By which all scores are shown: that of most runs.
    const std::string& metric() const { return metric_; }

    bool isCompared(int row) const { return rows_[std::size_t(row)].slot >= 0; }
    // False where six are compared already.
    bool setCompared(int row, bool on);
    std::vector<int> compared() const; // rows by their slots
    int slotOf(int row) const { return rows_[std::size_t(row)].slot; }
    // The run was moved away: a look that is under way does not bring it back.
    void forget(int row);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void retranslate();

Q_SIGNALS:
    void looked();          // all is known
    void comparedChanged(); // which, or what they have come to

private:
    struct Row {
        studio::RunSummary card;
        int slot = -1;
    };
    using Cards = std::vector<studio::RunSummary>;

    void start();
    void take(const Cards& cards);
    void remove(int row);
    QVariant text(int row, int column) const;
    QVariant sortValue(int row, int column) const;
    QVariant spark(int row) const;
    QString tip(int row, int column) const;
    QString spoken(int row, int column) const;
    void allChanged();

    std::vector<Row> rows_;
    std::string metric_;
    QString own_;
    bool busy_ = false;
    fs::path folder_;
    std::shared_ptr<studio::RunList> list_; // used by one job at a time
    std::shared_ptr<Newest<Cards>> early_;  // of a look that takes long
    bool first_ = true;                     // no look at this folder is done
    bool again_ = false;                    // a look was asked for meanwhile
    std::set<std::string> gone_;            // paths that a look which is under way may still tell
    BackgroundJob<Cards> job_;
};

} // namespace attune::ui
