// SPDX-License-Identifier: GPL-3.0-or-later
// What a model's logits say of a text, by its task. Internal to this room.
#pragma once

#include "base/json.h"
#include "studio/loaded_model.h"
#include "studio/studio.h"

#include <span>

namespace attune::studio {

// The answer to each text of a set. `examples`: the texts as they were given, valid UTF-8, before
// cleaning; spans are of those.
std::vector<TextResult> answersOf(const LoadedModel& model, const EncodedSet& set,
                                  const Predictions& predictions,
                                  std::span<const Example> examples);

// An answer as the cell of a table: the label; the labels with joinedLabels() between; the number;
// a JSON list of spans, counted in code points as Python counts.
std::string answerCell(const ModelFolder& model, const TextResult& result, std::string_view text);
// The same for a JSON document: the label, a list of labels, the number, a list of spans.
OrderedJson answerJson(const ModelFolder& model, const TextResult& result, std::string_view text);

// What the data say of a text, in the same form. `labels` are those of the data.
std::string truthCell(Task task, const std::vector<std::string>& labels, const Example& example);
OrderedJson truthJson(Task task, const std::vector<std::string>& labels, const Example& example);

// The logits by label id; of TokenLabels a list of them for each token.
OrderedJson logitsJson(const ModelFolder& model, const TextResult& result);

// Both for people: as cells, but spans as "PER: Anna Peter; LOC: Paris".
std::string answerForPeople(const ModelFolder& model, const TextResult& result,
                            std::string_view text);
std::string truthForPeople(Task task, const std::vector<std::string>& labels,
                           const Example& example);
// Whether an answer of several labels or of spans is wrong as the metrics judge it. `row` of the
// set that was answered, which holds the truth. Spans are those that the tags of the tokens make:
// one that the data begin within a token is found with the whole token, and of what stands behind
// the cut nothing is judged.
bool isWrong(const ModelFolder& model, const EncodedSet& set, const Predictions& predictions,
             std::size_t row, const TextResult& result);

// How sure the answer is, from 0 to 1: the score of the label; of several labels and of spans the
// least sure of them. Nothing for a number, and where there is no span.
std::optional<double> scoreOf(const ModelFolder& model, const TextResult& result);
// How sure TokenLabels is of a whole text, where nothing was found too: the score of the least sure
// of its tokens. Nothing where it has none.
std::optional<double> leastTokenScore(const EncodedSet& set, const Predictions& predictions,
                                      std::size_t row);

// The ids of the labels of an example, of spans those of their types.
std::vector<std::int32_t*> labelsIn(Task task, Example& example);

// Labels of a text in one cell: with the first of ; | , between that no label of the model holds,
// else a JSON list.
std::string joinedLabels(const std::vector<std::string>& all, std::span<const std::int32_t> chosen);
// The ids in such a cell; nothing where one is no label of the model.
std::optional<std::vector<std::int32_t>> labelsInCell(const std::vector<std::string>& all,
                                                      const std::string& cell);

} // namespace attune::studio
