// SPDX-License-Identifier: GPL-3.0-or-later
// Embeddings, layers and head; attention stands in attention_graph.cpp. The same steps as in
// core/model/aten_encoder.cpp, over padded sequences.
#include "export/encoder_parts.h"
#include "model/families.h"

namespace attune::onnx {

namespace {

const Port::Dim kBatch{-1, "batch"}, kSequence{-1, "sequence"};

class EncoderGraph {
public:
    EncoderGraph(const EncoderSpec& spec, GraphBuilder& graph)
        : spec_(spec), graph_(graph), parts_(spec, graph), attention_(parts_) {}

    void build() {
        const Value embedded = embeddings(embeddingSum());
        Value x = embedded;
        for (int layer = 0; layer < spec_.layers; ++layer) {
            x = encoderLayer(x, layer);
            if (layer == 0 && spec_.convolution > 0)
                x = convolution(embedded, x);
        }
        head(pooled(parts_.norm("final_norm", x, Role::FinalNorm, -1)));
    }

private:
    Value gathered(const std::string& label, Role role, const Value& index) const {
        return graph_.add("Gather", label, {parts_.table(role), index});
    }

    // Rows of the position table, [T] or [B, T]: counted from 0, or as fairseq does, tokens that
    // aren't padding from positionPad + 1.
    Value positionRows() const {
        if (spec_.positionPad < 0)
            return graph_.add("Range", "position_ids",
                              {graph_.scalar(0), parts_.lengthScalar(), graph_.scalar(1)});
        const Value padding = graph_.add("Equal", "position_ids.is_padding",
                                         {"input_ids", graph_.scalar(spec_.positionPad)});
        const Value counts = graph_.add("Cast", "position_ids.counts",
                                        {
                                            graph_.add("Not", "position_ids.is_token", {padding}
                                              )
        },
                                        {{"to", static_cast<std::int64_t>(Type::Int64)}});
        const Value counted =
            graph_.add("CumSum", "position_ids.counted", {counts, graph_.scalar(1)});
        return parts_.add("position_ids", parts_.times("position_ids.of_tokens", counted, counts),
                          graph_.scalar(spec_.positionPad));
    }

    // [B, T, E]
    Value embeddingSum() const {
        Value sum = gathered("word_embeddings", Role::WordEmbedding, "input_ids");
        if (spec_.types > 0)
            sum = parts_.add("embeddings.words_and_types", sum,
                             gathered("token_type_embeddings", Role::TypeEmbedding,
                                      asksTypes(spec_) ? "token_type_ids" : graph_.scalar(0)));
        if (spec_.positionTable)
            sum = parts_.add(
                "embeddings.sum", sum,
                gathered("position_embeddings", Role::PositionEmbedding, positionRows()));
        return sum;
    }

    // [B, T, H]
    Value embeddings(const Value& sum) const {
        const auto projected = [&](const Value& x) {
            return parts_.linear("embeddings.projection", x, Role::EmbeddingProjection, -1);
        };
        const Value x = parts_.norm("embeddings.norm", spec_.projectionFirst ? projected(sum) : sum,
                                    Role::EmbeddingNorm, -1);
        return spec_.projection && !spec_.projectionFirst ? projected(x) : x;
    }

    Value encoderLayer(const Value& x, int layer) {
        const std::string place = "layer." + std::to_string(layer);
        const auto set = static_cast<int>(spec_.parameterSet(layer));
        const bool before = spec_.norm == Norm::Pre;
        const auto after = [&](const Value& sum, Role role) {
            return before ? sum : parts_.norm("norm", sum, role, set);
        };
        Value attended;
        {
            const GraphBuilder::Place here(graph_, place + "/attention");
            const Value seen = before ? parts_.norm("norm", x, Role::AttentionNorm, set) : x;
            const Value context =
                parts_.linear("output", attention_(seen, layer), Role::AttentionOutput, set);
            attended = after(parts_.add("sum", context, x), Role::AttentionNorm);
        }
        const GraphBuilder::Place here(graph_, place + "/feed_forward");
        const Value outer = feedForward(
            before ? parts_.norm("norm", attended, Role::FeedForwardNorm, set) : attended, set);
        return after(parts_.add("sum", outer, attended), Role::FeedForwardNorm);
    }

    Value feedForward(const Value& x, int set) const {
        const Value wide = parts_.linear("in", x, Role::FeedForwardIn, set);
        if (!spec_.gated)
            return parts_.linear("out", parts_.activate(wide, spec_.activation),
                                 Role::FeedForwardOut, set);
        const std::vector<Value> halves = graph_.addMany("Split", "halves",
                                                         {
                                                             wide
        },
                                                         2, {{"axis", std::int64_t{-1}}});
        const Value gated =
            parts_.times("gated", parts_.activate(halves[0], spec_.activation), halves[1]);
        return parts_.linear("out", gated, Role::FeedForwardOut, set);
    }

    // The convolution of the embeddings, which are 0 where padding stands, added to x.
    Value convolution(const Value& embedded, const Value& x) const {
        const GraphBuilder::Place here(graph_, "convolution");
        const Value mask = graph_.add("Unsqueeze", "mask", {parts_.mask(), graph_.ints({-1})});
        const std::vector<std::int64_t> swap = {0, 2, 1};
        const Value columns = graph_.add("Transpose", "columns",
                                         {
                                             parts_.times("tokens", embedded, mask)
        },
                                         {{"perm", swap}});
        std::vector<Value> inputs = parts_.kernel(Role::Convolution);
        inputs.insert(inputs.begin(), columns);
        const std::int64_t edge = (spec_.convolution - 1) / 2;
        const Value made = graph_.add("Conv", "conv", inputs,
                                      {
                                          {"group",        spec_.convolutionGroups              },
                                          {"kernel_shape", std::vector{spec_.convolution}       },
                                          {"pads",         std::vector<std::int64_t>{edge, edge}}
        });
        const Value rows = graph_.add("Transpose", "rows",
                                      {
                                          made
        },
                                      {{"perm", swap}});
        const Value sum = parts_.add("sum", x, parts_.activate(rows, spec_.convolutionActivation));
        return parts_.norm("norm", sum, Role::ConvolutionNorm, -1);
    }

    // [B, H], or x itself where every token is answered.
    Value pooled(const Value& x) const {
        if (spec_.pooling == Pooling::FirstToken)
            return graph_.add("Gather", "pooled",
                              {
                                  x, graph_.scalar(0)
            },
                              {{"axis", std::int64_t{1}}});
        if (spec_.answersTokens())
            return x;
        const Value mask =
            graph_.add("Unsqueeze", "pooled.mask", {parts_.mask(), graph_.ints({-1})});
        const auto total = [&](const std::string& label, const Value& values) {
            return graph_.add("ReduceSum", label,
                              {
                                  values, graph_.ints({1}
                                   )
            },
                              {{"keepdims", std::int64_t{0}}});
        };
        return graph_.add("Div", "pooled",
                          {total("pooled.sum", parts_.times("pooled.tokens", x, mask)),
                           total("pooled.count", mask)});
    }

    void head(Value x) const {
        if (parts_.has(Role::Pooler, -1))
            x = parts_.activate(parts_.linear("head.dense", x, Role::Pooler, -1),
                                spec_.headActivation);
        x = parts_.norm("head.norm", x, Role::HeadNorm, -1);
        Port logits;
        logits.name = "logits";
        logits.shape = {kBatch};
        if (spec_.answersTokens())
            logits.shape.push_back(kSequence);
        logits.shape.push_back({spec_.labels, {}});
        graph_.addOutput("Identity", {parts_.linear("head.classifier", x, Role::Classifier, -1)},
                         logits);
    }

    const EncoderSpec& spec_;
    GraphBuilder& graph_;
    Parts parts_;
    AttentionGraph attention_;
};

} // namespace

Graph encoderGraph(const EncoderSpec& spec, WeightType weights) {
    Graph graph;
    graph.name = std::string(familyNamed(spec.family).title);
    for (const char* name : {"input_ids", "attention_mask", "token_type_ids"})
        if (name != std::string("token_type_ids") || asksTypes(spec))
            graph.inputs.push_back({
                name, Type::Int64, {kBatch, kSequence}
            });
    GraphBuilder builder(graph, weights);
    EncoderGraph(spec, builder).build();
    return graph;
}

} // namespace attune::onnx
