import type { Struct } from "#protocol/google/protobuf/Struct.js";
import type { Value } from "#protocol/google/protobuf/Value.js";
import { described, isPlainObject } from "./arguments.js";
import { invalid } from "./errors.js";

/** A keyword's value; numbers travel as float64. */
export type Option = number | boolean | string | null | readonly Option[] | { readonly [name: string]: Option };

/** Keywords of a constructor or of a reset, by Gymnasium's names. */
export type Options = { readonly [name: string]: Option };

export function encodeOptions(options: Options, name = "options"): Struct {
  if (!isPlainObject(options)) {
    throw invalid(name, described(options), "an object of keywords");
  }
  return { fields: Object.fromEntries(Object.entries(options).map(([key, value]) => [key, encode(key, value)])) };
}

function encode(name: string, value: Option): Value {
  switch (typeof value) {
    case "number":
      return { numberValue: value };
    case "boolean":
      return { boolValue: value };
    case "string":
      return { stringValue: value };
  }
  if (value === null) {
    return { nullValue: "NULL_VALUE" };
  }
  if (Array.isArray(value)) {
    return { listValue: { values: value.map((item: Option) => encode(name, item)) } };
  }
  if (isPlainObject(value)) {
    return { structValue: encodeOptions(value as Options, name) };
  }
  throw invalid(name, described(value), "a number, boolean, string, null, array or object");
}
