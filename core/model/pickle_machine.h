// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Python's pickle that torch.save() uses for weights, as data: nothing is imported,
// called or run. What a name from a module means, a call of it and a persistent id is decided by
// who derives from the machine; everything else is refused.
//
// Instructions: Lib/pickletools.py; which of them are taken: torch/_weights_only_unpickler.py.
#pragma once

#include "base/error.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

class PickleMachine {
public:
    // A value; lists, tuples and dicts hold the numbers of others, so that sharing and circles cost
    // nothing.
    enum class Kind : std::uint8_t {
        None,
        Bool,    // number 0 or 1
        Integer, // number
        Real,    // its value is not kept
        Text,    // text
        Tuple,   // items
        List,    // items
        Dict,    // items: key, value, key, value, ...
        Ordered, // an OrderedDict: the same
        Global,  // number: of the derived class
        Object,  // number: of the derived class
    };
    using Id = std::uint32_t;
    struct Value {
        Kind kind = Kind::None;
        std::int64_t number = 0;
    };

    // `bytes` must outlive it.
    PickleMachine(std::string_view bytes, std::string where);
    virtual ~PickleMachine() = default;
    PickleMachine(const PickleMachine&) = delete;
    PickleMachine& operator=(const PickleMachine&) = delete;

    // Reads one pickle from position() on, to its STOP; its result.
    Id run();
    std::size_t position() const { return at_; }
    void moveTo(std::size_t position) { at_ = position; }

    const Value& value(Id id) const { return values_[id]; }
    Kind kind(Id id) const { return values_[id].kind; }
    std::string_view text(Id id) const;
    const std::vector<Id>& items(Id id) const { return lists_[index(id)]; }
    [[noreturn]] void fail(const Message& message) const;
    [[noreturn]] void failDamaged() const;

protected:
    // The meaning of “module name”; a Global or an Error.
    virtual Value global(std::string_view module, std::string_view name) = 0;
    // A call of a Global with a tuple's items.
    virtual Value call(const Value& global, const std::vector<Id>& arguments) = 0;
    // What stands outside of the pickle under this id, a tuple's items.
    virtual Value persistent(const std::vector<Id>& id) = 0;

    Value newOrderedDict();

private:
    std::string_view take(std::size_t size);
    std::string_view takeLine();
    template <class T> T takeNumber();
    std::size_t index(Id id) const { return static_cast<std::size_t>(values_[id].number); }

    void step(unsigned char instruction);
    void push(const Value& value);
    void pushContainer(Kind kind, std::vector<Id> items);
    Id pop();
    Id top() const;
    std::vector<Id> popToMark();
    void setItems(const std::vector<Id>& pairs);
    void append(const std::vector<Id>& more);
    void remember(std::size_t key);
    void recall(std::size_t key);

    std::string_view bytes_;
    std::string where_;
    std::size_t at_ = 0;
    std::size_t steps_ = 0;
    std::vector<Value> values_;
    std::vector<std::string_view> texts_;
    std::vector<std::vector<Id>> lists_;
    std::vector<Id> stack_;
    std::vector<std::size_t> marks_; // heights of the stack
    std::vector<Id> memo_;           // noId: not set
};

} // namespace attune
