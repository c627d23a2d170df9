// SPDX-License-Identifier: GPL-3.0-or-later
// Model folders: what is refused and how fast, where models are found, and that a finished folder
// is the model, for this program and for transformers.
#include "model/model_places.h"
#include "no_tokenizer.h"
#include "oracle.h"

#include <QTest>

#include <algorithm>
#include <ctime>

using namespace attune;

namespace {

const Json bert = {
    {"model_type",              "bert"},
    {"vocab_size",              90    },
    {"hidden_size",             16    },
    {"num_hidden_layers",       2     },
    {"num_attention_heads",     4     },
    {"intermediate_size",       24    },
    {"max_position_embeddings", 20    }
};

std::string errorOf(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

// Time of this process alone: a busy machine does not fail a test.
double processorMilliseconds() {
    return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// Sets a variable for one test.
class Variable {
public:
    Variable(const char* name, const std::string& value) : name_(name), old_(qgetenv(name)) {
        qputenv(name, QByteArray::fromStdString(value));
    }
    ~Variable() { qputenv(name_, old_); }

private:
    const char* name_;
    QByteArray old_;
};

} // namespace

class ModelFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesHostileConfigs_data();
    void refusesHostileConfigs();
    void refusesWeightsThatDoNotFit_data();
    void refusesWeightsThatDoNotFit();
    void readsLabelsAndSettings();
    void sizesByPart();
    void findsModels();
    void damagedListOfFoldersIsKept();
    void writesWhatItReads();
    void keepsUnknownKeysAndTypes();
    void fiveThousandLabelsFit();
    void loadsInTransformersSilently();
};

void ModelFolderTest::refusesHostileConfigs_data() {
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QString>("names"); // what the message must name
    const auto set = [](const char* key, const Json& value) {
        Json config = bert;
        config[key] = value;
        QTest::newRow(qPrintable(
            QString("%1 = %2").arg(key).arg(QString::fromStdString(value.dump()).left(30))))
            << QByteArray::fromStdString(config.dump()) << QString(key);
    };
    set("num_hidden_layers", 1000000000);
    set("num_hidden_layers", 257);
    set("num_hidden_layers", 0);
    set("num_hidden_layers", -1);
    set("num_hidden_layers", "2");
    set("num_hidden_layers", 2.5);
    set("num_hidden_layers", true);
    set("num_hidden_layers", Json::array({2}));
    set("num_hidden_layers", 18446744073709551615u);
    set("hidden_size", 65537);
    set("hidden_size", 1e300);
    set("num_attention_heads", 0);
    set("num_attention_heads", 3);
    set("vocab_size", 2147483648);
    set("vocab_size", 0);
    set("intermediate_size", 1000000000000);
    set("max_position_embeddings", 1000001);
    set("type_vocab_size", 0);
    set("layer_norm_eps", "1e-12");
    set("layer_norm_eps", -1);
    set("hidden_act", "exp");
    set("hidden_act", 3);
    set("hidden_dropout_prob", 1.5);
    set("attention_probs_dropout_prob", "no");
    set("position_embedding_type", "relative_key");
    set("is_decoder", true);
    set("pad_token_id", 90);
    set("id2label", Json{
                        {"0", "a"},
                        {"2", "b"}
    });
    set("id2label", Json{
                        {"0", 1}
    });
    set("id2label", "x");
    set("num_labels", 1000000000);
    set("model_type", "gpt2");
    set("model_type", 5);
    set("model_type", nullptr);
    const auto raw = [](const char* name, const QByteArray& text) {
        QTest::newRow(name) << text << QString("config.json");
    };
    raw("empty", "");
    raw("a list", "[]");
    raw("cut", "{\"model_type\": \"bert\"");
    raw("a key twice", "{\"model_type\": \"bert\", \"model_type\": \"bert\"}");
    raw("deep", "{\"a\":" + QByteArray(100000, '[') + QByteArray(100000, ']') + "}");
    raw("bad UTF-8", "{\"model_type\": \"\xFF\"}");
    raw("infinite", "{\"model_type\": \"bert\", \"layer_norm_eps\": 1e999}");
}

void ModelFolderTest::refusesHostileConfigs() {
    QFETCH(QByteArray, config);
    QFETCH(QString, names);
    const QTemporaryDir place;
    const fs::path folder = place.path().toStdString();
    publishFile(folder / "config.json", config.toStdString());
    fs::copy_file(oracle::fixtures() / "gelu" / "model.safetensors", folder / "model.safetensors");
    const double before = processorMilliseconds();
    const std::string message = errorOf([&] { openModelFolder(folder); });
    QVERIFY(processorMilliseconds() - before < 50);
    QVERIFY2(message.find("config.json") != std::string::npos, message.c_str());
    QVERIFY2(message.find(names.toStdString()) != std::string::npos, message.c_str());
}

void ModelFolderTest::refusesWeightsThatDoNotFit_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<qint64>("value");
    QTest::newRow("more layers than there are") << "num_hidden_layers" << qint64(200);
    QTest::newRow("other width") << "hidden_size" << qint64(65536);
    QTest::newRow("larger vocabulary") << "vocab_size" << qint64(4000000);
    QTest::newRow("more positions") << "max_position_embeddings" << qint64(1000000);
    QTest::newRow("wider feed-forward") << "intermediate_size" << qint64(200000);
}

void ModelFolderTest::refusesWeightsThatDoNotFit() {
    QFETCH(QString, key);
    QFETCH(qint64, value);
    const QTemporaryDir place;
    const fs::path folder = place.path().toStdString();
    Json config = bert;
    config[key.toStdString()] = value;
    publishFile(folder / "config.json", config.dump());
    const auto open = [&] { openModelFolder(folder); };
    QVERIFY(errorOf(open).find("model.safetensors") != std::string::npos); // there is none
    publishFile(folder / "pytorch_model.bin", "x");
    QVERIFY(errorOf(open).find("pytorch_model.bin") != std::string::npos);
    fs::copy_file(oracle::fixtures() / "gelu" / "model.safetensors", folder / "model.safetensors");
    const double before = processorMilliseconds();
    const std::string message = errorOf(open);
    QVERIFY(processorMilliseconds() - before < 50);
    QVERIFY2(message.find("tensor") != std::string::npos, message.c_str());
}

void ModelFolderTest::readsLabelsAndSettings() {
    const ModelFolder folder = openModelFolder(oracle::fixtures() / "relu-old-norms");
    QCOMPARE(folder.labels, (std::vector<std::string>{"LABEL_0", "LABEL_1", "LABEL_2"}));
    QCOMPARE(folder.spec.labels, std::int64_t(3));
    QCOMPARE(folder.spec.activation, Activation::Relu);
    QCOMPARE(folder.spec.normEpsilon, 1e-5);
    QCOMPARE(folder.spec.padId, std::int64_t(3));
    QVERIFY(folder.finished && !folder.attune);
}

void ModelFolderTest::sizesByPart() {
    const EncoderSpec spec = openModelFolder(oracle::fixtures() / "gelu").spec;
    const ModelSize size = sizeOf(spec);
    QCOMPARE(size.embeddings, std::uint64_t((90 + 20 + 2 + 2) * 16));
    QCOMPARE(size.encoder, std::uint64_t(2 * (4 * (256 + 16) + 2 * 16 * 24 + 24 + 16 + 2 * 32)));
    QCOMPARE(size.head, std::uint64_t(256 + 16 + 48 + 3));
}

void ModelFolderTest::findsModels() {
    const QTemporaryDir place;
    const fs::path root = place.path().toStdString();
    const auto model = [&](const std::string& path) {
        fs::create_directories(root / path);
        publishFile(root / path / "config.json", "{}");
        return root / path;
    };
    const Variable models("ATTUNE_MODELS", (root / "shelf").string() + ":" + (root / "b").string());
    const Variable data("XDG_DATA_HOME", (root / "data").string());
    const Variable home("HF_HOME", (root / "hf").string());
    const Variable cache("HF_HUB_CACHE", "");
    const Variable older("HUGGINGFACE_HUB_CACHE", "");
    const fs::path base = root / "recipes";
    const std::string missing = errorOf([&] { findModel("org/none", base); });
    QVERIFY2(missing.find("shelf") != std::string::npos, missing.c_str());

    const fs::path commit = model("hf/hub/models--org--name/snapshots/0123abcd");
    Problems notes;
    QCOMPARE(findModel("org/name", base, &notes).string(), commit.string()); // the only one
    QCOMPARE(notes.size(), std::size_t(1));
    QVERIFY(notes[0].text().find("0123abcd") != std::string::npos);
    notes.clear();
    const fs::path other = model("hf/hub/models--org--name/snapshots/4567cdef");
    fs::create_directories(root / "hf/hub/models--org--name/refs");
    publishFile(root / "hf/hub/models--org--name/refs/main", "0123abcd\n");
    QCOMPARE(findModel("org/name", base, &notes).string(), commit.string()); // that of main
    QVERIFY(notes.empty());
    // A revision is exactly that, whatever main is.
    publishFile(root / "hf/hub/models--org--name/refs/v2", "4567cdef");
    for (const char* name : {"org/name@v2", "org/name@4567cdef"})
        QCOMPARE(findModel(name, base).string(), other.string());
    QCOMPARE(findModel("org/name@main", base).string(), commit.string());
    const std::string unknown = errorOf([&] { findModel("org/name@v3", base); });
    QVERIFY2(unknown.find("fetch org/name@v3") != std::string::npos, unknown.c_str());
    QVERIFY(unknown.find("4567cdef") != std::string::npos);
    publishFile(root / "hf/hub/models--org--name/refs/main", "../../../shelf");
    QVERIFY(findModel("org/name", base).parent_path() == other.parent_path());

    const fs::path data2 = model("data/attune/models/name");
    // By its short name alone a folder may be another owner's model: the cache goes first.
    QVERIFY(findModel("org/name", base).parent_path() == other.parent_path());
    fs::remove_all(root / "hf");
    QCOMPARE(findModel("org/name", base).string(), data2.string());
    const fs::path shelf = model("shelf/org/name");
    QCOMPARE(findModel("org/name", base).string(), shelf.string());
    const fs::path near = model("recipes/org/name");
    QCOMPARE(findModel("org/name", base).string(), near.string()); // a path goes before all
    QCOMPARE(findModel(near.string(), base).string(), near.string());
    QCOMPARE(findModel("../shelf/org/name", base).string(), shelf.string());

    // A run folder means its finished model.
    const fs::path finished = model("recipes/runs/first/model");
    QCOMPARE(findModel("runs/first", base).string(), finished.string());
    QVERIFY(!isModelName("runs/first", base) && isModelName("runs/second", base));

    // A damaged repository hides none of them.
    model("hf/hub/models--org--damaged/snapshots/0123abcd");
    fs::create_directories(root / "hf/hub/models--org--damaged/refs");
    publishFile(root / "hf/hub/models--org--damaged/refs/main", std::string(5000, 'a'));
    const std::vector<fs::path> known = knownModelFolders();
    QVERIFY(std::find(known.begin(), known.end(), shelf) != known.end());
    const std::string message = errorOf([&] { findModel("org/nmae", base); });
    QVERIFY2(message.find("org/name") != std::string::npos, message.c_str());
    for (const auto& [wrong, meant] : {
             std::pair("nmae", "name"), {"Org/Name", "org/name"}
    }) {
        const std::string told = errorOf([&, name = wrong] { findModel(name, base); });
        QVERIFY2(told.find("Did you mean “" + std::string(meant) + "”?") != std::string::npos,
                 told.c_str());
    }
    fs::create_directories(base / "empty");
    QVERIFY(errorOf([&] { findModel("empty", base); }).find("config.json") != std::string::npos);
    for (const char* name : {"", "..", "a/../../b", "/no/such/folder", "a\\b", "x/y/z", "org/name@",
                             "org/name@../refs", "org/name@4567cdef@v2"})
        QVERIFY(!errorOf([&] { findModel(name, base); }).empty());
}

void ModelFolderTest::damagedListOfFoldersIsKept() {
    const QTemporaryDir place;
    const fs::path root = place.path().toStdString();
    const Variable config("XDG_CONFIG_HOME", root.string());
    const fs::path list = root / "attune/model-folders.json";
    fs::create_directories(root / "a");
    addModelFolder(root / "a");
    QCOMPARE(addedModelFolders(), std::vector<fs::path>{root / "a"});
    for (const char* damaged : {"[\"/models\", ", "{\"a\": \"/models\"}", "[\"/models\", 3]", ""}) {
        publishFile(list, damaged);
        const std::string messages[] = {errorOf([&] { addModelFolder(root / "a"); }),
                                        errorOf([&] { removeModelFolder(root / "a"); }),
                                        errorOf([&] { addedModelFolders(); })};
        for (const std::string& message : messages)
            QVERIFY2(message.find("model-folders.json") != std::string::npos, damaged);
        QCOMPARE(readFile(list), std::string(damaged));
        knownModelFolders(); // the other places count
    }
}

void ModelFolderTest::writesWhatItReads() {
    for (const char* name : {"gelu", "gelu-tanh-without-prefix", "relu-old-norms"}) {
        const ModelFolder folder = openModelFolder(oracle::fixtures() / name);
        const auto engine = makeAtenEngine(folder.spec, {});
        loadWeights(folder, *engine, 1);
        const QTemporaryDir place;
        const fs::path out = place.path().toStdString();
        FinishedInfo info;
        info.task = "text-classification";
        info.maxLength = 15;
        info.cleaning = Json::array({{{"html", Json::object()}}});
        info.columns = {"premise", "claim", "verdict"};
        writeModelFolder(out, {folder.spec, folder.labels, folder.config, info},
                         oracle::NoTokenizer(), [&](std::string_view n, std::span<float> values) {
                             engine->storeParameter(n, values);
                         });
        const ModelFolder again = openModelFolder(out);
        QVERIFY(again.spec == folder.spec);
        QCOMPARE(again.labels, folder.labels);
        QVERIFY(again.finished);
        QVERIFY(again.attune && again.attune->maxLength == 15);
        QVERIFY(again.attune->cleaning == info.cleaning);
        QVERIFY(again.attune->columns == info.columns);
        QCOMPARE(again.attune->digests["model.safetensors"].get<std::string>(),
                 sha256OfFile(out / "model.safetensors"));
        const auto other = makeAtenEngine(again.spec, {});
        loadWeights(again, *other, 2);
        for (const ParameterInfo& parameter : engine->parameters()) {
            std::vector<float> a(static_cast<std::size_t>(parameter.count())), b(a);
            engine->storeParameter(parameter.name, a);
            other->storeParameter(parameter.name, b);
            QCOMPARE(b, a);
        }
    }
}

void ModelFolderTest::keepsUnknownKeysAndTypes() {
    ModelFolder folder = openModelFolder(oracle::fixtures() / "gelu");
    folder.config["our_own"] = {
        {"a", 1}
    };
    folder.config["torch_dtype"] = "float16";
    folder.spec.activation = Activation::GeluTanh;
    folder.spec.hiddenDropout = 0;
    folder.spec.labels = 12;
    FinishedModel model{folder.spec, {}, folder.config, {}};
    for (int i = 0; i < 12; ++i)
        model.labels.push_back("name " + std::to_string(i));
    const QTemporaryDir place;
    const fs::path out = place.path().toStdString();
    writeModelFolder(out, model, oracle::NoTokenizer(), [](std::string_view, std::span<float> v) {
        std::fill(v.begin(), v.end(), 0.f);
    });
    const Json config = readJsonFile(out / "config.json");
    QVERIFY(config["our_own"] == folder.config["our_own"]);
    QVERIFY(!config.contains("torch_dtype"));
    QVERIFY(config["hidden_act"] == Json("gelu_new"));
    QVERIFY(config["hidden_dropout_prob"].is_number_float());
    QVERIFY(config["layer_norm_eps"].is_number_float());
    QVERIFY(config["problem_type"] == Json("single_label_classification"));
    QVERIFY(config["label2id"]["name 11"] == Json(11));
    QCOMPARE(openModelFolder(out).labels, model.labels);
}

void ModelFolderTest::fiveThousandLabelsFit() {
    ModelFolder folder = openModelFolder(oracle::fixtures() / "gelu");
    folder.spec.labels = 5000;
    folder.spec.initializerRange = 0.02;
    std::vector<std::string> labels;
    for (int i = 0; i < 5000; ++i)
        labels.push_back("class " + std::to_string(i));
    const auto engine = makeAtenEngine(folder.spec, {});
    loadWeights(folder, *engine, 5);
    engine->setGroups(oracle::trainerGroups(*engine));
    PackedBatch batch;
    batch.ids = {1, 7, 9, 2, 1, 8, 2};
    batch.typeIds.assign(7, 0);
    batch.starts = {0, 4, 7};
    // Before anything is learned every label is about as likely.
    const std::vector<std::int32_t> truth = {0, 4999};
    const PassOptions training{.training = true, .dropout = false};
    const double first = oracle::lossStep(*engine, batch, truth, training);
    QVERIFY2(std::abs(first - std::log(5000.0)) < 0.5, qPrintable(QString::number(first)));
    double last = first;
    for (int step = 1; step <= 30; ++step) {
        UpdateOptions options;
        options.learningRate = 1e-2;
        options.step = step;
        engine->update(options);
        last = oracle::lossStep(*engine, batch, truth, training);
    }
    QVERIFY2(last < 1, qPrintable(QString::number(last)));

    const QTemporaryDir place;
    const fs::path out = place.path().toStdString();
    FinishedInfo info;
    info.task = "text-classification";
    info.maxLength = 15;
    writeModelFolder(
        out, {folder.spec, labels, folder.config, info, {}}, oracle::NoTokenizer(),
        [&](std::string_view n, std::span<float> values) { engine->storeParameter(n, values); });
    const ModelFolder again = openModelFolder(out);
    QCOMPARE(again.labels, labels);
    QVERIFY(again.finished);
    const auto other = makeAtenEngine(again.spec, {});
    loadWeights(again, *other, 6);
    const auto wanted = engine->forward(batch, {});
    const auto got = other->forward(batch, {});
    QCOMPARE(got->logits().size(), std::size_t(2 * 5000));
    QVERIFY(std::equal(got->logits().begin(), got->logits().end(), wanted->logits().begin()));
}

void ModelFolderTest::loadsInTransformersSilently() {
    const fs::path source = qEnvironmentVariable("ATTUNE_MODELS").toStdString() + "/bert-tiny-mlm";
    if (!oracle::hasPython() || !fs::exists(source / "tokenizer.json"))
        QSKIP("needs ATTUNE_ORACLE_PYTHON and ATTUNE_MODELS");
    ModelFolder folder = openModelFolder(source);
    folder.spec.labels = 3;
    folder.spec.initializerRange = 0.3; // a head that decides
    const auto engine = makeAtenEngine(folder.spec, {});
    loadWeights(folder, *engine, 5);
    const auto tokenizer = readTokenizer(source);
    const QTemporaryDir place;
    const fs::path out = fs::path(place.path().toStdString()) / "model";
    fs::create_directory(out);
    FinishedInfo info;
    info.task = "text-classification";
    info.maxLength = 128;
    const std::vector<std::string> labels = {"001", "NA", "schön"};
    writeModelFolder(
        out, {folder.spec, labels, folder.config, info}, *tokenizer,
        [&](std::string_view n, std::span<float> values) { engine->storeParameter(n, values); });
    const auto path = [&](const char* name) {
        return QString::fromStdString((out.parent_path() / name).string());
    };
    publishFile(out.parent_path() / "texts", "\"the\"\n\"a good film and more of it\"\n");
    const QString failure = oracle::runPython(
        {"pipeline", QString::fromStdString(out.string()), path("texts"), path("result")});
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
    const Json result = readJsonFile(out.parent_path() / "result");
    QVERIFY2(result["warnings"].empty(), result["warnings"].dump().c_str());
    // Our own scores of the same texts.
    const std::vector<std::string> texts = {"the", "a good film and more of it"};
    for (std::size_t row = 0; row < texts.size(); ++row) {
        const Encoding encoding = tokenizer->encode(texts[row]);
        PackedBatch batch;
        batch.ids = encoding.ids;
        batch.typeIds = encoding.typeIds;
        batch.starts = {0, static_cast<std::int32_t>(batch.ids.size())};
        const auto pass = engine->forward(batch, {});
        double sum = 0;
        for (const float l : pass->logits())
            sum += std::exp(double(l));
        for (const Json& score : result["results"][row]) {
            const auto at =
                std::find(labels.begin(), labels.end(), score["label"]) - labels.begin();
            QVERIFY(at < 3);
            QVERIFY(std::abs(std::exp(double(pass->logits()[static_cast<std::size_t>(at)])) / sum -
                             score["score"].get<double>()) < 1e-5);
        }
    }
}

QTEST_GUILESS_MAIN(ModelFolderTest)
#include "model_folder_test.moc"
