import type { OpenRequest } from "#protocol/papilio/env/v1/OpenRequest.js";
import { checkKeys, described } from "./arguments.js";
import { invalid } from "./error.js";
import { encodeKeywords, type Keywords } from "./keywords.js";

const AUTORESET_MODES = ["NEXT_STEP", "SAME_STEP", "DISABLED"] as const;

/** What happens after the end of an episode (Gymnasium's AutoresetMode). */
export type AutoresetMode = (typeof AUTORESET_MODES)[number];

/** A wrapper that the server puts around each environment, by the name and keywords of Gymnasium's. */
export interface Wrapper {
  readonly name: string;
  readonly keywords?: Keywords;
}

/** How to make the environments of a session. */
export interface OpenOptions {
  /** The number of environments. Default: 1. */
  readonly numEnvs?: number;
  /** Default: "NEXT_STEP". */
  readonly autoresetMode?: AutoresetMode;
  /** Keyword arguments of the environment's constructor. */
  readonly keywords?: Keywords;
  /** Keyword arguments per environment, which take precedence over `keywords`: none, or one object for each. */
  readonly overrides?: readonly Keywords[];
  /** Innermost first. */
  readonly wrappers?: readonly Wrapper[];
  /** The info keys to send; nested keys joined by dots, as in "episode.r". Default: all. */
  readonly infoKeys?: readonly string[];
}

const UINT32_MAX = 2 ** 32 - 1;

const OPTIONS = ["numEnvs", "autoresetMode", "keywords", "overrides", "wrappers", "infoKeys"];

export function encodeOpen(id: string, options: OpenOptions): OpenRequest {
  checkKeys("open", options, OPTIONS);
  const { numEnvs = 1, autoresetMode = "NEXT_STEP", keywords = {}, overrides = [], wrappers = [], infoKeys } = options;
  // Protobuf truncates numbers to 32 bits and encodes an unknown mode as the default.
  if (!(Number.isInteger(numEnvs) && numEnvs >= 1 && numEnvs <= UINT32_MAX)) {
    throw invalid("numEnvs", described(numEnvs), `1 to ${UINT32_MAX}`);
  }
  if (!AUTORESET_MODES.includes(autoresetMode)) {
    throw invalid("autoresetMode", described(autoresetMode), `one of ${AUTORESET_MODES.join(", ")}`);
  }
  return {
    environmentId: id,
    numEnvs,
    autoresetMode: `AUTORESET_MODE_${autoresetMode}`,
    options: encodeKeywords("keywords", keywords),
    overrides: overrides.map((own) => encodeKeywords("overrides", own)),
    wrappers: wrappers.map(encodeWrapper),
    ...(infoKeys && { info: { names: infoKeys as string[] } }),
  };
}

export function encodeWrapper(wrapper: Wrapper) {
  checkKeys("wrapper", wrapper, ["name", "keywords"]);
  return { name: wrapper.name, options: encodeKeywords("keywords", wrapper.keywords ?? {}) };
}
