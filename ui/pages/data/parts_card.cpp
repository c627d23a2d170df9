// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/parts_card.h"

#include "ui/charts/share_bar.h"
#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <cmath>

namespace attune::ui {

namespace {

// The pointer's wheel scrolls the column, unless the field has the focus.
class QuietSpin : public QSpinBox {
public:
    QuietSpin() { setFocusPolicy(Qt::StrongFocus); }

protected:
    void wheelEvent(QWheelEvent* event) override {
        if (hasFocus())
            QSpinBox::wheelEvent(event);
        else
            event->ignore();
    }
};

} // namespace

PartsCard::PartsCard(QWidget* parent)
    : Card(true, Padding::Normal, parent),
      bar_(new ShareBar(ShareBar::Legend::Columns)),
      validationName_(secondaryLabel()),
      split_(new QuietSpin),
      validationFile_(bodyLabel({}, Label::Fit::Elide)),
      validationChoose_(new Button(ButtonKind::Outline, Icon::File)),
      validationRemove_(new Button(ButtonKind::Ghost, Icon::Close)),
      testName_(secondaryLabel()),
      testFile_(bodyLabel({}, Label::Fit::Elide)),
      testChoose_(new Button(ButtonKind::Outline, Icon::File)),
      testRemove_(new Button(ButtonKind::Ghost, Icon::Close)) {
    body()->addWidget(bar_);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnMinimumWidth(0, scaled(72));
    grid->setColumnStretch(1, 1);
    const auto row = [&](int at, Label* name, QWidget* extra, Label* file, Button* choose,
                         Button* remove) {
        auto* middle = new QHBoxLayout;
        middle->setSpacing(6);
        if (extra != nullptr)
            middle->addWidget(extra, 1);
        middle->addWidget(file, 1);
        middle->addWidget(remove);
        grid->addWidget(name, at, 0);
        grid->addLayout(middle, at, 1);
        grid->addWidget(choose, at, 2);
        choose->setCompact(true);
        remove->setCompact(true);
    };
    row(0, validationName_, split_, validationFile_, validationChoose_, validationRemove_);
    row(1, testName_, nullptr, testFile_, testChoose_, testRemove_);
    body()->addLayout(grid);

    split_->setRange(0, 90);
    split_->setProperty("compact", true);
    split_->setKeyboardTracking(false);
    connect(split_, &QSpinBox::valueChanged, this,
            [this](int percent) { Q_EMIT splitChosen(percent / 100.0); });
    connect(validationChoose_, &QPushButton::clicked, this,
            [this] { Q_EMIT fileWanted(QStringLiteral("data.validation")); });
    connect(validationRemove_, &QPushButton::clicked, this,
            [this] { Q_EMIT fileDropped(QStringLiteral("data.validation")); });
    connect(testChoose_, &QPushButton::clicked, this,
            [this] { Q_EMIT fileWanted(QStringLiteral("data.test")); });
    connect(testRemove_, &QPushButton::clicked, this,
            [this] { Q_EMIT fileDropped(QStringLiteral("data.test")); });
}

void PartsCard::setSettings(const DataSettings& settings) {
    settings_ = settings;
    retranslate();
}

void PartsCard::setFigures(const studio::DataFigures* figures) {
    figures_ = figures == nullptr ? std::nullopt : std::optional(*figures);
    retranslate();
}

void PartsCard::retranslate() {
    setTitle(tr("Parts"));
    const auto part = [](const QString& name, std::int64_t texts, int series) {
        return SharePart{name, static_cast<double>(texts), countText(texts), series};
    };
    const studio::DataFigures none;
    const studio::DataFigures& figures = figures_ ? *figures_ : none;
    bar_->setParts({part(tr("training"), figures.trainTexts, 0),
                    part(tr("validation"), figures.validationTexts, 1),
                    part(tr("test"), figures.testTexts, 2)});
    bar_->setAccessibleName(tr("Parts"));
    bar_->setVisible(figures_.has_value());

    const bool ownFile = !settings_.validation.empty();
    validationName_->setText(tr("Validation"));
    testName_->setText(tr("Test"));
    {
        const QSignalBlocker quiet(split_);
        // A share that is no whole percent is kept until someone changes it.
        split_->setValue(static_cast<int>(std::lround(settings_.validation_split * 100)));
    }
    //: After a number: "10% held out"
    split_->setSuffix(tr("% held out"));
    split_->setSpecialValueText(tr("none"));
    split_->setVisible(!ownFile);
    split_->setToolTip(tr("The share of the training texts that is held out to choose the best "
                          "checkpoint. 0: none, and the last state is kept."));
    split_->setAccessibleName(tr("Held out for validation"));
    const auto fileName = [](const std::string& path) { return QFileInfo(toQt(path)).fileName(); };
    validationFile_->setText(fileName(settings_.validation));
    validationFile_->setVisible(ownFile);
    validationFile_->setToolTip(toQt(settings_.validation));
    const bool testOwn = !settings_.test.empty();
    testFile_->setText(testOwn ? fileName(settings_.test) : tr("none"));
    testFile_->setToolTip(toQt(settings_.test));
    for (Button* choose : {validationChoose_, testChoose_})
        choose->setText(tr("File…"));
    validationRemove_->setVisible(ownFile);
    validationRemove_->setToolTip(tr("Hold out a share instead"));
    validationRemove_->setAccessibleName(validationRemove_->toolTip());
    testRemove_->setVisible(testOwn);
    testRemove_->setToolTip(tr("No test file"));
    testRemove_->setAccessibleName(testRemove_->toolTip());
}

} // namespace attune::ui
