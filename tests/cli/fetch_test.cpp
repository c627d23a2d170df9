// SPDX-License-Identifier: GPL-3.0-or-later
// attune-cli fetch against a hub on this machine.
#include "fake_hub.h"
#include "program.h"

#include <QRegularExpression>
#include <QTest>

#include <signal.h>

using namespace attune;

class FetchCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void printsWhereTheModelIs();
    void exitCodesTellWhoseFaultItIs();
    void interruptKeepsThePartialFile();
    void fetchedModelIsFoundByName();
    void listTellsWhatCannotBeUsed();

private:
    std::vector<fs::path> partials() const {
        std::vector<fs::path> found;
        std::error_code ignored;
        for (const auto& entry :
             fs::recursive_directory_iterator(place_->path().toStdString(), ignored))
            if (entry.path().string().ends_with(".incomplete"))
                found.push_back(entry.path());
        return found;
    }

    std::unique_ptr<FakeHub> hub_;
    std::unique_ptr<QTemporaryDir> place_;
};

void FetchCommandTest::initTestCase() {
    for (const char* name : {"http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy", "HF_TOKEN",
                             "HF_HUB_CACHE", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"})
        qunsetenv(name);
    hub_ = std::make_unique<FakeHub>();
    QVERIFY(!hub_->endpoint().empty());
    qputenv("HF_ENDPOINT", hub_->endpoint().c_str());
    hub_->put("org/small/main/config.json", "{}");
    hub_->put("org/small/main/model.safetensors", std::string(400000, 'w'));
}

void FetchCommandTest::init() {
    place_ = std::make_unique<QTemporaryDir>();
    qputenv("HF_HOME", place_->path().toUtf8());
    hub_->clear();
}

void FetchCommandTest::printsWhereTheModelIs() {
    const Answer plain = attuneCli({"fetch", "org/small"});
    QVERIFY2(plain.code == 0, plain.err.constData());
    const fs::path folder = QString(plain.out).trimmed().toStdString();
    QCOMPARE(readFile(folder / "model.safetensors").size(), std::size_t(400000));
    const Answer json = attuneCli({"fetch", "org/small", "--revision", "main", "--json"});
    QCOMPARE(json.code, 0);
    const Json told = Json::parse(json.out.toStdString());
    QCOMPARE(told["path"].get<std::string>(), folder.string());
    QCOMPARE(told["files"].size(), std::size_t(2));
    QCOMPARE(told["loaded"].get<int>(), 0);
    QVERIFY2(plain.err.contains("model: org/small\n"), plain.err.constData());
    hub_->put("org/small/v1/config.json", "{}");
    hub_->put("org/small/v1/model.safetensors", "other");
    const Answer other = attuneCli({"fetch", "org/small", "--revision", "v1"});
    QVERIFY2(other.err.contains("model: org/small@v1\n"), other.err.constData());
    QCOMPARE(attuneCli({"fetch", "org/small@v1"}).out, other.out);
    QCOMPARE(attuneCli({"fetch", "org/small@v1", "--revision", "main"}).code, 2);
}

void FetchCommandTest::exitCodesTellWhoseFaultItIs() {
    QCOMPARE(attuneCli({"fetch", "../x"}).code, 2);
    QCOMPARE(attuneCli({"fetch", "org/small", "--revision", ".."}).code, 2);
    QCOMPARE(attuneCli({"fetch"}).code, 2);
    const Answer missing = attuneCli({"fetch", "org/none"});
    QCOMPARE(missing.code, 1);
    QVERIFY2(missing.err.contains("no model “org/none”"), missing.err.constData());
    QVERIFY(missing.out.isEmpty());
}

void FetchCommandTest::interruptKeepsThePartialFile() {
    hub_->set("slow", "0.2");
    QProcess process;
    process.start(program(), {"fetch", "org/small"});
    QTRY_VERIFY_WITH_TIMEOUT(!partials().empty() && fs::file_size(partials().front()) > 20000,
                             30000);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(10000));
    QCOMPARE(process.exitCode(), 130);
    QCOMPARE(partials().size(), std::size_t(1));
    hub_->clear();
    const Answer again = attuneCli({"fetch", "org/small", "--json"});
    QVERIFY2(again.code == 0, again.err.constData());
    QVERIFY(Json::parse(again.out.toStdString())["loaded"].get<int>() < 390000);
    QVERIFY(partials().empty());
}

void FetchCommandTest::fetchedModelIsFoundByName() {
    const fs::path model =
        fs::path(qEnvironmentVariable("ATTUNE_MODELS").toStdString()) / "bert-tiny-mlm";
    if (!fs::exists(model))
        QSKIP("needs ATTUNE_MODELS");
    for (const auto& entry : fs::directory_iterator(model))
        if (entry.is_regular_file())
            hub_->put("org/tiny/main/" + entry.path().filename().string(), readFile(entry.path()));
    const std::string licence =
        "mit\xE2\x80\xAE\xE2\x81\xA6\xC2\x9B!"; // turns the reading direction
    hub_->put("org/tiny/main/README.md", "---\nlicense: " + licence + "\n---\n");
    const Answer before = attuneCli({"inspect", "org/tiny"});
    QCOMPARE(before.code, 2);
    QVERIFY2(before.err.contains("attune-cli fetch org/tiny"), before.err.constData());
    const Answer fetched = attuneCli({"fetch", "org/tiny"});
    QVERIFY2(fetched.code == 0, fetched.err.constData());
    const Answer after = attuneCli({"inspect", "org/tiny", "--json"});
    QVERIFY2(after.code == 0, after.err.constData());
    const Json card = Json::parse(after.out.toStdString());
    const fs::path folder = QString(fetched.out).trimmed().toStdString();
    QCOMPARE(card["path"].get<std::string>(), folder.string());
    QCOMPARE(card["commit"].get<std::string>(), folder.filename().string());
    const Answer plain = attuneCli({"inspect", "org/tiny@main"});
    QVERIFY(plain.out.contains("commit        "));
    // What a README holds does not reach the terminal as it is.
    for (const Answer* answer : {&plain, &after})
        for (const char* mark : {"\xE2\x80\xAE", "\xE2\x81\xA6", "\xC2\x9B"})
            QVERIFY2(!answer->out.contains(mark), answer->out.constData());
    QVERIFY2(plain.out.contains("mit\\xE2"), plain.out.constData());
    QCOMPARE(card["licence"].get<std::string>(), licence);
    QCOMPARE(attuneCli({"inspect", "org/tiny@v9"}).code, 2);
    // Without main the only commit stands in, and that is told.
    fs::remove(folder.parent_path().parent_path() / "refs/main");
    const Answer alone = attuneCli({"inspect", "org/tiny"});
    QCOMPARE(alone.code, 0);
    QVERIFY2(alone.err.contains(folder.filename().string().c_str()), alone.err.constData());
}

void FetchCommandTest::listTellsWhatCannotBeUsed() {
    QVERIFY(attuneCli({"fetch", "org/small"}).code == 0); // its config.json is empty
    const Answer plain = attuneCli({"list", "models"});
    QVERIFY2(plain.code == 0, plain.err.constData());
    QVERIFY2(plain.out.contains("org/small  cannot be used"), plain.out.constData());
    bool found = false;
    for (const Json& model : Json::parse(attuneCli({"list", "models", "--json"}).out.toStdString()))
        if (model["name"] == "org/small") {
            found = true;
            QVERIFY(model["problem"].get<std::string>().find("config.json") != std::string::npos);
        }
    QVERIFY(found);
}

QTEST_GUILESS_MAIN(FetchCommandTest)
#include "fetch_test.moc"
