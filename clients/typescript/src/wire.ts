import { fileURLToPath } from "node:url";
import { type GrpcObject, loadPackageDefinition, type ServiceClientConstructor } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

import type { EnvironmentServiceClient } from "#protocol/papilio/env/v1/EnvironmentService.js";

/** The schema, two folders up from the compiled code as it is packed. */
const PROTO = fileURLToPath(new URL("../../proto", import.meta.url));

/** The protocol as gRPC has it at run time; `generate-protocol.mjs` writes the types that fit. */
export const definition = loadSync("papilio/env/v1/environment.proto", {
  includeDirs: [PROTO],
  longs: String,
  enums: String,
  defaults: true,
  oneofs: true,
});

export const EnvironmentService = member(
  loadPackageDefinition(definition),
  ["papilio", "env", "v1", "EnvironmentService"],
) as unknown as new (
  ...args: ConstructorParameters<ServiceClientConstructor>
) => EnvironmentServiceClient;

function member(root: GrpcObject, path: string[]): GrpcObject {
  return path.reduce((parent, name) => parent[name] as GrpcObject, root);
}
