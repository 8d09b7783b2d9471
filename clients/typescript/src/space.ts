import type { Space__Output } from "#protocol/papilio/env/v1/Space.js";
import type { DType__Output } from "#protocol/papilio/env/v1/DType.js";
import { invalid } from "./error.js";
import { decodeTensor, type DType, dtypeOf, type Tensor } from "./tensor.js";

/** A space: one of Gymnasium's ten kinds. */
export type Space =
  | { readonly kind: "box"; readonly low: Tensor; readonly high: Tensor }
  /** The integers start to start + n - 1. */
  | { readonly kind: "discrete"; readonly n: bigint; readonly start: bigint; readonly dtype: DType }
  | MultiDiscrete
  | { readonly kind: "multiBinary"; readonly shape: readonly number[] }
  | Text
  | { readonly kind: "tuple"; readonly spaces: readonly Space[] }
  /** The order of the entries is part of the space. */
  | { readonly kind: "dict"; readonly spaces: ReadonlyMap<string, Space> }
  | { readonly kind: "sequence"; readonly space: Space; readonly stack: boolean }
  | { readonly kind: "oneOf"; readonly spaces: readonly Space[] }
  /** `edge` is absent where edges have no features. */
  | { readonly kind: "graph"; readonly node: Space; readonly edge?: Space };

/** A product of integer ranges: start to start + nvec - 1. */
export interface MultiDiscrete {
  readonly kind: "multiDiscrete";
  /** int64, each at least 1. */
  readonly nvec: Tensor;
  /** int64, same shape. Default: 0. */
  readonly start?: Tensor;
  readonly dtype: DType;
}

/** Strings over a set of characters; lengths count Unicode code points. */
export interface Text {
  readonly kind: "text";
  readonly minLength: number;
  readonly maxLength: number;
  readonly charset: string;
}

export function decodeSpace(message: Space__Output | null): Space {
  switch (message?.kind) {
    case "box":
      return { kind: "box", low: decodeTensor(message.box!.low!), high: decodeTensor(message.box!.high!) };
    case "discrete": {
      const { n, start, dtype } = message.discrete!;
      return { kind: "discrete", n: BigInt(n), start: BigInt(start), dtype: integerType(dtype) };
    }
    case "multiDiscrete": {
      const { nvec, start, dtype } = message.multiDiscrete!;
      const ranges = { nvec: decodeTensor(nvec!), ...(start && { start: decodeTensor(start) }) };
      return { kind: "multiDiscrete", ...ranges, dtype: integerType(dtype) };
    }
    case "multiBinary":
      return { kind: "multiBinary", shape: message.multiBinary!.shape };
    case "text": {
      const { minLength, maxLength, charset } = message.text!;
      return { kind: "text", minLength, maxLength, charset };
    }
    case "tuple":
      return { kind: "tuple", spaces: message.tuple!.spaces.map(decodeSpace) };
    case "dict": {
      const entries = message.dict!.entries;
      return { kind: "dict", spaces: new Map(entries.map((e) => [e.key, decodeSpace(e.space)])) };
    }
    case "sequence":
      return { kind: "sequence", space: decodeSpace(message.sequence!.space), stack: message.sequence!.stack };
    case "oneOf":
      return { kind: "oneOf", spaces: message.oneOf!.spaces.map(decodeSpace) };
    case "graph": {
      const { node, edge } = message.graph!;
      return { kind: "graph", node: decodeSpace(node), ...(edge && { edge: decodeSpace(edge) }) };
    }
    default:
      throw invalid("space", "unknown kind", "a kind of this protocol version");
  }
}

function integerType(dtype: DType__Output): DType {
  return dtype === "DTYPE_UNSPECIFIED" ? "int64" : dtypeOf(dtype);
}
