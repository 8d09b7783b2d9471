/** The inverted pendulum and the inverted double pendulum. */
package io.papilio.envserver.locomotion.pendulum;
