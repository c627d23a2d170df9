// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are no tables of text, known by their first bytes.
#include "data/tables.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace attune {
namespace {

using namespace std::string_view_literals;

enum class Kind { Spreadsheet, Compressed, Data, Document, Media, Program };

struct Format {
    std::size_t at; // byte where the mark stands
    std::string_view mark;
    Kind kind;
    const char* name;
};

constexpr std::array formats{
    Format{0,   "PK\3\4"sv,             Kind::Spreadsheet, "ZIP"      },
    Format{0,   "PK\5\6"sv,             Kind::Spreadsheet, "ZIP"      },
    Format{0,   "\xD0\xCF\x11\xE0"sv,   Kind::Spreadsheet, "OLE"      },
    Format{0,   "\x1F\x8B"sv,           Kind::Compressed,  "gzip"     },
    Format{0,   "BZh"sv,                Kind::Compressed,  "bzip2"    },
    Format{0,   "\xFD\x37zXZ\0"sv,      Kind::Compressed,  "xz"       },
    Format{0,   "\x28\xB5\x2F\xFD"sv,   Kind::Compressed,  "Zstandard"},
    Format{0,   "\x04\x22\x4D\x18"sv,   Kind::Compressed,  "LZ4"      },
    Format{0,   "7z\xBC\xAF\x27\x1C"sv, Kind::Compressed,  "7-Zip"    },
    Format{0,   "Rar!\x1A\x07"sv,       Kind::Compressed,  "RAR"      },
    Format{257, "ustar"sv,              Kind::Compressed,  "tar"      },
    Format{0,   "PAR1"sv,               Kind::Data,        "Parquet"  },
    Format{0,   "ARROW1"sv,             Kind::Data,        "Arrow"    },
    Format{0,   "FEA1"sv,               Kind::Data,        "Feather"  },
    Format{0,   "ORC"sv,                Kind::Data,        "ORC"      },
    Format{0,   "Obj\1"sv,              Kind::Data,        "Avro"     },
    Format{0,   "\x89HDF"sv,            Kind::Data,        "HDF5"     },
    Format{0,   "\x93NUMPY"sv,          Kind::Data,        "NumPy"    },
    Format{0,   "SQLite format 3"sv,    Kind::Data,        "SQLite"   },
    Format{0,   "\x80\x04\x95"sv,       Kind::Data,        "pickle"   },
    Format{0,   "\x80\x05\x95"sv,       Kind::Data,        "pickle"   },
    Format{0,   "%PDF-"sv,              Kind::Document,    "PDF"      },
    Format{0,   "{\\rtf"sv,             Kind::Document,    "RTF"      },
    Format{0,   "\x89PNG"sv,            Kind::Media,       "PNG"      },
    Format{0,   "\xFF\xD8\xFF"sv,       Kind::Media,       "JPEG"     },
    Format{0,   "GIF8"sv,               Kind::Media,       "GIF"      },
    Format{0,   "II*\0"sv,              Kind::Media,       "TIFF"     },
    Format{0,   "MM\0*"sv,              Kind::Media,       "TIFF"     },
    Format{8,   "WEBP"sv,               Kind::Media,       "WebP"     },
    Format{8,   "WAVE"sv,               Kind::Media,       "WAV"      },
    Format{4,   "ftyp"sv,               Kind::Media,       "MP4"      },
    Format{0,   "OggS"sv,               Kind::Media,       "Ogg"      },
    Format{0,   "fLaC"sv,               Kind::Media,       "FLAC"     },
    Format{0,   "ID3"sv,                Kind::Media,       "MP3"      },
    Format{0,   "\x7F\x45LF"sv,         Kind::Program,     "ELF"      },
    Format{0,   "MZ\x90\0"sv,           Kind::Program,     "Windows"  },
    Format{0,   "\xCF\xFA\xED\xFE"sv,   Kind::Program,     "Mach-O"   },
};

// Tab, line ends and form feed are text, and U+001F parts the cells of some tables.
bool isControl(char32_t c) { return c < 0x20 && (c < 0x09 || c > 0x0D) && c != 0x1F; }

// A text may begin with the same few letters: then control characters must follow.
bool isSure(std::string_view mark, std::string_view start) {
    const auto plain = [](char c) { return c >= ' ' && c <= '~'; };
    const auto control = [](char c) { return isControl(static_cast<unsigned char>(c)); };
    return mark.size() > 4 || !std::all_of(mark.begin(), mark.end(), plain) ||
           std::any_of(start.begin(), start.end(), control);
}

struct Refusal {
    const char* what; // %1: the name of the format
    const char* remedy;
};

constexpr Refusal refusalOf(Kind kind) {
    switch (kind) {
    case Kind::Spreadsheet:
        return {ATTUNE_TEXT("core", "This is no table of text: it seems to be a spreadsheet, "
                                    "another Office document or an archive (%1)."),
                ATTUNE_TEXT("core", "In the spreadsheet program, save the table as CSV with UTF-8; "
                                    "unpack an archive.")};
    case Kind::Compressed:
        return {ATTUNE_TEXT("core", "This is no table of text: it seems to be compressed with %1."),
                ATTUNE_TEXT("core", "Unpack it, and give the file that was in it.")};
    case Kind::Data:
        return {ATTUNE_TEXT("core", "This is no table of text: it seems to be data of the format "
                                    "%1."),
                ATTUNE_TEXT("core", "Write it as CSV first, for example in Python: "
                                    "pandas.read_parquet(FILE).to_csv(\"table.csv\", "
                                    "index=False).")};
    case Kind::Document:
        return {ATTUNE_TEXT("core", "This is no table of text: it seems to be a document of the "
                                    "format %1."),
                ATTUNE_TEXT("core", "Write its texts into a csv, tsv or jsonl file.")};
    case Kind::Media:
        return {ATTUNE_TEXT("core", "This is no table of text: it seems to be an image, a sound or "
                                    "a video of the format %1."),
                ATTUNE_TEXT("core", "Give a csv, tsv or jsonl file.")};
    case Kind::Program:
        break;
    }
    return {ATTUNE_TEXT("core", "This is no table of text: it seems to be a program (%1)."),
            ATTUNE_TEXT("core", "Give a csv, tsv or jsonl file.")};
}

} // namespace

void refuseOtherFormats(const fs::path& path) {
    std::string start(512, '\0');
    std::ifstream stream(path, std::ios::binary);
    stream.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(stream.gcount()));
    for (const Format& format : formats)
        if (start.size() > format.at &&
            std::string_view(start).substr(format.at).starts_with(format.mark) &&
            isSure(format.mark, start)) {
            const Refusal refusal = refusalOf(format.kind);
            throw UsageError(say(refusal.what, format.name), toUtf8(path), say(refusal.remedy));
        }
}

void refuseBinary(std::string_view text, const std::string& where) {
    text = text.substr(0, 1 << 16);
    const auto controls = static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return isControl(static_cast<unsigned char>(c)); }));
    // Texts may hold a stray control character; of arbitrary bytes a tenth are such (less in
    // UTF-8, where others take two bytes).
    if (text.size() >= 8 && controls * 25 > text.size())
        throw UsageError(say(ATTUNE_TEXT("core", "This is no table of text: it is full of control "
                                                 "characters.")),
                         where,
                         say(ATTUNE_TEXT("core", "Give a csv, tsv or jsonl file; if it is one, set "
                                                 "its encoding by hand.")));
}

} // namespace attune
