// SPDX-License-Identifier: GPL-3.0-or-later
// Packing, with a tokenizer whose tokens are bytes.
#include "data/encoded_set.h"
#include "data/token_tags.h"

#include <QtTest>

#include <atomic>

using namespace attune;

namespace {

class Bytes : public Tokenizer {
public:
    Encoding encode(std::string_view text, std::optional<std::string_view> pair,
                    const EncodeOptions& options) const override {
        Encoding out;
        const auto add = [&](std::string_view part, std::int32_t type) {
            for (const char& c : part) {
                if (options.maxLength != 0 && out.ids.size() == options.maxLength) {
                    ++out.cut;
                    continue;
                }
                out.ids.push_back(c);
                if (options.offsets) {
                    const auto at = static_cast<std::uint32_t>(&c - part.data());
                    out.offsets.emplace_back(at, at + 1);
                }
                out.typeIds.push_back(type);
                out.unknown += c == '?';
            }
        };
        add(text, 0);
        sawPair = sawPair || pair.has_value();
        if (pair)
            add(*pair, 1);
        return out;
    }
    std::size_t size() const override { return 256; }
    std::optional<std::int32_t> idOf(std::string_view) const override { return {}; }
    std::string tokenOf(std::int32_t) const override { return {}; }
    std::optional<std::int32_t> unknownId() const override { return {}; }
    std::optional<std::int32_t> padId() const override { return {}; }
    std::size_t specialCount(bool) const override { return 0; }
    std::size_t modelMaxLength() const override { return 0; }
    std::string kind() const override { return "bytes"; }
    const Problems& warnings() const override { return warnings_; }
    std::vector<std::int32_t> lastingIds() const override { return {}; }
    void needsOf(std::string_view, TokenNeeds&) const override {}
    bool hasNeeds() const override { return false; }
    std::unique_ptr<Tokenizer> extended(std::span<const std::string>) const override { return {}; }
    std::unique_ptr<Tokenizer> trimmed(std::span<const std::int32_t>) const override { return {}; }
    void save(const fs::path&, std::size_t) const override {}

    mutable std::atomic<bool> sawPair = false;

private:
    Problems warnings_;
};

} // namespace

class EncodedSetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsArePacked() {
        const std::vector<Example> examples{
            {.text = "abc",    .label = 1},
            {.text = "",       .label = 0},
            {.text = "de?fgh", .label = 2}
        };
        const EncodedSet set = encodeExamples(Bytes(), examples, false, 4);
        QCOMPARE(set.ids, (std::vector<std::int32_t>{'a', 'b', 'c', 'd', 'e', '?', 'f'}));
        QCOMPARE(set.starts, (std::vector<std::uint64_t>{0, 3, 3, 7}));
        QCOMPARE(set.labels, (std::vector<std::int32_t>{1, 0, 2}));
        QVERIFY(set.typeIds.empty());
        QCOMPARE(set.truncated, std::uint64_t{1});
        QCOMPARE(set.cutTokens, std::uint64_t{2});
        QCOMPARE(set.unknownTokens, std::uint64_t{1});
        QCOMPARE(set.length(2), std::size_t{4});
    }

    void pairsHaveTypes() {
        const std::vector<Example> examples{
            {.text = "a", .pair = "bc", .label = 0},
            {.text = "d", .pair = "e",  .label = 1}
        };
        const EncodedSet set = encodeExamples(Bytes(), examples, true, 0);
        QCOMPARE(set.typeIds, (std::vector<std::uint8_t>{0, 1, 1, 0, 1}));
    }

    void pairsAreWhatTheCallerSays() {
        const std::vector<Example> examples{
            {.text = "a", .pair = "", .label = 0}
        };
        Bytes bytes;
        QVERIFY(!bytes.sawPair);
        encodeExamples(bytes, examples, true, 0);
        QVERIFY(bytes.sawPair); // an empty second text is one
        bytes.sawPair = false;
        const std::vector<Example> unused{
            {.text = "a", .pair = "b", .label = 0}
        };
        QCOMPARE(encodeExamples(bytes, unused, false, 0).ids.size(), std::size_t{1});
        QVERIFY(!bytes.sawPair);
    }

    void blocksJoin() {
        std::vector<Example> examples;
        for (int i = 0; i < 40000; ++i)
            examples.push_back({.text = std::to_string(i), .label = i});
        const EncodedSet set = encodeExamples(Bytes(), examples, false, 0, 2);
        QCOMPARE(set.rows(), examples.size());
        for (std::size_t i = 0; i < examples.size(); ++i) {
            const std::string text(set.ids.begin() + static_cast<std::ptrdiff_t>(set.starts[i]),
                                   set.ids.begin() +
                                       static_cast<std::ptrdiff_t>(set.starts[i + 1]));
            if (text != examples[i].text || set.labels[i] != examples[i].label)
                QFAIL(text.c_str());
        }
    }

    void targetsOfEachTask() {
        const std::vector<Example> many{
            {.text = "a",    .labels = {0, 2}},
            {.text = "b"   },
            {.text = "c", .labels = {1}                }
        };
        const EncodedSet several =
            encodeExamples(Bytes(), many, false, 0, 1, {}, Task::MultiLabel, 3);
        QCOMPARE(several.many, (std::vector<std::uint8_t>{1, 0, 1, 0, 0, 0, 0, 1, 0}));
        QCOMPARE(several.labels, (std::vector<std::int32_t>{-1, -1, -1}));
        const std::vector<Example> numbers{
            {.text = "a", .value = 2.5},
            {.text = "b", .value = -1 }
        };
        QCOMPARE(encodeExamples(Bytes(), numbers, false, 0, 1, {}, Task::Regression, 1).values,
                 (std::vector<float>{2.5F, -1}));
        const std::vector<Example> names{
            {.text = "Ada in Rome", .spans = {{0, 3, 1}, {7, 11, 0}}},
            {.text = "Bob"                    }
        };
        const EncodedSet tags =
            encodeExamples(Bytes(), names, false, 9, 1, {}, Task::TokenLabels, 5);
        QCOMPARE(tags.tags, (std::vector<std::int32_t>{1, 3, 3, 4, 4, 4, 4, 0, 2, 4, 4, 4}));
        QCOMPARE(tags.tags.size(), tags.offsets.size());
        QCOMPARE(tags.cutSpans, std::uint64_t{1});
        QCOMPARE(tags.rows(), std::size_t{2});
    }

    // A token of two spans is the first one's; white space within a token does not count; special
    // tokens have no tag.
    void tagsOfTokensThatCrossSpans() {
        const std::string text = "go NewYork, x";
        const std::vector<TextSpan> spans{
            {3, 6,  0},
            {6, 8,  1},
            {9, 10, 1}
        };
        const std::vector<TokenPlace> places{
            {0,  0 },
            {0,  2 },
            {2,  7 }, // " NewY"
            {7,  8 },
            {8,  10},
            {10, 13},
            {0,  0 }
        };
        const TokenTags tags = tokenTags(text, spans, places, 2, true);
        QCOMPARE(tags.tags, (std::vector<std::int32_t>{-1, 4, 0, 1, 1, 4, -1}));
        QCOMPARE(tags.splitSpans, std::uint64_t{3});
        QCOMPARE(tags.lostSpans, std::uint64_t{0});
        const std::vector<TokenPlace> one{
            {0, 2 },
            {2, 10}
        };
        const TokenTags lost = tokenTags(text, spans, one, 2, true);
        QCOMPARE(lost.tags, (std::vector<std::int32_t>{4, 0}));
        QCOMPARE(lost.lostSpans, std::uint64_t{2});
        QCOMPARE(tokenTags(text, spans,
                           std::vector<TokenPlace>{
                               {0, 2},
                               {2, 6}
        },
                           2, false)
                     .cutSpans,
                 std::uint64_t{2});
    }

    void noExamplesGiveAnEmptySet() {
        const EncodedSet set = encodeExamples(Bytes(), {}, false, 4);
        QCOMPARE(set.rows(), std::size_t{0});
        QCOMPARE(set.starts, std::vector<std::uint64_t>{0});
    }
};

QTEST_GUILESS_MAIN(EncodedSetTest)
#include "encoded_set_test.moc"
