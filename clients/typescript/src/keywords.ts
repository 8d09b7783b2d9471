import type { Struct } from "#protocol/google/protobuf/Struct.js";
import type { Value } from "#protocol/google/protobuf/Value.js";
import { described, isPlainObject } from "./arguments.js";
import { invalid } from "./error.js";

/** Keyword arguments, by Gymnasium's names. */
export type Keywords = { readonly [name: string]: KeywordValue };

/** The value of a keyword argument; numbers travel as float64. */
export type KeywordValue = number | boolean | string | null | readonly KeywordValue[] | Keywords;

export function encodeKeywords(name: string, keywords: Keywords): Struct {
  if (!isPlainObject(keywords)) {
    throw invalid(name, described(keywords), "an object of keyword arguments");
  }
  return { fields: Object.fromEntries(Object.entries(keywords).map(([key, value]) => [key, encode(key, value)])) };
}

function encode(name: string, value: KeywordValue): Value {
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
    return { listValue: { values: value.map((item: KeywordValue) => encode(name, item)) } };
  }
  if (isPlainObject(value)) {
    return { structValue: encodeKeywords(name, value as Keywords) };
  }
  throw invalid(name, described(value), "a number, boolean, string, null, array or object");
}
