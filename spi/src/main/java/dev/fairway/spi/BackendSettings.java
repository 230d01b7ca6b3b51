package dev.fairway.spi;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The settings of one backend: text by name, read with a type. Immutable; {@link #toString()} shows
 * names only.
 */
public final class BackendSettings {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,9}");

  private final TreeMap<String, String> values;
  private final Path folder;

  private BackendSettings(Map<String, String> values, Path folder) {
    this.values = new TreeMap<>(values);
    this.folder = folder;
  }

  /** Settings whose relative paths start at the working directory. */
  public static BackendSettings of(Map<String, String> values) {
    return new BackendSettings(values, Path.of(""));
  }

  /** Settings whose relative paths start at a folder: that of the file they stand in. */
  public static BackendSettings of(Map<String, String> values, Path folder) {
    return new BackendSettings(values, folder);
  }

  /** The names that are set, ascending. */
  public SortedSet<String> names() {
    return new TreeSet<>(values.keySet());
  }

  /** The text, where it is set. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * The text.
   *
   * @throws SettingException where it is not set, or blank
   */
  public String requiredText(String name) {
    return text(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> new SettingException(name, "must be set"));
  }

  /** The secret, where it is set. */
  public Optional<Secret> secret(String name) {
    return text(name).map(Secret::new);
  }

  /**
   * A path; a relative one starts at the folder of the settings.
   *
   * @throws SettingException where the text cannot be a path
   */
  public Optional<Path> path(String name) {
    try {
      return text(name).map(folder::resolve);
    } catch (InvalidPathException refused) {
      throw new SettingException(name, "not a path: " + refused.getReason());
    }
  }

  /**
   * True or false.
   *
   * @throws SettingException where it is set to anything else
   */
  public boolean flag(String name, boolean otherwise) {
    return text(name)
        .map(
            value ->
                switch (value) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw new SettingException(name, "'" + value + "' is not true or false");
                })
        .orElse(otherwise);
  }

  /**
   * A whole number within bounds.
   *
   * @throws SettingException where it is set to anything else
   */
  public int number(String name, int least, int most, int otherwise) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (WHOLE_NUMBER.matcher(value.get()).matches()) {
      long number = Long.parseLong(value.get());
      if (least <= number && number <= most) {
        return (int) number;
      }
    }
    throw new SettingException(
        name, "'" + value.get() + "' is not a whole number from " + least + " to " + most);
  }

  /**
   * A duration, as {@link DurationText} reads it.
   *
   * @throws SettingException where it is set to anything else
   */
  public Duration duration(String name, Duration otherwise) {
    return text(name)
        .map(
            value ->
                DurationText.tryParse(value)
                    .orElseThrow(
                        () ->
                            new SettingException(
                                name,
                                "'" + value + "' is not a duration, as in 500ms, 30s, 5m, 1h")))
        .orElse(otherwise);
  }

  @Override
  public String toString() {
    return "settings " + values.keySet();
  }
}
