import { deepEqual, equal, notEqual, ok, rejects } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { status } from "@grpc/grpc-js";

import { EnvironmentClient, PapilioError, sampleBatch, Tensor } from "../src/index.js";
import { ROOT, startServer } from "./java-server.js";

/** What Gymnasium itself answered, written by generate.py beside it. */
interface Trace {
  seeds: { seed: number; reset: number[]; steps: { action: number[]; obs: number[]; reward: number }[] }[];
}

describe("a server", () => {
  let running: Awaited<ReturnType<typeof startServer>>;
  let server: EnvironmentClient;

  before(async () => {
    running = await startServer("--max-environments=64", "--token=sesame");
    server = new EnvironmentClient(running.target, { token: "sesame" });
  });

  after(async () => {
    await running.stop();
    server.close();
  });

  it("says what it is and what it has", async () => {
    equal((await server.info()).serverName, "papilio");
    const specs = await server.environments();
    const hopper = specs.find(({ id }) => id === "Hopper-v5");
    ok(hopper && hopper.actionSpace.kind === "box");
    equal(hopper.maxEpisodeSteps, 1000);
    deepEqual(hopper.actionSpace.low, new Tensor("float32", [3], Float32Array.of(-1, -1, -1)));
    equal(specs.find(({ id }) => id === "LqrCliff-v0")?.rewardThreshold, undefined);
  });

  it("answers what Gymnasium answers, bit for bit", async () => {
    const file = "env-server/src/test/resources/golden/trace-Walker2d-v5.json";
    const trace = JSON.parse(readFileSync(ROOT + file, "utf8")) as Trace;
    const envs = await server.open("Walker2d-v5", { autoresetMode: "DISABLED" });
    for (const { seed, reset, steps } of trace.seeds) {
      deepEqual((await envs.reset({ seed })).observations, rows([reset]));
      for (const { action, obs, reward } of steps) {
        const step = await envs.step(new Tensor("float32", [1, 6], Float32Array.from(action)));
        deepEqual(step.observations, rows([obs]));
        deepEqual([...step.rewards], [reward]);
      }
    }
    await envs.close();
  });

  it("steps many environments in one message, and takes several messages at once", async () => {
    const envs = await server.open("Hopper-v5", { numEnvs: 5, autoresetMode: "SAME_STEP", keywords: { max_episode_steps: 4 } });
    const first = await envs.reset({ seed: [1, undefined, 2n ** 70n, 1, 5] });
    deepEqual((first.observations as Tensor).shape, [5, 11]);
    deepEqual((first.observations as Tensor).row(0), (first.observations as Tensor).row(3));
    const actions = Tensor.zeros("float32", [5, 3]);
    const steps = await Promise.all([1, 2, 3, 4].map(() => envs.step(actions)));
    deepEqual(steps.map(({ truncated }) => truncated[4]), [false, false, false, true]);
    equal(steps[2]!.ended, undefined);
    deepEqual(steps[3]!.ended!.mask, [true, true, true, true, true]);
    notEqual(steps[3]!.ended!.observations, steps[3]!.observations);
    equal(steps[3]!.info.get("x_velocity"), undefined);
    deepEqual(steps[3]!.ended!.info.get("x_velocity")!.present, [true, true, true, true, true]);
    await envs.close();
  });

  it("gives environments different keywords", async () => {
    const overrides = [{ max_episode_steps: 3 }, {}, { max_episode_steps: 2 }];
    const envs = await server.open("Hopper-v5", { numEnvs: 3, keywords: { max_episode_steps: 1 }, overrides });
    await envs.reset({ seed: 1 });
    const step = await envs.step(Tensor.zeros("float32", [3, 3]));
    deepEqual(step.truncated, [false, true, false]);
    await envs.close();
    await rejects(server.open("Hopper-v5", { numEnvs: 2, overrides: [{}] }), { reason: "INVALID_VALUE" });
  });

  it("resets by a mask and sends the infos that are wanted", async () => {
    const envs = await server.open("Hopper-v5", { numEnvs: 2, autoresetMode: "DISABLED", infoKeys: ["x_velocity"] });
    await envs.reset({ seed: 3 });
    const step = await envs.step(sampleBatch(envs.spec.actionSpace, 2, () => 0.25));
    deepEqual([...step.info].map(([keys]) => keys), [["x_velocity"]]);
    const partial = await envs.reset({ seed: 3, mask: [true, false] });
    deepEqual((partial.observations as Tensor).row(1), (step.observations as Tensor).row(1));
    await envs.close();
  });

  it("goes on from snapshots and forks, where it can", async () => {
    const envs = await server.open("Walker2d-v5", { numEnvs: 2 });
    const [, steps] = [await envs.reset({ seed: 1 }), Tensor.zeros("float32", [2, 6])];
    const kept = await envs.snapshot();
    const future = await Promise.all([1, 2, 3].map(() => envs.step(steps)));
    await envs.restore(kept);
    deepEqual(await Promise.all([1, 2, 3].map(() => envs.step(steps))), future);
    const { observations } = await envs.fork([1, 1]);
    deepEqual((observations as Tensor).row(0), (future[2]!.observations as Tensor).row(1));
    await envs.restore([undefined, kept[1]]);
    await rejects(envs.fork([0, 2]), { reason: "INVALID_VALUE", subject: "sources" });
    await rejects(envs.fork([0.5, 2 ** 32]), { reason: "INVALID_VALUE", subject: "sources" });
    await rejects(envs.step(undefined as unknown as Tensor), { reason: "INVALID_VALUE", subject: "element" });
    await envs.close();
  });

  it("draws its environments", async () => {
    const envs = await server.open("Hopper-v5", { numEnvs: 2, keywords: { width: 40, height: 30 } });
    await envs.reset({ seed: 1 });
    const frames = await envs.render();
    deepEqual(frames.map(({ dtype, shape }) => [dtype, shape]), [["uint8", [30, 40, 3]], ["uint8", [30, 40, 3]]]);
    deepEqual(await envs.render("rgb_array", [1]), [frames[1]]);
    deepEqual((await envs.render("depth_array"))[0]!.shape, [30, 40]);
    const [png] = await envs.renderPng([0]);
    deepEqual([...png!.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
    await envs.close();
  });

  it("puts wrappers around its environments", async () => {
    const wrappers = [{ name: "RescaleAction", keywords: { min_action: -2, max_action: 2 } }];
    const envs = await server.open("Hopper-v5", { wrappers });
    ok(envs.spec.actionSpace.kind === "box");
    deepEqual(envs.spec.actionSpace.high.data, Float32Array.of(2, 2, 2));
    await envs.close();
  });

  it("refuses with its message, and the session goes on", async () => {
    const envs = await server.open("Hopper-v5");
    await rejects(envs.step(Tensor.zeros("float32", [1, 3])), { code: status.FAILED_PRECONDITION, reason: "RESET_NEEDED" });
    await rejects(envs.reset({ seed: 0.5 }), { code: status.INVALID_ARGUMENT, reason: "INVALID_VALUE", subject: "seed" });
    await envs.reset();
    await rejects(envs.step(Tensor.zeros("float32", [1, 4])), { code: status.INVALID_ARGUMENT, reason: "INVALID_VALUE" });
    await envs.step(Tensor.zeros("float32", [1, 3]));
    await envs.close();
  });

  it("does not open what it does not have or has no room for", async () => {
    await rejects(server.open("Hoper-v5"), { code: status.NOT_FOUND, reason: "UNKNOWN_ENVIRONMENT" });
    await rejects(server.open("Hopper-v5", { numEnvs: 65 }), { code: status.RESOURCE_EXHAUSTED, reason: "UNSPECIFIED" });
    await rejects(server.open("Hopper-v5", { numEnvs: 0 }), { reason: "INVALID_VALUE", subject: "numEnvs" });
    await rejects(server.open("LqrCliff-v0", { numEnvs: 2 ** 32 + 1 }), { subject: "numEnvs" });
    const foreign = { autoresetMode: "FOO" as "NEXT_STEP" };
    await rejects(server.open("LqrCliff-v0", foreign), { subject: "autoresetMode" });
  });

  it("has freed what was closed, and closing twice is harmless", async () => {
    for (let i = 0; i < 5; i++) {
      const envs = await server.open("LqrCliff-v0", { numEnvs: 64 });
      await envs.close();
      await envs.close();
      await rejects(envs.reset(), { code: status.FAILED_PRECONDITION, sessionEnded: true });
    }
  });

  it("wants its token", async () => {
    for (const access of [{}, { token: "wrong" }]) {
      const stranger = new EnvironmentClient(running.target, access);
      await rejects(stranger.open("Hopper-v5"), { code: status.UNAUTHENTICATED });
      stranger.close();
    }
  });

  it("ends its sessions when it is closed", async () => {
    const closed = new EnvironmentClient(running.target, { token: "sesame" });
    const envs = await closed.open("LqrCliff-v0");
    closed.close();
    closed.close();
    await rejects(closed.info());
    await rejects(closed.environments());
    await rejects(closed.open("LqrCliff-v0"));
    await rejects(envs.reset(), { name: "PapilioError", code: status.CANCELLED, sessionEnded: true });
    await envs.close();
  });

  it("ends its sessions when it stops", async () => {
    const envs = await server.open("Hopper-v5");
    await running.stop();
    const lost = (error: PapilioError) => error.sessionEnded && error.message.includes(running.target);
    await rejects(envs.reset(), lost);
    await rejects(envs.reset(), lost);
    await envs.close();
  });

  it("is named when it is not there", async () => {
    const nowhere = new EnvironmentClient("127.0.0.1:1");
    await rejects(nowhere.info(), { code: status.UNAVAILABLE, codeName: "UNAVAILABLE", message: /^cannot reach 127\.0\.0\.1:1: / });
    nowhere.close();
  });
});

function rows(values: number[][]): Tensor {
  return new Tensor("float64", [values.length, values[0]!.length], Float64Array.from(values.flat()));
}
