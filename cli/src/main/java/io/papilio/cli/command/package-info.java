/** One file per command: each builds one configuration record and calls one class. */
package io.papilio.cli.command;
