import { type Metadata, status } from "@grpc/grpc-js";

import type { Failure__Output } from "#protocol/papilio/env/v1/Failure.js";
import { decodeFailure } from "./protocol.js";

/** Why a request failed; "UNSPECIFIED" where only the status code is known. */
export type Reason =
  | "UNSPECIFIED"
  | "INVALID_VALUE"
  | "UNKNOWN_ENVIRONMENT"
  | "UNKNOWN_POLICY"
  | "RESET_NEEDED"
  | "SIMULATION_FAILED"
  | "RENDERING_UNAVAILABLE"
  | "SNAPSHOT_MISMATCH"
  | "PHYSICS_DIVERGED"
  | "UNSUPPORTED";

/** The reason that a status code implies where the server sends none. */
const REASONS: Partial<Record<number, Reason>> = {
  [status.INVALID_ARGUMENT]: "INVALID_VALUE",
  [status.NOT_FOUND]: "UNKNOWN_ENVIRONMENT",
  [status.FAILED_PRECONDITION]: "RESET_NEEDED",
  [status.ABORTED]: "PHYSICS_DIVERGED",
  [status.UNIMPLEMENTED]: "UNSUPPORTED",
};

interface Details {
  readonly code: number;
  readonly reason?: Reason;
  readonly subject?: string;
  readonly sessionEnded: boolean;
}

/** A rejected request, or a session or connection that failed. */
export class PapilioError extends Error {
  override readonly name = "PapilioError";
  /** The gRPC status code: `status.INVALID_ARGUMENT` is 3. */
  readonly code: number;
  readonly reason: Reason;
  /** With INVALID_VALUE, the value that was rejected, for example "action"; empty where unknown. */
  readonly subject: string;
  /** Whether the session has ended, so that its environments must be opened again. */
  readonly sessionEnded: boolean;

  constructor(message: string, { code, reason = "UNSPECIFIED", subject = "", sessionEnded }: Details) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.subject = subject;
    this.sessionEnded = sessionEnded;
  }

  /** The code's name, for example "INVALID_ARGUMENT". */
  get codeName(): string {
    return status[this.code] ?? String(this.code);
  }
}

/** An argument rejected before it is sent; the message is "name: what came (expected: what)". */
export function invalid(subject: string, actual: unknown, expected: string): PapilioError {
  return new PapilioError(`${subject}: ${String(actual)} (expected: ${expected})`, {
    code: status.INVALID_ARGUMENT,
    reason: "INVALID_VALUE",
    subject,
    sessionEnded: false,
  });
}

/** A request that failed in a session that continues. */
export function requestFailed({ code, message, reason, subject }: Failure__Output): PapilioError {
  // A reason of a later version of the protocol arrives as a number.
  const sent = typeof reason === "string" ? (reason.slice("REASON_".length) as Reason) : "UNSPECIFIED";
  const known = sent === "UNSPECIFIED" ? (REASONS[code] ?? sent) : sent;
  return new PapilioError(message, { code, reason: known, subject, sessionEnded: false });
}

const FAILURE = "papilio.env.v1.failure-bin";

interface Status {
  readonly code?: number;
  readonly details?: string;
  readonly metadata?: Metadata;
}

/** A call, and with it a session, that ended with a status, and perhaps with a failure in its trailers. */
export function callFailed(target: string, error: Status): PapilioError {
  const [bytes] = error.metadata?.get(FAILURE) ?? [];
  if (bytes instanceof Buffer) {
    return requestFailed(decodeFailure(bytes));
  }
  const code = error.code ?? status.UNKNOWN;
  const details = error.details || status[code] || "no details";
  const message = code === status.UNAVAILABLE ? `cannot reach ${target}: ${details}` : `server ${target}: ${details}`;
  return new PapilioError(message, { code, sessionEnded: true });
}
