/** The program {@code ./papilio}. */
package io.papilio.cli;
