import type { Metadata, ServiceError } from "@grpc/grpc-js";

import type { EnvironmentServiceClient } from "#protocol/papilio/env/v1/EnvironmentService.js";
import type { GetServerInfoResponse__Output } from "#protocol/papilio/env/v1/GetServerInfoResponse.js";
import type { OpenRequest } from "#protocol/papilio/env/v1/OpenRequest.js";
import { type Access, credentialsOf, metadataOf } from "./access.js";
import { checkKeys, described } from "./arguments.js";
import { AUTORESET_MODES, type AutoresetMode, Environments } from "./environments.js";
import { broken, invalid } from "./errors.js";
import { encodeOptions, type Options } from "./options.js";
import { type Call, Session } from "./session.js";
import { decodeSpec, type EnvironmentSpec } from "./specs.js";
import { EnvironmentService } from "./wire.js";

/** What to open. */
export interface Opening {
  /** How many environments; 1 where absent. */
  readonly size?: number;
  /** NEXT_STEP where absent. */
  readonly autoresetMode?: AutoresetMode;
  /** Keywords of the environment's constructor. */
  readonly options?: Options;
  /** Keywords that differ between the environments: none, or one set for each, which go before `options`. */
  readonly overrides?: readonly Options[];
  /** Put around each environment by the server, innermost first. */
  readonly wrappers?: readonly { readonly name: string; readonly options?: Options }[];
  /** The info keys to send, "episode.r" within dictionaries; all where absent. */
  readonly infoNames?: readonly string[];
}

const OPENING = ["size", "autoresetMode", "options", "overrides", "wrappers", "infoNames"];

/** A server of environments at `host:port`. */
export class EnvironmentServer {
  private readonly client: EnvironmentServiceClient;
  private readonly metadata: Metadata;
  private readonly calls = new Set<Call>();

  constructor(
    readonly target: string,
    access: Access = {},
  ) {
    checkKeys("access", access, ["token", "tls", "channelOptions"]);
    this.metadata = metadataOf(access.token);
    // Batches of observations are larger than gRPC's default of 4 MiB.
    const channelOptions = { "grpc.max_receive_message_length": -1, ...access.channelOptions };
    this.client = new EnvironmentService(target, credentialsOf(access.tls), channelOptions);
  }

  /** Its name, versions and limits. */
  info(): Promise<GetServerInfoResponse__Output> {
    return this.unary((done) => this.client.getServerInfo({}, this.metadata, done));
  }

  /** Everything that can be opened, ordered by id. */
  async environments(): Promise<EnvironmentSpec[]> {
    const answer = await this.unary<{ environments: Parameters<typeof decodeSpec>[0][] }>((done) =>
      this.client.listEnvironments({}, this.metadata, done),
    );
    return answer.environments.map(decodeSpec);
  }

  /** Makes environments, for example of "Walker2d-v5". */
  async open(id: string, opening: Opening = {}): Promise<Environments> {
    checkKeys("opening", opening, OPENING);
    const { size = 1, autoresetMode = "NEXT_STEP", options = {}, overrides = [], wrappers = [], infoNames } = opening;
    // Protobuf truncates sizes to 32 bits and reads an unknown mode as the default.
    if (!(Number.isInteger(size) && size > 0 && size < 2 ** 32)) {
      throw invalid("size", described(size), "an integer from 1");
    }
    if (!AUTORESET_MODES.includes(autoresetMode)) {
      throw invalid("autoresetMode", described(autoresetMode), `one of ${AUTORESET_MODES.join(", ")}`);
    }
    const open: OpenRequest = {
      environmentId: id,
      numEnvs: size,
      autoresetMode: `AUTORESET_MODE_${autoresetMode}`,
      options: encodeOptions(options),
      overrides: overrides.map((own) => encodeOptions(own, "overrides")),
      wrappers: wrappers.map((wrapper) => {
        checkKeys("wrapper", wrapper, ["name", "options"]);
        return { name: wrapper.name, options: encodeOptions(wrapper.options ?? {}) };
      }),
      ...(infoNames && { info: { names: infoNames as string[] } }),
    };
    const call = this.client.interact(this.metadata);
    this.calls.add(call);
    call.once("status", () => this.calls.delete(call));
    const session = new Session(call, this.target);
    try {
      const answer = await session.ask({ open });
      return new Environments(session, answer.open!);
    } catch (refused) {
      await session.close();
      throw refused;
    }
  }

  /** Closes the connection; sessions that are open end. Twice is harmless. */
  close(): void {
    this.client.close(); // gRPC lets calls go on.
    this.calls.forEach((call) => call.cancel());
  }

  private unary<T>(send: (done: (error: ServiceError | null, answer?: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) =>
      send((error, answer) => (error ? reject(broken(this.target, error)) : resolve(answer!))),
    );
  }
}
