/** Output for people at a terminal. */
package io.papilio.cli.terminal;
