package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * A setting that the program knows: a row of {@link SettingTable}. Immutable.
 *
 * @param <T> what its value is
 */
public final class KnownSetting<T> {

  private final String key;
  private final ValueKind<T> kind;
  private final String defaultText;
  private final String description;
  private final T defaultValue;

  /** Refuses a default that the kind refuses. */
  KnownSetting(String key, ValueKind<T> kind, String defaultText, String description) {
    this.key = key;
    this.kind = kind;
    this.defaultText = defaultText;
    this.description = description;
    Mistakes mistakes = new Mistakes(new SettingSource.Flags());
    Optional<T> value = kind.read(key, PositionedNode.Scalar.of(defaultText), mistakes);
    List<Diagnostic> wrong = mistakes.diagnostics();
    this.defaultValue = value.orElseThrow(() -> new IllegalArgumentException(wrong.toString()));
  }

  /** Its dotted key, as in {@code cluster.siteLabel}. */
  public String key() {
    return key;
  }

  /** What holds where nobody sets it, as people write it; empty for none. */
  public String defaultText() {
    return defaultText;
  }

  /** One sentence: what it is for. */
  public String description() {
    return description;
  }

  /** What a value of it is: a phrase. */
  public String expectation() {
    return kind.expectation();
  }

  /** Its flag, as in {@code --cluster-site-label}. */
  public String flag() {
    return kind.oneText() ? SettingNames.flagOf(key) : SettingNames.flagOf(key) + "-<name>";
  }

  /** Its environment variable, as in {@code FAIRWAY_CLUSTER_SITE_LABEL}. */
  public String variable() {
    return kind.oneText() ? SettingNames.variableOf(key) : SettingNames.BACKEND_VARIABLE + "<NAME>";
  }

  /** True where one text can say it; false for the mapping that is handed to the backend. */
  public boolean isOneText() {
    return kind.oneText();
  }

  /** What holds where nobody sets it. */
  T defaultValue() {
    return defaultValue;
  }

  /** The value; empty where it is not right, which is reported. */
  Optional<T> read(PositionedNode node, Mistakes mistakes) {
    return kind.read(key, node, mistakes);
  }

  @Override
  public String toString() {
    return key;
  }
}
