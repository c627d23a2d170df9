// SPDX-License-Identifier: GPL-3.0-or-later
// `repeats`: runs of the same letter or sign, cut to a length.
#include "text/cleaning_operator.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace attune {
namespace {

struct RepeatsSettings {
    std::int64_t letters = 3;
    std::int64_t punctuation = 3;
};

class Repeats final : public CleaningOperator {
public:
    explicit Repeats(const RepeatsSettings& settings) : settings_(settings) {}

    bool apply(Rewriter& text) const override {
        const std::string_view source = text.source();
        for (std::size_t at = 0; at < source.size();) {
            const std::size_t first = clusterEnd(source, at);
            const std::string_view cluster = source.substr(at, first - at);
            const std::int64_t most = limit(codePointAt(source, at).value);
            std::int64_t count = 1;
            std::size_t kept = first;
            std::size_t end = first;
            while (most > 0 && source.substr(end, cluster.size()) == cluster &&
                   clusterEnd(source, end) == end + cluster.size()) {
                end += cluster.size();
                if (++count <= most)
                    kept = end;
            }
            if (kept < end)
                text.erase(kept, end);
            at = end;
        }
        return true;
    }

private:
    // 0: none.
    std::int64_t limit(char32_t c) const {
        if (isAsciiLetter(c) || (c >= 0x80 && isLetter(c)))
            return settings_.letters;
        const bool sign = (categoryOf(c) & (U_GC_P_MASK | U_GC_S_MASK)) != 0;
        return sign ? settings_.punctuation : 0;
    }

    RepeatsSettings settings_;
};

} // namespace

CleaningEntry repeatsEntry() {
    static const Fields<RepeatsSettings> fields = {
        {{.key = "letters",
          .title = ATTUNE_TEXT("core", "Letters in a row"),
          .help =
              ATTUNE_TEXT("core", "The most equal letters in a row: 3 makes sooo of soooooo. 0: "
                                  "any number."),
          .kind = Parameter::Kind::Integer,
          .minimum = 0,
          .maximum = 1000},
         &RepeatsSettings::letters    },
        {{.key = "punctuation",
          .title = ATTUNE_TEXT("core", "Signs in a row"),
          .help = ATTUNE_TEXT("core", "The most equal punctuation marks, signs or emoji in a row. "
                                      "0: any number."),
          .kind = Parameter::Kind::Integer,
          .minimum = 0,
          .maximum = 1000},
         &RepeatsSettings::punctuation},
    };
    return cleaningEntry<RepeatsSettings>(
        {.key = "repeats",
         .title = ATTUNE_TEXT("core", "Repeated characters"),
         .help = ATTUNE_TEXT("core", "Shortens runs of the same letter or sign. Digits stay.")},
        fields, [](const RepeatsSettings& settings, Problems&) -> OperatorPointer {
            return std::make_unique<Repeats>(settings);
        });
}

} // namespace attune
