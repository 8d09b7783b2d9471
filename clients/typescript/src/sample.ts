import type { Element } from "./element.js";
import { invalid } from "./error.js";
import type { Space } from "./space.js";
import { type DType, isBig, Tensor, type TensorData } from "./tensor.js";

/** A random number generator with values in [0, 1), such as Math.random. */
export type Uniform = () => number;

/**
 * Samples a batch of n elements, each component uniformly. Components without bounds are sampled from
 * [-1, 1], components with one bound within 2 of it.
 */
export function sampleBatch(space: Space, n: number, uniform: Uniform = Math.random): Element {
  switch (space.kind) {
    case "box":
      return filled(space.low.dtype, [n, ...space.low.shape], (i) => {
        const j = i % space.low.data.length;
        return between(Number(space.low.data[j]), Number(space.high.data[j]), space.low.dtype, uniform);
      });
    case "discrete":
      return filled(space.dtype, [n], () => Number(space.start) + below(space.n, uniform));
    case "multiDiscrete":
      return filled(space.dtype, [n, ...space.nvec.shape], (i) => {
        const j = i % space.nvec.data.length;
        return Number(space.start?.data[j] ?? 0) + below(space.nvec.data[j]!, uniform);
      });
    case "multiBinary":
      return filled("int8", [n, ...space.shape], () => below(2, uniform));
    case "tuple":
      return space.spaces.map((sub) => sampleBatch(sub, n, uniform));
    case "dict":
      return new Map([...space.spaces].map(([key, sub]) => [key, sampleBatch(sub, n, uniform)]));
    default:
      throw invalid("space", space.kind, "a box, discrete, multiDiscrete, multiBinary, tuple or dict");
  }
}

function filled(dtype: DType, shape: readonly number[], value: (i: number) => number): Tensor {
  const tensor = Tensor.zeros(dtype, shape);
  for (let i = 0; i < tensor.data.length; i++) {
    tensor.data[i] = (isBig(dtype) ? BigInt(value(i)) : value(i)) as TensorData[number];
  }
  return tensor;
}

function between(low: number, high: number, dtype: DType, uniform: Uniform): number {
  const a = Number.isFinite(low) ? low : Number.isFinite(high) ? high - 2 : -1;
  const b = Number.isFinite(high) ? high : a + 2;
  return dtype.startsWith("float") ? a + (b - a) * uniform() : a + below(b - a + 1, uniform);
}

function below(n: number | bigint, uniform: Uniform): number {
  return Math.floor(Number(n) * uniform());
}
