import type { Struct } from "#protocol/google/protobuf/Struct.js";
import type { Value } from "#protocol/google/protobuf/Value.js";
import { checkText, described, isPlainObject } from "./arguments.js";
import { invalid } from "./errors.js";

/** A keyword's value; numbers travel as float64. */
export type Option = number | boolean | string | null | readonly Option[] | { readonly [name: string]: Option };

/** Keywords of a constructor or of a reset, by Gymnasium's names. */
export type Options = { readonly [name: string]: Option };

/** A dictionary within another is three messages deeper; readers of protobuf stop at a hundred. */
const LEVELS = 30;

export function encodeOptions(options: Options, name = "options"): Struct {
  if (!isPlainObject(options)) {
    throw invalid(name, described(options), "an object of keywords");
  }
  return encodeFields(name, options, 0);
}

function encodeFields(name: string, options: Options, level: number): Struct {
  const fields = Object.entries(options).map(([key, value]) => {
    checkText(`${name}: key`, key);
    return [key, encode(key, value, level)];
  });
  return { fields: Object.fromEntries(fields) };
}

function encode(name: string, value: Option, level: number): Value {
  switch (typeof value) {
    case "number":
      return { numberValue: value };
    case "boolean":
      return { boolValue: value };
    case "string":
      checkText(name, value);
      return { stringValue: value };
    case "object":
      if (value === null) {
        return { nullValue: "NULL_VALUE" };
      }
      if (level === LEVELS) {
        throw invalid(name, `more than ${LEVELS} arrays or objects within each other`, `at most ${LEVELS}`);
      }
      if (Array.isArray(value)) {
        return { listValue: { values: Array.from(value, (item: Option) => encode(name, item, level + 1)) } };
      }
      if (isPlainObject(value)) {
        return { structValue: encodeFields(name, value as Options, level + 1) };
      }
      throw invalid(name, described(value), EXPECTED);
    default:
      throw invalid(name, typeof value, EXPECTED);
  }
}

const EXPECTED = "a number, boolean, string, array or object";
