/** What the server counts and times, and the address where Prometheus reads it. */
package io.papilio.envserver.metrics;
