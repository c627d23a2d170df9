// SPDX-License-Identifier: GPL-3.0-or-later
// The calibration that is kept with a model: applied, written, read.
#include "evaluate/calibration.h"

#include <algorithm>

namespace attune {

bool Calibration::isPlain() const {
    return temperature == 1 && fittedOn.empty() && !hasThresholds();
}

bool Calibration::hasThresholds() const {
    return std::any_of(thresholds.begin(), thresholds.end(),
                       [](const auto& threshold) { return threshold.has_value(); });
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
    return out;
}

} // namespace attune
