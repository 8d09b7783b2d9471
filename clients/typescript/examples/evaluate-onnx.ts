// Runs a policy on the server for 20 episodes and prints their returns.
// Needs a server (./papilio serve); the policy is an ONNX model or a name, such as expert:
//   node target/dist/examples/evaluate-onnx.js model.onnx Walker2d-v5 [host:port]
import { EnvironmentClient, PapilioError } from "../src/index.js";

async function evaluate(policy: string, id: string, target: string): Promise<void> {
  const client = new EnvironmentClient(target);
  const returns: number[] = [];
  for await (const episode of client.rollout(policy, id, { episodes: 20, returnsOnly: true })) {
    returns.push(episode.return);
    console.log(`seed ${episode.seed}: return ${episode.return.toFixed(2)} in ${episode.length} steps`);
  }
  client.close();
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  console.log(`mean return ${mean.toFixed(2)} of ${returns.length} episodes`);
}

const [policy = "expert", id = "Walker2d-v5", target = "localhost:50051"] = process.argv.slice(2);
try {
  await evaluate(policy, id, target);
} catch (error) {
  if (!(error instanceof PapilioError)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = 1;
}
