import { invalid } from "./errors.js";

/** Refuses what is no object, and keys that nobody reads: a misspelt one would be a default in silence. */
export function checkKeys(name: string, value: unknown, known: readonly string[]): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalid(name, described(value), `an object with ${known.join(", ")}`);
  }
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw invalid(name, `key '${unknown}'`, `one of ${known.join(", ")}`);
  }
}

/** Refuses what is no array of such values. */
export function checkArray(name: string, values: unknown, fits: (value: unknown) => boolean, expected: string): void {
  if (!Array.isArray(values)) {
    throw invalid(name, described(values), expected);
  }
  const wrong = [...values].findIndex((value) => !fits(value));
  if (wrong >= 0) {
    throw invalid(`${name}[${wrong}]`, described(values[wrong]), expected);
  }
}

export function checkString(name: string, value: unknown, expected: string): void {
  if (typeof value !== "string" || value === "") {
    throw invalid(name, described(value), expected);
  }
}

/** Refuses a token that no header carries; no refusal shows one. */
export function checkToken(token: unknown): void {
  if (typeof token !== "string") {
    throw invalid("token", typeof token, "a string");
  }
  if (!/^[ -~]+$/.test(token)) {
    throw invalid("token", token === "" ? "empty" : "another character", "printable ASCII");
  }
}

/** Short enough for a message. */
export function described(value: unknown): string {
  if (typeof value === "string") {
    return `'${value.slice(0, 50)}'`;
  }
  if (typeof value === "object" && value !== null) {
    return value.constructor?.name ?? "object";
  }
  return typeof value === "function" ? "a function" : String(value);
}
