/**
 * The environment contract as a suite: checks that any implementation must pass, in tests and by
 * the compliance command alike. A broken rule is an {@link AssertionError}.
 */
package io.papilio.protocol.contract;
