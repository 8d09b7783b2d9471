import type { Ended__Output } from "#protocol/papilio/env/v1/Ended.js";
import type { Info__Output } from "#protocol/papilio/env/v1/Info.js";
import type { Tensor__Output } from "#protocol/papilio/env/v1/Tensor.js";
import type { TimeStep__Output } from "#protocol/papilio/env/v1/TimeStep.js";
import { decodeElement, type Element } from "./elements.js";
import { decodeTensor, type Tensor } from "./tensor.js";

/** What n environments answer to a reset or a step. */
export interface TimeStep {
  /** A batch of n. */
  readonly observations: Element;
  readonly rewards: Float64Array;
  /** Whose task itself ended. */
  readonly terminated: boolean[];
  /** Whose episode a limit ended. */
  readonly truncated: boolean[];
  readonly info: Info;
  /** With SAME_STEP, when some episode ended in this step. */
  readonly ended?: Ended;
}

/** The last observations and infos of the episodes that ended. */
export interface Ended {
  readonly mask: boolean[];
  /** A batch of n, zero outside the mask. */
  readonly observations: Element;
  readonly info: Info;
}

/** Gymnasium's info dictionaries, one column per key. */
export type Info = ReadonlyMap<string, Column>;

export interface Column {
  /** Shape: [n, ...], zero where not present. */
  readonly values: Tensor;
  /** Which environments gave the key. */
  readonly present: boolean[];
}

export function decodeTimeStep(message: TimeStep__Output): TimeStep {
  const rewards = decodeTensor(message.rewards!).data as Float64Array;
  return {
    observations: decodeElement(message.observations),
    rewards,
    terminated: flags(message.terminated),
    truncated: flags(message.truncated),
    info: decodeInfo(message.info, rewards.length),
    ...(message.ended && { ended: decodeEnded(message.ended, rewards.length) }),
  };
}

function decodeEnded(message: Ended__Output, n: number): Ended {
  return {
    mask: flags(message.mask),
    observations: decodeElement(message.observations),
    info: decodeInfo(message.info, n),
  };
}

function decodeInfo(message: Info__Output | null, n: number): Info {
  const everywhere = new Array<boolean>(n).fill(true);
  return new Map(
    (message?.columns ?? []).map(({ name, values, present }) => [
      name,
      { values: decodeTensor(values!), present: present ? flags(present) : everywhere },
    ]),
  );
}

function flags(message: Tensor__Output | null): boolean[] {
  return Array.from(message?.data ?? [], (byte) => byte !== 0);
}
