import { type ClientDuplexStream, type ServiceError, status } from "@grpc/grpc-js";

import type { InteractRequest } from "#protocol/papilio/env/v1/InteractRequest.js";
import type { InteractResponse__Output } from "#protocol/papilio/env/v1/InteractResponse.js";
import { Deadline } from "./deadline.js";
import { callFailed, PapilioError, requestFailed } from "./error.js";

export type Call = ClientDuplexStream<InteractRequest, InteractResponse__Output>;

interface Pending {
  resolve(response: InteractResponse__Output): void;
  reject(error: PapilioError): void;
}

/** One Interact stream: every request gets one response, in order. */
export class Session {
  private readonly pending: Pending[] = [];
  private readonly deadline: Deadline;
  private ended?: PapilioError;

  /** @param responseTimeout seconds; a response that takes longer ends the session */
  constructor(
    private readonly call: Call,
    target: string,
    responseTimeout: number,
  ) {
    this.deadline = new Deadline(responseTimeout, target, (error) => {
      this.end(error);
      call.cancel();
    });
    call.on("data", (response: InteractResponse__Output) => this.receive(response));
    call.on("error", (error: ServiceError) => this.end(callFailed(target, error)));
    call.on("end", () => this.end(callFailed(target, { code: status.OK, details: "the session ended" })));
  }

  /** Sends a request and resolves to its response. */
  request(request: InteractRequest): Promise<InteractResponse__Output> {
    if (this.ended) {
      return Promise.reject(this.ended);
    }
    return new Promise((resolve, reject) => {
      if (this.pending.push({ resolve, reject }) === 1) {
        this.deadline.begin();
      }
      this.call.write(request);
    });
  }

  /** Ends the session. A server that does not answer in time is left by cancelling the call. */
  async close(timeoutMillis = 5000): Promise<void> {
    if (!this.ended) {
      // A session that fails while it closes is closed.
      const closed = this.request({ close: {} }).catch(() => undefined);
      this.call.end();
      const timer = setTimeout(() => this.call.cancel(), timeoutMillis);
      await closed;
      clearTimeout(timer);
      this.end(new PapilioError("the session is closed", { code: status.FAILED_PRECONDITION, sessionEnded: true }));
    }
  }

  private receive(response: InteractResponse__Output): void {
    const next = this.pending.shift();
    if (this.pending.length > 0) {
      this.deadline.begin();
    } else {
      this.deadline.end();
    }
    if (response.failure) {
      next?.reject(requestFailed(response.failure));
    } else {
      next?.resolve(response);
    }
  }

  private end(error: PapilioError): void {
    this.ended ??= error;
    this.deadline.end();
    for (const { reject } of this.pending.splice(0)) {
      reject(this.ended);
    }
  }
}
