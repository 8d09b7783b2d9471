import type { InteractRequest } from "#protocol/papilio/env/v1/InteractRequest.js";
import type { OpenResponse__Output } from "#protocol/papilio/env/v1/OpenResponse.js";
import { described } from "./arguments.js";
import { type Element, encodeElement } from "./elements.js";
import { invalid } from "./errors.js";
import { encodeReset, type Reset } from "./seeding.js";
import type { Session } from "./session.js";
import { decodeSpec, type EnvironmentSpec } from "./specs.js";
import { decodeTensor, type Tensor } from "./tensor.js";
import { decodeTimeStep, type TimeStep } from "./time-step.js";

/** What follows the end of an episode, as in Gymnasium. */
export const AUTORESET_MODES = ["NEXT_STEP", "SAME_STEP", "DISABLED"] as const;
export type AutoresetMode = (typeof AUTORESET_MODES)[number];

/**
 * Environments of one id that step together, one message per step. Requests are carried out in
 * order, so the next may be sent before the last was answered.
 */
export class Environments {
  readonly spec: EnvironmentSpec;
  readonly size: number;
  readonly autoresetMode: AutoresetMode;
  /** The server ends the session after so many seconds without requests; 0 means never. */
  readonly leaseSeconds: number;

  constructor(
    private readonly session: Session,
    opened: OpenResponse__Output,
  ) {
    this.spec = decodeSpec(opened.spec!);
    this.size = opened.numEnvs;
    this.autoresetMode = opened.autoresetMode.slice("AUTORESET_MODE_".length) as AutoresetMode;
    this.leaseSeconds = opened.leaseSeconds;
  }

  /** Begins episodes. */
  async reset(reset: Reset = {}): Promise<TimeStep> {
    return this.timeStep({ reset: encodeReset(reset) });
  }

  /** Steps all environments. @param actions a batch of points of the action space */
  async step(actions: Element): Promise<TimeStep> {
    return this.timeStep({ step: { actions: encodeElement(actions) } });
  }

  /** Of each environment, everything that decides what comes next. */
  async snapshot(): Promise<Uint8Array[]> {
    const { snapshot } = await this.session.ask({ snapshot: {} });
    return snapshot!.snapshots.map((bytes) => Uint8Array.from(bytes));
  }

  /** Goes on from snapshots, bit for bit; undefined leaves that environment alone. */
  async restore(snapshots: readonly (Uint8Array | undefined)[]): Promise<TimeStep> {
    return this.timeStep({ restore: { snapshots: snapshots.map((kept) => kept ?? new Uint8Array()) } });
  }

  /** Environment i goes on as a copy of environment sources[i], generator and all. */
  async fork(sources: readonly number[]): Promise<TimeStep> {
    return this.timeStep({ fork: { sources: this.indices("sources", sources) } });
  }

  /** Pictures of the current states, uncompressed; `mode` is one of the spec's render modes. */
  async render(mode = "rgb_array", indices: readonly number[] = []): Promise<Tensor[]> {
    const { render } = await this.session.ask({ render: { mode, indices: this.indices("indices", indices) } });
    return render!.images.map(({ raw }) => decodeTensor(raw!));
  }

  /** Pictures as PNG files. */
  async renderPng(indices: readonly number[] = []): Promise<Uint8Array[]> {
    const encoding = "IMAGE_ENCODING_PNG" as const;
    const asked = { mode: "rgb_array", encoding, indices: this.indices("indices", indices) };
    const { render } = await this.session.ask({ render: asked });
    return render!.images.map(({ png }) => Uint8Array.from(png!));
  }

  /** Frees them on the server. */
  close(): Promise<void> {
    return this.session.close();
  }

  /** Checks indices here, because protobuf truncates numbers to 32-bit integers. */
  private indices(name: string, values: readonly number[]): number[] {
    return Array.from(values, (value) => {
      if (!(Number.isInteger(value) && value >= 0 && value < this.size)) {
        throw invalid(name, described(value), `0 to ${this.size - 1}`);
      }
      return value;
    });
  }

  private async timeStep(request: InteractRequest): Promise<TimeStep> {
    const { timeStep } = await this.session.ask(request);
    return decodeTimeStep(timeStep!);
  }
}
