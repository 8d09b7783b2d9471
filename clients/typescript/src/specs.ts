import type { EnvironmentSpec__Output } from "#protocol/papilio/env/v1/EnvironmentSpec.js";
import { decodeSpace, type Space } from "./spaces.js";

/** What is known of an environment before it runs. */
export interface EnvironmentSpec {
  /** Name and version: "Hopper-v5". */
  readonly id: string;
  /** Of one environment, not of the batch. */
  readonly observationSpace: Space;
  readonly actionSpace: Space;
  /** Truncated after so many steps; absent means never. */
  readonly maxEpisodeSteps?: number;
  /** The return at which the task counts as solved. */
  readonly rewardThreshold?: number;
  readonly renderModes: readonly string[];
  /** Of simulated time. */
  readonly framesPerSecond: number;
}

export function decodeSpec(message: EnvironmentSpec__Output): EnvironmentSpec {
  const { maxEpisodeSteps, rewardThreshold } = message;
  return {
    id: message.id,
    observationSpace: decodeSpace(message.observationSpace),
    actionSpace: decodeSpace(message.actionSpace),
    ...(message._maxEpisodeSteps && { maxEpisodeSteps: maxEpisodeSteps! }),
    ...(message._rewardThreshold && { rewardThreshold: rewardThreshold! }),
    renderModes: message.renderModes,
    framesPerSecond: message.framesPerSecond,
  };
}
