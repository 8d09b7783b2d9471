import { equal, match, rejects } from "node:assert/strict";
import { execFile } from "node:child_process";
import { it } from "node:test";
import { promisify } from "node:util";

import { ROOT, startServer } from "./java-server.js";

const EXAMPLE = `${ROOT}clients/typescript/target/dist/examples/random-walkers.js`;

it("is shown by an example that prints the returns of 16 walkers", async () => {
  const server = await startServer();
  const { stdout } = await promisify(execFile)(process.execPath, [EXAMPLE, server.target]);
  await server.stop();
  equal(stdout.match(/^walker +\d+: return -?\d+\.\d\d$/gm)?.length, 16);
  match(stdout, /^\d+ steps of 16 environments$/m);
});

it("says in one sentence that no server is there", async () => {
  const run = promisify(execFile)(process.execPath, [EXAMPLE, "localhost:1"]);
  await rejects(run, ({ code, stderr }: { code: number; stderr: string }) => {
    equal(code, 1);
    match(stderr, /^cannot reach localhost:1: [^\n]+\n$/);
    return true;
  });
});
