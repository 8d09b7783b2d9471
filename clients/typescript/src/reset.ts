import type { ResetRequest } from "#protocol/papilio/env/v1/ResetRequest.js";
import { checkKeys, described } from "./arguments.js";
import { invalid } from "./error.js";
import { encodeKeywords, type Keywords } from "./keywords.js";
import { encodeTensor, Tensor } from "./tensor.js";

/** A non-negative integer of any size. */
export type Seed = number | bigint;

/** How to begin episodes. */
export interface ResetOptions {
  /**
   * One seed s gives environment i the seed s + i; an array has a seed for each environment.
   * Where it is absent or undefined, an environment continues its random number generator.
   */
  readonly seed?: Seed | readonly (Seed | undefined)[];
  /** Gymnasium's reset options. */
  readonly options?: Keywords;
  /** Which environments to reset. Shape: [n]. Default: all. */
  readonly mask?: readonly boolean[];
}

export function encodeReset(reset: ResetOptions): ResetRequest {
  checkKeys("reset", reset, ["seed", "options", "mask"]);
  const { seed, options, mask } = reset;
  return {
    ...(isList(seed)
      ? { seeds: { seeds: seed.map((s) => (s === undefined ? "" : digits(s))) } }
      : seed !== undefined && { seed: digits(seed) }),
    ...(options && { options: encodeKeywords("options", options) }),
    ...(mask && { mask: encodeTensor(new Tensor("bool", [mask.length], Uint8Array.from(mask, Number))) }),
  };
}

function isList(seed: ResetOptions["seed"]): seed is readonly (Seed | undefined)[] {
  return Array.isArray(seed);
}

function digits(seed: Seed): string {
  const exact = typeof seed === "bigint" || Number.isSafeInteger(seed);
  if (!exact || seed < 0) {
    throw invalid("seed", described(seed), "a non-negative integer; a bigint from 2^53");
  }
  return String(seed);
}
