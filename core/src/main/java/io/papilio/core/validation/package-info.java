/** Checks of values from outside, in one message grammar. */
package io.papilio.core.validation;
