package io.papilio.core.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents one component of a configuration record, once: the command line's help, the docs and
 * the run manifest all read it from here.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** One sentence without a full stop, with the unit and the source where there is one. */
  String value();

  /** Whether the value must not be written anywhere, as of a password. */
  boolean secret() default false;
}
