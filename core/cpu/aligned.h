// SPDX-License-Identifier: GPL-3.0-or-later
// Memory for vector code: aligned to cache lines, zeroed where it is to be kept.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <tuple>
#include <utility>
#include <vector>

namespace attune::cpu {

constexpr std::size_t kAlignment = 64;

// An array of zeros that is never resized, but replaced.
template <class T> class Aligned {
public:
    Aligned() = default;
    explicit Aligned(std::size_t count) : count_(count) {
        if (count == 0)
            return;
        const std::size_t bytes = (count * sizeof(T) + kAlignment - 1) / kAlignment * kAlignment;
        data_.reset(static_cast<T*>(std::aligned_alloc(kAlignment, bytes)));
        if (!data_)
            throw std::bad_alloc();
        std::memset(static_cast<void*>(data_.get()), 0, bytes);
    }
    Aligned(Aligned&& other) noexcept
        : data_(std::move(other.data_)), count_(std::exchange(other.count_, 0)) {}
    Aligned& operator=(Aligned&& other) noexcept {
        data_ = std::move(other.data_);
        count_ = std::exchange(other.count_, 0);
        return *this;
    }
    T* data() const { return data_.get(); }
    std::size_t size() const { return count_; }
    std::size_t bytes() const { return count_ * sizeof(T); }

private:
    struct Free {
        void operator()(T* p) const { std::free(p); }
    };
    std::unique_ptr<T, Free> data_;
    std::size_t count_ = 0;
};

// Arrays that live until the next reset(), or until release() of a mark before them; the memory is
// kept and used again. What they hold at first is not known.
class Arena {
public:
    template <class T> T* take(std::size_t count) {
        const std::size_t bytes = (count * sizeof(T) + kAlignment - 1) / kAlignment * kAlignment;
        while (chunk_ < chunks_.size() && used_ + bytes > chunks_[chunk_].size()) {
            ++chunk_;
            used_ = 0;
        }
        if (chunk_ == chunks_.size()) {
            chunks_.emplace_back(std::max(bytes, kChunk));
            used_ = 0;
        }
        T* const found = reinterpret_cast<T*>(chunks_[chunk_].data() + used_);
        used_ += bytes;
        return found;
    }
    using Mark = std::pair<std::size_t, std::size_t>;
    Mark mark() const { return {chunk_, used_}; }
    void release(Mark mark) { std::tie(chunk_, used_) = mark; }
    void reset() { chunk_ = used_ = 0; }
    std::size_t bytes() const {
        std::size_t all = 0;
        for (const auto& chunk : chunks_)
            all += chunk.size();
        return all;
    }

private:
    static constexpr std::size_t kChunk = std::size_t{4} << 20;
    std::vector<Aligned<unsigned char>> chunks_;
    std::size_t chunk_ = 0, used_ = 0;
};

} // namespace attune::cpu
