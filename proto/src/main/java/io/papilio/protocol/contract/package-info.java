/**
 * The environment contract as a suite: checks that any implementation can be held against, in tests
 * and by the compliance command alike. A broken rule is an {@link AssertionError}.
 */
package io.papilio.protocol.contract;
