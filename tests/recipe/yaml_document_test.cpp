// SPDX-License-Identifier: GPL-3.0-or-later
// The guard round YAML: what is refused, how fast, and that scalars keep their text.
#include "base/random.h"
#include "recipe/yaml_document.h"
#include "text/utf8.h"

#include <QProcess>
#include <QTest>

#include <cmath>
#include <ctime>

using namespace attune;

namespace {

std::string repeated(const std::string& text, std::size_t count) {
    std::string out;
    out.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i)
        out += text;
    return out;
}

const YamlNode& valueAt(const YamlNode& root, const std::string& key) {
    for (const YamlEntry& entry : root.entries)
        if (entry.key == key)
            return entry.value;
    throw std::out_of_range(key);
}

} // namespace

class YamlDocumentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostileFilesAreRefusedQuickly_data() {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("word"); // of the message
        const auto row = [](const char* name, const std::string& yaml, const char* word) {
            QTest::newRow(name) << QByteArray::fromStdString(yaml) << QString(word);
        };
        std::string bomb = "a: &a [x, x]\n";
        for (char c = 'b'; c < 'm'; ++c)
            bomb +=
                std::string(1, c) + ": &" + c + " [*" + char(c - 1) + ", *" + char(c - 1) + "]\n";
        row("billion laughs", bomb, "Anchors");
        row("alias to itself", "a: &a [*a]\n", "Anchors");
        row("open lists", repeated("[", 250000), "key");
        row("deep lists", "a: " + repeated("[", 100) + "x" + repeated("]", 100), "nested deeper");
        row("open maps", repeated("{a: ", 60000), "");
        row("deep blocks", repeated("- ", 120000) + "x", "nested deeper");
        row("many values", "a: [" + repeated("x,", 120000) + "]", "values");
        row("too large", repeated("# comment\n", 1000000), "larger than 256 KB");
        row("tag", "model: !!python/object/apply:os.system [\"true\"]\n", "Tags");
        row("local tag", "model: !run x\n", "Tags");
        row("doubled key", "model: a\noutput: b\nmodel: c\n", "twice");
        row("invalid UTF-8", "model: a\noutput: \xFF\xFE\n", "UTF-8");
        row("NUL", std::string("model: a\0b\n", 11), "NUL");
        row("UTF-16", std::string("\xFF\xFEm\0:\0 \0a\0", 10), "NUL");
        row("two documents", "model: a\n---\nmodel: b\n", "more than one document");
        row("map as key", "? {a: b}\n: c\n", "key");
        row("open quote", "model: \"abc\n" + repeated("x ", 120000), "YAML");
        row("tab indentation", "data:\n\ttrain: x\n", "YAML");
        row("question marks", repeated("? ", 120000), "");
        row("endless plain text", "a: " + repeated("word\n  ", 35000), "");
        row("many pipes", repeated("|\n", 120000), "");
        row("many percent signs", repeated("%A b\n", 50000), "");
        row("percent in one line", repeated("%", 250000), "");
        row("escapes", "a: \"" + repeated("\\u0041", 40000) + "\"", "");
        row(
            "many keys",
            [] {
                std::string keys;
                for (int i = 0; i < 20000; ++i)
                    keys += "k" + std::to_string(i) + ": 1\n";
                return keys;
            }(),
            "values");
    }
    void hostileFilesAreRefusedQuickly() {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, word);
        // Of the processor: the machine may be busy.
        const std::clock_t start = std::clock();
        QString message;
        try {
            parseYaml(std::string_view(yaml.constData(), static_cast<std::size_t>(yaml.size())),
                      "hostile.yaml");
        } catch (const UsageError& error) {
            message = error.what();
        }
        const double elapsed = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        if (!word.isEmpty()) {
            QVERIFY2(message.startsWith("hostile.yaml"), qPrintable(message));
            QVERIFY2(message.contains(word), qPrintable(message));
        }
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
        const double most = 1000; // ms
#else
        const double most = 100; // ms
#endif
        QVERIFY2(elapsed < most, qPrintable(QString::number(elapsed)));
    }

    void errorsNameTheLine() {
        try {
            parseYaml("model: a\ndata:\n  train: [1, 2\noutput: b\n", "r.yaml");
            QFAIL("nothing thrown");
        } catch (const UsageError& error) {
            QVERIFY2(error.where() == "r.yaml:4" || error.where() == "r.yaml:3",
                     error.where().c_str());
        }
        try {
            parseYaml("a: 1\nb: 2\na: 3\n", "r.yaml");
            QFAIL("nothing thrown");
        } catch (const UsageError& error) {
            QCOMPARE(error.where(), std::string("r.yaml:3"));
            QVERIFY(QString(error.what()).contains("line 1"));
        }
    }

    void scalarsKeepTheirText() {
        const YamlNode root = parseYaml("a: 010\nb: NA\nc: 1e5\nd: null\ne: ~\nf:\nnull: no\n"
                                        "g: '~'\nh: \"x\\ty\"\ni: 1_000\nj: 2024-01-01\nk:\n",
                                        "t");
        const auto text = [&](const char* key) { return valueAt(root, key).text; };
        QCOMPARE(text("a"), std::string("010"));
        QCOMPARE(text("b"), std::string("NA"));
        QCOMPARE(text("c"), std::string("1e5"));
        QCOMPARE(text("d"), std::string("null"));
        QCOMPARE(text("e"), std::string("~"));
        QCOMPARE(text("f"), std::string(""));
        QCOMPARE(text("null"), std::string("no"));
        QCOMPARE(text("g"), std::string("~"));
        QVERIFY(!valueAt(root, "g").isNull());
        QVERIFY(valueAt(root, "e").isNull());
        QVERIFY(valueAt(root, "f").isNull());
        QVERIFY(valueAt(root, "k").isNull());
        QCOMPARE(text("h"), std::string("x\ty"));
        QCOMPARE(text("i"), std::string("1_000"));
        QCOMPARE(valueAt(root, "j").line, 11);
    }

    void listsMayHoldLists() {
        const YamlNode root = parseYaml("a: [[x, y], [z]]\n", "t");
        QCOMPARE(valueAt(root, "a").items.at(1).items.at(0).text, std::string("z"));
    }

    void aByteOrderMarkAndWindowsLinesAreNoMatter() {
        const YamlNode root = parseYaml("\xEF\xBB\xBF"
                                        "a: null\r\nb:\r\n  c: x\r\n",
                                        "t");
        QCOMPARE(valueAt(root, "a").text, std::string("null"));
        QCOMPARE(valueAt(valueAt(root, "b"), "c").text, std::string("x"));
    }

    void numbersAreThoseOfTheCoreSchema_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value"); // NaN: a text
        const double no = std::nan("");
        QTest::newRow("leading zero is decimal") << "010" << 10.0;
        QTest::newRow("octal") << "0o10" << 8.0;
        QTest::newRow("hexadecimal") << "0x1F" << 31.0;
        QTest::newRow("exponent") << "5e-5" << 5e-5;
        QTest::newRow("point first") << ".5" << 0.5;
        QTest::newRow("point last") << "5." << 5.0;
        QTest::newRow("plus") << "+3" << 3.0;
        QTest::newRow("minus") << "-2.5" << -2.5;
        QTest::newRow("infinite") << "-.inf" << -HUGE_VAL;
        QTest::newRow("huge") << "1e999" << HUGE_VAL;
        QTest::newRow("underscore") << "1_000" << no;
        QTest::newRow("sexagesimal") << "1:30" << no;
        QTest::newRow("comma") << "0,1" << no;
        QTest::newRow("inf") << "inf" << no;
        QTest::newRow("nan") << "nan" << no;
        QTest::newRow("two signs") << "+-1" << no;
        QTest::newRow("word") << "x1" << no;
    }
    void numbersAreThoseOfTheCoreSchema() {
        QFETCH(QString, text);
        QFETCH(double, value);
        YamlNode node;
        node.text = text.toStdString();
        double real = 0;
        const bool read = readYamlReal(node, real);
        QCOMPARE(read, !std::isnan(value));
        if (read)
            QCOMPARE(real, value);
        node.quoted = true;
        QVERIFY(!readYamlReal(node, real));
    }

    void writtenTextsReadBackEqual() {
        std::vector<std::string> texts = {
            "",     "a",     "null",  "~",    "yes",  "010",      "1e5",          "a: b",
            "# no", " lead", "tail ", "-x",   "- x",  "'",        "\"",           "\\",
            "a\nb", "\t",    "\r\n",  "\x01", "\x7F", "\xC2\x85", "\xE2\x80\xA8", "\xEF\xBB\xBF",
            "中文", "😀",     "[a]",   "{b}",  "!x",   "&x",       "*x",           "%x",
            "@x",   "`x",    "?",     ":",    "|",    ">",        "---"};
        RandomStream random(streamKey(1, "yaml"));
        for (int i = 0; i < 3000; ++i) {
            std::string text;
            for (std::size_t n = random.below(12); n > 0; --n) {
                static const std::u32string pool =
                    U" :#-?!&*[]{}|>'\"%@`,\\abcdN01.~"
                    U"\n\r\t\u0085\u2028\uFEFF\u00E9\u4E2D\U0001F600";
                appendUtf8(text, pool[random.below(pool.size())]);
            }
            texts.push_back(text);
        }
        for (const std::string& text : texts) {
            const std::string yaml =
                "k: " + writeYamlText(text) + "\n" + (text.empty() ? "''" : writeYamlText(text)) +
                ": {" + writeYamlText(text) + ": 1, l: [" + writeYamlText(text) + "]}\n";
            if (text == "k" || text == "l")
                continue;
            const YamlNode root = parseYaml(yaml, "t");
            QCOMPARE(root.entries.at(0).value.text, text);
            QCOMPARE(root.entries.at(1).key, text);
            QCOMPARE(root.entries.at(1).value.entries.at(0).key, text);
            QCOMPARE(root.entries.at(1).value.entries.at(1).value.items.at(0).text, text);
        }
    }
};

QTEST_GUILESS_MAIN(YamlDocumentTest)
#include "yaml_document_test.moc"
