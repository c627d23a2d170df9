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
#include <QFileInfo>
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

void TableCard::setPreview(const studio::TablePreview& preview) {
    const auto columnsBefore = model_->preview().columns;
    model_->setPreview(preview);
    setTitle(QFileInfo(toQt(preview.path)).fileName());
    fillCombos();
    if (columnsBefore != preview.columns)
        shareWidths();
    retranslate();
}

void TableCard::setSettings(const DataSettings& settings) {
    settings_ = settings;
    model_->setUses(toQt(settings.text), toQt(settings.text_pair), toQt(settings.label));
    fillCombos();
}

void TableCard::setReading(bool reading, double share) {
    reading_ = reading;
    // The line keeps its room, so that nothing jumps when reading starts.
    progress_->setShare(reading ? share : 0);
    progress_->setVisible(reading);
}

void TableCard::showLine(std::uint32_t line) {
    const int row = model_->rowOfLine(line);
    if (row < 0)
        return;
    table_->selectRow(row);
    table_->scrollTo(model_->index(row, 0), QAbstractItemView::PositionAtCenter);
}

void TableCard::fillCombos() {
    const studio::TablePreview& preview = model_->preview();
    const QSignalBlocker quietEncoding(encoding_);
    const QSignalBlocker quietDelimiter(delimiter_);
    encoding_->clear();
    //: The encoding or delimiter that was found in the file: "UTF-8, found"
    const QString found = tr("%1, found");
    encoding_->addItem(preview.encoding.empty() ? tr("Find the encoding")
                                                : found.arg(toQt(preview.encoding)),
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
    delimiter_->addItem(preview.delimiter.empty() ? tr("Find the delimiter")
                                                  : found.arg(delimiterText(preview.delimiter)),
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

    const bool separated =
        preview.format.empty() || preview.format == "csv" || preview.format == "tsv";
    delimiter_->setVisible(separated);
    encoding_->setVisible(preview.format != "folders");
}

void TableCard::shareWidths() {
    // The mean length of the first rows decides: a column of texts gets most of the room.
    const auto& preview = model_->preview();
    const auto columns = preview.columns.size();
    table_->setColumnWidth(0, scaled(64));
    std::size_t longest = 0;
    double longestMean = -1;
    for (std::size_t column = 0; column < columns; ++column) {
        double sum = 0;
        std::size_t rows = 0;
        for (; rows < std::min<std::size_t>(preview.rows.size(), 50); ++rows)
            if (column < preview.rows[rows].size())
                sum += static_cast<double>(
                    std::min<std::size_t>(preview.rows[rows][column].size(), 300));
        const double mean = rows > 0 ? sum / static_cast<double>(rows) : 0;
        const int least = header_->sectionSizeHint(static_cast<int>(column) + 1);
        const int wide = std::clamp(static_cast<int>(mean * 7) + 24, least, scaled(320));
        table_->setColumnWidth(static_cast<int>(column) + 1, wide);
        if (mean > longestMean) {
            longestMean = mean;
            longest = column;
        }
    }
    for (int section = 0; section < header_->count(); ++section)
        header_->setSectionResizeMode(section, QHeaderView::Interactive);
    // With few columns the longest takes what is left; with many the table scrolls.
    if (columns > 0 && columns <= 5)
        header_->setSectionResizeMode(static_cast<int>(longest) + 1, QHeaderView::Stretch);
}

void TableCard::retranslate() {
    const std::uint64_t rows = model_->preview().rowCount;
    rows_->setText(tr("%Ln row(s)", nullptr, static_cast<int>(rows)));
    replace_->setText(tr("Replace…"));
    file_->setText(tr("A file…"));
    folder_->setText(tr("A folder with one folder a label…"));
    encoding_->setToolTip(tr("How the bytes of the file are read as characters"));
    encoding_->setAccessibleName(tr("Encoding"));
    delimiter_->setToolTip(tr("What stands between two columns"));
    delimiter_->setAccessibleName(tr("Delimiter"));
    header_->setAccessibleName(tr("Use of the columns"));
    table_->setAccessibleName(tr("The first rows"));
    fillCombos();
    model_->retranslate();
}

} // namespace attune::ui
