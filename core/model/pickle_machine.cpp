// SPDX-License-Identifier: GPL-3.0-or-later
// Memory follows from the number of instructions: each makes one small value at most, and no size
// that the file tells is believed.
#include "model/pickle_machine.h"

#include "text/utf8.h"

#include <cstring>
#include <utility>

namespace attune {

namespace {

// A model of 100,000 tensors takes about 4 million instructions.
constexpr std::size_t maxSteps = 6'000'000;
constexpr std::size_t maxValues = 3'000'000;
constexpr PickleMachine::Id noId = ~PickleMachine::Id{0};

} // namespace

PickleMachine::PickleMachine(std::string_view bytes, std::string where)
    : bytes_(bytes), where_(std::move(where)) {}

void PickleMachine::fail(const Message& message) const {
    throw Error(message, where_,
                say(ATTUNE_TEXT("core", "Nothing of the file was run. Fetch the model as "
                                        "safetensors, or save it with transformers' "
                                        "save_pretrained().")));
}

void PickleMachine::failDamaged() const {
    throw Error(say(ATTUNE_TEXT("core", "The list of tensors in the file is damaged (at its byte "
                                        "%1)."),
                    at_),
                where_, say(ATTUNE_TEXT("core", "Fetch the file again.")));
}

std::string_view PickleMachine::text(Id id) const { return texts_[index(id)]; }

PickleMachine::Id PickleMachine::run() {
    stack_.clear();
    marks_.clear();
    memo_.clear();
    // Protocol 2 alone: torch.load(weights_only=True) knows no other.
    const std::string_view start = take(2);
    if (start[0] != '\x80')
        failDamaged();
    if (start[1] != 2)
        fail(say(ATTUNE_TEXT("core", "The file was saved with pickle protocol %1; only 2, the "
                                     "one of torch.save(), is read."),
                 static_cast<int>(static_cast<unsigned char>(start[1]))));
    for (;;) {
        const auto instruction = static_cast<unsigned char>(take(1)[0]);
        if (++steps_ > maxSteps)
            fail(say(ATTUNE_TEXT("core", "The list of tensors in the file is longer than "
                                         "any model's.")));
        if (instruction == '.')
            break;
        step(instruction);
    }
    if (stack_.size() != 1 || !marks_.empty())
        failDamaged();
    return stack_.front();
}

std::string_view PickleMachine::take(std::size_t size) {
    if (size > bytes_.size() - at_)
        failDamaged();
    const std::string_view part = bytes_.substr(at_, size);
    at_ += size;
    return part;
}

std::string_view PickleMachine::takeLine() {
    const std::size_t end = bytes_.find('\n', at_);
    if (end == std::string_view::npos || end - at_ > 256)
        failDamaged();
    const std::string_view line = take(end - at_);
    ++at_;
    return line;
}

template <class T> T PickleMachine::takeNumber() {
    T value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
}

void PickleMachine::push(const Value& value) {
    if (values_.size() >= maxValues)
        fail(say(ATTUNE_TEXT("core", "The list of tensors in the file is longer than any "
                                     "model's.")));
    stack_.push_back(static_cast<Id>(values_.size()));
    values_.push_back(value);
}

void PickleMachine::pushContainer(Kind kind, std::vector<Id> items) {
    lists_.push_back(std::move(items));
    push({kind, static_cast<std::int64_t>(lists_.size() - 1)});
}

PickleMachine::Value PickleMachine::newOrderedDict() {
    lists_.emplace_back();
    return {Kind::Ordered, static_cast<std::int64_t>(lists_.size() - 1)};
}

PickleMachine::Id PickleMachine::top() const {
    if (stack_.size() <= (marks_.empty() ? 0 : marks_.back()))
        failDamaged();
    return stack_.back();
}

PickleMachine::Id PickleMachine::pop() {
    const Id id = top();
    stack_.pop_back();
    return id;
}

std::vector<PickleMachine::Id> PickleMachine::popToMark() {
    if (marks_.empty())
        failDamaged();
    const auto from = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
    std::vector<Id> items(from, stack_.end());
    stack_.erase(from, stack_.end());
    marks_.pop_back();
    return items;
}

void PickleMachine::setItems(const std::vector<Id>& pairs) {
    const Id dict = top();
    if ((kind(dict) != Kind::Dict && kind(dict) != Kind::Ordered) || pairs.size() % 2 != 0)
        failDamaged();
    for (std::size_t i = 0; i < pairs.size(); i += 2)
        if (kind(pairs[i]) != Kind::Text && kind(pairs[i]) != Kind::Integer)
            failDamaged();
    std::vector<Id>& items = lists_[index(dict)];
    items.insert(items.end(), pairs.begin(), pairs.end());
}

void PickleMachine::append(const std::vector<Id>& more) {
    const Id list = top();
    if (kind(list) != Kind::List)
        failDamaged();
    std::vector<Id>& items = lists_[index(list)];
    items.insert(items.end(), more.begin(), more.end());
}

// Python's picklers count up; a key beyond the instructions so far is made up.
void PickleMachine::remember(std::size_t key) {
    const Id id = top();
    if (key > steps_)
        failDamaged();
    if (key >= memo_.size())
        memo_.resize(key + 1, noId);
    memo_[key] = id;
}

void PickleMachine::recall(std::size_t key) {
    if (key >= memo_.size() || memo_[key] == noId)
        failDamaged();
    stack_.push_back(memo_[key]);
}

void PickleMachine::step(unsigned char instruction) {
    const auto tuple = [&](std::size_t size) {
        std::vector<Id> items(size);
        for (std::size_t i = size; i-- > 0;)
            items[i] = pop();
        pushContainer(Kind::Tuple, std::move(items));
    };
    const auto pushText = [&](std::string_view text) {
        if (!isValidUtf8(text))
            failDamaged();
        texts_.push_back(text);
        push({Kind::Text, static_cast<std::int64_t>(texts_.size() - 1)});
    };
    switch (instruction) {
    case '(': // MARK
        marks_.push_back(stack_.size());
        return;
    case 'N': // NONE
        return push({Kind::None});
    case 0x88: // NEWTRUE
        return push({Kind::Bool, 1});
    case 0x89: // NEWFALSE
        return push({Kind::Bool, 0});
    case 'J': // BININT
        return push({Kind::Integer, takeNumber<std::int32_t>()});
    case 'K': // BININT1
        return push({Kind::Integer, takeNumber<std::uint8_t>()});
    case 'M': // BININT2
        return push({Kind::Integer, takeNumber<std::uint16_t>()});
    case 0x8A: { // LONG1: two's complement, little-endian
        const std::string_view digits = take(takeNumber<std::uint8_t>());
        if (digits.size() > 8)
            failDamaged();
        std::uint64_t number = 0;
        std::memcpy(&number, digits.data(), digits.size());
        if (!digits.empty() && digits.size() < 8 && (digits.back() & 0x80) != 0)
            number |= ~std::uint64_t{0} << (8 * digits.size());
        return push({Kind::Integer, static_cast<std::int64_t>(number)});
    }
    case 'G': // BINFLOAT
        take(8);
        return push({Kind::Real});
    case 'X': // BINUNICODE
        return pushText(take(takeNumber<std::uint32_t>()));
    case 'U': // SHORT_BINSTRING, of Python 2
        return pushText(take(takeNumber<std::uint8_t>()));
    case ')': // EMPTY_TUPLE
        return pushContainer(Kind::Tuple, {});
    case ']': // EMPTY_LIST
        return pushContainer(Kind::List, {});
    case '}': // EMPTY_DICT
        return pushContainer(Kind::Dict, {});
    case 't': // TUPLE
        return pushContainer(Kind::Tuple, popToMark());
    case 0x85: // TUPLE1
        return tuple(1);
    case 0x86: // TUPLE2
        return tuple(2);
    case 0x87: // TUPLE3
        return tuple(3);
    case 'a': // APPEND
        return append({pop()});
    case 'e': // APPENDS
        return append(popToMark());
    case 's': { // SETITEM
        const Id item = pop();
        const Id key = pop();
        return setItems({key, item});
    }
    case 'u': // SETITEMS
        return setItems(popToMark());
    case 'q': // BINPUT
        return remember(takeNumber<std::uint8_t>());
    case 'r': // LONG_BINPUT
        return remember(takeNumber<std::uint32_t>());
    case 'h': // BINGET
        return recall(takeNumber<std::uint8_t>());
    case 'j': // LONG_BINGET
        return recall(takeNumber<std::uint32_t>());
    case 'c': { // GLOBAL
        const std::string_view module = takeLine();
        const std::string_view name = takeLine();
        return push(global(module, name));
    }
    case 'R': { // REDUCE
        const Id arguments = pop();
        const Id callee = pop();
        if (kind(arguments) != Kind::Tuple || kind(callee) != Kind::Global)
            failDamaged();
        const std::vector<Id> items = this->items(arguments);
        return push(call(value(callee), items));
    }
    case 'Q': { // BINPERSID
        const Id id = pop();
        if (kind(id) != Kind::Tuple)
            failDamaged();
        const std::vector<Id> items = this->items(id);
        return push(persistent(items));
    }
    case 'b': { // BUILD: attributes of an OrderedDict (`_metadata`), of no use here
        const Id state = pop();
        if (kind(state) != Kind::Dict || kind(top()) != Kind::Ordered)
            failDamaged();
        // Looking at them all is as much work as having put them there.
        steps_ += items(state).size() / 2;
        for (std::size_t i = 0; i < items(state).size(); i += 2)
            if (kind(items(state)[i]) != Kind::Text)
                failDamaged();
        return;
    }
    default:
        fail(say(ATTUNE_TEXT("core", "The file holds the pickle instruction %1, which lists of "
                                     "tensors do not need."),
                 static_cast<int>(instruction)));
    }
}

} // namespace attune
