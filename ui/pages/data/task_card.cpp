// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/task_card.h"

#include "data/task.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace attune::ui {

TaskCard::TaskCard(QWidget* parent)
    : Card(true, Padding::Normal, parent),
      task_(new QComboBox),
      help_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)) {
    task_->setObjectName(QStringLiteral("task"));
    body()->addWidget(task_);
    body()->addWidget(help_);
    connect(task_, &QComboBox::activated, this, [this](int index) {
        Q_EMIT taskChosen(task_->itemData(index).toString(), task_->itemText(index));
    });
    retranslate();
}

void TaskCard::setTask(const std::string& key) {
    if (key == key_)
        return;
    key_ = key;
    retranslate();
}

void TaskCard::retranslate() {
    setTitle(tr("Task"));
    task_->setAccessibleName(tr("Task"));
    const QSignalBlocker quiet(task_);
    task_->clear();
    QString help;
    for (const TaskInfo& info : taskTable()) {
        task_->addItem(coreText(info.title), toQt(info.key));
        if (info.key == key_)
            help = coreText(info.help);
    }
    task_->setCurrentIndex(task_->findData(toQt(key_))); // none: what a recipe names wrongly
    help_->setText(help);
}

} // namespace attune::ui
