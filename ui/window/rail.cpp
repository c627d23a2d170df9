// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/rail.h"

#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/page.h"
#include "ui/window/rail_delegates.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

namespace {
constexpr int railWidth = 208;
constexpr int mostProblems = 4; // rows that are seen without scrolling

void setUpList(QListView& list) {
    list.setFrameShape(QFrame::NoFrame);
    list.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list.setEditTriggers(QAbstractItemView::NoEditTriggers);
    list.setMouseTracking(true);
    list.viewport()->setAutoFillBackground(false);
}

class DeviceIcon : public QWidget {
public:
    DeviceIcon() { setFixedSize(16, 16); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintIcon(painter, Icon::Cpu, rect(), Theme::of(*this).text2);
    }
};
} // namespace

Rail::Rail(Workspace& workspace, std::vector<Stage> stages, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      stages_(std::move(stages)),
      ofPages_(stages_.size()),
      model_(new QStandardItemModel(this)),
      list_(new QListView),
      problemCard_(new Card(false, Card::Padding::None)),
      problemTitle_(nullptr),
      problemModel_(new QStandardItemModel(this)),
      problemList_(new QListView),
      device_(new Label(TextSize::Secondary, QFont::Medium, Tone::Text, Label::Fit::Elide)),
      reason_(new Label(TextSize::Caption, QFont::Normal, Tone::Secondary, Label::Fit::Elide)) {
    setFixedWidth(scaled(railWidth));
    setUpList(*list_);
    list_->setItemDelegate(new StageDelegate(list_));
    list_->setModel(model_);
    int height = 0;
    for (const Stage& stage : stages_) {
        auto* item = new QStandardItem;
        item->setData(stage.startsGroup, StageDelegate::GroupRole);
        model_->appendRow(item);
        height += scaled(stage.startsGroup ? StageDelegate::rowHeight + StageDelegate::groupGap
                                           : StageDelegate::rowHeight);
        connect(stage.page, &Page::changed, this,
                [this, index = static_cast<std::size_t>(model_->rowCount()) - 1] {
                    followPage(index);
                });
    }
    list_->setFixedHeight(height + 2);

    problemTitle_ = new Label(TextSize::Secondary, QFont::DemiBold);
    problemTitle_->setContentsMargins(11, 6, 8, 2);
    problemCard_->body()->setSpacing(0);
    problemCard_->body()->addWidget(problemTitle_);
    setUpList(*problemList_);
    problemList_->setItemDelegate(new ProblemDelegate(problemList_));
    problemList_->setModel(problemModel_);
    problemList_->setSelectionMode(QAbstractItemView::NoSelection);
    problemCard_->body()->addWidget(problemList_);
    problemCard_->hide();

    auto* deviceText = new QVBoxLayout;
    deviceText->setSpacing(1);
    deviceText->addWidget(device_);
    deviceText->addWidget(reason_);
    auto* deviceRow = new QHBoxLayout;
    deviceRow->setContentsMargins(10, 0, 4, 0);
    deviceRow->setSpacing(8);
    deviceRow->addWidget(new DeviceIcon, 0, Qt::AlignTop);
    deviceRow->addLayout(deviceText, 1);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 10);
    column->setSpacing(8);
    column->addWidget(list_);
    column->addStretch(1);
    column->addWidget(problemCard_);
    column->addLayout(deviceRow);

    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid())
                    Q_EMIT stageWanted(current.row());
            });
    connect(list_, &QListView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT stageWanted(index.row()); });
    const auto goTo = [this](const QModelIndex& index) {
        Q_EMIT problemWanted(index.data(ProblemDelegate::StageRole).toInt(),
                             index.data(ProblemDelegate::FieldRole).toString().toStdString());
    };
    connect(problemList_, &QListView::clicked, this, goTo);
    connect(problemList_, &QListView::activated, this, goTo); // Enter
    connect(&workspace_, &Workspace::machineChanged, this, &Rail::refreshDevice);
    connect(&workspace_.recipe(), &RecipeModel::problemsChanged, this, &Rail::refresh);
    connect(&workspace_.recipe(), &RecipeModel::changed, this, &Rail::refresh);
    refresh();
}

void Rail::setCurrent(int stage) {
    const QSignalBlocker quiet(list_->selectionModel());
    list_->setCurrentIndex(model_->index(stage, 0));
    if (stage < 0)
        list_->clearSelection();
    list_->viewport()->update();
}

int Rail::stageOf(const std::string& key) const {
    const QString name = toQt(key);
    for (std::size_t i = 0; i < stages_.size(); ++i)
        if (stages_[i].page->edits(name))
            return static_cast<int>(i);
    return -1;
}

void Rail::followPage(std::size_t index) {
    Problems now = stages_[index].page->problems();
    if (now != ofPages_[index]) {
        ofPages_[index] = std::move(now);
        refreshProblems();
        // What it found may count for another page.
        for (std::size_t i = 0; i < stages_.size(); ++i)
            refreshStage(i);
        return;
    }
    refreshStage(index);
}

void Rail::refresh() {
    for (std::size_t i = 0; i < stages_.size(); ++i)
        ofPages_[i] = stages_[i].page->problems();
    refreshProblems();
    for (std::size_t i = 0; i < stages_.size(); ++i)
        refreshStage(i);
    refreshDevice();
    list_->setAccessibleName(tr("Pages"));
    problemList_->setAccessibleName(tr("Problems and notes"));
}

void Rail::refreshStage(std::size_t index) {
    const bool content = workspace_.hasContent();
    Page& page = *stages_[index].page;
    int count = 0;
    bool errors = false;
    for (const Listed& listed : listed_) {
        if (listed.stage != static_cast<int>(index) ||
            listed.problem.severity == Problem::Severity::Info)
            continue;
        ++count;
        errors = errors || listed.problem.severity == Problem::Severity::Error;
    }
    QStandardItem& item = *model_->item(static_cast<int>(index));
    const PageState state = page.state();
    item.setText(page.name());
    item.setData(static_cast<int>(page.icon()), StageDelegate::IconRole);
    item.setData(static_cast<int>(content ? state.kind : PageState::Kind::Nothing),
                 StageDelegate::StateRole);
    item.setData(state.share, StageDelegate::ShareRole);
    item.setData(count == 0 ? state.count : count, StageDelegate::CountRole);
    item.setData(count == 0 ? 0 : errors ? 2 : 1, StageDelegate::SeverityRole);
    item.setData(content, StageDelegate::LitRole);
}

void Rail::refreshDevice() {
    const studio::Machine& machine = workspace_.machine();
    if (machine.cores == 0) { // not known yet
        device_->setText({});
        reason_->setText({});
        return;
    }
    device_->setText(machine.cuda ? toQt(machine.gpu)
                                  : tr("CPU, %n core(s)", nullptr, machine.cores));
    QString reason = coreText(machine.gpuReason);
    if (!reason.isEmpty())
        reason[0] = reason[0].toUpper();
    reason_->setText(machine.cuda ? bytesText(machine.gpuMemory) : reason);
}

std::vector<Rail::Listed> Rail::findings() const {
    std::vector<Listed> all;
    if (!workspace_.hasContent())
        return all;
    for (const Problem& problem : workspace_.recipe().problems())
        all.push_back({problem, stageOf(problem.field)});
    for (std::size_t i = 0; i < stages_.size(); ++i)
        for (const Problem& problem : ofPages_[i]) {
            // What a page finds may be mended on another one.
            const int stage = stageOf(problem.field);
            all.push_back({problem, stage >= 0 ? stage : static_cast<int>(i)});
        }
    std::stable_sort(all.begin(), all.end(), [](const Listed& a, const Listed& b) {
        return static_cast<int>(a.problem.severity) > static_cast<int>(b.problem.severity);
    });
    return all;
}

void Rail::refreshProblems() {
    std::vector<Listed> all = findings();
    // A running page says several times a second that it changed.
    if (all == listed_)
        return;
    listed_ = std::move(all);
    problemModel_->clear();
    const std::vector<RecipeParameter> parameters = workspace_.recipe().parameters();
    for (const Listed& listed : listed_) {
        auto* item = new QStandardItem(shown(listed.problem.message));
        QString where = listed.stage < 0
                            ? QString()
                            : stages_[static_cast<std::size_t>(listed.stage)].page->name();
        for (const RecipeParameter& parameter : parameters) {
            const QString title = coreText(parameter.parameter.title);
            // The page may be named as its field is: "Model", not "Model › Model".
            if (parameter.key == listed.problem.field && title != where)
                where += QStringLiteral(" › ") + title;
        }
        item->setData(where, ProblemDelegate::WhereRole);
        item->setData(static_cast<int>(listed.problem.severity), ProblemDelegate::SeverityRole);
        item->setData(listed.stage, ProblemDelegate::StageRole);
        item->setData(toQt(listed.problem.field), ProblemDelegate::FieldRole);
        item->setToolTip(shown(listed.problem));
        problemModel_->appendRow(item);
    }
    const int count = static_cast<int>(listed_.size());
    problemCard_->setVisible(count > 0);
    problemTitle_->setText(tr("%n finding(s)", nullptr, count));
    problemList_->setFixedHeight(
        scaled(ProblemDelegate::rowHeight) * std::min(count, mostProblems) + 4);
}

void Rail::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        listed_.clear();
        problemModel_->clear();
        refresh();
    }
}

} // namespace attune::ui
