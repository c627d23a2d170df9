// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/aten_parameters.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/full.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <stdexcept>

namespace attune::aten {

Parameters::Parameters(const EncoderSpec& spec, at::Device device)
    : list_(parametersOf(spec)), table_(spec.parameterSets()), device_(device) {
    for (std::size_t i = 0; i < list_.size(); ++i) {
        const ParameterInfo& info = list_[i];
        const at::Tensor tensor =
            at::zeros(info.shape, at::TensorOptions().dtype(at::kFloat).device(device_));
        auto& module = table_.at(info.role, info.set);
        (info.bias ? module.bias : module.weight) = tensor;
        parameters_.push_back(std::make_unique<Parameter>(Parameter{tensor, {}, {}, {}, false}));
        index_.emplace(info.name, i);
        if (info.role == Role::WordEmbedding)
            wordsIndex_ = i;
    }
    if (spec.predictsWords)
        table_.at(Role::Classifier, -1).weight = table_.at(Role::WordEmbedding, -1).weight;
}

std::vector<Parameter*> Parameters::trained() {
    std::vector<Parameter*> found;
    for (const auto& parameter : parameters_)
        if (parameter->trained && wordsAt(*parameter) == nullptr)
            found.push_back(parameter.get());
    return found;
}

void Parameters::load(std::string_view name, std::span<const float> values) {
    const at::NoGradGuard noGrad;
    const Parameter& parameter = whole(find(name, values.size()));
    parameter.value.copy_(viewOf(values, parameter.value));
    table_.dropCopies();
}

void Parameters::store(std::string_view name, std::span<float> values) const {
    copyOut(whole(find(name, values.size())).value, values);
}

void Parameters::storeRows(std::string_view name, std::span<const std::int32_t> rows,
                           std::span<float> values) const {
    const Parameter& parameter = *parameters_[indexOf(name)];
    const at::Tensor& value = parameter.value;
    const auto inside = [&](std::int32_t row) { return row >= 0 && row < value.size(0); };
    if (value.dim() != 2 || !std::all_of(rows.begin(), rows.end(), inside) ||
        values.size() != rows.size() * static_cast<std::size_t>(value.size(1)))
        throw std::invalid_argument("wrong rows of " + std::string(name));
    if (rows.empty())
        return;
    if (WordTable* words = wordsAt(parameter))
        words->refresh(rows);
    const at::Tensor ids = at::tensor(at::ArrayRef<std::int32_t>(rows.data(), rows.size()));
    copyOut(value.index_select(0, ids.to(value.device())), values);
}

void Parameters::setGroups(const std::vector<ParameterGroup>& groups) {
    std::vector<Group> wanted;
    std::vector<bool> trained(parameters_.size(), false);
    const Group* wordsGroup = nullptr;
    wanted.reserve(groups.size());
    for (const ParameterGroup& group : groups) {
        Group& own = wanted.emplace_back(Group{{}, group.rateScale, group.weightDecay});
        for (const std::string& name : group.names) {
            const std::size_t i = indexOf(name);
            if (trained[i])
                throw std::invalid_argument(name + " is in two groups");
            trained[i] = true;
            if (i == wordsIndex_ && device_.is_cpu())
                wordsGroup = &own;
            else
                own.members.push_back(i);
        }
    }
    if (words_)
        words_->refreshAll();
    groups_ = std::move(wanted);
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        Parameter& parameter = *parameters_[i];
        parameter.trained = trained[i];
        parameter.gradient = at::Tensor();
        parameter.first = parameter.second = at::Tensor();
        const bool words = wordsGroup != nullptr && i == wordsIndex_;
        parameter.value.set_requires_grad(parameter.trained && !words);
    }
    words_.reset();
    if (wordsGroup != nullptr)
        words_ = std::make_unique<WordTable>(*parameters_[wordsIndex_], wordsGroup->rateScale,
                                             wordsGroup->weightDecay);
}

void Parameters::loadMoments(std::string_view name, std::span<const float> first,
                             std::span<const float> second) {
    const at::NoGradGuard noGrad;
    Parameter& parameter = findTrained(name, first.size());
    whole(parameter);
    parameter.makeMoments();
    parameter.first.copy_(viewOf(first, parameter.value));
    parameter.second.copy_(viewOf(second, parameter.value));
    if (WordTable* words = wordsAt(parameter))
        words->momentsChanged();
}

void Parameters::storeMoments(std::string_view name, std::span<float> first,
                              std::span<float> second) const {
    const Parameter& parameter = whole(findTrained(name, first.size()));
    if (!parameter.first.defined()) {
        std::fill(first.begin(), first.end(), 0.0f);
        std::fill(second.begin(), second.end(), 0.0f);
        return;
    }
    copyOut(parameter.first, first);
    copyOut(parameter.second, second);
}

void Parameters::storeGradient(std::string_view name, std::span<float> values) const {
    const Parameter& parameter = findTrained(name, values.size());
    if (const WordTable* words = wordsAt(parameter))
        words->storeGradient(values);
    else if (parameter.gradient.defined())
        copyOut(parameter.gradient, values);
    else
        std::fill(values.begin(), values.end(), 0.0f);
}

void Parameters::loadGradient(std::string_view name, std::span<const float> values) {
    Parameter& parameter = findTrained(name, values.size());
    if (WordTable* words = wordsAt(parameter)) {
        words->loadGradient(values);
        return;
    }
    if (!parameter.gradient.defined())
        parameter.gradient = at::zeros_like(parameter.value);
    parameter.gradient.copy_(viewOf(values, parameter.value));
}

double Parameters::gradientNorm() const {
    std::vector<at::Tensor> norms;
    for (const auto& parameter : parameters_)
        if (const WordTable* words = wordsAt(*parameter))
            norms.push_back(at::linalg_vector_norm(words->gradient()));
        else if (parameter->gradient.defined())
            norms.push_back(at::linalg_vector_norm(parameter->gradient));
    if (norms.empty())
        return 0.0;
    return at::linalg_vector_norm(at::stack(norms).to(at::kDouble)).item<double>();
}

void Parameters::clearGradients() {
    for (const auto& parameter : parameters_)
        parameter->gradient = at::Tensor();
    if (words_)
        words_->clearGradient();
}

void Parameters::update(const UpdateOptions& options) {
    const at::NoGradGuard noGrad;
    const auto number = [&](double value) {
        return at::full({}, value, at::TensorOptions().dtype(at::kFloat).device(device_));
    };
    // The kernel divides by this while it reads the gradients: clipping costs no pass.
    std::optional<at::Tensor> scale;
    if (options.gradientScale != 1 && options.gradientScale > 0)
        scale = number(1 / options.gradientScale);
    const at::Tensor step = number(static_cast<double>(options.step));
    for (const Group& group : groups_) {
        std::vector<at::Tensor> values, gradients, first, second, steps;
        for (const std::size_t i : group.members) {
            Parameter& parameter = *parameters_[i];
            parameter.makeMoments();
            if (!parameter.gradient.defined())
                parameter.gradient = at::zeros_like(parameter.value);
            if (options.gradientScale <= 0)
                parameter.gradient.zero_();
            values.push_back(parameter.value);
            gradients.push_back(parameter.gradient);
            first.push_back(parameter.first);
            second.push_back(parameter.second);
            steps.push_back(step);
        }
        if (!values.empty())
            at::_fused_adamw_(values, gradients, first, second, {}, steps,
                              options.learningRate * group.rateScale, options.beta1, options.beta2,
                              group.weightDecay, options.epsilon,
                              /*amsgrad=*/false, /*maximize=*/false, scale);
    }
    if (words_)
        words_->update(options);
    table_.dropCopies();
}

std::uint64_t Parameters::bytesHeld() const {
    std::uint64_t bytes = words_ ? words_->bytesHeld() : 0;
    for (const auto& parameter : parameters_)
        for (const at::Tensor& tensor :
             {parameter->value, parameter->gradient, parameter->first, parameter->second})
            if (tensor.defined())
                bytes += tensor.nbytes();
    return bytes;
}

std::size_t Parameters::indexOf(std::string_view name) const {
    const auto it = index_.find(std::string(name));
    if (it == index_.end())
        throw std::invalid_argument("no parameter is called " + std::string(name));
    return it->second;
}

Parameter& Parameters::find(std::string_view name, std::size_t count) const {
    Parameter& parameter = *parameters_[indexOf(name)];
    if (static_cast<std::size_t>(parameter.value.numel()) != count)
        throw std::invalid_argument("wrong number of values for " + std::string(name));
    return parameter;
}

Parameter& Parameters::findTrained(std::string_view name, std::size_t count) const {
    Parameter& parameter = find(name, count);
    if (!parameter.trained)
        throw std::invalid_argument(std::string(name) + " is frozen");
    return parameter;
}

WordTable* Parameters::wordsAt(const Parameter& parameter) const {
    return &parameter == parameters_[wordsIndex_].get() ? words_.get() : nullptr;
}

const Parameter& Parameters::whole(const Parameter& parameter) const {
    if (WordTable* words = wordsAt(parameter))
        words->refreshAll();
    return parameter;
}

} // namespace attune::aten
