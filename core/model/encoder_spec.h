// SPDX-License-Identifier: GPL-3.0-or-later
// What an encoder is, in plain values. A family's page turns config.json into this; every engine
// and every exporter reads only this.
//
// Shape letters: B sequences, N packed tokens, H hidden, V vocabulary, A heads, L labels,
// F feed-forward width.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace attune {

enum class Activation { Gelu, GeluTanh, Relu, Silu, Tanh };
enum class Positions { Absolute }; // each further kind comes with the family that needs it
enum class Norm { Post };          // layer norm after each residual sum
enum class Pooling { FirstToken };
enum class HeadKind {
    PoolerClassifier, // first token -> dense -> tanh -> dropout -> classifier (BERT)
};

struct EncoderSpec {
    std::string family;          // model_type of config.json
    std::int64_t vocabulary = 0; // V
    std::int64_t hidden = 0;     // H
    std::int64_t layers = 0;
    std::int64_t heads = 0;       // A; divides H
    std::int64_t feedForward = 0; // F
    std::int64_t positions = 0;   // rows of the position table
    std::int64_t types = 0;       // rows of the token type table
    std::int64_t padId = 0;
    double normEpsilon = 1e-12;
    Activation activation = Activation::Gelu;
    Positions positionKind = Positions::Absolute;
    Norm norm = Norm::Post;
    HeadKind head = HeadKind::PoolerClassifier;
    std::int64_t labels = 2; // L
    double hiddenDropout = 0.1;
    double attentionDropout = 0.1;
    double classifierDropout = 0.1;
    double initializerRange = 0.02;

    // Longest sequence of tokens that the positions allow.
    std::int64_t longest() const { return positions; }
    bool operator==(const EncoderSpec&) const = default;
};

// What a module of an encoder does. Engines and exporters find their parameters by role and layer;
// the names are the family's.
enum class Role {
    WordEmbedding,
    PositionEmbedding,
    TypeEmbedding,
    EmbeddingNorm,
    Query,
    Key,
    Value,
    AttentionOutput,
    AttentionNorm,
    FeedForwardIn,
    FeedForwardOut,
    FeedForwardNorm,
    Pooler,
    Classifier,
};

// One parameter tensor of a spec, under the name that transformers gives it in a
// ...ForSequenceClassification folder. Weights of products are [out, in].
struct ParameterInfo {
    enum class Part { Embedding, Encoder, Head };
    std::string name;
    std::vector<std::int64_t> shape;
    Part part = Part::Encoder;
    int layer = -1;     // layer of the encoder; -1: none (embeddings, head)
    bool decays = true; // weight decay applies: neither a bias nor a norm
    Role role = Role::WordEmbedding;
    bool bias = false; // the bias of its module, else the weight

    std::int64_t count() const {
        std::int64_t n = 1;
        for (const std::int64_t d : shape)
            n *= d;
        return n;
    }
};

// Every parameter of the spec, in a fixed order: embeddings, layers from the first, head.
std::vector<ParameterInfo> parametersOf(const EncoderSpec& spec);

} // namespace attune
