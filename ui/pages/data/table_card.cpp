// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/table_card.h"

#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/progress_line.h"
#include "ui/kit/table.h"
#include "ui/pages/data/role_header.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

namespace {

// Encodings that labelled texts come in, by their ICU names.
constexpr const char* kEncodings[] = {"UTF-8",        "UTF-16LE",     "UTF-16BE",  "GB18030",
                                      "Big5",         "Shift_JIS",    "EUC-KR",    "KOI8-R",
                                      "windows-1251", "windows-1252", "ISO-8859-1"};

struct DelimiterWord {
    const char* key;
    const char* word;
};
constexpr DelimiterWord kDelimiters[] = {
    {"comma",          QT_TRANSLATE_NOOP("attune::ui::TableCard", "Comma")         },
    {"tab",            QT_TRANSLATE_NOOP("attune::ui::TableCard", "Tab")           },
    {"semicolon",      QT_TRANSLATE_NOOP("attune::ui::TableCard", "Semicolon")     },
    {"pipe",           QT_TRANSLATE_NOOP("attune::ui::TableCard", "Pipe |")        },
    {"unit-separator", QT_TRANSLATE_NOOP("attune::ui::TableCard", "Unit separator")},
    {"tilde",          QT_TRANSLATE_NOOP("attune::ui::TableCard", "Tilde ~")       },
    {"caret",          QT_TRANSLATE_NOOP("attune::ui::TableCard", "Caret ^")       },
    {"colon",          QT_TRANSLATE_NOOP("attune::ui::TableCard", "Colon :")       },
    {"hash",           QT_TRANSLATE_NOOP("attune::ui::TableCard", "Hash #")        },
    {"ampersand",      QT_TRANSLATE_NOOP("attune::ui::TableCard", "Ampersand &")   },
    {"asterisk",       QT_TRANSLATE_NOOP("attune::ui::TableCard", "Asterisk *")    },
    {"at",             QT_TRANSLATE_NOOP("attune::ui::TableCard", "At sign @")     },
    {"exclamation",    QT_TRANSLATE_NOOP("attune::ui::TableCard", "Exclamation !") },
    {"slash",          QT_TRANSLATE_NOOP("attune::ui::TableCard", "Slash /")       },
    {"backslash",      QT_TRANSLATE_NOOP("attune::ui::TableCard", "Backslash \\")  },
    {"space",          QT_TRANSLATE_NOOP("attune::ui::TableCard", "Space")         },
    {"none",           QT_TRANSLATE_NOOP("attune::ui::TableCard", "One column")    },
};

// Every delimiter that a recipe can name.
std::vector<std::string> delimiterChoices() {
    for (const RecipeParameter& parameter : parametersOf(Recipe()))
        if (parameter.key == "data.delimiter")
            return parameter.parameter.choices;
    return {};
}

QString delimiterText(const std::string& key) {
    for (const DelimiterWord& delimiter : kDelimiters)
        if (key == delimiter.key)
            return TableCard::tr(delimiter.word);
    return toQt(key);
}

using Columns = std::vector<std::string>;

// A number that is not exact: two digits of it.
std::int64_t roundedCount(std::int64_t count) {
    std::int64_t step = 1;
    while (count / step >= 100)
        step *= 10;
    return (count + step / 2) / step * step;
}

// Line numbers and unused columns step back; the label stands in full.
class PreviewDelegate : public CellDelegate {
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                   const QRect& content) const override {
        const Theme theme = Theme::of(option.palette);
        const auto use = static_cast<ColumnUse>(
            index.model()
                ->headerData(index.column(), Qt::Horizontal, TablePreviewModel::UseRole)
                .toInt());
        painter.setFont(option.font);
        painter.setPen(use == ColumnUse::None ? theme.text2 : theme.text);
        painter.drawText(
            content, Qt::AlignVCenter | Qt::TextSingleLine,
            option.fontMetrics.elidedText(option.text, Qt::ElideRight, content.width()));
    }
};

} // namespace

TableCard::TableCard(QWidget* parent)
    : Card(true, Padding::None, parent),
      model_(new TablePreviewModel(this)),
      header_(new RoleHeader),
      table_(new QTableView),
      rows_(new Label(TextSize::Body, QFont::Normal, Tone::Secondary, Label::Fit::Elide)),
      encoding_(new QComboBox),
      delimiter_(new QComboBox),
      replace_(new Button(ButtonKind::Outline, Icon::File)),
      progress_(new ProgressLine(3)) {
    // Title, rows, combos; the stretch that the card's head ends with; then the button.
    head()->insertWidget(1, rows_);
    head()->insertWidget(2, encoding_);
    head()->insertWidget(3, delimiter_);
    head()->addWidget(replace_);
    for (QComboBox* combo : {encoding_, delimiter_}) {
        combo->setMaxVisibleItems(20);
        combo->setProperty("compact", true);
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    }
    replace_->setCompact(true);
    auto* menu = new QMenu(replace_);
    file_ = menu->addAction(makeIcon(Icon::File), {}, this, &TableCard::fileWanted);
    folder_ = menu->addAction(makeIcon(Icon::Folder), {}, this, &TableCard::folderWanted);
    connect(replace_, &QPushButton::clicked, this, [this, menu] {
        menu->popup(replace_->mapToGlobal(QPoint(0, replace_->height() + 2)));
    });

    table_->setModel(model_);
    table_->setHorizontalHeader(header_);
    setUpTable(*table_, 32);
    header_->setFixedHeight(scaled(48));
    header_->setStretchLastSection(false);
    table_->setItemDelegate(new PreviewDelegate(table_));
    body()->setSpacing(0);
    body()->addWidget(progress_);
    body()->addWidget(table_, 1);
    progress_->setShare(0);

    connect(header_, &RoleHeader::useChosen, this, &TableCard::useChosen);
    connect(encoding_, &QComboBox::activated, this,
            [this] { Q_EMIT encodingChosen(encoding_->currentData().toString()); });
    connect(delimiter_, &QComboBox::activated, this,
            [this] { Q_EMIT delimiterChosen(delimiter_->currentData().toString()); });
    fillCombos();
}

void TableCard::setTable(const std::shared_ptr<const RowIndex>& table) {
    const auto columnsBefore = model_->table() ? model_->table()->columns() : Columns();
    readAnew_.clear();
    wantedLine_ = 0;
    model_->setTable(table);
    setTitle(table ? toQt(toUtf8(table->path().filename())) : QString());
    fillCombos();
    if (table && columnsBefore != table->columns())
        shareWidths();
    retranslate();
}

void TableCard::grow() {
    model_->grow();
    showRowCount();
    if (model_->table() != nullptr && model_->table()->complete())
        fillCombos(); // what class folders are written in is known now
    showWantedLine();
}

void TableCard::setReadAnew(const QString& time) {
    readAnew_ = time;
    showRowCount();
}

void TableCard::setSettings(const DataSettings& settings, const std::string& task) {
    settings_ = settings;
    Task known = Task::SingleLabel;
    for (const TaskInfo& info : taskTable())
        if (info.key == task)
            known = info.task;
    model_->setUses(settings, known);
    fillCombos();
}

void TableCard::setReading(bool reading, double share) {
    reading_ = reading;
    // The line keeps its room, so that nothing jumps when reading starts.
    progress_->setShare(reading ? share : 0);
    progress_->setVisible(reading);
}

void TableCard::showLine(std::uint32_t line) {
    wantedLine_ = line;
    showWantedLine();
}

void TableCard::showWantedLine() {
    const int row = wantedLine_ > 0 ? model_->rowOfLine(wantedLine_) : -1;
    if (row < 0)
        return;
    wantedLine_ = 0;
    table_->selectRow(row);
    table_->scrollTo(model_->index(row, 0), QAbstractItemView::PositionAtCenter);
}

// The numbers of lines grow with the rows.
void TableCard::fitLineNumbers() {
    const int rows = model_->rowCount();
    if (rows == 0)
        return;
    const int wide =
        table_->fontMetrics().horizontalAdvance(model_->index(rows - 1, 0).data().toString());
    table_->setColumnWidth(0, std::max(scaled(64), cellLeft(0) + wide + cellRight));
}

void TableCard::showRowCount() {
    const RowIndex* const table = model_->table();
    fitLineNumbers();
    if (table == nullptr) {
        rows_->setText({});
        return;
    }
    const auto rows = static_cast<std::int64_t>(table->size());
    const auto expected = static_cast<std::int64_t>(table->expected());
    QString text =
        table->complete() ? tr("%Ln row(s)", nullptr, static_cast<int>(rows))
        : expected > 0
            ? tr("%1 of about %2 rows").arg(countText(rows), countText(roundedCount(expected)))
            : tr("first %Ln row(s)", nullptr, static_cast<int>(rows));
    //: "1,000 rows, changed and read anew at 13:58"
    if (!readAnew_.isEmpty())
        text = tr("%1, changed and read anew at %2").arg(text, readAnew_);
    rows_->setText(text);
}

void TableCard::fillCombos() {
    const RowIndex* const table = model_->table();
    const std::string readAs = table != nullptr ? table->encoding() : std::string();
    const std::string parted = table != nullptr ? table->delimiter() : std::string();
    const std::string format = table != nullptr ? table->format() : std::string();
    const QSignalBlocker quietEncoding(encoding_);
    const QSignalBlocker quietDelimiter(delimiter_);
    encoding_->clear();
    //: The encoding or delimiter that was found in the file: "UTF-8, found"
    const QString found = tr("%1, found");
    encoding_->addItem(readAs.empty() ? tr("Find the encoding") : found.arg(toQt(readAs)),
                       QStringLiteral("auto"));
    for (const char* name : kEncodings)
        encoding_->addItem(QLatin1String(name), QLatin1String(name));
    int at = encoding_->findData(toQt(settings_.encoding), Qt::UserRole,
                                 Qt::MatchFixedString); // without case
    if (at < 0) { // any name that ICU knows can stand in a recipe
        encoding_->addItem(toQt(settings_.encoding), toQt(settings_.encoding));
        at = encoding_->count() - 1;
    }
    encoding_->setCurrentIndex(at);

    delimiter_->clear();
    delimiter_->addItem(parted.empty() ? tr("Find the delimiter")
                                       : found.arg(delimiterText(parted)),
                        QStringLiteral("auto"));
    for (const std::string& choice : delimiterChoices())
        if (choice != "auto")
            delimiter_->addItem(delimiterText(choice), toQt(choice));
    at = delimiter_->findData(toQt(settings_.delimiter));
    if (at < 0) { // what a recipe names wrongly stays in view
        delimiter_->addItem(toQt(settings_.delimiter), toQt(settings_.delimiter));
        at = delimiter_->count() - 1;
    }
    delimiter_->setCurrentIndex(at);

    delimiter_->setVisible(format.empty() || format == "csv" || format == "tsv");
    encoding_->setVisible(format != "folders");
}

void TableCard::shareWidths() {
    // The mean length of the first rows decides: a column of texts gets most of the room.
    const std::size_t columns = model_->table()->columns().size();
    std::vector<double> sums(columns);
    double rows = 0;
    model_->table()->read(0, 50, [&](const TableRow& row) {
        for (std::size_t column = 0; column < std::min(columns, row.cells.size()); ++column)
            sums[column] +=
                static_cast<double>(std::min<std::size_t>(row.cells[column].size(), 300));
        ++rows;
        return true;
    });
    std::size_t longest = 0;
    for (std::size_t column = 0; column < columns; ++column) {
        const double mean = rows > 0 ? sums[column] / rows : 0;
        const int least = header_->sectionSizeHint(static_cast<int>(column) + 1);
        const int wide =
            std::clamp(static_cast<int>(mean * 7) + 24, least, std::max(least, scaled(320)));
        table_->setColumnWidth(static_cast<int>(column) + 1, wide);
        if (sums[column] > sums[longest])
            longest = column;
    }
    for (int section = 0; section < header_->count(); ++section)
        header_->setSectionResizeMode(section, QHeaderView::Interactive);
    // With few columns the longest takes what is left; with many the table scrolls.
    if (columns > 0 && columns <= 5)
        header_->setSectionResizeMode(static_cast<int>(longest) + 1, QHeaderView::Stretch);
}

void TableCard::retranslate() {
    showRowCount();
    replace_->setText(tr("Replace…"));
    file_->setText(tr("A file…"));
    folder_->setText(tr("A folder with one folder a label…"));
    encoding_->setToolTip(tr("How the bytes of the file are read as characters"));
    encoding_->setAccessibleName(tr("Encoding"));
    delimiter_->setToolTip(tr("What stands between two columns"));
    delimiter_->setAccessibleName(tr("Delimiter"));
    header_->setAccessibleName(tr("Use of the columns"));
    table_->setAccessibleName(tr("Rows of the file"));
    fillCombos();
    model_->retranslate();
}

} // namespace attune::ui
