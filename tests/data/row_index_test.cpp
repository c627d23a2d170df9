// SPDX-License-Identifier: GPL-3.0-or-later
// Any row of a table, read by itself, equals the row that reading from the start gives: in every
// format and encoding, with quotes and line ends that are hard to tell; Python's csv says which.
#include "base/json.h"
#include "data/row_index.h"
#include "scratch.h"
#include "text/encoder.h"

#include <QProcess>
#include <QtTest>

#include <numeric>
#include <random>

using namespace attune;

namespace {

struct Row {
    std::uint32_t line = 0;
    std::vector<std::string> cells;
    bool operator==(const Row&) const = default;
};

std::vector<Row> fromStart(const fs::path& path, const TableOptions& options) {
    std::vector<Row> rows;
    const auto table = openTable(path, options);
    for (TableRow row; table->next(row);)
        rows.push_back({row.line, row.cells});
    return rows;
}

std::vector<Row> readAt(const RowIndex& table, std::size_t first, std::size_t count) {
    std::vector<Row> rows;
    const bool good = table.read(first, count, [&](const TableRow& row) {
        rows.push_back({row.line, row.cells});
        return true;
    });
    return good ? rows : std::vector<Row>();
}

// A text that csv has trouble with; always of the letters that most encodings have.
std::string nastyCell(std::mt19937& random) {
    static const std::vector<std::string> parts{"a",  "b c", "\"\"", ",",  "\n", "\r\n",
                                                "\r", ";",   "中文", "的", "。", "x"};
    std::string cell;
    for (unsigned i = random() % 12; i > 0; --i)
        cell += parts[random() % parts.size()];
    return cell;
}

std::string nastyTable(std::size_t rows, unsigned seed) {
    std::mt19937 random(seed);
    static const std::vector<std::string> ends{"\n", "\r\n", "\r"};
    std::string text = "text,label,more\n";
    for (std::size_t i = 0; i < rows; ++i) {
        const std::string& end = ends[random() % ends.size()];
        if (random() % 50 == 0)
            text += end; // a blank line
        if (random() % 40 == 0)
            text += "ragged" + end;
        text += '"' + nastyCell(random) + "\",";
        text += random() % 2 == 0 ? "good," : "\"bad\",";
        text += std::to_string(i) + end;
    }
    return text;
}

} // namespace

class RowIndexTest : public QObject {
    Q_OBJECT

    Scratch scratch_;

    void everyRowIsTheSame(const fs::path& path, const TableOptions& options = {}) {
        const std::vector<Row> wanted = fromStart(path, options);
        RowIndex table(path, options, 3);
        QVERIFY(table.size() <= 3 || table.complete());
        table.build();
        QVERIFY(table.complete());
        QCOMPARE(table.size(), wanted.size());
        // In an order that goes to and fro.
        std::vector<std::size_t> order(wanted.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::shuffle(order.begin(), order.end(), std::mt19937(5));
        order.resize(std::min(order.size(), std::size_t{1500}));
        for (const std::size_t i : order) {
            const auto rows = readAt(table, i, 1);
            QCOMPARE(rows.size(), std::size_t{1});
            if (rows.front() != wanted[i])
                QFAIL(("row " + std::to_string(i)).c_str());
            QCOMPARE(table.line(i), wanted[i].line);
        }
        QCOMPARE(readAt(table, 0, wanted.size() + 5), wanted);
    }

private Q_SLOTS:
    void rowsEqualThoseReadFromTheStart_data() {
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<bool>("told"); // the recipe names it
        for (const char* name : {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "GB18030", "GBK",
                                 "Big5", "Shift_JIS", "ISO-2022-CN", "HZ", "UTF-7"}) {
            QTest::newRow(name) << QString::fromLatin1(name) << true;
        }
        for (const char* name : {"UTF-8", "UTF-16LE", "GB18030"})
            QTest::newRow((std::string(name) + " found").c_str())
                << QString::fromLatin1(name) << false;
    }

    void rowsEqualThoseReadFromTheStart() {
        QFETCH(QString, encoding);
        QFETCH(bool, told);
        // More than one piece of 256 KiB; what the encoding lacks becomes a sign, which is fine.
        const std::string text = nastyTable(12'000, 7);
        std::string bytes;
        TextEncoder encoder(encoding.toStdString(), "nasty.csv");
        encoder.encode(text, bytes);
        TableOptions options;
        if (told)
            options.encoding = encoding.toStdString();
        everyRowIsTheSame(scratch_.write("nasty.csv", bytes), options);
    }

    void brokenBytesAndMarksAreNoHindrance() {
        std::string text = "\xEF\xBB\xBF" + nastyTable(12'000, 11);
        std::mt19937 random(13);
        for (int i = 0; i < 2000; ++i) {
            char& c = text[random() % text.size()];
            if (c != '"' && c != ',' && c != '\n' && c != '\r')
                c = static_cast<char>(0x80 + random() % 0x80);
        }
        everyRowIsTheSame(scratch_.write("broken.csv", text));
    }

    void tabsLinesOfJsonAndFolders() {
        std::string tabs = "text\tlabel\n", json;
        for (int i = 0; i < 20'000; ++i) {
            const std::string number = std::to_string(i);
            tabs += "a \"quoted\" text " + number + "\tlabel\n";
            if (i % 100 == 0)
                json += "\r\nno object\n";
            json += "{\"text\": \"模型 " + number + "\\n\", \"label\": " + number + "}\n";
        }
        everyRowIsTheSame(scratch_.write("rows.tsv", tabs));
        everyRowIsTheSame(scratch_.write("rows.jsonl", json));
        for (int i = 0; i < 40; ++i)
            scratch_.write("folders/" + std::string(i % 2 ? "good" : "bad") + "/" +
                               std::to_string(i) + ".txt",
                           "text " + std::to_string(i));
        everyRowIsTheSame(scratch_.path("folders"));
        RowIndex folders(scratch_.path("folders"));
        QCOMPARE(folders.rowOfLine(4), std::optional<std::size_t>(3));
    }

    void cellsEqualPython() {
        const QString python = qEnvironmentVariable("ATTUNE_ORACLE_PYTHON");
        if (python.isEmpty())
            QSKIP("needs ATTUNE_ORACLE_PYTHON");
        const fs::path path = scratch_.write("python.csv", nastyTable(6'000, 17));
        QProcess process;
        process.start(python,
                      {"-c",
                       "import csv, json, sys\n"
                       "rows = csv.reader(open(sys.argv[1], newline='', encoding='utf-8'))\n"
                       "next(rows)\n"
                       "print(json.dumps([r for r in rows if len(r) == 3]))",
                       QString::fromStdString(path.string())});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        const Json wanted = parseJson(process.readAllStandardOutput().toStdString(), "python");
        RowIndex table(path);
        table.build();
        QCOMPARE(table.size(), wanted.size());
        for (std::size_t i = wanted.size(); i-- > 0;)
            QCOMPARE(readAt(table, i, 1).front().cells, wanted[i].get<std::vector<std::string>>());
    }

    void rowsAreFoundByTheirLines() {
        const fs::path path = scratch_.write("lines.csv", "text,label\n\"a\nb\",x\nragged\nc,y\n");
        RowIndex table(path);
        table.build();
        QCOMPARE(table.rowOfLine(1), std::optional<std::size_t>());
        QCOMPARE(table.rowOfLine(3), std::optional<std::size_t>(0));
        QCOMPARE(table.rowOfLine(4), std::optional<std::size_t>(0));
        QCOMPARE(table.rowOfLine(5), std::optional<std::size_t>(1));
        QCOMPARE(table.rowOfLine(5000), std::optional<std::size_t>(1)); // may be a long one
        QCOMPARE(table.skipped().size(), std::size_t{1});
        QCOMPARE(table.skipped().front().line, 4u);
    }

    void linesThatAreNotFoundYetAreNoRow() {
        std::string text = "text,label\n";
        for (int i = 0; i < 50'000; ++i)
            text += "text " + std::to_string(i) + ",x\n";
        const fs::path path = scratch_.write("long.csv", text);
        RowIndex table(path, {}, 100);
        QCOMPARE(table.size(), std::size_t{100});
        QVERIFY(!table.complete());
        QCOMPARE(table.rowOfLine(40'000), std::optional<std::size_t>());
        QCOMPARE(readAt(table, 90, 32).size(), std::size_t{10});
        std::size_t told = 0;
        table.build({}, [&](std::uint64_t done, std::uint64_t all) {
            ++told;
            QVERIFY(done <= all);
            const double about = static_cast<double>(table.expected());
            QVERIFY(about == 0 || (about > 25'000 && about < 100'000));
        });
        QVERIFY(told > 5);
        QCOMPARE(table.expected(), std::size_t{50'000});
        QCOMPARE(table.rowOfLine(40'000), std::optional<std::size_t>(39'998));
    }

    void findingStopsWhenAsked() {
        std::string text = "text,label\n";
        for (int i = 0; i < 50'000; ++i)
            text += "text,x\n";
        RowIndex table(scratch_.write("stop.csv", text), {}, 100);
        std::stop_source stop;
        QVERIFY_EXCEPTION_THROWN(
            table.build(stop.get_token(), [&](auto, auto) { stop.request_stop(); }), Cancelled);
        QVERIFY(!table.complete());
        QCOMPARE(readAt(table, 50, 1).size(), std::size_t{1}); // what was found can be read
    }

    void aFileThatChangesIsTold_data() {
        QTest::addColumn<int>("change");
        QTest::newRow("shrinks") << 0;
        QTest::newRow("is emptied") << 1;
        QTest::newRow("grows") << 2;
        QTest::newRow("goes") << 3;
    }

    void aFileThatChangesIsTold() {
        QFETCH(int, change);
        std::string text = "text,label\n";
        for (int i = 0; i < 100'000; ++i)
            text += "text " + std::to_string(i) + ",x\n";
        const fs::path path = scratch_.write("changing.csv", text);
        RowIndex table(path);
        table.build();
        QVERIFY(!table.changed());
        if (change == 0)
            fs::resize_file(path, 1000);
        else if (change == 1)
            fs::resize_file(path, 0);
        else if (change == 2)
            FileWriter(path, FileWriter::Mode::Append).write("more,x\n");
        else
            fs::remove(path);
        QVERIFY(table.changed());
        QVERIFY(!table.read(90'000, 32, [](const TableRow&) { return true; }));
    }

    void aFileThatChangesWithoutATraceGivesNoWrongRow() {
        const fs::path path = scratch_.write("same.csv", "text,label\naaaa,x\nbbbb,y\ncccc,z\n");
        const auto time = fs::last_write_time(path);
        RowIndex table(path);
        table.build();
        scratch_.write("same.csv", "text,label\na,x\nbbbbbbb,y\ncccc,z\n");
        fs::last_write_time(path, time);
        QVERIFY(!table.changed());
        std::size_t rows = 0;
        QVERIFY(!table.read(0, 3, [&](const TableRow&) { return ++rows > 0; }));
        QVERIFY(rows <= 1);
    }
};

QTEST_GUILESS_MAIN(RowIndexTest)
#include "row_index_test.moc"
