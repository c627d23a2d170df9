// SPDX-License-Identifier: GPL-3.0-or-later
// Tables against Python's csv module (fixtures/data/make.py), and what real files do wrong.
#include "base/json.h"
#include "scratch.h"

#include <QElapsedTimer>
#include <QtTest>

#include <cstdlib>

using namespace attune;

class TableReaderTest : public QObject {
    Q_OBJECT

private:
    Scratch scratch_;

    Rows read(const std::string& name, std::string_view bytes) {
        return rowsOf(*openTable(scratch_.write(name, bytes)));
    }

private Q_SLOTS:
    void cellsEqualPython_data() {
        QTest::addColumn<int>("number");
        const Json index =
            readJsonFile(fs::path(std::getenv("ATTUNE_FIXTURES")) / "data/tables.json");
        for (std::size_t i = 0; i < index.size(); ++i)
            QTest::newRow(index[i]["file"].get<std::string>().c_str()) << static_cast<int>(i);
    }

    void cellsEqualPython() {
        QFETCH(int, number);
        const fs::path fixtures = fs::path(std::getenv("ATTUNE_FIXTURES")) / "data";
        const Json entry = readJsonFile(fixtures / "tables.json")[static_cast<std::size_t>(number)];
        const auto table = openTable(fixtures / "tables" / entry["file"].get<std::string>());
        QCOMPARE(table->delimiter(), entry["delimiter"].get<std::string>());
        Rows expected = entry["rows"].get<Rows>();
        if (expected.front().front().empty())
            expected.front().front() = "column";
        QCOMPARE(table->columns(), expected.front());
        expected.erase(expected.begin());
        QCOMPARE(rowsOf(*table), expected);
        QVERIFY(table->skipped().empty());
        QCOMPARE(table->position(), table->size());
    }

    void raggedRowsAreListed() {
        const auto table = openTable(
            scratch_.write("ragged.csv", "text,label\na,x\nb\nc,y,z\nd,x,,\n\"e\ne\",y\n"));
        QCOMPARE(rowsOf(*table), (Rows{
                                     {"a",    "x"},
                                     {"d",    "x"},
                                     {"e\ne", "y"}
        }));
        QCOMPARE(table->skipped().size(), std::size_t{2});
        QCOMPARE(table->skipped()[0].line, 3u);
        QCOMPARE(table->skipped()[0].reason.text(),
                 std::string("The number of cells is 1 instead of 2."));
        QCOMPARE(table->skipped()[1].line, 4u);
        QVERIFY(mentions(table->notes(), "1 row has empty cells after the last column"));
    }

    void unclosedQuoteIsListedAndNamed() {
        const auto table = openTable(scratch_.write("open.csv", "text,label\na,x\n\"b,y\nc,x\n"));
        QCOMPARE(rowsOf(*table), (Rows{
                                     {"a", "x"}
        }));
        QCOMPARE(table->skipped().size(), std::size_t{1});
        QCOMPARE(table->skipped()[0].line, 3u);
        QVERIFY(mentions(table->notes(), "The quote opened in line 3 is never closed"));
    }

    void columnNamesAreRepaired() {
        const auto table =
            openTable(scratch_.write("names.csv", ",text,text,, label \n1,2,3,4,5\n"));
        QCOMPARE(table->columns(),
                 (std::vector<std::string>{"column", "text", "text_2", "column_2", "label"}));
        QVERIFY(mentions(table->notes(), "Two columns are named “text”"));
        QVERIFY(mentions(table->notes(), "2 columns have no name"));
        // A repair takes no name that another column has.
        const auto other = openTable(scratch_.write("names2.csv", "a,a,a_2\n1,2,3\n"));
        QCOMPARE(other->columns(), (std::vector<std::string>{"a", "a_3", "a_2"}));
    }

    void missingHeaderIsWarnedOf() {
        const auto table = openTable(scratch_.write(
            "headless.csv", "good food,pos\nbad food,neg\nok food,pos\nno,neg\nx,neg\n"));
        QVERIFY(mentions(table->notes(), "The first row looks like data"));
        const auto fine =
            openTable(scratch_.write("fine.csv", "text,label\ngood,pos\nbad,neg\nx,pos\ny,neg\n"));
        QVERIFY(!mentions(fine->notes(), "looks like data"));
    }

    void delimiterIsFoundAmongCommas() {
        const auto table =
            openTable(scratch_.write("semi.csv", "text;label\na, b, c;x\nd;y\ne, f;x\n"));
        QCOMPARE(table->delimiter(), std::string("semicolon"));
        QCOMPARE(rowsOf(*table), (Rows{
                                     {"a, b, c", "x"},
                                     {"d",       "y"},
                                     {"e, f",    "x"}
        }));
        TableOptions options;
        options.delimiter = "comma";
        QCOMPARE(openTable(scratch_.path("semi.csv"), options)->columns(),
                 std::vector<std::string>{"text;label"});
        options.delimiter = "dash";
        QVERIFY_EXCEPTION_THROWN(openTable(scratch_.path("semi.csv"), options), UsageError);
    }

    void oneColumnNeedsNoDelimiter() {
        const auto table =
            openTable(scratch_.write("one.csv", "text\nhello, world\nplain\na, b, c\n"));
        QCOMPARE(table->delimiter(), std::string("none"));
        QCOMPARE(rowsOf(*table), (Rows{{"hello, world"}, {"plain"}, {"a, b, c"}}));
    }

    void textsOfOneColumnAreNotSplit_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("words") << QByteArray("text\ngood film\nbad film\nlong film\n");
        QTest::newRow("words without a name") << QByteArray("good film\nbad film\nlong film\n");
        QTest::newRow("dialogue") << QByteArray("User: hello\nBot: hi\nUser: bye\n");
        QTest::newRow("times") << QByteArray("12:30\n13:40\n14:00\n");
        QTest::newRow("addresses") << QByteArray("http://a.b/c\nhttp://d.e/f\nhttp://g.h/i\n");
        QTest::newRow("mail") << QByteArray("mail\na@b.c\nd@e.f\ng@h.i\n");
        QTest::newRow("sentences with commas")
            << QByteArray("Well, I liked it\nSo good\nOne, two, three, four\nNo\nYes, a, b\n");
        QTest::newRow("questions") << QByteArray("text\nwhat? a & b\nc & d\ne & f!\n");
    }

    void textsOfOneColumnAreNotSplit() {
        QFETCH(QByteArray, bytes);
        const auto table = openTable(scratch_.write("texts.txt", bytes.toStdString()));
        QCOMPARE(table->delimiter(), std::string("none"));
        QCOMPARE(table->columns().size(), std::size_t{1});
        QVERIFY(rowsOf(*table).size() >= 2);
        QVERIFY(table->skipped().empty());
    }

    void raggedRowsDoNotHideTheDelimiter() {
        // Commas without quotes in most texts: the names tell.
        const auto table = openTable(
            scratch_.write("commas.csv", "text,label\na, b, c,x\nd,y\ne, f,x\ng, h, i,x\n"));
        QCOMPARE(table->delimiter(), std::string("comma"));
        const auto tilde =
            openTable(scratch_.write("tilde.csv", "text~label\na, b~x\nc, d~y\n~x\ne, f, g~y\n"));
        QCOMPARE(tilde->delimiter(), std::string("tilde"));
        TableOptions options;
        options.delimiter = "~";
        QCOMPARE(openTable(scratch_.path("tilde.csv"), options)->columns().size(), std::size_t{2});
    }

    void everyRowIsGivenWithWhatItWas() {
        TableOptions options;
        options.everyRow = true;
        const auto table =
            openTable(scratch_.write("all.csv", "text,label\na,x\nb\nc,y,z\n\nd,x\n"), options);
        Rows rows;
        std::string readable;
        for (TableRow row; table->next(row);) {
            rows.push_back(row.cells);
            readable += row.readable ? '+' : '-';
        }
        QCOMPARE(rows, (Rows{
                           {"a",  "x"},
                           {"b" },
                           {"c", "y",    "z"},
                           {"d",  "x"}
        }));
        QCOMPARE(readable, std::string("+--+"));
        QCOMPARE(table->skipped().size(), std::size_t{2});

        const auto lines = openTable(
            scratch_.write("all.jsonl", "{\"a\": 1.50, \"b\": null}\r\nno object\n{\"a\": \n"),
            options);
        std::vector<std::string> raw;
        for (TableRow row; lines->next(row);)
            raw.push_back((row.readable ? "+" : "-") + row.raw);
        QCOMPARE(raw, (std::vector<std::string>{"+{\"a\": 1.50, \"b\": null}", "-no object",
                                                "-{\"a\": "}));
    }

    void blankLinesOfOneColumnAreEmptyTexts() {
        QCOMPARE(read("blank.csv", "text\na\n\n\"\"\nb\n"), (Rows{{"a"}, {""}, {""}, {"b"}}));
        QCOMPARE(read("two.csv", "text,label\na,x\n\nb,y\n"), (Rows{
                                                                  {"a", "x"},
                                                                  {"b", "y"}
        }));
    }

    void readingStopsWithinATenthOfASecond() {
        std::string bytes = "text,label\n";
        while (bytes.size() < (64u << 20))
            bytes += "a text of some length that stands in a row of a large file,label\n";
        std::stop_source stopped;
        TableOptions options;
        options.stop = stopped.get_token();
        const fs::path path = scratch_.write("large.csv", bytes);
        const auto table = openTable(path, options);
        TableRow row;
        QVERIFY(table->next(row));
        QElapsedTimer clock;
        clock.start();
        stopped.request_stop();
        const auto readOn = [&] {
            while (table->next(row)) {
            }
        };
        QVERIFY_EXCEPTION_THROWN(readOn(), Cancelled);
        QVERIFY_EXCEPTION_THROWN(openTable(path, options), Cancelled);
        QVERIFY2(clock.elapsed() < 100, std::to_string(clock.elapsed()).c_str());
    }

    void strayQuotesOfTsvArePlain() {
        const auto table = openTable(scratch_.write(
            "glue.tsv",
            "sentence\tlabel\n\"an open quote\t1\nnone here\t0\nagain \"\t1\n\"another\t0\n"));
        QCOMPARE(rowsOf(*table).size(), std::size_t{4});
        QVERIFY(table->skipped().empty());
        QVERIFY(mentions(table->notes(), "Quotes are read as plain characters"));
    }

    void nulBytesStay() {
        QCOMPARE(read("nul.csv", std::string_view("text,label\na\0b,x\nplain,y\n", 25)),
                 (Rows{
                     {std::string("a\0b", 3), "x"},
                     {"plain",                  "y"             }
        }));
    }

    void longCellsCrossPieces() {
        std::string words;
        while (words.size() < 700000)
            words += "word, \"\"好\"\" ";
        std::string expected = words;
        for (std::size_t at = 0; (at = expected.find("\"\"", at)) != expected.npos; ++at)
            expected.erase(at, 1);
        QCOMPARE(read("long.csv", "text,label\n\"" + words + "\",a\nb,b\n"),
                 (Rows{
                     {expected, "a"},
                     {"b",      "b"}
        }));
    }

    void endlessRowIsRefusedQuickly() {
        // It begins like a text; the rest is sparse: NUL bytes.
        const fs::path path =
            scratch_.write("giant.csv", "text,label\n" + std::string(1 << 16, 'x'));
        fs::resize_file(path, std::uint64_t{256} << 20);
        QElapsedTimer timer;
        timer.start();
        const std::string error = errorOf([&] { rowsOf(*openTable(path)); });
        QVERIFY2(error.find("giant.csv:2: The row that starts in line 2 is longer than 16 MB.") !=
                     error.npos,
                 error.c_str());
        QVERIFY2(timer.elapsed() < 20000, std::to_string(timer.elapsed()).c_str());
        fs::remove(path);
    }

    void tooManyColumnsAreRefused() {
        std::string header = "a";
        for (int i = 0; i < 10000; ++i)
            header += ",a" + std::to_string(i);
        const std::string error =
            errorOf([&] { openTable(scratch_.write("wide.csv", header + "\n1\n")); });
        QVERIFY2(error.find("The first row has 10001 cells") != error.npos, error.c_str());
        // A row of that kind is left out at little memory.
        const auto table = openTable(scratch_.write(
            "wide2.csv", "text,label\na,b\n" + std::string(3000000, ',') + "\nc,d\n"));
        QCOMPARE(rowsOf(*table).size(), std::size_t{2});
        QCOMPARE(table->skipped().size(), std::size_t{1});
    }

    void emptyFilesAreRefused() {
        for (const char* name : {"empty.csv", "empty.jsonl", "empty.tsv"}) {
            const std::string error = errorOf([&] { openTable(scratch_.write(name, "")); });
            QVERIFY2(error.find("The file is empty") != error.npos, error.c_str());
        }
        QVERIFY(errorOf([&] { openTable(scratch_.write("blank.csv", "\n\n\n")); }).find("empty") !=
                std::string::npos);
        QVERIFY(errorOf([&] { openTable(scratch_.path("none.csv")); }).find("does not exist") !=
                std::string::npos);
    }

    void otherFormatsAreNamed() {
        using namespace std::string_literals;
        for (const auto& [start, word] : {
                 std::pair{"PK\3\4...."s,         "spreadsheet"                                   },
                 {"\x89PNG\r\n\x1A\n"s,  "an image, a sound or a video of the format PNG"},
                 {"\x1F\x8B\b\0"s,       "compressed with gzip"                          },
                 {"PAR1\x15\0"s,         "read_parquet"                                  },
                 {"\x7F\x45LF\2\1\1\0"s, "a program (ELF)"                               },
                 {"%PDF-1.4\n"s,         "PDF"                                           },
                 {std::string(257,       'x') + "ustar\0"s,                                "tar"},
                 {"\x01\x02\x03\x04\x05\x06\x07\x08\xFE\xFA\xFB"s,                     "full of control characters"                      },
        })
            for (const char* name : {"a.csv", "a"}) {
                const std::string& content = start;
                const std::string error =
                    errorOf([&] { openTable(scratch_.write(name, content)); });
                QVERIFY2(error.find(word) != error.npos, (error + word).c_str());
            }
        // Texts may begin with the same letters.
        for (const char* text : {"ORC,标签\n很好,x\n", "BZh,GIF8\na,b\n", "ID3\na\n"})
            QVERIFY(!openTable(scratch_.write("b.csv", text))->columns().empty());
        QVERIFY(errorOf([&] {
                    openTable(scratch_.write("a.json", "[\n{\"a\":1}]"));
                }).find("one JSON array") != std::string::npos);
    }

    void jsonlKeepsValuesAsWritten() {
        const auto table = openTable(scratch_.write(
            "a.jsonl", "{\"text\": \"caf\\u00e9 \\\"q\\\" \\ud83d\\ude00\", \"label\": \"001\"}\n"
                       "{\"text\":\"b\",\"label\":1e5}\r\n"
                       "\n"
                       "{ \"label\" : -0 , \"text\" : null }\n"
                       "{\"label\":12345678901234567890123,\"text\":{\"a\": [1, 2.50 , \"x y\\\" "
                       "z\"] , \"b\":{}}}\n"
                       "{\"text\":[ ],\"label\":true, \"more\":\"\"}"));
        QCOMPARE(table->format(), std::string("jsonl"));
        QCOMPARE(table->columns(), (std::vector<std::string>{"text", "label", "more"}));
        QCOMPARE(rowsOf(*table),
                 (Rows{
                     {"caf\xC3\xA9 \"q\" \xF0\x9F\x98\x80",      "001",                     ""},
                     {"b",                                       "1e5",                     ""},
                     {"",                                        "-0",                      ""},
                     {"{\"a\":[1,2.50,\"x y\\\" z\"],\"b\":{}}", "12345678901234567890123", ""},
                     {"[]",                                      "true",                    ""}
        }));
        QVERIFY(mentions(table->notes(), "1 blank line was"));
    }

    void brokenJsonLinesAreListed() {
        const auto table = openTable(scratch_.write(
            "b.jsonl",
            "{\"text\":\"a\",\"label\":1}\n{\"text\":\n[1,2]\n{\"text\":\"a\",\"text\":\"b\"}\n"
            "{\"text\":\"\\ud800\"}\nnull\n{}\n{\"text\":\"z\",\"label\":2} x\n"));
        QCOMPARE(rowsOf(*table), (Rows{
                                     {"a", "1"},
                                     {"",  "" }
        }));
        std::vector<std::uint32_t> lines;
        for (const SkippedRow& row : table->skipped())
            lines.push_back(row.line);
        QCOMPARE(lines, (std::vector<std::uint32_t>{2, 3, 4, 5, 6, 8}));
    }

    void lateKeysAreNamed() {
        std::string text;
        for (int i = 0; i < 1200; ++i)
            text += "{\"text\":\"a\",\"label\":1}\n";
        const auto table =
            openTable(scratch_.write("late.jsonl", text + "{\"text\":\"a\",\"extra\":1}\n"));
        QCOMPARE(rowsOf(*table).size(), std::size_t{1201});
        QVERIFY(mentions(table->notes(), "the first is “extra” in line 1201"));
    }

    void jsonlIsKnownByItsFirstCharacter() {
        QCOMPARE(openTable(scratch_.write("lines.txt", "{\"text\":1}\n"))->format(),
                 std::string("jsonl"));
        QCOMPARE(openTable(scratch_.write("table.txt", "text,label\na,b\n"))->format(),
                 std::string("csv"));
    }

    void classFoldersAreATable() {
        scratch_.write("classes/pos/10.txt", "ten");
        scratch_.write("classes/pos/2.txt", "two\n");
        scratch_.write("classes/neg/a.txt", "\xEF\xBB\xBF"
                                            "bad");
        scratch_.write(
            "classes/neg/gb.txt",
            "\xCB\xCD\xB2\xCD\xBA\xDC\xBF\xEC\xA3\xAC\xBA\xC3\xB3\xD4"); // 送餐很快，好吃
        scratch_.write("classes/neg/.hidden", "x");
        scratch_.write("classes/neg/image.png",
                       std::string_view("\x89PNG\0\0\1\2\xFF\xFE\0\0\3", 13));
        scratch_.write("classes/.git/x", "x");
        scratch_.write("classes/README", "x");
        const auto table = openTable(scratch_.path("classes"));
        QCOMPARE(table->columns(), (std::vector<std::string>{"text", "label"}));
        QCOMPARE(rowsOf(*table),
                 (Rows{
                     {"bad",                   "neg"},
                     {"送餐很快，好吃", "neg"},
                     {"two\n",                 "pos"},
                     {"ten",                   "pos"}
        }));
        QCOMPARE(table->skipped().size(), std::size_t{2});
        QVERIFY(table->skipped()[0].reason.text().find("README") != std::string::npos);
        QVERIFY(table->skipped()[1].reason.text().find("image.png") != std::string::npos);
        QCOMPARE(table->position(), table->size());
        QVERIFY(mentions(table->notes(), "read as GB18030"));
        QVERIFY(errorOf([&] {
                    openTable(scratch_.path("classes/pos"));
                }).find("no class folders") != std::string::npos);
    }

    void classFoldersMustHaveNamesThatCanBeLabels() {
        scratch_.write("odd/good/1.txt", "a");
        fs::create_directories(scratch_.path("odd") / fs::path(std::string("caf\xE9")));
        const std::string error = errorOf([&] { openTable(scratch_.path("odd")); });
        QVERIFY2(error.find("The name of the class folder “caf\uFFFD” is not UTF-8") != error.npos,
                 error.c_str());
        QVERIFY(error.find("Rename") != error.npos);
    }

    void tasksAreGuessed() {
        const auto guess = [&](const char* name, const char* bytes) {
            const ColumnGuess made = guessColumns(scratch_.write(name, bytes));
            return infoOf(made.task).key + " " + made.text + " " + made.label;
        };
        QCOMPARE(guess("a.conll", "a O\nb B-X\n"), std::string("token-classification text label"));
        QCOMPARE(guess("a.jsonl", "{\"text\":\"ab\",\"spans\":[[0,1,\"X\"]]}\n"
                                  "{\"text\":\"c\",\"spans\":[]}\n"),
                 std::string("token-classification text spans"));
        QCOMPARE(guess("a.jsonl", "{\"tokens\":[\"a\",\"b\"],\"ner_tags\":[\"O\",\"B-X\"]}\n"),
                 std::string("token-classification tokens ner_tags"));
        QCOMPARE(guess("a.jsonl", "{\"text\":\"a\",\"label\":[\"x\",\"y\"]}\n"
                                  "{\"text\":\"b\",\"label\":[]}\n"),
                 std::string("multi-label-classification text label"));
        QCOMPARE(guess("a.csv", "text,score\na,1.5\nb,2.25\nc,3\n"),
                 std::string("text-classification text score"));
    }

    void columnsAreGuessed_data() {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("label");
        QTest::newRow("names") << "id,Label,Text\n1,a,x y\n2,b,z\n"
                               << "Text"
                               << "Label";
        QTest::newRow("chinese") << "编号,评论,标签\n1,很好,好\n2,很差,差\n"
                                 << "评论"
                                 << "标签";
        QTest::newRow("parts of names") << "review_text,sentiment_label\nx y,pos\nz,neg\n"
                                        << "review_text"
                                        << "sentiment_label";
        QTest::newRow("content") << "a,b,c\n1,what a long sentence this is,u\n2,and another long "
                                    "one of it,v\n3,so it goes on and on,u\n4,the end of it all,v\n"
                                 << "b"
                                 << "c";
        QTest::newRow("none") << "text\nx\ny\n"
                              << "text"
                              << "";
    }

    void columnsAreGuessed() {
        QFETCH(QString, table);
        QFETCH(QString, text);
        QFETCH(QString, label);
        const ColumnGuess guess = guessColumns(scratch_.write("guess.csv", table.toStdString()));
        QCOMPARE(guess.text, text.toStdString());
        QCOMPARE(guess.label, label.toStdString());
    }
};

QTEST_GUILESS_MAIN(TableReaderTest)
#include "table_reader_test.moc"
