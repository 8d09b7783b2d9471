// The kernels for vectors of LANES floats. papilio_kernels.h includes this file once per instruction set, each time
// in a namespace of its own, with VECTOR, LOAD, STORE, BROADCAST, FMA, MAX, KEEP_POSITIVE, BLOCK and TARGET defined.
//
// Every sum is one chain of fused multiply-adds in the order of its index. Vectors run across independent sums, so
// neither their width nor the size of a block changes a bit.

#define INLINE static inline TARGET __attribute__((always_inline))

// The sums of ROWS x WIDTH vectors: sum[r][v] += a[r * row + k * step] * b[k * stride + v * LANES] for k < depth.
template <int ROWS, int WIDTH>
INLINE void chain(
    VECTOR (&sum)[ROWS][WIDTH], const float* a, long row, long step, const float* b, long stride, long depth) {
  for (long k = 0; k < depth; k++) {
    VECTOR column[WIDTH];
    for (int v = 0; v < WIDTH; v++) {
      column[v] = LOAD(b + v * LANES);
    }
    for (int r = 0; r < ROWS; r++) {
      VECTOR factor = BROADCAST(a[r * row]);
      for (int v = 0; v < WIDTH; v++) {
        sum[r][v] = FMA(factor, column[v], sum[r][v]);
      }
    }
    a += step;
    b += stride;
  }
}

template <int ROWS, int WIDTH>
INLINE void fill(VECTOR (&sum)[ROWS][WIDTH], const float* start) {
  for (int r = 0; r < ROWS; r++) {
    for (int v = 0; v < WIDTH; v++) {
      sum[r][v] = BROADCAST(start == nullptr ? 0.0f : start[r]);
    }
  }
}

// Calls body(first, integral_constant<rows>) for blocks of BLOCK rows, then for the rest in blocks of 4, 2 and 1.
template <typename Body>
INLINE void blocks(long rows, Body body) {
  long r = 0;
  for (; r + BLOCK <= rows; r += BLOCK) body(r, std::integral_constant<int, BLOCK>());
  for (; r + 4 <= rows; r += 4) body(r, std::integral_constant<int, 4>());
  for (; r + 2 <= rows; r += 2) body(r, std::integral_constant<int, 2>());
  for (; r < rows; r++) body(r, std::integral_constant<int, 1>());
}

template <int WIDTH>
INLINE void forward_panel(
    const float* w, const float* bias, long in, long out, const float* x, float* y, long stride, bool rectify) {
  blocks(out, [=](long o, auto rows) TARGET __attribute__((always_inline)) {
    constexpr int ROWS = decltype(rows)::value;
    VECTOR sum[ROWS][WIDTH];
    fill(sum, bias + o);
    chain(sum, w + o * in, in, 1, x, stride, in);
    for (int r = 0; r < ROWS; r++) {
      for (int v = 0; v < WIDTH; v++) {
        STORE(y + (o + r) * stride + v * LANES, rectify ? MAX(ZERO, sum[r][v]) : sum[r][v]);
      }
    }
  });
}

template <int WIDTH>
INLINE void backward_panel(
    const float* w, long in, long out, const float* delta, const float* hidden, long columns, float* result,
    long stride) {
  blocks(columns, [=](long i, auto rows) TARGET __attribute__((always_inline)) {
    constexpr int ROWS = decltype(rows)::value;
    VECTOR sum[ROWS][WIDTH];
    fill(sum, nullptr);
    chain(sum, w + i, 1, in, delta, stride, out);
    for (int r = 0; r < ROWS; r++) {
      for (int v = 0; v < WIDTH; v++) {
        long at = (i + r) * stride + v * LANES;
        STORE(result + at, hidden == nullptr ? sum[r][v] : KEEP_POSITIVE(LOAD(hidden + at), sum[r][v]));
      }
    }
  });
}

template <int WIDTH>
INLINE void gradient_panel(
    const float* delta, long stride, long out, const float* x, long row, long n, float* gradient, long in, long count) {
  blocks(out, [=](long o, auto rows) TARGET __attribute__((always_inline)) {
    constexpr int ROWS = decltype(rows)::value;
    VECTOR sum[ROWS][WIDTH];
    fill(sum, nullptr);
    chain(sum, delta + o * stride, stride, 1, x, row, n);
    for (int r = 0; r < ROWS; r++) {
      float* to = gradient + (o + r) * in;
      if (count == WIDTH * LANES) {
        for (int v = 0; v < WIDTH; v++) STORE(to + v * LANES, sum[r][v]);
      } else {
        float whole[WIDTH * LANES];
        for (int v = 0; v < WIDTH; v++) STORE(whole + v * LANES, sum[r][v]);
        std::memcpy(to, whole, count * sizeof(float));
      }
    }
  });
}

template <int ROWS, int PANELS>
INLINE void packed_block(
    const float* w, const float* bias, long in, const float* x, long row, float* y, long out, bool rectify) {
  constexpr int PER_PANEL = PANEL / LANES;
  VECTOR sum[ROWS][PANELS * PER_PANEL];
  for (int v = 0; v < PANELS * PER_PANEL; v++) {
    VECTOR start = LOAD(bias + v * LANES);
    for (int r = 0; r < ROWS; r++) sum[r][v] = start;
  }
  for (long k = 0; k < in; k++) {
    for (int r = 0; r < ROWS; r++) {
      VECTOR factor = BROADCAST(x[r * row + k]);
      for (int v = 0; v < PANELS * PER_PANEL; v++) {
        VECTOR column = LOAD(w + (v / PER_PANEL) * in * PANEL + k * PANEL + (v % PER_PANEL) * LANES);
        sum[r][v] = FMA(factor, column, sum[r][v]);
      }
    }
  }
  for (int r = 0; r < ROWS; r++) {
    for (int v = 0; v < PANELS * PER_PANEL; v++) {
      STORE(y + r * out + v * LANES, rectify ? MAX(ZERO, sum[r][v]) : sum[r][v]);
    }
  }
}

template <int PANELS>
INLINE void packed_columns(
    const float* w, const float* bias, long in, const float* x, long row, float* y, long out, long n, bool rectify) {
  blocks(n, [=](long first, auto rows) TARGET __attribute__((always_inline)) {
    constexpr int ROWS = decltype(rows)::value;
    packed_block<ROWS, PANELS>(w, bias, in, x + first * row, row, y + first * out, out, rectify);
  });
}

TARGET static void forward(
    const float* w, const float* bias, long in, long out, const float* x, float* y, long stride, long n, bool rectify) {
  long c = 0;
  for (; c + 2 * LANES <= stride && c < n; c += 2 * LANES) {
    forward_panel<2>(w, bias, in, out, x + c, y + c, stride, rectify);
  }
  for (; c < n; c += PANEL) {
    forward_panel<PANEL / LANES>(w, bias, in, out, x + c, y + c, stride, rectify);
  }
}

TARGET static void backward(
    const float* w, long in, long out, const float* delta, const float* hidden, long columns, float* result,
    long stride, long n) {
  long c = 0;
  for (; c + 2 * LANES <= stride && c < n; c += 2 * LANES) {
    backward_panel<2>(
        w, in, out, delta + c, hidden == nullptr ? nullptr : hidden + c, columns, result + c, stride);
  }
  for (; c < n; c += PANEL) {
    backward_panel<PANEL / LANES>(
        w, in, out, delta + c, hidden == nullptr ? nullptr : hidden + c, columns, result + c, stride);
  }
}

TARGET static void gradient(
    const float* delta, long stride, long out, const float* x, long row, long n, float* result, long in) {
  long i = 0;
  for (; i + 2 * LANES <= in; i += 2 * LANES) {
    gradient_panel<2>(delta, stride, out, x + i, row, n, result + i, in, 2 * LANES);
  }
  for (; i < in; i += PANEL) {
    gradient_panel<PANEL / LANES>(delta, stride, out, x + i, row, n, result + i, in, in - i < PANEL ? in - i : PANEL);
  }
}

// One row leaves most accumulators idle unless it takes several panels at once.
TARGET static void packed(
    const float* w, const float* bias, long in, long out, const float* x, long row, float* y, long n, bool rectify) {
  constexpr int WIDE = 4;
  long o = 0;
  if (n < 3) {
    for (; o + WIDE * PANEL <= out; o += WIDE * PANEL) {
      for (long r = 0; r < n; r++) {
        packed_block<1, WIDE>(w + o * in, bias + o, in, x + r * row, row, y + r * out + o, out, rectify);
      }
    }
  }
  for (; o < out; o += PANEL) {
    packed_columns<1>(w + o * in, bias + o, in, x, row, y + o, out, n, rectify);
  }
}

template <int WIDTH>
INLINE void mix_vectors(
    float* mean, float* lost, const float* iterates, long stride, const float* c, long count) {
  VECTOR m[WIDTH];
  VECTOR change[WIDTH];
  VECTOR kept = BROADCAST(c[count]);
  for (int v = 0; v < WIDTH; v++) {
    m[v] = LOAD(mean + v * LANES);
    change[v] = TIMES(kept, LOAD(lost + v * LANES));
  }
  for (long j = 0; j < count; j++) {
    VECTOR weight = BROADCAST(c[j]);
    for (int v = 0; v < WIDTH; v++) {
      VECTOR distance = MINUS(LOAD(iterates + j * stride + v * LANES), m[v]);
      change[v] = FMA(weight, distance, change[v]);
    }
  }
  for (int v = 0; v < WIDTH; v++) {
    VECTOR next = PLUS(m[v], change[v]);
    STORE(lost + v * LANES, MINUS(change[v], MINUS(next, m[v])));
    STORE(mean + v * LANES, next);
  }
}

// Averages in two floats, mean + lost as in Kahan's summation, take in iterates:
// mean + lost = c[count] (mean + lost) + sum_j c[j] theta_j, with c[count] = 1 - sum_j c[j].
// A part of all iterates stays in the first-level cache while every average takes it in. The averages come from far,
// in pieces too short for the processor to see a pattern: the next piece is asked for while one is computed.
TARGET static void mix(
    float* averages, long stride, const int* members, long number, const float* iterates, long row, const float* c,
    long count, long length) {
  constexpr int WIDTH = 4;
  constexpr long PART = 256;
  for (long start = 0; start < length; start += PART) {
    long end = start + PART < length ? start + PART : length;
    for (long k = 0; k < number; k++) {
      float* mean = averages + 2 * stride * members[k];
      const float* ahead = averages + 2 * stride * members[(k + 1) % number] + (k + 1 < number ? 0 : PART);
      for (long i = start; i < end; i += WIDTH * LANES) {
        for (long v = 0; v < WIDTH * LANES; v += CACHE_LINE) {
          __builtin_prefetch(ahead + i + v, 1);
          __builtin_prefetch(ahead + stride + i + v, 1);
        }
        mix_vectors<WIDTH>(mean + i, mean + stride + i, iterates + i, row, c + k * (count + 1), count);
      }
    }
  }
}

#undef INLINE
