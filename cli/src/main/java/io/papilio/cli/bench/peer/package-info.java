/** A comparison with another program, side by side, and its table. */
package io.papilio.cli.bench.peer;
