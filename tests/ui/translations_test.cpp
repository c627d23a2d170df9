// SPDX-License-Identifier: GPL-3.0-or-later
// The Chinese translation is complete: lupdate, run over the sources into a copy, finds no text
// that is new or unfinished, and places for arguments are the same in both languages.
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <set>

namespace {
struct Text {
    QString context, source;
    QStringList translations;
    bool finished = false;
};

QList<Text> readTexts(const QString& path) {
    QFile file(path);
    QList<Text> texts;
    if (!file.open(QIODevice::ReadOnly))
        return texts;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (!xml.readNextStartElement() && xml.tokenType() != QXmlStreamReader::StartElement)
            continue;
        const auto name = xml.name();
        if (name == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (name == QLatin1String("message")) {
            texts.append({context, {}, {}, false});
        } else if (name == QLatin1String("source")) {
            texts.back().source = xml.readElementText();
        } else if (name == QLatin1String("translation")) {
            const auto type = xml.attributes().value(QLatin1String("type"));
            texts.back().finished = type.isEmpty();
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            texts.back().translations << text.trimmed();
        }
    }
    return texts;
}

std::set<QString> placesOf(const QString& text) {
    std::set<QString> places;
    static const QRegularExpression place(QStringLiteral("%L?[1-9n]"));
    auto found = place.globalMatch(text);
    while (found.hasNext())
        places.insert(found.next().captured());
    return places;
}
} // namespace

class TranslationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(folder_.isValid());
        const QString copy = folder_.filePath(QStringLiteral("attune_zh_CN.ts"));
        QVERIFY(
            QFile::copy(QStringLiteral(ATTUNE_SOURCE_DIR "/translations/attune_zh_CN.ts"), copy));
        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(ATTUNE_SOURCE_DIR));
        lupdate.setProcessChannelMode(QProcess::MergedChannels);
        lupdate.start(QStringLiteral(ATTUNE_LUPDATE),
                      {QStringLiteral("-locations"), QStringLiteral("none"),
                       QStringLiteral("-no-obsolete"), QStringLiteral("-tr-function-alias"),
                       QStringLiteral("QT_TRANSLATE_NOOP+=ATTUNE_TEXT"), QStringLiteral("-I"),
                       QStringLiteral("."), QStringLiteral("-I"), QStringLiteral("core"),
                       QStringLiteral("ui"), QStringLiteral("app"), QStringLiteral("core"),
                       QStringLiteral("-ts"), copy});
        QVERIFY(lupdate.waitForFinished(120000));
        const QString said = QString::fromUtf8(lupdate.readAll());
        QVERIFY2(lupdate.exitCode() == 0, qPrintable(said));
        // Its texts would land in a context that the program never asks for.
        QVERIFY2(!said.contains(QLatin1String("lacks Q_OBJECT")), qPrintable(said));
        texts_ = readTexts(copy);
        QVERIFY(texts_.size() > 500);
    }

    void everyTextIsTranslated() {
        QStringList missing;
        for (const Text& text : texts_)
            if (!text.finished || text.translations.join(QString()).isEmpty())
                missing << text.context + QStringLiteral(": ") + text.source;
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
    }

    void englishHasEveryPlural() {
        const QString copy = folder_.filePath(QStringLiteral("attune_en.ts"));
        QVERIFY(QFile::copy(QStringLiteral(ATTUNE_SOURCE_DIR "/translations/attune_en.ts"), copy));
        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(ATTUNE_SOURCE_DIR));
        lupdate.start(QStringLiteral(ATTUNE_LUPDATE),
                      {QStringLiteral("-silent"), QStringLiteral("-no-obsolete"),
                       QStringLiteral("-pluralonly"), QStringLiteral("-I"), QStringLiteral("."),
                       QStringLiteral("-I"), QStringLiteral("core"), QStringLiteral("ui"),
                       QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("-ts"), copy});
        QVERIFY(lupdate.waitForFinished(120000));
        for (const Text& text : readTexts(copy)) {
            QVERIFY2(text.finished && !text.translations.front().isEmpty(),
                     qPrintable(text.source));
            QVERIFY2(!text.translations.front().contains(QLatin1String("(s)")),
                     qPrintable(text.source));
        }
    }

    void contextsAreOfClasses() {
        for (const Text& text : texts_)
            QVERIFY2(text.context.startsWith(QLatin1String("attune::ui::")) ||
                         text.context == QLatin1String("core") ||
                         text.context == QLatin1String("numbers") ||
                         text.context == QLatin1String("choice") ||
                         text.context == QLatin1String("runs") ||
                         text.context == QLatin1String("Messages"),
                     qPrintable(text.context));
    }

    void placesForArgumentsAreTheSame() {
        for (const Text& text : texts_)
            for (const QString& translation : text.translations)
                QVERIFY2(placesOf(translation) == placesOf(text.source),
                         qPrintable(text.source + QStringLiteral(" / ") + translation));
    }

    void chineseTextsUseFullWidthMarks() {
        static const QRegularExpression wrong(
            QStringLiteral("\\p{Han}[,;?!](?!;)|(?<!;)[,;?!]\\p{Han}|您|请"));
        for (const Text& text : texts_)
            for (const QString& translation : text.translations)
                QVERIFY2(!wrong.match(translation).hasMatch(), qPrintable(translation));
    }

private:
    QTemporaryDir folder_;
    QList<Text> texts_;
};

QTEST_GUILESS_MAIN(TranslationsTest)
#include "translations_test.moc"
