import type { CallOptions, ChannelOptions, Metadata, ServiceError } from "@grpc/grpc-js";

import type { EnvironmentServiceClient } from "#protocol/papilio/env/v1/EnvironmentService.js";
import type { GetServerInfoResponse__Output } from "#protocol/papilio/env/v1/GetServerInfoResponse.js";
import type { ListEnvironmentsResponse__Output } from "#protocol/papilio/env/v1/ListEnvironmentsResponse.js";
import { checkKeys } from "./arguments.js";
import { callMetadata, channelCredentials, type Tls } from "./credentials.js";
import { checkTimeout } from "./deadline.js";
import { decodeSpec, type EnvironmentSpec } from "./environment-spec.js";
import { callFailed } from "./error.js";
import { encodeOpen, type OpenOptions } from "./open.js";
import { EnvironmentService } from "./protocol.js";
import { encodeRollout, type Episode, type Policy, receiveEpisodes, type RolloutOptions } from "./rollout.js";
import { Session } from "./session.js";
import { VectorEnvironment } from "./vector-environment.js";

/** How to connect to a server. */
export interface ClientOptions {
  /** Sent as "authorization: Bearer TOKEN". */
  readonly token?: string;
  /** Default: false. */
  readonly tls?: Tls;
  /** Seconds to wait for the response to a request; then the session is lost. Default: 300. */
  readonly responseTimeout?: number;
  /** gRPC channel arguments, for example {"grpc.keepalive_time_ms": 20000}. */
  readonly channelOptions?: ChannelOptions;
}

/** Server metadata: name, versions, libraries, limits, capabilities and model digests. */
export type ServerInfo = GetServerInfoResponse__Output;

/** A connection to an environment server. It is made by the first call. */
export class EnvironmentClient {
  private readonly service: EnvironmentServiceClient;
  private readonly metadata: Metadata;
  private readonly responseTimeout: number;
  private readonly calls = new Set<{ cancel(): void }>();

  /** @param target the server's address, "host:port" */
  constructor(
    readonly target: string,
    options: ClientOptions = {},
  ) {
    checkKeys("client", options, ["token", "tls", "responseTimeout", "channelOptions"]);
    const { token, tls = false, responseTimeout = 300, channelOptions } = options;
    checkTimeout(responseTimeout);
    this.responseTimeout = responseTimeout;
    this.metadata = callMetadata(token);
    this.service = new EnvironmentService(target, channelCredentials(tls), {
      // Batches of observations exceed gRPC's default of 4 MiB.
      "grpc.max_receive_message_length": -1,
      ...channelOptions,
    });
  }

  /** Server metadata. */
  info(): Promise<ServerInfo> {
    return this.unary((options, done) => this.service.getServerInfo({}, this.metadata, options, done));
  }

  /** The environments that the server offers, ordered by id. */
  async environments(): Promise<EnvironmentSpec[]> {
    const { environments } = await this.unary<ListEnvironmentsResponse__Output>((options, done) =>
      this.service.listEnvironments({}, this.metadata, options, done),
    );
    return environments.map(decodeSpec);
  }

  /**
   * Opens a session with one or more environments of the same id.
   *
   * @param id name and version, for example "Walker2d-v5"
   */
  async open(id: string, options: OpenOptions = {}): Promise<VectorEnvironment> {
    const open = encodeOpen(id, options);
    const call = this.service.interact(this.metadata);
    this.calls.add(call);
    call.once("status", () => this.calls.delete(call));
    const session = new Session(call, this.target, this.responseTimeout);
    try {
      const response = await session.request({ open });
      return new VectorEnvironment(session, response.open!);
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /**
   * Runs a policy where the environments are. Leaving the loop early ends the rollout.
   *
   * @param policy the bytes or the file of an ONNX model, the file of weights, or a name
   * @param id name and version, for example "Walker2d-v5"
   * @returns the episodes in the order of their seeds, while they arrive
   */
  rollout(policy: Policy, id: string, options: RolloutOptions): AsyncGenerator<Episode, void, undefined> {
    const call = this.service.rollout(encodeRollout(policy, id, options), this.metadata);
    this.calls.add(call);
    call.once("status", () => this.calls.delete(call));
    return receiveEpisodes(call, this.target, this.responseTimeout);
  }

  /** Closes the connection and ends its sessions. Closing twice has no effect. */
  close(): void {
    this.service.close();
    // Closing a gRPC channel leaves its calls running.
    this.calls.forEach((call) => call.cancel());
  }

  private unary<T>(
    send: (options: CallOptions, done: (error: ServiceError | null, response?: T) => void) => void,
  ): Promise<T> {
    const deadline = Date.now() + this.responseTimeout * 1000;
    return new Promise((resolve, reject) =>
      send({ deadline }, (error, response) => (error ? reject(callFailed(this.target, error)) : resolve(response!))),
    );
  }
}
