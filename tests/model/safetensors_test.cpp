// SPDX-License-Identifier: GPL-3.0-or-later
// safetensors files: equal to the reference byte for byte when written, refused where the reference
// refuses, and never a crash.
#include "oracle.h"

#include <QTest>

#include <cstring>
#include <random>

using namespace attune;

class SafetensorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryType();
    void writesTheBytesOfTheReference();
    void writesWhatPythonWrites();
    void refusesBrokenFiles_data();
    void refusesBrokenFiles();
    void acceptsWhatTheReferenceAccepts_data();
    void acceptsWhatTheReferenceAccepts();
    void mutatedFilesNeverCrash();
    void acceptsNothingThatPythonRefuses();
};

namespace {

std::string withHeader(const std::string& header, std::size_t data) {
    std::string text(8, '\0');
    const std::uint64_t length = header.size();
    std::memcpy(text.data(), &length, 8);
    return text + header + std::string(data, '\1');
}

fs::path put(const QTemporaryDir& place, const std::string& content,
             const std::string& name = "x.safetensors") {
    const fs::path path = fs::path(place.path().toStdString()) / name;
    publishFile(path, content);
    return path;
}

std::string rewritten(const fs::path& source, const fs::path& target) {
    const SafetensorsFile file(source);
    std::vector<TensorToWrite> tensors;
    for (const TensorEntry& entry : file.tensors())
        tensors.push_back({entry.name, entry.dtype, entry.shape, [&file, &entry](auto out) {
                               const auto bytes = file.bytes(entry);
                               std::copy(bytes.begin(), bytes.end(), out.begin());
                           }});
    std::reverse(tensors.begin(), tensors.end()); // the order given is of no account
    publishFile(target, [&](FileWriter& out) { writeSafetensors(out, std::move(tensors)); });
    return readFile(target);
}

bool accepted(const fs::path& path) {
    try {
        const SafetensorsFile file(path);
        std::vector<float> values;
        for (const TensorEntry& entry : file.tensors()) {
            values.resize(entry.count());
            try {
                file.read(entry, values);
            } catch (const Error&) { // a type without a reader
            }
        }
        return true;
    } catch (const Error&) {
        return false;
    }
}

// Small changes of a valid file: bytes, digits, pieces cut or doubled.
std::string mutated(std::string text, std::mt19937& random) {
    const int changes = 1 + static_cast<int>(random() % 4);
    for (int i = 0; i < changes && !text.empty(); ++i) {
        const std::size_t at = random() % std::min<std::size_t>(text.size(), 500);
        switch (random() % 5) {
        case 0:
            text[at] = static_cast<char>(random());
            break;
        case 1:
            text[at] = static_cast<char>('0' + random() % 10);
            break;
        case 2:
            text.erase(at, 1 + random() % 9);
            break;
        case 3:
            text.insert(at, text.substr(random() % text.size(), 1 + random() % 30));
            break;
        default:
            text.insert(at, 1, "{}[],:\"-.e9 \\\0"[random() % 15]);
            break;
        }
    }
    // Mostly with a length that fits again, or nothing past the length would be tried.
    if (random() % 4 && text.size() > 8)
        if (const std::size_t end = text.find("}}", 8); end != std::string::npos) {
            const std::uint64_t length = end + 2 - 8;
            std::memcpy(text.data(), &length, 8);
        }
    return text;
}

} // namespace

void SafetensorsTest::readsEveryType() {
    const SafetensorsFile file(oracle::fixtures() / "reference.safetensors");
    const auto floats = [&](const char* name) {
        const TensorEntry* entry = file.find(name);
        std::vector<float> values(entry->count());
        file.read(*entry, values);
        return values;
    };
    QCOMPARE(file.metadata().at("format"), std::string("pt"));
    QCOMPARE(floats("wide"), (std::vector<float>{0, 1, 2, 3, 4}));
    QCOMPARE(floats("small"), (std::vector<float>{0, 1, 2}));
    QCOMPARE(floats("flags"), (std::vector<float>{1, 0, 1}));
    QCOMPARE(floats("scalar"), std::vector<float>{3.5f});
    QCOMPARE(floats("none").size(), std::size_t(0));
    QCOMPARE(floats("a").size(), std::size_t(7));
    QCOMPARE(floats("ä\"\\/x").size(), std::size_t(4));
    QVERIFY(!file.find("absent"));
}

void SafetensorsTest::writesTheBytesOfTheReference() {
    const QTemporaryDir place;
    const fs::path source = oracle::fixtures() / "reference.safetensors";
    QVERIFY(rewritten(source, fs::path(place.path().toStdString()) / "own") == readFile(source));
    const fs::path model = oracle::fixtures() / "gelu" / "model.safetensors";
    QVERIFY(rewritten(model, fs::path(place.path().toStdString()) / "own") == readFile(model));
}

void SafetensorsTest::writesWhatPythonWrites() {
    if (!oracle::hasPython())
        QSKIP("needs ATTUNE_ORACLE_PYTHON");
    const QTemporaryDir place;
    const fs::path folder = place.path().toStdString();
    const QString failure =
        oracle::runPython({"safetensors", QString::fromStdString((folder / "python").string())});
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
    QVERIFY(rewritten(folder / "python", folder / "own") == readFile(folder / "python"));
}

void SafetensorsTest::refusesBrokenFiles_data() {
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char* name, const std::string& content) {
        QTest::newRow(name) << QByteArray(content.data(), static_cast<int>(content.size()));
    };
    const auto header = [&](const char* name, const std::string& text, std::size_t data = 8) {
        row(name, withHeader(text, data));
    };
    const auto tensor = [](const std::string& parts) { return "{\"t\":{" + parts + "}}"; };
    row("empty", "");
    row("seven bytes", "1234567");
    row("length beyond the file", std::string("\xFF\0\0\0\0\0\0\0{}", 10));
    row("length of 2^64 - 1", std::string(8, '\xFF') + "{}");
    header("not JSON", "{\"t\":", 0);
    header("a list", "[]", 0);
    header("byte order mark", "\xEF\xBB\xBF{}", 0);
    header("bad UTF-8", "{\"\xFF\":{}}", 0);
    header("NUL after it", std::string("{}\0\0\0\0\0\0", 8), 0);
    header("data without tensors", "{}", 8);
    header("no dtype", tensor(R"("shape":[2],"data_offsets":[0,8])"));
    header("unknown dtype", tensor(R"("dtype":"F33","shape":[2],"data_offsets":[0,8])"));
    header("dtype a number", tensor(R"("dtype":1,"shape":[2],"data_offsets":[0,8])"));
    header("negative dimension", tensor(R"("dtype":"F32","shape":[-2],"data_offsets":[0,8])"));
    header("real dimension", tensor(R"("dtype":"F32","shape":[2.0],"data_offsets":[0,8])"));
    header("three offsets", tensor(R"("dtype":"F32","shape":[2],"data_offsets":[0,8,8])"));
    header("reversed offsets", tensor(R"("dtype":"F32","shape":[2],"data_offsets":[8,0])"));
    header("beyond the file", tensor(R"("dtype":"F32","shape":[4],"data_offsets":[0,16])"));
    header("bytes left over", tensor(R"("dtype":"F32","shape":[1],"data_offsets":[0,4])"));
    header("hole before it", tensor(R"("dtype":"F32","shape":[1],"data_offsets":[4,8])"));
    header("shape too small", tensor(R"("dtype":"F32","shape":[1],"data_offsets":[0,8])"));
    header("product overflows", tensor(R"("dtype":"F32","shape":[4611686018427387904,4],)"
                                       R"("data_offsets":[0,8])"));
    header("product wraps to 8 bytes",
           tensor(R"("dtype":"U8","shape":[281474976710656,65536,0],"data_offsets":[0,8])"));
    header("number beyond 64 bits",
           tensor(R"("dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,8])"));
    header("half a byte", tensor(R"("dtype":"F4","shape":[1],"data_offsets":[0,8])"));
    header("rank 9", tensor(R"("dtype":"U8","shape":[1,1,1,1,1,1,1,1,8],"data_offsets":[0,8])"));
    header("overlap", R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                      R"("b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})");
    header("a name twice", R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                           R"("a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})");
    header("control character in a name",
           R"({"a\u0001":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})");
    header("metadata not text", R"({"__metadata__":{"a":1}})", 0);
    header("metadata a list", R"({"__metadata__":[]})", 0);
    header("deep", "{\"t\":" + std::string(5000, '[') + std::string(5000, ']') + "}", 0);
}

void SafetensorsTest::refusesBrokenFiles() {
    QFETCH(QByteArray, content);
    const QTemporaryDir place;
    const fs::path path = put(place, content.toStdString());
    try {
        const SafetensorsFile file(path);
        QFAIL("it was accepted");
    } catch (const Error& error) {
        QVERIFY(std::string(error.what()).find("x.safetensors") != std::string::npos);
    }
}

void SafetensorsTest::acceptsWhatTheReferenceAccepts_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("data");
    QTest::newRow("nothing") << QByteArray("{}") << 0;
    QTest::newRow("space round it") << QByteArray(" {} \n") << 0;
    QTest::newRow("metadata alone") << QByteArray(R"({"__metadata__":{"a":"b"}})") << 0;
    QTest::newRow("unknown part")
        << QByteArray(R"({"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":null}})") << 8;
    QTest::newRow("scalar and empty")
        << QByteArray(R"({"e":{"dtype":"F32","shape":[0,3],"data_offsets":[0,0]},)"
                      R"("s":{"dtype":"F64","shape":[],"data_offsets":[0,8]}})")
        << 8;
    QTest::newRow("two halves of a byte")
        << QByteArray(R"({"t":{"dtype":"F4","shape":[2],"data_offsets":[0,1]}})") << 1;
}

void SafetensorsTest::acceptsWhatTheReferenceAccepts() {
    QFETCH(QByteArray, header);
    QFETCH(int, data);
    const QTemporaryDir place;
    QVERIFY(accepted(put(place, withHeader(header.toStdString(), static_cast<std::size_t>(data)))));
}

void SafetensorsTest::mutatedFilesNeverCrash() {
    const QTemporaryDir place;
    const std::string valid = readFile(oracle::fixtures() / "reference.safetensors");
    std::mt19937 random(1);
    int good = 0;
    for (int i = 0; i < 4000; ++i) {
        const fs::path path = fs::path(place.path().toStdString()) / "x";
        FileWriter file(path);
        file.write(mutated(valid, random));
        file.close();
        good += accepted(path);
    }
    QVERIFY(good > 0 && good < 4000);
}

void SafetensorsTest::acceptsNothingThatPythonRefuses() {
    if (!oracle::hasPython())
        QSKIP("needs ATTUNE_ORACLE_PYTHON");
    const QTemporaryDir place;
    const fs::path folder = place.path().toStdString();
    const std::string valid = readFile(oracle::fixtures() / "reference.safetensors");
    std::mt19937 random(2);
    std::string listing;
    std::vector<bool> own;
    for (int i = 0; i < 1000; ++i) {
        const fs::path path = folder / std::to_string(i);
        FileWriter file(path);
        file.write(mutated(valid, random));
        file.close();
        listing += path.string() + "\n";
        own.push_back(accepted(path));
    }
    publishFile(folder / "list", listing);
    const QString failure =
        oracle::runPython({"verdicts", QString::fromStdString((folder / "list").string()),
                           QString::fromStdString((folder / "verdicts").string())});
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
    const std::string verdicts = readFile(folder / "verdicts");
    QCOMPARE(verdicts.size(), own.size() * 2);
    int both = 0;
    for (std::size_t i = 0; i < own.size(); ++i) {
        QVERIFY2(!own[i] || verdicts[2 * i] == '1', qPrintable(QString::number(i)));
        both += own[i];
    }
    QVERIFY(both > 0);
}

QTEST_GUILESS_MAIN(SafetensorsTest)
#include "safetensors_test.moc"
