// SPDX-License-Identifier: GPL-3.0-or-later
#include "recipe/yaml_document.h"

#include "text/utf8.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <unordered_map>

namespace attune {

namespace {

constexpr std::size_t kMaxBytes = 256 << 10;
constexpr std::size_t kMaxNodes = 25000;
constexpr std::size_t kMaxDepth = 64;

constexpr std::string_view kNullWords[] = {"null", "Null", "NULL", "~"};

std::string place(const std::string& where, int line) { return where + ":" + std::to_string(line); }

// Builds the tree from the parser's events and refuses what the header names as soon as it shows.
class Builder : public YAML::EventHandler {
public:
    Builder(std::string_view source, const std::string& where) : source_(source), where_(where) {}

    YamlNode take() { return std::move(root_); }
    bool any() const { return any_; }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        // The event tells neither "null" from nothing nor how it was spelt, but a column may be
        // called "null": the word is read again where the event points to.
        YamlNode node = start(mark, "?", anchor);
        const std::string_view rest =
            source_.substr(std::min(static_cast<std::size_t>(mark.pos), source_.size()));
        for (const std::string_view word : kNullWords)
            if (rest.starts_with(word))
                node.text = word;
        add(std::move(node), mark);
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuseAnchor(mark); }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        YamlNode node = start(mark, tag, anchor);
        node.text = value;
        node.quoted = tag == "!";
        add(std::move(node), mark);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, YamlNode::Kind::List);
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, YamlNode::Kind::Map);
    }
    void OnMapEnd() override { close(); }

private:
    // A list or map that is not closed yet, with the key that waits for its value.
    struct Open {
        YamlNode node;
        bool hasKey = false;
        YamlEntry entry;
        std::unordered_map<std::string, int> keys; // with their lines
    };

    [[noreturn]] void refuse(const YAML::Mark& mark, Message message, Message hint = {}) const {
        throw UsageError(std::move(message), place(where_, mark.line + 1), std::move(hint));
    }

    [[noreturn]] void refuseAnchor(const YAML::Mark& mark) const {
        refuse(mark, say(ATTUNE_TEXT("core", "Anchors and aliases of YAML are not used here.")),
               say(ATTUNE_TEXT("core", "Write the value out, or put a text that begins with & or * "
                                       "in quotes.")));
    }

    YamlNode start(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        any_ = true;
        if (++nodes_ > kMaxNodes)
            refuse(mark, say(ATTUNE_TEXT("core", "The file has more than %1 values."), kMaxNodes));
        if (anchor != 0)
            refuseAnchor(mark);
        // "?" and "!" are what plain and quoted scalars are given when nothing is written.
        if (!tag.empty() && tag != "?" && tag != "!")
            refuse(mark, say(ATTUNE_TEXT("core", "Tags of YAML (“%1”) are not used here."), tag),
                   say(ATTUNE_TEXT("core", "Remove the tag, or put a text that begins with ! in "
                                           "quotes.")));
        YamlNode node;
        node.line = mark.line + 1;
        return node;
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
              YamlNode::Kind kind) {
        if (stack_.size() >= kMaxDepth)
            refuse(mark, say(ATTUNE_TEXT("core", "The file is nested deeper than %1."), kMaxDepth));
        if (!stack_.empty() && awaitsKey(stack_.back()))
            refuse(mark, say(ATTUNE_TEXT("core", "A key must be a single word or text.")));
        Open opened;
        opened.node = start(mark, tag, anchor);
        opened.node.kind = kind;
        stack_.push_back(std::move(opened));
        lastNull_ = nullptr;
    }

    void close() {
        YamlNode node = std::move(stack_.back().node);
        stack_.pop_back();
        lastNull_ = nullptr;
        put(std::move(node));
    }

    static bool awaitsKey(const Open& open) {
        return open.node.kind == YamlNode::Kind::Map && !open.hasKey;
    }

    void add(YamlNode node, const YAML::Mark& mark) {
        // A missing value is reported at the next token, whose word it then seemed to be.
        if (lastNull_ != nullptr && lastNullPosition_ == mark.pos)
            lastNull_->text.clear();
        lastNull_ = nullptr;
        const bool null = node.isNull() && !node.text.empty();
        if (stack_.empty() || !awaitsKey(stack_.back())) {
            YamlNode* placed = put(std::move(node));
            if (null) {
                lastNull_ = placed;
                lastNullPosition_ = mark.pos;
            }
            return;
        }
        Open& map = stack_.back();
        const auto [known, fresh] = map.keys.emplace(node.text, node.line);
        if (!fresh)
            refuse(mark,
                   say(ATTUNE_TEXT("core", "The key “%1” stands twice, here and in line %2."),
                       node.text, known->second),
                   say(ATTUNE_TEXT("core", "Remove one of the two.")));
        map.entry.key = std::move(node.text);
        map.entry.line = node.line;
        map.hasKey = true;
    }

    YamlNode* put(YamlNode node) {
        if (stack_.empty()) {
            root_ = std::move(node);
            return &root_;
        }
        Open& parent = stack_.back();
        if (parent.node.kind == YamlNode::Kind::List) {
            parent.node.items.push_back(std::move(node));
            return &parent.node.items.back();
        }
        parent.entry.value = std::move(node);
        parent.node.entries.push_back(std::move(parent.entry));
        parent.entry = {};
        parent.hasKey = false;
        return &parent.node.entries.back().value;
    }

    std::string_view source_;
    const std::string& where_;
    std::vector<Open> stack_;
    YamlNode root_;
    bool any_ = false;
    std::size_t nodes_ = 0;
    YamlNode* lastNull_ = nullptr;
    int lastNullPosition_ = -1;
};

std::string_view withoutMark(std::string_view text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

int lineOf(std::string_view text, std::size_t position) {
    int line = 1;
    for (const char c : text.substr(0, position))
        line += c == '\n' ? 1 : 0;
    return line;
}

void checkBytes(std::string_view text, const std::string& where) {
    if (text.size() > kMaxBytes)
        throw UsageError(say(ATTUNE_TEXT("core", "The file is larger than 256 KB.")), where,
                         say(ATTUNE_TEXT("core", "A recipe is a short YAML file: check that this "
                                                 "is one.")));
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        throw UsageError(say(ATTUNE_TEXT("core", "The file holds a NUL character.")),
                         place(where, lineOf(text, nul)),
                         say(ATTUNE_TEXT("core", "Save it as UTF-8 text.")));
    if (isValidUtf8(text))
        return;
    // Whole lines are looked at one by one: a line feed never stands inside a UTF-8 sequence.
    int line = 1;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (!isValidUtf8(text.substr(0, end)))
            break;
        text.remove_prefix(std::min(end + 1, text.size()));
        ++line;
    }
    throw UsageError(say(ATTUNE_TEXT("core", "The file is not valid UTF-8.")), place(where, line),
                     say(ATTUNE_TEXT("core", "Save it as UTF-8 text.")));
}

} // namespace

bool YamlNode::isNull() const {
    if (kind != Kind::Scalar || quoted)
        return false;
    if (text.empty())
        return true;
    for (const std::string_view word : kNullWords)
        if (text == word)
            return true;
    return false;
}

YamlNode parseYaml(std::string_view text, const std::string& where) {
    checkBytes(text, where);
    text = withoutMark(text);
    Builder builder(text, where);
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        parser.HandleNextDocument(builder);
        YamlNode root = builder.take();
        Builder second(text, where);
        if (parser.HandleNextDocument(second) && second.any())
            throw UsageError(say(ATTUNE_TEXT("core", "The file holds more than one document.")),
                             where,
                             say(ATTUNE_TEXT("core", "Remove the lines that hold only “---” and "
                                                     "what follows them.")));
        if (!builder.any() || root.isNull()) {
            root = {};
            root.kind = YamlNode::Kind::Map;
            root.line = 1;
        }
        return root;
    } catch (const YAML::Exception& error) {
        const int line = error.mark.is_null() ? 1 : error.mark.line + 1;
        throw UsageError(say(ATTUNE_TEXT("core", "This is not valid YAML: %1."), error.msg),
                         place(where, line),
                         say(ATTUNE_TEXT("core", "Check the indentation, colons and quotes of this "
                                                 "line and the one above.")));
    }
}

} // namespace attune
