import type { EnvironmentSpec__Output } from "#protocol/papilio/env/v1/EnvironmentSpec.js";
import { decodeSpace, type Space } from "./space.js";

/** Gymnasium's spec of an environment. */
export interface EnvironmentSpec {
  /** Name and version: "Hopper-v5". */
  readonly id: string;
  /** Of a single environment, not the batch. */
  readonly observationSpace: Space;
  /** Of a single environment, not the batch. */
  readonly actionSpace: Space;
  /** The step at which an episode is truncated; absent means never. */
  readonly maxEpisodeSteps?: number;
  /** The return at which the task is considered solved. */
  readonly rewardThreshold?: number;
  /** Empty where the environment cannot be rendered. */
  readonly renderModes: readonly string[];
  /** Frames per second of simulated time; 0 where unknown. */
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
