// Runs the tests against one Java server; PAPILIO_TIER=nightly adds those of test/nightly.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { MAX_ENVIRONMENTS, startServer } from "./java-server.js";

const folders = [".", ...(process.env["PAPILIO_TIER"] === "nightly" ? ["nightly"] : [])];
const files = folders.flatMap((folder) => {
  const path = fileURLToPath(new URL(`${folder}/`, import.meta.url));
  return readdirSync(path).filter((name) => name.endsWith(".test.js")).map((name) => path + name);
});

const server = await startServer(`--max-environments=${MAX_ENVIRONMENTS}`);
const tests = spawn(process.execPath, ["--test", ...files], {
  env: { ...process.env, PAPILIO_TARGET: server.target },
  stdio: "inherit",
  timeout: 300_000,
});
const [code] = (await once(tests, "exit")) as [number | null];
await server.stop();
process.exitCode = code ?? 1;
