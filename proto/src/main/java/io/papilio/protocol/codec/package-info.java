/**
 * Translates between the project's types and the protocol's messages, both ways and without loss.
 * What cannot be understood is rejected with an {@link
 * io.papilio.core.validation.InvalidValueException}.
 */
package io.papilio.protocol.codec;
