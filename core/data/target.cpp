// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/target.h"

#include "base/json.h"
#include "base/parameter.h"
#include "data/json_spans.h"
#include "text/compare.h"

#include <algorithm>
#include <cmath>

namespace attune {

std::vector<std::string> targetNames(Task task, const std::vector<std::string>& labels) {
    if (task == Task::Regression)
        return {};
    if (task != Task::TokenLabels)
        return labels;
    std::vector<std::string> types;
    for (std::size_t i = 0; i < labels.size() / 2; ++i)
        types.push_back(labels[i].substr(2));
    return types;
}

std::vector<std::int32_t> targetsOf(const Example& example, Task task) {
    switch (task) {
    case Task::SingleLabel:
        return example.label < 0 ? std::vector<std::int32_t>() : std::vector{example.label};
    case Task::MultiLabel:
        return example.labels;
    case Task::Regression:
        return {};
    case Task::TokenLabels:
        break;
    }
    std::vector<std::int32_t> types;
    for (const TextSpan& span : example.spans)
        types.push_back(span.type);
    std::sort(types.begin(), types.end());
    types.erase(std::unique(types.begin(), types.end()), types.end());
    return types;
}

bool sameTarget(const Example& a, const Example& b) { return targetKey(a) == targetKey(b); }

std::string targetKey(const Example& example) {
    std::string key = std::to_string(example.label);
    for (const std::int32_t label : example.labels)
        key += " " + std::to_string(label);
    if (example.value != 0)
        key += " = " + toText(Value(example.value));
    for (const TextSpan& span : example.spans)
        key += "\n" + std::to_string(span.type) + " " +
               looseForm(std::string_view(example.text).substr(span.begin, span.end - span.begin));
    return key;
}

std::string targetText(const Example& example, Task task, const std::vector<std::string>& labels) {
    std::string out;
    const auto add = [&](const std::string& part, const char* between) {
        out += (out.empty() ? "" : between) + part;
    };
    switch (task) {
    case Task::SingleLabel:
    case Task::MultiLabel:
        for (const std::int32_t label : targetsOf(example, task))
            add(labels[static_cast<std::size_t>(label)], ", ");
        return out;
    case Task::Regression:
        return std::isnan(example.value) ? std::string() : toText(Value(example.value));
    case Task::TokenLabels:
        break;
    }
    for (const TextSpan& span : example.spans)
        add(labels[static_cast<std::size_t>(span.type)].substr(2) + ": " +
                example.text.substr(span.begin, span.end - span.begin),
            "; ");
    return out;
}

std::string targetCell(const Example& example, Task task, const std::vector<std::string>& labels) {
    const std::vector<std::string> names = targetNames(task, labels);
    if (task == Task::TokenLabels) {
        std::vector<NamedSpan> spans;
        for (const TextSpan& span : example.spans)
            spans.push_back({span.begin, span.end, names[static_cast<std::size_t>(span.type)]});
        return spansCell(spans, example.text);
    }
    if (task != Task::MultiLabel)
        return targetText(example, task, labels);
    Json list = Json::array();
    for (const std::int32_t label : example.labels)
        list.push_back(names[static_cast<std::size_t>(label)]);
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace attune
