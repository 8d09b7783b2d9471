import { inspect } from "node:util";

import { invalid } from "./error.js";

/** Rejects unknown keys: without types, a misspelled one would silently leave a default in place. */
export function checkKeys(name: string, value: object, known: readonly string[]): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw invalid(name, `key '${unknown}'`, `one of ${known.join(", ")}`);
  }
}

/** Whether a value is `{...}`; the contents of a Map or another class are not in its properties. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // A test runner's sandbox has an Object.prototype of its own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A value in a message, objects by their class only. */
export function described(value: unknown): string {
  return inspect(value, { depth: -1 });
}
