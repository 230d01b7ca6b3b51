package dev.fairway.spi;

/** A setting that is missing or wrong. The message names it and says what would be right. */
public final class SettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String setting;
  private final String problem;

  /**
   * A setting that cannot be used.
   *
   * @param setting its name
   * @param message what is wrong with it and what would be right; never a secret
   */
  public SettingException(String setting, String message) {
    super("setting '" + setting + "': " + message);
    this.setting = setting;
    this.problem = message;
  }

  /** What is wrong with it and what would be right, without its name. */
  public String problem() {
    return problem;
  }

  /** The name of the setting. */
  public String setting() {
    return setting;
  }
}
