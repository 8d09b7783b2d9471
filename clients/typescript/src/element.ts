import type { Element as Message, Element__Output } from "#protocol/papilio/env/v1/Element.js";
import { described } from "./arguments.js";
import { invalid } from "./error.js";
import { decodeTensor, encodeTensor, Tensor } from "./tensor.js";

/**
 * An element of a space, such as an observation or action, or a batch of n elements:
 *
 * | kind of space | element | batch of n |
 * |---|---|---|
 * | Box, Discrete, MultiDiscrete, MultiBinary | `Tensor` | `Tensor` with a leading axis |
 * | Tuple | array | array of batches |
 * | Dict | `Map` in the space's order | `Map` of batches |
 * | Text | string | array of n elements |
 * | Sequence | array, or a `Tensor` if stacked | array of n elements |
 * | Graph, OneOf | `Graph`, `OneOf` | array of n elements |
 */
export type Element = Tensor | string | Element[] | ReadonlyMap<string, Element> | Graph | OneOf;

/** An element of a Graph space. */
export interface Graph {
  /** Shape: [nodes, ...]. */
  readonly nodes: Tensor;
  /** Shape: [edges, ...]. */
  readonly edges?: Tensor;
  /** Source and target node of each edge. Shape: [edges, 2]. */
  readonly edgeLinks?: Tensor;
}

/** An element of a OneOf space. */
export interface OneOf {
  /** Index of the subspace. */
  readonly index: number;
  readonly element: Element;
}

export function encodeElement(element: Element): Message {
  if (element instanceof Tensor) {
    return { tensor: encodeTensor(element) };
  }
  if (typeof element === "string") {
    return { text: element };
  }
  if (Array.isArray(element)) {
    return { list: { elements: element.map(encodeElement) } };
  }
  if (element instanceof Map) {
    const entries = [...element].map(([key, value]) => ({ key, element: encodeElement(value) }));
    return { dict: { entries } };
  }
  if (typeof element === "object" && "nodes" in element) {
    const { nodes, edges, edgeLinks } = element;
    return {
      graph: {
        nodes: encodeTensor(nodes),
        ...(edges && { edges: encodeTensor(edges) }),
        ...(edgeLinks && { edgeLinks: encodeTensor(edgeLinks) }),
      },
    };
  }
  if (typeof element === "object" && "index" in element) {
    return { oneOf: { index: element.index, element: encodeElement(element.element) } };
  }
  throw invalid("element", described(element), "a Tensor, string, array, Map, Graph or OneOf");
}

export function decodeElement(message: Element__Output | null): Element {
  switch (message?.kind) {
    case "tensor":
      return decodeTensor(message.tensor!);
    case "text":
      return message.text!;
    case "list":
      return message.list!.elements.map(decodeElement);
    case "dict":
      return new Map(message.dict!.entries.map(({ key, element }) => [key, decodeElement(element)]));
    case "graph": {
      const { nodes, edges, edgeLinks } = message.graph!;
      return {
        nodes: decodeTensor(nodes!),
        ...(edges && { edges: decodeTensor(edges) }),
        ...(edgeLinks && { edgeLinks: decodeTensor(edgeLinks) }),
      };
    }
    case "oneOf":
      return { index: message.oneOf!.index, element: decodeElement(message.oneOf!.element) };
    default:
      throw invalid("element", "unknown kind", "a kind of this protocol version");
  }
}
