import type { OpenResponse__Output } from "#protocol/papilio/env/v1/OpenResponse.js";
import { type Element, encodeElement } from "./elements.js";
import { encodeReset, type Reset } from "./seeding.js";
import type { Session } from "./session.js";
import { decodeSpec, type EnvironmentSpec } from "./specs.js";
import { decodeTimeStep, type TimeStep } from "./time-step.js";

/** What follows the end of an episode, as in Gymnasium. */
export type AutoresetMode = "NEXT_STEP" | "SAME_STEP" | "DISABLED";

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
    const { timeStep } = await this.session.ask({ reset: encodeReset(reset) });
    return decodeTimeStep(timeStep!);
  }

  /** Steps all environments. @param actions a batch of points of the action space */
  async step(actions: Element): Promise<TimeStep> {
    const { timeStep } = await this.session.ask({ step: { actions: encodeElement(actions) } });
    return decodeTimeStep(timeStep!);
  }

  /** Frees them on the server. */
  close(): Promise<void> {
    return this.session.close();
  }
}
