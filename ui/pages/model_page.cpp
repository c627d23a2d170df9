// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model_page.h"

#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/label.h"
#include "ui/kit/last_folder.h"
#include "ui/kit/numbers.h"
#include "ui/kit/progress_line.h"
#include "ui/kit/table.h"
#include "ui/models/figures_model.h"
#include "ui/models/model_list_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/model/download_dialog.h"
#include "ui/pages/model/model_delegate.h"
#include "ui/pages/model/model_details.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMimeData>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <cmath>

namespace attune::ui {

namespace {

// Filters by name, family and languages together.
class ModelFilter : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
        QString all;
        for (const int column :
             {ModelListModel::Name, ModelListModel::Family, ModelListModel::Languages})
            all += sourceModel()->index(row, column, parent).data().toString() + u'\n';
        return all.contains(filterRegularExpression());
    }
};

// How a recipe names the model: a snapshot of the Hugging Face cache by its name, which other
// machines know too, as long as that name leads there; everything else by its folder.
std::string recipeName(const studio::ModelCard& card, const fs::path& base) {
    if (card.commit.empty())
        return card.path;
    const std::string name = card.revision.empty() ? card.name : card.name + "@" + card.revision;
    try {
        std::error_code ignored;
        if (fs::equivalent(findModel(name, base), fromUtf8(card.path), ignored))
            return name;
    } catch (const Error&) {
        // The name leads nowhere: another cache.
    }
    return card.path;
}

} // namespace

ModelPage::ModelPage(Workspace& workspace, QWidget* parent)
    : Page(workspace, parent),
      list_(new ModelListModel(this)),
      filtered_(new ModelFilter(this)),
      details_(new ModelDetails) {
    filtered_->setSourceModel(list_);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(makeList(), 1);
    row->addWidget(details_);
    body()->addLayout(row, 1);

    next_ = new Button(ButtonKind::Outline, Icon::Right);
    next_->setSymbolAtEnd(true);
    actions()->addWidget(next_);
    connect(next_, &QPushButton::clicked, this,
            [this] { this->workspace().openPage(QStringLiteral("data")); });

    setAcceptDrops(true);
    connect(&workspace, &Workspace::machineChanged, this, [this] {
        list_->setMachine(this->workspace().machine());
        showCurrent();
    });
    connect(&workspace.figures(), &FiguresModel::changed, this, &ModelPage::followFigures);
    connect(details_, &ModelDetails::useWanted, this, [this] { choose(currentRow()); });
    connect(details_, &ModelDetails::vocabularyWanted, this,
            [this] { this->workspace().openPage(QStringLiteral("vocabulary")); });
    connect(&finder_, &JobBase::failed, this, [this](const QString& text) {
        this->workspace().fail(tr("Models were not listed"), text);
    });
    connect(&finder_, &JobBase::runningChanged, this,
            [this] { busy_->setVisible(finder_.isRunning()); });
    connect(&adder_, &JobBase::failed, this, [this](const QString& text) {
        this->workspace().fail(tr("The model cannot be used"), text);
    });
    details_->setCard(nullptr, false, workspace.machine(), {});
    followFigures();
}

QWidget* ModelPage::makeList() {
    auto* card = new Card(false, Card::Padding::None);
    filter_ = new QLineEdit;
    filter_->addAction(makeIcon(Icon::Search), QLineEdit::LeadingPosition);
    filter_->setClearButtonEnabled(true);
    add_ = new Button(ButtonKind::Outline, Icon::Folder);
    download_ = new Button(ButtonKind::Outline, Icon::Download);
    download_->setObjectName(QStringLiteral("downloadModel"));
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(15, 11, 15, 11);
    tools->setSpacing(8);
    tools->addWidget(filter_, 1);
    tools->addWidget(add_);
    tools->addWidget(download_);
    card->body()->setSpacing(0);
    card->body()->addLayout(tools);
    busy_ = new ProgressLine(3);
    busy_->hide();
    card->body()->addWidget(busy_);

    table_ = new QTableView;
    table_->setObjectName(QStringLiteral("models"));
    table_->setModel(filtered_);
    setUpTable(*table_, 48);
    table_->setItemDelegate(new ModelDelegate(table_));
    QHeaderView* head = table_->horizontalHeader();
    head->setSectionResizeMode(ModelListModel::Name, QHeaderView::Stretch);
    const int widths[] = {0, 104, 136, 112, 152};
    for (int column = 1; column < ModelListModel::ColumnCount; ++column)
        table_->setColumnWidth(column, scaled(widths[column]));

    empty_ = new EmptyState(Icon::Model);
    stack_ = new QStackedWidget;
    stack_->addWidget(table_);
    stack_->addWidget(empty_);
    card->body()->addWidget(stack_, 1);

    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& text) {
        filtered_->setFilterRegularExpression(QRegularExpression(
            QRegularExpression::escape(text), QRegularExpression::CaseInsensitiveOption));
    });
    connect(add_, &QPushButton::clicked, this, &ModelPage::askFolder);
    connect(download_, &QPushButton::clicked, this, &ModelPage::askDownload);
    connect(empty_, &EmptyState::pressed, this, &ModelPage::askFolder);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ModelPage::showCurrent);
    connect(table_, &QAbstractItemView::clicked, this, [this] { choose(currentRow()); });
    connect(table_, &QAbstractItemView::activated, this, [this] { choose(currentRow()); });
    return card;
}

PageState ModelPage::state() const {
    return {.kind = chosenPath_.isEmpty() ? PageState::Kind::Nothing : PageState::Kind::Done};
}

void ModelPage::showField(const std::string&) { table_->setFocus(); }

void ModelPage::retranslate() {
    Page::retranslate();
    filter_->setPlaceholderText(tr("Filter by name, family or language"));
    filter_->setAccessibleName(filter_->placeholderText());
    add_->setText(tr("Add a folder…"));
    download_->setText(tr("Download…"));
    download_->setToolTip(tr("Download a model of the Hugging Face Hub by its name"));
    next_->setText(tr("Next: Data"));
    table_->setAccessibleName(tr("Models on this machine"));
    empty_->setTexts(
        tr("No model found"),
        tr("A model is a folder with config.json, a tokenizer and weights. Choose one, "
           "drop it here, or download one by name."),
        tr("Choose a folder…"));
    list_->retranslate();
    updateContext();
    showCurrent();
}

void ModelPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (!found_ && !finder_.isRunning())
        find();
}

void ModelPage::find() {
    std::vector<fs::path> extra;
    const Recipe& recipe = workspace().recipe().recipe();
    if (!recipe.base.empty())
        extra.push_back(recipe.base);
    finder_.start(
        [extra](std::stop_token stop, const auto&) { return studio::findModels(extra, stop); },
        [this](const studio::FoundModels& found) {
            found_ = true;
            list_->setModels(found, workspace().machine());
            stack_->setCurrentIndex(list_->rowCount() == 0 ? 1 : 0);
            placeChosen();
        });
}

void ModelPage::followFigures() {
    const auto& card = workspace().figures().model();
    const QString path = card ? toQt(card->path) : QString();
    ModelUse use = useNow();
    const bool same = use == use_;
    use_ = std::move(use);
    if (path == chosenPath_) {
        if (!same) {
            showMeasured();
            showCurrent();
        }
        return;
    }
    chosenPath_ = path;
    placeChosen();
    Q_EMIT changed();
}

ModelUse ModelPage::useNow() const {
    const FiguresModel& figures = workspace().figures();
    ModelUse use;
    if (figures.consequences())
        use.trainingBytes = figures.consequences()->trainingBytes;
    if (figures.data()) {
        use.labels = static_cast<std::int64_t>(figures.data()->labels.size());
        for (const Problem& note : figures.data()->notes)
            if (note.field == "model" && note.severity != Problem::Severity::Info)
                use.notes.push_back(note);
        use.unknown = use.notes.empty() ? 0 : figures.data()->unknownShare;
    }
    return use;
}

void ModelPage::showMeasured() {
    list_->setMeasured(use_.trainingBytes, static_cast<int>(std::lround(use_.unknown * 100)));
}

void ModelPage::placeChosen() {
    const auto& card = workspace().figures().model();
    if (card) {
        // One that lies elsewhere (a recipe names it) joins the list.
        const int row = list_->add(*card);
        stack_->setCurrentIndex(0);
        table_->setCurrentIndex(filtered_->mapFromSource(list_->index(row, 0)));
    }
    list_->setChosen(chosenPath_);
    showMeasured();
    updateContext();
    showCurrent();
}

int ModelPage::currentRow() const {
    const QModelIndex index = table_->currentIndex();
    return index.isValid() ? filtered_->mapToSource(index).row() : -1;
}

void ModelPage::showCurrent() {
    const int row = currentRow();
    if (const studio::RefusedModel* model = list_->refused(row))
        return details_->setRefused(*model);
    const studio::ModelCard* card = list_->card(row);
    details_->setCard(card,
                      card != nullptr && !chosenPath_.isEmpty() && toQt(card->path) == chosenPath_,
                      workspace().machine(), use_);
}

void ModelPage::choose(int row) {
    const studio::ModelCard* card = list_->card(row);
    if (card == nullptr)
        return;
    const Recipe& recipe = workspace().recipe().recipe();
    // The recipe may name the same model otherwise, by its folder: that stays. chosenPath_ follows
    // the recipe only in a while, so it is not asked.
    if (resolvePath(recipe.base, recipe.head.model) != fromUtf8(card->path))
        workspace().recipe().set("model", Value(recipeName(*card, recipe.base)));
}

void ModelPage::askFolder() {
    auto* dialog = new QFileDialog(this, tr("Add a folder of models"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    keepFolder(*dialog, QStringLiteral("model"));
    connect(dialog, &QFileDialog::fileSelected, this, &ModelPage::addFolder);
    dialog->open();
}

void ModelPage::askDownload() {
    auto* dialog = new DownloadDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // It joins the list and becomes the recipe's, as a folder that is added.
    connect(dialog, &DownloadDialog::downloaded, this, [this](const QString& model) {
        take(model.toStdString(), workspace().recipe().recipe().base, true);
    });
    dialog->open();
}

void ModelPage::addFolder(const QString& folder) {
    if (!QFileInfo::exists(folder + QStringLiteral("/config.json"))) {
        try {
            studio::addModelFolder(fromUtf8(folder.toStdString()));
        } catch (const Error& error) {
            return workspace().fail(tr("The folder was not added"), shown(error));
        }
        return find();
    }
    take(folder.toStdString(), {}, false);
}

void ModelPage::take(const std::string& model, const fs::path& base, bool named) {
    adder_.start(
        [model, base](std::stop_token, const auto&) { return studio::inspectModel(model, base); },
        [this, model, named](const studio::ModelCard& card) {
            const int row = list_->add(card);
            stack_->setCurrentIndex(0);
            table_->setCurrentIndex(filtered_->mapFromSource(list_->index(row, 0)));
            if (named && workspace().recipe().recipe().head.model == model) {
                // It was named before it came.
                workspace().recipe().check();
                workspace().figures().measureAgain();
            } else if (named)
                workspace().recipe().set("model", Value(model));
            else
                choose(row);
            updateContext();
        });
}

void ModelPage::dragEnterEvent(QDragEnterEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (QFileInfo(url.toLocalFile()).isDir())
            return event->acceptProposedAction();
}

void ModelPage::dropEvent(QDropEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (QFileInfo(url.toLocalFile()).isDir())
            addFolder(url.toLocalFile());
    event->acceptProposedAction();
}

void ModelPage::updateContext() {
    setContext(found_ ? tr("%Ln found", nullptr, list_->usable()) : tr("Looking for models…"));
}

} // namespace attune::ui
