import { type ChannelOptions, Metadata, type ServiceError, status } from "@grpc/grpc-js";

import type { EnvironmentServiceClient } from "#protocol/papilio/env/v1/EnvironmentService.js";
import type { GetServerInfoResponse__Output } from "#protocol/papilio/env/v1/GetServerInfoResponse.js";
import { checkChannelOptions, credentialsOf, type Tls } from "./access.js";
import { checkArray, checkKeys, checkString, checkText, checkToken, described } from "./arguments.js";
import { AUTORESET_MODES, type AutoresetMode, Environments } from "./environments.js";
import { broken, invalid, PapilioError } from "./errors.js";
import { encodeOptions, type Options } from "./options.js";
import { type Call, Session } from "./session.js";
import { decodeSpec, type EnvironmentSpec } from "./specs.js";
import { EnvironmentService } from "./wire.js";

/** How to reach a server. */
export interface Access {
  /** Sent as "authorization: Bearer TOKEN". */
  readonly token?: string;
  /** Connects by TLS; `rootCertificates` (PEM) where the server's is not publicly signed. */
  readonly tls?: Tls;
  /** Of gRPC, for example {"grpc.keepalive_time_ms": 20000}. */
  readonly channelOptions?: ChannelOptions;
}

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

/** What fits the protocol's numbers of 32 bits. */
const LARGEST = 2 ** 31 - 1;

const ACCESS = ["token", "tls", "channelOptions"];
const OPENING = ["size", "autoresetMode", "options", "overrides", "wrappers", "infoNames"];

const isString = (value: unknown): boolean => typeof value === "string";
const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

/** The values, none where absent. */
function list<T>(name: string, values: readonly T[] | undefined, fits: (value: unknown) => boolean, expected: string): readonly T[] {
  if (values !== undefined) {
    checkArray(name, values, fits, expected);
  }
  return values ?? [];
}

/** A server of environments at `host:port`. */
export class EnvironmentServer {
  private readonly client: EnvironmentServiceClient;
  private readonly metadata = new Metadata();
  private readonly calls = new Set<Call>();
  private closed = false;

  constructor(
    readonly target: string,
    access: Access = {},
  ) {
    checkString("target", target, "'host:port'");
    checkKeys("access", access, ACCESS);
    const { token, tls, channelOptions } = access;
    if (token !== undefined) {
      checkToken(token);
    }
    if (channelOptions !== undefined) {
      checkChannelOptions(channelOptions);
    }
    this.client = new EnvironmentService(
      target,
      credentialsOf(tls),
      // Batches of observations are larger than gRPC's default of 4 MiB.
      { "grpc.max_receive_message_length": -1, ...channelOptions },
    );
    if (token !== undefined) {
      this.metadata.set("authorization", `Bearer ${token}`);
    }
  }

  /** Its name, versions and limits. */
  info(): Promise<GetServerInfoResponse__Output> {
    return this.unary((done) => this.connected().getServerInfo({}, this.metadata, done));
  }

  /** Everything that can be opened, ordered by id. */
  async environments(): Promise<EnvironmentSpec[]> {
    const answer = await this.unary<{ environments: Parameters<typeof decodeSpec>[0][] }>((done) =>
      this.connected().listEnvironments({}, this.metadata, done),
    );
    return answer.environments.map(decodeSpec);
  }

  /** Makes environments, for example of "Walker2d-v5". */
  async open(id: string, opening: Opening = {}): Promise<Environments> {
    checkString("id", id, "an environment's id");
    checkKeys("opening", opening, OPENING);
    const { size = 1, autoresetMode, options, overrides, wrappers, infoNames } = opening;
    if (!(Number.isInteger(size) && size > 0 && size <= LARGEST)) {
      throw invalid("size", described(size), `1 to ${LARGEST}`);
    }
    if (autoresetMode !== undefined && !AUTORESET_MODES.includes(autoresetMode)) {
      throw invalid("autoresetMode", described(autoresetMode), `one of ${AUTORESET_MODES.join(", ")}`);
    }
    const names = list("infoNames", infoNames, isString, "an array of strings");
    names.forEach((name) => checkText("infoNames", name));
    const open = {
      environmentId: id,
      numEnvs: size,
      autoresetMode: `AUTORESET_MODE_${autoresetMode ?? "NEXT_STEP"}` as const,
      options: encodeOptions(options === undefined ? {} : options),
      overrides: list("overrides", overrides, isObject, "an array of objects, one for each environment").map((own) =>
        encodeOptions(own, "overrides"),
      ),
      wrappers: list("wrappers", wrappers, isObject, "an array of {name, options}").map((wrapper) => {
        checkKeys("wrapper", wrapper, ["name", "options"]);
        checkString("wrapper", wrapper.name, "a name");
        return { name: wrapper.name, options: encodeOptions(wrapper.options === undefined ? {} : wrapper.options) };
      }),
      ...(infoNames !== undefined && { info: { names: [...names] } }),
    };
    const call = this.connected().interact(this.metadata);
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
    this.closed = true;
    this.client.close(); // gRPC lets calls go on.
    this.calls.forEach((call) => call.cancel());
  }

  private connected(): EnvironmentServiceClient {
    if (this.closed) {
      throw new PapilioError("the server is closed", { code: status.FAILED_PRECONDITION, sessionEnded: true });
    }
    return this.client;
  }

  private unary<T>(send: (done: (error: ServiceError | null, answer?: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) =>
      send((error, answer) => (error ? reject(broken(this.target, error)) : resolve(answer!))),
    );
  }
}
