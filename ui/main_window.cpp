// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/models/recipe_model.h"
#include "ui/models/recovery.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/page.h"
#include "ui/pages/page_list.h"
#include "ui/window/actions.h"
#include "ui/window/closing_dialog.h"
#include "ui/window/rail.h"
#include "ui/window/run_companion.h"
#include "ui/window/start_page.h"
#include "ui/window/strip.h"
#include "ui/window/window_state.h"

#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QPainter>
#include <QScreen>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace attune::ui {

namespace {
// Page and start page lie on the page's ground, with a line to the rail and the menu bar.
class Ground : public QWidget {
public:
    Ground() {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(1, 1, 0, 0);
        column->setSpacing(0);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const Theme theme = Theme::of(*this);
        painter.fillRect(rect(), theme.page);
        painter.fillRect(QRect(0, 0, 1, height()), theme.border);
        painter.fillRect(QRect(0, 0, width(), 1), theme.border);
    }
};
} // namespace

MainWindow::MainWindow(std::unique_ptr<QSettings> settings, QWidget* parent)
    : QMainWindow(parent), settings_(std::move(settings)) {
    // The language before any widget: texts are made once.
    language_.choose(Language::fromSetting(settings_->value(QStringLiteral("language"))));
    appearance_.choose(Appearance::fromSetting(settings_->value(QStringLiteral("colours"))));
    workspace_ = std::make_unique<Workspace>();
    // Beside the settings, so that windows with settings of their own share nothing.
    recovery_ = new Recovery(
        *workspace_,
        fromUtf8(QFileInfo(settings_->fileName()).absolutePath().toStdString()) / "unsaved", this);
    connect(recovery_, &Recovery::couldNotWrite, this,
            [this](const QString& reason) { tell(tr("Unsaved changes are not kept"), reason); });
    new RunCompanion(workspace_->run(), *this);
    setAcceptDrops(true);
    makeFrame();
    makeActions();
    retranslate();
    showContent();
    connect(workspace_.get(), &Workspace::contentChanged, this, &MainWindow::showContent);
    connect(workspace_.get(), &Workspace::pageWanted, this, &MainWindow::showPage);
    connect(workspace_.get(), &Workspace::exportWanted, this,
            [this](const QPoint& at) { actions_->exporting->popup(at); });
    connect(workspace_.get(), &Workspace::fieldWanted, this, &MainWindow::showField);
    connect(workspace_.get(), &Workspace::failed, this, &MainWindow::tell);
    connect(workspace_.get(), &Workspace::opened, this, &MainWindow::nowOpen);
    connect(workspace_.get(), &Workspace::startingChanged, this, &MainWindow::refreshActions);
    connect(workspace_.get(), &Workspace::runWanted, this, &MainWindow::openRun);
    connect(workspace_.get(), &Workspace::resumeWanted, this, &MainWindow::resumeRun);
    connect(workspace_.get(), &Workspace::startQuestion, this, &MainWindow::askStart,
            Qt::QueuedConnection); // it waits for the answer
    connect(workspace_.get(), &Workspace::resumeQuestion, this, &MainWindow::askResume);
    connect(workspace_.get(), &Workspace::modelOpened, this, [this](const QString& folder) {
        resultModel_ = folder;
        refreshActions();
    });
    // Another run, begun or opened: what Results shows and Export takes is its model.
    connect(&workspace_->run(), &RunModel::wasReset, this, [this] {
        resultModel_.clear();
        refreshActions();
    });
    connect(workspace_.get(), &Workspace::openingChanged, this, &MainWindow::refreshTitle);
    connect(&workspace_->recipe(), &RecipeModel::fileChanged, this, &MainWindow::refreshTitle);
    connect(&workspace_->recipe(), &RecipeModel::changed, this, &MainWindow::refreshTitle);
    connect(&workspace_->recipe(), &RecipeModel::problemsChanged, this,
            &MainWindow::refreshActions);
    connect(&workspace_->run(), &RunModel::stateChanged, this, [this] {
        refreshActions();
        if (closing_ != Closing::No && !workspace_->run().isOurs())
            runEndedWhileClosing();
    });
    resize(firstSize(screen()->availableSize()));
    restoreWindow(*this, *settings_);
    leftPages_ = ui::leftPages(*settings_);
}

QSize MainWindow::firstSize(const QSize& available) {
    // Frames are known only once a window is shown; this is what desktops take at most.
    constexpr QSize frame(16, 48);
    return QSize(1366, 768).boundedTo(available - frame);
}

MainWindow::~MainWindow() {
    delete recovery_; // before the workspace that it watches
    // Pages and actions listen to the workspace, which says things while it goes (an undo stack
    // that is cleared, a run that ends): by then nobody may hear it.
    delete takeCentralWidget();
    for (QObject* sender :
         {static_cast<QObject*>(workspace_.get()), static_cast<QObject*>(&workspace_->recipe()),
          static_cast<QObject*>(&workspace_->recipe().undoStack()),
          static_cast<QObject*>(&workspace_->run())})
        sender->disconnect(this);
}

void MainWindow::makeFrame() {
    auto* whole = new QWidget;
    auto* row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    std::vector<Rail::Stage> stages;
    center_ = new QStackedWidget;
    start_ = new StartPage(*workspace_);
    center_->addWidget(start_);
    for (const PageEntry& entry : pageList()) {
        Page* page = entry.make(*workspace_);
        page->setObjectName(QString::fromLatin1(entry.key));
        pages_.push_back(page);
        stages.push_back({page, entry.startsGroup});
        center_->addWidget(page);
    }
    rail_ = new Rail(*workspace_, std::move(stages));
    strip_ = new Strip(*workspace_);
    auto* ground = new Ground;
    ground->layout()->addWidget(center_);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(ground, 1);
    right->addWidget(strip_);
    row->addWidget(rail_);
    row->addLayout(right, 1);
    setCentralWidget(whole);

    connect(rail_, &Rail::stageWanted, this, [this](int stage) {
        showPage(QString::fromLatin1(pageList()[static_cast<std::size_t>(stage)].key));
    });
    connect(rail_, &Rail::problemWanted, this, [this](int stage, const std::string& field) {
        if (stage < 0)
            return;
        showPage(QString::fromLatin1(pageList()[static_cast<std::size_t>(stage)].key));
        pages_[static_cast<std::size_t>(stage)]->showField(field);
    });
    connect(strip_, &Strip::stopWanted, this, &MainWindow::askStop);
    connect(start_, &StartPage::dataWanted, this, &MainWindow::askData);
    connect(start_, &StartPage::recipeWanted, this, &MainWindow::askRecipe);
    connect(start_, &StartPage::runWanted, this, &MainWindow::askRun);
    connect(start_, &StartPage::modelWanted, this, &MainWindow::askModel);
    connect(start_, &StartPage::recentWanted, this, &MainWindow::open);
    connect(start_->language(), &QComboBox::activated, this,
            [this](int index) { setLanguage(static_cast<Language::Choice>(index)); });
    connect(start_->colours(), &QComboBox::activated, this,
            [this](int index) { setColours(static_cast<Appearance::Choice>(index)); });

    auto* corner = new QWidget;
    auto* cornerRow = new QHBoxLayout(corner);
    cornerRow->setContentsMargins(0, 0, 12, 0);
    cornerRow->setSpacing(6);
    fileName_ = new Label(TextSize::Body, QFont::DemiBold);
    fileState_ = new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary);
    cornerRow->addWidget(fileName_);
    cornerRow->addWidget(fileState_);
    cornerRow->addSpacing(8);
    for (const bool undo : {true, false}) {
        auto* button = new Button(ButtonKind::Ghost, undo ? Icon::Undo : Icon::Redo);
        button->setCompact(true);
        button->setFixedWidth(scaled(28));
        button->setObjectName(undo ? QStringLiteral("undo") : QStringLiteral("redo"));
        QUndoStack& stack = workspace_->recipe().undoStack();
        button->setEnabled(false);
        connect(button, &Button::clicked, &stack, undo ? &QUndoStack::undo : &QUndoStack::redo);
        connect(&stack, undo ? &QUndoStack::canUndoChanged : &QUndoStack::canRedoChanged, button,
                &Button::setEnabled);
        cornerRow->addWidget(button);
    }
    menuBar()->setCornerWidget(corner);
    menuBar()->setNativeMenuBar(false);
}

Page* MainWindow::page(const QString& key) const {
    for (std::size_t i = 0; i < pages_.size(); ++i)
        if (key == QLatin1String(pageList()[i].key))
            return pages_[i];
    return nullptr;
}

void MainWindow::showPage(const QString& key) {
    Page* wanted = page(key);
    if (wanted == nullptr || !workspace_->hasContent())
        return;
    center_->setCurrentWidget(wanted);
    rail_->setCurrent(center_->currentIndex() - 1);
    // Runs are opened from that page: it is no place to come back to.
    if (!openFile_.isEmpty() && key != QLatin1String("runs"))
        leftPages_[openFile_] = key;
}

void MainWindow::showContent() {
    const bool content = workspace_->hasContent();
    strip_->setVisible(content);
    rail_->setEnabled(content);
    menuBar()->cornerWidget()->setVisible(content);
    if (!content) {
        openFile_.clear();
        center_->setCurrentWidget(start_);
        rail_->setCurrent(-1);
        start_->setRecent(settings_->value(QStringLiteral("recent")).toStringList());
    }
    rail_->refresh();
    refreshTitle();
    refreshActions();
}

void MainWindow::showField(const std::string& key) {
    const QString name = toQt(key);
    for (std::size_t i = 0; i < pages_.size(); ++i)
        if (pages_[i]->edits(name)) {
            showPage(QString::fromLatin1(pageList()[i].key));
            pages_[i]->showField(key);
            return;
        }
}

void MainWindow::setLanguage(Language::Choice choice) {
    settings_->setValue(QStringLiteral("language"), static_cast<int>(choice));
    language_.choose(choice);
    // Qt sends LanguageChange by itself only when a translator comes or goes.
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        QEvent event(QEvent::LanguageChange);
        QCoreApplication::sendEvent(widget, &event);
    }
    refreshActions();
}

void MainWindow::setColours(Appearance::Choice choice) {
    settings_->setValue(QStringLiteral("colours"), static_cast<int>(choice));
    appearance_.choose(choice);
    refreshActions();
}

void MainWindow::refreshTitle() {
    const RecipeModel& recipe = workspace_->recipe();
    const bool content = workspace_->hasContent();
    const QString name = recipe.name();
    fileName_->setText(name);
    // Nothing to say of a recipe that nobody has begun.
    fileState_->setText(
        !workspace_->opening().isEmpty() ? tr("opening %1…").arg(workspace_->opening())
        : recipe.isBlank()               ? QString()
        : recipe.isDirty()               ? tr("changed")
        : workspace_->holdsRecipeOf(workspace_->run().folder()) ? tr("recipe of this run")
        : recipe.path().isEmpty()                               ? tr("not saved yet")
                                                                : tr("saved"));
    menuBar()->cornerWidget()->adjustSize();
    menuBar()->adjustSize();
    setWindowFilePath(recipe.path());
    const bool named = content && !name.isEmpty();
    setWindowTitle(named ? tr("%1[*] – Attune").arg(name) : tr("Attune"));
    setWindowModified(named && recipe.isDirty()); // the title has a place for it now
}

void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    if (!std::exchange(recoveryOffered_, true))
        QTimer::singleShot(0, this, &MainWindow::offerRecovery);
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && actions_)
        retranslate();
}

} // namespace attune::ui
