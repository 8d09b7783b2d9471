import type { Struct } from "#protocol/google/protobuf/Struct.js";
import type { Value } from "#protocol/google/protobuf/Value.js";
import { invalid } from "./errors.js";

/** A keyword's value; numbers travel as float64. */
export type Option = number | boolean | string | null | readonly Option[] | { readonly [name: string]: Option };

/** Keywords of a constructor or of a reset, by Gymnasium's names. */
export type Options = { readonly [name: string]: Option };

export function encodeOptions(options: Options): Struct {
  const fields = Object.entries(options).map(([name, value]) => [name, encode(name, value)]);
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
        : { structValue: encodeOptions(value as Options) };
    default:
      throw invalid(name, typeof value, "a number, boolean, string, array or object");
  }
}
