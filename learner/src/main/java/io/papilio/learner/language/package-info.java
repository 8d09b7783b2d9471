/**
 * Language models: a decoder-only Transformer that predicts the next token of a text, trained with
 * averages of its iterates, and how their completions of prompts change from iterate to iterate.
 *
 * <p>Source: "Butterfly Effects of SGD Noise" (arXiv 2310.11428), section 4.2 and appendix B.2.
 */
package io.papilio.learner.language;
