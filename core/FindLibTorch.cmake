# SPDX-License-Identifier: GPL-3.0-or-later
# Finds LibTorch and defines the target LibTorch::LibTorch.
#
# The package's own CMake files ask for a CUDA toolkit as soon as the libraries were built with CUDA;
# linking the libraries themselves needs none. ATTUNE_LIBTORCH names the folder with include/ and lib/;
# else the one that `run` installed below .deps is taken.
file(GLOB candidates ${CMAKE_SOURCE_DIR}/.deps/torch/lib/python3*/site-packages/torch)
find_path(LIBTORCH_INCLUDE ATen/ATen.h
  HINTS ${ATTUNE_LIBTORCH}/include ${candidates}
  PATH_SUFFIXES include NO_DEFAULT_PATH)
if(LIBTORCH_INCLUDE)
  get_filename_component(LIBTORCH_ROOT ${LIBTORCH_INCLUDE} DIRECTORY)
  file(STRINGS ${LIBTORCH_INCLUDE}/torch/headeronly/version.h version_lines REGEX "define TORCH_VERSION_M[AI][JN]OR")
  string(REGEX REPLACE ".*MAJOR ([0-9]+).*MINOR ([0-9]+).*" "\\1.\\2" LibTorch_VERSION "${version_lines}")
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
  REQUIRED_VARS LIBTORCH_INCLUDE LIBTORCH_ROOT
  VERSION_VAR LibTorch_VERSION
  REASON_FAILURE_MESSAGE "run ./run once, or give -DATTUNE_LIBTORCH=DIR (the folder `torch` of the Python package)")

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
  add_library(LibTorch::LibTorch INTERFACE IMPORTED)
  target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE
    ${LIBTORCH_INCLUDE} ${LIBTORCH_INCLUDE}/torch/csrc/api/include)
  target_compile_definitions(LibTorch::LibTorch INTERFACE _GLIBCXX_USE_CXX11_ABI=1)
  set(libraries)
  foreach(name torch_cpu c10)
    list(APPEND libraries ${LIBTORCH_ROOT}/lib/lib${name}.so)
  endforeach()
  set(cuda_libraries)
  foreach(name torch_cuda c10_cuda)
    if(EXISTS ${LIBTORCH_ROOT}/lib/lib${name}.so)
      list(APPEND cuda_libraries ${LIBTORCH_ROOT}/lib/lib${name}.so)
    endif()
  endforeach()
  if(cuda_libraries)
    # Nothing calls into them by name: they register their kernels when they are loaded.
    list(APPEND libraries -Wl,--no-as-needed ${cuda_libraries} -Wl,--as-needed)
  endif()
  target_link_libraries(LibTorch::LibTorch INTERFACE ${libraries})
endif()
