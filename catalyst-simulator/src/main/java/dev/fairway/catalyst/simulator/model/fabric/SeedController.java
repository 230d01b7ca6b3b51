package dev.fairway.catalyst.simulator.model.fabric;

/**
 * A controller (vSmart).
 *
 * @param hostName for users
 * @param systemIp its address in the overlay
 * @param uuid how templates name it
 * @param mode by what it is configured
 * @param online false where pushes to it wait until it is back
 */
public record SeedController(
    String hostName, String systemIp, String uuid, Mode mode, boolean online) {

  /** The way in which a controller is configured. */
  public enum Mode {
    /** The Manager, by a template of features. */
    TEMPLATE("template"),
    /** The Manager, by a template of text. */
    FILE("file"),
    /** A user, at its console: no policy can be activated. */
    CLI("");

    private final String configType;

    Mode(String configType) {
      this.configType = configType;
    }

    /** The {@code configType} of its device template; empty where it has none. */
    public String configType() {
      return configType;
    }
  }

  /** An online controller, number 1 to 9. */
  public static SeedController of(int number, Mode mode) {
    if (number < 1 || number > 9) {
      throw new IllegalArgumentException("controller " + number);
    }
    return new SeedController(
        "vsmart-" + number,
        "10.255.0." + (10 + number),
        "c0ffee00-0000-4000-8000-00000000000" + number,
        mode,
        true);
  }
}
