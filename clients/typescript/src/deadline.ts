import { status } from "@grpc/grpc-js";

import { invalid, PapilioError } from "./error.js";

/** Longest delay of a timer, milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** Rejects what is no time to wait. */
export function checkTimeout(seconds: number): void {
  if (!(seconds > 0)) {
    throw invalid("responseTimeout", seconds, "seconds, more than 0");
  }
}

/** The time until the next response of a call. */
export class Deadline {
  private timer?: NodeJS.Timeout;

  /** @param miss is called when no response came in time */
  constructor(
    private readonly seconds: number,
    private readonly target: string,
    private readonly miss: (error: PapilioError) => void,
  ) {}

  /** The next response is due in the given time from now on. */
  begin(): void {
    this.end();
    this.timer = setTimeout(() => this.miss(this.late()), Math.min(this.seconds * 1000, LONGEST));
  }

  /** No response is due. */
  end(): void {
    clearTimeout(this.timer);
  }

  private late(): PapilioError {
    const message = `server ${this.target}: no response in ${this.seconds} s (responseTimeout)`;
    return new PapilioError(message, { code: status.DEADLINE_EXCEEDED, sessionEnded: true });
  }
}
