// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/robustness_view.h"

#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/fonts.h"
#include "ui/kit/numbers.h"
#include "ui/kit/table.h"
#include "ui/pages/operators/marked_delegate.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

namespace {

// Bars behind figures, drops in the colour of warnings, texts with their marks.
class NoiseDelegate : public CellDelegate {
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                   const QRect& content) const override {
        const Theme theme = Theme::of(option.palette);
        if (index.column() == RobustnessModel::Sample)
            return paintMarked(painter, option, index, content, theme);
        if (const QVariant share = index.data(RobustnessModel::ShareRole); share.isValid())
            paintBar(painter, option, share.toDouble(), content, theme);
        painter.setFont(option.font);
        painter.setPen(index.data(RobustnessModel::LostRole).toBool() ? theme.warn : theme.text);
        const QVariant alignment = index.data(Qt::TextAlignmentRole);
        painter.drawText(
            content, alignment.isValid() ? alignment.toInt() : Qt::AlignLeft | Qt::AlignVCenter,
            option.fontMetrics.elidedText(option.text, Qt::ElideRight, content.width()));
    }

private:
    static void paintBar(QPainter& painter, const QStyleOptionViewItem& option, double share,
                         const QRect& content, const Theme& theme) {
        const int number = option.fontMetrics.horizontalAdvance(QStringLiteral("0.000")) + 12;
        const int thick = scaled(8);
        const QRectF track(content.left(), content.center().y() - thick / 2.0 + 0.5,
                           std::max(0, content.width() - number), thick);
        if (track.width() <= 16)
            return;
        paintBox(painter, track, theme.hover, QColor(), thick / 2.0);
        const double length = track.width() * std::clamp(share, 0.0, 1.0);
        if (length > 0)
            paintBox(painter, QRectF(track.left(), track.top(), std::max(2.0, length), thick),
                     theme.text2, QColor(), thick / 2.0);
    }
    static void paintMarked(QPainter& painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index, const QRect& content, const Theme& theme) {
        const auto* model = static_cast<const RobustnessModel*>(index.model());
        QString text;
        QList<QTextLayout::FormatRange> formats;
        for (const MarkedRun& run : model->sampleOf(index.row())) {
            if (run.mark != Mark::None)
                formats.append({static_cast<int>(text.size()), static_cast<int>(run.text.size()),
                                markFormat(run, theme)});
            text += run.text;
        }
        QTextLayout layout(text, option.font);
        layout.setFormats(formats);
        layout.beginLayout();
        QTextLine line = layout.createLine();
        if (line.isValid())
            line.setNumColumns(static_cast<int>(text.size()));
        layout.endLayout();
        // What does not fit ends in an ellipsis, as in every other cell.
        const QString dots(QChar(0x2026));
        const bool cut = line.isValid() && line.naturalTextWidth() > content.width();
        const int room = content.width() - (cut ? option.fontMetrics.horizontalAdvance(dots) : 0);
        painter.save();
        painter.setPen(theme.text);
        if (cut)
            painter.drawText(QRect(content.left() + room, content.top(), content.width() - room,
                                   content.height()),
                             Qt::AlignLeft | Qt::AlignVCenter, dots);
        painter.setClipRect(QRect(content.topLeft(), QSize(room, content.height())));
        layout.draw(&painter,
                    QPointF(content.x(),
                            content.y() + (content.height() - layout.boundingRect().height()) / 2));
        painter.restore();
    }
};

} // namespace

RobustnessView::RobustnessView(Workspace& workspace, QWidget* parent)
    : MeasuredView(workspace, Icon::Shield, parent),
      model_(new RobustnessModel(this)),
      card_(new Card(true, Card::Padding::None)),
      table_(new QTableView) {
    table_->setObjectName(QStringLiteral("robustness"));
    table_->setModel(model_);
    setUpTable(*table_, 32);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setItemDelegate(new NoiseDelegate(table_));
    table_->horizontalHeader()->setSectionResizeMode(RobustnessModel::Sample, QHeaderView::Stretch);
    const int widths[] = {176, 128, 136, 112, 64, 128, 0};
    for (int column = 0; column < RobustnessModel::ColumnCount; ++column)
        if (column != RobustnessModel::Sample)
            table_->setColumnWidth(column, scaled(widths[column]));
    card_->body()->addWidget(table_);
    content()->addWidget(card_, 1);
    watch(job_);
}

MeasuredView::Words RobustnessView::words() const {
    return {tr("The same texts with noise"),
            tr("Typing mistakes, letter case, look-alike and invisible characters, spaces, words "
               "that are missing or in another order: how much of its accuracy the model keeps, "
               "and what cleaning gives back."),
            tr("Measure")};
}

QString RobustnessView::whyNot(const ResultsSubject& subject) const {
    if (subject.run.isEmpty() || !subject.modelOfRun)
        return tr("The texts of a finished run are asked about; there is none here.");
    return {};
}

void RobustnessView::start() {
    studio::RobustnessOptions options;
    options.testPart = subject().part == ResultsSubject::Test;
    job_.start(
        [run = subject().run.toStdString(), options](std::stop_token stop,
                                                     const studio::Progress& progress) {
            return std::make_shared<const studio::Robustness>(
                studio::measureRobustness(fromUtf8(run), options, progress, stop));
        },
        [this, key = stamp()](const std::shared_ptr<const studio::Robustness>& found) {
            kept_.keep(key, found);
            take(found);
            refresh();
        });
}

void RobustnessView::take(const std::shared_ptr<const studio::Robustness>& found) {
    found_ = found;
    model_->setFigures(found);
    showFound();
}

void RobustnessView::recall() {
    if (const auto found = kept_.of(stamp()))
        take(*found);
}

void RobustnessView::forget() {
    found_.reset();
    model_->setFigures(nullptr);
}

void RobustnessView::showFound() {
    if (!found_)
        return;
    card_->setTitle(tr("By kind and strength"));
    const FigureInterval around = found_->around(found_->accuracy);
    setSummary(tr("Accuracy without noise: %1 (%2–%3), on %4 texts. Noise by seed %5 (%6).")
                   .arg(scoreText(found_->accuracy), scoreText(around.low), scoreText(around.high),
                        countText(found_->texts), QString::number(found_->seed),
                        durationText(found_->seconds)));
}

void RobustnessView::retranslate() {
    MeasuredView::retranslate();
    table_->setAccessibleName(tr("Accuracy by kind and strength of noise"));
    model_->retranslate();
    showFound();
}

} // namespace attune::ui
