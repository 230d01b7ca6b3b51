package dev.fairway.catalyst.simulator.model.fabric;

import java.util.List;

/**
 * A TLOC of an edge: an interface to the WAN, by its colour.
 *
 * @param color one of the 22 colours
 * @param encapsulations {@code ipsec}, {@code gre} or both
 */
public record SeedTloc(String color, List<String> encapsulations) {

  /** Refuses an interface without a tunnel. */
  public SeedTloc {
    encapsulations = List.copyOf(encapsulations);
    if (color.isBlank() || encapsulations.isEmpty()) {
      throw new IllegalArgumentException("colour '" + color + "' with " + encapsulations);
    }
  }

  /** Wrapped in IPsec. */
  public static SeedTloc ipsec(String color) {
    return new SeedTloc(color, List.of("ipsec"));
  }
}
