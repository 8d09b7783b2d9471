import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const ROOT = fileURLToPath(new URL("../../../../../", import.meta.url));

const LOG = `${ROOT}clients/typescript/target/server.log`;

/** Address of the server that all tests of a run share; test/run.ts starts it. */
export const SHARED = process.env["PAPILIO_TARGET"] ?? "";

/** The shared server's limit: room for all test files at once, and not for two of FULL. */
export const MAX_ENVIRONMENTS = 256;
export const FULL = 200;

/** A Papilio server of the checkout's build, on a free port. */
export async function startServer(...options: string[]) {
  const classes = `${ROOT}cli/target/application/*`;
  const serve = ["-cp", classes, "io.papilio.cli.Papilio", "serve", "--port=0", "--drain-seconds=0"];
  const child = spawn("java", [...serve, ...options]);
  child.stderr.pipe(createWriteStream(LOG, { flags: "a" }));
  for await (const line of createInterface(child.stdout)) {
    const address = /\b127\.0\.0\.1:\d+/.exec(line);
    if (address) {
      child.stdout.resume();
      return {
        target: address[0],
        async stop() {
          if (child.exitCode === null && child.kill()) {
            await once(child, "exit");
          }
        },
      };
    }
  }
  throw new Error("the server did not start (is cli/target/application built?), see clients/typescript/target/server.log");
}
