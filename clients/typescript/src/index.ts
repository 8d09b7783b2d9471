/** Environments on Papilio's servers. */
export type { Access } from "./access.js";
export type { Element, Graph, OneOf } from "./elements.js";
export { type AutoresetMode, Environments } from "./environments.js";
export { PapilioError, type Reason } from "./errors.js";
export { type Column, Info } from "./info.js";
export type { Option, Options } from "./options.js";
export { sampleBatch, type Uniform } from "./samples.js";
export type { Reset, Seed } from "./seeding.js";
export { EnvironmentServer, type Opening } from "./server.js";
export type { MultiDiscrete, Space, Text } from "./spaces.js";
export type { EnvironmentSpec } from "./specs.js";
export { type DType, Tensor, type TensorData } from "./tensor.js";
export type { Ended, TimeStep } from "./time-step.js";
