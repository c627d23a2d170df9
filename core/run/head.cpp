// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/head.h"

#include "base/lists.h"
#include "base/random.h"

#include <algorithm>
#include <functional>

namespace attune {

namespace {

// For each of `labels` its place in `before`; empty where the names are not the same ones.
std::vector<std::size_t> placesOf(const std::vector<std::string>& labels,
                                  const std::vector<std::string>& before) {
    std::vector<std::size_t> places;
    for (const std::string& label : labels) {
        const auto it = std::find(before.begin(), before.end(), label);
        if (it == before.end())
            return {};
        places.push_back(static_cast<std::size_t>(it - before.begin()));
    }
    return places;
}

void forEachClassifier(
    Engine& engine, const std::function<void(const ParameterInfo&, std::vector<float>&)>& change) {
    std::vector<float> values;
    for (const ParameterInfo& info : engine.parameters()) {
        if (info.role != Role::Classifier)
            continue;
        values.resize(static_cast<std::size_t>(info.count()));
        engine.storeParameter(info.name, values);
        change(info, values);
        engine.loadParameter(info.name, values);
    }
}

} // namespace

std::optional<Problem> matchHead(Engine& engine, const ModelFolder& model,
                                 const std::vector<std::string>& labels, std::uint64_t seed) {
    // What a number means has no name that could differ.
    if (!model.finished || model.task == Task::Regression || model.labels.size() != labels.size() ||
        model.labels == labels)
        return {};
    const std::vector<std::size_t> places = placesOf(labels, model.labels);
    if (!places.empty()) {
        forEachClassifier(engine, [&](const ParameterInfo&, std::vector<float>& values) {
            const std::vector<float> before = values;
            const std::size_t row = values.size() / labels.size();
            for (std::size_t label = 0; label < labels.size(); ++label)
                std::copy_n(before.begin() + static_cast<std::ptrdiff_t>(places[label] * row), row,
                            values.begin() + static_cast<std::ptrdiff_t>(label * row));
        });
        return Problem{Problem::Severity::Info,
                       {},
                       {},
                       say(ATTUNE_TEXT("core", "The model has the labels of the data in another "
                                               "order: its classifier was put in their order.")),
                       {}};
    }
    forEachClassifier(engine, [&](const ParameterInfo& info, std::vector<float>& values) {
        RandomStream stream(streamKey(seed, "new head " + info.name));
        for (float& value : values)
            value = info.bias
                        ? 0.0f
                        : static_cast<float>(engine.spec().initializerRange * stream.normal());
    });
    return Problem{Problem::Severity::Warning,
                   {},
                   {},
                   say(ATTUNE_TEXT("core", "The model was trained for other labels (%1) than those "
                                           "of the data (%2): its classifier begins anew."),
                       named(model.labels, 5), named(labels, 5)),
                   say(ATTUNE_TEXT("core", "To go on with it, name the labels of the data as the "
                                           "model does."))};
}

} // namespace attune
