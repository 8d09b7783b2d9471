import type { ClientDuplexStream, ServiceError } from "@grpc/grpc-js";
import { status } from "@grpc/grpc-js";

import type { InteractRequest } from "#protocol/papilio/env/v1/InteractRequest.js";
import type { InteractResponse__Output } from "#protocol/papilio/env/v1/InteractResponse.js";
import { broken, failed, PapilioError } from "./errors.js";

export type Call = ClientDuplexStream<InteractRequest, InteractResponse__Output>;

interface Waiting {
  resolve(response: InteractResponse__Output): void;
  reject(error: PapilioError): void;
}

/** One stream: every request gets one response, in the order of the requests. */
export class Session {
  private readonly waiting: Waiting[] = [];
  private end?: PapilioError;

  constructor(
    private readonly call: Call,
    target: string,
  ) {
    call.on("data", (response: InteractResponse__Output) => this.answered(response));
    call.on("error", (error: ServiceError) => this.over(broken(target, error)));
    call.on("end", () => this.over(broken(target, { code: status.OK, details: "the session has ended" })));
  }

  /** Sends a request; the promise is rejected when the server refuses it or the session ends. */
  ask(request: InteractRequest): Promise<InteractResponse__Output> {
    if (this.end) {
      return Promise.reject(this.end);
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.call.write(request);
    });
  }

  /**
   * Frees the environments; when it resolves, a server that answers in time has freed them, and of one that does
   * not, the call has been cancelled. Twice is harmless.
   */
  async close(patienceMillis = 5000): Promise<void> {
    if (!this.end) {
      const closed = this.ask({ close: {} }).catch(() => undefined); // Gone is closed.
      this.call.end();
      const timer = setTimeout(() => this.call.cancel(), patienceMillis);
      await closed;
      clearTimeout(timer);
      this.over(new PapilioError("the session is closed", { code: status.FAILED_PRECONDITION, sessionEnded: true }));
    }
  }

  private answered(response: InteractResponse__Output): void {
    const next = this.waiting.shift();
    if (response.response === "failure") {
      next?.reject(failed(response.failure!));
    } else {
      next?.resolve(response);
    }
  }

  private over(reason: PapilioError): void {
    this.end ??= reason;
    for (const { reject } of this.waiting.splice(0)) {
      reject(this.end);
    }
  }
}
