import { fileURLToPath } from "node:url";
import { type GrpcObject, loadPackageDefinition, type ServiceClientConstructor } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

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

function member(root: GrpcObject, path: string[]): GrpcObject {
  return path.reduce((parent, name) => parent[name] as GrpcObject, root);
}
