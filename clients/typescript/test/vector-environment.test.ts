import { deepEqual, equal, notEqual, ok, rejects } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, describe, it } from "node:test";
import { status } from "@grpc/grpc-js";

import { EnvironmentClient, sampleBatch, Tensor } from "../src/index.js";
import { FULL, MAX_ENVIRONMENTS, ROOT, SHARED } from "./java-server.js";

/** What Gymnasium itself returned; generate.py beside the traces writes them. */
interface Trace {
  seeds: { seed: number; reset: number[]; steps: { action: number[]; obs: number[]; reward: number }[] }[];
}

const client = new EnvironmentClient(SHARED);
after(() => client.close());

describe("a Java server", () => {
  it("reports its name and environments", async () => {
    equal((await client.info()).serverName, "papilio");
    const specs = await client.environments();
    const hopper = specs.find(({ id }) => id === "Hopper-v5");
    ok(hopper && hopper.actionSpace.kind === "box");
    equal(hopper.maxEpisodeSteps, 1000);
    deepEqual(hopper.actionSpace.low, new Tensor("float32", [3], Float32Array.of(-1, -1, -1)));
    equal(specs.find(({ id }) => id === "LqrCliff-v0")?.rewardThreshold, undefined);
  });

  it("does not open an unknown environment, or more than its limit", async () => {
    await rejects(client.open("Hoper-v5"), { code: status.NOT_FOUND, reason: "UNKNOWN_ENVIRONMENT", sessionEnded: false });
    const full = { code: status.RESOURCE_EXHAUSTED, reason: "UNSPECIFIED", sessionEnded: true };
    await rejects(client.open("LqrCliff-v0", { numEnvs: MAX_ENVIRONMENTS + 1 }), full);
  });

  it("has freed what was closed, and closing twice has no effect", async () => {
    for (let i = 0; i < 3; i++) {
      const envs = await client.open("LqrCliff-v0", { numEnvs: FULL });
      await envs.close();
      await envs.close();
      await rejects(envs.reset(), { code: status.FAILED_PRECONDITION, sessionEnded: true });
    }
  });
});

describe("a vector environment", () => {
  it("equals Gymnasium's bit for bit", async () => {
    const file = "env-server/src/test/resources/golden/trace-Walker2d-v5.json";
    const trace = JSON.parse(readFileSync(ROOT + file, "utf8")) as Trace;
    const envs = await client.open("Walker2d-v5", { autoresetMode: "DISABLED" });
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

  it("steps many environments in one message, and accepts requests before it has answered", async () => {
    const keywords = { max_episode_steps: 4 };
    const envs = await client.open("Hopper-v5", { numEnvs: 5, autoresetMode: "SAME_STEP", keywords });
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

  it("has keyword arguments per environment", async () => {
    const overrides = [{ max_episode_steps: 3 }, {}, { max_episode_steps: 2 }];
    const envs = await client.open("Hopper-v5", { numEnvs: 3, keywords: { max_episode_steps: 1 }, overrides });
    await envs.reset({ seed: 1 });
    const step = await envs.step(Tensor.zeros("float32", [3, 3]));
    deepEqual(step.truncated, [false, true, false]);
    await envs.close();
    const tooFew = client.open("Hopper-v5", { numEnvs: 2, overrides: [{}] });
    await rejects(tooFew, { reason: "INVALID_VALUE", sessionEnded: false });
  });

  it("resets by a mask and sends the selected info keys", async () => {
    const envs = await client.open("Hopper-v5", { numEnvs: 2, autoresetMode: "DISABLED", infoKeys: ["x_velocity"] });
    await envs.reset({ seed: 3 });
    const step = await envs.step(sampleBatch(envs.spec.actionSpace, 2, () => 0.25));
    deepEqual([...step.info].map(([path]) => path), [["x_velocity"]]);
    const partial = await envs.reset({ seed: 3, mask: [true, false] });
    deepEqual((partial.observations as Tensor).row(1), (step.observations as Tensor).row(1));
    await envs.close();
  });

  it("resumes from snapshots and forks", async () => {
    const envs = await client.open("Walker2d-v5", { numEnvs: 2 });
    const actions = Tensor.zeros("float32", [2, 6]);
    const threeSteps = () => Promise.all([1, 2, 3].map(() => envs.step(actions)));
    await envs.reset({ seed: 1 });
    const snapshots = await envs.snapshot();
    const future = await threeSteps();
    await envs.restore(snapshots);
    deepEqual(await threeSteps(), future);
    const { observations } = await envs.fork([1, 1]);
    deepEqual((observations as Tensor).row(0), (future[2]!.observations as Tensor).row(1));
    const { observations: restored } = await envs.restore([undefined, snapshots[1]]);
    deepEqual((restored as Tensor).row(0), (observations as Tensor).row(0));
    await envs.close();
  });

  it("renders frames", async () => {
    const envs = await client.open("Hopper-v5", { numEnvs: 2, keywords: { width: 40, height: 30 } });
    await envs.reset({ seed: 1 });
    const frames = await envs.render();
    deepEqual(frames.map(({ dtype, shape }) => [dtype, shape]), [["uint8", [30, 40, 3]], ["uint8", [30, 40, 3]]]);
    deepEqual(await envs.render("rgb_array", [1]), [frames[1]]);
    deepEqual((await envs.render("depth_array"))[0]!.shape, [30, 40]);
    const [png] = await envs.renderPng([0]);
    deepEqual([...png!.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
    await envs.close();
  });

  it("has the server's wrappers", async () => {
    const wrappers = [{ name: "RescaleAction", keywords: { min_action: -2, max_action: 2 } }];
    const envs = await client.open("Hopper-v5", { wrappers });
    ok(envs.spec.actionSpace.kind === "box");
    deepEqual(envs.spec.actionSpace.high.data, Float32Array.of(2, 2, 2));
    await envs.close();
  });

  it("continues after a failed request", async () => {
    const envs = await client.open("Hopper-v5");
    const actions = Tensor.zeros("float32", [1, 3]);
    const failed = { code: status.FAILED_PRECONDITION, reason: "RESET_NEEDED", sessionEnded: false };
    await rejects(envs.step(actions), failed);
    await rejects(envs.reset({ seed: 0.5 }), { reason: "INVALID_VALUE", subject: "seed", sessionEnded: false });
    await envs.reset();
    await envs.step(actions);
    await envs.close();
  });

  it("reports why a request failed", async () => {
    const walker = await client.open("Walker2d-v5");
    await walker.reset();
    const snapshots = await walker.snapshot();
    const actions = Tensor.zeros("float32", [1, 4]);
    await rejects(walker.step(actions), { code: status.INVALID_ARGUMENT, reason: "INVALID_VALUE", subject: "action" });
    await walker.close();

    const hopper = await client.open("Hopper-v5");
    await hopper.reset();
    await rejects(hopper.restore(snapshots), { code: status.FAILED_PRECONDITION, reason: "SNAPSHOT_MISMATCH" });
    await hopper.close();
  });
});

function rows(values: number[][]): Tensor {
  return new Tensor("float64", [values.length, values[0]!.length], Float64Array.from(values.flat()));
}
