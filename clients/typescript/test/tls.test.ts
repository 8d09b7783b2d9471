import { equal, rejects } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { status } from "@grpc/grpc-js";

import { EnvironmentClient, type PapilioError } from "../src/index.js";
import { startServer } from "./java-server.js";

it("connects by TLS to a server whose certificate it trusts, and to no other", async () => {
  const folder = mkdtempSync(join(tmpdir(), "papilio-tls-"));
  const [certificate, key] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...subject];
  execFileSync("openssl", [...request, "-out", certificate, "-keyout", key], { stdio: "ignore" });
  const running = await startServer(`--tls-certificate=${certificate}`, `--tls-key=${key}`);

  const server = new EnvironmentClient(running.target, { tls: { rootCertificates: readFileSync(certificate) } });
  equal((await server.info()).serverName, "papilio");
  const envs = await server.open("LqrCliff-v0");
  await envs.reset({ seed: 0 });
  await envs.close();
  server.close();

  for (const tls of [false, true]) {
    const stranger = new EnvironmentClient(running.target, { tls });
    await rejects(stranger.info(), ({ code }: PapilioError) => code === status.UNAVAILABLE);
    stranger.close();
  }
  await running.stop();
  rmSync(folder, { recursive: true });
});
