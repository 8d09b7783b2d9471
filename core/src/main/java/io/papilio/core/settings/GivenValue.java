package io.papilio.core.settings;

/**
 * The text of a setting and where it was given.
 *
 * @param text the value as typed; the elements of a list are separated by commas
 * @param place for error messages: {@code --port}, {@code PAPILIO_PORT} or {@code serve.yaml:3:
 *     port}
 */
public record GivenValue(String text, String place) {}
