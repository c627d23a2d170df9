// SPDX-License-Identifier: GPL-3.0-or-later
// The calibration that is kept with a model: applied, written, read.
#include "evaluate/calibration.h"

#include <algorithm>
#include <cmath>

namespace attune {

bool Calibration::isPlain() const {
    return temperature == 1 && fittedOn.empty() && !hasThresholds();
}

bool Calibration::hasThresholds() const {
    return std::any_of(thresholds.begin(), thresholds.end(),
                       [](const auto& threshold) { return threshold.has_value(); });
}

Calibration Calibration::withTemperature(double other) const {
    Calibration out = *this;
    out.temperature = other;
    const double times = temperature / other;
    if (times == 1)
        return out;
    for (std::optional<double>& one : out.thresholds)
        if (one && *one > 0 && *one < 1) {
            const double logit = (std::log(*one) - std::log1p(-*one)) * times;
            one = 1 / (1 + std::exp(-logit));
        }
    return out;
}

void Calibration::setThreshold(std::size_t label, std::size_t labels,
                               std::optional<double> threshold, const std::string& from) {
    thresholds.resize(labels);
    thresholdsFrom.resize(labels);
    thresholds[label] = threshold;
    thresholdsFrom[label] = threshold ? from : std::string();
    if (hasThresholds())
        return;
    thresholds.clear();
    thresholdsFrom.clear();
}

bool decidesLabel(Task task, std::size_t label, std::size_t labels) {
    return task == Task::MultiLabel || (task == Task::SingleLabel && labels == 2 && label == 1);
}

std::int32_t Calibration::label(std::span<const double> scores) const {
    if (scores.size() == 2 && thresholds.size() == 2 && thresholds[1])
        return scores[1] >= *thresholds[1] ? 1 : 0;
    return static_cast<std::int32_t>(std::max_element(scores.begin(), scores.end()) -
                                     scores.begin());
}

std::vector<std::int32_t> Calibration::labels(std::span<const double> scores) const {
    std::vector<std::int32_t> out;
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (scores[i] >= (i < thresholds.size() ? thresholds[i].value_or(0.5) : 0.5))
            out.push_back(static_cast<std::int32_t>(i));
    return out;
}

Json toJson(const Calibration& calibration) {
    if (calibration.isPlain())
        return nullptr;
    Json json = {
        {"temperature", calibration.temperature},
        {"fitted_on",   calibration.fittedOn   },
        {"texts",       calibration.texts      }
    };
    Json thresholds = Json::array();
    for (const auto& threshold : calibration.thresholds)
        thresholds.push_back(threshold ? Json(*threshold) : Json());
    json["thresholds"] = thresholds;
    if (calibration.hasThresholds())
        json["thresholds_from"] = calibration.thresholdsFrom;
    return json;
}

Calibration calibrationFromJson(const Json& json, const std::string& where) {
    Calibration out;
    if (json.is_null())
        return out;
    const JsonFields fields(json, where);
    const auto refuse = [&](const char* key) {
        fields.refuse(key, say(ATTUNE_TEXT("core", "The value is missing or of a wrong type.")));
    };
    out.temperature = fields.finite("temperature", 0);
    if (out.temperature <= 0)
        refuse("temperature");
    out.fittedOn = fields.text("fitted_on");
    out.texts = fields.whole("texts");
    const Json& thresholds = fields.value("thresholds");
    if (!thresholds.is_array())
        refuse("thresholds");
    for (const Json& one : thresholds) {
        if (!one.is_null() && (!one.is_number() || one < 0 || one > 1))
            refuse("thresholds");
        out.thresholds.push_back(one.is_null() ? std::nullopt : std::optional(one.get<double>()));
    }
    if (json.contains("thresholds_from")) // earlier versions did not tell
        out.thresholdsFrom = fields.texts("thresholds_from");
    return out;
}

} // namespace attune
