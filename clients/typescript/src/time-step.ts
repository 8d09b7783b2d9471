import type { Ended__Output } from "#protocol/papilio/env/v1/Ended.js";
import type { TimeStep__Output } from "#protocol/papilio/env/v1/TimeStep.js";
import { decodeElement, type Element } from "./element.js";
import { decodeInfo, flags, type Info } from "./info.js";
import { decodeTensor } from "./tensor.js";

/** The result of a reset or step of n environments. */
export interface TimeStep {
  /** A batch of n. */
  readonly observations: Element;
  /** Shape: [n]. */
  readonly rewards: Float64Array;
  /** Whether the task itself ended the episode. Shape: [n]. */
  readonly terminated: boolean[];
  /** Whether a limit ended the episode. Shape: [n]. */
  readonly truncated: boolean[];
  readonly info: Info;
  /** Present with SAME_STEP when an episode ended in this step. */
  readonly ended?: Ended;
}

/** The final observations and infos of the episodes that ended. */
export interface Ended {
  /** Shape: [n]. */
  readonly mask: boolean[];
  /** A batch of n, zero outside the mask. */
  readonly observations: Element;
  readonly info: Info;
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
