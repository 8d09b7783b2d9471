package io.papilio.it.architecture.sample.above;

import io.papilio.it.architecture.sample.below.Floor;

/** Uses a class of a package that the diagram does not list. */
public record Roof(Floor floor) {}
