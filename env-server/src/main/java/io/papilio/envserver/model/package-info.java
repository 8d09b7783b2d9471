/**
 * MuJoCo models: the shipped MJCF files beside these classes, and models that clients bring, with
 * the checks that make them safe to compile.
 */
package io.papilio.envserver.model;
