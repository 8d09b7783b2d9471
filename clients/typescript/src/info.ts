import type { Info__Output } from "#protocol/papilio/env/v1/Info.js";
import type { Tensor__Output } from "#protocol/papilio/env/v1/Tensor.js";
import { decodeTensor, type Tensor } from "./tensor.js";

/** The values of one info key in n environments. */
export interface Column {
  /** Shape: [n, ...], zero where not present. */
  readonly values: Tensor;
  /** Which environments have the key. Shape: [n]. */
  readonly present: boolean[];
}

/**
 * Gymnasium's info dictionaries of n environments, one column per key. Iteration yields pairs of a
 * key path, outermost key first, and its column.
 */
export class Info implements Iterable<[path: string[], column: Column]> {
  private readonly columns: ReadonlyMap<string, Column>;

  /** @param columns by column name, as in the protocol */
  constructor(columns: Iterable<readonly [string, Column]>) {
    this.columns = new Map(columns);
  }

  /** The column of a key, or of a key in nested dictionaries: `get("episode", "r")`. */
  get(...path: [string, ...string[]]): Column | undefined {
    return this.columns.get(path.map(escapeKey).join("."));
  }

  *[Symbol.iterator](): Iterator<[path: string[], column: Column]> {
    for (const [name, column] of this.columns) {
      yield [name.split(".").map(unescapeKey), column];
    }
  }
}

export function decodeInfo(message: Info__Output | null, n: number): Info {
  const everywhere = new Array<boolean>(n).fill(true);
  return new Info(
    (message?.columns ?? []).map(({ name, values, present }) => [
      name,
      { values: decodeTensor(values!), present: present ? flags(present) : everywhere },
    ]),
  );
}

export function flags(message: Tensor__Output | null): boolean[] {
  return Array.from(message?.data ?? [], (byte) => byte !== 0);
}

/** Column names join keys by dots; a key's own dots are escaped as slashes are in JSON Pointer (RFC 6901). */
function escapeKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll(".", "~1");
}

function unescapeKey(key: string): string {
  return key.replaceAll("~1", ".").replaceAll("~0", "~");
}
