package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.Subject;
import java.nio.file.Path;

/** One of the places that settings come from; it knows how people find something in it. */
sealed interface SettingSource {

  /** What a diagnostic about a key speaks of. */
  Subject subject(String key);

  /** How a key is written here. */
  String nameOf(String key);

  /** What a sentence about something begins with. */
  String lead(FilePosition at);

  /**
   * The YAML file.
   *
   * @param path as it was given
   */
  record File(Path path) implements SettingSource {
    @Override
    public Subject subject(String key) {
      return new Subject(Subject.Kind.FILE, path.toString());
    }

    @Override
    public String nameOf(String key) {
      return key;
    }

    @Override
    public String lead(FilePosition at) {
      return at + ": ";
    }
  }

  /** The environment of the process. */
  record Environment() implements SettingSource {
    @Override
    public Subject subject(String key) {
      return new Subject(Subject.Kind.SETTING, key);
    }

    @Override
    public String nameOf(String key) {
      return "environment variable " + SettingNames.variableOf(key);
    }

    @Override
    public String lead(FilePosition at) {
      return "";
    }
  }

  /** The command line. */
  record Flags() implements SettingSource {
    @Override
    public Subject subject(String key) {
      return new Subject(Subject.Kind.SETTING, key);
    }

    @Override
    public String nameOf(String key) {
      return "flag " + SettingNames.flagOf(key);
    }

    @Override
    public String lead(FilePosition at) {
      return "";
    }
  }
}
