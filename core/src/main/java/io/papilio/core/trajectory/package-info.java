/** What a policy did in an environment, kept as values. */
package io.papilio.core.trajectory;
