// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data_page.h"

#include "ui/charts/bar_list.h"
#include "ui/charts/length_chart.h"
#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/side_column.h"
#include "ui/models/figures_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/data/data_checker.h"
#include "ui/pages/data/filters_card.h"
#include "ui/pages/data/findings_card.h"
#include "ui/pages/data/parts_card.h"
#include "ui/pages/data/role_header.h"
#include "ui/pages/data/table_card.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace attune::ui {

namespace {

constexpr std::size_t kPreviewRows = 1000;
constexpr std::size_t kLabelsShown = 8;

bool has(const std::vector<std::string>& columns, const std::string& name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
}

} // namespace

DataPage::DataPage(Workspace& workspace, QWidget* parent)
    : Page(workspace, parent),
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
    connect(table_, &TableCard::useChosen, this, &DataPage::setUse);
    connect(table_, &TableCard::encodingChosen, this, [&recipe](const QString& encoding) {
        recipe.set("data.encoding", Value(encoding.toStdString()));
    });
    connect(table_, &TableCard::delimiterChosen, this, [&recipe](const QString& delimiter) {
        recipe.set("data.delimiter", Value(delimiter.toStdString()));
    });
    connect(table_, &TableCard::fileWanted, this,
            [this] { askFile(QStringLiteral("data.train"), false); });
    connect(table_, &TableCard::folderWanted, this,
            [this] { askFile(QStringLiteral("data.train"), true); });
    connect(empty_, &EmptyState::pressed, this,
            [this] { askFile(QStringLiteral("data.train"), false); });
    connect(findings_, &FindingsCard::lineWanted, table_, &TableCard::showLine);
    connect(lengths_, &LengthChart::edited, this, [&recipe](int tokens) {
        recipe.set("data.max_length", Value(static_cast<std::int64_t>(tokens)));
    });
    connect(lengths_, &LengthChart::moved, this, &DataPage::updateTexts);
    connect(parts_, &PartsCard::splitChosen, this,
            [&recipe](double share) { recipe.set("data.validation_split", Value(share)); });
    connect(parts_, &PartsCard::fileWanted, this,
            [this](const QString& key) { askFile(key, false); });
    connect(parts_, &PartsCard::fileDropped, this,
            [&recipe](const QString& key) { recipe.set(key.toStdString(), Value(std::string())); });
    connect(filters_, &FiltersCard::opened, this,
            [this] { side_->verticalScrollBar()->setValue(filters_->y()); });
    connect(moreLabels_, &QPushButton::clicked, this, [this] {
        allLabels_ = !allLabels_;
        updateTexts();
    });
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
    connect(&replacer_, &JobBase::failed, this, [this](const QString& message) {
        this->workspace().fail(tr("The file cannot be used"), message);
    });
    follow();
    followFigures();
}

QWidget* DataPage::makeSide() {
    side_ = new SideColumn(336);
    labelCard_ = new Card;
    labelSum_ = new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary);
    labelCard_->head()->addWidget(labelSum_);
    labels_ = new BarList(BarList::Look::Count);
    moreLabels_ = new Button(ButtonKind::Link);
    labelHint_ = new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap);
    labelCard_->body()->addWidget(labels_);
    labelCard_->body()->addWidget(moreLabels_, 0, Qt::AlignLeft);
    labelCard_->body()->addWidget(labelHint_);

    lengthCard_ = new Card;
    lengthFacts_ = new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary);
    lengthCard_->head()->addWidget(lengthFacts_);
    lengths_ = new LengthChart;
    lengthHint_ = new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap);
    lengthCard_->body()->addWidget(lengths_);
    lengthCard_->body()->addWidget(lengthHint_);

    side_->column()->addWidget(labelCard_);
    side_->column()->addWidget(lengthCard_);
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
        lengths_->setFocus(Qt::OtherFocusReason);
    else if (key == "data.validation" || key == "data.test" || key == "data.validation_split")
        side_->ensureWidgetVisible(parts_);
    else if (key.starts_with("data.filter"))
        filters_->focusField(key);
    else
        table_->header().setFocus(Qt::OtherFocusReason);
}

fs::path DataPage::resolved(const std::string& path) const {
    const fs::path given = path;
    return given.is_absolute() ? given : workspace().recipe().recipe().base / given;
}

void DataPage::follow() {
    const DataSettings& data = workspace().recipe().recipe().data;
    table_->setSettings(data);
    parts_->setSettings(data);
    lengths_->setLimit(static_cast<int>(data.max_length));
    read();
    updateTexts();
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
    const fs::path path = resolved(data.train);
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
            updateTexts();
            Q_EMIT changed();
        });
}

void DataPage::followFigures() {
    const FiguresModel& figures = workspace().figures();
    if (figures.model())
        lengths_->setLongest(static_cast<int>(figures.model()->longest));
    if (figures.data())
        lengths_->setLengths(figures.data()->lengthHistogram);
    lengths_->setLimit(static_cast<int>(workspace().recipe().recipe().data.max_length));
    parts_->setFigures(figures.data() ? &*figures.data() : nullptr);
    showFindings();
    updateTexts();
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

void DataPage::setUse(const QString& column, ColumnUse use) {
    Recipe recipe = workspace().recipe().recipe();
    DataSettings& data = recipe.data;
    const std::string name = column.toStdString();
    // A column has one use, a use one column: the one that had it becomes unused.
    for (std::string* key : {&data.text, &data.text_pair, &data.label})
        if (*key == name)
            key->clear();
    if (use == ColumnUse::Text)
        data.text = name;
    else if (use == ColumnUse::Pair)
        data.text_pair = name;
    else if (use == ColumnUse::Label)
        data.label = name;
    workspace().recipe().change(tr("use “%1” as: %2").arg(column, useText(use)), recipe);
}

void DataPage::askFile(const QString& key, bool folder) {
    auto* dialog = new QFileDialog(this, folder ? tr("Choose a folder of labels")
                                                : tr("Choose a file of labelled texts"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (folder) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    } else {
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters(
            {tr("Labelled texts (*.csv *.tsv *.jsonl *.txt)"), tr("All files (*)")});
    }
    const std::string& train = workspace().recipe().recipe().data.train;
    if (!train.empty())
        dialog->setDirectory(toQt(resolved(train).parent_path().string()));
    connect(dialog, &QFileDialog::fileSelected, this, [this, key](const QString& path) {
        if (key == QLatin1String("data.train"))
            useFile(path);
        else
            workspace().recipe().set(key.toStdString(), Value(path.toStdString()));
    });
    dialog->open();
}

void DataPage::useFile(const QString& path) {
    replacer_.start(
        [path = path.toStdString()](std::stop_token stop, const studio::Progress& progress) {
            // The head tells the columns; the page's own reading counts the rows.
            return studio::previewTable(path, "auto", "auto", 100, stop, progress);
        },
        [this, path](const studio::TablePreview& preview) {
            Recipe recipe = workspace().recipe().recipe();
            recipe.data.train = path.toStdString();
            recipe.data.encoding = "auto";
            recipe.data.delimiter = "auto";
            if (!has(preview.columns, recipe.data.text))
                recipe.data.text = preview.textGuess;
            if (!has(preview.columns, recipe.data.label))
                recipe.data.label = preview.labelGuess;
            if (!has(preview.columns, recipe.data.text_pair))
                recipe.data.text_pair.clear();
            workspace().recipe().change(tr("use %1").arg(QFileInfo(path).fileName()), recipe);
        });
}

void DataPage::updateTexts() {
    const FiguresModel& figures = workspace().figures();
    const studio::TablePreview& preview = table_->model().preview();
    labelCard_->setVisible(figures.data().has_value());
    lengthCard_->setVisible(lengths_->texts() > 0);
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
    if (figures.data()) {
        const auto& data = *figures.data();
        std::vector<std::size_t> order(data.labels.size());
        for (std::size_t id = 0; id < order.size(); ++id)
            order[id] = id;
        const auto count = [&](std::size_t id) {
            return id < data.labelCounts.size() ? data.labelCounts[id] : 0;
        };
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return count(a) > count(b); });
        std::int64_t sum = 0;
        for (const std::int64_t texts : data.labelCounts)
            sum += texts;
        const double most =
            order.empty() ? 1 : static_cast<double>(std::max<std::int64_t>(1, count(order[0])));
        std::vector<Bar> bars;
        for (const std::size_t id : order) {
            if (!allLabels_ && bars.size() == kLabelsShown)
                break;
            const auto texts = static_cast<double>(count(id));
            const double share = sum > 0 ? texts / static_cast<double>(sum) : 0;
            bars.push_back({toQt(data.labels[id]), texts / most, countText(count(id)),
                            share > 0 && share < 0.01 ? tr("< 1%") : percentText(share), false,
                            count(id) < 2});
        }
        labels_->setBars(std::move(bars));
        labelCard_->setTitle(tr("Labels"));
        labels_->setAccessibleName(tr("Texts of each label"));
        labelSum_->setText(tr("%1 texts to train").arg(countText(sum)));
        moreLabels_->setVisible(order.size() > kLabelsShown);
        moreLabels_->setText(
            allLabels_ ? tr("Show fewer")
                       : tr("Show all %1").arg(countText(static_cast<std::int64_t>(order.size()))));
        // The rarest decides whether accuracy can mislead.
        const std::int64_t least = order.empty() ? 0 : count(order.back());
        const bool rare =
            order.size() > 1 && least * 5 < sum / static_cast<std::int64_t>(order.size());
        labelHint_->setText(rare ? tr("“%1” is rare. Class weights in Training can balance it.")
                                       .arg(toQt(data.labels[order.back()]))
                                 : QString());
        labelHint_->setVisible(rare);
    }
    lengthCard_->setTitle(tr("Tokens a text"));
    lengthFacts_->setText(
        tr("longest %1, half up to %2")
            .arg(countText(lengths_->longestText()), countText(lengths_->medianText())));
    const std::int64_t cut = lengths_->cutTexts(lengths_->value());
    lengthHint_->setText(cut == 0 ? tr("Drag the line. No text is cut.")
                                  : tr("Drag the line. %Ln text(s) lose their end.", nullptr,
                                       static_cast<int>(cut)));
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
    findings_->retranslate();
    parts_->retranslate();
    filters_->retranslate();
    updateTexts();
}

} // namespace attune::ui
