package dev.fairway.operator.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The declaration of a component of {@link Settings} as a setting of its own. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {

  /**
   * The dotted key; empty for the names of the section and of the component, which are no key where
   * Java keeps the word for itself.
   */
  String key() default "";

  /** The key in the version before, still read with a notice; empty for none. */
  String formerKey() default "";

  /** What is right, and how it is read. */
  SettingFormat format();

  /** The value where no source sets one, as it would be written; empty for none. */
  String byDefault() default "";

  /** The purpose of a setting, in one sentence. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Meaning {

    String value();
  }
}
