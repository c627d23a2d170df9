// SPDX-License-Identifier: GPL-3.0-or-later
// What each operator of cleaning does, by examples, and the contract of all: the same result every
// time, sound spans, idempotent where promised, and time that grows with the text alone.
#include "cleaning.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace attune;
using namespace attune::test;

namespace {

struct Example {
    const char* rules;
    const char* before;
    const char* after;
};

constexpr Example kExamples[] = {
  // unicode
    {"[{'unicode': {}}]",                                                               "Cafe\u0301 ﬁ",                                       "Café ﬁ"                        },
    {"[{'unicode': {'form': 'NFD'}}]",                                                  "é",                                                   "e\u0301"                          },
    {"[{'unicode': {'form': 'NFKC'}}]",                                                 "ﬁ ①Ａｶﾞ",                                     "fi 1Aガ"                         },
    {"[{'unicode': {'form': 'NFKD'}}]",                                                 "ﬁé",                                                "fie\u0301"                        },
 // case
    {"[{'case': {}}]",                                                                  "I LOVE Ärger ΟΔΟΣ 你好",                        "i love ärger οδος 你好"    },
    {"[{'case': {'language': 'tr'}}]",                                                  "IZGARA",                                               "ızgara"                          },
    {"[{'case': {'to': 'upper'}}]",                                                     "straße",                                              "STRASSE"                          },
    {"[{'case': {'to': 'fold'}}]",                                                      "Straße",                                              "strasse"                          },
 // repair-encoding
    {"[{'repair-encoding': {}}]",                                                       "cafÃ© au lait",                                      "café au lait"                    },
    {"[{'repair-encoding': {}}]",                                                       "I donâ€™t know â€“ really",                  "I don’t know – really"        },
    {"[{'repair-encoding': {}}]",                                                       "ðŸ˜€ nice",                                       "😀 nice"                        },
    {"[{'repair-encoding': {}}]",                                                       "ä½\u00a0å¥½ä¸–ç•Œ",                       "你好世界"                     },
    {"[{'repair-encoding': {}}]",                                                       "ÐŸÑ€Ð¸Ð²ÐµÑ‚",                           "Привет"                     },
    {"[{'repair-encoding': {}}]",                                                       "cafÃƒÂ©",                                          "café"                            },
    {"[{'repair-encoding': {}}]",                                                       "浣犲ソ涓栫晫锛岃緵鑻",                       "浣犲ソ涓栫晫锛岃緵鑻"   },
    {"[{'repair-encoding': {}}]",                                                       "Â£5 and 20Â°C",                                    "£5 and 20°C"                    },
 // right texts that look a little like it
    {"[{'repair-encoding': {}}]",                                                       "CAFÉ’s „Spaß“ là\u00a0» touché”…",      nullptr                            },
    {"[{'repair-encoding': {}}]",                                                       "CAFÉ’s",                                            nullptr                            },
    {"[{'repair-encoding': {}}]",                                                       "Spaß“",                                             nullptr                            },
    {"[{'repair-encoding': {}}]",                                                       "voilà\u00a0» là\u00a0»",                           nullptr                            },
    {"[{'repair-encoding': {}}]",                                                       "IRMÃ…",                                             nullptr                            },
    {"[{'repair-encoding': {}}]",                                                       "olé”…",                                           nullptr                            },
    {"[{'repair-encoding': {}}]",                                                       "Ã is a letter, é too",                               nullptr                            },
    {"[{'repair-encoding': {}}]",                                                       "联通 你好世界 手机很好用",                  nullptr                            },
 // html
    {"[{'html': {}}]",                                                                  "<p>Hello <b>big</b> world</p><p>Bye</p>",              "Hello big world\nBye"             },
    {"[{'html': {}}]",                                                                  "a<br>b<br/>c",                                         "a\nb\nc"                          },
    {"[{'html': {}}]",                                                                  "x &amp; y &lt;b&gt; caf&eacute; &#128512;",            "x & y <b> café 😀"             },
    {"[{'html': {}}]",                                                                  "<script>if (a < b) x();</script>ok<style>p{}</style>", "ok"                               },
    {"[{'html': {}}]",                                                                  "see <a href=\"x?a=1&b='>'\">this</a>",                 "see this"                         },
    {"[{'html': {}}]",                                                                  "a<!-- hidden <b> -->b<!DOCTYPE html>c",                "abc"                              },
    {"[{'html': {}}]",                                                                  "1 < 2 and 3 > 2, <3, <url>, List<String>",             nullptr                            },
    {"[{'html': {}}]",                                                                  "<b <i>x</i>",                                          "<b x"                             },
    {"[{'html': {}}]",                                                                  "<ul><li>一</li><li>二</li></ul>",                    "一\n二"                         },
    {"[{'html': {}}]",                                                                  "<tr><td>a</td><td>b</td></tr>",                        "a b"                              },
    {"[{'html': {}}]",                                                                  "<![CDATA[a < b]]>",                                    "a < b"                            },
    {"[{'html': {}}]",                                                                  "<p title='a>b'>x</p",                                  "x</p"                             },
    {"[{'html': {}}]",                                                                  "AT&T <script>never closed",                            "AT&T never closed"                },
 // markdown
    {"[{'markdown': {}}]",                                                              "# Title #\ntext",                                      "Title\ntext"                      },
    {"[{'markdown': {}}]",                                                              "**bold** and *it* and __b__ and ~~no~~",               "bold and it and b and no"         },
    {"[{'markdown': {}}]",                                                              "snake_case_name 2 * 3 * 4 **",                         nullptr                            },
    {"[{'markdown': {}}]",                                                              "[text](http://x.y/(a) \"t\") ![alt](i.png)",           "text alt"                         },
    {"[{'markdown': {}}]",                                                              "`a*b*` and ``x`y``",                                   "a*b* and x`y"                     },
    {"[{'markdown': {}}]",                                                              "> - [x] done\n1. one",                                 "done\n1. one"                     },
    {"[{'markdown': {}}]",                                                              "```cpp\nint *a*;\n```\nend",                           "\nint *a*;\n\nend"                },
    {"[{'markdown': {}}]",                                                              "|a|b|\n|--|:-:|\n| c | d |",                           "a b\n\nc d "                      },
    {"[{'markdown': {}}]",                                                              "\\*not\\* <https://x.org>",                            "*not* https://x.org"              },
    {"[{'markdown': {}}]",                                                              "**很好**的",                                        "很好的"                        },
    {"[{'markdown': {}}]",                                                              "Head\n===\n\n[r]: http://x.org\n[t][r]",               "Head\n\n\n\nt"                    },
 // placeholders
    {"[{'placeholders': {}}]",                                                          "see http://a.b/c?d=1. or www.x.org, ok",               "see <url>. or <url>, ok"          },
    {"[{'placeholders': {}}]",                                                          "看http://t.cn/abc很好",                             "看<url>很好"                   },
    {"[{'placeholders': {}}]",                                                          "(http://en.org/A_(b)) mail a.b+c@d.co.uk!",
     "(<url>) mail <email>!"                                                                                                                                                       },
    {"[{'placeholders': {}}]",                                                          "@bob hi @张三 你好 @李四，你好",
     "<user> hi <user> 你好 @李四，你好"                                                                                                                                    },
    {"[{'placeholders': {}}]",                                                          "a@b @ at@ 3.5",                                        nullptr                            },
    {"[{'placeholders': {'numbers': true}}]",                                           "1,234.5 of 3rd B2B ５０元 7。",
     "<number> of 3rd B2B <number>元 <number>。"                                                                                                                                 },
    {"[{'placeholders': {'urls': false, 'user_word': ''}}]",                            "http://x.y @a",                                        "http://x.y "                      },
 // whitespace
    {"[{'whitespace': {}}]",                                                            "  a\u00a0\u3000 b \n\n c\t",                           "a b\nc"                           },
    {"[{'whitespace': {'lines': 'join'}}]",                                             "a\r\nb",                                               "a b"                              },
    {"[{'whitespace': {'collapse': false, 'trim': false}}]",                            " a\t\u00a0\r\nb",                                      " a  \nb"                          },
    {"[{'whitespace': {}}]",                                                            " \n ",                                                 ""                                 },
 // invisible
    {"[{'invisible': {}}]",                                                             "a\u200Bb\uFEFF\u00ADc\u202Ed\u0007",                   "abcd"                             },
    {"[{'invisible': {}}]",
     "👨‍👩‍👧 ❤️ 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 می‌خواهم "
     "क्‍ष",                                                                                                                            nullptr                            },
    {"[{'invisible': {}}]",                                                             "a\u200Db \uFE0F 你\u200C好",                         "ab  你好"                       },
    {"[{'invisible': {}}]",                                                             "a\u2028b\fc",                                          "a\nb\nc"                          },
 // lookalikes
    {"[{'lookalikes': {}}]",                                                            "рaypal Gοοgle",                                     "paypal Google"                    },
    {"[{'lookalikes': {}}]",                                                            "Mосква",                                          "Москва"                     },
    {"[{'lookalikes': {}}]",                                                            "μm привет αβγ modem Δx USB-кабель",   nullptr                            },
 // width
    {"[{'width': {}}]",                                                                 "Ａ１，ｶﾞｷ！",                                "A1，ガキ！"                   },
    {"[{'width': {'punctuation': true}}]",                                              "Ａ，　b。￥",                                     "A, b.¥"                          },
    {"[{'width': {'to': 'full'}}]",                                                     "A1, b",                                                "Ａ１, ｂ"                      },
    {"[{'width': {'to': 'full', 'punctuation': true}}]",                                "A, b",                                                 "Ａ，　ｂ"                     },
    {"[{'width': {'kana': false}}]",                                                    "ｶﾞＡ",                                            "ｶﾞA"                          },
 // chinese
    {"[{'chinese': {}}]",                                                               "這個手機很好用，頭髮 ok",                    "这个手机很好用，头发 ok"},
    {"[{'chinese': {'to': 'traditional'}}]",                                            "这个头发，三只小狗",                          "這個頭髮，三隻小狗"      },
 // repeats
    {"[{'repeats': {}}]",                                                               "soooooo good!!!!!! 10000000",                          "sooo good!!! 10000000"            },
    {"[{'repeats': {'letters': 1, 'punctuation': 1}}]",
     "哈哈哈❤️❤️❤️🇩🇪🇩🇪!!",                                                                                           "哈❤️🇩🇪!"               },
    {"[{'repeats': {'letters': 0}}]",                                                   "aaaaaa",                                               nullptr                            },
 // emoji
    {"[{'emoji': {}}]",                                                                 "love it❤️!",                                       "love it red heart!"               },
    {"[{'emoji': {}}]",                                                                 "👍🏽👨‍👩‍👧",                           "thumbs up family man woman girl"  },
    {"[{'emoji': {'language': 'zh'}}]",                                                 "我❤️你🇩🇪",                                 "我红心你德国"               },
    {"[{'emoji': {'action': 'remove'}}]",                                               "I ❤️ you 😂😂 1️⃣ © ❤\uFE0E",
     "I you © ❤\uFE0E"                                                                                                                                                          },
    {"[{'emoji': {'action': 'remove'}}]",                                               "hi 😀",                                              "hi"                               },
    {"[{'emoji': {'action': 'remove'}}]",                                               "你😀好",                                           "你好"                           },
    {"[{'emoji': {}}]",                                                                 "#1 * © ™ ★ plain",                                nullptr                            },
 // stopwords
    {"[{'stopwords': {'language': 'en'}}]",                                             "This is the red phone",                                "red phone"                        },
    {"[{'stopwords': {'language': 'en', 'keep': ['Not']}}]",                            "it is not the theme",                                  "not theme"                        },
    {"[{'stopwords': {'language': 'zh'}}]",                                             "因为手机坏了，所以很难过",                 "手机坏，难过"               },
    {"[{'stopwords': {'words': ['in order to', 'don\\u0027t']}}]",                      "Go in order to win, don’t",
     "Go win,"                                                                                                                                                                     },
 // replace
    {"[{'replace': {'pattern': '(\\\\w+)@(?<host>\\\\w+)', 'with': '${host} at $1'}}]",
     "我 me@home 😀",                                                                                                                        "我 home at me 😀"              },
    {"[{'replace': {'pattern': '\\\\d', 'with': '\\\\$0\\\\n'}}]",                      "a1",                                                   "a$0\n"                            },
    {"[{'replace': {'pattern': 'A', 'with': 'b', 'ignore_case': true}}]",               "aA",                                                   "bb"                               },
};

// One rule for each operator, that does something.
std::vector<Cleaning> eachOperator() {
    std::vector<Cleaning> all;
    for (const CleaningDescription& one : cleaningOperators()) {
        CleaningStep step = cleaningStep(one.key);
        if (one.key == "replace")
            step.values["pattern"] = std::string("\\s+");
        if (one.key == "stopwords")
            step.values["language"] = std::string("zh");
        if (one.key == "placeholders")
            step.values["numbers"] = true;
        all.emplace_back(CleaningSettings{step});
    }
    return all;
}

std::string repeated(std::string_view piece, std::size_t bytes) {
    std::string out;
    while (out.size() < bytes)
        out += piece;
    return out;
}

} // namespace

class CleaningOperatorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void examplesComeOutAsExpected() {
        std::string wrong;
        for (const Example& example : kExamples) {
            const Cleaning cleaning = cleaningOf(example.rules);
            const std::string before = example.before;
            const std::string expected = example.after == nullptr ? before : example.after;
            const std::string found = cleaning.clean(before);
            if (found != expected)
                wrong += std::string("\n") + example.rules + "\n" + Json(before).dump() +
                         "\nexpected " + Json(expected).dump() + "\nfound    " + Json(found).dump();
            QCOMPARE(cleaning.clean(before), found);
            QCOMPARE(broken(cleaning, before), std::string());
        }
        if (!wrong.empty())
            QFAIL(wrong.c_str());
    }

    void everyOperatorKeepsTheContract() {
        const std::string texts[] = {"",           " ",
                                     "a",          "plain English text",
                                     "这是中文。", "😀👨‍👩‍👧",
                                     "<b>",        "é",
                                     "\u0301",     "@",
                                     "&",          std::string("\0", 1)};
        for (const Cleaning& cleaning : eachOperator()) {
            for (const std::string& text : texts)
                QCOMPARE(broken(cleaning, text), std::string());
            QCOMPARE(cleaning.clean(""), std::string());
        }
    }

    // 100 kB of what is worst for a scanner that looks ahead or back.
    void timeGrowsWithTheTextAlone_data() {
        QTest::addColumn<QByteArray>("piece");
        for (const char* piece :
             {"word ",   "这是中文。",  "😀",      "<",         "<a ",      "<a \"<a ",
              "<a x=\"", "<a href='",   "<!--",   "<![CDATA[", "<script>", "</",
              "<td>",    "&",           "&#",     "&lt",       "[",        "](",
              "[a](",    "![",          "*",      "**a",       "_",        "a_",
              "`",       "``` ",        "`a``b",  "|",         "||a|",     "~~",
              "\\",      ">",           "> ",     "- ",        "[a]: ",    "a\n",
              "\n",      " ",           "\t\r",   "a@",        "a.",       "@",
              "@a",      "http://",     "www.a",  "1,",        "1.1.",     "a-",
              "张",      "a\u0301",     "\u0301", "\u200D",    "\uFE0F",   "👨‍",
              "🇩",       "ｶﾞ",          "Ã©",     "Ã",         "浣",       "犲",
              "аa",      "這",          "一",     "的",        "the ",     "!",
              "a",       "\u0915\u094D"})
            QTest::newRow(piece) << QByteArray(piece);
    }
    void timeGrowsWithTheTextAlone() {
        QFETCH(QByteArray, piece);
        const std::string text = repeated(piece.toStdString(), 100'000);
        for (const std::string& one : {text, text + ">", text + "\"", text + "a b"})
            for (const Cleaning& cleaning : eachOperator()) {
                QElapsedTimer timer;
                timer.start();
                const Cleaned cleaned = cleaning.apply(one);
                const qint64 spent = timer.elapsed();
                QVERIFY(isValidUtf8(cleaned.text));
                // Some milliseconds; far from it on a busy machine, farther where it is quadratic.
                if (spent > 2000)
                    QFAIL((cleaning.settings().front().name + " took " + std::to_string(spent) +
                           " ms")
                              .c_str());
            }
        for (const Cleaning& cleaning : eachOperator())
            QCOMPARE(broken(cleaning, repeated(piece.toStdString(), 3000)), std::string());
    }

    void hardPatternsLeaveTheTextAndAreCounted_data() {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("piece");
        QTest::newRow("exponential")
            << QByteArray("(a+)+$") << QByteArray("aaaaaaaaaaaaaaaaaaaaaaaaab");
        QTest::newRow("quadratic") << QByteArray("[ab]+c") << QByteArray("ab");
        QTest::newRow("cubic") << QByteArray(".*x.*y") << QByteArray("ax");
        QTest::newRow("deep") << QByteArray("(.|b)*c") << QByteArray("ab");
        QTest::newRow("lazy") << QByteArray("a.*?z") << QByteArray("ab");
        QTest::newRow("ahead") << QByteArray("(?=.*z)b") << QByteArray("ab");
        QTest::newRow("back") << QByteArray("(.*)\\1z") << QByteArray("ab");
    }
    void hardPatternsLeaveTheTextAndAreCounted() {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, piece);
        CleaningStep step = cleaningStep("replace");
        step.values["pattern"] = pattern.toStdString();
        const Cleaning cleaning({step});
        const std::string text = repeated(piece.toStdString(), 100'000);
        QElapsedTimer timer;
        timer.start();
        const Cleaned cleaned = cleaning.apply(text);
        QVERIFY(timer.elapsed() < 10'000);
        QCOMPARE(cleaned.text, text);
        QCOMPARE(cleaned.refused, std::uint64_t{1});
        std::uint64_t refused = 0;
        QVERIFY(cleaning.record(text, &refused).changes.empty());
        QCOMPARE(refused, std::uint64_t{1});
    }

    void growthWithoutEndIsRefused() {
        CleaningStep step = cleaningStep("replace");
        step.values["with"] = repeated("x", 1000);
        step.values["pattern"] = std::string(".");
        const Cleaned cleaned = Cleaning({step}).apply(repeated("a", 10'000));
        QCOMPARE(cleaned.text.size(), std::size_t{10'000});
        QCOMPARE(cleaned.refused, std::uint64_t{1});
    }

    void usualPatternsFinishOnLongTexts() {
        const auto refused = [](const char* pattern, std::size_t bytes) {
            CleaningStep step = cleaningStep("replace");
            step.values["pattern"] = std::string(pattern);
            return Cleaning({step})
                .apply(repeated("some words 中文 and and WORDS ", bytes))
                .refused;
        };
        for (const char* pattern :
             {"\\s+", "(\\w+) ", "[A-Z]{2,}", "\\bfoo\\b", "[\\u4e00-\\u9fff]+", "(?i)W.*?S"})
            QCOMPARE(refused(pattern, 100'000), std::uint64_t{0});
        QCOMPARE(refused("\\b(\\w+) \\1\\b", 20'000), std::uint64_t{0});
    }
};

QTEST_GUILESS_MAIN(CleaningOperatorsTest)
#include "cleaning_operators_test.moc"
