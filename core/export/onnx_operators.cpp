// SPDX-License-Identifier: GPL-3.0-or-later
// What a file may ask for is bounded: an operator whose result would have more than kMost numbers
// is refused before anything is made. ATen itself checks that shapes and indices fit.
#include "export/onnx_operators.h"

#include <ATen/ExpandUtils.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/abs.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/conv1d.h>
#include <ATen/ops/cos.h>
#include <ATen/ops/cumsum.h>
#include <ATen/ops/erf.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/logical_not.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/sin.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/softplus.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <map>
#include <stdexcept>

namespace attune::onnx {

namespace {

constexpr std::int64_t kMost = std::int64_t{1} << 31;

void demand(bool right, const char* what) {
    if (!right)
        throw std::invalid_argument(what);
}

void checkSize(at::IntArrayRef shape) {
    std::int64_t count = 1;
    for (const std::int64_t size : shape) {
        demand(size >= 0 && (size == 0 || count <= kMost / size), "the result is too large");
        count *= size;
    }
}

std::int64_t whole(const Node& node, const char* name, std::int64_t standard) {
    const auto it = node.attributes.find(name);
    if (it == node.attributes.end())
        return standard;
    const auto* value = std::get_if<std::int64_t>(&it->second);
    demand(value != nullptr, "an attribute is no whole number");
    return *value;
}

std::vector<std::int64_t> list(const Node& node, const char* name) {
    const auto it = node.attributes.find(name);
    demand(it != node.attributes.end(), "an attribute is missing");
    const auto* values = std::get_if<std::vector<std::int64_t>>(&it->second);
    demand(values != nullptr, "an attribute is no list of whole numbers");
    return *values;
}

// An axis of a tensor of this rank, counted from the front.
std::int64_t axisOf(std::int64_t axis, std::int64_t rank) {
    demand(axis >= -rank && axis < rank, "there is no such axis");
    return axis < 0 ? axis + rank : axis;
}

const at::Tensor& asked(const Values& inputs, std::size_t index) {
    demand(index < inputs.size() && inputs[index].defined(), "an input is missing");
    return inputs[index];
}

// The values of a tensor of shapes or places.
std::vector<std::int64_t> wholes(const at::Tensor& x) {
    demand(x.scalar_type() == at::kLong && x.numel() <= 64, "it is no short list of int64");
    const at::Tensor flat = x.contiguous();
    return {flat.data_ptr<std::int64_t>(), flat.data_ptr<std::int64_t>() + flat.numel()};
}
std::int64_t one(const at::Tensor& x) {
    const std::vector<std::int64_t> values = wholes(x);
    demand(values.size() == 1, "it is no single number");
    return values.front();
}

template <class Make> Values binary(const Values& inputs, Make make) {
    const at::Tensor &a = asked(inputs, 0), &b = asked(inputs, 1);
    demand(a.scalar_type() == b.scalar_type(), "the types differ");
    checkSize(at::infer_size(a.sizes(), b.sizes()));
    return {make(a, b)};
}

template <at::Tensor (*Function)(const at::Tensor&)>
Values unary(const Node&, const Values& inputs) {
    return {Function(asked(inputs, 0))};
}

Values matMul(const Node&, const Values& inputs) {
    const at::Tensor &a = asked(inputs, 0), &b = asked(inputs, 1);
    demand(a.dim() >= 2 && b.dim() >= 2 && a.size(-1) == b.size(-2), "the shapes do not fit");
    std::vector<std::int64_t> shape =
        at::infer_size(a.sizes().slice(0, static_cast<std::size_t>(a.dim()) - 2),
                       b.sizes().slice(0, static_cast<std::size_t>(b.dim()) - 2));
    shape.push_back(a.size(-2));
    shape.push_back(b.size(-1));
    checkSize(shape);
    return {at::matmul(a, b)};
}

Values gather(const Node& node, const Values& inputs) {
    const at::Tensor &data = asked(inputs, 0), &index = asked(inputs, 1);
    demand(data.dim() > 0 && index.scalar_type() == at::kLong, "the indices are no int64");
    const std::int64_t axis = axisOf(whole(node, "axis", 0), data.dim());
    std::vector<std::int64_t> shape(data.sizes().begin(), data.sizes().begin() + axis);
    shape.insert(shape.end(), index.sizes().begin(), index.sizes().end());
    shape.insert(shape.end(), data.sizes().begin() + axis + 1, data.sizes().end());
    checkSize(shape);
    const at::Tensor flat = index.reshape({-1});
    const std::int64_t count = data.size(axis);
    // Negative ones count from the end.
    return {data.index_select(axis, flat + flat.lt(0).to(at::kLong) * count).reshape(shape)};
}

Values reshape(const Node&, const Values& inputs) {
    const at::Tensor& x = asked(inputs, 0);
    std::vector<std::int64_t> shape = wholes(asked(inputs, 1));
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (shape[i] == 0) {
            demand(static_cast<std::int64_t>(i) < x.dim(), "there is no such axis");
            shape[i] = x.size(static_cast<std::int64_t>(i));
        }
    return {x.reshape(shape)};
}

Values slice(const Node&, const Values& inputs) {
    const at::Tensor& x = asked(inputs, 0);
    demand(inputs.size() == 4, "slices are asked for with axes and without steps");
    const auto begins = wholes(asked(inputs, 1)), ends = wholes(asked(inputs, 2)),
               axes = wholes(asked(inputs, 3));
    demand(begins.size() == axes.size() && ends.size() == axes.size(), "the places do not fit");
    at::Tensor cut = x;
    for (std::size_t i = 0; i < axes.size(); ++i)
        cut = cut.slice(axisOf(axes[i], x.dim()), begins[i], ends[i]);
    return {cut};
}

Values split(const Node& node, const Values& inputs) {
    const at::Tensor& x = asked(inputs, 0);
    const auto parts = static_cast<std::int64_t>(node.outputs.size());
    const std::int64_t axis = axisOf(whole(node, "axis", 0), x.dim());
    demand(inputs.size() == 1 && parts > 0 && x.size(axis) % parts == 0,
           "the parts are not of one size");
    Values out;
    for (std::int64_t i = 0; i < parts; ++i)
        out.push_back(x.narrow(axis, i * (x.size(axis) / parts), x.size(axis) / parts));
    return out;
}

Values concat(const Node& node, const Values& inputs) {
    demand(!inputs.empty() && asked(inputs, 0).dim() > 0, "there is nothing to join");
    const std::int64_t axis = axisOf(whole(node, "axis", 0), inputs.front().dim());
    return {at::cat(inputs, axis)};
}

Values unsqueeze(const Node&, const Values& inputs) {
    at::Tensor x = asked(inputs, 0);
    std::vector<std::int64_t> axes = wholes(asked(inputs, 1));
    const std::int64_t rank = x.dim() + static_cast<std::int64_t>(axes.size());
    for (std::int64_t& axis : axes)
        axis = axisOf(axis, rank);
    std::sort(axes.begin(), axes.end());
    for (const std::int64_t axis : axes)
        x = x.unsqueeze(axis);
    return {x};
}

Values transpose(const Node& node, const Values& inputs) {
    return {asked(inputs, 0).permute(list(node, "perm"))};
}

Values range(const Node&, const Values& inputs) {
    const std::int64_t begin = one(asked(inputs, 0)), end = one(asked(inputs, 1));
    demand(one(asked(inputs, 2)) == 1 && begin >= 0 && end >= begin && end - begin <= kMost,
           "the range is of a kind that isn't read");
    return {at::arange(begin, end, at::kLong)};
}

Values cast(const Node& node, const Values& inputs) {
    const at::Tensor& x = asked(inputs, 0);
    switch (static_cast<Type>(whole(node, "to", 0))) {
    case Type::Float:
        return {x.to(at::kFloat)};
    case Type::Int64:
        return {x.to(at::kLong)};
    default:
        throw std::invalid_argument("the type is of a kind that isn't read");
    }
}

Values layerNorm(const Node& node, const Values& inputs) {
    const at::Tensor& x = asked(inputs, 0);
    demand(whole(node, "axis", -1) == -1 && x.dim() > 0, "norms are over the last axis");
    const auto it = node.attributes.find("epsilon");
    const float* epsilon = it == node.attributes.end() ? nullptr : std::get_if<float>(&it->second);
    demand(epsilon != nullptr, "an attribute is missing");
    return {at::layer_norm(x, {x.size(-1)}, asked(inputs, 1),
                           inputs.size() > 2 ? inputs[2] : at::Tensor(), *epsilon)};
}

Values conv(const Node& node, const Values& inputs) {
    const at::Tensor &x = asked(inputs, 0), &kernel = asked(inputs, 1);
    const auto pads = list(node, "pads");
    demand(x.dim() == 3 && kernel.dim() == 3 && pads.size() == 2 && pads[0] == pads[1] &&
               pads[0] >= 0 && pads[0] <= 1 << 20,
           "the convolution is of a kind that isn't read");
    checkSize({x.size(0), kernel.size(0), x.size(2) + 2 * pads[0]});
    return {at::conv1d(x, kernel, inputs.size() > 2 ? inputs[2] : at::Tensor(), 1, pads[0], 1,
                       whole(node, "group", 1))};
}

Values reduceSum(const Node& node, const Values& inputs) {
    return {asked(inputs, 0).sum(wholes(asked(inputs, 1)), whole(node, "keepdims", 1) != 0)};
}

Values softmax(const Node& node, const Values& inputs) {
    return {at::softmax(asked(inputs, 0), whole(node, "axis", -1))};
}

Values cumSum(const Node&, const Values& inputs) {
    return {at::cumsum(asked(inputs, 0), one(asked(inputs, 1)))};
}

Values shapeOf(const Node&, const Values& inputs) {
    return {at::tensor(asked(inputs, 0).sizes(), at::TensorOptions().dtype(at::kLong))};
}

at::Tensor softplus(const at::Tensor& x) { return at::softplus(x); }

} // namespace

Operation findOperation(const std::string& op) {
    static const std::map<std::string, Operation> known = {
        {"Abs",                                               unary<at::abs>      },
        {"Add",
         [](const Node&,                                                            const Values& in) {
             return binary(in, [](const at::Tensor& a, const at::Tensor& b) { return a + b; });
         }},
        {"Cast",                                                   cast                                                                 },
        {"Concat",                                                   concat},
        {"Conv",                                                   conv                                                                   },
        {"Cos",                                                   unary<at::cos>},
        {"CumSum",                                                   cumSum                                                                },
        {"Div",
         [](const Node&,   const Values& in) {
             return binary(in, [](const at::Tensor& a, const at::Tensor& b) { return a / b; });
         }},
        {"Equal",
         [](const Node&,                                                              const Values& in) {
             return binary(in, [](const at::Tensor& a, const at::Tensor& b) { return a.eq(b); });
         }},
        {"Erf",                                      unary<at::erf>                                                },
        {"Gather",                                               gather               },
        {"Greater",
         [](const Node&,            const Values& in) {
             return binary(in, [](const at::Tensor& a, const at::Tensor& b) { return a.gt(b); });
         }},
        {"Identity",                                           [](const Node&,                                                            const Values& in) { return Values{asked(in, 0)}; }},
        {"LayerNormalization",                                                   layerNorm                                                             },
        {"MatMul", matMul},
        {"Mul",
         [](const Node&,const Values& in) {
             return binary(in, [](const at::Tensor& a, const at::Tensor& b) { return a * b; });
         }},
        {"Not",                                             unary<at::logical_not>                                                                                                       },
        {"Range",                                      range                                                },
        {"ReduceSum",                                               reduceSum},
        {"Relu",                                             unary<at::relu>                      },
        {"Reshape",                                         reshape     },
        {"Shape",                                              shapeOf      },
        {"Sigmoid",                                           unary<at::sigmoid>               },
        {"Sin",                                             unary<at::sin>            },
        {"Slice",                                           slice  },
        {"Softmax",                                               softmax        },
        {"Softplus",                                             unary<softplus>                 },
        {"Split",                                           split         },
        {"Sub",
         [](const Node&,   const Values& in) {
             return binary(in, [](const at::Tensor& a, const at::Tensor& b) { return a - b; });
         }},
        {"Tanh",                                             unary<at::tanh>                 },
        {"Transpose",                                               transpose                                                           },
        {"Unsqueeze",                                                   unsqueeze                                                                 },
    };
    const auto it = known.find(op);
    return it == known.end() ? nullptr : it->second;
}

} // namespace attune::onnx
