// SPDX-License-Identifier: GPL-3.0-or-later
// Small models of every family with random weights, and batches of random tokens for them.
#pragma once

#include "base/random.h"
#include "export/encoder_graph.h"
#include "export/onnx_evaluator.h"
#include "export/onnx_writer.h"
#include "model/engine.h"
#include "model/families.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace crafted {

using namespace attune;

struct Setting {
    std::string name;
    const char* config;  // what differs from the common sizes
    bool tokens = false; // every token is answered
};

constexpr const char* common = R"({"vocab_size": 60, "hidden_size": 16, "num_hidden_layers": 2,
    "num_attention_heads": 2, "intermediate_size": 20, "max_position_embeddings": 520,
    "dim": 16, "n_layers": 2, "n_heads": 2, "hidden_dim": 20, "initializer_range": 0.25,
    "id2label": {"0": "bad", "1": "good", "2": "so so"}})";

inline std::vector<Setting> plainSettings() {
    return {
        {"bert",                R"({"model_type": "bert"})"                                                 },
        {"bert-one-label",
         R"({"model_type": "bert", "hidden_act": "mish", "id2label": {"0": "stars"}})"                      },
        {"distilbert",          R"({"model_type": "distilbert", "activation": "relu"})"                     },
        {"roberta",             R"({"model_type": "roberta", "type_vocab_size": 1, "pad_token_id": 1})"     },
        {"roberta-two-types",
         R"({"model_type": "roberta", "type_vocab_size": 2, "hidden_act": "quick_gelu",
             "pad_token_id": 3})"                     },
        {"camembert",           R"({"model_type": "camembert", "type_vocab_size": 1, "hidden_act": "silu"})"},
        {"xlm-roberta",         R"({"model_type": "xlm-roberta", "type_vocab_size": 1})"                    },
        {"albert",              R"({"model_type": "albert", "embedding_size": 8, "num_hidden_layers": 5,
                       "num_hidden_groups": 2, "inner_group_num": 2})"    },
        {"electra",             R"({"model_type": "electra", "embedding_size": 8})"                         },
        {"mpnet",               R"({"model_type": "mpnet"})"                                                },
        {"deberta-shared",
         R"({"model_type": "deberta-v2", "relative_attention": true, "position_buckets": 32,
             "position_biased_input": false, "type_vocab_size": 0, "pos_att_type": "p2c|c2p",
             "share_att_key": true, "norm_rel_ebd": "layer_norm"})"                },
        {"deberta-own-keys",
         R"({"model_type": "deberta-v2", "relative_attention": true, "position_buckets": -1,
             "max_relative_positions": 40, "type_vocab_size": 2, "pos_att_type": ["c2p", "p2c"],
             "share_att_key": false, "conv_kernel_size": 3, "conv_groups": 2, "conv_act": "gelu",
             "embedding_size": 8, "pooler_hidden_act": "tanh"})"                },
        {"deberta-c2p",
         R"({"model_type": "deberta-v2", "relative_attention": true, "position_buckets": 8,
             "type_vocab_size": 0, "pos_att_type": "c2p", "share_att_key": false})"                 },
        {"deberta-no-relative", R"({"model_type": "deberta-v2", "type_vocab_size": 1})"                     },
        {"modernbert",
         R"({"model_type": "modernbert", "pad_token_id": 0, "num_hidden_layers": 3,
             "global_attn_every_n_layers": 2, "local_attention": 8})"                         },
        {"modernbert-mean",
         R"({"model_type": "modernbert", "pad_token_id": 0, "num_hidden_layers": 3,
             "classifier_pooling": "mean", "attention_bias": true, "mlp_bias": true,
             "norm_bias": true, "classifier_bias": true, "hidden_activation": "gelu_new",
             "classifier_activation": "tanh", "local_attention": 64})"                         },
    };
}

inline const std::vector<Setting>& settings() {
    static const std::vector<Setting> all = [] {
        std::vector<Setting> made = plainSettings();
        for (Setting setting : plainSettings()) {
            setting.name += "-tokens";
            setting.tokens = true;
            made.push_back(setting);
        }
        return made;
    }();
    return all;
}

inline EncoderSpec specOf(const Setting& setting) {
    Json config = Json::parse(common);
    config.update(Json::parse(setting.config));
    const ConfigReader reader(config, setting.name);
    EncoderSpec spec = familyOf(reader).read(reader);
    spec.labels = static_cast<std::int64_t>(reader.labels().size());
    if (setting.tokens)
        setTokenHead(spec);
    return spec;
}

inline std::unique_ptr<Engine> engineOf(const EncoderSpec& spec, std::uint64_t seed = 1) {
    auto engine = makeAtenEngine(spec, {.threads = 1});
    for (const ParameterInfo& info : engine->parameters()) {
        RandomStream random(streamKey(seed, info.name));
        std::vector<float> values(static_cast<std::size_t>(info.count()));
        for (float& value : values)
            value = static_cast<float>((info.norm && !info.bias ? 1 : 0) + 0.25 * random.normal());
        engine->loadParameter(info.name, values);
    }
    return engine;
}

inline ParameterSource sourceOf(const Engine& engine) {
    return [&engine](std::string_view name, std::span<float> values) {
        engine.storeParameter(name, values);
    };
}

// The same sequences packed and padded; the longest has `length` tokens. The places of padding hold
// tokens that mean something, and types that do not.
struct Batch {
    PackedBatch packed;
    onnx::PaddedBatch padded;
};

// Another `turn` gives other tokens.
inline Batch batchOf(const EncoderSpec& spec, std::int64_t length, std::int64_t sequences,
                     std::uint64_t turn = 7) {
    RandomStream random(streamKey(turn, std::to_string(length) + "x" + std::to_string(sequences)));
    Batch batch;
    batch.padded.sequences = sequences;
    batch.padded.length = length;
    batch.packed.starts.push_back(0);
    for (std::int64_t b = 0; b < sequences; ++b) {
        const auto own =
            b == sequences / 2
                ? length
                : 1 + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(length)));
        for (std::int64_t t = 0; t < length; ++t) {
            const auto id = static_cast<std::int32_t>(random.below(60));
            const auto type = spec.types > 1 ? static_cast<std::int32_t>(random.below(2)) : 0;
            batch.padded.ids.push_back(id);
            batch.padded.types.push_back(type);
            batch.padded.mask.push_back(t < own);
            if (t >= own)
                continue;
            batch.packed.ids.push_back(id);
            batch.packed.typeIds.push_back(type);
        }
        batch.packed.starts.push_back(static_cast<std::int32_t>(batch.packed.ids.size()));
    }
    return batch;
}

inline std::vector<float> logitsOf(Engine& engine, const PackedBatch& batch) {
    const auto pass = engine.forward(batch, {});
    return {pass->logits().begin(), pass->logits().end()};
}

// Of an answer [B, T, L] the part that stands at tokens, [N, L].
inline std::vector<float> withoutPadding(const std::vector<float>& all, const Batch& batch,
                                         std::int64_t labels) {
    std::vector<float> kept;
    for (std::size_t i = 0; i < batch.padded.mask.size(); ++i)
        if (batch.padded.mask[i] == 1) {
            const auto at = all.begin() + static_cast<std::ptrdiff_t>(i) * labels;
            kept.insert(kept.end(), at, at + labels);
        }
    return kept;
}

inline double largestDifference(std::span<const float> a, std::span<const float> b) {
    double most = a.size() == b.size() && !a.empty() ? 0 : 1e300;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        if (const double d = std::abs(double{a[i]} - double{b[i]}); !(d <= most)) // NaN counts
            most = d;
    return most;
}

// Of [B, L] or [N, L] the rows that are given another answer: another label of several by more than
// rounding, or, each label alone, another sign.
inline std::int64_t otherAnswers(std::span<const float> a, std::span<const float> b,
                                 std::int64_t labels) {
    constexpr float rounding = 1e-5F;
    std::int64_t count = a.size() == b.size() ? 0 : 1;
    const auto width = static_cast<std::size_t>(labels);
    for (std::size_t at = 0; at + width <= std::min(a.size(), b.size()); at += width) {
        const auto own = a.subspan(at, width), theirs = b.subspan(at, width);
        const auto best = std::max_element(own.begin(), own.end()) - own.begin();
        const auto other = std::max_element(theirs.begin(), theirs.end()) - theirs.begin();
        bool same =
            own[static_cast<std::size_t>(best)] - own[static_cast<std::size_t>(other)] <= rounding;
        for (std::size_t i = 0; i < width; ++i)
            same = same && ((own[i] > 0) == (theirs[i] > 0) || std::abs(own[i]) <= rounding);
        count += same ? 0 : 1;
    }
    return count;
}

} // namespace crafted
