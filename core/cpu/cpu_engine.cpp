// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/cpu_engine.h"

#include "base/error.h"
#include "cpu/encoder.h"
#include "model/check_batch.h"

#include <algorithm>
#include <limits>
#include <mutex>
#include <new>
#include <numeric>
#include <stdexcept>

namespace attune {

namespace cpu {

namespace {

// Rows of a tile: enough for products to be in their stride, few enough for a cache.
constexpr int kTileRows = 192;

// Tiles that were used before, with their memory.
template <class T> class TilePool {
public:
    std::unique_ptr<Tile<T>> take() {
        const std::scoped_lock lock(mutex_);
        if (free_.empty())
            return std::make_unique<Tile<T>>();
        auto tile = std::move(free_.back());
        free_.pop_back();
        tile->clear();
        return tile;
    }
    void give(std::unique_ptr<Tile<T>> tile) {
        const std::scoped_lock lock(mutex_);
        free_.push_back(std::move(tile));
    }
    void empty() {
        const std::scoped_lock lock(mutex_);
        free_.clear();
    }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<Tile<T>>> free_;
};

template <class T> class CpuPass : public Pass {
public:
    explicit CpuPass(std::shared_ptr<TilePool<T>> pool) : pool_(std::move(pool)) {}
    ~CpuPass() override {
        for (auto& tile : tiles)
            pool_->give(std::move(tile));
    }
    CpuPass(const CpuPass&) = delete;
    CpuPass& operator=(const CpuPass&) = delete;

    std::span<const float> logits() const override { return values; }
    std::span<const float> embeddingGradient() const override { return embeddings; }

    std::vector<std::unique_ptr<Tile<T>>> tiles;
    std::vector<float> values, embeddings;
    PassMasks masks;
    bool training = false, wantEmbeddings = false;

private:
    std::shared_ptr<TilePool<T>> pool_;
};

template <class T> class CpuEngine : public Engine {
public:
    CpuEngine(const EncoderSpec& spec, const EngineOptions& options, const InstructionSet& set)
        : spec_(spec),
          options_(options),
          threads_(options.threads > 0 ? options.threads : deviceReport().cores),
          set_(set),
          parameters_(spec, set, threads_),
          plan_(spec_, parameters_) {}

    const EncoderSpec& spec() const override { return spec_; }
    Precision precision() const override { return options_.precision; }
    DeviceKind device() const override { return DeviceKind::Cpu; }
    std::string name() const override { return std::string("CPU, ") + set_.name; }
    const std::vector<ParameterInfo>& parameters() const override { return parameters_.list(); }

    void loadParameter(std::string_view name, std::span<const float> values) override {
        guarded([&] { parameters_.load(name, values); });
    }
    void storeParameter(std::string_view name, std::span<float> values) const override {
        parameters_.store(name, values);
    }
    void storeRows(std::string_view name, std::span<const std::int32_t> rows,
                   std::span<float> values) const override {
        parameters_.storeRows(name, rows, values);
    }
    void setGroups(const std::vector<ParameterGroup>& groups) override {
        guarded([&] { parameters_.setGroups(groups); });
    }
    void loadMoments(std::string_view name, std::span<const float> first,
                     std::span<const float> second) override {
        guarded([&] { parameters_.loadMoments(name, first, second); });
    }
    void storeMoments(std::string_view name, std::span<float> first,
                      std::span<float> second) const override {
        parameters_.storeMoments(name, first, second);
    }

    std::unique_ptr<Pass> forward(const PackedBatch& batch, const PassOptions& options) override {
        checkBatch(spec_, batch, options);
        return guarded([&]() -> std::unique_ptr<Pass> {
            if (sizeof(T) == sizeof(float) || !options.exact)
                return forwardIn<T>(pool_, batch, options);
            if (options.training)
                throw std::logic_error("an exact pass in bf16 is not for training");
            return forwardIn<float>(exactPool(), batch, options);
        });
    }

    void backward(Pass& pass, std::span<const float> logitsGradient) override {
        auto& own = dynamic_cast<CpuPass<T>&>(pass);
        if (!own.training)
            throw std::logic_error("a pass goes backward once, and only when it was for training");
        if (logitsGradient.size() != own.values.size())
            throw std::invalid_argument("the gradient does not fit the logits");
        own.training = false;
        guarded([&] { backwardIn(own, logitsGradient); });
    }

    void storeGradient(std::string_view name, std::span<float> values) const override {
        parameters_.storeGradient(name, values);
    }
    void loadGradient(std::string_view name, std::span<const float> values) override {
        guarded([&] { parameters_.loadGradient(name, values); });
    }
    double gradientNorm() const override { return parameters_.gradientNorm(); }
    void clearGradients() override { parameters_.clearGradients(); }
    void update(const UpdateOptions& options) override {
        guarded([&] { parameters_.update(options, sizeof(T) == sizeof(Bf16)); });
        clearGradients();
    }
    std::uint64_t bytesHeld() const override { return parameters_.bytesHeld(); }

private:
    std::shared_ptr<TilePool<float>> exactPool() {
        if constexpr (sizeof(T) == sizeof(float)) {
            return pool_;
        } else {
            if (!exactPool_)
                exactPool_ = std::make_shared<TilePool<float>>();
            return exactPool_;
        }
    }

    // Cuts the batch: the longest sequences first, each to the tile with the fewest rows.
    template <class V>
    void cut(const PackedBatch& batch, const PassOptions& options, TilePool<V>& pool,
             std::vector<std::unique_ptr<Tile<V>>>& tiles) const {
        const auto count = static_cast<std::int64_t>(batch.sequences());
        const auto tokens = static_cast<std::int64_t>(batch.tokens());
        const std::int64_t rounds =
            std::max<std::int64_t>(1, (tokens + threads_ * kTileRows / 2) / (threads_ * kTileRows));
        const std::int64_t wanted = std::clamp<std::int64_t>(threads_ * rounds, 1, count);
        while (static_cast<std::int64_t>(tiles.size()) < wanted)
            tiles.push_back(pool.take());
        std::vector<std::int32_t> order(batch.sequences());
        std::iota(order.begin(), order.end(), 0);
        const auto length = [&](std::int32_t s) {
            return batch.starts[static_cast<std::size_t>(s) + 1] -
                   batch.starts[static_cast<std::size_t>(s)];
        };
        std::stable_sort(order.begin(), order.end(),
                         [&](std::int32_t a, std::int32_t b) { return length(a) > length(b); });
        for (const std::int32_t sequence : order)
            put(batch, options, sequence,
                **std::min_element(tiles.begin(), tiles.end(), [](const auto& a, const auto& b) {
                    return a->rows() < b->rows();
                }));
    }

    template <class V>
    void put(const PackedBatch& batch, const PassOptions& options, std::int32_t sequence,
             Tile<V>& tile) const {
        const auto s = static_cast<std::size_t>(sequence);
        const std::int32_t begin = batch.starts[s], end = batch.starts[s + 1];
        if (tile.starts.empty())
            tile.starts.push_back(0);
        const std::int32_t first = tile.starts.back();
        tile.sequences.push_back(sequence);
        tile.asked.push_back(first +
                             (spec_.pooling == Pooling::AskedToken ? batch.asked[s] - begin : 0));
        auto place = static_cast<std::int32_t>(spec_.positionPad) + 1;
        for (std::int32_t i = begin; i < end; ++i) {
            const std::int32_t id = batch.ids[static_cast<std::size_t>(i)];
            tile.ids.push_back(id);
            tile.types.push_back(batch.typeIds[static_cast<std::size_t>(i)]);
            tile.places.push_back(
                id == spec_.positionPad ? static_cast<std::int32_t>(spec_.positionPad) : place++);
            tile.tokens.push_back(i);
            tile.sequenceOf.push_back(static_cast<std::uint32_t>(sequence));
            tile.positionOf.push_back(static_cast<std::uint32_t>(i - begin));
        }
        if (!options.embeddingOffset.empty()) {
            const std::int64_t E = spec_.embeddingWidth();
            tile.offset.insert(tile.offset.end(), options.embeddingOffset.begin() + begin * E,
                               options.embeddingOffset.begin() + end * E);
        }
        tile.starts.push_back(first + end - begin);
        tile.longest = std::max(tile.longest, end - begin);
    }

    template <class V>
    std::unique_ptr<Pass> forwardIn(const std::shared_ptr<TilePool<V>>& pool,
                                    const PackedBatch& batch, const PassOptions& options) {
        const PackedMatrices<V>& packed = parameters_.packed<V>();
        parameters_.words().refresh(batch.ids);
        auto pass = std::make_unique<CpuPass<V>>(pool);
        pass->training = options.training;
        pass->wantEmbeddings = options.training && options.wantEmbeddingGradient;
        pass->masks = {options.training && options.dropout, options.dropoutKey,
                       static_cast<std::uint32_t>(options.firstSequence)};
        cut(batch, options, *pool, pass->tiles);
        each(pass->tiles.size(), [&](std::size_t i) {
            cpu::forward(plan_, set_, packed, pass->masks, options.training, *pass->tiles[i]);
        });
        const auto labels = static_cast<std::size_t>(spec_.labels);
        const std::size_t answers = spec_.answersTokens() ? batch.tokens() : batch.sequences();
        pass->values.resize(answers * labels);
        for (const auto& tile : pass->tiles) {
            const auto& rows = spec_.answersTokens() ? tile->tokens : tile->sequences;
            for (std::size_t r = 0; r < rows.size(); ++r)
                std::copy_n(tile->logits.data() + r * labels, labels,
                            pass->values.data() + static_cast<std::size_t>(rows[r]) * labels);
        }
        if (!options.training) // nothing of them is needed any more
            for (auto& tile : pass->tiles)
                pool->give(std::move(tile));
        if (!options.training)
            pass->tiles.clear();
        return pass;
    }

    void backwardIn(CpuPass<T>& pass, std::span<const float> dlogits) {
        const PackedMatrices<T>& packed = parameters_.packed<T>();
        each(pass.tiles.size(), [&](std::size_t i) {
            cpu::backward(plan_, set_, packed, pass.masks, dlogits.data(), pass.wantEmbeddings,
                          *pass.tiles[i]);
        });
        // All that takes memory comes before the first sum.
        const Met met = meetWords(pass);
        if (pass.wantEmbeddings) {
            const std::int64_t E = spec_.embeddingWidth();
            std::size_t tokens = 0;
            for (const auto& tile : pass.tiles)
                tokens += tile->tokens.size();
            pass.embeddings.resize(tokens * static_cast<std::size_t>(E));
            for (const auto& tile : pass.tiles)
                for (std::size_t r = 0; r < tile->tokens.size(); ++r)
                    std::copy_n(tile->embeddingGradient +
                                    static_cast<std::int64_t>(r) * plan_.width,
                                E, pass.embeddings.data() + tile->tokens[r] * E);
        }
        addWeightGradients(pass);
        addTables(pass, met);
        if (parameters_.flatGradient() != nullptr)
            for (const auto& tile : pass.tiles)
                parameters_.addFlatGradient(tile->flatGradient.data());
        for (auto& tile : pass.tiles)
            pool_->give(std::move(tile));
        pass.tiles.clear();
    }

    // ---- gradients of weights
    // --------------------------------------------------------------------

    void addWeightGradients(const CpuPass<T>& pass) {
        auto& matrices = parameters_.matrices();
        const auto& kernels = kernelsOf();
        std::vector<std::vector<const Use<T>*>> uses(matrices.size());
        for (const auto& tile : pass.tiles)
            for (const Use<T>& use : tile->uses)
                if (use.gradient != nullptr)
                    uses[static_cast<std::size_t>(use.matrix)].push_back(&use);
        struct Work {
            std::size_t matrix;
            std::int64_t ob;
        };
        std::vector<Work> work;
        for (std::size_t m = matrices.size(); m-- > 0;)
            if (!uses[m].empty())
                for (std::int64_t ob = 0; ob < matrices[m].outBlocks(); ++ob)
                    if (matrices[m].trains(ob))
                        work.push_back({m, ob});
        each(work.size(), [&](std::size_t i) {
            const auto [m, ob] = work[i];
            Matrix& matrix = matrices[m];
            for (std::int64_t ib = 0; ib < matrix.inBlocks(); ++ib) {
                float* const gradient = matrix.gradient.data() + matrix.block(ob, ib);
                bool add = matrix.held;
                for (const Use<T>* use : uses[m]) {
                    if (ob < use->first || ob >= use->end)
                        continue;
                    kernels.product(
                        kBlock, use->rows, use->gradient + (ob - use->first) * kBlock * use->rows,
                        use->rows, use->input + ib * kBlock * use->rows, gradient, kBlock, add);
                    add = true;
                }
                if (!add)
                    std::memset(gradient, 0, sizeof(float) * kBlock * kBlock);
            }
        });
        for (std::size_t m = 0; m < matrices.size(); ++m)
            matrices[m].held |= !uses[m].empty();
    }

    // ---- gradients of tables
    // ---------------------------------------------------------------------

    // Which rows of tiles met a word.
    struct Met {
        std::vector<std::int32_t> words;
        std::vector<std::size_t> first; // of a word within `uses`, and their number
        std::vector<std::pair<std::uint32_t, std::uint32_t>> uses; // tile, row
    };
    Met meetWords(const CpuPass<T>& pass) {
        Met met;
        if (!parameters_.trainsWords())
            return met;
        struct Use {
            std::int32_t word;
            std::uint32_t tile, row;
        };
        std::vector<Use> all;
        for (std::uint32_t t = 0; t < pass.tiles.size(); ++t)
            for (std::uint32_t r = 0; r < pass.tiles[t]->ids.size(); ++r)
                if (pass.tiles[t]->ids[r] != spec_.padId)
                    all.push_back({pass.tiles[t]->ids[r], t, r});
        std::stable_sort(all.begin(), all.end(),
                         [](const Use& a, const Use& b) { return a.word < b.word; });
        for (const Use& use : all) {
            if (met.words.empty() || met.words.back() != use.word) {
                met.words.push_back(use.word);
                met.first.push_back(met.uses.size());
            }
            met.uses.emplace_back(use.tile, use.row);
        }
        met.first.push_back(met.uses.size());
        parameters_.words().meet(met.words);
        return met;
    }

    void addTables(const CpuPass<T>& pass, const Met& met) {
        const std::int64_t E = spec_.embeddingWidth();
        const auto& add = set_.floats->add;
        const auto rowOf = [&](std::uint32_t tile, std::uint32_t row) {
            return pass.tiles[tile]->embeddingGradient + std::int64_t{row} * plan_.width;
        };
        each(met.words.size(), [&](std::size_t w) {
            float* const to = parameters_.words().gradientOf(met.words[w]);
            for (std::size_t u = met.first[w]; u < met.first[w + 1]; ++u)
                add(E, to, rowOf(met.uses[u].first, met.uses[u].second));
        });
        const auto table = [&](Role role, std::vector<std::int32_t> Tile<T>::*index,
                               std::int64_t left) {
            const std::int64_t at = parameters_.flat(role, -1, false);
            if (!parameters_.flatTrained(at))
                return;
            for (std::uint32_t t = 0; t < pass.tiles.size(); ++t)
                for (std::uint32_t r = 0; r < pass.tiles[t]->ids.size(); ++r)
                    if (const std::int32_t row = ((*pass.tiles[t]).*index)[r]; row != left)
                        add(E, parameters_.flatGradient() + at + row * E, rowOf(t, r));
        };
        table(Role::PositionEmbedding, &Tile<T>::places, spec_.positionPad);
        table(Role::TypeEmbedding, &Tile<T>::types, -1);
    }

    const Kernels<T>& kernelsOf() const {
        if constexpr (sizeof(T) == sizeof(float))
            return *set_.floats;
        else
            return *set_.halves;
    }

    // Calls work(i) for each i < count on the threads of this engine; an exception of one of them
    // is thrown here.
    template <class Work> void each(std::size_t count, const Work& work) {
        std::exception_ptr failure;
        std::mutex mutex;
#pragma omp parallel for num_threads(threads_) schedule(dynamic, 1)
        for (std::size_t i = 0; i < count; ++i)
            try {
                work(i);
            } catch (...) {
                const std::scoped_lock lock(mutex);
                failure = std::current_exception();
            }
        if (failure)
            std::rethrow_exception(failure);
    }

    template <class Work> auto guarded(Work&& work) -> decltype(work()) {
        try {
            return work();
        } catch (const std::bad_alloc&) {
            pool_->empty();
            throw OutOfMemory();
        }
    }

    EncoderSpec spec_;
    EngineOptions options_;
    int threads_;
    const InstructionSet& set_;
    Parameters parameters_;
    Plan plan_;
    std::shared_ptr<TilePool<T>> pool_ = std::make_shared<TilePool<T>>();
    std::shared_ptr<TilePool<float>> exactPool_;
};

} // namespace

} // namespace cpu

std::string whyNotOnCpuEngine(const EncoderSpec& spec) {
    if (spec.relative == Relative::Disentangled)
        return ATTUNE_TEXT("core", "the CPU engine does not do this kind of attention");
    if (spec.convolution > 0)
        return ATTUNE_TEXT("core", "the CPU engine does no convolutions");
    if (spec.projectionFirst)
        return ATTUNE_TEXT("core", "the CPU engine does not project embeddings before their norm");
    if (spec.predictsWords)
        return ATTUNE_TEXT("core", "the CPU engine has no head that predicts words");
    return {};
}

std::unique_ptr<Engine> makeCpuEngine(const EncoderSpec& spec, const EngineOptions& options,
                                      int instructionSet) {
    int count = 0;
    const cpu::InstructionSet* const sets = cpu::instructionSets(count);
    const cpu::InstructionSet& set = sets[std::clamp(instructionSet, 0, count - 1)];
    try {
        if (options.precision == Precision::Bf16)
            return std::make_unique<cpu::CpuEngine<cpu::Bf16>>(spec, options, set);
        return std::make_unique<cpu::CpuEngine<float>>(spec, options, set);
    } catch (const std::bad_alloc&) {
        throw OutOfMemory();
    }
}

std::unique_ptr<Engine> makeEngine(const EncoderSpec& spec, const EngineOptions& options) {
    if (options.device == DeviceKind::Cpu && whyNotOnCpuEngine(spec).empty())
        return makeCpuEngine(spec, options);
    return makeAtenEngine(spec, options);
}

std::string engineReason(const EncoderSpec& spec, const EngineOptions& options) {
    const std::string reason =
        options.device == DeviceKind::Cpu ? whyNotOnCpuEngine(spec) : std::string();
    return reason.empty() ? ATTUNE_TEXT("core", "covers this model on this device") : reason;
}

} // namespace attune
