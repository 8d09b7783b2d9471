/** The command line: each command builds one configuration record and calls one class. */
package io.papilio.cli;
