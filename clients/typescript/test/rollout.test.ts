import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, describe, it } from "node:test";
import { promisify } from "node:util";

import { EnvironmentClient, type Episode, PapilioError, Tensor } from "../src/index.js";
import { ROOT, SHARED } from "./java-server.js";
import { linear } from "./onnx.js";

const EXAMPLE = `${ROOT}clients/typescript/target/dist/examples/evaluate-onnx.js`;

async function all(episodes: AsyncIterable<Episode>): Promise<Episode[]> {
  const list: Episode[] = [];
  for await (const episode of episodes) {
    list.push(episode);
  }
  return list;
}

describe("a rollout", () => {
  const client = new EnvironmentClient(SHARED);
  after(() => client.close());

  it("gives the episodes of a session with the same seeds", async () => {
    const episodes = await all(client.rollout("zero", "Hopper-v5", { episodes: [7, 8], horizon: 5 }));
    deepEqual(episodes.map(({ seed }) => seed), [7n, 8n]);
    const hopper = await client.open("Hopper-v5");
    for (const { observations, rewards, return: sum } of episodes.slice(0, 1)) {
      const first = await hopper.reset({ seed: 7 });
      deepEqual([...observations!.row(0).data], [...(first.observations as Tensor).row(0).data]);
      let total = 0;
      for (let t = 0; t < 5; t++) {
        const step = await hopper.step(Tensor.zeros("float32", [1, 3]));
        deepEqual([...observations!.row(t + 1).data], [...(step.observations as Tensor).row(0).data]);
        equal(rewards!.data[t], step.rewards[0]);
        total += step.rewards[0]!;
      }
      equal(sum, total);
    }
    await hopper.close();
  });

  it("takes the bytes of an ONNX model", async () => {
    const weight = new Float32Array(11 * 3);
    weight[1] = 0.5;
    const [episode] = await all(client.rollout(linear(weight, 11, 3), "Hopper-v5", { episodes: [7], horizon: 9 }));
    const { observations, actions, length } = episode!;
    equal(length, 9);
    for (let t = 0; t < length; t++) {
      const observation = Math.fround(observations!.row(t).data[0] as number);
      deepEqual([...actions!.row(t).data], [0, Math.fround(observation * 0.5), 0]);
    }
  });

  it("keeps the steps on the server where only returns are wanted", async () => {
    const [episode] = await all(client.rollout("random", "Hopper-v5", { episodes: 1, returnsOnly: true }));
    equal(episode!.observations, undefined);
    equal(episode!.rewards, undefined);
  });

  it("fails with the reason of the server", async () => {
    await rejects(all(client.rollout("no such", "Hopper-v5", { episodes: 1 })), (error) => {
      equal((error as PapilioError).reason, "UNKNOWN_POLICY");
      return true;
    });
    await rejects(all(client.rollout(new Uint8Array(3), "Hopper-v5", { episodes: 1 })), (error) => {
      equal((error as PapilioError).reason, "INVALID_VALUE");
      match((error as PapilioError).subject, /^policy/);
      return true;
    });
  });

  it("is shown by an example", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [EXAMPLE, "zero", "Hopper-v5", SHARED]);
    match(stdout, /^mean return -?\d+\.\d\d of 20 episodes$/m);
  });
});
