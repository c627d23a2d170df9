// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/encoder.h"

#include "model/dropout.h"
#include "model/relative_positions.h"

#include <algorithm>
#include <cmath>

namespace attune::cpu {

namespace {

// Rows of a block of a product: it and its part of the left operand stay in the nearest caches.
constexpr int kRows = 96;

template <class T> const Kernels<T>& kernelsOf(const InstructionSet& set) {
    if constexpr (sizeof(T) == sizeof(float))
        return *set.floats;
    else
        return *set.halves;
}

constexpr int evened(int rows) { return (rows + 3) / 4 * 4; }

Curve curveOf(Activation activation) {
    switch (activation) {
    case Activation::Gelu:
        return Curve::Gelu;
    case Activation::GeluTanh:
        return Curve::GeluTanh;
    case Activation::Relu:
        return Curve::Relu;
    case Activation::Silu:
        return Curve::Silu;
    case Activation::Tanh:
        return Curve::Tanh;
    case Activation::QuickGelu:
        return Curve::QuickGelu;
    case Activation::Mish:
        return Curve::Mish;
    case Activation::Sigmoid:
        return Curve::Sigmoid;
    case Activation::Identity:
        break;
    }
    return Curve::Identity;
}

// One tile's way through the encoder.
template <class T> class Walk {
public:
    Walk(const Plan& plan, const InstructionSet& set, const PackedMatrices<T>& packed,
         const PassMasks& masks, bool training, Tile<T>& tile)
        : plan_(plan),
          spec_(plan.spec),
          k_(kernelsOf<T>(set)),
          f_(*set.floats),
          packed_(packed),
          masks_(masks),
          training_(training),
          t_(tile),
          flat_(plan.parameters.flatValues()),
          H_(plan.hidden),
          h_(static_cast<int>(plan.spec.hidden)) {}

    void forward() {
        t_.layers.assign(static_cast<std::size_t>(spec_.layers), {});
        prepareAttention();
        stream_ = room<float>(t_.rows(), H_, true);
        input_ = room<T>(t_.rows(), H_, true);
        embeddings();
        for (int layer = 0; layer < spec_.layers; ++layer) {
            const auto mark = t_.scratch.mark();
            layerForward(layer);
            t_.scratch.release(mark);
        }
        if (const Norm final = normOf(Role::FinalNorm, -1); final.gamma >= 0)
            normForward(final, streamRows(spec_.layers), h_, H_, stream_, stream_, input_,
                        t_.finalNormed, t_.finalDeviation);
        head();
    }

    void backward(const float* dlogits, bool wanted) {
        wanted_ = wanted;
        const std::int64_t flat = plan_.parameters.flatSize();
        t_.flatGradient.assign(static_cast<std::size_t>(flat), 0.0f);
        down_ = t_.scratch.template take<float>(static_cast<std::size_t>(t_.rows() * H_));
        lowest_ = lowestTrained();
        headBack(dlogits);
        if (const Norm final = normOf(Role::FinalNorm, -1); final.gamma >= 0)
            normBack(final, streamRows(spec_.layers), h_, H_, down_, t_.finalNormed,
                     t_.finalDeviation);
        for (int layer = static_cast<int>(spec_.layers) - 1; layer >= std::max(lowest_, 0);
             --layer) {
            const auto mark = t_.scratch.mark();
            layerBack(layer);
            t_.scratch.release(mark);
        }
        t_.embeddingGradient = nullptr;
        if (lowest_ < 0)
            embeddingsBack();
    }

private:
    // ---- memory
    // ----------------------------------------------------------------------------------

    // [rows, width] and rows of zeros up to a multiple of 4; kept for the way back, or to be used
    // again after the layer.
    template <class V> V* room(int rows, std::int64_t width, bool keeps) {
        const auto all = static_cast<std::size_t>(evened(rows) * width);
        V* const made = keeps ? t_.kept.template take<V>(all) : t_.scratch.template take<V>(all);
        std::memset(static_cast<void*>(made + rows * width), 0,
                    static_cast<std::size_t>((evened(rows) - rows) * width) * sizeof(V));
        return made;
    }
    // For columns beyond what is written.
    template <class V>
    V* cleared(V* values, int rows, std::int64_t width, std::int64_t used) const {
        if (used != width)
            std::memset(static_cast<void*>(values), 0,
                        static_cast<std::size_t>(rows * width) * sizeof(V));
        return values;
    }

    // ---- which rows
    // ------------------------------------------------------------------------------

    bool isFew(int layer) const { return plan_.few && layer + 1 == spec_.layers; }
    // Of what comes into a layer; of the last one's result as `layers`.
    int streamRows(std::int64_t layer) const {
        return plan_.few && layer == spec_.layers ? t_.count() : t_.rows();
    }
    int rowsOf(int layer) const { return isFew(layer) ? t_.count() : t_.rows(); }

    RowDropout mask(int layer, DropoutSite site, double rate, bool few) {
        if (!masks_.on || rate <= 0)
            return {};
        const int rows = few ? t_.count() : t_.rows();
        auto* const keys = t_.scratch.template take<std::uint32_t>(static_cast<std::size_t>(rows));
        for (int r = 0; r < rows; ++r) {
            const auto at =
                static_cast<std::size_t>(few ? t_.asked[static_cast<std::size_t>(r)] : r);
            keys[r] = dropoutRowKey(masks_.key, layer, site,
                                    masks_.firstSequence + t_.sequenceOf[at], t_.positionOf[at]);
        }
        return {keys, dropoutThreshold(rate), static_cast<float>(1.0 / (1.0 - rate))};
    }
    // Of the head: a row a sequence at position 0, or all rows where tokens are answered.
    RowDropout headMask(DropoutSite site, double rate) {
        if (!masks_.on || rate <= 0)
            return {};
        if (spec_.answersTokens())
            return mask(-1, site, rate, false);
        const int rows = t_.count();
        auto* const keys = t_.scratch.template take<std::uint32_t>(static_cast<std::size_t>(rows));
        for (int r = 0; r < rows; ++r)
            keys[r] = dropoutRowKey(
                masks_.key, -1, site,
                masks_.firstSequence +
                    t_.sequenceOf[static_cast<std::size_t>(t_.starts[static_cast<std::size_t>(r)])],
                0);
        return {keys, dropoutThreshold(rate), static_cast<float>(1.0 / (1.0 - rate))};
    }

    // ---- norms and products
    // ----------------------------------------------------------------------

    struct Norm {
        std::int64_t gamma = -1, beta = -1; // -1: there is none
    };
    Norm normOf(Role role, int set) const {
        return {plan_.parameters.flat(role, set, false), plan_.parameters.flat(role, set, true)};
    }
    const float* flatAt(std::int64_t at) const { return at < 0 ? nullptr : flat_ + at; }
    // Where the gradient of what lies flat goes; null: nowhere.
    float* gradientAt(std::int64_t at) {
        return plan_.parameters.flatTrained(at) ? t_.flatGradient.data() + at : nullptr;
    }
    void normForward(Norm norm, int rows, int n, std::int64_t stride, const float* x, float* y,
                     T* out, T*& normed, float*& deviation) {
        normed = nullptr;
        deviation = nullptr;
        if (training_) {
            normed = room<T>(rows, stride, true);
            deviation = t_.kept.template take<float>(static_cast<std::size_t>(rows));
        }
        k_.norm(rows, n, stride, x, flatAt(norm.gamma), flatAt(norm.beta),
                static_cast<float>(spec_.normEpsilon), y, out, normed, deviation);
    }
    void normBack(Norm norm, int rows, int n, std::int64_t stride, float* d, const T* normed,
                  const float* deviation) {
        k_.normBack(rows, n, stride, d, normed, deviation, flatAt(norm.gamma),
                    gradientAt(norm.gamma), gradientAt(norm.beta));
    }

    const Matrix& matrixAt(int index) const {
        return plan_.parameters.matrices()[static_cast<std::size_t>(index)];
    }
    int matrixOf(Role role, int set) const { return plan_.parameters.matrix(role, set); }
    static int blockRows(int rows) {
        const int blocks = (rows + kRows - 1) / kRows;
        return evened((rows + blocks - 1) / blocks);
    }
    // x [rows, in] * W^T, in blocks: done(row, rows, ob, c [rows, 64]).
    template <class Done>
    void product(const T* x, int rows, int matrix, std::int64_t first, std::int64_t end,
                 const Done& done) {
        const Matrix& m = matrixAt(matrix);
        const T* const weights = packed_[static_cast<std::size_t>(matrix)].forward.data();
        const int step = blockRows(rows);
        for (std::int64_t ob = first; ob < end; ++ob)
            for (int r = 0; r < rows; r += step) {
                const int count = std::min(step, rows - r);
                k_.product(count, static_cast<int>(m.in), x + r * m.in, m.in,
                           weights + ob * m.in * kBlock, block_, kBlock, false);
                done(r, count, ob, block_);
            }
    }
    // The whole of it, in fp32 and without bias: c [rows, out].
    void product(const T* x, int rows, int matrix, float* c) {
        const Matrix& m = matrixAt(matrix);
        const T* const weights = packed_[static_cast<std::size_t>(matrix)].forward.data();
        const int step = blockRows(rows);
        for (int r = 0; r < rows; r += step)
            for (std::int64_t ob = 0; ob < m.outBlocks(); ++ob)
                k_.product(std::min(step, rows - r), static_cast<int>(m.in), x + r * m.in, m.in,
                           weights + ob * m.in * kBlock, c + r * m.out + ob * kBlock, m.out, false);
    }
    const T* backPanel(int matrix, std::int64_t ib, std::int64_t ob) const {
        const Matrix& m = matrixAt(matrix);
        if constexpr (sizeof(T) == sizeof(float))
            return m.values.data() + m.block(ob, ib);
        else
            return packed_[static_cast<std::size_t>(matrix)].back.data() + m.block(ob, ib);
    }
    // dx [rows, in] = dy [rows, outputs of first .. end] * W, or added.
    void productBack(const T* dy, int rows, std::int64_t stride, int matrix, std::int64_t first,
                     std::int64_t end, float* dx, bool add) {
        const Matrix& m = matrixAt(matrix);
        const int step = blockRows(rows);
        for (std::int64_t ib = 0; ib < m.inBlocks(); ++ib)
            for (int r = 0; r < rows; r += step)
                k_.product(std::min(step, rows - r), static_cast<int>((end - first) * kBlock),
                           dy + r * stride, stride, backPanel(matrix, ib, first),
                           dx + r * m.in + ib * kBlock, m.in, add);
    }

    // Notes a product whose weight is trained; -1 where it is not.
    int use(int matrix, const T* x, int rows, std::int64_t first, std::int64_t end) {
        const Matrix& m = matrixAt(matrix);
        if (!training_ || !m.trains())
            return -1;
        const int even = evened(rows);
        T* const input = t_.kept.template take<T>(static_cast<std::size_t>(even * m.in));
        k_.packRows(even, static_cast<int>(m.in), x, m.in, input);
        t_.uses.push_back({matrix, first, end, even, input, nullptr});
        return static_cast<int>(t_.uses.size()) - 1;
    }
    int use(int matrix, const T* x, int rows) {
        return use(matrix, x, rows, 0, matrixAt(matrix).outBlocks());
    }
    // dy [rows, (end - first) * 64], rows of zeros at the end among them.
    void useBack(int index, const T* dy, std::int64_t stride) {
        if (index < 0)
            return;
        Use<T>& use = t_.uses[static_cast<std::size_t>(index)];
        const std::int64_t width = (use.end - use.first) * kBlock;
        use.gradient = t_.kept.template take<T>(static_cast<std::size_t>(use.rows * width));
        k_.transpose(use.rows, static_cast<int>(width), dy, stride, use.gradient, use.rows);
    }
    // The bias of a whole matrix with one part.
    const float* biasOf(int matrix) const { return flatAt(matrixAt(matrix).biasOf(0)); }
    float* biasGradient(int matrix) { return gradientAt(matrixAt(matrix).parts.front().bias); }

    // ---- embeddings
    // ------------------------------------------------------------------------------

    void embeddings() {
        const auto mark = t_.scratch.mark();
        const int rows = t_.rows(), n = static_cast<int>(spec_.embeddingWidth());
        const std::int64_t E = plan_.width;
        const bool projects = spec_.projection;
        float* const sum = projects
                               ? t_.scratch.template take<float>(static_cast<std::size_t>(rows * E))
                               : stream_;
        T* const out = projects ? room<T>(rows, E, false) : input_;
        const auto& parameters = plan_.parameters;
        k_.embed(rows, n, E, t_.ids.data(), t_.places.data(), t_.types.data(),
                 parameters.words().values(),
                 flatAt(parameters.flat(Role::PositionEmbedding, -1, false)),
                 flatAt(parameters.flat(Role::TypeEmbedding, -1, false)),
                 t_.offset.empty() ? nullptr : t_.offset.data(), sum);
        normForward(normOf(Role::EmbeddingNorm, -1), rows, n, E, sum, sum, out, t_.embeddingNormed,
                    t_.embeddingDeviation);
        const RowDropout dropout = mask(-1, DropoutSite::Embeddings, spec_.embeddingDropout, false);
        if (dropout.keys != nullptr) {
            k_.dropFloats(rows, n, E, sum, dropout);
            k_.round(rows, n, E, sum, out);
        }
        if (projects) {
            const int matrix = matrixOf(Role::EmbeddingProjection, -1);
            t_.projection = use(matrix, out, rows);
            product(out, rows, matrix, stream_);
            if (const float* bias = biasOf(matrix))
                for (int r = 0; r < rows; ++r)
                    f_.add(H_, stream_ + r * H_, bias);
            k_.round(rows, h_, H_, stream_, input_);
        }
        t_.scratch.release(mark);
    }

    void embeddingsBack() {
        const int rows = t_.rows(), n = static_cast<int>(spec_.embeddingWidth());
        const std::int64_t E = plan_.width;
        float* d = down_;
        if (spec_.projection) {
            const int matrix = matrixOf(Role::EmbeddingProjection, -1);
            T* const rounded = room<T>(rows, H_, false);
            k_.dropBack(rows, h_, H_, down_, rounded, biasGradient(matrix), {});
            useBack(t_.projection, rounded, H_);
            d = t_.kept.template take<float>(static_cast<std::size_t>(rows * E));
            productBack(rounded, rows, H_, matrix, 0, matrixAt(matrix).outBlocks(), d, false);
        }
        const RowDropout dropout = mask(-1, DropoutSite::Embeddings, spec_.embeddingDropout, false);
        if (dropout.keys != nullptr)
            f_.dropFloats(rows, n, E, d, dropout);
        normBack(normOf(Role::EmbeddingNorm, -1), rows, n, E, d, t_.embeddingNormed,
                 t_.embeddingDeviation);
        t_.embeddingGradient = d;
    }

    // ---- a layer
    // ---------------------------------------------------------------------------------

    bool before() const { return spec_.norm == attune::Norm::Pre; }
    int setOf(int layer) const { return static_cast<int>(spec_.parameterSet(layer)); }

    void prepareAttention() {
        t_.distances = nullptr;
        if (spec_.relative == Relative::Bias) {
            const int count = 2 * t_.longest - 1;
            t_.distances =
                t_.kept.template take<float>(static_cast<std::size_t>(spec_.heads * count));
            const std::vector<std::int64_t> rows = relativeRows(spec_, t_.longest);
            const float* const table =
                flatAt(plan_.parameters.flat(Role::RelativeEmbedding, -1, false));
            for (int head = 0; head < spec_.heads; ++head)
                for (int i = 0; i < count; ++i)
                    t_.distances[head * count + i] =
                        table[rows[static_cast<std::size_t>(i)] * spec_.heads + head];
        }
        for (const bool local : {false, true}) {
            t_.cosine[local] = t_.sine[local] = nullptr;
            const double base = local ? spec_.rotaryLocalBase : spec_.rotaryBase;
            if (spec_.rotaryBase <= 0 || (local && spec_.local.empty()))
                continue;
            const int half = plan_.head / 2;
            const auto size = static_cast<std::size_t>(t_.rows() * half);
            t_.cosine[local] = t_.kept.template take<float>(size);
            t_.sine[local] = t_.kept.template take<float>(size);
            for (int i = 0; i < half; ++i) {
                const auto frequency = static_cast<float>(
                    1.0f / static_cast<float>(std::pow(static_cast<float>(base),
                                                       static_cast<float>(2 * i) /
                                                           static_cast<float>(plan_.head))));
                for (int r = 0; r < t_.rows(); ++r) {
                    const float turn =
                        static_cast<float>(t_.positionOf[static_cast<std::size_t>(r)]) * frequency;
                    t_.cosine[local][r * half + i] = std::cos(turn);
                    t_.sine[local][r * half + i] = std::sin(turn);
                }
            }
        }
    }

    AttentionRows<T> attentionOf(int layer, int sequence, float* scratch,
                                 const RowDropout& dropout) {
        auto& l = t_.layers[static_cast<std::size_t>(layer)];
        const auto s = static_cast<std::size_t>(sequence);
        const bool few = isFew(layer);
        const int start = t_.starts[s], length = t_.starts[s + 1] - start;
        const int firstQuery = few ? sequence : start;
        AttentionRows<T> a{};
        a.length = length;
        a.asked = few ? t_.asked[s] - start : -1;
        a.heads = static_cast<int>(spec_.heads);
        a.width = plan_.head;
        a.scale = plan_.scale;
        a.query = few ? l.asking + firstQuery * H_ : l.projected + start * 3 * H_;
        a.queryStride = few ? H_ : 3 * H_;
        a.key = l.projected + start * 3 * H_ + H_;
        a.value = a.key + H_;
        a.keyStride = 3 * H_;
        a.distances = t_.distances == nullptr ? nullptr : t_.distances + t_.longest - 1;
        a.distanceStride = 2 * t_.longest - 1;
        a.window = spec_.isLocal(layer) ? static_cast<int>(spec_.window) : -1;
        a.peaks = l.peaks == nullptr ? nullptr : l.peaks + std::int64_t{2} * a.heads * firstQuery;
        a.dropout = dropout;
        if (dropout.keys != nullptr)
            a.dropout.keys += firstQuery;
        a.scratch = scratch;
        return a;
    }
    float* attentionRoom() {
        return t_.scratch.template take<float>(
            static_cast<std::size_t>(attentionScratch(t_.longest, plan_.head)));
    }

    // seen [R, H] -> [r, H] for the product after it.
    T* attend(const T* seen, int layer) {
        auto& l = t_.layers[static_cast<std::size_t>(layer)];
        const int matrix = matrixOf(Role::Query, setOf(layer)), rows = t_.rows(), r = rowsOf(layer);
        const Matrix& m = matrixAt(matrix);
        const bool few = isFew(layer);
        const std::int64_t blocks = H_ / kBlock;
        l.projected = room<T>(rows, 3 * H_, training_);
        const auto into = [&](T* to, std::int64_t stride) {
            return [&m, to, stride, this](int row, int count, std::int64_t ob, const float* c) {
                k_.addBias(count, c, flatAt(m.biasOf(ob)), to + row * stride + ob * kBlock, stride);
            };
        };
        if (few) {
            T* const asking = room<T>(r, H_, false);
            for (int i = 0; i < r; ++i)
                std::memcpy(static_cast<void*>(asking + i * H_),
                            seen + t_.asked[static_cast<std::size_t>(i)] * H_,
                            static_cast<std::size_t>(H_) * sizeof(T));
            l.asking = room<T>(r, H_, training_);
            l.query = use(matrix, asking, r, 0, blocks);
            l.keys = use(matrix, seen, rows, blocks, 3 * blocks);
            product(asking, r, matrix, 0, blocks, into(l.asking, H_));
            product(seen, rows, matrix, blocks, 3 * blocks, into(l.projected, 3 * H_));
        } else {
            l.keys = use(matrix, seen, rows, 0, 3 * blocks);
            product(seen, rows, matrix, 0, 3 * blocks, into(l.projected, 3 * H_));
        }
        if (spec_.rotaryBase > 0)
            turn(layer, l.projected, l.asking, 1);
        if (training_)
            l.peaks = t_.kept.template take<float>(static_cast<std::size_t>(2 * spec_.heads * r));
        T* const context = cleared(room<T>(r, H_, false), r, H_, spec_.hidden);
        const RowDropout dropout = mask(layer, DropoutSite::Attention, spec_.attentionDropout, few);
        float* const scratch = attentionRoom();
        for (int s = 0; s < t_.count(); ++s)
            k_.attention(attentionOf(layer, s, scratch, dropout),
                         context + (few ? s : t_.starts[static_cast<std::size_t>(s)]) * H_, H_);
        return context;
    }

    // Queries and keys by the angles of their places.
    void turn(int layer, T* projected, T* asking, float direction) {
        const bool local = spec_.isLocal(layer);
        const int heads = static_cast<int>(spec_.heads), half = plan_.head / 2;
        if (isFew(layer))
            for (int i = 0; i < t_.count(); ++i) {
                const std::int64_t row = t_.asked[static_cast<std::size_t>(i)];
                k_.rotate(1, heads, plan_.head, H_, asking + i * H_, t_.cosine[local] + row * half,
                          t_.sine[local] + row * half, direction);
            }
        else
            k_.rotate(t_.rows(), heads, plan_.head, 3 * H_, projected, t_.cosine[local],
                      t_.sine[local], direction);
        k_.rotate(t_.rows(), heads, plan_.head, 3 * H_, projected + H_, t_.cosine[local],
                  t_.sine[local], direction);
    }

    // x [r, H] -> activations [r, F] for the product after it.
    T* inner(const T* x, int layer) {
        auto& l = t_.layers[static_cast<std::size_t>(layer)];
        const int matrix = matrixOf(Role::FeedForwardIn, setOf(layer)), r = rowsOf(layer);
        const Matrix& m = matrixAt(matrix);
        const std::int64_t F = plan_.feedForward, blocks = F / kBlock;
        const Curve curve = curveOf(spec_.activation);
        const auto valid = [&](std::int64_t ob) {
            return static_cast<int>(
                std::min<std::int64_t>(kBlock, spec_.feedForward - ob * kBlock));
        };
        T* const out = room<T>(r, F, false);
        l.slope = training_ ? room<T>(r, F, true) : nullptr;
        l.gateSlope = training_ && spec_.gated ? room<T>(r, F, true) : nullptr;
        l.inner = use(matrix, x, r);
        const auto slopeAt = [&](T* slope, int row, std::int64_t ob) {
            return slope == nullptr ? nullptr : slope + row * F + ob * kBlock;
        };
        if (spec_.gated) {
            const int step = blockRows(r);
            const T* const weights = packed_[static_cast<std::size_t>(matrix)].forward.data();
            for (std::int64_t ob = 0; ob < blocks; ++ob)
                for (int row = 0; row < r; row += step) {
                    const int count = std::min(step, r - row);
                    k_.product(count, static_cast<int>(m.in), x + row * m.in, m.in,
                               weights + ob * m.in * kBlock, block_, kBlock, false);
                    k_.product(count, static_cast<int>(m.in), x + row * m.in, m.in,
                               weights + (blocks + ob) * m.in * kBlock, other_, kBlock, false);
                    k_.gate(curve, count, valid(ob), block_, flatAt(m.biasOf(ob)), other_,
                            flatAt(m.biasOf(blocks + ob)), out + row * F + ob * kBlock,
                            slopeAt(l.slope, row, ob), slopeAt(l.gateSlope, row, ob), F);
                }
        } else {
            product(x, r, matrix, 0, blocks,
                    [&](int row, int count, std::int64_t ob, const float* c) {
                        k_.activate(curve, count, valid(ob), c, flatAt(m.biasOf(ob)),
                                    out + row * F + ob * kBlock, slopeAt(l.slope, row, ob), F);
                    });
        }
        const RowDropout dropout =
            mask(layer, DropoutSite::Inner, spec_.rate(spec_.innerRate), isFew(layer));
        if (dropout.keys != nullptr) {
            const int n = static_cast<int>(spec_.feedForward);
            k_.dropValues(r, n, F, out, l.slope, dropout);
            if (l.gateSlope != nullptr)
                k_.dropValues(r, n, F, l.gateSlope, nullptr, dropout);
        }
        return out;
    }

    // x += dropped(product of `from`).
    int residual(const T* from, int r, int matrix, DropoutSite site, double rate, int layer) {
        const int noted = use(matrix, from, r);
        float* const c = t_.scratch.template take<float>(static_cast<std::size_t>(r * H_));
        product(from, r, matrix, c);
        k_.addDropped(r, h_, H_, c, biasOf(matrix), stream_, mask(layer, site, rate, isFew(layer)));
        return noted;
    }

    void layerForward(int layer) {
        auto& l = t_.layers[static_cast<std::size_t>(layer)];
        const int set = setOf(layer), r = rowsOf(layer);
        const Norm first = normOf(Role::AttentionNorm, set),
                   second = normOf(Role::FeedForwardNorm, set);
        const T* seen = input_;
        if (before()) {
            T* const made = room<T>(t_.rows(), H_, false);
            float* const unused =
                t_.scratch.template take<float>(static_cast<std::size_t>(t_.rows() * H_));
            if (first.gamma >= 0)
                normForward(first, t_.rows(), h_, H_, stream_, unused, made, l.attentionNormed,
                            l.attentionDeviation);
            else
                k_.round(t_.rows(), h_, H_, stream_, made);
            seen = made;
        }
        const T* const context = attend(seen, layer);
        if (isFew(layer))
            for (int i = 0; i < r; ++i)
                std::memmove(stream_ + i * H_, stream_ + t_.asked[static_cast<std::size_t>(i)] * H_,
                             static_cast<std::size_t>(H_) * sizeof(float));
        l.output =
            residual(context, r, matrixOf(Role::AttentionOutput, set), DropoutSite::AttentionOutput,
                     spec_.rate(spec_.attentionOutputRate), layer);
        if (before()) {
            float* const unused = t_.scratch.template take<float>(static_cast<std::size_t>(r * H_));
            normForward(second, r, h_, H_, stream_, unused, endRows(r), l.outerNormed,
                        l.outerDeviation);
        } else {
            normForward(first, r, h_, H_, stream_, stream_, endRows(r), l.attentionNormed,
                        l.attentionDeviation);
        }
        const T* const wide = inner(input_, layer);
        l.outer = residual(wide, r, matrixOf(Role::FeedForwardOut, set), DropoutSite::FeedForward,
                           spec_.rate(spec_.feedForwardRate), layer);
        if (!before())
            normForward(second, r, h_, H_, stream_, stream_, input_, l.outerNormed,
                        l.outerDeviation);
        else if (layer + 1 == spec_.layers)
            k_.round(r, h_, H_, stream_, input_);
    }
    // input_ with zeros behind r rows, where fewer rows go on than came in.
    T* endRows(int r) {
        std::memset(static_cast<void*>(input_ + r * H_), 0,
                    static_cast<std::size_t>((evened(r) - r) * H_) * sizeof(T));
        return input_;
    }

    // The gradient of what a residual product had added, as its operands want it; dx [r, in] = its
    // gradient by what it was made from.
    T* residualBack(int noted, int r, int matrix, DropoutSite site, double rate, int layer) {
        T* const dy = room<T>(r, H_, false);
        k_.dropBack(r, h_, H_, down_, dy, biasGradient(matrix),
                    mask(layer, site, rate, isFew(layer)));
        useBack(noted, dy, H_);
        return dy;
    }

    void layerBack(int layer) {
        auto& l = t_.layers[static_cast<std::size_t>(layer)];
        const int set = setOf(layer), r = rowsOf(layer);
        const Norm first = normOf(Role::AttentionNorm, set),
                   second = normOf(Role::FeedForwardNorm, set);
        if (!before())
            normBack(second, r, h_, H_, down_, l.outerNormed, l.outerDeviation);
        const int outer = matrixOf(Role::FeedForwardOut, set);
        const T* const douter = residualBack(l.outer, r, outer, DropoutSite::FeedForward,
                                             spec_.rate(spec_.feedForwardRate), layer);
        const T* const dinner = innerBack(douter, layer);
        const int matrix = matrixOf(Role::FeedForwardIn, set);
        const Matrix& m = matrixAt(matrix);
        if (before()) {
            float* const d = t_.scratch.template take<float>(static_cast<std::size_t>(r * H_));
            productBack(dinner, r, m.out, matrix, 0, m.outBlocks(), d, false);
            normBack(second, r, h_, H_, d, l.outerNormed, l.outerDeviation);
            f_.add(r * H_, down_, d);
        } else {
            productBack(dinner, r, m.out, matrix, 0, m.outBlocks(), down_, true);
            normBack(first, r, h_, H_, down_, l.attentionNormed, l.attentionDeviation);
        }
        const int output = matrixOf(Role::AttentionOutput, set);
        const T* const doutput = residualBack(l.output, r, output, DropoutSite::AttentionOutput,
                                              spec_.rate(spec_.attentionOutputRate), layer);
        float* const dcontext = t_.scratch.template take<float>(static_cast<std::size_t>(r * H_));
        productBack(doutput, r, H_, output, 0, matrixAt(output).outBlocks(), dcontext, false);
        attendBack(dcontext, layer, first);
    }

    // Gradient of the second product's result -> of the first product's, [r, out].
    T* innerBack(const T* douter, int layer) {
        auto& l = t_.layers[static_cast<std::size_t>(layer)];
        const int set = setOf(layer), r = rowsOf(layer);
        const int outer = matrixOf(Role::FeedForwardOut, set),
                  matrix = matrixOf(Role::FeedForwardIn, set);
        const Matrix& m = matrixAt(matrix);
        const std::int64_t F = plan_.feedForward, blocks = F / kBlock;
        T* const d = room<T>(r, m.out, false);
        const int step = blockRows(r);
        for (std::int64_t ib = 0; ib < blocks; ++ib)
            for (int row = 0; row < r; row += step) {
                const int count = std::min(step, r - row);
                k_.product(count, static_cast<int>(H_), douter + row * H_, H_,
                           backPanel(outer, ib, 0), block_, kBlock, false);
                k_.activateBack(count, block_, l.slope + row * F + ib * kBlock, F,
                                d + row * m.out + ib * kBlock, m.out, biasGradientAt(m, ib));
                if (spec_.gated)
                    k_.activateBack(count, block_, l.gateSlope + row * F + ib * kBlock, F,
                                    d + row * m.out + (blocks + ib) * kBlock, m.out,
                                    biasGradientAt(m, blocks + ib));
            }
        useBack(l.inner, d, m.out);
        return d;
    }
    float* biasGradientAt(const Matrix& m, std::int64_t ob) {
        const Matrix::Part& part = m.partOf(ob);
        float* const begin = gradientAt(part.bias);
        return begin == nullptr ? nullptr : begin + ob * kBlock - part.at;
    }

    // dcontext [r, H]; down_ goes from rows of the layer's result to all rows.
    void attendBack(const float* dcontext, int layer, Norm first) {
        auto& l = t_.layers[static_cast<std::size_t>(layer)];
        const int matrix = matrixOf(Role::Query, setOf(layer)), rows = t_.rows(), r = rowsOf(layer);
        const Matrix& m = matrixAt(matrix);
        const bool few = isFew(layer);
        const std::int64_t blocks = H_ / kBlock;
        T* const dall = cleared(room<T>(rows, 3 * H_, false), rows, H_ * 3, spec_.hidden * 3);
        T* const dasking = few ? cleared(room<T>(r, H_, false), r, H_, spec_.hidden) : nullptr;
        const RowDropout dropout = mask(layer, DropoutSite::Attention, spec_.attentionDropout, few);
        float* ddistances = nullptr;
        const std::int64_t table = plan_.parameters.flat(Role::RelativeEmbedding, -1, false);
        const std::int64_t count = 2 * t_.longest - 1;
        if (t_.distances != nullptr && plan_.parameters.flatTrained(table)) {
            ddistances =
                t_.scratch.template take<float>(static_cast<std::size_t>(spec_.heads * count));
            std::memset(ddistances, 0,
                        static_cast<std::size_t>(spec_.heads * count) * sizeof(float));
        }
        float* const scratch = attentionRoom();
        for (int s = 0; s < t_.count(); ++s) {
            const std::int64_t start = t_.starts[static_cast<std::size_t>(s)];
            const std::int64_t query = few ? s : start;
            k_.attentionBack(attentionOf(layer, s, scratch, dropout), dcontext + query * H_, H_,
                             few ? dasking + query * H_ : dall + start * 3 * H_, few ? H_ : 3 * H_,
                             dall + start * 3 * H_ + H_, dall + start * 3 * H_ + 2 * H_, 3 * H_,
                             ddistances == nullptr ? nullptr : ddistances + t_.longest - 1);
        }
        if (ddistances != nullptr) {
            const std::vector<std::int64_t> places = relativeRows(spec_, t_.longest);
            float* const to = t_.flatGradient.data() + table;
            for (std::int64_t head = 0; head < spec_.heads; ++head)
                for (std::int64_t i = 0; i < count; ++i)
                    to[places[static_cast<std::size_t>(i)] * spec_.heads + head] +=
                        ddistances[head * count + i];
        }
        if (spec_.rotaryBase > 0)
            turn(layer, dall, dasking, -1);
        for (std::int64_t part = 0; part < 3; ++part) {
            float* const bias = biasGradientAt(m, part * blocks);
            if (bias == nullptr)
                continue;
            if (few && part == 0)
                k_.columnSums(r, h_, H_, dasking, bias);
            else
                k_.columnSums(rows, h_, 3 * H_, dall + part * H_, bias);
        }
        if (few) {
            useBack(l.query, dasking, H_);
            useBack(l.keys, dall + H_, 3 * H_);
        } else {
            useBack(l.keys, dall, 3 * H_);
        }
        if (layer == lowest_ && !(before() && (gradientAt(first.gamma) || gradientAt(first.beta))))
            return; // nothing below is trained but what has its gradient now
        // What the layer was made from: all rows.
        float* const din =
            before() || few ? t_.scratch.template take<float>(static_cast<std::size_t>(rows * H_))
                            : down_;
        if (few) {
            productBack(dall + H_, rows, 3 * H_, matrix, blocks, 3 * blocks, din, false);
            float* const asked = t_.scratch.template take<float>(static_cast<std::size_t>(r * H_));
            productBack(dasking, r, H_, matrix, 0, blocks, asked, false);
            for (int i = 0; i < r; ++i)
                f_.add(H_, din + t_.asked[static_cast<std::size_t>(i)] * H_, asked + i * H_);
        } else {
            productBack(dall, rows, 3 * H_, matrix, 0, 3 * blocks, din, din == down_);
        }
        if (before() && first.gamma >= 0)
            normBack(first, rows, h_, H_, din, l.attentionNormed, l.attentionDeviation);
        if (din == down_)
            return;
        if (few) { // the stream's own gradient goes to the rows that were asked
            for (int i = 0; i < r; ++i)
                f_.add(H_, din + t_.asked[static_cast<std::size_t>(i)] * H_, down_ + i * H_);
            std::memcpy(down_, din, static_cast<std::size_t>(rows * H_) * sizeof(float));
        } else {
            f_.add(rows * H_, down_, din);
        }
    }

    // ---- the head
    // --------------------------------------------------------------------------------

    int answers() const { return spec_.answersTokens() ? t_.rows() : t_.count(); }

    // pooled [answers, H] of the stream.
    void head() {
        const auto mark = t_.scratch.mark();
        const int r = answers();
        float* const x = t_.scratch.template take<float>(static_cast<std::size_t>(r * H_));
        if (spec_.answersTokens() || plan_.few) {
            std::memcpy(x, stream_, static_cast<std::size_t>(r * H_) * sizeof(float));
        } else if (spec_.pooling == Pooling::Mean) {
            for (int s = 0; s < r; ++s) {
                const int begin = t_.starts[static_cast<std::size_t>(s)],
                          end = t_.starts[static_cast<std::size_t>(s) + 1];
                float* const to = x + s * H_;
                std::memcpy(to, stream_ + begin * H_, static_cast<std::size_t>(H_) * sizeof(float));
                for (int row = begin + 1; row < end; ++row)
                    f_.add(H_, to, stream_ + row * H_);
                for (std::int64_t i = 0; i < H_; ++i)
                    to[i] /= static_cast<float>(end - begin);
            }
        } else {
            for (int s = 0; s < r; ++s)
                std::memcpy(x + s * H_, stream_ + t_.asked[static_cast<std::size_t>(s)] * H_,
                            static_cast<std::size_t>(H_) * sizeof(float));
        }
        if (const auto dropout = headMask(DropoutSite::Pooled, spec_.rate(spec_.pooledRate));
            dropout.keys != nullptr)
            k_.dropFloats(r, h_, H_, x, dropout);
        T* const in = room<T>(r, H_, false);
        k_.round(r, h_, H_, x, in);
        if (spec_.headDense) {
            const int matrix = matrixOf(Role::Pooler, -1);
            const Matrix& m = matrixAt(matrix);
            t_.pooler = use(matrix, in, r);
            t_.headSlope = training_ ? room<float>(r, H_, true) : nullptr;
            product(in, r, matrix, 0, m.outBlocks(),
                    [&](int row, int count, std::int64_t ob, const float* c) {
                        const int valid = static_cast<int>(
                            std::min<std::int64_t>(kBlock, spec_.hidden - ob * kBlock));
                        f_.activate(curveOf(spec_.headActivation), count, valid, c,
                                    flatAt(m.biasOf(ob)), x + row * H_ + ob * kBlock,
                                    t_.headSlope == nullptr ? nullptr
                                                            : t_.headSlope + row * H_ + ob * kBlock,
                                    H_);
                    });
        }
        if (const Norm norm = normOf(Role::HeadNorm, -1); norm.gamma >= 0)
            normForward(norm, r, h_, H_, x, x, in, t_.headNormed, t_.headDeviation);
        if (const auto dropout = headMask(DropoutSite::Classifier, spec_.classifierDropout);
            dropout.keys != nullptr)
            k_.dropFloats(r, h_, H_, x, dropout);
        k_.round(r, h_, H_, x, in);
        const int matrix = matrixOf(Role::Classifier, -1);
        const Matrix& m = matrixAt(matrix);
        const std::int64_t labels = spec_.labels;
        t_.classifier = use(matrix, in, r);
        t_.logits.resize(static_cast<std::size_t>(r * labels));
        product(
            in, r, matrix, 0, m.outBlocks(),
            [&](int row, int count, std::int64_t ob, const float* c) {
                const float* const bias = flatAt(m.biasOf(ob));
                const std::int64_t valid = std::min<std::int64_t>(kBlock, labels - ob * kBlock);
                for (int i = 0; i < count; ++i)
                    for (std::int64_t j = 0; j < valid; ++j)
                        t_.logits[static_cast<std::size_t>((row + i) * labels + ob * kBlock + j)] =
                            c[i * kBlock + j] + (bias == nullptr ? 0 : bias[j]);
            });
        t_.scratch.release(mark);
    }

    // Fills down_ [rows that the last layer computed, H].
    void headBack(const float* dlogits) {
        const auto mark = t_.scratch.mark();
        const int r = answers();
        const std::int64_t labels = spec_.labels;
        const int matrix = matrixOf(Role::Classifier, -1);
        const Matrix& m = matrixAt(matrix);
        T* const dy = room<T>(r, m.out, false);
        float* const wide = t_.scratch.template take<float>(static_cast<std::size_t>(r * m.out));
        for (int i = 0; i < r; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const std::int64_t row = spec_.answersTokens() ? t_.tokens[at] : t_.sequences[at];
            std::copy_n(dlogits + row * labels, labels, wide + i * m.out);
        }
        k_.dropBack(r, static_cast<int>(labels), m.out, wide, dy, biasGradient(matrix), {});
        useBack(t_.classifier, dy, m.out);
        float* const d = t_.scratch.template take<float>(static_cast<std::size_t>(r * H_));
        productBack(dy, r, m.out, matrix, 0, m.outBlocks(), d, false);
        if (const auto dropout = headMask(DropoutSite::Classifier, spec_.classifierDropout);
            dropout.keys != nullptr)
            k_.dropFloats(r, h_, H_, d, dropout);
        if (const Norm norm = normOf(Role::HeadNorm, -1); norm.gamma >= 0)
            normBack(norm, r, h_, H_, d, t_.headNormed, t_.headDeviation);
        if (spec_.headDense) {
            const int pooler = matrixOf(Role::Pooler, -1);
            for (std::int64_t i = 0; i < r * H_; ++i)
                d[i] *= t_.headSlope[i];
            T* const rounded = room<T>(r, H_, false);
            k_.dropBack(r, h_, H_, d, rounded, biasGradient(pooler), {});
            useBack(t_.pooler, rounded, H_);
            productBack(rounded, r, H_, pooler, 0, matrixAt(pooler).outBlocks(), d, false);
        }
        if (const auto dropout = headMask(DropoutSite::Pooled, spec_.rate(spec_.pooledRate));
            dropout.keys != nullptr)
            k_.dropFloats(r, h_, H_, d, dropout);
        const auto row = [&](float* of, std::int64_t i) { return of + i * H_; };
        if (spec_.answersTokens() || plan_.few) {
            std::memcpy(down_, d, static_cast<std::size_t>(r * H_) * sizeof(float));
        } else {
            std::memset(down_, 0, static_cast<std::size_t>(t_.rows() * H_) * sizeof(float));
            for (int s = 0; s < r; ++s) {
                const auto at = static_cast<std::size_t>(s);
                if (spec_.pooling != Pooling::Mean) {
                    f_.add(H_, row(down_, t_.asked[at]), row(d, s));
                    continue;
                }
                const auto length = static_cast<float>(t_.starts[at + 1] - t_.starts[at]);
                for (std::int64_t i = 0; i < H_; ++i)
                    row(d, s)[i] /= length;
                for (int to = t_.starts[at]; to < t_.starts[at + 1]; ++to)
                    f_.add(H_, row(down_, to), row(d, s));
            }
        }
        t_.scratch.release(mark);
    }

    // ---- what is frozen
    // --------------------------------------------------------------------------

    // The lowest layer that has to be gone back through; -1: the embeddings as well; `layers`: the
    // head alone.
    int lowestTrained() const {
        const auto& parameters = plan_.parameters;
        const auto flat = [&](Role role, int set) {
            const Norm norm = normOf(role, set);
            return parameters.flatTrained(norm.gamma) || parameters.flatTrained(norm.beta);
        };
        const auto matrix = [&](Role role, int set) {
            const int index = matrixOf(role, set);
            if (index < 0)
                return false;
            bool any = matrixAt(index).trains();
            for (const Matrix::Part& part : matrixAt(index).parts)
                any |= parameters.flatTrained(part.bias);
            return any;
        };
        if (wanted_ || parameters.words().trained() || flat(Role::PositionEmbedding, -1) ||
            flat(Role::TypeEmbedding, -1) || flat(Role::EmbeddingNorm, -1) ||
            matrix(Role::EmbeddingProjection, -1))
            return -1;
        if (spec_.relative == Relative::Bias && flat(Role::RelativeEmbedding, -1))
            return 0;
        for (int layer = 0; layer < spec_.layers; ++layer) {
            const int set = setOf(layer);
            for (const Role role :
                 {Role::Query, Role::AttentionOutput, Role::FeedForwardIn, Role::FeedForwardOut})
                if (matrix(role, set))
                    return layer;
            if (flat(Role::AttentionNorm, set) || flat(Role::FeedForwardNorm, set))
                return layer;
        }
        return static_cast<int>(spec_.layers);
    }

    const Plan& plan_;
    const EncoderSpec& spec_;
    const Kernels<T>& k_;
    const Kernels<float>& f_;
    const PackedMatrices<T>& packed_;
    const PassMasks& masks_;
    bool training_;
    bool wanted_ = false;
    Tile<T>& t_;
    const float* flat_;
    const std::int64_t H_;    // stride of hidden values
    const int h_;             // how many there are
    float* stream_ = nullptr; // the residual stream, [R, H]
    T* input_ = nullptr;      // the same rounded, or normed, for the next product
    float* down_ = nullptr;   // the gradient of the stream
    int lowest_ = -1;
    alignas(kAlignment) float block_[kRows * kBlock + kBlock];
    alignas(kAlignment) float other_[kRows * kBlock + kBlock];
};

} // namespace

Plan::Plan(const EncoderSpec& itsSpec, const Parameters& itsParameters)
    : spec(itsSpec),
      parameters(itsParameters),
      hidden(padded(spec.hidden)),
      width(padded(spec.embeddingWidth())),
      feedForward(padded(spec.feedForward)),
      head(static_cast<int>(spec.hidden / spec.heads)),
      scale(static_cast<float>(1 / std::sqrt(static_cast<double>(spec.scoreParts * head)))),
      few(spec.pooling == Pooling::FirstToken || spec.pooling == Pooling::AskedToken) {}

template <class T> void Tile<T>::clear() {
    for (auto* list : {&sequences, &starts, &ids, &types, &places, &tokens, &asked})
        list->clear();
    sequenceOf.clear();
    positionOf.clear();
    offset.clear();
    uses.clear();
    layers.clear();
    longest = 0;
    headNormed = nullptr;
    headSlope = nullptr;
    projection = pooler = classifier = -1;
    embeddingGradient = nullptr;
    kept.reset();
    scratch.reset();
}

template <class T>
void forward(const Plan& plan, const InstructionSet& set, const PackedMatrices<T>& packed,
             const PassMasks& masks, bool training, Tile<T>& tile) {
    Walk<T>(plan, set, packed, masks, training, tile).forward();
    tile.scratch.reset();
}

template <class T>
void backward(const Plan& plan, const InstructionSet& set, const PackedMatrices<T>& packed,
              const PassMasks& masks, const float* dlogits, bool wanted, Tile<T>& tile) {
    Walk<T>(plan, set, packed, masks, true, tile).backward(dlogits, wanted);
}

template struct Tile<float>;
template struct Tile<Bf16>;
template void forward(const Plan&, const InstructionSet&, const PackedMatrices<float>&,
                      const PassMasks&, bool, Tile<float>&);
template void forward(const Plan&, const InstructionSet&, const PackedMatrices<Bf16>&,
                      const PassMasks&, bool, Tile<Bf16>&);
template void backward(const Plan&, const InstructionSet&, const PackedMatrices<float>&,
                       const PassMasks&, const float*, bool, Tile<float>&);
template void backward(const Plan&, const InstructionSet&, const PackedMatrices<Bf16>&,
                       const PassMasks&, const float*, bool, Tile<Bf16>&);

} // namespace attune::cpu
