// Steps 16 Walker2d environments with random actions and prints the returns of their first episodes.
//   node target/dist/examples/random-walkers.js [host:port]
import { EnvironmentServer, PapilioError, sampleBatch } from "../src/index.js";

async function walk(target: string): Promise<void> {
  const server = new EnvironmentServer(target);
  const walkers = await server.open("Walker2d-v5", { size: 16 });
  await walkers.reset({ seed: 0 });

  const returns = new Float64Array(walkers.size);
  const ended = new Array<boolean>(walkers.size).fill(false);
  let steps = 0;
  while (ended.includes(false)) {
    const { rewards, terminated, truncated } = await walkers.step(sampleBatch(walkers.spec.actionSpace, walkers.size));
    steps++;
    for (let i = 0; i < walkers.size; i++) {
      if (!ended[i]) {
        returns[i]! += rewards[i]!;
        ended[i] = terminated[i]! || truncated[i]!;
      }
    }
  }
  await walkers.close();
  server.close();

  returns.forEach((value, i) => console.log(`walker ${String(i).padStart(2)}: return ${value.toFixed(2)}`));
  console.log(`${steps} steps of 16`);
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
