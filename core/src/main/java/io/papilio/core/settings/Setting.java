package io.papilio.core.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents a component of a configuration record. The command line, its help, {@code config.json}
 * and the run manifest all read it from here.
 *
 * <p>On a component that is itself a record, the text is the group's heading, and the component's
 * name is a segment of the paths below it, as in {@code optimizer.learning-rate}. A nested record
 * without this annotation adds neither: its settings belong to the record around it.
 *
 * <p>On a record that is one of the choices of a sealed interface, it describes that choice.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Setting {
  /** One sentence without a full stop, with the unit and the source where there is one. */
  String value();

  /**
   * The name where it is not the component's own in kebab case, for example {@code
   * evaluation-interval} for the path {@code evaluation.interval}; of a choice, its kind.
   */
  String name() default "";

  /** Whether the value must not be written anywhere, as of a password. */
  boolean secret() default false;
}
