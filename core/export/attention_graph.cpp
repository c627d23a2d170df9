// SPDX-License-Identifier: GPL-3.0-or-later
// Scores [B, A, T, T] of every query with every key, what masks and positions add to them, and the
// sums of values.
#include "export/encoder_parts.h"
#include "model/relative_positions.h"

#include <algorithm>
#include <cmath>

namespace attune::onnx {

AttentionGraph::AttentionGraph(const Parts& parts)
    : parts_(parts), spec_(parts.spec), graph_(parts.graph) {
    const GraphBuilder::Place here(graph_, "positions");
    const Value kept =
        graph_.add("Unsqueeze", "mask.keys", {parts_.mask(), graph_.ints({1, 2})}); // [B, 1, 1, T]
    keyMask_ =
        parts_.times("mask.added", graph_.add("Sub", "mask.missing", {graph_.number(1), kept}),
                     graph_.number(kMasked));
    if (spec_.relative != Relative::None || spec_.rotaryBase > 0 || !spec_.local.empty())
        places_ = graph_.add("Range", "places",
                             {graph_.scalar(0), parts_.lengthScalar(), graph_.scalar(1)});
}

// [T, T], 0 within the window and kMasked outside.
Value AttentionGraph::windowMask() {
    const Value columns = graph_.add("Unsqueeze", "window.keys", {places_, graph_.ints({0})});
    const Value rows = graph_.add("Unsqueeze", "window.queries", {places_, graph_.ints({1})});
    const Value far = graph_.add("Abs", "window.distance",
                                 {graph_.add("Sub", "window.difference", {columns, rows})});
    const Value outside =
        graph_.add("Greater", "window.is_outside", {far, graph_.scalar(spec_.window)});
    return parts_.times("window.added", parts_.toFloat("window.outside", outside),
                        graph_.number(kMasked));
}

// [1, A, T, T]: the bias of the distance between query and key.
Value AttentionGraph::distanceBias() {
    const std::int64_t longest = spec_.longest();
    const Value rows = graph_.table("relative.rows_of_distances", relativeRows(spec_, longest));
    const Value keys = graph_.add("Unsqueeze", "relative.keys", {places_, graph_.ints({0})});
    const Value queries = graph_.add("Unsqueeze", "relative.queries", {places_, graph_.ints({1})});
    const Value distances =
        parts_.add("relative.distances", graph_.add("Sub", "relative.difference", {keys, queries}),
                   graph_.scalar(longest - 1));
    const Value index = graph_.add("Gather", "relative.rows", {rows, distances});
    const Value bias =
        graph_.add("Gather", "relative.bias_rows", {parts_.table(Role::RelativeEmbedding), index});
    const Value heads = graph_.add("Transpose", "relative.bias_heads",
                                   {
                                       bias
    },
                                   {{"perm", std::vector<std::int64_t>{2, 0, 1}}});
    return graph_.add("Unsqueeze", "relative.bias", {heads, graph_.ints({0})});
}

// What is added to the scores of a layer: the same in all layers of a kind.
Value AttentionGraph::offset(bool local) {
    Value& made = offsets_[local];
    if (made.empty()) {
        const GraphBuilder::Place here(graph_, "positions");
        made = keyMask_;
        if (local)
            made = parts_.add("window.mask", made, windowMask());
        if (spec_.relative == Relative::Bias)
            made = parts_.add("relative.mask", made, distanceBias());
    }
    return made;
}

// Cosine and sine of every place, [T, D / 2].
std::pair<Value, Value> AttentionGraph::angles(bool local) {
    auto& made = angles_[local];
    if (made.first.empty()) {
        const GraphBuilder::Place here(graph_, "positions");
        const auto base = static_cast<float>(local ? spec_.rotaryLocalBase : spec_.rotaryBase);
        const std::int64_t depth = spec_.hidden / spec_.heads;
        std::vector<float> frequencies;
        for (std::int64_t i = 0; i < depth; i += 2)
            frequencies.push_back(
                1 / std::pow(base, static_cast<float>(i) / static_cast<float>(depth)));
        const std::string name = local ? "rotary.local" : "rotary.global";
        const Value turns =
            parts_.times(name + ".turns",
                         graph_.add("Unsqueeze", name + ".places",
                                    {parts_.toFloat(name + ".numbers", places_), graph_.ints({1})}),
                         graph_.floats(name + ".frequencies", frequencies,
                                       {1, static_cast<std::int64_t>(frequencies.size())}));
        made = {graph_.add("Cos", name + ".cos", {turns}),
                graph_.add("Sin", name + ".sin", {turns})};
    }
    return made;
}

// x [B, A, T, D], each half of a head turned by the angle of its place.
Value AttentionGraph::rotated(const std::string& label, const Value& x, bool local) {
    const auto [cos, sin] = angles(local);
    const std::vector<Value> half = graph_.addMany("Split", label + ".halves",
                                                   {
                                                       x
    },
                                                   2, {{"axis", std::int64_t{-1}}});
    const Value first = graph_.add("Sub", label + ".first",
                                   {parts_.times(label + ".a_cos", half[0], cos),
                                    parts_.times(label + ".b_sin", half[1], sin)});
    const Value second = parts_.add(label + ".second", parts_.times(label + ".b_cos", half[1], cos),
                                    parts_.times(label + ".a_sin", half[0], sin));
    return graph_.add("Concat", label + ".turned",
                      {
                          first, second
    },
                      {{"axis", std::int64_t{-1}}});
}

// The vectors of the 2 T distances 1 - T ... T from a query to its keys, through the product of
// a layer, [A, D, 2 T]; `fromKey`: the other way round.
Value AttentionGraph::relativeVectors(const std::string& label, Role role, Role sharedRole,
                                      int layer, bool fromKey) {
    Value& rows = distanceRows_[fromKey];
    if (rows.empty()) {
        const GraphBuilder::Place here(graph_, "positions");
        // One place more than any text has, for the last of the distances, which no pair has.
        const std::int64_t reach = spec_.longest() + 1;
        std::vector<std::int64_t> all = relativeRows(spec_, reach);
        if (fromKey)
            std::reverse(all.begin(), all.end());
        const std::string name = fromKey ? "relative.from_keys" : "relative.from_queries";
        const Value numbers = graph_.table(name + ".rows_of_distances", all);
        const Value end = parts_.add(name + ".end", graph_.ints({reach}), parts_.length());
        const Value begin =
            graph_.add("Sub", name + ".begin", {graph_.ints({reach}), parts_.length()});
        const Value index = parts_.slice(name + ".rows", numbers, begin, end, 0);
        rows = graph_.add("Gather", name,
                          {parts_.norm("relative.norm", parts_.table(Role::RelativeEmbedding),
                                       Role::RelativeNorm, -1),
                           index});
    }
    const Value vectors = parts_.linear(label, rows, spec_.sharedRelative ? sharedRole : role,
                                        static_cast<int>(spec_.parameterSet(layer)));
    const Value heads =
        graph_.add("Reshape", label + ".heads",
                   {vectors, graph_.ints({0, spec_.heads, spec_.hidden / spec_.heads})});
    return graph_.add("Transpose", label + ".by_head",
                      {
                          heads
    },
                      {{"perm", std::vector<std::int64_t>{1, 2, 0}}});
}

// m [B, A, T, 2 T] -> [B, A, T, T], each row starting one value earlier than the row above: of the
// distances those that belong to pairs. Written in a row without gaps, row i begins at
// i * (2 T - 1) + T - 1.
Value AttentionGraph::skewed(const std::string& label, const Value& m) {
    const Value one = graph_.ints({1});
    const Value length = parts_.length();
    const Value width =
        graph_.add("Sub", label + ".width", {parts_.add(label + ".twice", length, length), one});
    const Value flat = graph_.add("Reshape", label + ".in_a_row", {m, graph_.ints({0, 0, -1})});
    const Value begin = graph_.add("Sub", label + ".begin", {length, one});
    const Value end =
        parts_.add(label + ".end", begin, parts_.times(label + ".count", length, width));
    const Value cut = parts_.slice(label + ".cut", flat, begin, end, 2);
    const Value shape = graph_.add("Concat", label + ".shape",
                                   {
                                       graph_.ints({0, 0, -1}
                                       ), width
    },
                                   {{"axis", std::int64_t{0}}});
    const Value rows = graph_.add("Reshape", label + ".rows", {cut, shape});
    return parts_.slice(label + ".of_pairs", rows, graph_.ints({0}), length, 3);
}

Value AttentionGraph::addDisentangled(Value scores, const Value& q, const Value& k, int layer) {
    if (spec_.contentToPosition) {
        const Value vectors =
            relativeVectors("key_vectors", Role::RelativeKey, Role::Key, layer, false);
        const Value m = graph_.add("MatMul", "content_to_position.product", {q, vectors});
        scores = parts_.add("scores.with_positions", scores, skewed("content_to_position", m));
    }
    if (spec_.positionToContent) {
        const Value vectors =
            relativeVectors("query_vectors", Role::RelativeQuery, Role::Query, layer, true);
        const Value m = graph_.add("MatMul", "position_to_content.product", {k, vectors});
        const Value told = graph_.add("Transpose", "position_to_content.by_query",
                                      {
                                          skewed("position_to_content", m)
        },
                                      {{"perm", std::vector<std::int64_t>{0, 1, 3, 2}}});
        scores = parts_.add("scores.with_contents", scores, told);
    }
    return scores;
}

Value AttentionGraph::operator()(const Value& x, int layer) {
    const auto set = static_cast<int>(spec_.parameterSet(layer));
    const std::int64_t depth = spec_.hidden / spec_.heads;
    const bool local = spec_.isLocal(layer);
    std::vector<Value> made;
    if (spec_.joinedAttention)
        made = graph_.addMany("Split", "projections",
                              {
                                  parts_.linear("query_key_value", x, Role::QueryKeyValue, set)
        },
                              3, {{"axis", std::int64_t{-1}}});
    else
        made = {parts_.linear("query", x, Role::Query, set),
                parts_.linear("key", x, Role::Key, set),
                parts_.linear("value", x, Role::Value, set)};
    const auto heads = [&](const std::string& label, const Value& all,
                           std::vector<std::int64_t> order) {
        const Value split =
            graph_.add("Reshape", label + ".split", {all, graph_.ints({0, 0, spec_.heads, depth})});
        return graph_.add("Transpose", label,
                          {
                              split
        },
                          {{"perm", std::move(order)}});
    };
    Value q = heads("query.heads", made[0], {0, 2, 1, 3}); // [B, A, T, D]
    const Value v = heads("value.heads", made[2], {0, 2, 1, 3});
    const bool needsKeys = spec_.rotaryBase > 0 || spec_.relative == Relative::Disentangled;
    Value k, turned; // [B, A, T, D] and [B, A, D, T]
    if (needsKeys) {
        k = heads("key.heads", made[1], {0, 2, 1, 3});
        if (spec_.rotaryBase > 0) {
            q = rotated("query", q, local);
            k = rotated("key", k, local);
        }
        turned = graph_.add("Transpose", "key.columns",
                            {
                                k
        },
                            {{"perm", std::vector<std::int64_t>{0, 1, 3, 2}}});
    } else {
        turned = heads("key.heads", made[1], {0, 2, 3, 1});
    }
    Value scores = graph_.add("MatMul", "scores", {q, turned});
    if (spec_.relative == Relative::Disentangled)
        scores = addDisentangled(scores, q, k, layer);
    const auto root = static_cast<float>(std::sqrt(static_cast<double>(spec_.scoreParts * depth)));
    scores = graph_.add("Div", "scores.scaled", {scores, graph_.number(root)});
    const Value probabilities = graph_.add("Softmax", "probabilities",
                                           {
                                               parts_.add("scores.masked", scores, offset(local))
    },
                                           {{"axis", std::int64_t{-1}}});
    const Value told = graph_.add("Transpose", "context.tokens",
                                  {
                                      graph_.add("MatMul", "context.heads", {probabilities, v}
                                        )
    },
                                  {{"perm", std::vector<std::int64_t>{0, 2, 1, 3}}});
    return graph_.add("Reshape", "context", {told, graph_.ints({0, 0, spec_.hidden})});
}

} // namespace attune::onnx
