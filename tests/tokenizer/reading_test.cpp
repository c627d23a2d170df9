// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and writing of tokenizer folders: what transformers ignores, what is refused, and how.
#include "base/files.h"
#include "base/json.h"
#include "base/random.h"
#include "tokenizer/tokenizer.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <functional>

using namespace attune;

namespace {

fs::path fixture(const char* name) {
    return fs::path(qEnvironmentVariable("ATTUNE_FIXTURES").toStdString()) / "tokenizer" / name;
}

Json smallTokenizer() {
    return Json::parse(R"({
        "version": "1.0", "truncation": null, "padding": null,
        "added_tokens": [{"id": 1, "content": "[UNK]", "special": true, "normalized": false,
                          "single_word": false, "lstrip": false, "rstrip": false}],
        "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                       "strip_accents": null, "lowercase": false},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
        "decoder": null,
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                  "max_input_chars_per_word": 100,
                  "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "a": 5,
                            "##b": 6, "A": 7}}})");
}

} // namespace

class ReadingTest : public QObject {
    Q_OBJECT

    QTemporaryDir dir_;
    int count_ = 0;

    // A folder with these files.
    fs::path folder(const std::vector<std::pair<const char*, std::string>>& files) {
        const fs::path path = fs::path(dir_.path().toStdString()) / std::to_string(count_++);
        fs::create_directories(path);
        for (const auto& [name, content] : files)
            publishFile(path / name, content);
        return path;
    }

    // What is said when the folder is read, "" when it is read.
    static std::string complaint(const fs::path& path) {
        try {
            readTokenizer(path);
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }

    static std::vector<std::int32_t> ids(const Tokenizer& tokenizer, std::string_view text) {
        return tokenizer.encode(text).ids;
    }
    using Ids = std::vector<std::int32_t>;

private Q_SLOTS:
    void refusesWithAReason_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const std::function<void(Json&)>& change,
                            const char* said) {
            Json json = smallTokenizer();
            change(json);
            QTest::newRow(name) << QString::fromStdString(json.dump()) << said;
        };
        QTest::newRow("no JSON") << "{ no"
                                 << "tokenizer.json";
        QTest::newRow("empty") << ""
                               << "tokenizer.json";
        QTest::newRow("a list") << "[]"
                                << "JSON object";
        QTest::newRow("deep") << QString(100'000, '[') << "tokenizer.json";
        QTest::newRow("a key twice") << R"({"version": "1.0", "version": "1.0"})"
                                     << "version";
        row(
            "version", [](Json& j) { j["version"] = "2.0"; }, "version \"2.0\"");
        row(
            "no model", [](Json& j) { j.erase("model"); }, "model");
        row(
            "BPE without merges",
            [](Json& j) {
                j["model"] = {
                    {"type",  "BPE"         },
                    {"vocab", Json::object()}
                };
            },
            "“merges”");
        row(
            "BPE merge of no token",
            [](Json& j) {
                j["model"] = {
                    {"merges", {"a b"}             },
                    {"vocab",  {{"a", 0}, {"b", 1}}}
                };
            },
            "“ab”");
        row(
            "BPE with dropout",
            [](Json& j) {
                j["model"] = {
                    {"type",    "BPE"         },
                    {"dropout", 0.1           },
                    {"merges",  Json::array() },
                    {"vocab",   Json::object()}
                };
            },
            "“dropout”");
        row(
            "Unigram without scores",
            [](Json& j) {
                j["model"] = {
                    {"vocab", {"a", "b"}}
                };
            },
            "“vocab”");
        row(
            "Unigram with a far unknown id",
            [](Json& j) {
                j["model"] = {
                    {"vocab",  Json::array({Json::array({"a", -1.0})})},
                    {"unk_id", 1                                      }
                };
            },
            "“unk_id”");
        row(
            "unknown model", [](Json& j) { j["model"]["type"] = "X"; }, "kind “X”");
        for (const char* expression :
             {"(a)\\1", "a(?#b)", "[[:alpha:]]", "[a&&b]", "\\R", "\\X", "a**", "\\p{Nonsense}",
              "(?i:ss)", "(?<n>a)", "a{2}?", "(?m:.)", "(", "[a", "\\G"})
            row(
                expression,
                [expression](Json& j) {
                    j["pre_tokenizer"] = {
                        {"type",     "Split"                },
                        {"pattern",  {{"Regex", expression}}},
                        {"invert",   false                  },
                        {"behavior", "Isolated"             }
                    };
                },
                "regular expression");
        row(
            "damaged charsmap",
            [](Json& j) {
                j["normalizer"] = {
                    {"type",                 "Precompiled"},
                    {"precompiled_charsmap", "/////w=="   }
                };
            },
            "precompiled_charsmap");
        row(
            "type is a number", [](Json& j) { j["model"]["type"] = 3; }, "type");
        row(
            "no vocabulary", [](Json& j) { j["model"].erase("vocab"); }, "vocab");
        row(
            "empty vocabulary", [](Json& j) { j["model"]["vocab"] = Json::object(); },
            "unknown token “[UNK]”");
        row(
            "negative id", [](Json& j) { j["model"]["vocab"]["x"] = -1; }, "“x”");
        row(
            "huge id", [](Json& j) { j["model"]["vocab"]["x"] = 4'000'001; }, "4000000");
        row(
            "id beyond 64 bits", [](Json& j) { j["model"]["vocab"]["x"] = 1e30; }, "“x”");
        row(
            "fractional id", [](Json& j) { j["model"]["vocab"]["x"] = 8.5; }, "“x”");
        row(
            "text as id", [](Json& j) { j["model"]["vocab"]["x"] = "8"; }, "“x”");
        row(
            "same id twice", [](Json& j) { j["model"]["vocab"]["x"] = 5; }, "same id, 5");
        row(
            "unknown normalizer",
            [](Json& j) {
                j["normalizer"] = {
                    {"type", "X"}
                };
            },
            "“X”");
        row(
            "nested unknown normalizer",
            [](Json& j) {
                j["normalizer"] = {
                    {"type",        "Sequence"       },
                    {"normalizers", {{{"type", "X"}}}}
                };
            },
            "“X”");
        row(
            "normalizer is a text", [](Json& j) { j["normalizer"] = "Bert"; }, "normalizer");
        row(
            "lowercase is a text", [](Json& j) { j["normalizer"]["lowercase"] = "yes"; },
            "“lowercase”");
        row(
            "unknown pre-tokenizer", [](Json& j) { j["pre_tokenizer"]["type"] = "X"; }, "“X”");
        row(
            "unknown post-processor", [](Json& j) { j["post_processor"]["type"] = "X"; }, "“X”");
        row(
            "special id outside",
            [](Json& j) {
                j["post_processor"]["cls"] = {"[CLS]", 99};
            },
            "special_tokens");
        row(
            "added token without content", [](Json& j) { j["added_tokens"][0].erase("content"); },
            "content");
        row(
            "added token that vanishes",
            [](Json& j) {
                j["added_tokens"].push_back({
                    {"id",          8     },
                    {"content",     "\x01"},
                    {"single_word", false },
                    {"lstrip",      false },
                    {"rstrip",      false },
                    {"normalized",  true  },
                    {"special",     false }
                });
            },
            "Nothing is left");
        row(
            "word length", [](Json& j) { j["model"]["max_input_chars_per_word"] = -5; },
            "max_input_chars_per_word");
    }
    void refusesWithAReason() {
        QFETCH(QString, json);
        QFETCH(QString, said);
        const std::string found = complaint(folder({
            {"tokenizer.json", json.toStdString()}
        }));
        QVERIFY2(QString::fromStdString(found).contains(said), found.c_str());
        QVERIFY2(QString::fromStdString(found).contains("tokenizer.json"), found.c_str());
    }

    void refusesAFolderWithoutTokenizer() {
        QVERIFY(complaint(folder({})).find("no tokenizer.json and no vocab.txt, ") !=
                std::string::npos);
        QVERIFY(complaint(folder({
                              {"vocab.txt", ""}
        }))
                    .find("[UNK]") != std::string::npos);
    }

    void warnsOfHolesInTheVocabulary() {
        Json json = smallTokenizer();
        json["model"]["vocab"]["z"] = 100;
        const auto tokenizer = readTokenizer(folder({
            {"tokenizer.json", json.dump()}
        }));
        QCOMPARE(tokenizer->warnings().size(), 1u);
        QCOMPARE(tokenizer->size(), 101u);
        QCOMPARE(tokenizer->tokenOf(50), std::string());
    }

    // Each checked by hand against transformers 5.24.
    void followsTransformersWhereItIgnoresTheFile() {
        const std::string json = smallTokenizer().dump(); // cased
        const std::string bert = R"({"model_type": "bert"})";
        const auto read = [&](std::vector<std::pair<const char*, std::string>> files) {
            files.emplace_back("tokenizer.json", json);
            return readTokenizer(folder(files));
        };
        // Nothing names a class: the file as it stands.
        QCOMPARE(ids(*read({}), "Ab"), (Ids{2, 7, 6, 3}));
        QVERIFY(read({})->warnings().empty());
        // The model's family names one: BertTokenizer lowers unless told not to.
        QCOMPARE(ids(*read({
                         {"config.json", bert}
        }),
                     "Ab"),
                 (Ids{2, 5, 6, 3}));
        QCOMPARE(read({
                          {"config.json", bert}
        })
                     ->warnings()
                     .size(),
                 1u);
        const auto named = [&](const std::string& config) {
            return read({
                {"config.json",           bert  },
                {"tokenizer_config.json", config}
            });
        };
        QCOMPARE(ids(*named(R"({"tokenizer_class": "BertTokenizerFast"})"), "Ab"),
                 (Ids{2, 5, 6, 3}));
        const auto cased = named(R"({"tokenizer_class": "BertTokenizer", "do_lower_case": false})");
        QCOMPARE(ids(*cased, "Ab"), (Ids{2, 7, 6, 3}));
        QVERIFY(cased->warnings().empty());
        QCOMPARE(ids(*named(R"({"tokenizer_class": "PreTrainedTokenizerFast"})"), "Ab"),
                 (Ids{2, 7, 6, 3}));
        QCOMPARE(ids(*named(R"({"tokenizer_class": "NoSuchTokenizer"})"), "Ab"), (Ids{2, 7, 6, 3}));
        QVERIFY(!complaint(folder({
                               {"tokenizer.json",        json                                   },
                               {"tokenizer_config.json", R"({"tokenizer_class": "T5Tokenizer"})"}
        }))
                     .empty());
    }

    // Twelve times ten: a text of one letter would fill any memory.
    void refusesToMakeTextsWithoutEnd() {
        Json json = smallTokenizer();
        Json steps = Json::array();
        for (int i = 0; i < 12; ++i)
            steps.push_back({
                {"type",    "Replace"        },
                {"pattern", {{"String", "A"}}},
                {"content", "AAAAAAAAAA"     }
            });
        json["normalizer"] = {
            {"type",        "Sequence"},
            {"normalizers", steps     }
        };
        const auto tokenizer = readTokenizer(folder({
            {"tokenizer.json", json.dump()}
        }));
        QVERIFY_THROWS_EXCEPTION(Error, tokenizer->encode("A"));
        QVERIFY_THROWS_EXCEPTION(Error, tokenizer->encode(std::string(10'000, 'A')));
        QVERIFY(!tokenizer->encode("b").ids.empty());
    }

    void readsAVocabularyAlone() {
        const auto tokenizer = readTokenizer(folder({
            {"vocab.txt",   "[PAD]\n[UNK]\r\n[CLS]\n[SEP]\n[MASK]\na \n##b\nA\na\n"},
            {"config.json", R"({"model_type": "bert"})"                            }
        }));
        QVERIFY(tokenizer->warnings().size() == 1); // id 5 is not in use: the last "a" counts
        QCOMPARE(ids(*tokenizer, "AB c [MASK]"), (Ids{2, 8, 6, 1, 4, 3}));
    }

    void writesWhatItReadsTheSame() {
        for (const char* name : {"cased", "uncased"}) {
            const auto tokenizer = readTokenizer(fixture(name));
            const fs::path copy = folder({});
            tokenizer->save(copy, 77);
            const auto again = readTokenizer(copy);
            QVERIFY(again->warnings().empty());
            QCOMPARE(again->modelMaxLength(), 77u);
            QCOMPARE(again->size(), tokenizer->size());
            for (const char* text : {"The FILM isn't <name> New York", "酒店 [MASK] é\u0301", ""})
                QCOMPARE(again->encode(text, "b").ids, tokenizer->encode(text, "b").ids);
            const Json config = readJsonFile(copy / "tokenizer_config.json");
            QCOMPARE(config.at("do_lower_case").get<bool>(), std::string(name) == "uncased");
            QVERIFY(fs::exists(copy / "vocab.txt"));
            const Json before = readJsonFile(fixture(name) / "tokenizer.json");
            QVERIFY(readJsonFile(copy / "tokenizer.json") == before);
        }
    }

    void keepsUnknownKeysAndDropsThoseOfTheOldPlace() {
        const auto tokenizer = readTokenizer(folder({
            {"tokenizer.json",        smallTokenizer().dump()                              },
            {"tokenizer_config.json",
             R"({"my_key": [1], "name_or_path": "/x", "auto_map": {"AutoTokenizer": "a.b"},
                         "model_max_length": 1e30})"}
        }));
        QCOMPARE(tokenizer->modelMaxLength(), 0u);
        const fs::path copy = folder({});
        tokenizer->save(copy, 0);
        const Json config = readJsonFile(copy / "tokenizer_config.json");
        QVERIFY(config.contains("my_key"));
        QVERIFY(!config.contains("name_or_path"));
        QVERIFY(!config.contains("auto_map"));
        QVERIFY(!config.contains("model_max_length"));
    }

    // Whatever a file holds, it is read or refused by an Error.
    void survivesDamage() {
        const std::string good = readFile(fixture("uncased") / "tokenizer.json");
        const std::string small = smallTokenizer().dump();
        const fs::path path = folder({
            {"config.json", R"({"model_type": "bert"})"}
        });
        const fs::path plain = folder({});
        RandomStream random(streamKey(5, "damage"));
        int read = 0;
        for (int round = 0; round < 5000; ++round) {
            std::string bad = round % 50 == 0 ? good : small;
            const std::size_t changes = 1 + random.below(4);
            for (std::size_t i = 0; i < changes && !bad.empty(); ++i) {
                const std::size_t at = random.below(bad.size());
                switch (random.below(5)) {
                case 0:
                    bad[at] = static_cast<char>(random.below(256));
                    break;
                case 1:
                    bad.erase(at, 1 + random.below(20));
                    break;
                case 2:
                    bad.insert(at, bad.substr(random.below(bad.size()), random.below(30)));
                    break;
                case 3:
                    bad[at] = "0123456789-.eE{}[]\",:"[random.below(22)];
                    break;
                default:
                    bad.resize(round % 10 == 0 ? at : bad.size());
                    break;
                }
            }
            const fs::path& where = round % 2 ? path : plain;
            fs::remove(where / "tokenizer.json"); // a new file does not wait for the disk
            std::ofstream(where / "tokenizer.json", std::ios::binary) << bad;
            try {
                const auto tokenizer = readTokenizer(where);
                tokenizer->encode("Ab ab [MASK] \xC3\xA9 \xE9\x85\x92");
                ++read;
            } catch (const Error&) {
            }
        }
        QVERIFY(read > 100);
    }
};

QTEST_GUILESS_MAIN(ReadingTest)
#include "reading_test.moc"
