// SPDX-License-Identifier: GPL-3.0-or-later
// The same work for many things, on several threads.
#pragma once

#include <cstddef>
#include <functional>

namespace attune {

// Threads that `threads` means: 0 stands for as many as the machine has.
std::size_t threadsOf(unsigned threads);

// Calls work(worker, i) once for each i of 0 .. n-1, on at most `workers` threads, each of which
// has its number; none is begun for fewer than `least` things. The calling thread is worker 0.
// What is thrown ends the work and comes out here.
void inParallel(std::size_t n, std::size_t workers, std::size_t least,
                const std::function<void(std::size_t worker, std::size_t i)>& work);

} // namespace attune
