// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/compare_view.h"

#include "ui/charts/bar_list.h"
#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/last_folder.h"
#include "ui/kit/numbers.h"
#include "ui/kit/segments.h"
#include "ui/kit/sentences.h"
#include "ui/kit/table.h"
#include "ui/models/disagreements_model.h"
#include "ui/models/workspace.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace attune::ui {

namespace {

constexpr double kSure = 0.05; // below it a difference is called more than chance

// Of a run or a model folder: RUN of RUN/model.
QString shortName(const QString& folder) {
    const QFileInfo info(QDir::cleanPath(folder));
    return info.fileName() == QLatin1String("model") ? QFileInfo(info.path()).fileName()
                                                     : info.fileName();
}

} // namespace

CompareView::CompareView(Workspace& workspace, QWidget* parent)
    : MeasuredView(workspace, Icon::Results, parent),
      others_(new QComboBox),
      folder_(new Button(ButtonKind::Link)),
      figures_(new Card),
      bars_(new BarList(BarList::Look::Score)),
      verdict_(new Label(TextSize::Body, QFont::Normal, Tone::Text, Label::Fit::Wrap)),
      texts_(new Card(true, Card::Padding::None)),
      which_(new Segments),
      model_(new DisagreementsModel(this)),
      table_(new QTableView) {
    others_->setObjectName(QStringLiteral("otherModel"));
    others_->setMinimumWidth(scaled(160));
    others_->setProperty("compact", true);
    folder_->setObjectName(QStringLiteral("otherFolder"));
    verdict_->setObjectName(QStringLiteral("verdict"));
    which_->setTexts({{}, {}, {}, {}});
    controls()->insertWidget(controls()->count() - 2, others_);
    controls()->insertWidget(controls()->count() - 2, folder_);
    figures_->body()->addWidget(bars_);
    figures_->body()->addWidget(verdict_);
    texts_->head()->addWidget(which_);
    table_->setObjectName(QStringLiteral("disagreements"));
    table_->setModel(model_);
    setUpTable(*table_, 32);
    table_->horizontalHeader()->setSectionResizeMode(DisagreementsModel::Text,
                                                     QHeaderView::Stretch);
    const int widths[] = {72, 0, 136, 176, 176};
    for (int column = 0; column < DisagreementsModel::ColumnCount; ++column)
        if (column != DisagreementsModel::Text)
            table_->setColumnWidth(column, scaled(widths[column]));
    table_->setItemDelegate(new CellDelegate(table_));
    texts_->body()->addWidget(table_);
    content()->addWidget(figures_);
    content()->addWidget(texts_, 1);
    content()->addStretch();

    connect(folder_, &QPushButton::clicked, this, &CompareView::askFolder);
    connect(others_, &QComboBox::activated, this, [this] {
        if (hasResult() && others_->currentData().toString() != other_)
            compareWith(others_->currentData().toString());
    });
    connect(which_, &Segments::chosen, this,
            [this](int index) { model_->setWhich(static_cast<DisagreementsModel::Which>(index)); });
    watch(job_);
}

MeasuredView::Words CompareView::words() const {
    return {tr("Two models side by side"),
            tr("Another finished run or model answers the same texts: which is right how often, "
               "and where do they disagree?"),
            hasOther() ? tr("Compare") : tr("Choose another model…")};
}

QString CompareView::whyNot(const ResultsSubject& subject) const {
    if (subject.run.isEmpty() || !subject.modelOfRun)
        return tr("Models are compared on the texts of a finished run; there is none here.");
    return {};
}

QString CompareView::whyNotOf(Task task) const {
    return task == Task::Regression
               ? tr("Numbers are neither right nor wrong: their models are not compared text by "
                    "text.")
               : QString();
}

void CompareView::setSubject(const ResultsSubject& subject) {
    MeasuredView::setSubject(subject);
    if (const QString run = subject.modelOfRun ? subject.run : QString(); run != looked_) {
        looked_ = run;
        look();
    }
}

void CompareView::look() {
    others_->clear();
    looking_.cancel();
    if (looked_.isEmpty())
        return;
    looking_.start(
        [run = looked_.toStdString()](std::stop_token stop, const auto&) {
            return studio::otherRuns(fromUtf8(run), stop);
        },
        [this](const std::vector<studio::OtherRun>& runs) {
            for (const studio::OtherRun& run : runs)
                add(toQt(run.path), shown(run.whyNot));
            if (found_) // kept from before
                nameOther();
            refresh();
        });
}

bool CompareView::hasOther() const {
    return others_->currentIndex() >= 0 &&
           others_->model()->index(others_->currentIndex(), 0).flags().testFlag(Qt::ItemIsEnabled);
}

// One that cannot be compared with is shown, but cannot be chosen.
void CompareView::add(const QString& folder, const QString& whyNot) {
    int at = others_->findData(folder);
    if (at < 0) {
        others_->addItem(shortName(folder), folder);
        at = others_->count() - 1;
        const QString place = QDir::toNativeSeparators(folder);
        others_->setItemData(at, whyNot.isEmpty() ? place : whyNot + QLatin1Char('\n') + place,
                             Qt::ToolTipRole);
        if (auto* items = qobject_cast<QStandardItemModel*>(others_->model());
            items != nullptr && !whyNot.isEmpty())
            items->item(at)->setEnabled(false);
    }
    if (others_->count() == 1)
        others_->setCurrentIndex(whyNot.isEmpty() ? 0 : -1);
}

void CompareView::askFolder() {
    auto* dialog = new QFileDialog(this, tr("Another finished run or model"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    keepFolder(*dialog, QStringLiteral("model"));
    connect(dialog, &QFileDialog::fileSelected, this, &CompareView::compareWith);
    dialog->open();
}

void CompareView::compareWith(const QString& folder) {
    add(folder);
    others_->setCurrentIndex(others_->findData(folder));
    if (!hasOther()) { // it stands in the list, and why not
        workspace().fail(tr("The models cannot be compared"),
                         others_->currentData(Qt::ToolTipRole).toString());
        return;
    }
    start();
    refresh();
}

void CompareView::start() {
    if (!hasOther()) {
        askFolder();
        return;
    }
    if (other_ != others_->currentData().toString())
        forget(); // it would stand below the name of the next
    other_ = others_->currentData().toString();
    job_.start(
        [run = subject().run.toStdString(), other = other_.toStdString(),
         test = subject().part == ResultsSubject::Test](std::stop_token stop,
                                                        const studio::Progress& progress) {
            return std::make_shared<const studio::ModelComparison>(
                studio::compareOnRun(fromUtf8(run), fromUtf8(other), test, progress, stop));
        },
        [this, key = stamp(), other = other_,
         of = stampOfModel(other_)](const std::shared_ptr<const studio::ModelComparison>& found) {
            kept_.keep(key, {other, of, found});
            take({other, of, found});
            refresh();
        });
}

// The list says whose figures are shown.
void CompareView::nameOther() {
    add(other_);
    others_->setCurrentIndex(others_->findData(other_));
}

void CompareView::take(const Compared& compared) {
    other_ = compared.other;
    nameOther();
    found_ = compared.found;
    model_->setComparison(found_);
    show();
}

void CompareView::recall() {
    if (const auto compared = kept_.of(stamp());
        compared && compared->stamp == stampOfModel(compared->other))
        take(*compared);
}

void CompareView::forget() {
    found_.reset();
    model_->setComparison(nullptr);
}

void CompareView::show() {
    if (!found_)
        return;
    const QString own = shortName(subject().run), other = shortName(other_);
    model_->setNames(own, other);
    const auto bar = [](const QString& name, double share) {
        Bar one;
        one.name = name;
        one.share = share;
        one.value = scoreText(share);
        return one;
    };
    figures_->setTitle(found_->task == Task::MultiLabel    ? tr("Texts with all labels right")
                       : found_->task == Task::TokenLabels ? tr("Texts with all spans right")
                                                           : tr("Accuracy"));
    bars_->setBars({bar(own, found_->accuracy(false)), bar(other, found_->accuracy(true))});
    // Smaller ones are not told apart by anybody.
    const QString p = found_->p < 0.001 ? tr("p < %1").arg(QLocale().toString(0.001, 'f', 3))
                                        : tr("p = %1").arg(QLocale().toString(found_->p, 'f', 3));
    const QString counts =
        tr("Of %Ln text(s), both are right on %1, only “%2” on %3, only “%4” on %5, neither on %6.",
           nullptr, static_cast<int>(found_->texts))
            .arg(countText(found_->bothRight), own, countText(found_->onlyFirst), other,
                 countText(found_->onlySecond), countText(found_->bothWrong));
    const QString verdict =
        found_->onlyFirst == found_->onlySecond ? tr("Neither is right more often.")
        : found_->p < kSure
            ? tr("That is more than chance would bring (McNemar's exact test, %1).").arg(p)
            : tr("Such a difference may be chance (McNemar's exact test, %1).").arg(p);
    verdict_->setText(sentences({counts, verdict}));
    // Where both always give the same answer, there are no texts, and their room stays empty.
    texts_->setVisible(!found_->rows.empty());
    content()->setStretch(content()->count() - 1, found_->rows.empty() ? 1 : 0);
    texts_->setTitle(
        tr("%Ln text(s) with different answers", nullptr, static_cast<int>(found_->rows.size())));
    QStringList notes;
    for (const Problem& note : found_->notes)
        if (note.severity != Problem::Severity::Info)
            notes << shown(note);
    setSummary(sentences(notes));
}

void CompareView::retranslate() {
    MeasuredView::retranslate();
    folder_->setText(tr("Another folder…"));
    others_->setAccessibleName(tr("The other model"));
    figures_->setTitle(tr("Accuracy"));
    bars_->setAccessibleName(tr("Accuracy of both models"));
    table_->setAccessibleName(tr("Texts with different answers"));
    which_->setTexts(
        {tr("All"), tr("Only this right"), tr("Only the other right"), tr("Both wrong")});
    model_->retranslate();
    show();
}

} // namespace attune::ui
