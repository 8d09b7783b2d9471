import type { InteractRequest } from "#protocol/papilio/env/v1/InteractRequest.js";
import type { OpenResponse__Output } from "#protocol/papilio/env/v1/OpenResponse.js";
import { described } from "./arguments.js";
import { type Element, encodeElement } from "./element.js";
import { decodeSpec, type EnvironmentSpec } from "./environment-spec.js";
import { invalid } from "./error.js";
import type { AutoresetMode } from "./open.js";
import { encodeReset, type ResetOptions } from "./reset.js";
import type { Session } from "./session.js";
import { decodeTensor, type Tensor } from "./tensor.js";
import { decodeTimeStep, type TimeStep } from "./time-step.js";

/**
 * A session with n environments of one id that step together, one message per step
 * (Gymnasium's VectorEnv). `EnvironmentClient.open` makes one. The server executes requests
 * in order, so a request may be sent before the previous one is answered.
 */
export class VectorEnvironment {
  /** The spec with keyword arguments and wrappers applied. */
  readonly spec: EnvironmentSpec;
  /** n, the number of environments. */
  readonly numEnvs: number;
  readonly autoresetMode: AutoresetMode;
  /** After so many seconds without a request the server ends the session; 0 means never. */
  readonly leaseSeconds: number;

  constructor(
    private readonly session: Session,
    opened: OpenResponse__Output,
  ) {
    this.spec = decodeSpec(opened.spec!);
    this.numEnvs = opened.numEnvs;
    this.autoresetMode = opened.autoresetMode.slice("AUTORESET_MODE_".length) as AutoresetMode;
    this.leaseSeconds = opened.leaseSeconds;
  }

  /** Begins episodes, in all environments or in those of the mask. */
  async reset(options: ResetOptions = {}): Promise<TimeStep> {
    return this.timeStep({ reset: encodeReset(options) });
  }

  /**
   * Steps all environments.
   *
   * @param actions a batch of n elements of the action space
   */
  async step(actions: Element): Promise<TimeStep> {
    return this.timeStep({ step: { actions: encodeElement(actions) } });
  }

  /** One snapshot per environment: its entire state as opaque bytes. */
  async snapshot(): Promise<Uint8Array[]> {
    const { snapshot } = await this.session.request({ snapshot: {} });
    return snapshot!.snapshots.map((bytes) => Uint8Array.from(bytes));
  }

  /** Restores one snapshot per environment, bit for bit; undefined leaves that environment unchanged. */
  async restore(snapshots: readonly (Uint8Array | undefined)[]): Promise<TimeStep> {
    return this.timeStep({ restore: { snapshots: snapshots.map((bytes) => bytes ?? new Uint8Array()) } });
  }

  /** Makes environment i a copy of environment sources[i], including its random number generator. */
  async fork(sources: readonly number[]): Promise<TimeStep> {
    return this.timeStep({ fork: { sources: this.indices("sources", sources) } });
  }

  /**
   * Renders the current states as uncompressed frames.
   *
   * @param mode one of the spec's render modes
   * @param indices which environments; empty means all
   * @returns rgb_array: uint8, shape [height, width, 3]; depth_array: float32, shape [height, width]
   */
  async render(mode = "rgb_array", indices: readonly number[] = []): Promise<Tensor[]> {
    const { render } = await this.session.request({ render: { mode, indices: this.indices("indices", indices) } });
    return render!.images.map(({ raw }) => decodeTensor(raw!));
  }

  /** Renders the current states as the bytes of PNG files. */
  async renderPng(indices: readonly number[] = []): Promise<Uint8Array[]> {
    const { render } = await this.session.request({
      render: { mode: "rgb_array", encoding: "IMAGE_ENCODING_PNG", indices: this.indices("indices", indices) },
    });
    return render!.images.map(({ png }) => Uint8Array.from(png!));
  }

  /** Ends the session and frees its environments. Closing twice has no effect. */
  close(): Promise<void> {
    return this.session.close();
  }

  /** Checked here because protobuf truncates numbers to 32-bit integers. */
  private indices(name: string, values: readonly number[]): number[] {
    return Array.from(values, (value) => {
      if (!(Number.isInteger(value) && value >= 0 && value < this.numEnvs)) {
        throw invalid(name, described(value), `0 to ${this.numEnvs - 1}`);
      }
      return value;
    });
  }

  private async timeStep(request: InteractRequest): Promise<TimeStep> {
    const { timeStep } = await this.session.request(request);
    return decodeTimeStep(timeStep!);
  }
}
