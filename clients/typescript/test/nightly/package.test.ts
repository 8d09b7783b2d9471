import { equal } from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { promisify } from "node:util";

import { ROOT, SHARED } from "../java-server.js";

const CLIENT = `${ROOT}clients/typescript`;

const SCRIPT = `
import { EnvironmentClient, sampleBatch } from "papilio-env";

const client = new EnvironmentClient(process.argv[2]!);
const walkers = await client.open("Walker2d-v5", { numEnvs: 16 });
await walkers.reset({ seed: 0 });
const step = await walkers.step(sampleBatch(walkers.spec.actionSpace, walkers.numEnvs));
console.log(step.rewards.length, step.info.get("x_velocity")?.values.shape);
await walkers.close();
client.close();
`;

it("installs into an empty folder, with its types", async () => {
  const folder = mkdtempSync(join(tmpdir(), "papilio-env-"));
  const run = async (command: string, ...args: string[]) =>
    (await promisify(execFile)(command, args, { cwd: folder })).stdout;
  // The build is up to date, and prepack would rebuild it below the running tests.
  const packed = await run("npm", "pack", CLIENT, "--ignore-scripts", "--silent");
  await run("npm", "install", "--ignore-scripts", `./${packed.trim()}`);

  writeFileSync(join(folder, "walk.mts"), SCRIPT);
  const strict = ["--strict", "--module", "nodenext", "--target", "es2022", "--types", "node"];
  await run(process.execPath, `${CLIENT}/node_modules/typescript/bin/tsc`, ...strict, "walk.mts");
  equal(await run(process.execPath, "walk.mjs", SHARED), "16 [ 16 ]\n");
  rmSync(folder, { recursive: true });
});
