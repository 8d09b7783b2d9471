import { type sendUnaryData, Server, ServerCredentials, type ServerDuplexStream, type ServerUnaryCall } from "@grpc/grpc-js";

import type { GetServerInfoResponse } from "#protocol/papilio/env/v1/GetServerInfoResponse.js";
import type { InteractRequest__Output } from "#protocol/papilio/env/v1/InteractRequest.js";
import type { InteractResponse } from "#protocol/papilio/env/v1/InteractResponse.js";
import { definition } from "../src/protocol.js";

type Stream = ServerDuplexStream<InteractRequest__Output, InteractResponse>;

/** A server within this process. Its sessions do what a test needs; its name is the authorization it received. */
export async function startFakeServer(interact: (stream: Stream) => void, credentials = ServerCredentials.createInsecure()) {
  const server = new Server();
  const service = definition["papilio.env.v1.EnvironmentService"] as Parameters<Server["addService"]>[0];
  server.addService(service, {
    Interact: interact,
    GetServerInfo: ({ metadata }: ServerUnaryCall<object, object>, done: sendUnaryData<GetServerInfoResponse>) =>
      done(null, { serverName: metadata.get("authorization").join() }),
    ListEnvironments: () => undefined,
    Rollout: () => undefined,
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", credentials, (error, at) => (error ? reject(error) : resolve(at))),
  );
  return { target: `localhost:${port}`, stop: () => server.forceShutdown() };
}

/** Answers every request with the response that a function gives. */
export const answering = (answer: (stream: Stream) => InteractResponse) => (stream: Stream) => {
  stream.on("data", () => stream.write(answer(stream)));
  stream.on("end", () => stream.end());
};

const discrete = { discrete: { n: 2 } };

/** The response to `open`. */
export const OPENED: InteractResponse = {
  open: {
    spec: { id: "Any-v0", observationSpace: discrete, actionSpace: discrete },
    numEnvs: 2,
    autoresetMode: "AUTORESET_MODE_NEXT_STEP",
  },
};
