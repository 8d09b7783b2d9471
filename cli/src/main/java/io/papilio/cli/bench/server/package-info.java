/** Comparisons of stepping, rollouts and starts with other environments and servers. */
package io.papilio.cli.bench.server;
