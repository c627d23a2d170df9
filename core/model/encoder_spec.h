// SPDX-License-Identifier: GPL-3.0-or-later
// What an encoder is, in plain values. A family's page turns config.json into this; every engine
// and every exporter reads only this.
//
// Shape letters: B sequences, N packed tokens, H hidden, E width of the embedding tables,
// V vocabulary, A heads, L labels, F feed-forward width.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace attune {

enum class Activation { Gelu, GeluTanh, Relu, Silu, Tanh, QuickGelu, Mish, Sigmoid, Identity };
enum class Norm {
    Post, // layer norm after each residual sum
    Pre,  // before attention and feed-forward, and once after the last layer
};
enum class Pooling {
    FirstToken,
    Mean,
    AskedToken, // the one that the batch names for each sequence
    EveryToken, // none: the head answers each token, logits are [N, L]
};

// What the distance of two tokens adds to their attention score.
enum class Relative {
    None,
    // A number for each bucket of distances and each head, the same in every layer
    // (Raffel et al. 2020, T5; MPNet).
    Bias,
    // Products of content with vectors of distances (He et al. 2021, DeBERTa).
    Disentangled,
};

// Which of a spec's dropout rates holds at a place.
enum class Rate { None, Hidden, Attention, Classifier, Pooled };

struct EncoderSpec {
    std::string family;           // model_type of config.json
    std::int64_t vocabulary = 0;  // V
    std::int64_t hidden = 0;      // H
    std::int64_t layers = 0;      // that are computed, one after the other
    std::int64_t heads = 0;       // A; divides H
    std::int64_t feedForward = 0; // F
    std::int64_t positions = 0;   // rows of the position table, or the longest text without one
    std::int64_t types = 0;       // rows of the token type table; 0: there is none
    std::int64_t padId = 0;       // its word embedding gets no gradient; -1: there is none
    double normEpsilon = 1e-12;
    Activation activation = Activation::Gelu;

    // Embeddings. E is H but where the tables are factorised.
    std::int64_t embedding = 0;   // E; 0: H
    bool projection = false;      // a product E -> H ...
    bool projectionFirst = false; // ... without bias before the norm (else with one after it)
    bool positionTable = true;
    // The id of padding in models that count positions from there (fairseq): the first token has
    // row positionPad + 1; a token with this id stands at row positionPad and is not counted.
    // -1: the first token has row 0.
    std::int64_t positionPad = -1;

    // Layers. With groups, `layers / inner` rounds of `inner` layers each share the parameters of
    // `groups` rounds, evenly (ALBERT); 0: every layer has its own.
    std::int64_t groups = 0;
    std::int64_t inner = 1;
    Norm norm = Norm::Post;
    bool firstAttentionNorm = true; // false: the first layer has none
    bool joinedAttention = false;   // query, key and value are one product, [3 H, H]
    bool gated = false;             // activation(first half) * second half of a product [2 F, H]
    bool attentionBias = true;
    bool feedForwardBias = true;
    bool normBias = true;

    // Positions within attention.
    Relative relative = Relative::None;
    std::int64_t relativeRows = 0;     // rows of the table of distances
    std::int64_t relativeBuckets = 0;  // distances share rows in as many buckets; 0: none do
    std::int64_t relativeDistance = 0; // from here on all share the last bucket
    bool relativeNorm = false;         // a layer norm over the table of distances
    bool contentToPosition = false;    // Disentangled: the query with the vector of the distance
    bool positionToContent = false;    // Disentangled: the key with it
    bool sharedRelative = false;       // Disentangled: through the products of the content
    // Scores are divided by sqrt(scoreParts * H / A).
    std::int64_t scoreParts = 1;
    // Rotary positions (Su et al. 2021); 0: none. Layers in `local` may have another base.
    double rotaryBase = 0;
    double rotaryLocalBase = 0;
    std::vector<bool> local; // [layers], true: attention within `window`; empty: none
    std::int64_t window = 0; // largest distance within local attention
    // A convolution over the embeddings that is added to the first layer; 0: none.
    std::int64_t convolution = 0; // kernel size, odd
    std::int64_t convolutionGroups = 1;
    Activation convolutionActivation = Activation::Tanh;

    // Head: pooled token -> dropout -> dense -> activation -> norm -> dropout -> classifier.
    Pooling pooling = Pooling::FirstToken;
    bool headDense = true; // false: neither dense nor activation
    Activation headActivation = Activation::Tanh;
    bool headBias = true;
    bool headNorm = false;
    std::int64_t labels = 2; // L
    // The head of a masked language model: of width E, the table of words is the weight of its
    // classifier, L = V. Passes for training aren't possible.
    bool predictsWords = false;

    // Dropout. Its places: the embeddings (embeddingDropout), the probabilities of attention
    // (attentionDropout), before the classifier (classifierDropout), vectors of distances and the
    // convolution (hiddenDropout), and those named by rates.
    double embeddingDropout = 0.1;
    double hiddenDropout = 0.1;
    double attentionDropout = 0.1;
    double classifierDropout = 0.1;
    double pooledDropout = 0;
    Rate attentionOutputRate = Rate::Hidden; // after attention
    Rate innerRate = Rate::None;             // between the products of the feed-forward part
    Rate feedForwardRate = Rate::Hidden;     // after it
    Rate pooledRate = Rate::None;            // of the pooled token, before dense
    double initializerRange = 0.02;

    // Width of the embedding tables, E.
    std::int64_t embeddingWidth() const { return embedding > 0 ? embedding : hidden; }
    // Longest sequence of tokens that the positions allow.
    std::int64_t longest() const { return positions - (positionPad + 1); }
    // Which of the sets of parameters a layer uses, and how many there are.
    std::int64_t parameterSet(std::int64_t layer) const;
    std::int64_t parameterSets() const { return groups > 0 ? groups * inner : layers; }
    bool answersTokens() const { return pooling == Pooling::EveryToken; }
    bool isLocal(std::int64_t layer) const {
        return !local.empty() && local[static_cast<std::size_t>(layer)];
    }
    double rate(Rate rate) const;
    // The rate that people call the dropout of hidden values: layers and embeddings.
    void setHiddenDropout(double rate) { hiddenDropout = embeddingDropout = rate; }
    bool operator==(const EncoderSpec&) const = default;
};

// What a module of an encoder does. Engines and exporters find their parameters by role and set;
// the names are the family's.
enum class Role {
    WordEmbedding,
    PositionEmbedding,
    TypeEmbedding,
    EmbeddingNorm,
    EmbeddingProjection,
    RelativeEmbedding, // table of distances: [rows, A] as Bias, [rows, H] as Disentangled
    RelativeNorm,
    RelativeQuery, // of the vectors of distances, where not sharedRelative
    RelativeKey,
    Convolution, // [H, H / groups, kernel]
    ConvolutionNorm,
    QueryKeyValue, // where joinedAttention
    Query,
    Key,
    Value,
    AttentionOutput,
    AttentionNorm,
    FeedForwardIn,
    FeedForwardOut,
    FeedForwardNorm,
    FinalNorm, // after the last layer, where norms stand before
    Pooler,    // dense of the head
    HeadNorm,
    Classifier,
};

// One parameter tensor of a spec, under the name that transformers gives it in a
// ...ForSequenceClassification folder, or a ...ForTokenClassification one. Weights of products are
// [out, in].
struct ParameterInfo {
    enum class Part { Embedding, Encoder, Head };
    std::string name;
    std::vector<std::int64_t> shape;
    Part part = Part::Encoder;
    // Layer of the encoder, for freezing and for rates by layer: the last that uses the tensor.
    // -1: none (embeddings, head).
    int layer = -1;
    int set = -1;       // set of parameters of a layer; -1: there is one of its kind
    bool decays = true; // weight decay applies, as transformers' Trainer has it
    Role role = Role::WordEmbedding;
    bool bias = false; // the bias of its module, else the weight
    bool norm = false; // of a norm
    // Standard deviation of the values that a file lacks (weights but those of norms).
    double deviation = 0.02;

    std::int64_t count() const {
        std::int64_t n = 1;
        for (const std::int64_t d : shape)
            n *= d;
        return n;
    }
};

// Every parameter of the spec, in a fixed order: embeddings, layers from the first, what layers
// share, head.
std::vector<ParameterInfo> parametersOf(const EncoderSpec& spec);

} // namespace attune
