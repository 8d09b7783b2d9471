import type { ResetRequest } from "#protocol/papilio/env/v1/ResetRequest.js";
import { checkKeys, described } from "./arguments.js";
import { invalid } from "./errors.js";
import { encodeOptions, type Options } from "./options.js";
import { encodeTensor, Tensor } from "./tensor.js";

/** A non-negative integer of any size. */
export type Seed = number | bigint;

/** How to begin episodes; without arguments all environments go on with their generators. */
export interface Reset {
  /** Environment i gets seed + i; or one seed per environment, where undefined keeps its generator. */
  readonly seed?: Seed | readonly (Seed | undefined)[];
  readonly options?: Options;
  /** Which environments to reset; all where it is absent. */
  readonly mask?: readonly boolean[];
}

export function encodeReset(reset: Reset): ResetRequest {
  checkKeys("reset", reset, ["seed", "options", "mask"]);
  const { seed, options, mask } = reset;
  return {
    ...(isList(seed)
      ? { seeds: { seeds: seed.map((s) => (s === undefined ? "" : digits(s))) } }
      : seed !== undefined && { seed: digits(seed) }),
    ...(options !== undefined && { options: encodeOptions(options) }),
    ...(mask && {
      mask: encodeTensor(new Tensor("bool", [mask.length], Uint8Array.from(mask, Number))),
    }),
  };
}

function isList(seed: Reset["seed"]): seed is readonly (Seed | undefined)[] {
  return Array.isArray(seed);
}

function digits(seed: Seed): string {
  const whole = typeof seed === "bigint" || Number.isSafeInteger(seed);
  if (!whole || seed < 0) {
    throw invalid("seed", described(seed), "a non-negative integer, a bigint above 2^53");
  }
  return String(seed);
}
