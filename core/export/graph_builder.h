// SPDX-License-Identifier: GPL-3.0-or-later
// Puts a graph together node by node. Every node gets a readable name, its place in the encoder:
// "/layer.0/attention/scores"; its output is called the same.
#pragma once

#include "export/onnx_graph.h"
#include "model/encoder_spec.h"

#include <set>
#include <span>

namespace attune::onnx {

// Of the weights in the file. Half: matrices in 16 bits, a Cast behind each; vectors (biases,
// norms) stay in fp32, as do all products, so no value within the model can overflow.
enum class WeightType { Float, Half };

class GraphBuilder {
public:
    using Value = std::string; // the name of what a node gives
    using Attributes = std::map<std::string, Attribute>;

    GraphBuilder(Graph& graph, WeightType weights) : graph_(graph), weights_(weights) {}

    // While it lives, nodes stand there: "layer.0/attention"; empty: the embeddings and the head.
    class Place {
    public:
        Place(GraphBuilder& graph, std::string place) : graph_(graph), before_(std::move(place)) {
            std::swap(graph_.place_, before_);
        }
        ~Place() { std::swap(graph_.place_, before_); }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

    private:
        GraphBuilder& graph_;
        std::string before_;
    };

    Value add(const std::string& op, const std::string& label, std::vector<Value> inputs,
              Attributes attributes = {});
    std::vector<Value> addMany(const std::string& op, const std::string& label,
                               std::vector<Value> inputs, std::size_t outputs,
                               Attributes attributes = {});
    // The graph's own output.
    void addOutput(const std::string& op, std::vector<Value> inputs, const Port& port);

    // Constants; equal ones are one tensor.
    Value ints(const std::vector<std::int64_t>& values); // [count]
    Value scalar(std::int64_t value);
    Value number(float value);
    Value floats(const std::string& name, std::span<const float> values,
                 std::vector<std::int64_t> shape);
    Value table(const std::string& name, std::span<const std::int64_t> values);
    // A parameter of the model. Once in the file however often it is asked for.
    Value weight(const ParameterInfo& parameter, bool transposed);

private:
    Value constant(const std::string& name, Type type, std::vector<std::int64_t> shape,
                   std::string bytes);
    std::string named(const std::string& label);

    Graph& graph_;
    WeightType weights_;
    std::string place_;
    std::set<std::string> names_;
    std::map<std::string, Value> constants_; // by type and content
    std::map<std::string, Value> taken_;     // weights
};

} // namespace attune::onnx
