package io.papilio.core.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The default of a setting, in the form in which it is typed. Without one, a string is empty and a
 * list has no elements; other types need one.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface DefaultValue {
  /** The default as text, for example {@code 3e-4}. */
  String value();
}
