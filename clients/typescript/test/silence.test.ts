import { rejects } from "node:assert/strict";
import { it } from "node:test";
import { credentials, Metadata, status } from "@grpc/grpc-js";

import { Session } from "../src/session.js";
import { EnvironmentService } from "../src/protocol.js";
import { startFakeServer } from "./fake-server.js";

it("gives up on a server that does not answer its close", async () => {
  const fake = await startFakeServer(() => undefined);
  const client = new EnvironmentService(fake.target, credentials.createInsecure());
  const session = new Session(client.interact(new Metadata()), "silent");
  const asked = rejects(session.request({ reset: {} }), { code: status.CANCELLED });
  await session.close(50);
  await asked;
  await rejects(session.request({ reset: {} }), { sessionEnded: true });
  client.close();
  fake.stop();
});
