/** What chooses actions. */
package io.papilio.core.policy;
