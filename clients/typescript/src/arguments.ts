import { invalid } from "./errors.js";

/** Refuses what is no object, and keys that nobody reads: a misspelt one would be a default in silence. */
export function checkKeys(name: string, value: unknown, known: readonly string[]): void {
  if (!isPlainObject(value)) {
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
  checkText(name, value);
}

/** Refuses what UTF-8 cannot hold: half of a surrogate pair would arrive as another character. */
export function checkText(name: string, text: string): void {
  if (/\p{Surrogate}/u.test(text)) {
    throw invalid(name, `${described(text)}, half of a surrogate pair`, "Unicode");
  }
}

/** Whether it is `{...}`: what has a class or a prototype of its own keeps its content elsewhere. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // Of another realm, such as that of a test runner, it is Object.prototype too.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
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
    return `'${value.slice(0, 50).replace(/\p{Surrogate}/gu, "\uFFFD")}'`;
  }
  if (typeof value === "object" && value !== null) {
    const { constructor } = value;
    return typeof constructor === "function" ? constructor.name || "object" : "object";
  }
  return typeof value === "function" ? "a function" : String(value);
}
