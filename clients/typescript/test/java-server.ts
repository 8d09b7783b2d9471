import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const ROOT = fileURLToPath(new URL("../../../../../", import.meta.url));

/** A Papilio server of the checkout's build, on a free port. */
export async function startServer(...options: string[]) {
  const classes = `${ROOT}cli/target/application/*`;
  const serve = ["-cp", classes, "io.papilio.cli.Papilio", "serve", "--port=0", "--drain-seconds=0"];
  const child = spawn("java", [...serve, ...options], { stdio: ["ignore", "pipe", "inherit"] });
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
  throw new Error("server: ended before it served (expected: a built cli/target/application)");
}
