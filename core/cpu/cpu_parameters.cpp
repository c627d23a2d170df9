// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/cpu_parameters.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace attune::cpu {

namespace {

template <class T> const Kernels<T>& kernelsOf(const InstructionSet& set) {
    if constexpr (sizeof(T) == sizeof(float))
        return *set.floats;
    else
        return *set.halves;
}

bool isProduct(Role role) {
    switch (role) {
    case Role::EmbeddingProjection:
    case Role::QueryKeyValue:
    case Role::Query:
    case Role::Key:
    case Role::Value:
    case Role::AttentionOutput:
    case Role::FeedForwardIn:
    case Role::FeedForwardOut:
    case Role::Pooler:
    case Role::Classifier:
        return true;
    default:
        return false;
    }
}

// Query, key and value are one product of three parts.
Role joined(Role role) {
    return role == Role::Key || role == Role::Value || role == Role::QueryKeyValue ? Role::Query
                                                                                   : role;
}

// How many parts of `count` rows each the rows of a weight are.
std::int64_t partsOf(const EncoderSpec& spec, Role role) {
    if (role == Role::QueryKeyValue)
        return 3;
    return role == Role::FeedForwardIn && spec.gated ? 2 : 1;
}

std::size_t at(Role role) { return static_cast<std::size_t>(role); }

AdamStep stepOf(const UpdateOptions& options, const Group& group) {
    const AdamWStep step = adamWStep(options, group.rateScale, group.weightDecay);
    return {step.kept,         step.size,
            step.correction,   step.epsilon,
            step.firstWeight,  step.secondKept,
            step.secondWeight, static_cast<float>(std::max(options.gradientScale, 0.0))};
}

} // namespace

const Matrix::Part& Matrix::partOf(std::int64_t ob) const {
    for (std::size_t i = parts.size(); i-- > 1;)
        if (ob * kBlock >= parts[i].at)
            return parts[i];
    return parts.front();
}

std::int64_t Matrix::biasOf(std::int64_t ob) const {
    const Part& part = partOf(ob);
    return part.bias < 0 ? -1 : part.bias + ob * kBlock - part.at;
}

Parameters::Parameters(const EncoderSpec& spec, const InstructionSet& set, int threads)
    : list_(parametersOf(spec)), places_(list_.size()), set_(set), threads_(threads) {
    const auto sets = static_cast<std::size_t>(spec.parameterSets()) + 1;
    matrixOf_.resize(sets);
    flatOf_.resize(sets);
    for (auto& row : matrixOf_)
        row.fill(-1);
    for (auto& row : flatOf_)
        row.fill(-1);
    std::int64_t flatSize = 0;
    // Biases of a product stand one after the other as its parts do, each in whole blocks.
    const auto flatRoom = [&](std::int64_t count) {
        const std::int64_t place = flatSize;
        flatSize += padded(count);
        return place;
    };
    for (std::size_t i = 0; i < list_.size(); ++i) {
        const ParameterInfo& info = list_[i];
        index_.emplace(info.name, i);
        const auto set = static_cast<std::size_t>(info.set + 1);
        Place& place = places_[i];
        if (info.role == Role::WordEmbedding) {
            place.kind = Kind::Words;
            words_ = std::make_unique<WordRows>(info.shape[0], info.shape[1], threads);
        } else if (isProduct(info.role) && !info.bias) {
            int& number = matrixOf_[set][at(joined(info.role))];
            if (number < 0) {
                number = static_cast<int>(matrices_.size());
                matrices_.emplace_back();
            }
            place.kind = Kind::Matrix;
            place.matrix = number;
            matrixOf_[set][at(info.role)] = number;
            Matrix& matrix = matrices_[static_cast<std::size_t>(number)];
            matrix.width = info.shape[1];
            matrix.in = padded(info.shape[1]);
            const std::int64_t count = partsOf(spec, info.role), rows = info.shape[0] / count;
            for (std::int64_t part = 0; part < count; ++part) {
                matrix.parts.push_back({i, part * rows, rows, matrix.out, -1, -1});
                matrix.out += padded(rows);
            }
        } else if (isProduct(info.role)) {
            // After its weight, whose parts it gives a place each.
            const auto number = static_cast<std::size_t>(matrixOf_[set][at(info.role)]);
            place.matrix = static_cast<int>(number);
            for (Matrix::Part& part : matrices_[number].parts)
                if (list_[part.parameter].role == info.role)
                    part.bias = flatRoom(part.rows);
        } else {
            std::int64_t count = info.count();
            place.at = flatRoom(count);
            flatOf_[set][2 * at(info.role) + info.bias] = place.at;
        }
    }
    for (Matrix& matrix : matrices_)
        matrix.values = Aligned<float>(static_cast<std::size_t>(matrix.out * matrix.in));
    flatValues_ = Aligned<float>(static_cast<std::size_t>(flatSize));
}

int Parameters::matrix(Role role, int set) const {
    return matrixOf_[static_cast<std::size_t>(set + 1)][at(role)];
}

std::int64_t Parameters::flat(Role role, int set, bool bias) const {
    return flatOf_[static_cast<std::size_t>(set + 1)][2 * at(role) + bias];
}

std::size_t Parameters::indexOf(std::string_view name, std::size_t count) const {
    const auto found = index_.find(std::string(name));
    if (found == index_.end())
        throw std::invalid_argument("no parameter is called " + std::string(name));
    if (static_cast<std::size_t>(list_[found->second].count()) != count)
        throw std::invalid_argument("wrong number of values for " + std::string(name));
    return found->second;
}

std::size_t Parameters::trainedIndexOf(std::string_view name, std::size_t count) const {
    const std::size_t index = indexOf(name, count);
    if (places_[index].group < 0)
        throw std::invalid_argument(std::string(name) + " is frozen");
    return index;
}

// ---- between the order of a file and that of the kernels ----------------------------------------

namespace {

// Calls work(place in a file's order, place in ours, how many) for pieces of a parameter.
template <class Work>
void eachPiece(const Matrix& matrix, std::size_t parameter, const Work& work) {
    for (const Matrix::Part& part : matrix.parts) {
        if (part.parameter != parameter)
            continue;
        for (std::int64_t row = 0; row < part.rows; ++row) {
            const std::int64_t out = part.at + row;
            for (std::int64_t in = 0; in < matrix.width; in += kBlock)
                work((part.first + row) * matrix.width + in,
                     matrix.block(out / kBlock, in / kBlock) + out % kBlock * kBlock,
                     std::min<std::int64_t>(kBlock, matrix.width - in));
        }
    }
}

} // namespace

void Parameters::scatter(std::size_t parameter, std::span<const float> values,
                         Aligned<float> Matrix::*to) {
    Matrix& matrix = matrices_[static_cast<std::size_t>(places_[parameter].matrix)];
    float* const target = (matrix.*to).data();
    eachPiece(matrix, parameter, [&](std::int64_t file, std::int64_t ours, std::int64_t count) {
        std::copy_n(values.data() + file, count, target + ours);
    });
}

void Parameters::gather(std::size_t parameter, std::span<float> values,
                        const Aligned<float> Matrix::*from) const {
    const Matrix& matrix = matrices_[static_cast<std::size_t>(places_[parameter].matrix)];
    const float* const source = (matrix.*from).data();
    eachPiece(matrix, parameter, [&](std::int64_t file, std::int64_t ours, std::int64_t count) {
        std::copy_n(source + ours, count, values.data() + file);
    });
}

namespace {
void copyFlat(const float* from, float* to, std::int64_t count) { std::copy_n(from, count, to); }
} // namespace

void Parameters::load(std::string_view name, std::span<const float> values) {
    const std::size_t i = indexOf(name, values.size());
    const Place& place = places_[i];
    switch (place.kind) {
    case Kind::Words:
        return words_->load(values);
    case Kind::Matrix:
        scatter(i, values, &Matrix::values);
        floats_.reset();
        halves_.reset();
        return;
    case Kind::Flat:
        flatPieces(i, [&](std::int64_t file, std::int64_t ours, std::int64_t count) {
            copyFlat(values.data() + file, flatValues_.data() + ours, count);
        });
    }
}

void Parameters::store(std::string_view name, std::span<float> values) const {
    const std::size_t i = indexOf(name, values.size());
    switch (places_[i].kind) {
    case Kind::Words:
        return words_->store(values);
    case Kind::Matrix:
        return gather(i, values, &Matrix::values);
    case Kind::Flat:
        flatPieces(i, [&](std::int64_t file, std::int64_t ours, std::int64_t count) {
            copyFlat(flatValues_.data() + ours, values.data() + file, count);
        });
    }
}

void Parameters::storeRows(std::string_view name, std::span<const std::int32_t> rows,
                           std::span<float> values) const {
    const auto found = index_.find(std::string(name));
    if (found == index_.end())
        throw std::invalid_argument("no parameter is called " + std::string(name));
    const std::vector<std::int64_t>& shape = list_[found->second].shape;
    const auto inside = [&](std::int32_t row) { return row >= 0 && row < shape[0]; };
    if (shape.size() != 2 || !std::all_of(rows.begin(), rows.end(), inside) ||
        values.size() != rows.size() * static_cast<std::size_t>(shape[1]))
        throw std::invalid_argument("wrong rows of " + std::string(name));
    const auto width = static_cast<std::size_t>(shape[1]);
    const Place& place = places_[found->second];
    const auto copy = [&](auto&& rowAt) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            std::copy_n(rowAt(rows[i]), width, values.data() + i * width);
    };
    if (place.kind == Kind::Words) {
        words_->refresh(rows);
        copy([&](std::int64_t row) { return words_->values() + row * shape[1]; });
    } else if (place.kind == Kind::Flat && place.matrix < 0) {
        copy([&](std::int64_t row) { return flatValues_.data() + place.at + row * shape[1]; });
    } else {
        std::vector<float> all(static_cast<std::size_t>(list_[found->second].count()));
        store(name, all);
        copy([&](std::int64_t row) { return all.data() + row * shape[1]; });
    }
}

void Parameters::loadMoments(std::string_view name, std::span<const float> first,
                             std::span<const float> second) {
    const std::size_t i = trainedIndexOf(name, first.size());
    switch (places_[i].kind) {
    case Kind::Words:
        return words_->loadMoments(first, second);
    case Kind::Matrix:
        scatter(i, first, &Matrix::first);
        return scatter(i, second, &Matrix::second);
    case Kind::Flat:
        flatPieces(i, [&](std::int64_t file, std::int64_t ours, std::int64_t count) {
            copyFlat(first.data() + file, flatFirst_.data() + ours, count);
            copyFlat(second.data() + file, flatSecond_.data() + ours, count);
        });
    }
}

void Parameters::storeMoments(std::string_view name, std::span<float> first,
                              std::span<float> second) const {
    const std::size_t i = trainedIndexOf(name, first.size());
    switch (places_[i].kind) {
    case Kind::Words:
        return words_->storeMoments(first, second);
    case Kind::Matrix:
        gather(i, first, &Matrix::first);
        return gather(i, second, &Matrix::second);
    case Kind::Flat:
        flatPieces(i, [&](std::int64_t file, std::int64_t ours, std::int64_t count) {
            copyFlat(flatFirst_.data() + ours, first.data() + file, count);
            copyFlat(flatSecond_.data() + ours, second.data() + file, count);
        });
    }
}

void Parameters::storeGradient(std::string_view name, std::span<float> values) const {
    const std::size_t i = trainedIndexOf(name, values.size());
    switch (places_[i].kind) {
    case Kind::Words:
        return words_->storeGradient(values);
    case Kind::Matrix:
        if (!matrices_[static_cast<std::size_t>(places_[i].matrix)].held)
            return std::fill(values.begin(), values.end(), 0.0f);
        return gather(i, values, &Matrix::gradient);
    case Kind::Flat:
        flatPieces(i, [&](std::int64_t file, std::int64_t ours, std::int64_t count) {
            copyFlat(flatGradient_.data() + ours, values.data() + file, count);
        });
    }
}

void Parameters::loadGradient(std::string_view name, std::span<const float> values) {
    const std::size_t i = trainedIndexOf(name, values.size());
    switch (places_[i].kind) {
    case Kind::Words:
        return words_->loadGradient(values);
    case Kind::Matrix: {
        Matrix& matrix = matrices_[static_cast<std::size_t>(places_[i].matrix)];
        if (!matrix.held)
            std::memset(matrix.gradient.data(), 0, matrix.gradient.bytes());
        matrix.held = true;
        return scatter(i, values, &Matrix::gradient);
    }
    case Kind::Flat:
        flatPieces(i, [&](std::int64_t file, std::int64_t ours, std::int64_t count) {
            copyFlat(values.data() + file, flatGradient_.data() + ours, count);
        });
    }
}

// ---- groups and updates -------------------------------------------------------------------------

void Parameters::setGroups(const std::vector<ParameterGroup>& groups) {
    std::vector<int> wanted(list_.size(), -1);
    for (std::size_t g = 0; g < groups.size(); ++g)
        for (const std::string& name : groups[g].names) {
            const auto found = index_.find(name);
            if (found == index_.end())
                throw std::invalid_argument("no parameter is called " + name);
            if (wanted[found->second] >= 0)
                throw std::invalid_argument(name + " is in two groups");
            wanted[found->second] = static_cast<int>(g);
        }
    groups_.clear();
    for (const ParameterGroup& group : groups)
        groups_.push_back({group.rateScale, group.weightDecay});
    bool anyFlat = false;
    for (std::size_t i = 0; i < list_.size(); ++i) {
        Place& place = places_[i];
        place.group = wanted[i];
        anyFlat |= place.kind == Kind::Flat && place.group >= 0;
        if (place.kind != Kind::Words)
            continue;
        if (place.group < 0)
            words_->freeze();
        else
            words_->train(groups[static_cast<std::size_t>(place.group)].rateScale,
                          groups[static_cast<std::size_t>(place.group)].weightDecay);
    }
    for (Matrix& matrix : matrices_) {
        bool trained = false;
        for (Matrix::Part& part : matrix.parts) {
            part.group = wanted[part.parameter];
            trained |= part.group >= 0;
        }
        const std::size_t count = trained ? matrix.values.size() : 0;
        matrix.gradient = Aligned<float>(count);
        matrix.first = Aligned<float>(count);
        matrix.second = Aligned<float>(count);
        matrix.held = false;
    }
    trainedFlat_.clear();
    for (std::size_t i = 0; i < list_.size(); ++i)
        if (places_[i].kind == Kind::Flat && places_[i].group >= 0)
            flatPieces(i, [&](std::int64_t, std::int64_t ours, std::int64_t) {
                trainedFlat_.insert(ours);
            });
    const std::size_t count = anyFlat ? flatValues_.size() : 0;
    flatGradient_ = Aligned<float>(count);
    flatFirst_ = Aligned<float>(count);
    flatSecond_ = Aligned<float>(count);
}

double Parameters::gradientNorm() const {
    std::vector<double> sums(matrices_.size() + 2, 0.0);
    const auto& kernels = *set_.floats;
#pragma omp parallel for num_threads(threads_) schedule(dynamic, 1)
    for (std::size_t m = 0; m < matrices_.size(); ++m) {
        const Matrix& matrix = matrices_[m];
        if (!matrix.held)
            continue;
        for (std::int64_t ib = 0; ib < matrix.inBlocks(); ++ib)
            for (std::int64_t ob = 0; ob < matrix.outBlocks(); ++ob)
                if (matrix.trains(ob))
                    sums[m] += kernels.sumOfSquares(kBlock * kBlock,
                                                    matrix.gradient.data() + matrix.block(ob, ib));
    }
    if (flatGradient_.size() > 0)
        for (std::size_t i = 0; i < list_.size(); ++i)
            if (places_[i].kind == Kind::Flat && places_[i].group >= 0)
                flatPieces(i, [&](std::int64_t, std::int64_t ours, std::int64_t size) {
                    sums[matrices_.size()] +=
                        kernels.sumOfSquares(size, flatGradient_.data() + ours);
                });
    const std::span<const float> words = words_->gradients();
    sums.back() = kernels.sumOfSquares(static_cast<std::int64_t>(words.size()), words.data());
    double sum = 0;
    for (const double one : sums)
        sum += one;
    return std::sqrt(sum);
}

void Parameters::clearGradients() {
    for (Matrix& matrix : matrices_)
        matrix.held = false;
    if (flatGradient_.size() > 0)
        std::memset(flatGradient_.data(), 0, flatGradient_.bytes());
    words_->clearGradient();
}

void Parameters::addFlatGradient(const float* gradient) {
    set_.floats->add(flatSize(), flatGradient_.data(), gradient);
}

template <class T>
void Parameters::pack(const Matrix& matrix, PackedMatrix<T>& packed, std::int64_t ob) {
    const auto& kernels = kernelsOf<T>(set_);
    for (std::int64_t ib = 0; ib < matrix.inBlocks(); ++ib)
        kernels.adamBlock({}, matrix.values.data() + matrix.block(ob, ib), nullptr, nullptr,
                          nullptr,
                          packed.forward.data() + (ob * matrix.inBlocks() + ib) * kBlock * kBlock,
                          packed.backBlock(matrix, ob, ib));
}

template <class T> const PackedMatrices<T>& Parameters::packed() {
    const std::scoped_lock lock(packing_);
    auto& place = stored<T>();
    if (place)
        return *place;
    PackedMatrices<T> made(matrices_.size());
    for (std::size_t m = 0; m < matrices_.size(); ++m) {
        made[m].forward = Aligned<T>(matrices_[m].values.size());
        if constexpr (sizeof(T) == sizeof(Bf16))
            made[m].back = Aligned<T>(matrices_[m].values.size());
    }
#pragma omp parallel for num_threads(threads_) schedule(dynamic, 1)
    for (std::size_t m = 0; m < matrices_.size(); ++m)
        for (std::int64_t ob = 0; ob < matrices_[m].outBlocks(); ++ob)
            pack(matrices_[m], made[m], ob);
    return place.emplace(std::move(made));
}
template const PackedMatrices<float>& Parameters::packed<float>();
template const PackedMatrices<Bf16>& Parameters::packed<Bf16>();

template <class T> void Parameters::updateMatrices(const std::vector<AdamStep>& steps) {
    const auto& kernels = kernelsOf<T>(set_);
    packed<T>();
    PackedMatrices<T>& packing = *stored<T>();
    struct Work {
        std::size_t matrix;
        std::int64_t ob;
    };
    std::vector<Work> work;
    for (std::size_t m = 0; m < matrices_.size(); ++m)
        for (std::int64_t ob = 0; ob < matrices_[m].outBlocks(); ++ob)
            if (matrices_[m].trains(ob))
                work.push_back({m, ob});
#pragma omp parallel for num_threads(threads_) schedule(dynamic, 1)
    for (std::size_t i = 0; i < work.size(); ++i) {
        Matrix& matrix = matrices_[work[i].matrix];
        PackedMatrix<T>& packed = packing[work[i].matrix];
        const std::int64_t ob = work[i].ob;
        const AdamStep& step = steps[static_cast<std::size_t>(matrix.partOf(ob).group)];
        for (std::int64_t ib = 0; ib < matrix.inBlocks(); ++ib) {
            const std::int64_t block = matrix.block(ob, ib);
            float* const gradient = matrix.gradient.data() + block;
            if (!matrix.held)
                std::memset(gradient, 0, sizeof(float) * kBlock * kBlock);
            kernels.adamBlock(step, matrix.values.data() + block, matrix.first.data() + block,
                              matrix.second.data() + block, gradient,
                              packed.forward.data() +
                                  (ob * matrix.inBlocks() + ib) * kBlock * kBlock,
                              packed.backBlock(matrix, ob, ib));
        }
    }
}

void Parameters::update(const UpdateOptions& options, bool halves) {
    if (options.gradientScale <= 0)
        clearGradients(); // times 0, what is no number would stay none
    std::vector<AdamStep> steps;
    for (const Group& group : groups_)
        steps.push_back(stepOf(options, group));
    if (halves) {
        floats_.reset();
        updateMatrices<Bf16>(steps);
    } else {
        updateMatrices<float>(steps);
    }
    for (std::size_t i = 0; i < list_.size(); ++i)
        if (places_[i].kind == Kind::Flat && places_[i].group >= 0)
            flatPieces(i, [&](std::int64_t, std::int64_t ours, std::int64_t count) {
                set_.floats->adam(steps[static_cast<std::size_t>(places_[i].group)], count,
                                  flatValues_.data() + ours, flatFirst_.data() + ours,
                                  flatSecond_.data() + ours, flatGradient_.data() + ours);
            });
    if (words_->trained())
        words_->update(options);
}

std::uint64_t Parameters::bytesHeld() const {
    std::uint64_t bytes = words_->bytesHeld() + flatValues_.bytes() + flatGradient_.bytes() +
                          flatFirst_.bytes() + flatSecond_.bytes();
    for (const Matrix& matrix : matrices_)
        bytes += matrix.values.bytes() + matrix.gradient.bytes() + matrix.first.bytes() +
                 matrix.second.bytes();
    const auto add = [&](const auto& packing) {
        if (packing)
            for (const auto& one : *packing)
                bytes += one.forward.bytes() + one.back.bytes();
    };
    add(floats_);
    add(halves_);
    return bytes;
}

} // namespace attune::cpu
