// SPDX-License-Identifier: GPL-3.0-or-later
// The parameters of a spec on a device: values, gradients, moments and their update by AdamW.
// What the functions do is told by Engine, whose methods of the same names call them. Inside of
// this room only: it includes LibTorch.
#pragma once

#include "model/aten_encoder.h"
#include "model/aten_word_table.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace attune::aten {

class Parameters {
public:
    Parameters(const EncoderSpec& spec, at::Device device);

    const std::vector<ParameterInfo>& list() const { return list_; }
    ParameterTable& table() { return table_; }
    // The table of words where it is trained in the way of its own; null elsewhere.
    WordTable* words() { return words_.get(); }
    // All others that are trained, in the order of the list.
    std::vector<Parameter*> trained();

    void load(std::string_view name, std::span<const float> values);
    void store(std::string_view name, std::span<float> values) const;
    void storeRows(std::string_view name, std::span<const std::int32_t> rows,
                   std::span<float> values) const;
    void setGroups(const std::vector<ParameterGroup>& groups);
    void loadMoments(std::string_view name, std::span<const float> first,
                     std::span<const float> second);
    void storeMoments(std::string_view name, std::span<float> first, std::span<float> second) const;
    void storeGradient(std::string_view name, std::span<float> values) const;
    void loadGradient(std::string_view name, std::span<const float> values);
    double gradientNorm() const;
    void clearGradients();
    // The gradients are left as they are.
    void update(const UpdateOptions& options);
    std::uint64_t bytesHeld() const;

private:
    struct Group {
        std::vector<std::size_t> members; // without the table of words
        double rateScale = 1;
        double weightDecay = 0;
    };

    std::size_t indexOf(std::string_view name) const;
    Parameter& find(std::string_view name, std::size_t count) const;
    Parameter& findTrained(std::string_view name, std::size_t count) const;
    // Null for all parameters but the table of words.
    WordTable* wordsAt(const Parameter& parameter) const;
    // The parameter with nothing owed.
    const Parameter& whole(const Parameter& parameter) const;

    std::vector<ParameterInfo> list_;
    // Shares the tensors of the parameters; mutable copies live in it.
    ParameterTable table_;
    at::Device device_;
    std::vector<std::unique_ptr<Parameter>> parameters_; // in the order of list_
    std::unordered_map<std::string, std::size_t> index_;
    std::vector<Group> groups_;
    std::unique_ptr<WordTable> words_;
    std::size_t wordsIndex_ = 0;
};

} // namespace attune::aten
