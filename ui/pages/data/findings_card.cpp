// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/findings_card.h"

#include "ui/kit/button.h"
#include "ui/kit/label.h"
#include "ui/kit/progress_line.h"
#include "ui/models/findings_model.h"
#include "ui/pages/data/data_checker.h"
#include "ui/pages/data/finding_detail.h"
#include "ui/pages/data/finding_row.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

FindingsCard::FindingsCard(DataChecker& checker, QWidget* parent)
    : Card(true, Padding::None, parent),
      checker_(checker),
      model_(new FindingsModel(this)),
      view_(new QListView),
      count_(new Label(TextSize::Body, QFont::Normal, Tone::Secondary, Label::Fit::Elide)),
      none_(new Label(TextSize::Body, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      repairAll_(new Button(ButtonKind::Outline)),
      undo_(new Button(ButtonKind::Link)),
      busy_(new ProgressLine),
      detail_(new FindingDetail) {
    head()->insertWidget(1, count_);
    head()->addWidget(undo_);
    head()->addWidget(repairAll_);
    repairAll_->setCompact(true);
    view_->setModel(model_);
    view_->setItemDelegate(new FindingDelegate(view_));
    view_->setFrameShape(QFrame::NoFrame);
    view_->setUniformItemSizes(true);
    view_->setMouseTracking(true);
    view_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view_->viewport()->setAutoFillBackground(false);
    none_->setContentsMargins(15, 0, 15, 8);
    body()->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(view_, 1);
    row->addWidget(detail_, 1);
    body()->addWidget(busy_);
    body()->addLayout(row, 1);
    body()->addWidget(none_);
    connect(&checker_, &DataChecker::changed, this, &FindingsCard::followChecks);
    connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &FindingsCard::showDetail);
    connect(model_, &QAbstractItemModel::modelReset, this, [this] {
        fillActions();
        findCurrent();
    });
    connect(&checker_, &DataChecker::progress, busy_, &ProgressLine::setShare);
    detail_->hide();
    connect(detail_, &FindingDetail::lineWanted, this, &FindingsCard::lineWanted);
    connect(detail_, &FindingDetail::repairWanted, this, &FindingsCard::askRepair);
    connect(repairAll_, &QPushButton::clicked, this, [this] { askRepair({}); });
    connect(undo_, &QPushButton::clicked, &checker_, &DataChecker::undo);
    connect(view_, &QAbstractItemView::clicked, this, &FindingsCard::activate);
    connect(view_, &QAbstractItemView::activated, this, &FindingsCard::activate);
}

void FindingsCard::setFindings(const Problems& notes, const std::vector<SkippedRow>& skipped) {
    model_->setFindings(notes, skipped);
    updateTexts();
}

void FindingsCard::followChecks() {
    if (revision_ != checker_.revision()) {
        revision_ = checker_.revision();
        model_->setChecks(checker_.checked() ? checker_.checked()->findings
                                             : std::vector<DataFinding>(),
                          checker_.clean());
    }
    updateTexts();
}

void FindingsCard::showDetail() {
    const DataFinding* finding = model_->findingAt(view_->currentIndex());
    if (finding)
        detail_->setFinding(*finding);
    detail_->setVisible(finding != nullptr);
}

void FindingsCard::fillActions() {
    QWidget* before = view_;
    for (int row = 0; row < model_->rowCount(); ++row) {
        const QModelIndex index = model_->index(row);
        const DataFinding* finding = model_->findingAt(index);
        if (finding == nullptr || finding->lines.empty())
            continue;
        auto* actions = new FindingActions(*finding);
        actions->setRepairing(checker_.isRepairing());
        connect(actions, &FindingActions::rowsWanted, this, [this, row] { showRows(row); });
        connect(actions, &FindingActions::repairWanted, this, &FindingsCard::askRepair);
        view_->setIndexWidget(index, actions);
        before = actions->follow(before);
    }
}

void FindingsCard::showRows(int row) {
    const QModelIndex index = model_->index(row);
    view_->setCurrentIndex(index);
    const DataFinding* finding = model_->findingAt(index);
    if (finding != nullptr && finding->part == "train")
        Q_EMIT lineWanted(finding->lines.front());
}

void FindingsCard::findCurrent() {
    const auto same = [](const DataFinding& a, const DataFinding& b) {
        return a.kind == b.kind && a.part == b.part;
    };
    for (int row = 0; row < model_->rowCount() && !detail_->isHidden(); ++row)
        if (const DataFinding* one = model_->findingAt(model_->index(row));
            one != nullptr && same(*one, detail_->finding()))
            view_->setCurrentIndex(model_->index(row));
    showDetail();
}

void FindingsCard::askRepair(const QString& kind) {
    auto* dialog = new QFileDialog(this, tr("Write a repaired copy"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters({tr("Labelled texts (*.csv *.tsv *.jsonl)")});
    dialog->setDefaultSuffix(QFileInfo(checker_.freshName()).suffix());
    dialog->selectFile(checker_.freshName());
    std::vector<std::string> kinds;
    if (!kind.isEmpty())
        kinds.push_back(kind.toStdString());
    connect(dialog, &QFileDialog::fileSelected, &checker_,
            [this, kinds](const QString& path) { checker_.repair(path, kinds); });
    dialog->open();
}

void FindingsCard::activate(const QModelIndex& index) {
    const auto line = index.data(FindingsModel::LineRole).toUInt();
    if (line > 0)
        Q_EMIT lineWanted(line);
}

void FindingsCard::retranslate() {
    setTitle(tr("Findings"));
    model_->retranslate();
    for (FindingActions* actions : view_->findChildren<FindingActions*>())
        actions->retranslate();
    detail_->retranslate();
    updateTexts();
}

void FindingsCard::updateTexts() {
    QStringList parts;
    if (const int errors = model_->count(Problem::Severity::Error); errors > 0)
        parts << tr("%Ln error(s)", nullptr, errors);
    if (const int warnings = model_->count(Problem::Severity::Warning); warnings > 0)
        parts << tr("%Ln warning(s)", nullptr, warnings);
    if (const int notes = model_->count(Problem::Severity::Info); notes > 0)
        parts << tr("%Ln note(s)", nullptr, notes);
    count_->setText(parts.join(tr(", ", "between two counts")));
    const auto& checked = checker_.checked();
    none_->setText(!checker_.error().isEmpty()
                       ? tr("The texts could not be checked: %1").arg(checker_.error())
                   : checked               ? tr("Nothing to repair.")
                   : checker_.isChecking() ? tr("Checking the texts…")
                                           : QString());
    repairAll_->setVisible(checked &&
                           std::any_of(checked->findings.begin(), checked->findings.end(),
                                       [](const DataFinding& one) { return one.repair.safe; }));
    repairAll_->setText(tr("Repair all in a copy…"));
    repairAll_->setEnabled(!checker_.isRepairing());
    undo_->setVisible(checker_.canUndo());
    undo_->setText(tr("Undo the repair"));
    busy_->setVisible(checker_.isChecking() || checker_.isRepairing());
    detail_->setRepairing(checker_.isRepairing());
    for (FindingActions* actions : view_->findChildren<FindingActions*>())
        actions->setRepairing(checker_.isRepairing());
    const bool any = model_->rowCount() > 0;
    view_->setVisible(any);
    none_->setVisible(!none_->text().isEmpty() && (!any || !checker_.error().isEmpty()));
    view_->setAccessibleName(tr("Findings"));
}

} // namespace attune::ui
