// SPDX-License-Identifier: GPL-3.0-or-later
// The window: menu bar, rail, pages, strip. Opens, saves, asks before anything is lost.
#pragma once

#include "recipe/recipe.h"
#include "ui/kit/appearance.h"
#include "ui/kit/language.h"

#include <QMainWindow>
#include <QMap>
#include <QPointer>
#include <QSettings>

#include <functional>
#include <memory>
#include <stop_token>

class QActionGroup;
class QStackedWidget;

namespace attune::ui {

class ClosingDialog;
class Label;
class Page;
class Rail;
class Recovery;
class StartPage;
class Strip;
class Workspace;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    // The size of a first start on a screen with this much room: frame and title bar find place.
    static QSize firstSize(const QSize& available);
    // `settings`: where size, language, colours and recent files are kept.
    explicit MainWindow(std::unique_ptr<QSettings> settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    Workspace& workspace() const { return *workspace_; }
    // By the key of pageList(); an unknown key does nothing.
    void showPage(const QString& key);
    Page* page(const QString& key) const;
    void setLanguage(Language::Choice choice);
    void setColours(Appearance::Choice choice);
    // What the person gave on the command line.
    void open(const QString& path);
    // Ends the window in order without asking, as for a signal: a run of this process writes a
    // checkpoint first. Returns at once; calling it again changes nothing. A checkpoint that fails
    // is told on stderr.
    void closeAfterCheckpoint();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    struct Actions;

    void makeActions();
    void makeFrame();
    void retranslate();
    void refreshTitle();
    void refreshActions();
    void showContent();
    void showField(const std::string& key);

    bool keepsChanges(); // asks to save; false: the person cancelled
    void newRecipe();
    void askData();
    void askRecipe();
    void askRun();
    void askModel();
    // Opens a dialog at the folder where things of this kind were chosen last; what is chosen goes
    // to `take`.
    void askPath(const QString& kind, const QString& title, const QStringList& filters,
                 const std::function<void(const QString&)>& take);
    bool save();
    bool saveAs();
    void remember(const QString& path); // among the recent files
    void nowOpen(const QString& path);
    void openRun(const QString& folder);
    void resumeRun(const QString& folder);
    bool isFree(); // no run of this process is alive; else it is told
    void askStart(const QString& problems);
    void askStop();
    void askResume(const Recipe& recipe, const std::vector<RecipeDifference>& differences);
    void askExport(const std::string& format); // of the table of exporters
    void askPredictions();
    void askReport();
    void writeReport(const QString& run, const QString& path);
    // Runs `work` in the background and tells what came out of it.
    void startExport(const QString& output,
                     const std::function<std::function<QString()>(
                         std::stop_token, const std::function<void(double, double)>&)>& work);
    // Whether the window may go now; else it asks, or waits for what must end first, and closes
    // itself then.
    bool mayClose();
    void waitVisibly(const QString& what);
    void endWaiting();
    void runEndedWhileClosing();
    QString finishedModel() const; // folder of the model that Export hands over, or empty
    QString finishedRun() const;   // folder of the run that Export tells of, or empty
    QString whyNoExport() const;   // empty: everything of the menu Export can be done
    void showRecipeText();
    void copyCommand();
    void offerRecovery(); // of changes that another process left unsaved
    void showShortcuts();
    void about();
    void tell(const QString& title, const QString& text);

    std::unique_ptr<QSettings> settings_;
    Appearance appearance_;
    Language language_;
    std::unique_ptr<Workspace> workspace_;
    Recovery* recovery_ = nullptr;
    bool recoveryOffered_ = false;
    std::unique_ptr<Actions> actions_;
    std::vector<Page*> pages_;
    QStackedWidget* center_ = nullptr; // start page, then the pages
    StartPage* start_ = nullptr;
    Rail* rail_ = nullptr;
    Strip* strip_ = nullptr;
    Label* fileName_ = nullptr;
    Label* fileState_ = nullptr;
    QString resultModel_; // a finished model that was opened
    QString openFile_;    // the recent file that is open
    QMap<QString, QString> leftPages_;
    enum class Closing {
        No,
        WhenTrained,     // the run goes to its end first
        AfterCheckpoint, // asked to stop
        Told,            // the same, and nobody is there to be asked
        Now,             // no run is in the way
    };
    Closing closing_ = Closing::No;
    QPointer<ClosingDialog> waiting_;
};

} // namespace attune::ui
