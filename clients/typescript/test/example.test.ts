import { equal, match, rejects } from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, it } from "node:test";
import { promisify } from "node:util";

import { ROOT, SHARED } from "./java-server.js";

const EXAMPLE = `${ROOT}clients/typescript/target/dist/examples/random-walkers.js`;

describe("the example", () => {
  it("prints the returns of 16 walkers", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [EXAMPLE, SHARED]);
    equal(stdout.match(/^walker +\d+: return -?\d+\.\d\d$/gm)?.length, 16);
    match(stdout, /^\d+ steps of 16 environments$/m);
  });

  it("prints one line where there is no server", async () => {
    const run = promisify(execFile)(process.execPath, [EXAMPLE, "localhost:1"]);
    await rejects(run, { code: 1, stderr: /^[^\n]+\n$/ });
  });
});
