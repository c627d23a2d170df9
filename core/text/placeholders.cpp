// SPDX-License-Identifier: GPL-3.0-or-later
// `placeholders`: addresses, user names and numbers, each as one word. A scanner from left to
// right; what stands before a match is looked up in the result, so that matches side by side are
// found in one pass.
#include "text/cleaning_operator.h"
#include "text/letters.h"
#include "text/utf8.h"

#include <algorithm>

namespace attune {
namespace {

constexpr std::size_t npos = std::string_view::npos;

struct PlaceholderSettings {
    bool urls = true;
    std::string url_word = "<url>";
    bool emails = true;
    std::string email_word = "<email>";
    bool users = true;
    std::string user_word = "<user>";
    bool numbers = false;
    std::string number_word = "<number>";
};

bool isAlphanumeric(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return isAsciiLetter(byte) || isAsciiDigit(byte);
}
bool isLocalPart(char c) {
    return isAlphanumeric(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}
// RFC 3986, without what ends an address in prose.
bool isUrlChar(char c) {
    return c > 0x20 && c < 0x7F && std::string_view("<>\"{}|\\^`").find(c) == npos;
}
bool isDigit(char32_t c) {
    return c < 0x80 ? isAsciiDigit(c) : (categoryOf(c) & U_GC_ND_MASK) != 0;
}

bool startsWith(std::string_view text, std::size_t at, std::string_view lower) {
    if (text.size() - at < lower.size())
        return false;
    for (std::size_t i = 0; i < lower.size(); ++i) {
        const char c = text[at + i];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c) != lower[i])
            return false;
    }
    return true;
}

std::size_t urlEnd(std::string_view text, std::size_t at) {
    std::size_t host = 0;
    for (const std::string_view scheme : {"http://", "https://", "ftp://", "www."})
        if (startsWith(text, at, scheme))
            host = at + scheme.size();
    if (host == 0 || host >= text.size() || !isAlphanumeric(text[host]))
        return npos;
    std::size_t end = host;
    std::ptrdiff_t open = 0; // brackets
    while (end < text.size() && isUrlChar(text[end])) {
        open += (text[end] == '(') - (text[end] == ')');
        ++end;
    }
    while (end > host + 1) {
        const char last = text[end - 1];
        if (last == ')' ? open >= 0 : std::string_view(".,;:!?'*]").find(last) == npos)
            break;
        open += last == ')';
        --end;
    }
    return end;
}

// The end of "host.org" behind an "@"; npos where it is none.
std::size_t domainEnd(std::string_view text, std::size_t at) {
    std::size_t end = npos;
    for (bool first = true;; first = false) {
        std::size_t label = at;
        bool letters = true;
        while (label < text.size() &&
               (isAlphanumeric(text[label]) || (text[label] == '-' && label > at))) {
            letters = letters && isAsciiLetter(static_cast<unsigned char>(text[label]));
            ++label;
        }
        while (label > at && text[label - 1] == '-')
            --label;
        if (label == at)
            return end;
        if (!first && letters && label - at >= 2)
            end = label;
        if (label >= text.size() || text[label] != '.')
            return end;
        at = label + 1;
    }
}

std::size_t emailEnd(std::string_view text, std::size_t at, std::size_t& searched) {
    if (at < searched)
        return npos;
    std::size_t end = at;
    while (end < text.size() && isLocalPart(text[end]))
        ++end;
    if (end < text.size() && text[end] == '@')
        if (const std::size_t domain = domainEnd(text, end + 1); domain != npos)
            return domain;
    searched = end;
    return npos;
}

// The end of "@name". Names of ideographs have to end at a space or a colon: within a sentence
// nobody can tell where they end.
std::size_t userEnd(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    int ideographs = 0;
    while (end < text.size()) {
        const CodePoint point = codePointAt(text, end);
        if (isIdeographic(point.value))
            ++ideographs;
        else if (!isWordChar(point.value))
            break;
        if (ideographs > 20)
            return npos;
        end += point.length;
    }
    if (end == at + 1)
        return npos;
    const char32_t next = codePointAt(text, end).value;
    const bool clear = end == text.size() || isSpace(next) || next == ':' || next == 0xFF1A;
    return ideographs == 0 || clear ? end : npos;
}

// The end of "1,234.5"; npos where it belongs to a word, as in 3rd.
std::size_t numberEnd(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (true) {
        while (end < text.size() && isDigit(codePointAt(text, end).value))
            end += codePointAt(text, end).length;
        if (end + 1 < text.size() && (text[end] == '.' || text[end] == ',') &&
            isDigit(codePointAt(text, end + 1).value))
            ++end;
        else
            break;
    }
    return end < text.size() && isWordChar(codePointAt(text, end).value) ? npos : end;
}

class Placeholders final : public CleaningOperator {
public:
    explicit Placeholders(PlaceholderSettings settings) : settings_(std::move(settings)) {}

    bool apply(Rewriter& text) const override {
        return applyUntilStable(text, [this](Rewriter& one) { pass(one); });
    }

    std::vector<std::string> words() const override {
        std::vector<std::string> out;
        const auto add = [&](bool used, const std::string& word) {
            if (used && !word.empty() && std::find(out.begin(), out.end(), word) == out.end())
                out.push_back(word);
        };
        add(settings_.urls, settings_.url_word);
        add(settings_.emails, settings_.email_word);
        add(settings_.users, settings_.user_word);
        add(settings_.numbers, settings_.number_word);
        return out;
    }

    void pass(Rewriter& text) const {
        const std::string_view source = text.source();
        std::size_t noEmailBefore = 0;
        for (std::size_t at = 0; at < source.size();) {
            const CodePoint point = codePointAt(source, at);
            const char32_t c = point.value;
            const bool letter = isAsciiLetter(c);
            const bool digit = !letter && isDigit(c);
            if (!letter && !digit && c != '@') {
                at += point.length;
                continue;
            }
            if (isWordChar(text.before(at))) { // inside a word, to whose end nothing begins
                at += point.length;
                continue;
            }
            const auto [end, word] = match(source, at, letter, digit, noEmailBefore);
            if (end != npos) {
                text.replace(at, end, *word);
                at = end;
            } else if (digit) { // 3.5mm: what stands behind the point is no number either
                at = std::max(at + point.length, digitsEnd(source, at));
            } else {
                at += point.length;
            }
        }
    }

private:
    struct Match {
        std::size_t end;
        const std::string* word;
    };
    Match match(std::string_view text, std::size_t at, bool letter, bool digit,
                std::size_t& noEmailBefore) const {
        if (settings_.urls && letter)
            if (const std::size_t end = urlEnd(text, at); end != npos)
                return {end, &settings_.url_word};
        if (settings_.emails && (letter || digit))
            if (const std::size_t end = emailEnd(text, at, noEmailBefore); end != npos)
                return {end, &settings_.email_word};
        if (settings_.users && !letter && !digit)
            if (const std::size_t end = userEnd(text, at); end != npos)
                return {end, &settings_.user_word};
        if (settings_.numbers && digit)
            if (const std::size_t end = numberEnd(text, at); end != npos)
                return {end, &settings_.number_word};
        return {npos, nullptr};
    }
    static std::size_t digitsEnd(std::string_view text, std::size_t at) {
        while (at < text.size()) {
            const CodePoint point = codePointAt(text, at);
            if (!isDigit(point.value) && point.value != '.' && point.value != ',')
                break;
            at += point.length;
        }
        return at;
    }

    PlaceholderSettings settings_;
};

OperatorPointer makePlaceholders(const PlaceholderSettings& settings, Problems& problems) {
    auto made = std::make_unique<Placeholders>(settings);
    const auto check = [&](const char* key, const std::string& word) {
        const auto refuse = [&](Message message, Message hint) {
            problems.push_back(
                {Problem::Severity::Error, key, {}, std::move(message), std::move(hint)});
        };
        if (word.size() > 100)
            return refuse(say(ATTUNE_TEXT("core", "The placeholder is longer than 100 bytes.")),
                          say(ATTUNE_TEXT("core", "Choose a short word, such as <url>.")));
        // A word that holds what it stands for would grow with every pass.
        std::string text = word;
        std::string last;
        for (int round = 0; round < 4; ++round) {
            Rewriter rewriter(text);
            made->pass(rewriter);
            last = std::exchange(text, std::move(rewriter).finish().text);
        }
        if (last != text)
            refuse(say(ATTUNE_TEXT("core", "The placeholder “%1” would be replaced in turn, again "
                                           "and again."),
                       word),
                   say(ATTUNE_TEXT("core", "Choose a word that is no address, name or number.")));
    };
    check("url_word", settings.url_word);
    check("email_word", settings.email_word);
    check("user_word", settings.user_word);
    check("number_word", settings.number_word);
    return made;
}

} // namespace

CleaningEntry placeholdersEntry() {
    using Kind = Parameter::Kind;
    static const Fields<PlaceholderSettings> fields = {
        {{.key = "urls",
          .title = ATTUNE_TEXT("core", "Web addresses"),
          .help = ATTUNE_TEXT("core", "What begins with http://, https://, ftp:// or www."),
          .kind = Kind::Bool},
         &PlaceholderSettings::urls       },
        {{.key = "url_word",
          .title = ATTUNE_TEXT("core", "Word for web addresses"),
          .help = ATTUNE_TEXT("core", "Stands in their place. Empty: they are taken away.")},
         &PlaceholderSettings::url_word   },
        {{.key = "emails",
          .title = ATTUNE_TEXT("core", "E-mail addresses"),
          .help = ATTUNE_TEXT("core", "What is of the form name@host.org."),
          .kind = Kind::Bool},
         &PlaceholderSettings::emails     },
        {{.key = "email_word",
          .title = ATTUNE_TEXT("core", "Word for e-mail addresses"),
          .help = ATTUNE_TEXT("core", "Stands in their place. Empty: they are taken away.")},
         &PlaceholderSettings::email_word },
        {{.key = "users",
          .title = ATTUNE_TEXT("core", "User names"),
          .help = ATTUNE_TEXT("core", "What begins with @, as in social media. Chinese names have "
                                      "to end at a space or a colon."),
          .kind = Kind::Bool},
         &PlaceholderSettings::users      },
        {{.key = "user_word",
          .title = ATTUNE_TEXT("core", "Word for user names"),
          .help = ATTUNE_TEXT("core", "Stands in their place. Empty: they are taken away.")},
         &PlaceholderSettings::user_word  },
        {{.key = "numbers",
          .title = ATTUNE_TEXT("core", "Numbers"),
          .help =
              ATTUNE_TEXT("core", "Digits with points and commas among them. 3rd and B2B stay."),
          .kind = Kind::Bool},
         &PlaceholderSettings::numbers    },
        {{.key = "number_word",
          .title = ATTUNE_TEXT("core", "Word for numbers"),
          .help = ATTUNE_TEXT("core", "Stands in their place. Empty: they are taken away.")},
         &PlaceholderSettings::number_word},
    };
    return cleaningEntry(
        {.key = "placeholders",
         .title = ATTUNE_TEXT("core", "Placeholders"),
         .help = ATTUNE_TEXT("core", "Puts one word in the place of every address, user name or "
                                     "number: which one it is seldom matters, that there is one "
                                     "often does.")},
        fields, makePlaceholders);
}

} // namespace attune
