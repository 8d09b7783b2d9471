import { readFileSync } from "node:fs";

import type { ClientReadableStream, ServiceError } from "@grpc/grpc-js";

import type { Policy as Message } from "#protocol/papilio/env/v1/Policy.js";
import type { RolloutChunk__Output } from "#protocol/papilio/env/v1/RolloutChunk.js";
import type { RolloutRequest } from "#protocol/papilio/env/v1/RolloutRequest.js";
import type { RolloutResponse__Output } from "#protocol/papilio/env/v1/RolloutResponse.js";
import { checkKeys, described } from "./arguments.js";
import { Deadline } from "./deadline.js";
import { callFailed, invalid, type PapilioError } from "./error.js";
import { encodeKeywords, type Keywords } from "./keywords.js";
import { encodeWrapper, type Wrapper } from "./open.js";
import { decodeTensor, type DType, Tensor } from "./tensor.js";

/**
 * What acts: the bytes of an ONNX model, whose actions are clipped to the bounds; a file of one, or of
 * weights in the format safetensors; or a name, such as "expert", "random" or "zero".
 */
export type Policy = Uint8Array | string;

/** How to run a policy. */
export interface RolloutOptions {
  /** Of the episodes; or their number, with the seeds 0, 1, ... */
  readonly episodes: number | readonly (number | bigint)[];
  /** Episodes that run at a time; by default the server decides. Results are the same. */
  readonly numEnvs?: number;
  /** Truncates episodes after so many steps. */
  readonly horizon?: number;
  /** Whether the steps stay on the server. Default: false. */
  readonly returnsOnly?: boolean;
  /** Keyword arguments of the environment's constructor. */
  readonly keywords?: Keywords;
  /** Innermost first. */
  readonly wrappers?: readonly Wrapper[];
}

/** One episode of T steps. */
export interface Episode {
  readonly seed: bigint;
  /** Shape: [T + 1, ...]. Absent if only returns were asked for. */
  readonly observations?: Tensor;
  /** Row t was taken at observation t. Shape: [T, ...]. */
  readonly actions?: Tensor;
  /** Shape: [T]. */
  readonly rewards?: Tensor;
  /** The sum of all rewards, in order of time. */
  readonly return: number;
  readonly length: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
  /** Whether the physics diverged after the last step. */
  readonly diverged: boolean;
}

const OPTIONS = ["episodes", "numEnvs", "horizon", "returnsOnly", "keywords", "wrappers"];
const FORMATS = { ".onnx": "POLICY_FORMAT_ONNX", ".safetensors": "POLICY_FORMAT_SAFETENSORS" } as const;
const NAMES: Record<string, Message["format"]> = { random: "POLICY_FORMAT_RANDOM", zero: "POLICY_FORMAT_ZERO" };

export function encodeRollout(policy: Policy, id: string, options: RolloutOptions): RolloutRequest {
  checkKeys("rollout", options, OPTIONS);
  const { episodes, numEnvs = 0, horizon = 0, returnsOnly = false, keywords = {}, wrappers = [] } = options;
  const seeds = typeof episodes === "number" ? Array.from({ length: episodes }, (_, i) => i) : [...episodes];
  if (seeds.length === 0) {
    throw invalid("episodes", described(episodes), "at least 1");
  }
  return {
    environmentId: id,
    policy: encodePolicy(policy),
    seeds: seeds.map(String),
    numEnvs,
    horizon,
    content: returnsOnly ? "ROLLOUT_CONTENT_RETURNS" : "ROLLOUT_CONTENT_TRAJECTORIES",
    options: encodeKeywords("keywords", keywords),
    wrappers: wrappers.map(encodeWrapper),
  };
}

function encodePolicy(policy: Policy): Message {
  if (typeof policy !== "string") {
    return network("POLICY_FORMAT_ONNX", policy);
  }
  const suffix = Object.keys(FORMATS).find((end) => policy.endsWith(end)) as keyof typeof FORMATS | undefined;
  if (suffix) {
    return network(FORMATS[suffix], readFileSync(policy));
  }
  return NAMES[policy] ? { format: NAMES[policy] } : { format: "POLICY_FORMAT_NAMED", name: policy };
}

function network(format: NonNullable<Message["format"]>, data: Uint8Array): Message {
  return { format, data: Buffer.from(data), binding: { mapping: "OUTPUT_MAPPING_CLIP" } };
}

/**
 * The episodes of a call, in the order of their seeds, while they arrive.
 *
 * @param responseTimeout seconds; a part of them that takes longer ends the call
 */
export async function* receiveEpisodes(
  call: ClientReadableStream<RolloutResponse__Output>,
  target: string,
  responseTimeout: number,
): AsyncGenerator<Episode, void, undefined> {
  const chunks = new Map<number, RolloutChunk__Output[]>();
  const ready = new Map<number, Episode>();
  let next = 0;
  let late: PapilioError | undefined;
  const deadline = new Deadline(responseTimeout, target, (error) => {
    late = error;
    call.cancel();
  });
  try {
    deadline.begin();
    for await (const response of call as AsyncIterable<RolloutResponse__Output>) {
      deadline.end(); // The caller may take its time.
      const { chunk } = response;
      if (chunk) {
        const parts = chunks.get(chunk.episode) ?? [];
        chunks.set(chunk.episode, [...parts, chunk]);
        if (chunk.end) {
          ready.set(chunk.episode, episodeOf(chunks.get(chunk.episode)!));
          chunks.delete(chunk.episode);
        }
      }
      for (let episode = ready.get(next); episode; episode = ready.get(next)) {
        ready.delete(next++);
        yield episode;
      }
      deadline.begin();
    }
  } catch (error) {
    throw late ?? callFailed(target, error as ServiceError);
  } finally {
    deadline.end();
    call.cancel();
  }
}

function episodeOf(parts: RolloutChunk__Output[]): Episode {
  const last = parts[parts.length - 1]!;
  const end = last.end!;
  const recorded = parts.filter((part) => part.rewards);
  const final = end.finalObservation && decodeTensor(end.finalObservation);
  const observations = recorded.map((part) => decodeTensor(part.observations!));
  if (final) {
    observations.push(new Tensor(final.dtype, [1, ...final.shape], final.data));
  }
  return {
    seed: BigInt(last.seed),
    ...(observations.length > 0 && { observations: joined(observations) }),
    ...(recorded.length > 0 && {
      actions: joined(recorded.map((part) => decodeTensor(part.actions!))),
      rewards: joined(recorded.map((part) => decodeTensor(part.rewards!))),
    }),
    return: end.undiscountedReturn,
    length: end.length,
    terminated: end.terminated,
    truncated: end.truncated,
    diverged: end.diverged,
  };
}

/** Along the first axis. */
function joined(tensors: readonly Tensor[]): Tensor {
  const [first] = tensors as [Tensor<DType>];
  const rows = tensors.reduce((sum, tensor) => sum + tensor.shape[0]!, 0);
  const all = Tensor.zeros(first.dtype, [rows, ...first.shape.slice(1)]);
  let offset = 0;
  for (const tensor of tensors) {
    (all.data as Float64Array).set(tensor.data as Float64Array, offset);
    offset += tensor.data.length;
  }
  return all;
}
