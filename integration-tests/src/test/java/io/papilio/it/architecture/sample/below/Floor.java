package io.papilio.it.architecture.sample.below;

/** Is used by a package that the diagram does not list. */
public record Floor() {}
