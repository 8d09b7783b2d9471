import { equal, match } from "node:assert/strict";
import { execFile } from "node:child_process";
import { it } from "node:test";
import { promisify } from "node:util";

import { ROOT, startServer } from "./java-server.js";

it("is shown by an example that prints the returns of 16 walkers", async () => {
  const server = await startServer();
  const example = `${ROOT}clients/typescript/target/dist/examples/random-walkers.js`;
  const { stdout } = await promisify(execFile)(process.execPath, [example, server.target]);
  await server.stop();
  equal(stdout.match(/^walker +\d+: return -?\d+\.\d\d$/gm)?.length, 16);
  match(stdout, /^\d+ steps of 16$/m);
});
