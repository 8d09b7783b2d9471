import { equal, rejects } from "node:assert/strict";
import { it } from "node:test";
import { credentials, Metadata, Server, ServerCredentials, status } from "@grpc/grpc-js";

import type { PapilioError } from "../src/errors.js";
import { Session } from "../src/session.js";
import { definition, EnvironmentService } from "../src/wire.js";

it("gives up on a server that does not answer its close", async () => {
  const server = new Server();
  const silent = () => undefined;
  const service = definition["papilio.env.v1.EnvironmentService"] as Parameters<Server["addService"]>[0];
  server.addService(service, { Interact: silent, GetServerInfo: silent, ListEnvironments: silent });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, at) => (error ? reject(error) : resolve(at))),
  );
  const client = new EnvironmentService(`127.0.0.1:${port}`, credentials.createInsecure());
  const session = new Session(client.interact(new Metadata()), "silent");
  const asked = rejects(session.ask({ reset: {} }), (error: PapilioError) => error.code === status.CANCELLED);
  await session.close(50);
  await asked;
  equal(await session.ask({ reset: {} }).catch((error: PapilioError) => error.sessionOver), true);
  client.close();
  server.forceShutdown();
});
