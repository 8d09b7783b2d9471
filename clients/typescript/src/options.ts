import type { Struct } from "#protocol/google/protobuf/Struct.js";
import type { Value } from "#protocol/google/protobuf/Value.js";
import { described } from "./arguments.js";
import { invalid } from "./errors.js";

/** A keyword's value; numbers travel as float64. */
export type Option = number | boolean | string | null | readonly Option[] | { readonly [name: string]: Option };

/** Keywords of a constructor or of a reset, by Gymnasium's names. */
export type Options = { readonly [name: string]: Option };

export function encodeOptions(options: Options, name = "options"): Struct {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw invalid(name, described(options), "an object of keywords");
  }
  const fields = Object.entries(options).map(([key, value]) => [key, encode(key, value)]);
  return { fields: Object.fromEntries(fields) };
}

function encode(name: string, value: Option): Value {
  switch (typeof value) {
    case "number":
      return { numberValue: value };
    case "boolean":
      return { boolValue: value };
    case "string":
      return { stringValue: value };
    case "object":
      if (value === null) {
        return { nullValue: "NULL_VALUE" };
      }
      return Array.isArray(value)
        ? { listValue: { values: value.map((item) => encode(name, item)) } }
        : { structValue: encodeOptions(value as Options, name) };
    default:
      throw invalid(name, typeof value, "a number, boolean, string, array or object");
  }
}
