// Matrix products, gradients and averages of float32 networks whose bits depend on the machine in no way.
//
// A result is one chain of fused multiply-adds in a fixed order (papilio_kernels_variant.h), whichever of the three
// variants computes it. Compiled with -ffp-contract=off: a fused multiply-add is written where one is meant.
//
// Activations of n rows lie feature by feature, [features][stride], with stride a multiple of PANEL and at least n;
// columns from n on are computed along and mean nothing.
#pragma once

#include <cmath>
#include <cstring>
#include <immintrin.h>
#include <type_traits>

namespace papilio {

constexpr long PANEL = 16;
constexpr long CACHE_LINE = 16;  // in floats

namespace avx512 {
#define TARGET __attribute__((target("avx512f,fma")))
#define LANES 16
#define BLOCK 12
#define VECTOR __m512
#define LOAD _mm512_loadu_ps
#define STORE _mm512_storeu_ps
#define BROADCAST _mm512_set1_ps
#define ZERO _mm512_setzero_ps()
#define FMA _mm512_fmadd_ps
#define PLUS _mm512_add_ps
#define TIMES _mm512_mul_ps
#define MINUS _mm512_sub_ps
#define MAX _mm512_max_ps
#define KEEP_POSITIVE(h, x) _mm512_maskz_mov_ps(_mm512_cmp_ps_mask(h, ZERO, _CMP_GT_OQ), x)
#include "papilio_kernels_variant.h"
#include "papilio_kernels_undefine.h"
}  // namespace avx512

namespace avx2 {
#define TARGET __attribute__((target("avx2,fma")))
#define LANES 8
#define BLOCK 6
#define VECTOR __m256
#define LOAD _mm256_loadu_ps
#define STORE _mm256_storeu_ps
#define BROADCAST _mm256_set1_ps
#define ZERO _mm256_setzero_ps()
#define FMA _mm256_fmadd_ps
#define PLUS _mm256_add_ps
#define TIMES _mm256_mul_ps
#define MINUS _mm256_sub_ps
#define MAX _mm256_max_ps
#define KEEP_POSITIVE(h, x) _mm256_and_ps(_mm256_cmp_ps(h, ZERO, _CMP_GT_OQ), x)
#include "papilio_kernels_variant.h"
#include "papilio_kernels_undefine.h"
}  // namespace avx2

// Any processor; without hardware for fused multiply-adds it is slow.
namespace portable {
static inline float load(const float* from) { return *from; }
static inline void store(float* to, float value) { *to = value; }
// As maxps: a NaN in the second operand stays.
static inline float greater(float a, float b) { return a > b ? a : b; }
#define TARGET
#define LANES 1
#define BLOCK 4
#define VECTOR float
#define LOAD load
#define STORE store
#define BROADCAST(x) (x)
#define ZERO 0.0f
#define FMA std::fma
#define PLUS(a, b) ((a) + (b))
#define TIMES(a, b) ((a) * (b))
#define MINUS(a, b) ((a) - (b))
#define MAX greater
#define KEEP_POSITIVE(h, x) ((h) > 0 ? (x) : 0.0f)
#include "papilio_kernels_variant.h"
#include "papilio_kernels_undefine.h"
}  // namespace portable

enum Variant { AVX512, AVX2, PORTABLE };

inline bool supports(int variant) {
  switch (variant) {
    case AVX512: return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("fma");
    case AVX2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    default: return true;
  }
}

// Calls a kernel of the chosen variant.
#define PAPILIO_DISPATCH(variant, call) \
  switch (variant) { \
    case AVX512: avx512::call; break; \
    case AVX2: avx2::call; break; \
    default: portable::call; \
  }

// y = W x + b, optionally max(0, y), of the outputs [from, to). w: [out][in], x: [in][stride], y: [out][stride].
inline void forward(
    int variant, const float* w, int weight, int bias, int in, int from, int to, const float* x, float* y, int stride,
    int n, bool rectify) {
  const float* b = w + bias + from;
  w += weight + static_cast<long>(from) * in;
  y += static_cast<long>(from) * stride;
  PAPILIO_DISPATCH(variant, forward(w, b, in, to - from, x, y, stride, n, rectify))
}

// result = W^T delta for columns of W, of which [from, to), zero where hidden is not positive. w: [out][in] from its
// first one on.
inline void backward(
    int variant, const float* w, int weight, int in, int out, const float* delta, const float* hidden, int from, int to,
    float* result, int stride, int n) {
  long start = static_cast<long>(from) * stride;
  hidden = hidden == nullptr ? nullptr : hidden + start;
  PAPILIO_DISPATCH(
      variant, backward(w + weight + from, in, out, delta, hidden, to - from, result + start, stride, n))
}

// to[o] = sum_r from[o][r], from the first to the last; several side by side, since an addition waits for the one before.
inline void row_sums(const float* from, long stride, long rows, long n, float* to) {
  constexpr long TOGETHER = 8;
  for (long o = 0; o < rows; o += TOGETHER) {
    long count = rows - o < TOGETHER ? rows - o : TOGETHER;
    const float* row[TOGETHER];
    float sum[TOGETHER] = {};
    for (long k = 0; k < TOGETHER; k++) row[k] = from + (o + (k < count ? k : 0)) * stride;
    for (long r = 0; r < n; r++) {
      for (long k = 0; k < TOGETHER; k++) sum[k] += row[k][r];
    }
    std::memcpy(to + o, sum, count * sizeof(float));
  }
}

// result = delta x, W's gradient, [out][in], then that of the bias, [out], of the outputs [from, to).
// delta: [out][stride]; x: rows of `row` floats.
inline void gradient(
    int variant, const float* delta, int stride, int from, int to, const float* x, int row, int n, float* result,
    int weight, int bias, int in) {
  delta += static_cast<long>(from) * stride;
  PAPILIO_DISPATCH(
      variant, gradient(delta, stride, to - from, x, row, n, result + weight + static_cast<long>(from) * in, in))
  row_sums(delta, stride, to - from, n, result + bias + from);
}

// y = x W^T + b for rows, W being packed as [out / PANEL][in][PANEL], out a multiple of PANEL; optionally max(0, y).
inline void packed(
    int variant, const float* w, const float* bias, int in, int out, const float* x, int from, int row, float* y, int n,
    bool rectify) {
  PAPILIO_DISPATCH(variant, packed(w, bias, in, out, x + from, row, y, n, rectify))
}

// Averages take in iterates by their own weights, which sum to one (papilio_kernels_variant.h).
// averages: [any][mean, lost][stride], of which `members` change; iterates: [count][row]; c: [number][count + 1];
// length a multiple of 64.
inline void mix(
    int variant, float* averages, int stride, const int* members, int number, const float* iterates, int row,
    const float* c, int count, int length) {
  PAPILIO_DISPATCH(variant, mix(averages, stride, members, number, iterates, row, c, count, length))
}

// to[c][r] = from[r][c] for 4 x 4 numbers; every processor with 64 bits has SSE.
inline void transpose4(const float* from, long stride, float* to, long row) {
  __m128 a = _mm_loadu_ps(from);
  __m128 b = _mm_loadu_ps(from + stride);
  __m128 c = _mm_loadu_ps(from + 2 * stride);
  __m128 d = _mm_loadu_ps(from + 3 * stride);
  _MM_TRANSPOSE4_PS(a, b, c, d);
  _mm_storeu_ps(to, a);
  _mm_storeu_ps(to + row, b);
  _mm_storeu_ps(to + 2 * row, c);
  _mm_storeu_ps(to + 3 * row, d);
}

// to[c][r] = from[r][c] for a matrix of `rows` by `columns`. Tiles fill whole cache lines of the result.
inline void transpose(const float* from, int start, int rows, int columns, long stride, float* to, long row) {
  constexpr int TILE = 16;
  from += start;
  int wide = columns / 4 * 4;
  for (int r0 = 0; r0 < rows; r0 += TILE) {
    int r1 = r0 + TILE < rows ? r0 + TILE : rows;
    int r4 = r0 + (r1 - r0) / 4 * 4;
    for (int c = 0; c < wide; c += 4) {
      for (int r = r0; r < r4; r += 4) transpose4(from + r * stride + c, stride, to + c * row + r, row);
    }
    for (int c = 0; c < columns; c++) {
      for (int r = c < wide ? r4 : r0; r < r1; r++) to[c * row + r] = from[r * stride + c];
    }
  }
}

}  // namespace papilio
