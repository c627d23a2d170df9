// SPDX-License-Identifier: GPL-3.0-or-later
// Weights in every form that a model folder may have them: equal to what torch reads, hostile files
// refused in little memory, other formats told how to be converted.
#include "mutations.h"

#include <QElapsedTimer>

using namespace attune;

class WeightsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTorchReads_data();
    void readsWhatTorchReads();
    void readsWhatPythonWritesNow();
    void looksForFilesInTransformersOrder();
    void otherFormatsAreToldHowToConvert_data();
    void otherFormatsAreToldHowToConvert();
    void refusesHostileFiles_data();
    void refusesHostileFiles();
    void handMadeFileIsGood();
    void largeHeadersTakeLittleMemory_data();
    void largeHeadersTakeLittleMemory();
    void refusesHostileIndexes_data();
    void refusesHostileIndexes();
    void namesTheTensorThatAFileLacks();
    void halfASnapshotIsToldHowToFetchTheRest();
    void looksAtAttributesAreCounted();
    void wrongChecksumOfNumbersIsFoundWhenRead();
    void mutatedFilesAreReadAsTheReferenceOrRefused_data() { mutations::addRows(); }
    void mutatedFilesAreReadAsTheReferenceOrRefused();
};

namespace {

fs::path folderOf(const QTemporaryDir& place) { return place.path().toStdString(); }

void compareTo(const WeightsFile& file, const SafetensorsFile& expected) {
    QCOMPARE(file.tensors().size(), expected.tensors().size());
    for (const TensorEntry& wanted : expected.tensors()) {
        const TensorEntry* entry = file.find(wanted.name);
        QVERIFY2(entry, wanted.name.c_str());
        QVERIFY2(entry->shape == wanted.shape, wanted.name.c_str());
        std::vector<float> a(entry->count()), b(wanted.count());
        file.read(*entry, a);
        expected.read(wanted, b);
        QVERIFY2(a == b, wanted.name.c_str());
    }
}

QByteArray bytes(const std::string& text) {
    return QByteArray(text.data(), static_cast<int>(text.size()));
}

// The message of the error that opening and reading gives; empty: it was accepted.
std::string refusal(const fs::path& path) {
    try {
        const auto file = openWeights(path);
        for (const TensorEntry& entry : file->tensors()) {
            std::vector<float> values(entry.count());
            file->read(entry, values);
        }
        return "";
    } catch (const Error& error) {
        return error.what();
    }
}

} // namespace

void WeightsTest::readsWhatTorchReads_data() {
    QTest::addColumn<QString>("path");
    for (const char* name :
         {"zip.bin", "no-checksums.bin", "old.bin", "bin-shards/pytorch_model.bin.index.json",
          "shards/model.safetensors.index.json"})
        QTest::newRow(name) << QString(name);
}

void WeightsTest::readsWhatTorchReads() {
    QFETCH(QString, path);
    const fs::path folder = oracle::fixtures() / "weights";
    compareTo(*openWeights(folder / path.toStdString()),
              SafetensorsFile(folder / "reference.safetensors"));
}

void WeightsTest::readsWhatPythonWritesNow() {
    if (!oracle::hasPython())
        QSKIP("needs ATTUNE_ORACLE_PYTHON");
    const QTemporaryDir place;
    QProcess process;
    process.setWorkingDirectory(place.path());
    process.start(qEnvironmentVariable("ATTUNE_ORACLE_PYTHON"),
                  {QString::fromStdString((oracle::fixtures() / "make_weights.py").string())});
    QVERIFY(process.waitForFinished(120000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    const fs::path folder = folderOf(place) / "weights";
    for (const char* name : {"zip.bin", "old.bin", "bin-shards/pytorch_model.bin.index.json"})
        compareTo(*openWeights(folder / name), SafetensorsFile(folder / "reference.safetensors"));
}

void WeightsTest::looksForFilesInTransformersOrder() {
    const QTemporaryDir place;
    const fs::path folder = folderOf(place);
    for (const char* name : {"pytorch_model.bin.index.json", "pytorch_model.bin",
                             "model.safetensors.index.json", "model.safetensors"}) {
        publishFile(folder / name, "x");
        QCOMPARE(weightsPath(folder), folder / name);
    }
}

void WeightsTest::otherFormatsAreToldHowToConvert_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("word");
    QTest::newRow("TensorFlow") << "tf_model.h5"
                                << "from_tf=True";
    QTest::newRow("Flax") << "flax_model.msgpack"
                          << "from_flax=True";
    QTest::newRow("TensorFlow checkpoint") << "bert_model.ckpt.index"
                                           << "from_tf=True";
    QTest::newRow("GGUF") << "model-q4.gguf"
                          << "safetensors";
    QTest::newRow("ONNX") << "model.onnx"
                          << "safetensors";
    QTest::newRow("Lightning") << "epoch=3.ckpt"
                               << "save_pretrained";
    QTest::newRow("torch") << "weights.pth"
                           << "save_pretrained";
    QTest::newRow("none") << "README.md"
                          << "pytorch_model.bin";
}

void WeightsTest::otherFormatsAreToldHowToConvert() {
    QFETCH(QString, file);
    QFETCH(QString, word);
    const QTemporaryDir place;
    publishFile(folderOf(place) / file.toStdString(), "x");
    try {
        weightsPath(folderOf(place));
        QFAIL("it was found");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(word), error.what());
        QVERIFY2(word == "pytorch_model.bin" || QString(error.what()).contains(file), error.what());
    }
}

void WeightsTest::handMadeFileIsGood() {
    const QTemporaryDir place;
    const fs::path path = folderOf(place) / "x.bin";
    publishFile(path, crafted::torchFile(crafted::program(crafted::state(crafted::tensor()))));
    QCOMPARE(refusal(path), std::string());
}

void WeightsTest::refusesHostileFiles_data() {
    using namespace crafted;
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char* name, const std::string& content) {
        QTest::newRow(name) << bytes(content);
    };
    const std::string good = program(state(tensor()));
    const auto packed = [&](const char* name, const ZipPlan& plan) {
        row(name, zip(records(good), plan));
    };
    const auto changed = [&](const char* name, const auto& change) {
        auto parts = records(good);
        change(parts);
        row(name, zip(parts));
    };
    const auto body = [&](const char* name, const std::string& value) {
        row(name, torchFile(program(value)));
    };
    const auto shaped = [&](const char* name, const TensorPlan& plan) {
        body(name, state(tensor(plan)));
    };

    // The file and the archive.
    row("empty", "");
    row("text", "hello");
    row("mark alone", "PK\x03\x04");
    row("cut in the middle", torchFile(good).substr(0, torchFile(good).size() / 2));
    row("tar", std::string(257, '\0') + "ustar" + std::string(250, '\0'));
    row("zip in a zip's comment", zip(records(good), {.comment = zip(records(good))}));
    packed("something before it", {.prefix = "#!/bin/sh\n"});
    packed("compressed", {.method = 8});
    packed("encrypted", {.flags = 1});
    packed("size lies", {.sizeLie = 7});
    packed("size of 4 GB", {.sizeLie = 0xFFFF0000});
    packed("checksum lies", {.checksumLie = 1});
    packed("files marked as folders", {.attributes = 0x10});
    packed("count lies", {.countLie = 1});
    packed("directory lies", {.directoryLie = 3});
    packed("directory far away", {.directoryLie = 0x7FFFFFFF});
    packed("local names differ", {.localSuffix = "x"});
    packed("one place for all", {.samePlace = true});
    packed("zip64 size of 2^64 - 1",
           {.extra = number<std::uint16_t>(1) + number<std::uint16_t>(16) + std::string(16, '\xFF'),
            .narrowSize = 0xFFFFFFFF});
    packed("zip64 field cut", {.extra = number<std::uint16_t>(1) + number<std::uint16_t>(90) + "x",
                               .narrowSize = 0xFFFFFFFF});
    changed("a name twice", [](auto& parts) { parts.push_back(parts.front()); });
    changed("two folders", [](auto& parts) { parts.push_back({"n/x", ""}); });
    changed("no folder", [](auto& parts) { parts.push_back({"../../etc/passwd", ""}); });
    changed("no list of tensors", [](auto& parts) { parts.erase(parts.begin()); });
    changed("no version", [](auto& parts) { parts.pop_back(); });
    changed("version 99", [](auto& parts) { parts.back().content = "99"; });
    changed("version no number", [](auto& parts) { parts.back().content = "x"; });
    changed("big-endian", [](auto& parts) { parts[1].content = "big"; });
    changed("mark of the file no text", [](auto& parts) {
        parts.push_back({"m/.data/serialization_id", "07\x96"});
    });
    changed("TorchScript", [](auto& parts) { parts.push_back({"m/constants.pkl", "x"}); });
    changed("no storage", [](auto& parts) { parts.erase(parts.begin() + 2); });
    changed("storage too small", [](auto& parts) { parts[2].content.pop_back(); });

    // Code.
    body("os.system", named("os", "system") + "(" + text("touch /tmp/attune-was-here") + "tR");
    body("posix.system", state(named("posix", "system") + "(" + text("true") + "tR"));
    body("eval", state(named("builtins", "eval") + "(" + text("1") + "tR"));
    body("getattr by STACK_GLOBAL", text("builtins") + text("getattr") + "\x93");
    body("a new object", named("collections", "OrderedDict") + ")\x81");
    body("INST", "(ios\nsystem\n");
    body("OBJ", "(" + named("collections", "OrderedDict") + "o");
    body("EXT1", "\x82\x01");
    body("a persistent id of text", "Ppid\n");
    body("a storage called", named("torch", "FloatStorage") + ")R");
    body("a number called", integer(1) + ")R");
    body("attributes of a tensor", state(tensor() + "}b"));
    body("other maker", state(tensor({.maker = "_rebuild_qtensor"})));

    // The machine.
    row("protocol 4", torchFile("\x80\x04" + state(tensor()) + "."));
    row("no protocol", torchFile(state(tensor()) + "."));
    row("no end", torchFile("\x80\x02" + state(tensor())));
    body("memo of 2^31", "}r" + number<std::uint32_t>(0x7FFFFFFF));
    body("memo never set", "h\x05");
    body("text of 4 GB", "X" + number<std::uint32_t>(0xFFFFFFFF) + "x");
    body("text that is no UTF-8", state(tensor(), "\xFF\xFE"));
    body("empty stack", "u");
    body("below a mark", "}(s");
    body("two results", "}}");
    body("an open mark", "(}");
    body("a list", "]");
    body("a dict in itself",
         "}q" + std::string(1, '\0') + "(" + text("w") + "h" + std::string(1, '\0') + "u");
    body("a number for a tensor", state(integer(5)));
    body("a number for a name", "}(" + integer(1) + tensor() + "u");
    body("a tensor for a name", "}(" + tensor() + tensor() + "u");
    body("a name twice in the dict", "}(" + text("w") + tensor() + text("w") + tensor() + "u");
    body("control character in a name", state(tensor(), "a\nb"));
    body("a long name", state(tensor(), std::string(600, 'x')));
    body("endless tuples", std::string(20 << 20, ')'));
    body("endless marks", std::string(20 << 20, '('));
    body("doubling tuples", [] {
        std::string all = ")";
        for (int i = 0; i < 100000; ++i)
            all += "q" + std::string(1, '\0') + "h" + std::string(1, '\0') + "\x86";
        return all;
    }());
    body("integer of 255 bytes", "\x8a\xFF" + std::string(255, '\x7F'));

    // Tensors.
    shaped("more numbers than stored", {.count = 6000, .shape = {6000}});
    shaped("negative number of numbers", {.count = -1});
    shaped("2^62 numbers", {.count = std::int64_t{1} << 62, .shape = {std::int64_t{1} << 62}});
    shaped("starts behind", {.start = 5});
    shaped("ends behind", {.start = 1});
    shaped("starts before", {.start = -1});
    shaped("strides behind", {.shape = {2}, .strides = {4}});
    shaped("stride overflows", {.shape = {3}, .strides = {INT64_MAX}});
    shaped("negative stride", {.start = 3, .strides = {-1}});
    shaped("negative dimension", {.shape = {-4}});
    shaped("2^40 times one number", {.shape = {std::int64_t{1} << 40}, .strides = {0}});
    shaped("product overflows",
           {
               .shape = {std::int64_t{1} << 33, std::int64_t{1} << 33},
                 .strides = {0,                     0                    }
    });
    shaped("rank 9",
           {.shape = std::vector<std::int64_t>(9, 1), .strides = std::vector<std::int64_t>(9, 1)});
    shaped("more strides than dimensions", {
                                               .shape = {4 },
                                                 .strides = { 1, 1}
    });
    shaped("key with a path", {.key = "../data.pkl"});
    shaped("unknown type", {.type = "QInt8Storage"});
    shaped("gradients of integers",
           {.type = "LongStorage", .count = 2, .shape = {2}, .gradient = "\x88"});
    shaped("a conjugate mark", {.last = "}(" + text("conj") + "\x88u"});
    body("one storage of two types", "}(" + text("a") + tensor() + text("b") +
                                         tensor({.type = "LongStorage", .count = 2, .shape = {2}}) +
                                         "u");

    // Files of torch before 1.6.
    const std::string magic("\x80\x02\x8a\x0al\xfc\x9c\x46\xf9 j\xa8P\x19.");
    const auto old = [&](const std::string& main, const std::string& keys,
                         const std::string& data) {
        return magic + program("M\xe9\x03") + program("}") + main + keys + data;
    };
    const std::string oldMain = program(state(tensor({.view = "N"})));
    const std::string oldKeys = program("](" + text("0") + "e");
    const std::string numbers = number<std::uint64_t>(4) + std::string(16, '\1');
    row("old: magic alone", magic);
    row("old: other protocol", magic + program("K\x01"));
    row("old: no keys", old(oldMain, program("]"), numbers));
    row("old: unknown key", old(oldMain, program("](" + text("7") + "e"), numbers));
    row("old: numbers cut", old(oldMain, oldKeys, numbers.substr(0, 20)));
    row("old: other count",
        old(oldMain, oldKeys, number<std::uint64_t>(1ull << 60) + std::string(16, '\1')));
    row("old: code", magic + program(named("os", "system") + "(" + text("true") + "tR"));
    row("old: views of storages",
        old(program(state(tensor({.view = "(" + text("v") + "K\x01K\x02t"}))), oldKeys, numbers));
}

void WeightsTest::refusesHostileFiles() {
    QFETCH(QByteArray, content);
    const QTemporaryDir place;
    const fs::path path = folderOf(place) / "x.bin";
    std::ofstream(path, std::ios::binary) << content.toStdString();
    std::string died;
    const std::string verdict = crafted::verdicts({path}, folderOf(place) / "verdict", died);
    QVERIFY2(died.empty(), died.c_str());
    QCOMPARE(verdict, std::string("0"));
    const std::string message = refusal(path);
    QVERIFY2(message.find("x.bin") != std::string::npos, message.c_str());
    QVERIFY(!fs::exists("/tmp/attune-was-here"));
}

void WeightsTest::largeHeadersTakeLittleMemory_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    const auto repeated = [](const std::string& start, const std::string& piece,
                             const std::string& end) {
        std::string out = start;
        for (int i = 0; out.size() + piece.size() + 30 < 24'000'000; ++i)
            out += piece + (piece.back() == '"' ? std::to_string(i) + "\":0" : "") + ",";
        out.back() = ' ';
        return out + end;
    };
    for (const auto& [kind, piece] : {
             std::pair<const char*, const char*>{"numbers", "0" },
             {"lists",   "[]"},
             {"keys",    "\""}
    }) {
        const bool keys = std::string(piece) == "\"";
        const std::string body = repeated(keys ? "{" : "[", piece, keys ? "}" : "]");
        const std::string header =
            "{\"t\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0],\"x\":" + body + "}}";
        QTest::newRow(QByteArray("safetensors, ") + kind)
            << "x.safetensors" << bytes(crafted::number<std::uint64_t>(header.size()) + header);
        QTest::newRow(QByteArray("index, ") + kind)
            << "x.safetensors.index.json" << bytes("{\"metadata\":{},\"weight_map\":" + body + "}");
    }
    // One tensor made again and again, of arguments that are kept: five bytes each.
    std::string again =
        crafted::named("torch._utils", "_rebuild_tensor_v2") + std::string("q\0", 2);
    const std::string one = crafted::tensor({
        .shape = {1, 1, 1, 1, 1, 1, 1, 4},
          .strides = {1, 1, 1, 1, 1, 1, 1, 1}
    });
    again += one.substr(one.find("(("), one.size() - one.find("((") - 2) + "tq\1";
    for (int i = 0; i < 1'900'000; ++i)
        again += std::string("h\0h\1R", 5);
    QTest::newRow("pickle, tensors")
        << "x.bin" << bytes(crafted::zip(crafted::records(crafted::program(again))));
}

void WeightsTest::largeHeadersTakeLittleMemory() {
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    const QTemporaryDir place;
    const fs::path path = folderOf(place) / name.toStdString();
    std::ofstream(path, std::ios::binary).write(content.constData(), content.size());
    std::string died;
    QCOMPARE(crafted::verdicts({path}, folderOf(place) / "verdict", died), std::string("0"));
    QVERIFY2(died.empty(), died.c_str());
}

void WeightsTest::refusesHostileIndexes_data() {
    QTest::addColumn<QByteArray>("content");
    const auto file = [](const char* name, const std::string& value) {
        QTest::newRow(name) << bytes(R"({"metadata":{},"weight_map":{"plain":)" + value + "}}");
    };
    const auto row = [](const char* name, const std::string& content) {
        QTest::newRow(name) << bytes(content);
    };
    file("parent folder", R"("../x.safetensors")");
    file("absolute", R"("/etc/x.safetensors")");
    file("backslash", R"("..\\x.safetensors")");
    file("UNC", R"("\\\\host\\x.safetensors")");
    file("drive", R"("C:x.safetensors")");
    file("escaped slash", R"("a%2f..%2f\/x.safetensors")");
    file("NUL", R"("x\u0000.safetensors")");
    file("newline", R"("x\n.safetensors")");
    file("hidden", R"(".safetensors")");
    file("dots", R"("..")");
    file("empty", R"("")");
    file("other format", R"("pytorch_model.bin")");
    file("no text", "5");
    file("not there", R"("none.safetensors")");
    file("tensor not in the file", R"("model-00003-of-00003.safetensors")");
    row("not JSON", "{");
    row("a list", "[]");
    row("no map", R"({"metadata":{}})");
    row("no metadata", R"({"weight_map":{"plain":"model-00001-of-00003.safetensors"}})");
    row("empty map", R"({"metadata":{},"weight_map":{}})");
    row("map of text", R"({"metadata":{},"weight_map":"x"})");
    row("a name twice",
        R"({"metadata":{},"weight_map":{"a":"b.safetensors","a":"c.safetensors"}})");
    row("tensors left out",
        R"({"metadata":{},"weight_map":{"plain":"model-00001-of-00003.safetensors"}})");
    std::string many = R"({"metadata":{},"weight_map":{)";
    for (int i = 0; i < 2000; ++i)
        many += (i ? "," : "") + ("\"t" + std::to_string(i) + "\":\"f" + std::to_string(i)) +
                ".safetensors\"";
    row("2000 files", many + "}}");
    row("deep", std::string(100000, '['));
}

void WeightsTest::refusesHostileIndexes() {
    QFETCH(QByteArray, content);
    const QTemporaryDir place;
    const fs::path folder = folderOf(place);
    for (const auto& entry : fs::directory_iterator(oracle::fixtures() / "weights" / "shards"))
        fs::copy_file(entry.path(), folder / entry.path().filename());
    const fs::path path = folder / "model.safetensors.index.json";
    publishFile(path, content.toStdString());
    const std::string message = refusal(path);
    QVERIFY2(message.find("index.json") != std::string::npos, message.c_str());
}

// Among as many names as an index may have, all but the last in the file.
void WeightsTest::namesTheTensorThatAFileLacks() {
    const QTemporaryDir place;
    const fs::path folder = folderOf(place);
    std::string header = "{", index = R"({"metadata":{},"weight_map":{)";
    for (int i = 0; i < 99'999; ++i) {
        const std::string name = "\"t" + std::to_string(i) + "\":";
        header += (i > 0 ? "," : "") + name + R"({"dtype":"F32","shape":[0],"data_offsets":[0,0]})";
        index += name + R"("a.safetensors",)";
    }
    header += "}";
    publishFile(folder / "a.safetensors", crafted::number<std::uint64_t>(header.size()) + header);
    const fs::path path = folder / "model.safetensors.index.json";
    publishFile(path, index + R"("t-that-is-not-there":"a.safetensors"}})");
    const std::string message = refusal(path);
    QVERIFY2(message.find("“t-that-is-not-there” in a.safetensors, which does not hold it") !=
                 std::string::npos,
             message.c_str());
}

void WeightsTest::halfASnapshotIsToldHowToFetchTheRest() {
    const QTemporaryDir place;
    const fs::path folder = folderOf(place) / "models--org--name" / "snapshots" / "0123abcd";
    fs::create_directories(folder);
    publishFile(folder / "config.json", "{}");
    QString message;
    try {
        weightsPath(folder);
    } catch (const Error& error) {
        message = error.what();
    }
    QVERIFY2(message.contains("attune-cli fetch org/name@0123abcd"), qPrintable(message));
}

void WeightsTest::looksAtAttributesAreCounted() {
    // BUILD with the same 2,000 attributes again and again: three bytes each time.
    const auto content = [](int times) {
        std::string attributes = "}(";
        for (int i = 0; i < 2000; ++i)
            attributes += crafted::text(std::to_string(i)) + "N";
        std::string body = crafted::ordered() + attributes + std::string("uq\0b", 4);
        for (int i = 1; i < times; ++i)
            body += std::string("h\0b", 3);
        return crafted::torchFile(
            crafted::program(body + "(" + crafted::text("w") + crafted::tensor() + "u"));
    };
    const QTemporaryDir place;
    const fs::path path = folderOf(place) / "x.bin";
    publishFile(path, content(2900));
    QCOMPARE(refusal(path), std::string());
    publishFile(path, content(3100));
    QVERIFY2(refusal(path).find("longer than any") != std::string::npos, refusal(path).c_str());
}

void WeightsTest::wrongChecksumOfNumbersIsFoundWhenRead() {
    const QTemporaryDir place;
    const fs::path path = folderOf(place) / "x.bin";
    std::string content = crafted::torchFile(crafted::program(crafted::state(crafted::tensor())));
    content[content.find(std::string(16, '\1'))] = '\2';
    publishFile(path, content);
    const auto file = openWeights(path);
    std::vector<float> values(4);
    QVERIFY_EXCEPTION_THROWN(file->read(file->tensors().front(), values), Error);
}

void WeightsTest::mutatedFilesAreReadAsTheReferenceOrRefused() {
    QFETCH(int, format);
    int good = 0;
    mutations::run(mutations::formats()[static_cast<std::size_t>(format)], 400, 3, good);
}

QTEST_GUILESS_MAIN(WeightsTest)
#include "weights_test.moc"
