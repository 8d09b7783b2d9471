import { equal, ok, rejects } from "node:assert/strict";
import { it } from "node:test";
import { status } from "@grpc/grpc-js";

import { encodeElement } from "../src/element.js";
import { EnvironmentClient, PapilioError, sampleBatch, Tensor } from "../src/index.js";
import { encodeKeywords } from "../src/keywords.js";
import { encodeReset } from "../src/reset.js";
import type { Session } from "../src/session.js";
import { VectorEnvironment } from "../src/vector-environment.js";

/** What a caller without types may pass. */
const any = (value: unknown): never => value as never;

const client = new EnvironmentClient("localhost:1");
const open = (options: unknown) => client.open("Any-v0", any(options));

const space = { kind: "multiBinary", multiBinary: { shape: [1] } };
const spec = { id: "Any-v0", observationSpace: space, actionSpace: space, renderModes: [] };
const unused = { request: () => Promise.reject(new Error("sent")) } as unknown as Session;
const two = new VectorEnvironment(unused, any({ spec, numEnvs: 2, autoresetMode: "AUTORESET_MODE_DISABLED" }));

/** Arguments that would silently do something else, by the message of their error. */
const REJECTED: Record<string, () => unknown> = {
  "data: [Float64Array] (expected: Float32Array for float32)": () => new Tensor("float32", [2], any(new Float64Array(2))),
  "data: 3 elements (expected: 2 for shape [2])": () => new Tensor("float32", [2], new Float32Array(3)),
  "row: 2 (expected: 0 to 1)": () => Tensor.zeros("int8", [2, 3]).row(2),
  "element: [Set] (expected: a Tensor, string, array, Map, Graph or OneOf)": () => encodeElement(any(new Set([1]))),
  "space: text (expected: a box, discrete, multiDiscrete, multiBinary, tuple or dict)": () =>
    sampleBatch({ kind: "text", minLength: 0, maxLength: 1, charset: "a" }, 1),

  "token: empty, or with a line break or other special character (expected: printable ASCII)": () =>
    new EnvironmentClient("localhost:1", { token: "sesame\n" }),
  "client: key 'tokn' (expected: one of token, tls, responseTimeout, channelOptions)": () =>
    new EnvironmentClient("localhost:1", any({ tokn: "sesame" })),

  "open: key 'sise' (expected: one of numEnvs, autoresetMode, keywords, overrides, wrappers, infoKeys)": () =>
    open({ sise: 3 }),
  "numEnvs: 0 (expected: 1 to 4294967295)": () => open({ numEnvs: 0 }),
  "numEnvs: 4294967297 (expected: 1 to 4294967295)": () => open({ numEnvs: 2 ** 32 + 1 }),
  "autoresetMode: 'FOO' (expected: one of NEXT_STEP, SAME_STEP, DISABLED)": () => open({ autoresetMode: "FOO" }),
  "wrapper: key 'nam' (expected: one of name, keywords)": () => open({ wrappers: [{ nam: "ClipAction" }] }),
  "keywords: [Map] (expected: an object of keyword arguments)": () => encodeKeywords("keywords", any(new Map([["a", 1]]))),
  "big: 1n (expected: a number, boolean, string, null, array or object)": () => encodeKeywords("keywords", { big: any(1n) }),

  "reset: key 'seeds' (expected: one of seed, options, mask)": () => encodeReset(any({ seeds: 1 })),
  "seed: 9007199254740992 (expected: a non-negative integer; a bigint from 2^53)": () => encodeReset({ seed: 2 ** 53 }),
  "seed: -1n (expected: a non-negative integer; a bigint from 2^53)": () => encodeReset({ seed: [1, -1n] }),
  "sources: 2 (expected: 0 to 1)": () => two.fork([0, 2]),
  "indices: 0.5 (expected: 0 to 1)": () => two.render("rgb_array", [0.5]),
};

for (const [message, call] of Object.entries(REJECTED)) {
  it(`rejects ${message}`, async () => {
    const error: unknown = await Promise.resolve().then(call).catch((thrown: unknown) => thrown);
    ok(error instanceof PapilioError, String(error));
    equal(error.message, message);
    equal(error.code, status.INVALID_ARGUMENT);
    equal(error.reason, "INVALID_VALUE");
    equal(error.subject, message.slice(0, message.indexOf(":")));
    equal(error.sessionEnded, false);
  });
}

it("names the server that cannot be reached", () => rejects(client.info(), { message: /^cannot reach localhost:1: ./ }));
