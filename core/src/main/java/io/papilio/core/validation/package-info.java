/** Checks of values from outside; a rejected value keeps its name, value and expectation. */
package io.papilio.core.validation;
