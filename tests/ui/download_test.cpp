// SPDX-License-Identifier: GPL-3.0-or-later
// The Model page downloads a model by name, clicked through against a hub on this machine.
#include "fake_hub.h"
#include "ui/models/figures_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/model/download_dialog.h"
#include "ui/pages/model_page.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

using namespace attune;
using namespace attune::ui;

namespace {

constexpr int kPatience = 30000; // ms; a shared machine may be slow

} // namespace

class DownloadTest : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeHub> hub_;
    std::unique_ptr<QTemporaryDir> place_;

    // The dialog after a name was typed and Download was pressed.
    DownloadDialog* asked(QWidget& page, const QString& name, const QString& revision = {}) {
        QTest::mouseClick(page.findChild<QPushButton*>("downloadModel"), Qt::LeftButton);
        auto* dialog = page.findChild<DownloadDialog*>();
        if (dialog == nullptr || dialog->findChild<QPushButton*>("startDownload")->isEnabled())
            return nullptr;
        QTest::keyClicks(dialog->findChild<QLineEdit*>("modelName"), name);
        QTest::keyClicks(dialog->findChild<QLineEdit*>("modelRevision"), revision);
        QTest::mouseClick(dialog->findChild<QPushButton*>("startDownload"), Qt::LeftButton);
        return dialog;
    }

private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        for (const char* name : {"http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy", "HF_TOKEN",
                                 "HF_HUB_CACHE", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"})
            qunsetenv(name);
        hub_ = std::make_unique<FakeHub>();
        QVERIFY(!hub_->endpoint().empty());
        qputenv("HF_ENDPOINT", hub_->endpoint().c_str());
    }

    void init() {
        place_ = std::make_unique<QTemporaryDir>();
        qputenv("HF_HOME", place_->path().toUtf8());
        qputenv("XDG_CONFIG_HOME", place_->path().toUtf8());
        hub_->clear();
    }

    void aModelIsDownloadedAndChosen() {
        const fs::path model =
            fs::path(qEnvironmentVariable("ATTUNE_MODELS").toStdString()) / "bert-tiny-mlm";
        if (!fs::exists(model))
            QSKIP("ATTUNE_MODELS is not set");
        for (const auto& entry : fs::directory_iterator(model))
            if (entry.is_regular_file())
                hub_->put("org/tiny/main/" + entry.path().filename().string(),
                          readFile(entry.path()));
        Workspace workspace;
        ModelPage page(workspace);
        page.show();
        QVERIFY(asked(page, "org/tiny"));
        // Its name, which is found on other machines too.
        const auto chosen = [&] { return workspace.recipe().recipe().head.model; };
        QTRY_COMPARE_WITH_TIMEOUT(chosen(), std::string("org/tiny"), kPatience);
        QTRY_VERIFY(page.findChild<DownloadDialog*>() == nullptr);

        for (const auto& entry : fs::directory_iterator(model))
            if (entry.is_regular_file())
                hub_->put("org/tiny/v1/" + entry.path().filename().string(),
                          readFile(entry.path()));
        hub_->put("org/tiny/v1/README.md", "---\nlicense: mit\n---\n");
        QVERIFY(asked(page, "org/tiny", "v1"));
        QTRY_COMPARE_WITH_TIMEOUT(chosen(), std::string("org/tiny@v1"), kPatience);
        auto* table = page.findChild<QTableView*>();
        const auto listed = [&](const QString& name) {
            for (int row = 0; row < table->model()->rowCount(); ++row)
                if (table->model()->index(row, 0).data().toString() == name)
                    return table->model()->index(row, 0);
            return QModelIndex();
        };
        QTRY_VERIFY_WITH_TIMEOUT(listed("org/tiny@v1").isValid(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(listed("org/tiny").isValid(), kPatience);
        // Chosen in the list, both are named as they were asked for.
        for (const char* name : {"org/tiny", "org/tiny@v1"}) {
            QTRY_VERIFY_WITH_TIMEOUT(page.state().kind == PageState::Kind::Done, kPatience);
            table->scrollTo(listed(name));
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                              table->visualRect(listed(name)).center());
            QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(chosen()), QString(name), kPatience);
        }
    }

    // A recipe that names a model before it is here is as good as any once the model has come.
    void aModelThatTheRecipeNamesComes() {
        const fs::path model =
            fs::path(qEnvironmentVariable("ATTUNE_MODELS").toStdString()) / "bert-tiny-mlm";
        if (!fs::exists(model))
            QSKIP("ATTUNE_MODELS is not set");
        for (const auto& entry : fs::directory_iterator(model))
            if (entry.is_regular_file())
                hub_->put("org/tiny/main/" + entry.path().filename().string(),
                          readFile(entry.path()));
        Workspace workspace;
        ModelPage page(workspace);
        page.show();
        RecipeModel& recipe = workspace.recipe();
        QVERIFY(recipe.set("model", Value(std::string("org/tiny"))));
        const auto isMissed = [&] {
            return recipe.checked() &&
                   std::any_of(recipe.problems().begin(), recipe.problems().end(),
                               [](const Problem& problem) { return problem.field == "model"; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isMissed(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.figures().modelError().isEmpty(), kPatience);
        QVERIFY(asked(page, "org/tiny"));
        QTRY_VERIFY_WITH_TIMEOUT(workspace.figures().model().has_value(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(recipe.checked() && !isMissed(), kPatience);
        QCOMPARE(recipe.recipe().head.model, std::string("org/tiny"));
    }

    void anErrorIsSaidAndTheNameCanBeMended() {
        Workspace workspace;
        ModelPage page(workspace);
        page.show();
        DownloadDialog* dialog = asked(page, "org/none");
        QVERIFY(dialog);
        auto* text = dialog->findChild<QLabel*>("downloadText");
        QTRY_VERIFY_WITH_TIMEOUT(text->text().contains("org/none"), kPatience);
        QTRY_VERIFY(dialog->findChild<QLineEdit*>("modelName")->isEnabled());
        QVERIFY(dialog->findChild<QPushButton*>("startDownload")->isEnabled());
        QTest::mouseClick(dialog->findChild<QPushButton*>("closeDownload"), Qt::LeftButton);
        QVERIFY(!dialog->isVisible());
    }

    void cancelKeepsTheDialog() {
        hub_->put("org/large/main/config.json", "{}");
        hub_->put("org/large/main/model.safetensors", std::string(1 << 20, 'w'));
        hub_->set("slow", "0.2");
        Workspace workspace;
        ModelPage page(workspace);
        page.show();
        DownloadDialog* dialog = asked(page, "org/large");
        QVERIFY(dialog);
        auto* text = dialog->findChild<QLabel*>("downloadText");
        auto* close = dialog->findChild<QPushButton*>("closeDownload");
        QTRY_VERIFY_WITH_TIMEOUT(text->text().contains(" of "), kPatience); // it tells how far
        QCOMPARE(close->text(), QString("Cancel"));
        QTest::mouseClick(close, Qt::LeftButton);
        QTRY_COMPARE(close->text(), QString("Close"));
        QVERIFY(dialog->isVisible());
        QVERIFY(text->text().startsWith("Cancelled"));
        hub_->clear();
    }
};

QTEST_MAIN(DownloadTest)
#include "download_test.moc"
