package dev.fairway.spi;

import java.util.Optional;

/**
 * A setting that a backend takes.
 *
 * @param name its name in the file: lowerCamelCase
 * @param description one sentence
 * @param required true where there is no default
 * @param secret true where the value must never be shown
 * @param defaultValue what holds where it is not set
 */
public record SettingKey(
    String name,
    String description,
    boolean required,
    boolean secret,
    Optional<String> defaultValue) {

  /** A setting that must be given. */
  public static SettingKey required(String name, String description) {
    return new SettingKey(name, description, true, false, Optional.empty());
  }

  /** A setting that may be left out. */
  public static SettingKey optional(String name, String description) {
    return new SettingKey(name, description, false, false, Optional.empty());
  }

  /** A setting with a default. */
  public static SettingKey withDefault(String name, String defaultValue, String description) {
    return new SettingKey(name, description, false, false, Optional.of(defaultValue));
  }

  /** A setting that may be left out, and whose value must never be shown. */
  public static SettingKey secret(String name, String description) {
    return new SettingKey(name, description, false, true, Optional.empty());
  }
}
