// SPDX-License-Identifier: GPL-3.0-or-later
// A few hundred damaged files of each format (mutations_test has thousands), and every value of a
// tokenizer.json left out, of another kind or out of its range.
#include "base/json.h"
#include "hostile.h"

#include <algorithm>
#include <set>

using namespace attune;

namespace {

using Pointer = Json::json_pointer;

// All places below `at`; of the vocabulary and of the merges the first two entries alone.
void placesOf(const Json& json, const Pointer& at, std::vector<Pointer>& places) {
    if (!at.empty())
        places.push_back(at);
    if (!json.is_structured())
        return;
    const bool isLong = json.size() > 100;
    std::size_t seen = 0;
    for (const auto& [key, value] : json.items()) {
        if (isLong && ++seen > 2)
            return;
        placesOf(value, json.is_array() ? at / std::stoul(key) : at / key, places);
    }
}

} // namespace

class HostileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNothingThatTheReferenceRefuses_data() { hostile::addRows(); }
    void readsNothingThatTheReferenceRefuses() {
        QFETCH(QByteArray, folder);
        QFETCH(QByteArray, file);
        hostile::run(folder, file, 100);
    }

    void waysToMakePiecesAreBounded() {
        // "a", "aa", ...: each piece of n letters can be cut in n - 1 places.
        const auto model = [](const std::string& letters) {
            const auto field = [](char key, const std::string& value) {
                std::string size;
                for (std::size_t left = value.size(); left > 0 || size.empty(); left >>= 7)
                    size += static_cast<char>((left & 127) | (left > 127 ? 128 : 0));
                return key + size + value;
            };
            const auto piece = [&](const std::string& text, char type) {
                return field('\x0a', field('\x0a', text) + '\x18' + type);
            };
            std::string bytes = field('\x12', "\x18\x02") + piece("<unk>", '\2');
            for (const char letter : letters)
                for (std::size_t n = 1; n <= 512; ++n)
                    bytes += piece(std::string(n, letter), '\1');
            return bytes;
        };
        QTemporaryDir work;
        const fs::path place = work.path().toStdString();
        hostile::write(place / "few" / "tokenizer.model", model("a"));
        readTokenizer(place / "few");
        hostile::write(place / "many" / "tokenizer.model", model("abcdefgh")); // 1,046,528 ways
        const double before = hostile::peakMegabytes();
        try {
            readTokenizer(place / "many");
            QFAIL("it was read");
        } catch (const Error& error) {
            QVERIFY2(error.message().text().find("1000000 ways") != std::string::npos,
                     error.what());
        }
        QVERIFY2(hostile::peakMegabytes() - before < 200,
                 qPrintable(QString::number(hostile::peakMegabytes() - before)));
    }

    void takesNoValueThatTheReferenceRefuses() {
        QTemporaryDir work;
        const fs::path place = work.path().toStdString();
        const std::vector<std::pair<const char*, Json>> values{
            {"null",  nullptr        },
            {"text",  "zz"           },
            {"whole", 3              },
            {"below", -1             },
            {"real",  1.5            },
            {"large", 4'294'967'296LL},
            {"list",  Json::array()  },
            {"named", Json::object() },
            {"flag",  false          }
        };
        std::set<std::string> done; // places and what stood there: kinds share most of it
        QStringList accepted;
        int count = 0;
        const auto offer = [&](const Json& json, const Pointer& at, const char* change) {
            std::string name = std::to_string(count++) + at.to_string() + "=" + change;
            std::replace(name.begin(), name.end(), '/', '.');
            const fs::path one = place / name;
            hostile::write(one / "tokenizer.json", json.dump());
            if (hostile::isRead(one))
                accepted << QString::fromStdString((one / "tokenizer.json").string());
        };
        std::vector<fs::path> kinds{hostile::fixture("cased"), hostile::fixture("uncased")};
        for (const auto& kind : fs::directory_iterator(hostile::fixture("kinds")))
            if (fs::exists(kind.path() / "tokenizer.json"))
                kinds.push_back(kind.path());
        for (const fs::path& kind : kinds) {
            const Json good = readJsonFile(kind / "tokenizer.json");
            std::vector<Pointer> places;
            placesOf(good, Pointer(), places);
            for (const Pointer& at : places) {
                const Json& parent = good[at.parent_pointer()];
                const std::string part = parent.size() > 100 ? "" : parent.dump();
                if (!done.insert(at.to_string() + part).second)
                    continue;
                for (const auto& [name, value] : values) {
                    Json other = good;
                    other[at] = value;
                    offer(other, at, name);
                }
                Json shorter = good;
                if (parent.is_object())
                    shorter[at.parent_pointer()].erase(at.back());
                else
                    shorter[at.parent_pointer()].erase(std::stoul(at.back()));
                offer(shorter, at, "left out");
                if (parent.is_object() && parent.size() < 100) {
                    Json longer = good;
                    longer[at.parent_pointer()]["unheard_of"] = 1;
                    offer(longer, at, "one more");
                } else if (parent.is_array()) {
                    Json longer = good;
                    longer[at.parent_pointer()].push_back(nullptr);
                    offer(longer, at, "one more");
                }
            }
        }
        QVERIFY(count > 2000);
        qInfo() << accepted.size() << "of" << count << "read";
        hostile::askReference(accepted, place);
    }
};

QTEST_GUILESS_MAIN(HostileTest)
#include "hostile_test.moc"
