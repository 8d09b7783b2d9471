import { equal, rejects } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { status } from "@grpc/grpc-js";

import { EnvironmentClient } from "../../src/index.js";
import { withCertificate } from "../certificate.js";
import { startServer } from "../java-server.js";

it("connects to a Java server by TLS and token, until the server stops", () =>
  withCertificate(async (certificate, key) => {
    const running = await startServer("--token=sesame", `--tls-certificate=${certificate}`, `--tls-key=${key}`);
    const tls = { rootCertificates: readFileSync(certificate) };
    const target = running.target.replace("127.0.0.1", "localhost");

    for (const options of [{ tls }, { tls, token: "wrong" }]) {
      const stranger = new EnvironmentClient(target, options);
      await rejects(stranger.open("Hopper-v5"), { code: status.UNAUTHENTICATED });
      stranger.close();
    }
    for (const untrusted of [false, true]) {
      const stranger = new EnvironmentClient(target, { token: "sesame", tls: untrusted });
      await rejects(stranger.info(), { code: status.UNAVAILABLE });
      stranger.close();
    }

    const client = new EnvironmentClient(target, { token: "sesame", tls });
    equal((await client.info()).serverName, "papilio");
    const envs = await client.open("LqrCliff-v0");
    await envs.reset({ seed: 0 });
    await running.stop();
    await rejects(envs.reset(), { code: status.UNAVAILABLE, sessionEnded: true });
    await rejects(envs.reset(), { code: status.UNAVAILABLE, sessionEnded: true });
    await envs.close();
    client.close();
  }));
