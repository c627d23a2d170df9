// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/encoder_parts.h"

#include <cmath>
#include <numbers>

namespace attune::onnx {

Parts::Parts(const EncoderSpec& itsSpec, GraphBuilder& itsGraph) : spec(itsSpec), graph(itsGraph) {
    for (const ParameterInfo& parameter : parametersOf(spec)) {
        Module& module = modules_[{parameter.role, parameter.set}];
        (parameter.bias ? module.bias : module.weight) = parameter;
    }
    const Value shape = graph.add("Shape", "shape", {"input_ids"});
    length_ = graph.add("Gather", "length", {shape, graph.ints({1})});
    lengthScalar_ = graph.add("Gather", "length_scalar", {shape, graph.scalar(1)});
    mask_ = toFloat("mask", "attention_mask");
}

Value Parts::table(Role role) const { return graph.weight(*module(role, -1).weight, false); }

Value Parts::linear(const std::string& label, const Value& x, Role role, int set) const {
    const Module& m = module(role, set);
    const Value product =
        graph.add("MatMul", label + (m.bias ? ".product" : ""), {x, graph.weight(*m.weight, true)});
    return m.bias ? add(label, product, graph.weight(*m.bias, false)) : product;
}

Value Parts::norm(const std::string& label, const Value& x, Role role, int set) const {
    if (!has(role, set))
        return x;
    const Module& m = module(role, set);
    std::vector<Value> inputs = {x, graph.weight(*m.weight, false)};
    if (m.bias)
        inputs.push_back(graph.weight(*m.bias, false));
    return graph.add(
        "LayerNormalization", label, inputs,
        {
            {"axis",    std::int64_t{-1}                    },
            {"epsilon", static_cast<float>(spec.normEpsilon)}
    });
}

std::vector<Value> Parts::kernel(Role role) const {
    const Module& m = module(role, -1);
    std::vector<Value> values = {graph.weight(*m.weight, false)};
    if (m.bias)
        values.push_back(graph.weight(*m.bias, false));
    return values;
}

// x / 2 * (1 + erf(x / sqrt(2))), in the order that runtimes know as one operation.
Value Parts::gelu(const Value& x) const {
    const Value share =
        graph.add("Div", "gelu.share", {x, graph.number(std::numbers::sqrt2_v<float>)});
    const Value wave = add("gelu.one_more", graph.add("Erf", "gelu.erf", {share}), graph.number(1));
    return times("gelu", times("gelu.whole", x, wave), graph.number(0.5F));
}

// x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))
Value Parts::geluTanh(const Value& x) const {
    const Value cube = times("gelu.cube", times("gelu.square", x, x), x);
    const Value sum = add("gelu.sum", x, times("gelu.part", cube, graph.number(0.044715F)));
    const Value inner =
        times("gelu.inner", sum, graph.number(static_cast<float>(std::sqrt(2 / std::numbers::pi))));
    const Value wave =
        add("gelu.one_more", graph.add("Tanh", "gelu.tanh", {inner}), graph.number(1));
    return times("gelu", times("gelu.whole", x, wave), graph.number(0.5F));
}

Value Parts::activate(const Value& x, Activation activation) const {
    switch (activation) {
    case Activation::Gelu:
        return gelu(x);
    case Activation::GeluTanh:
        return geluTanh(x);
    case Activation::Relu:
        return graph.add("Relu", "relu", {x});
    case Activation::Silu:
        return times("silu", x, graph.add("Sigmoid", "silu.gate", {x}));
    case Activation::Tanh:
        return graph.add("Tanh", "tanh", {x});
    case Activation::QuickGelu: {
        const Value wide = times("quick_gelu.wide", x, graph.number(1.702F));
        return times("quick_gelu", x, graph.add("Sigmoid", "quick_gelu.gate", {wide}));
    }
    case Activation::Mish: {
        const Value plus = graph.add("Softplus", "mish.softplus", {x});
        return times("mish", x, graph.add("Tanh", "mish.gate", {plus}));
    }
    case Activation::Sigmoid:
        return graph.add("Sigmoid", "sigmoid", {x});
    case Activation::Identity:
        return x;
    }
    return x;
}

} // namespace attune::onnx
