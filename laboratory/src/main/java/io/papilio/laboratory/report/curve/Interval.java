package io.papilio.laboratory.report.curve;

/** The interval in which a number lies with a confidence of 95%; NaN where nothing is known. */
public record Interval(double low, double high) {}
