// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way from the first start to an exported model, as a person goes it: with the mouse
// alone and with the keyboard alone, in each language. Nothing is called that a hand could not do;
// what the window holds is only looked at.
#include "base/files.h"
#include "ui/charts/bar_list.h"
#include "ui/kit/button.h"
#include "ui/kit/text_box.h"
#include "ui/kit/value_spin.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_model.h"
#include "ui/pages/page.h"
#include "ui/pages/page_list.h"
#include "ui/pages/results/try_text_card.h"
#include "ui/window/export_dialog.h"
#include "ui/window/format_dialog.h"
#include "ui/window/rail.h"
#include "ui/window/start_page.h"
#include "ui/window/strip.h"
#include "window_help.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QTableView>
#include <QWindow>

using namespace attune;
using namespace attune::ui;

namespace {

// Keys go to the window that is in front, as those of a keyboard do.
void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QWindow* window = QGuiApplication::focusWindow();
    QVERIFY(window != nullptr);
    QTest::keyClick(window, key, modifiers);
}
void type(const QString& text) {
    for (const QChar& character : text)
        if (QWidget* widget = QApplication::focusWidget())
            QTest::keyClicks(widget, QString(character));
}

// Goes on with Tab until this widget, or one within it, has the focus.
bool tabTo(const QWidget* widget) {
    for (int i = 0; i < 150; ++i) {
        const QWidget* focus = QApplication::focusWidget();
        if (focus != nullptr && (focus == widget || widget->isAncestorOf(focus)))
            return true;
        press(Qt::Key_Tab);
    }
    return false;
}

void click(QWidget* widget) { QTest::mouseClick(widget, Qt::LeftButton); }
void click(QAbstractItemView* view, const QModelIndex& index) {
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
}

// Hands of one kind. The window is the same to both.
class Hands {
public:
    explicit Hands(MainWindow& window) : window_(window) {}
    virtual ~Hands() = default;
    virtual void chooseLanguage(int row) = 0;
    virtual void openTheSample() = 0;
    virtual void showPage(const QString& key) = 0;
    virtual void chooseModel(QTableView* table, const QModelIndex& index) = 0;
    virtual void setNumber(ValueSpin* spin, const QString& number) = 0;
    virtual void start() = 0;
    virtual void write(QPlainTextEdit* edit, const QString& text) = 0;
    virtual void askForExport() = 0;
    virtual void nameTheOutput(FormatDialog* dialog, const QString& path) = 0;
    virtual void close(QDialog* dialog) = 0;

protected:
    StartPage* startPage() const { return window_.findChild<StartPage*>(); }
    static int rowOf(const QString& key) {
        const auto& pages = pageList();
        for (std::size_t i = 0; i < pages.size(); ++i)
            if (key == QLatin1String(pages[i].key))
                return static_cast<int>(i);
        return -1;
    }
    MainWindow& window_;
};

class Mouse : public Hands {
public:
    using Hands::Hands;
    void chooseLanguage(int row) override {
        QComboBox* combo = startPage()->language();
        click(combo);
        QTRY_VERIFY(combo->view()->isVisible());
        // Qt takes what comes sooner for the second half of the click that opened it.
        QTest::qWait(QApplication::doubleClickInterval() + 50);
        click(combo->view(), combo->model()->index(row, 0));
    }
    void openTheSample() override { click(startPage()->sampleButton()); }
    void showPage(const QString& key) override {
        auto* list = window_.findChild<Rail*>()->findChildren<QListView*>().front();
        // Rows that stand for pages; a line between groups is none.
        int page = 0;
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            const QModelIndex index = list->model()->index(row, 0);
            if (!(index.flags() & Qt::ItemIsSelectable))
                continue;
            if (page++ == rowOf(key))
                return click(list, index);
        }
    }
    void chooseModel(QTableView* table, const QModelIndex& index) override { click(table, index); }
    void setNumber(ValueSpin* spin, const QString& number) override {
        auto* edit = spin->findChild<QLineEdit*>();
        QTest::mouseDClick(edit, Qt::LeftButton);
        type(number);
    }
    void start() override { click(window_.findChild<Strip*>()->mainButton()); }
    void write(QPlainTextEdit* edit, const QString& text) override {
        click(edit->viewport());
        type(text);
    }
    void askForExport() override {
        QMenuBar* bar = window_.menuBar();
        QAction* exporting = nullptr;
        for (QAction* action : bar->actions())
            for (const QAction* inside : action->menu()->actions())
                if (inside->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_E))
                    exporting = action;
        QVERIFY(exporting != nullptr);
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->actionGeometry(exporting).center());
        QMenu* menu = exporting->menu();
        QTRY_VERIFY(menu->isVisible());
        for (QAction* inside : menu->actions())
            if (inside->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_E))
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(inside).center());
    }
    void nameTheOutput(FormatDialog* dialog, const QString& path) override {
        auto* edit = dialog->findChild<QLineEdit*>(QStringLiteral("exportOutput"));
        QTest::mouseClick(edit, Qt::LeftButton);
        edit->selectAll();
        type(path);
        click(dialog->findChild<Button*>(QStringLiteral("writeExport")));
    }
    void close(QDialog* dialog) override {
        click(dialog->findChild<Button*>(QStringLiteral("closeExport")));
    }
};

class Keyboard : public Hands {
public:
    using Hands::Hands;
    void chooseLanguage(int row) override {
        QVERIFY(tabTo(startPage()->language()));
        for (int i = 0; i < row; ++i)
            press(Qt::Key_Down);
    }
    void openTheSample() override {
        QVERIFY(tabTo(startPage()->sampleButton()));
        press(Qt::Key_Space);
    }
    void showPage(const QString& key) override {
        press(static_cast<Qt::Key>(Qt::Key_1 + rowOf(key)), Qt::ControlModifier);
    }
    void chooseModel(QTableView* table, const QModelIndex& index) override {
        QVERIFY(tabTo(table));
        press(Qt::Key_Home, Qt::ControlModifier);
        for (int i = 0; i < 200 && table->currentIndex().row() != index.row(); ++i)
            press(table->currentIndex().row() < index.row() ? Qt::Key_Down : Qt::Key_Up);
        QCOMPARE(table->currentIndex().row(), index.row());
        press(Qt::Key_Return);
    }
    void setNumber(ValueSpin* spin, const QString& number) override {
        QVERIFY(tabTo(spin));
        press(Qt::Key_A, Qt::ControlModifier);
        type(number);
        press(Qt::Key_Tab);
    }
    void start() override { press(Qt::Key_F5); }
    void write(QPlainTextEdit* edit, const QString& text) override {
        QVERIFY(tabTo(edit));
        type(text);
    }
    void askForExport() override { press(Qt::Key_E, Qt::ControlModifier); }
    void nameTheOutput(FormatDialog*, const QString& path) override {
        press(Qt::Key_A, Qt::ControlModifier);
        type(path);
        press(Qt::Key_Return);
    }
    void close(QDialog*) override { press(Qt::Key_Escape); }
};

} // namespace

class WholeWayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fromFirstStartToAnExportedModel_data() {
        QTest::addColumn<bool>("mouse");
        QTest::addColumn<int>("language"); // row of the combo box
        QTest::newRow("mouse, English") << true << 1;
        QTest::newRow("keyboard, English") << false << 1;
        QTest::newRow("mouse, Chinese") << true << 2;
        QTest::newRow("keyboard, Chinese") << false << 2;
    }

    void fromFirstStartToAnExportedModel() {
        QFETCH(bool, mouse);
        QFETCH(int, language);
        if (smallModel().isEmpty())
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        const QTemporaryDir folder;
        QVERIFY(folder.isValid());
        qputenv("ATTUNE_RUNS", folder.filePath(QStringLiteral("runs")).toUtf8());
        MainWindow window(std::make_unique<QSettings>(
            folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat));
        window.resize(1366, 768);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        // Every model of every page is watched on the way.
        std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
        for (const QAbstractItemView* view : window.findChildren<QAbstractItemView*>())
            if (view->model() != nullptr)
                testers.push_back(std::make_unique<QAbstractItemModelTester>(view->model()));
        QVERIFY(testers.size() > 10);
        if (!sampleModelFound(window))
            QSKIP("the model of the sample is not on this machine");
        const std::unique_ptr<Hands> kind =
            mouse ? std::unique_ptr<Hands>(std::make_unique<Mouse>(window))
                  : std::make_unique<Keyboard>(window);
        Hands& hands = *kind;

        hands.chooseLanguage(language);
        QTRY_COMPARE(window.page(QStringLiteral("model"))->name(),
                     language == 1 ? QStringLiteral("Model") : QStringLiteral("模型"));
        QTRY_VERIFY_WITH_TIMEOUT(window.findChild<StartPage*>()->sampleButton()->isEnabled(),
                                 patience);
        hands.openTheSample();
        Workspace& workspace = window.workspace();
        QTRY_VERIFY_WITH_TIMEOUT(workspace.hasContent(), patience);
        RecipeModel& recipe = workspace.recipe();

        hands.showPage(QStringLiteral("model"));
        Page* page = window.page(QStringLiteral("model"));
        QVERIFY(page->isVisible());
        auto* table = page->findChild<QTableView*>();
        QModelIndex small;
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                for (int row = 0; row < table->model()->rowCount(); ++row)
                    if (table->model()->index(row, 0).data().toString().contains(
                            QLatin1String("bert-tiny-mlm")))
                        small = table->model()->index(row, 0);
                return small.isValid() && table->currentIndex().isValid();
            }(),
            patience);
        hands.chooseModel(table, small);
        QTRY_VERIFY(
            QString::fromStdString(recipe.recipe().head.model).contains(QLatin1String("tiny")));

        hands.showPage(QStringLiteral("training"));
        page = window.page(QStringLiteral("training"));
        QVERIFY(page->isVisible());
        ValueSpin* epochs = nullptr;
        for (ValueSpin* spin : page->findChildren<ValueSpin*>())
            if (spin->accessibleName() ==
                (language == 1 ? QStringLiteral("Epochs") : QStringLiteral("轮数")))
                epochs = spin;
        QVERIFY(epochs != nullptr);
        hands.setNumber(epochs, QStringLiteral("1"));
        QTRY_COMPARE(recipe.recipe().training.epochs, std::int64_t{1});
        QTRY_VERIFY_WITH_TIMEOUT(recipe.checked() && !recipe.hasErrors(), patience);
        QTRY_VERIFY(window.findChild<Strip*>()->mainButton()->isEnabled());

        hands.start();
        RunModel& run = workspace.run();
        QTRY_VERIFY_WITH_TIMEOUT(run.isOurs(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(run.state() == RunModel::State::Ended, 180000);
        QVERIFY(run.finished() && !run.finished()->model.empty());

        hands.showPage(QStringLiteral("results"));
        page = window.page(QStringLiteral("results"));
        QVERIFY(page->isVisible());
        auto* trying = page->findChild<TryTextCard*>();
        auto* bars = trying->findChild<BarList*>();
        QTRY_VERIFY_WITH_TIMEOUT(trying->findChild<TextBox*>()->edit()->isVisible(), patience);
        hands.write(trying->findChild<TextBox*>()->edit(), QStringLiteral("a fine film"));
        QTRY_VERIFY_WITH_TIMEOUT(!bars->accessibleDescription().isEmpty(), patience);

        const QString path = folder.filePath(QStringLiteral("exported"));
        hands.askForExport();
        FormatDialog* asking = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((asking = window.findChild<FormatDialog*>()) != nullptr, patience);
        QTRY_VERIFY_WITH_TIMEOUT(QGuiApplication::focusWindow() == asking->windowHandle(),
                                 patience);
        hands.nameTheOutput(asking, path);
        ExportDialog* dialog = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((dialog = window.findChild<ExportDialog*>()) != nullptr, patience);
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(path + QStringLiteral("/model.safetensors")),
                                 60000);
        // Once it is checked the folder can be opened from here.
        QTRY_VERIFY_WITH_TIMEOUT(
            dialog->findChild<Button*>(QStringLiteral("openExported"))->isVisible(), 60000);
        const QPointer<ExportDialog> open(dialog);
        hands.close(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(open.isNull() || !open->isVisible(), patience);
        const fs::path model = fromUtf8(run.folder().toStdString()) / "model";
        for (const char* name : {"config.json", "model.safetensors"})
            QVERIFY(readFile(model / name) == readFile(fromUtf8(path.toStdString()) / name));
    }
};

int main(int argc, char** argv) { return runWindowTest<WholeWayTest>(argc, argv); }
#include "whole_way_test.moc"
