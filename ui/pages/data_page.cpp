// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data_page.h"

#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/side_column.h"
#include "ui/models/figures_model.h"
#include "ui/models/findings_model.h"
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
#include "ui/pages/data/task_card.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace attune::ui {

namespace {

constexpr int kWaitForWriter = 500; // ms: a file is seldom changed by one write

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
    connect(checker_, &DataChecker::changed, this, [this] {
        showFindings();
        Q_EMIT changed();
    });
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
    connect(task_, &TaskCard::taskChosen, source_, &DataSource::setTask);
    connect(parts_, &PartsCard::splitChosen, this,
            [&recipe](double share) { recipe.set("data.validation_split", Value(share)); });
    connect(parts_, &PartsCard::fileWanted, this,
            [this](const QString& key) { source_->ask(key, false); });
    connect(parts_, &PartsCard::fileDropped, this,
            [&recipe](const QString& key) { recipe.set(key.toStdString(), Value(std::string())); });
    connect(filters_, &FiltersCard::opened, this,
            [this] { side_->verticalScrollBar()->setValue(filters_->y()); });
    connect(&finder_, &JobBase::progress, this, [this](double done, double all) {
        table_->grow();
        table_->setReading(true, all > 0 ? done / all : -1);
    });
    for (JobBase* job : std::initializer_list<JobBase*>{&opener_, &finder_})
        connect(job, &JobBase::failed, this, [this](const QString& message) {
            // The last good rows stay in view.
            error_->setText(message);
            errorCard_->show();
            table_->setReading(false);
            stack_->setCurrentIndex(0);
            Q_EMIT changed();
        });
    later_.setSingleShot(true);
    later_.setInterval(kWaitForWriter);
    connect(&later_, &QTimer::timeout, this, &DataPage::readAnew);
    connect(&table_->model(), &TablePreviewModel::fileChanged, &later_,
            qOverload<>(&QTimer::start));
    connect(&watcher_, &QFileSystemWatcher::fileChanged, &later_, qOverload<>(&QTimer::start));
    follow();
    followFigures();
}

QWidget* DataPage::makeSide() {
    side_ = new SideColumn(336);
    task_ = new TaskCard;
    labels_ = new LabelsCard;
    lengths_ = new LengthsCard;
    side_->column()->addWidget(task_);
    side_->column()->addWidget(labels_);
    side_->column()->addWidget(lengths_);
    side_->column()->addWidget(parts_);
    side_->column()->addWidget(filters_);
    side_->column()->addStretch(1);
    return side_;
}

PageState DataPage::state() const {
    const auto& figures = workspace().figures().data();
    const bool good = figures && figures->trainTexts > 0 && !hasErrors(problems());
    return {.kind = good ? PageState::Kind::Done : PageState::Kind::Nothing};
}

Problems DataPage::problems() const {
    Problems found;
    const auto& figures = workspace().figures().data();
    for (const Problem& note : figures ? figures->notes : Problems())
        if (note.severity != Problem::Severity::Info && !isToldByChecks(note))
            found.push_back(note);
    // What the list of findings warns of counts in the rail.
    if (checker_->checked())
        for (const DataFinding& finding : checker_->checked()->findings)
            if (finding.severity == Problem::Severity::Warning &&
                !isMended(finding, checker_->clean()))
                found.push_back(
                    {finding.severity, "data", finding.source, finding.message, finding.hint});
    return found;
}

bool DataPage::isToldByChecks(const Problem& note) const {
    const auto& figures = workspace().figures().data();
    return checker_->checked() && figures &&
           std::any_of(figures->checks.begin(), figures->checks.end(), [&](const DataCheck& check) {
               return check.part != "validation" && describe(check, {}).message == note.message;
           });
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
    task_->setTask(workspace().recipe().recipe().head.task);
    table_->setSettings(data, workspace().recipe().recipe().head.task);
    parts_->setSettings(data);
    lengths_->setLimit(data.max_length);
    read();
    updateContext();
}

void DataPage::read() {
    const DataSettings& data = workspace().recipe().recipe().data;
    if (data.train.empty()) {
        opener_.cancel();
        finder_.cancel();
        asked_.clear();
        table_->setTable(nullptr);
        stack_->setCurrentIndex(1);
        return;
    }
    const fs::path path = source_->resolved(data.train);
    const std::string wanted = path.string() + '\n' + data.encoding + '\n' + data.delimiter;
    if (wanted == asked_)
        return;
    asked_ = wanted;
    later_.stop();
    finder_.cancel();
    stack_->setCurrentIndex(0);
    table_->setReading(true);
    TableOptions options;
    options.encoding = data.encoding;
    options.delimiter = data.delimiter;
    opener_.start(
        [path, options](std::stop_token stop, const studio::Progress&) {
            TableOptions stoppable = options;
            stoppable.stop = std::move(stop);
            return std::make_shared<RowIndex>(path, stoppable);
        },
        [this](const std::shared_ptr<RowIndex>& table) { takeTable(table); });
}

void DataPage::takeTable(const std::shared_ptr<RowIndex>& table) {
    errorCard_->hide();
    table_->setTable(table);
    if (std::exchange(readAnew_, false))
        table_->setReadAnew(clockText(static_cast<double>(QDateTime::currentSecsSinceEpoch())));
    if (!watcher_.files().isEmpty())
        watcher_.removePaths(watcher_.files());
    watcher_.addPath(toQt(toUtf8(table->path())));
    const auto tell = [this] {
        showFindings();
        updateContext();
        Q_EMIT changed();
    };
    tell();
    finder_.start(
        [table](std::stop_token stop, const studio::Progress& progress) {
            table->build(std::move(stop), [&](std::uint64_t done, std::uint64_t all) {
                progress(static_cast<double>(done), static_cast<double>(all));
            });
            return table->changed();
        },
        [this, tell](bool changedMeanwhile) {
            table_->setReading(false);
            table_->grow();
            tell();
            if (changedMeanwhile)
                later_.start();
        });
}

void DataPage::readAnew() {
    const RowIndex* const table = table_->model().table();
    // A file that is not there any more may be about to be written; a new name is watched anew.
    if (table == nullptr || !table->changed())
        return;
    asked_.clear();
    readAnew_ = true;
    read();
    workspace().figures().measureAgain();
    checker_->check();
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
    const RowIndex* const table = table_->model().table();
    const Problems read = table != nullptr ? table->notes() : Problems();
    notes.insert(notes.end(), read.begin(), read.end());
    // What the checks say better is said once; how the file was read its combos say.
    const DataSettings& data = workspace().recipe().recipe().data;
    const bool found = data.encoding == "auto" && data.delimiter == "auto";
    const auto told = [&](const Problem& note) {
        return isToldByChecks(note) ||
               (found && table != nullptr &&
                note.message ==
                    readingNote(table->format(), table->encoding(), table->delimiter()));
    };
    if (figures.data())
        std::remove_copy_if(figures.data()->notes.begin(), figures.data()->notes.end(),
                            std::back_inserter(notes), told);
    findings_->setFindings(notes, table != nullptr ? table->skipped() : std::vector<SkippedRow>());
}

void DataPage::updateContext() {
    const RowIndex* const table = table_->model().table();
    const auto& figures = workspace().figures().data();
    if (table == nullptr || !table->complete()) {
        setContext(opener_.isRunning() || finder_.isRunning() ? tr("Reading…") : QString());
        return;
    }
    // Every row of the file is in one of these counts.
    const auto count = [](auto rows) { return static_cast<int>(rows); };
    const int unreadable = count(table->skipped().size());
    const int all = count(table->size()) + unreadable;
    QStringList out;
    if (unreadable > 0)
        out << tr("%Ln cannot be read", "rows", unreadable);
    if (!figures) {
        // As long as there are no labels, say, nothing can be trained on.
        setContext(!workspace().figures().dataError().isEmpty()
                       ? tr("%Ln row(s) read, none can be used yet", nullptr, all)
                   : out.isEmpty() ? tr("Every row was read")
                                   : tr("Of %Ln row(s) %1", nullptr, all).arg(out.first()));
        return;
    }
    int filtered = 0;
    for (const FilterCount& filter : figures->filters)
        filtered += count(filter.rows);
    if (const int bare = count(figures->leftOut) - unreadable - filtered; bare > 0)
        out << tr("%Ln lack a text or a label", "rows", bare);
    if (filtered > 0)
        out << tr("%Ln are left out by the row filters", "rows", filtered);
    setContext(out.isEmpty()
                   ? figures->task == Task::Regression ? tr("Every row is used")
                                                       : tr("%Ln label(s), every row is used",
                                                            nullptr, count(figures->labels.size()))
                   //: "980 of 1,000 rows are used: 15 cannot be read, 5 lack a text or a label"
                   : tr("%1 of %Ln row(s) are used: %2", nullptr, all)
                         .arg(countText(all - figures->leftOut),
                              out.join(tr(", ", "between two counts"))));
}

void DataPage::retranslate() {
    Page::retranslate();
    next_->setText(tr("Next: Clean"));
    empty_->setTexts(tr("No data yet"),
                     tr("A table of texts and labels: CSV, TSV, JSON lines, CoNLL, or a folder "
                        "with one folder a label."),
                     tr("Choose a file…"));
    errorCard_->setTitle(tr("The file cannot be read"));
    table_->retranslate();
    task_->retranslate();
    labels_->retranslate();
    lengths_->retranslate();
    findings_->retranslate();
    parts_->retranslate();
    filters_->retranslate();
    updateContext();
}

} // namespace attune::ui
