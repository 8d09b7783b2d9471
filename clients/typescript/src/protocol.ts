import { fileURLToPath } from "node:url";
import { type GrpcObject, loadPackageDefinition, type ServiceClientConstructor } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

import type { Failure__Output } from "#protocol/papilio/env/v1/Failure.js";
import type { EnvironmentServiceClient } from "#protocol/papilio/env/v1/EnvironmentService.js";

/** The folder of the .proto files, as seen from the compiled code. */
const PROTO = fileURLToPath(new URL("../../proto", import.meta.url));

/** The messages and services of the protocol. The options match those of generate.mjs. */
export const definition = loadSync("papilio/env/v1/environment.proto", {
  includeDirs: [PROTO],
  longs: String,
  enums: String,
  defaults: true,
  oneofs: true,
});

/** The gRPC stub of environment.proto's service. */
export const EnvironmentService = member(
  loadPackageDefinition(definition),
  ["papilio", "env", "v1", "EnvironmentService"],
) as unknown as new (
  ...args: ConstructorParameters<ServiceClientConstructor>
) => EnvironmentServiceClient;

interface Codec {
  readonly responseDeserialize: (bytes: Buffer) => unknown;
}

/** A failure from the trailers of a call. */
export function decodeFailure(bytes: Buffer): Failure__Output {
  // proto-loader has codecs of calls alone: a response of Interact whose field 15 is the failure.
  const interact = EnvironmentService as unknown as { service: { Interact: Codec } };
  const head = Buffer.from([(15 << 3) | 2, ...varint(bytes.length)]);
  const response = interact.service.Interact.responseDeserialize(Buffer.concat([head, bytes]));
  return (response as { failure: Failure__Output }).failure;
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)];
}

function member(root: GrpcObject, path: string[]): GrpcObject {
  return path.reduce((parent, name) => parent[name] as GrpcObject, root);
}
