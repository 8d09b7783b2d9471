/**
 * The environment server: starts, stops and is configured here. It needs neither libtorch nor a
 * learner.
 */
package io.papilio.envserver;
