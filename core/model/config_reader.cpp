// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/config_reader.h"

#include <array>
#include <utility>

namespace attune {

namespace {

// Names of transformers/activations.py that compute one of ours; the first of each is written.
constexpr std::array activationNames = {
    std::pair{"gelu",              Activation::Gelu     },
    std::pair{"gelu_python",       Activation::Gelu     },
    std::pair{"gelu_new",          Activation::GeluTanh },
    std::pair{"gelu_pytorch_tanh", Activation::GeluTanh },
    std::pair{"gelu_python_tanh",  Activation::GeluTanh },
    std::pair{"gelu_fast",         Activation::GeluTanh },
    std::pair{"gelu_accurate",     Activation::GeluTanh },
    std::pair{"relu",              Activation::Relu     },
    std::pair{"silu",              Activation::Silu     },
    std::pair{"swish",             Activation::Silu     },
    std::pair{"tanh",              Activation::Tanh     },
    std::pair{"quick_gelu",        Activation::QuickGelu},
    std::pair{"mish",              Activation::Mish     },
    std::pair{"sigmoid",           Activation::Sigmoid  },
    std::pair{"linear",            Activation::Identity },
};

// A value as it stands in the file, short enough for a message.
std::string shown(const Json& value) {
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() > 60) {
        text.resize(57);
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80))
            text.pop_back();
        text += "...";
    }
    return text;
}

} // namespace

std::string activationName(Activation activation) {
    for (const auto& [name, known] : activationNames)
        if (known == activation)
            return name;
    return {};
}

bool findActivation(std::string_view name, Activation& activation) {
    for (const auto& [known, value] : activationNames)
        if (name == known) {
            activation = value;
            return true;
        }
    return false;
}

ConfigReader::ConfigReader(const Json& config, std::string where)
    : config_(config), where_(std::move(where)) {
    if (!config_.is_object())
        throw Error(say(ATTUNE_TEXT("core", "The file holds no JSON object.")), where_,
                    say(ATTUNE_TEXT("core", "Take the config.json of a Hugging Face model "
                                            "folder.")));
}

const Json* ConfigReader::find(const char* key) const {
    const auto it = config_.find(key);
    return it == config_.end() || it->is_null() ? nullptr : &*it;
}

bool ConfigReader::isNull(const char* key) const {
    const auto it = config_.find(key);
    return it != config_.end() && it->is_null();
}

ConfigReader ConfigReader::child(const char* key) const {
    static const Json empty = Json::object();
    const Json* value = find(key);
    if (value && !value->is_object())
        refuseType(key, *value, ATTUNE_TEXT("core", "an object"));
    return {value ? *value : empty, where_ + ", " + key};
}

std::vector<std::string> ConfigReader::words(const char* key) const {
    const Json* value = find(key);
    std::vector<std::string> out;
    if (!value)
        return out;
    if (value->is_array()) {
        for (const Json& item : *value) {
            if (!item.is_string())
                refuseType(key, item, ATTUNE_TEXT("core", "a text"));
            out.push_back(item.get<std::string>());
        }
        return out;
    }
    out.emplace_back();
    for (const char c : text(key, "")) {
        if (c == '|')
            out.emplace_back();
        else if (c != ' ')
            out.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return out;
}

void ConfigReader::refuse(const char* key, const Message& message, const Message& hint) const {
    throw Error(message, where_ + ", " + key, hint);
}

void ConfigReader::refuseType(const char* key, const Json& value, const char* wanted) const {
    refuse(key, say(ATTUNE_TEXT("core", "The value %1 is not %2."), shown(value), wanted),
           say(ATTUNE_TEXT("core", "Download the model again, or correct the key “%1”."), key));
}

std::int64_t ConfigReader::integer(const char* key, std::int64_t fallback, std::int64_t low,
                                   std::int64_t high) const {
    const Json* value = find(key);
    if (!value)
        return fallback;
    if (!value->is_number_integer())
        refuseType(key, *value, ATTUNE_TEXT("core", "a whole number"));
    const bool tooLarge = value->is_number_unsigned() &&
                          value->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
    const std::int64_t number = tooLarge ? 0 : value->get<std::int64_t>();
    if (tooLarge || number < low || number > high)
        refuse(key,
               say(ATTUNE_TEXT("core", "The value %1 is outside of %2 to %3."), shown(*value), low,
                   high),
               say(ATTUNE_TEXT("core", "Download the model again, or correct the key “%1”."), key));
    return number;
}

double ConfigReader::real(const char* key, double fallback, double low, double high) const {
    const Json* value = find(key);
    if (!value)
        return fallback;
    if (!value->is_number())
        refuseType(key, *value, ATTUNE_TEXT("core", "a number"));
    const double number = value->get<double>();
    if (!(number >= low && number <= high))
        refuse(key,
               say(ATTUNE_TEXT("core", "The value %1 is outside of %2 to %3."), shown(*value), low,
                   high),
               say(ATTUNE_TEXT("core", "Download the model again, or correct the key “%1”."), key));
    return number;
}

bool ConfigReader::flag(const char* key, bool fallback) const {
    const Json* value = find(key);
    if (!value)
        return fallback;
    if (!value->is_boolean())
        refuseType(key, *value, ATTUNE_TEXT("core", "true or false"));
    return value->get<bool>();
}

std::string ConfigReader::text(const char* key, const std::string& fallback) const {
    const Json* value = find(key);
    if (!value)
        return fallback;
    if (!value->is_string())
        refuseType(key, *value, ATTUNE_TEXT("core", "a text"));
    return value->get<std::string>();
}

Activation ConfigReader::activation(const char* key, Activation fallback) const {
    const Json* value = find(key);
    if (!value)
        return fallback;
    const std::string name = text(key, "");
    Activation activation{};
    if (!findActivation(name, activation)) {
        std::string known;
        for (const auto& entry : activationNames)
            known += (known.empty() ? "" : ", ") + std::string(entry.first);
        refuse(key, say(ATTUNE_TEXT("core", "The activation %1 is unknown."), shown(*value)),
               say(ATTUNE_TEXT("core", "Known ones: %1."), known));
    }
    return activation;
}

std::vector<std::string> ConfigReader::labels() const {
    const Json* map = find("id2label");
    if (!map)
        return {};
    if (!map->is_object())
        refuseType("id2label", *map, ATTUNE_TEXT("core", "an object of label names"));
    if (map->size() > static_cast<std::size_t>(ModelLimits::labels))
        refuse("id2label", say(ATTUNE_TEXT("core", "%1 labels are too many."), map->size()),
               say(ATTUNE_TEXT("core", "At most %1 labels are read."), ModelLimits::labels));
    std::vector<std::string> names(map->size());
    for (std::size_t id = 0; id < names.size(); ++id) {
        const auto it = map->find(std::to_string(id));
        if (it == map->end() || !it->is_string())
            refuse("id2label", say(ATTUNE_TEXT("core", "The label of id %1 is missing."), id),
                   say(ATTUNE_TEXT("core", "Ids run from “0” without a gap, each with a name.")));
        names[id] = it->get<std::string>();
    }
    return names;
}

} // namespace attune
