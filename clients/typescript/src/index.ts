/** A Node client for Papilio's environment servers. */
export { type ClientOptions, EnvironmentClient, type ServerInfo } from "./client.js";
export type { Element, Graph, OneOf } from "./element.js";
export type { EnvironmentSpec } from "./environment-spec.js";
export { PapilioError, type Reason } from "./error.js";
export { type Column, Info } from "./info.js";
export type { Keywords, KeywordValue } from "./keywords.js";
export type { AutoresetMode, OpenOptions, Wrapper } from "./open.js";
export type { ResetOptions, Seed } from "./reset.js";
export type { Episode, Policy, RolloutOptions } from "./rollout.js";
export { sampleBatch, type Uniform } from "./sample.js";
export type { MultiDiscrete, Space, Text } from "./space.js";
export { type DType, Tensor, type TensorData } from "./tensor.js";
export type { Ended, TimeStep } from "./time-step.js";
export { VectorEnvironment } from "./vector-environment.js";
