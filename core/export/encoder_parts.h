// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of an encoder's graph share: modules by role, masks, activations.
// Internal to this room.
#pragma once

#include "export/encoder_graph.h"

#include <map>
#include <optional>

namespace attune::onnx {

using Value = GraphBuilder::Value;

// A score that leaves no probability; finite, so that a row without any key gives no NaN.
constexpr float kMasked = -1e30f;

// The modules of the spec, as nodes of the graph.
class Parts {
public:
    Parts(const EncoderSpec& spec, GraphBuilder& graph);

    const EncoderSpec& spec;
    GraphBuilder& graph;

    bool has(Role role, int set) const { return modules_.contains({role, set}); }
    Value table(Role role) const; // rows of an embedding
    // x [..., in] -> [..., out].
    Value linear(const std::string& label, const Value& x, Role role, int set) const;
    // Over the last axis. Without such a module: x itself.
    Value norm(const std::string& label, const Value& x, Role role, int set) const;
    Value activate(const Value& x, Activation activation) const;
    // Weight and, where it has one, bias of a convolution.
    std::vector<Value> kernel(Role role) const;

    Value add(const std::string& label, const Value& a, const Value& b) const {
        return graph.add("Add", label, {a, b});
    }
    Value times(const std::string& label, const Value& a, const Value& b) const {
        return graph.add("Mul", label, {a, b});
    }
    // The values [begin, end) along an axis.
    Value slice(const std::string& label, const Value& x, const Value& begin, const Value& end,
                std::int64_t axis) const {
        return graph.add("Slice", label, {x, begin, end, graph.ints({axis})});
    }
    Value toFloat(const std::string& label, const Value& x) const {
        return graph.add("Cast", label,
                         {
                             x
        },
                         {{"to", static_cast<std::int64_t>(Type::Float)}});
    }
    // Longest sequence T of the batch, [1] and as a scalar.
    Value length() const { return length_; }
    Value lengthScalar() const { return lengthScalar_; }
    // attention_mask as numbers, [B, T].
    Value mask() const { return mask_; }

private:
    struct Module {
        std::optional<ParameterInfo> weight, bias;
    };
    const Module& module(Role role, int set) const { return modules_.at({role, set}); }
    Value gelu(const Value& x) const;
    Value geluTanh(const Value& x) const;

    std::map<std::pair<Role, int>, Module> modules_;
    Value length_, lengthScalar_, mask_;
};

// Attention of every layer: queries and x [B, T, H] -> what the heads give, [B, T, H], before the
// product of the output.
class AttentionGraph {
public:
    explicit AttentionGraph(const Parts& parts);
    Value operator()(const Value& x, int layer);

private:
    Value offset(bool local);
    Value windowMask();
    Value distanceBias();
    std::pair<Value, Value> angles(bool local);
    Value rotated(const std::string& label, const Value& x, bool local);
    Value relativeVectors(const std::string& label, Role role, Role sharedRole, int layer,
                          bool fromKey);
    Value skewed(const std::string& label, const Value& m);
    Value addDisentangled(Value scores, const Value& q, const Value& k, int layer);

    const Parts& parts_;
    const EncoderSpec& spec_;
    GraphBuilder& graph_;
    Value places_; // [T], 0, 1, 2, ...
    Value keyMask_;
    std::map<bool, Value> offsets_; // by local
    std::map<bool, std::pair<Value, Value>> angles_;
    std::map<bool, Value> distanceRows_; // vectors of distances, as queries and as keys see them
};

} // namespace attune::onnx
