import { type Metadata, Server, ServerCredentials, type ServerDuplexStream } from "@grpc/grpc-js";

import type { InteractRequest__Output } from "#protocol/papilio/env/v1/InteractRequest.js";
import type { InteractResponse } from "#protocol/papilio/env/v1/InteractResponse.js";
import { definition } from "../src/protocol.js";

export type Interact = (stream: ServerDuplexStream<InteractRequest__Output, InteractResponse>, metadata: Metadata) => void;

/** A server within this process whose sessions do what the test needs. */
export async function startFakeServer(interact: Interact, credentials = ServerCredentials.createInsecure()) {
  const server = new Server();
  const service = definition["papilio.env.v1.EnvironmentService"] as Parameters<Server["addService"]>[0];
  server.addService(service, {
    Interact: (stream: Parameters<Interact>[0]) => interact(stream, stream.metadata),
    GetServerInfo: () => undefined,
    ListEnvironments: () => undefined,
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", credentials, (error, at) => (error ? reject(error) : resolve(at))),
  );
  return { target: `localhost:${port}`, stop: () => server.forceShutdown() };
}
