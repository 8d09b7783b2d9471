package io.papilio.protocol.compliance;

import java.util.function.Consumer;

/**
 * One rule of the protocol.
 *
 * @param name a sentence
 * @param body throws an {@link AssertionError} when the server breaks the rule, and a {@link
 *     io.papilio.protocol.contract.NotApplicableException} when it does not apply
 */
record Rule(String name, Consumer<Subject> body) {}
