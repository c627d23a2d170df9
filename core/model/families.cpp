// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/families.h"

#include <algorithm>
#include <stdexcept>

namespace attune {

extern const Family albertFamily;
extern const Family bertFamily;
extern const Family camembertFamily;
extern const Family debertaV2Family;
extern const Family distilbertFamily;
extern const Family electraFamily;
extern const Family modernbertFamily;
extern const Family mpnetFamily;
extern const Family robertaFamily;
extern const Family xlmRobertaFamily;

const std::vector<const Family*>& families() {
    static const std::vector<const Family*> list = {
        &bertFamily,   &distilbertFamily, &robertaFamily, &camembertFamily, &xlmRobertaFamily,
        &albertFamily, &electraFamily,    &mpnetFamily,   &debertaV2Family, &modernbertFamily,
    };
    return list;
}

const Family* findFamily(std::string_view modelType) {
    for (const Family* family : families())
        if (family->modelType == modelType)
            return family;
    return nullptr;
}

const Family& familyNamed(std::string_view modelType) {
    if (const Family* family = findFamily(modelType))
        return *family;
    throw std::invalid_argument("no family is called " + std::string(modelType));
}

const Family& familyOf(const ConfigReader& config) {
    std::string known;
    for (const Family* family : families())
        known += (known.empty() ? "" : ", ") + std::string(family->modelType);
    const std::string modelType = config.text("model_type", "");
    if (modelType.empty())
        throw Error(say(ATTUNE_TEXT("core", "The key “model_type” is missing, so the family of "
                                            "this model is unknown.")),
                    config.where(),
                    say(ATTUNE_TEXT("core", "Attune reads these families: %1."), known));
    if (const Family* family = findFamily(modelType))
        return *family;
    throw Error(say(ATTUNE_TEXT("core", "Models of the family “%1” (model_type) can't be read."),
                    modelType),
                config.where(),
                say(ATTUNE_TEXT("core", "Attune reads these families: %1."), known));
}

void setTokenHead(EncoderSpec& spec) {
    const Family& family = familyNamed(spec.family);
    const auto has = [&](Role role) {
        return std::any_of(family.tokenHead.begin(), family.tokenHead.end(),
                           [&](const ModuleName& module) { return module.role == role; });
    };
    spec.pooling = Pooling::EveryToken;
    spec.headDense = has(Role::Pooler);
    spec.headNorm = has(Role::HeadNorm);
    spec.pooledRate = Rate::None;
    spec.classifierDropout = spec.rate(family.tokenRate);
}

bool isRepeated(const ModuleName& module) { return module.name.find('#') != std::string::npos; }

std::string moduleName(const ModuleName& module, int set, int inner) {
    std::string name = module.name;
    if (const std::size_t at = name.find('#'); at != std::string::npos)
        name.replace(at, 1, std::to_string(set / inner));
    if (const std::size_t at = name.find('@'); at != std::string::npos)
        name.replace(at, 1, std::to_string(set % inner));
    return name;
}

} // namespace attune
