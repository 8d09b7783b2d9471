/** Settings from the command line, environment variables and files, and errors about them. */
package io.papilio.cli.options;
