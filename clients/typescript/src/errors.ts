import { status } from "@grpc/grpc-js";

/** What a server refused, or what went wrong on the way to it, with the server's message. */
export class PapilioError extends Error {
  override readonly name = "PapilioError";

  /**
   * @param code the gRPC status code: `status.INVALID_ARGUMENT` is 3
   * @param sessionOver whether the environments are lost and must be opened again
   */
  constructor(
    readonly code: number,
    message: string,
    readonly sessionOver: boolean,
  ) {
    super(message);
  }

  /** The code's name, for example "INVALID_ARGUMENT". */
  get codeName(): string {
    return status[this.code] ?? String(this.code);
  }
}

/** The refusal of a value before it is sent, by the grammar "name: what came (expected: what)". */
export function invalid(name: string, came: unknown, expected: string): PapilioError {
  const message = `${name}: ${String(came)} (expected: ${expected})`;
  return new PapilioError(status.INVALID_ARGUMENT, message, false);
}

/** In what gRPC says where nobody was reached. */
const NOBODY = /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|Name resolution failed/;

/** The error of a call, and with it of a session, that ended by a status. */
export function broken(target: string, error: { code?: number; details?: string }): PapilioError {
  const code = error.code ?? status.UNKNOWN;
  const reason = error.details?.replace(/\.? Resolution note: *$/, "") || status[code] || "no reason given";
  const details = NOBODY.test(reason) ? `${reason} (expected: a running server, for example ./papilio serve)` : reason;
  return new PapilioError(code, `server ${target}: ${details}`, true);
}
