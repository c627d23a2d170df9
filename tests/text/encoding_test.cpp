// SPDX-License-Identifier: GPL-3.0-or-later
// Encodings found and decoded against Python's codecs (fixtures/text/make_encodings.py).
#include "base/json.h"
#include "text/encoding.h"
#include "text/utf8.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cstdlib>

using namespace attune;

class EncodingTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir folder_;

    fs::path write(const char* name, std::string_view bytes) {
        const fs::path path = fromUtf8(folder_.filePath(name).toStdString());
        FileWriter writer(path);
        writer.write(bytes);
        writer.close();
        return path;
    }

    static std::string all(TextFile& file) {
        std::string text;
        for (std::string piece; file.read(piece);) {
            if (piece.empty() || !isValidUtf8(piece))
                throw Error(say("a bad piece"));
            text += piece;
        }
        return text;
    }

private Q_SLOTS:
    void filesAreReadAsPythonReadsThem_data() {
        QTest::addColumn<int>("number");
        const Json index =
            readJsonFile(fs::path(std::getenv("ATTUNE_FIXTURES")) / "text/encodings.json");
        for (std::size_t i = 0; i < index.size(); ++i)
            QTest::newRow(index[i]["file"].get<std::string>().c_str()) << static_cast<int>(i);
    }

    void filesAreReadAsPythonReadsThem() {
        QFETCH(int, number);
        const fs::path fixtures = fs::path(std::getenv("ATTUNE_FIXTURES")) / "text";
        const Json entry =
            readJsonFile(fixtures / "encodings.json")[static_cast<std::size_t>(number)];
        TextFile file(fixtures / "encodings" / entry["file"].get<std::string>());
        QCOMPARE(file.encoding().name, entry["encoding"].get<std::string>());
        QCOMPARE(all(file), entry["text"].get<std::string>());
        QCOMPARE(file.replaced(), entry["replaced"].get<std::uint64_t>());
        QCOMPARE(file.replacedLines(), entry["lines"].get<std::vector<std::uint64_t>>());
        QCOMPARE(file.position(), file.size());
        QCOMPARE(file.notes().size(), std::size_t{file.encoding().guessed} + (file.replaced() > 0));
    }

    void sequencesAcrossPiecesStayWhole() {
        // 4-byte characters at every offset to the ends of pieces, in UTF-8 and in others.
        for (int shift = 0; shift < 4; ++shift) {
            std::string text(static_cast<std::size_t>(shift), 'x');
            while (text.size() < 600000)
                text += "\xF0\xA0\x80\x80";
            TextFile utf8(write("pieces.txt", text), "UTF-8");
            QVERIFY(all(utf8) == text);
            QCOMPARE(utf8.replaced(), std::uint64_t{0});
        }
    }

    void givenEncodingIsTaken() {
        TextFile file(write("latin.txt", "caf\xE9"), "latin1");
        QCOMPARE(all(file), std::string("caf\xC3\xA9"));
        TextFile marked(write("marked.txt", std::string_view("\xFF\xFE"
                                                             "a\0",
                                                             4)),
                        "UTF-16LE");
        QCOMPARE(all(marked), std::string("a"));
    }

    void badBytesOfOtherEncodingsAreCounted() {
        TextFile file(write("bad.txt", "ok\n\xC4\xE3\xFF\xFFok\n"), "GB18030");
        const std::string text = all(file);
        QVERIFY(text.find("\xEF\xBF\xBD") != text.npos);
        QVERIFY(file.replaced() > 0);
        QCOMPARE(file.replacedLines(), std::vector<std::uint64_t>{2});
    }

    void unknownEncodingIsRefused() {
        const fs::path path = write("a.txt", "a");
        QVERIFY_EXCEPTION_THROWN(TextFile(path, "utf-9000"), UsageError);
        QVERIFY_EXCEPTION_THROWN(TextFile(path, ""), UsageError);
    }

    void missingFileAndFolderAreRefused() {
        const fs::path folder = fromUtf8(folder_.path().toStdString());
        QVERIFY_EXCEPTION_THROWN(TextFile(folder / "none.txt"), UsageError);
        QVERIFY_EXCEPTION_THROWN(TextFile{folder}, UsageError);
    }

    void readingStopsWhenAsked() {
        const fs::path path = write("long.txt", "0123456789");
        std::stop_source stopped;
        const std::stop_token token = stopped.get_token();
        TextFile file(path, "auto", token);
        stopped.request_stop();
        std::string piece;
        QVERIFY_EXCEPTION_THROWN(file.read(piece), Cancelled);
        QVERIFY_EXCEPTION_THROWN(TextFile(path, "auto", token), Cancelled);
    }
};

QTEST_GUILESS_MAIN(EncodingTest)
#include "encoding_test.moc"
