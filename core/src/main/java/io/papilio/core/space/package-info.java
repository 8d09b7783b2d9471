/**
 * Spaces and their elements: Gymnasium's ten kinds of spaces, tensors of little-endian bytes, and
 * batches of both.
 */
package io.papilio.core.space;
