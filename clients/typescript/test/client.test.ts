import { equal, rejects, throws } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { setTimeout } from "node:timers/promises";
import { credentials, Metadata, ServerCredentials, status } from "@grpc/grpc-js";

import { EnvironmentClient } from "../src/index.js";
import { EnvironmentService } from "../src/protocol.js";
import { Session } from "../src/session.js";
import { withCertificate } from "./certificate.js";
import { answering, OPENED, startFakeServer } from "./fake-server.js";

const silent = () => undefined;

describe("a client", () => {
  it("sends its token with every call", async () => {
    const received = (authorization: string) => ({ failure: { message: authorization } });
    const fake = await startFakeServer(answering(({ metadata }) => received(metadata.get("authorization").join())));
    const client = new EnvironmentClient(fake.target, { token: "sesame" });
    equal((await client.info()).serverName, "Bearer sesame");
    await rejects(client.open("Any-v0"), { message: "Bearer sesame" });
    client.close();
    fake.stop();
  });

  it("connects by TLS to a server whose certificate it trusts, and to no other", () =>
    withCertificate(async (certificate, key) => {
      const [trusted, secret] = [readFileSync(certificate), readFileSync(key)];
      const pair = { private_key: secret, cert_chain: trusted };
      const fake = await startFakeServer(silent, ServerCredentials.createSsl(null, [pair]));
      const client = new EnvironmentClient(fake.target, { tls: { rootCertificates: trusted } });
      equal((await client.info()).serverName, "");
      client.close();
      for (const tls of [false, true]) {
        const stranger = new EnvironmentClient(fake.target, { tls });
        await rejects(stranger.info(), { code: status.UNAVAILABLE, sessionEnded: true });
        stranger.close();
      }
      fake.stop();
    }));

  it("proves who it is to a server that asks for a certificate", () =>
    withCertificate(async (certificate, key) => {
      const [own, privateKey] = [readFileSync(certificate), readFileSync(key)];
      const pair = { private_key: privateKey, cert_chain: own };
      const fake = await startFakeServer(silent, ServerCredentials.createSsl(own, [pair], true));
      const tls = { rootCertificates: own, certificate: own, privateKey };
      const client = new EnvironmentClient(fake.target, { tls });
      equal((await client.info()).serverName, "");
      client.close();
      const nameless = new EnvironmentClient(fake.target, { tls: { rootCertificates: own } });
      await rejects(nameless.info(), { code: status.UNAVAILABLE, sessionEnded: true });
      nameless.close();
      fake.stop();
    }));

  it("reports a server that is not there", async () => {
    const client = new EnvironmentClient("127.0.0.1:1");
    const unavailable = { name: "PapilioError", code: status.UNAVAILABLE, codeName: "UNAVAILABLE", sessionEnded: true };
    await rejects(client.info(), unavailable);
    await rejects(client.open("Any-v0"), unavailable);
    client.close();
  });

  it("ends its sessions when it is closed", async () => {
    const fake = await startFakeServer((stream) => stream.once("data", () => stream.write(OPENED)));
    const client = new EnvironmentClient(fake.target);
    const envs = await client.open("Any-v0");
    const pending = envs.reset();
    client.close();
    client.close();
    await rejects(pending, { code: status.CANCELLED, sessionEnded: true });
    await rejects(client.info());
    await rejects(client.environments());
    await rejects(client.open("Any-v0"));
    await envs.close();
    fake.stop();
  });
});

describe("a session", () => {
  it("ends with the server's status, for this request and all later ones", async () => {
    const fake = await startFakeServer((stream) =>
      stream.once("data", () => {
        stream.write(OPENED);
        stream.once("data", () => stream.emit("error", { code: status.DEADLINE_EXCEEDED, details: "lease" }));
      }),
    );
    const client = new EnvironmentClient(fake.target);
    const envs = await client.open("Any-v0");
    await rejects(envs.reset(), { code: status.DEADLINE_EXCEEDED, reason: "UNSPECIFIED", sessionEnded: true });
    await rejects(envs.reset(), { code: status.DEADLINE_EXCEEDED, sessionEnded: true });
    await envs.close();
    client.close();
    fake.stop();
  });

  it("ends where a response does not come in time", async () => {
    const fake = await startFakeServer((stream) => stream.once("data", () => stream.write(OPENED)));
    const client = new EnvironmentClient(fake.target, { responseTimeout: 0.3 });
    const envs = await client.open("Any-v0");
    await setTimeout(500); // Between requests no time counts.
    const late = {
      message: `server ${fake.target}: no response in 0.3 s (responseTimeout)`,
      code: status.DEADLINE_EXCEEDED,
      sessionEnded: true,
    };
    const both = [envs.reset(), envs.reset()];
    await Promise.all(both.map((pending) => rejects(pending, late)));
    await rejects(envs.reset(), late);
    await rejects(client.environments(), { code: status.DEADLINE_EXCEEDED });
    const rollout = client.rollout("zero", "Any-v0", { episodes: 1 });
    await rejects(rollout.next(), late);
    client.close();
    fake.stop();
    throws(() => new EnvironmentClient("nowhere:1", { responseTimeout: 0 }), { subject: "responseTimeout" });
  });

  it("does not wait for a server that does not answer its close", async () => {
    const fake = await startFakeServer(silent);
    const service = new EnvironmentService(fake.target, credentials.createInsecure());
    const session = new Session(service.interact(new Metadata()), "silent", 300);
    const pending = rejects(session.request({ reset: {} }), { code: status.CANCELLED });
    await session.close(50);
    await pending;
    await rejects(session.request({ reset: {} }), { sessionEnded: true });
    service.close();
    fake.stop();
  });
});
