import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { it } from "node:test";
import { status } from "@grpc/grpc-js";

import type { Failure } from "#protocol/papilio/env/v1/Failure.js";
import { EnvironmentClient, PapilioError } from "../src/index.js";
import { answering, startFakeServer } from "./fake-server.js";

/** The error of an `open` that is answered by a failure. */
async function errorOf(failure: Failure): Promise<PapilioError> {
  const fake = await startFakeServer(answering(() => ({ failure })));
  const client = new EnvironmentClient(fake.target);
  const error: unknown = await client.open("Any-v0").catch((thrown: unknown) => thrown);
  client.close();
  fake.stop();
  ok(error instanceof PapilioError);
  return error;
}

it("has the reason and subject that the server sends, whatever the message", async () => {
  const reasons = {
    REASON_INVALID_VALUE: "INVALID_VALUE",
    REASON_UNKNOWN_ENVIRONMENT: "UNKNOWN_ENVIRONMENT",
    REASON_RESET_NEEDED: "RESET_NEEDED",
    REASON_SIMULATION_FAILED: "SIMULATION_FAILED",
    REASON_RENDERING_UNAVAILABLE: "RENDERING_UNAVAILABLE",
    REASON_SNAPSHOT_MISMATCH: "SNAPSHOT_MISMATCH",
    REASON_PHYSICS_DIVERGED: "PHYSICS_DIVERGED",
    REASON_UNSUPPORTED: "UNSUPPORTED",
  } as const;
  for (const [reason, expected] of Object.entries(reasons) as [keyof typeof reasons, string][]) {
    const message = "snapshot: call reset";
    const error = await errorOf({ code: status.FAILED_PRECONDITION, message, reason, subject: "mask" });
    deepEqual(
      [error.message, error.codeName, error.reason, error.subject, error.sessionEnded],
      [message, "FAILED_PRECONDITION", expected, "mask", false],
    );
  }
});

it("has the reason that the code implies where the server sends none, or one of a later protocol", async () => {
  const implied: [status, string][] = [
    [status.INVALID_ARGUMENT, "INVALID_VALUE"],
    [status.NOT_FOUND, "UNKNOWN_ENVIRONMENT"],
    [status.FAILED_PRECONDITION, "RESET_NEEDED"],
    [status.ABORTED, "PHYSICS_DIVERGED"],
    [status.UNIMPLEMENTED, "UNSUPPORTED"],
    [status.UNKNOWN, "UNSPECIFIED"],
  ];
  for (const [code, expected] of implied) {
    equal((await errorOf({ code })).reason, expected);
    equal((await errorOf({ code, reason: 99 as never })).reason, expected);
  }
});

it("has no reason for a session that ended, whatever its code", async () => {
  const fake = await startFakeServer((stream) => stream.emit("error", { code: status.NOT_FOUND, details: "gone" }));
  const client = new EnvironmentClient(fake.target);
  await rejects(client.open("Any-v0"), { code: status.NOT_FOUND, reason: "UNSPECIFIED", subject: "", sessionEnded: true });
  client.close();
  fake.stop();
});
