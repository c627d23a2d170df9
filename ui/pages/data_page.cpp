// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data_page.h"

#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/label.h"
#include "ui/kit/side_column.h"
#include "ui/models/figures_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/data/data_checker.h"
#include "ui/pages/data/data_source.h"
#include "ui/pages/data/filters_card.h"
#include "ui/pages/data/findings_card.h"
#include "ui/pages/data/labels_card.h"
#include "ui/pages/data/lengths_card.h"
#include "ui/pages/data/parts_card.h"
#include "ui/pages/data/role_header.h"
#include "ui/pages/data/table_card.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace attune::ui {

namespace {

constexpr std::size_t kPreviewRows = 1000;

} // namespace

DataPage::DataPage(Workspace& workspace, QWidget* parent)
    : Page(workspace, parent),
      source_(new DataSource(workspace, this)),
      stack_(new QStackedWidget),
      empty_(new EmptyState(Icon::Data)),
      errorCard_(new Card),
      error_(new Label(TextSize::Body, QFont::Normal, Tone::Text, Label::Fit::Wrap)),
      table_(new TableCard),
      checker_(new DataChecker(workspace, this)),
      findings_(new FindingsCard(*checker_)),
      parts_(new PartsCard),
      filters_(new FiltersCard(workspace)) {
    errorCard_->setTone(Tone::Bad);
    errorCard_->body()->addWidget(error_);
    errorCard_->hide();

    auto* left = new QVBoxLayout;
    left->setSpacing(16);
    left->addWidget(errorCard_);
    left->addWidget(table_, 5);
    left->addWidget(findings_, 3);
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addLayout(left, 1);
    row->addWidget(makeSide());
    stack_->addWidget(content);
    auto* emptyCard = new Card(false);
    emptyCard->body()->addWidget(empty_);
    stack_->addWidget(emptyCard);
    body()->addWidget(stack_, 1);

    next_ = new Button(ButtonKind::Outline, Icon::Right);
    next_->setSymbolAtEnd(true);
    actions()->addWidget(next_);
    connect(next_, &QPushButton::clicked, this,
            [this] { this->workspace().openPage(QStringLiteral("clean")); });

    RecipeModel& recipe = workspace.recipe();
    connect(&recipe, &RecipeModel::changed, this, &DataPage::follow);
    connect(&workspace.figures(), &FiguresModel::changed, this, &DataPage::followFigures);
    connect(checker_, &DataChecker::changed, this, &DataPage::showFindings);
    connect(table_, &TableCard::useChosen, source_, &DataSource::setUse);
    connect(table_, &TableCard::encodingChosen, this, [&recipe](const QString& encoding) {
        recipe.set("data.encoding", Value(encoding.toStdString()));
    });
    connect(table_, &TableCard::delimiterChosen, this, [&recipe](const QString& delimiter) {
        recipe.set("data.delimiter", Value(delimiter.toStdString()));
    });
    connect(table_, &TableCard::fileWanted, this,
            [this] { source_->ask(QStringLiteral("data.train"), false); });
    connect(table_, &TableCard::folderWanted, this,
            [this] { source_->ask(QStringLiteral("data.train"), true); });
    connect(empty_, &EmptyState::pressed, this,
            [this] { source_->ask(QStringLiteral("data.train"), false); });
    connect(findings_, &FindingsCard::lineWanted, table_, &TableCard::showLine);
    connect(lengths_, &LengthsCard::limitChosen, this, [&recipe](int tokens) {
        recipe.set("data.max_length", Value(static_cast<std::int64_t>(tokens)));
    });
    connect(parts_, &PartsCard::splitChosen, this,
            [&recipe](double share) { recipe.set("data.validation_split", Value(share)); });
    connect(parts_, &PartsCard::fileWanted, this,
            [this](const QString& key) { source_->ask(key, false); });
    connect(parts_, &PartsCard::fileDropped, this,
            [&recipe](const QString& key) { recipe.set(key.toStdString(), Value(std::string())); });
    connect(filters_, &FiltersCard::opened, this,
            [this] { side_->verticalScrollBar()->setValue(filters_->y()); });
    connect(&reader_, &JobBase::progress, this, [this](double done, double all) {
        table_->setReading(true, all > 0 ? done / all : -1);
    });
    connect(&reader_, &JobBase::failed, this, [this](const QString& message) {
        // The last good preview stays in view.
        error_->setText(message);
        errorCard_->show();
        table_->setReading(false);
        stack_->setCurrentIndex(0);
        Q_EMIT changed();
    });
    follow();
    followFigures();
}

QWidget* DataPage::makeSide() {
    side_ = new SideColumn(336);
    labels_ = new LabelsCard;
    lengths_ = new LengthsCard;
    side_->column()->addWidget(labels_);
    side_->column()->addWidget(lengths_);
    side_->column()->addWidget(parts_);
    side_->column()->addWidget(filters_);
    side_->column()->addStretch(1);
    return side_;
}

PageState DataPage::state() const {
    const auto& figures = workspace().figures().data();
    const bool good = figures && !figures->labels.empty() && !hasErrors(problems());
    return {.kind = good ? PageState::Kind::Done : PageState::Kind::Nothing};
}

Problems DataPage::problems() const {
    Problems found;
    const auto& figures = workspace().figures().data();
    for (const Problem& note : figures ? figures->notes : Problems())
        if (note.severity != Problem::Severity::Info)
            found.push_back(note);
    return found;
}

void DataPage::showField(const std::string& key) {
    if (key == "data.max_length")
        lengths_->focusLimit();
    else if (key == "data.validation" || key == "data.test" || key == "data.validation_split")
        side_->ensureWidgetVisible(parts_);
    else if (key.starts_with("data.filter"))
        filters_->focusField(key);
    else
        table_->header().setFocus(Qt::OtherFocusReason);
}

void DataPage::useFile(const QString& path) { source_->use(path); }

void DataPage::follow() {
    const DataSettings& data = workspace().recipe().recipe().data;
    table_->setSettings(data);
    parts_->setSettings(data);
    lengths_->setLimit(data.max_length);
    read();
    updateContext();
}

void DataPage::read() {
    const DataSettings& data = workspace().recipe().recipe().data;
    if (data.train.empty()) {
        reader_.cancel();
        asked_.clear();
        hasPreview_ = false;
        stack_->setCurrentIndex(1);
        return;
    }
    const fs::path path = source_->resolved(data.train);
    const std::string wanted = path.string() + '\n' + data.encoding + '\n' + data.delimiter;
    if (wanted == asked_)
        return;
    asked_ = wanted;
    stack_->setCurrentIndex(0);
    table_->setReading(true);
    reader_.start(
        [path, encoding = data.encoding,
         delimiter = data.delimiter](std::stop_token stop, const studio::Progress& progress) {
            return studio::previewTable(path, encoding, delimiter, kPreviewRows, stop, progress);
        },
        [this](const studio::TablePreview& preview) {
            hasPreview_ = true;
            errorCard_->hide();
            table_->setReading(false);
            table_->setPreview(preview);
            showFindings();
            updateContext();
            Q_EMIT changed();
        });
}

void DataPage::followFigures() {
    const FiguresModel& figures = workspace().figures();
    if (figures.model())
        lengths_->setLongest(figures.model()->longest);
    if (figures.data())
        lengths_->setLengths(figures.data()->lengthHistogram);
    lengths_->setLimit(workspace().recipe().recipe().data.max_length);
    labels_->setFigures(figures.data() ? &*figures.data() : nullptr);
    parts_->setFigures(figures.data() ? &*figures.data() : nullptr);
    showFindings();
    updateContext();
    Q_EMIT changed();
}

void DataPage::showFindings() {
    const FiguresModel& figures = workspace().figures();
    Problems notes;
    if (!figures.dataError().isEmpty())
        notes.push_back({
            Problem::Severity::Error, "data", {                                },
              {figures.dataError().toStdString(), {}},
              {                                 }
        });
    const studio::TablePreview& preview = table_->model().preview();
    notes.insert(notes.end(), preview.notes.begin(), preview.notes.end());
    // What the checks say better is said once.
    const auto told = [&](const Problem& note) {
        const auto& checks = figures.data()->checks;
        return checker_->checked() &&
               std::any_of(checks.begin(), checks.end(), [&](const DataCheck& check) {
                   return check.part != "validation" && describe(check, {}).message == note.message;
               });
    };
    if (figures.data())
        std::remove_copy_if(figures.data()->notes.begin(), figures.data()->notes.end(),
                            std::back_inserter(notes), told);
    findings_->setFindings(notes, preview.skipped);
}

void DataPage::updateContext() {
    const FiguresModel& figures = workspace().figures();
    const studio::TablePreview& preview = table_->model().preview();
    if (!hasPreview_) {
        setContext(reader_.isRunning() ? tr("Reading…") : QString());
    } else if (preview.skipped.empty()) {
        std::uint64_t filtered = 0;
        if (figures.data())
            for (const FilterCount& filter : figures.data()->filters)
                filtered += filter.rows;
        setContext(!figures.data() ? tr("Every row was read")
                   : filtered > 0  ? tr("The row filters leave %Ln row(s) out of the training part",
                                        nullptr, static_cast<int>(filtered))
                                   : tr("%Ln label(s), every row is used", nullptr,
                                        static_cast<int>(figures.data()->labels.size())));
    } else {
        setContext(tr("%Ln row(s) left out, listed below", nullptr,
                      static_cast<int>(preview.skipped.size())));
    }
}

void DataPage::retranslate() {
    Page::retranslate();
    next_->setText(tr("Next: Clean"));
    empty_->setTexts(tr("No data yet"),
                     tr("A table of texts and labels: CSV, TSV, JSON lines, or a folder with one "
                        "folder a label."),
                     tr("Choose a file…"));
    errorCard_->setTitle(tr("The file cannot be read"));
    table_->retranslate();
    labels_->retranslate();
    lengths_->retranslate();
    findings_->retranslate();
    parts_->retranslate();
    filters_->retranslate();
    updateContext();
}

} // namespace attune::ui
