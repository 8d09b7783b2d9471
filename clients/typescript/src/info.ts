import type { Info__Output } from "#protocol/papilio/env/v1/Info.js";
import type { Tensor__Output } from "#protocol/papilio/env/v1/Tensor.js";
import { decodeTensor, type Tensor } from "./tensor.js";

/** One key of the info dictionaries of n environments. */
export interface Column {
  /** Shape: [n, ...], zero where not present. */
  readonly values: Tensor;
  /** Which environments gave the key. */
  readonly present: boolean[];
}

/** Gymnasium's info dictionaries, one column per key; iterable as pairs of keys, the outermost first, and column. */
export class Info implements Iterable<[keys: string[], column: Column]> {
  private readonly columns: ReadonlyMap<string, Column>;

  /** @param columns by names of the protocol, where dots part the keys */
  constructor(columns: Iterable<readonly [string, Column]>) {
    this.columns = new Map(columns);
  }

  /** The column of a key, or of one within dictionaries: `get("episode", "r")`. */
  get(...keys: [string, ...string[]]): Column | undefined {
    return this.columns.get(keys.map(escaped).join("."));
  }

  *[Symbol.iterator](): Iterator<[keys: string[], column: Column]> {
    for (const [name, column] of this.columns) {
      yield [name.split(".").map(plain), column];
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

/** A key without a dot, as JSON Pointer (RFC 6901) escapes. */
function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll(".", "~1");
}

function plain(key: string): string {
  return key.replaceAll("~1", ".").replaceAll("~0", "~");
}
