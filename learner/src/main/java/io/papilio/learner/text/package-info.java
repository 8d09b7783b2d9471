/**
 * Text to learn from: corpora, tokenizers, memory-mapped files of tokens, and the prompts that a
 * language model completes.
 */
package io.papilio.learner.text;
