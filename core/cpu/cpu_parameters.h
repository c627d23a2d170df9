// SPDX-License-Identifier: GPL-3.0-or-later
// The parameters of the CPU engine: masters in fp32, gradients and moments, laid out for its
// kernels. Weights of products lie in blocks of 64 x 64, with zeros where their sizes are no
// multiples of it; norms, biases and small tables lie flat; the table of words apart, since a step
// meets few of its rows.
#pragma once

#include "cpu/aligned.h"
#include "cpu/kernels.h"
#include "cpu/word_rows.h"
#include "model/engine.h"

#include <array>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace attune::cpu {

// A learning rate and a decay; -1 as index of a group: frozen.
struct Group {
    double rateScale = 1, weightDecay = 0;
};

// The weight of a product, or of several with one input (query, key and value), [out, in].
struct Matrix {
    // Rows of a parameter, which stand from row `at` on; each part begins with a block of its own.
    struct Part {
        std::size_t parameter = 0;
        std::int64_t first = 0, rows = 0;
        std::int64_t at = 0;
        int group = -1;
        std::int64_t bias = -1; // within the flat parameters, of these rows; -1: none
    };
    std::vector<Part> parts;
    std::int64_t out = 0, in = 0;                   // multiples of 64
    std::int64_t width = 0;                         // of the input, without padding
    Aligned<float> values, gradient, first, second; // the latter three where it is trained
    bool held = false;                              // a gradient has arrived

    std::int64_t outBlocks() const { return out / kBlock; }
    std::int64_t inBlocks() const { return in / kBlock; }
    // Of a block: [64 out, 64 in]; blocks of one column of blocks stand one after the other.
    std::int64_t block(std::int64_t ob, std::int64_t ib) const {
        return (ib * outBlocks() + ob) * kBlock * kBlock;
    }
    const Part& partOf(std::int64_t ob) const;
    bool trains(std::int64_t ob) const { return partOf(ob).group >= 0; }
    bool trains() const { return gradient.size() > 0; }
    std::int64_t biasOf(std::int64_t ob) const; // of the block; -1: none
};

// The operands of products that a matrix stands for, packed for Kernels<T>.
template <class T> struct PackedMatrix {
    Aligned<T> forward; // [out / 64][in][64]
    Aligned<T> back;    // [in / 64][out][64]; fp32: the masters serve

    T* backBlock(const Matrix& matrix, std::int64_t ob, std::int64_t ib) {
        return back.size() == 0 ? nullptr : back.data() + matrix.block(ob, ib);
    }
};
template <class T> using PackedMatrices = std::vector<PackedMatrix<T>>;

class Parameters {
public:
    Parameters(const EncoderSpec& spec, const InstructionSet& set, int threads);

    const std::vector<ParameterInfo>& list() const { return list_; }
    // -1: the spec has no such thing.
    int matrix(Role role, int set) const;
    std::int64_t flat(Role role, int set, bool bias) const;

    const std::vector<Matrix>& matrices() const { return matrices_; }
    std::vector<Matrix>& matrices() { return matrices_; }
    const float* flatValues() const { return flatValues_.data(); }
    std::int64_t flatSize() const { return static_cast<std::int64_t>(flatValues_.size()); }
    // Whether the flat parameter that begins there is trained.
    bool flatTrained(std::int64_t at) const { return at >= 0 && trainedFlat_.contains(at); }
    // Adds to the gradients of all that lies flat, [flatSize()].
    void addFlatGradient(const float* gradient);
    // Adds to the gradient of a table that lies flat.
    float* flatGradient() { return flatGradient_.data(); }
    WordRows& words() { return *words_; }
    const WordRows& words() const { return *words_; }
    bool trainsWords() const { return words_->trained(); }

    // As in Engine.
    void load(std::string_view name, std::span<const float> values);
    void store(std::string_view name, std::span<float> values) const;
    void storeRows(std::string_view name, std::span<const std::int32_t> rows,
                   std::span<float> values) const;
    void setGroups(const std::vector<ParameterGroup>& groups);
    void loadMoments(std::string_view name, std::span<const float> first,
                     std::span<const float> second);
    void storeMoments(std::string_view name, std::span<float> first, std::span<float> second) const;
    void storeGradient(std::string_view name, std::span<float> values) const;
    void loadGradient(std::string_view name, std::span<const float> values);
    double gradientNorm() const;
    void clearGradients();
    // `halves`: bf16 is what passes are trained with, and packed at once.
    void update(const UpdateOptions& options, bool halves);
    std::uint64_t bytesHeld() const;

    // Packed for T, up to date. From several threads at a time while nothing else is called.
    template <class T> const PackedMatrices<T>& packed();

private:
    enum class Kind { Matrix, Flat, Words };
    struct Place {
        Kind kind = Kind::Flat;
        int matrix = -1;     // of a weight or a bias of products
        std::int64_t at = 0; // of what lies flat
        int group = -1;
    };
    std::size_t indexOf(std::string_view name, std::size_t count) const;
    std::size_t trainedIndexOf(std::string_view name, std::size_t count) const;
    // Copies between a parameter in row order and its blocks.
    void scatter(std::size_t parameter, std::span<const float> values, Aligned<float> Matrix::*to);
    void gather(std::size_t parameter, std::span<float> values,
                const Aligned<float> Matrix::*from) const;
    // Calls work(place in the parameter, place in what lies flat, how many).
    template <class Work> void flatPieces(std::size_t parameter, const Work& work) const {
        const ParameterInfo& info = list_[parameter];
        if (places_[parameter].matrix < 0)
            return work(std::int64_t{0}, places_[parameter].at, info.count());
        // The bias of a product has a piece for each part.
        for (const Matrix::Part& part :
             matrices_[static_cast<std::size_t>(places_[parameter].matrix)].parts)
            if (list_[part.parameter].role == info.role)
                work(part.first, part.bias, part.rows);
    }
    template <class T> std::optional<PackedMatrices<T>>& stored() {
        if constexpr (sizeof(T) == sizeof(float))
            return floats_;
        else
            return halves_;
    }
    template <class T> void pack(const Matrix& matrix, PackedMatrix<T>& packed, std::int64_t ob);
    template <class T> void updateMatrices(const std::vector<AdamStep>& steps);

    std::vector<ParameterInfo> list_;
    std::vector<Place> places_;
    std::unordered_map<std::string, std::size_t> index_;
    std::vector<std::array<int, 64>> matrixOf_;         // [set + 1][role]
    std::vector<std::array<std::int64_t, 128>> flatOf_; // [set + 1][2 * role + bias]
    std::vector<Matrix> matrices_;
    Aligned<float> flatValues_, flatGradient_, flatFirst_, flatSecond_;
    std::unique_ptr<WordRows> words_;
    std::vector<Group> groups_;
    std::unordered_set<std::int64_t> trainedFlat_; // where those begin
    const InstructionSet& set_;
    int threads_;
    std::mutex packing_;
    std::optional<PackedMatrices<float>> floats_;
    std::optional<PackedMatrices<Bf16>> halves_;
};

} // namespace attune::cpu
