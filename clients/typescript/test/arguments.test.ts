import { equal, ok, rejects, throws } from "node:assert/strict";
import { describe, it } from "node:test";
import { status } from "@grpc/grpc-js";

import { Environments } from "../src/environments.js";
import { encodeReset } from "../src/seeding.js";
import { EnvironmentServer, PapilioError, sampleBatch, Tensor } from "../src/index.js";
import { Info } from "../src/info.js";
import type { Session } from "../src/session.js";
import { decodeTensor } from "../src/tensor.js";

/** Whatever a caller without types may give. */
const given = (value: unknown): never => value as never;

function refusal(message: RegExp) {
  return (error: unknown) => {
    ok(error instanceof PapilioError, String(error));
    equal(error.code, status.INVALID_ARGUMENT);
    ok(message.test(error.message), error.message);
    return /: .+ \(expected: .+\)$/.test(error.message);
  };
}

describe("a wrong argument is refused by name", () => {
  it("of a tensor", () => {
    const data = new Float32Array(2);
    for (const dtype of ["float99", "toString", null, 5]) {
      throws(() => new Tensor(given(dtype), [2], given(data)), refusal(/^dtype: /));
      throws(() => Tensor.zeros(given(dtype), [2]), refusal(/^dtype: /));
    }
    for (const shape of [null, 2, "2", [-1], [0.5], ["2"]]) {
      throws(() => new Tensor("float32", given(shape), data), refusal(/^shape(\[0\])?: /));
    }
    throws(() => new Tensor("float32", [2], given(null)), refusal(/^tensor: null \(expected: Float32Array/));
    const message = { dtype: "DTYPE_BOOL" as const, shape: [2], data: Buffer.of(1, 2) };
    throws(() => decodeTensor(message), refusal(/^tensor: byte 2 /));
  });

  it("of an access, without showing the token", () => {
    for (const token of ["sesame\n", "sesame\0", "sesamé", "", 5, null]) {
      throws(
        () => new EnvironmentServer("localhost:1", { token: given(token) }),
        (error: Error) => refusal(/^token: /)(error) && !error.message.includes("sesam"),
      );
    }
    throws(() => new EnvironmentServer(""), refusal(/^target: /));
    throws(() => new EnvironmentServer(given(50051)), refusal(/^target: 50051 /));
    throws(() => new EnvironmentServer("localhost:1", given({ tokn: "sesame" })), refusal(/^access: key 'tokn' /));
    throws(() => new EnvironmentServer("localhost:1", given(null)), refusal(/^access: null /));
    throws(() => new EnvironmentServer("\ud800"), refusal(/^target: .*surrogate/));
  });

  it("of a way to a server", () => {
    const broken = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    const wrong: [unknown, RegExp][] = [
      [{ tls: 5 }, /^tls: 5 /],
      [{ tls: "no" }, /^tls: 'no' /],
      [{ tls: null }, /^tls: null /],
      [{ tls: { rootCerts: Buffer.of() } }, /^tls: key 'rootCerts' /],
      [{ tls: {} }, /^tls.rootCertificates: undefined /],
      [{ tls: { rootCertificates: "x" } }, /^tls.rootCertificates: 'x' /],
      [{ tls: { rootCertificates: Buffer.from("x") } }, /^tls.rootCertificates: 1 bytes without a certificate /],
      [{ tls: { rootCertificates: Buffer.from(broken) } }, /^tls.rootCertificates: what is no certificate /],
      [{ channelOptions: 5 }, /^channelOptions: 5 /],
      [{ channelOptions: null }, /^channelOptions: null /],
      [{ channelOptions: new Map() }, /^channelOptions: Map /],
    ];
    for (const [access, message] of wrong) {
      throws(() => new EnvironmentServer("localhost:1", given(access)), refusal(message));
    }
  });

  it("of an opening", async () => {
    const server = new EnvironmentServer("localhost:1");
    const within: Record<string, unknown> = {};
    within["self"] = within;
    const wrong: [unknown, RegExp][] = [
      [{ sise: 3 }, /^opening: key 'sise' \(expected: one of size, /],
      [null, /^opening: null /],
      [[], /^opening: Array /],
      [{ options: 5 }, /^options: 5 /],
      [{ options: null }, /^options: null /],
      [{ options: new Map([["a", 1]]) }, /^options: Map /],
      [{ options: { a: new Map() } }, /^a: Map /],
      [{ options: { a: "\ud800" } }, /^a: .*surrogate/],
      [{ options: { "\ud800": 1 } }, /^options: key: .*surrogate/],
      [{ options: { a: [within] } }, /^self: more than 30 /],
      [{ infoNames: ["\ud800"] }, /^infoNames: .*surrogate/],
      [{ infoNames: null }, /^infoNames: null /],
      [{ infoNames: "" }, /^infoNames: '' /],
      [{ size: Symbol("many") }, /^size: Symbol/],
      [{ overrides: {} }, /^overrides: Object /],
      [{ overrides: [null] }, /^overrides\[0\]: null /],
      [{ wrappers: "ClipAction" }, /^wrappers: 'ClipAction' /],
      [{ wrappers: [{ nam: "ClipAction" }] }, /^wrapper: key 'nam' /],
      [{ wrappers: [{}] }, /^wrapper: undefined /],
      [{ infoNames: "prob" }, /^infoNames: 'prob' /],
      [{ infoNames: [3] }, /^infoNames\[0\]: 3 /],
    ];
    for (const [opening, message] of wrong) {
      await rejects(server.open("Any-v0", given(opening)), refusal(message));
    }
    await rejects(server.open(given(undefined)), refusal(/^id: undefined /));
    await rejects(server.open("\ud800"), refusal(/^id: .*surrogate/));
    server.close();
  });

  it("of a reset", () => {
    throws(() => encodeReset(given(null)), refusal(/^reset: null /));
    throws(() => encodeReset(given({ seeds: 1 })), refusal(/^reset: key 'seeds' /));
    throws(() => encodeReset({ seed: given(null) }), refusal(/^seed: null /));
    throws(() => encodeReset({ seed: given(new Set([1])) }), refusal(/^seed: Set /));
    for (const options of [null, false, "", new Map()]) {
      throws(() => encodeReset({ options: given(options) }), refusal(/^options: /));
    }
    throws(() => encodeReset({ mask: given("yes") }), refusal(/^mask: 'yes' /));
    throws(() => encodeReset({ mask: given([1, 0]) }), refusal(/^mask\[0\]: 1 /));
  });

  it("of an info and of a sample", () => {
    throws(() => new Info([]).get(given(5)), refusal(/^keys\[0\]: 5 /));
    throws(() => sampleBatch(given(undefined), 1), refusal(/^space: undefined /));
    throws(() => sampleBatch(given({}), 1), refusal(/^space: undefined /));
    const space = { kind: "multiBinary", shape: [1] } as const;
    throws(() => sampleBatch(space, given(undefined)), refusal(/^n: undefined /));
    throws(() => sampleBatch(space, 1, given(null)), refusal(/^uniform: null /));
  });

  it("of environments, before anything is sent", async () => {
    const space = { kind: "multiBinary", multiBinary: { shape: [1] } };
    const spec = { id: "Any-v0", observationSpace: space, actionSpace: space, renderModes: [] };
    const silent = { ask: () => Promise.reject(new Error("sent")) } as unknown as Session;
    const envs = new Environments(silent, given({ spec, numEnvs: 2, autoresetMode: "AUTORESET_MODE_DISABLED" }));
    for (const snapshots of [null, undefined, 5, "ab"]) {
      await rejects(envs.restore(given(snapshots)), refusal(/^snapshots: .* \(expected: an array /));
    }
    await rejects(envs.restore(given(["ab"])), refusal(/^snapshots\[0\]: 'ab' /));
    await rejects(envs.fork(given(null)), refusal(/^sources: null /));
    await rejects(envs.fork(given([0, , 1])), refusal(/^sources: undefined /));
    await rejects(envs.render(given(null)), refusal(/^mode: null /));
    await rejects(envs.render("rgb_array", given(0)), refusal(/^indices: 0 /));
  });
});
