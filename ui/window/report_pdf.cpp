// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/report_pdf.h"

#include "ui/kit/core_text.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QFontDatabase>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgRenderer>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextObjectInterface>
#include <QTextTable>

namespace attune::ui {

namespace {

using studio::ReportBlock;

constexpr int picture = QTextFormat::UserObject + 1;
constexpr int svgProperty = QTextFormat::UserProperty + 1;
constexpr int sizeProperty = QTextFormat::UserProperty + 2;

// Draws a picture where it stands in the text, as vectors.
class SvgObject : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)
public:
    using QObject::QObject;
    QSizeF intrinsicSize(QTextDocument* document, int, const QTextFormat& format) override {
        // Sizes of pictures are for 96 dots an inch.
        const QPaintDevice* device = document->documentLayout()->paintDevice();
        const double scale = device != nullptr ? device->logicalDpiX() / 96.0 : 1;
        QSizeF size = format.property(sizeProperty).toSizeF() * scale;
        const double room = document->pageSize().width() * 0.8;
        return room > 0 && size.width() > room ? size * (room / size.width()) : size;
    }
    void drawObject(QPainter* painter, const QRectF& rect, QTextDocument*, int,
                    const QTextFormat& format) override {
        QSvgRenderer renderer(format.property(svgProperty).toByteArray());
        renderer.render(painter, rect);
    }
};

QTextBlockFormat spaced(double above, double below) {
    QTextBlockFormat format;
    format.setTopMargin(above);
    format.setBottomMargin(below);
    return format;
}

class Setter {
public:
    explicit Setter(QTextDocument& to) : cursor_(&to) {
        to.documentLayout()->registerHandler(picture, &svg_);
        cursor_.beginEditBlock(); // laid out once, not after each cell
    }
    void finish() { cursor_.endEditBlock(); }

    // `newPage`: what follows is long and begins a page.
    void heading(const std::string& text, double points, double above, bool newPage = false) {
        QTextCharFormat letters;
        letters.setFontPointSize(points);
        letters.setFontWeight(QFont::DemiBold);
        QTextBlockFormat block = spaced(above, 4);
        if (newPage)
            block.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        begin(block);
        cursor_.insertText(toQt(text), letters);
    }
    void block(const ReportBlock& block) {
        switch (block.kind) {
        case ReportBlock::Kind::Text:
            begin(spaced(2, 4));
            cursor_.insertText(toQt(block.text), {});
            break;
        case ReportBlock::Kind::Table:
            table(block.table);
            break;
        case ReportBlock::Kind::Picture: {
            QTextCharFormat format;
            format.setObjectType(picture);
            format.setProperty(svgProperty, QByteArray::fromStdString(block.svg));
            format.setProperty(sizeProperty, QSizeF(block.width, block.height));
            begin(spaced(6, 6));
            cursor_.insertText(QString(QChar::ObjectReplacementCharacter), format);
            break;
        }
        case ReportBlock::Kind::Listing: {
            QTextCharFormat letters;
            letters.setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
            letters.setFontPointSize(7.5);
            begin(spaced(2, 2));
            cursor_.insertText(
                toQt(block.text).trimmed().replace(QLatin1Char('\n'), QChar::LineSeparator),
                letters);
            break;
        }
        }
    }

private:
    void begin(const QTextBlockFormat& format) {
        cursor_.movePosition(QTextCursor::End);
        cursor_.insertBlock(format, {});
    }
    void table(const studio::ReportTable& table) {
        const int head = table.head.empty() ? 0 : 1;
        const int rows = head + static_cast<int>(table.rows.size());
        const auto columns = static_cast<int>(head > 0             ? table.head.size()
                                              : table.rows.empty() ? 0
                                                                   : table.rows.front().size());
        if (rows == 0 || columns == 0)
            return;
        QTextTableFormat format;
        format.setBorderCollapse(true);
        format.setBorder(0.5);
        format.setBorderBrush(QColor(0xDFE3E9));
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setCellPadding(3);
        format.setHeaderRowCount(head);
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        begin(spaced(2, 2));
        QTextTable* made = cursor_.insertTable(rows, columns, format);
        for (int row = 0; row < rows; ++row)
            for (int column = 0; column < columns; ++column) {
                const auto c = static_cast<std::size_t>(column);
                const auto& texts =
                    row < head ? table.head : table.rows[static_cast<std::size_t>(row - head)];
                QTextCursor cell = made->cellAt(row, column).firstCursorPosition();
                QTextBlockFormat block;
                if (c < table.numbers.size() && table.numbers[c])
                    block.setAlignment(Qt::AlignRight);
                cell.setBlockFormat(block);
                QTextCharFormat letters;
                if (row < head || (head == 0 && column == 0))
                    letters.setForeground(QColor(0x586070));
                if (c < texts.size())
                    cell.insertText(toQt(texts[c]).replace(QLatin1Char('\n'), QChar::LineSeparator),
                                    letters);
            }
    }

    QTextCursor cursor_;
    SvgObject svg_;
};

} // namespace

QByteArray toPdf(const studio::ReportDocument& document) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setTitle(toQt(document.title));
        writer.setCreator(QStringLiteral("Attune"));
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setResolution(300);
        QTextDocument text;
        QFont font;
        font.setPointSizeF(9);
        text.setDefaultFont(font);
        Setter setter(text);
        setter.heading(document.title, 16, 0);
        ReportBlock subtitle;
        subtitle.text = document.subtitle;
        setter.block(subtitle);
        for (const studio::ReportSection& section : document.sections) {
            const bool listing = !section.blocks.empty() &&
                                 section.blocks.front().kind == ReportBlock::Kind::Listing;
            setter.heading(section.title, 12, 14, listing);
            for (const ReportBlock& block : section.blocks)
                setter.block(block);
        }
        setter.finish();
        text.print(&writer); // margins of 2 cm and page numbers
    }
    return bytes;
}

int pdfPages(const QByteArray& pdf) {
    if (!pdf.startsWith("%PDF-") || !pdf.trimmed().endsWith("%%EOF"))
        return 0;
    return static_cast<int>(pdf.count("/Type /Page\n"));
}

} // namespace attune::ui
#include "report_pdf.moc"
