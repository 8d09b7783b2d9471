// Steps 16 Walker2d environments with random actions and prints the returns of their first episodes.
// Needs a server (./papilio serve):
//   node target/dist/examples/random-walkers.js [host:port]
import { EnvironmentClient, PapilioError, sampleBatch } from "../src/index.js";

async function walk(target: string): Promise<void> {
  const client = new EnvironmentClient(target);
  const walkers = await client.open("Walker2d-v5", { numEnvs: 16 });
  await walkers.reset({ seed: 0 });

  const returns = new Float64Array(walkers.numEnvs);
  const ended = new Array<boolean>(walkers.numEnvs).fill(false);
  let steps = 0;
  while (ended.includes(false)) {
    const actions = sampleBatch(walkers.spec.actionSpace, walkers.numEnvs);
    const { rewards, terminated, truncated } = await walkers.step(actions);
    steps++;
    for (let i = 0; i < walkers.numEnvs; i++) {
      if (!ended[i]) {
        returns[i]! += rewards[i]!;
        ended[i] = terminated[i]! || truncated[i]!;
      }
    }
  }
  await walkers.close();
  client.close();

  returns.forEach((value, i) => console.log(`walker ${String(i).padStart(2)}: return ${value.toFixed(2)}`));
  console.log(`${steps} steps of 16 environments`);
}

try {
  await walk(process.argv[2] ?? "localhost:50051");
} catch (error) {
  if (!(error instanceof PapilioError)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = 1;
}
