// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/failure.h"

#include "model/engine.h"

#include <new>

namespace attune {

namespace {

Error outOfMemory() {
    return Error(say(ATTUNE_TEXT("core", "The memory does not suffice for this run.")), {},
                 say(ATTUNE_TEXT("core", "Close other programs, or choose a smaller model, "
                                         "batch_size or max_length.")));
}

Message goOn() {
    return say(ATTUNE_TEXT("core",
                           "Checkpoints are kept: resume the run. If it fails again, report "
                           "it with the run's recipe."));
}

} // namespace

Error failureOf(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const Error& error) {
        return error;
    } catch (const OutOfMemory&) {
        return outOfMemory();
    } catch (const std::bad_alloc&) {
        return outOfMemory();
    } catch (const std::exception& error) {
        return Error(say(ATTUNE_TEXT("core", "The run failed: %1"), error.what()), {}, goOn());
    } catch (...) {
        return Error(say(ATTUNE_TEXT("core", "The run failed for an unknown reason.")), {}, goOn());
    }
}

} // namespace attune
