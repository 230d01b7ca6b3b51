package dev.fairway.core.policy;

import dev.fairway.core.wan.Transport;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The path preference of a treatment: the transports that a packet takes.
 *
 * @param preference the transports, most wanted first; at least one, each once. The order means
 *     something: the second is used only while the first is down
 * @param fallback what happens while none of them is up
 */
public record Steer(List<Transport> preference, Fallback fallback) {

  /** How the two parts of {@link #canonical()} begin. */
  static final String TUNNEL = "tunnel=";

  static final String FALLBACK = "fallback=";

  /** Copies; refuses an empty preference and one that repeats itself. */
  public Steer {
    preference = List.copyOf(preference);
    if (preference.isEmpty()) {
      throw new IllegalArgumentException("a preference names at least one transport");
    }
    if (new HashSet<>(preference).size() != preference.size()) {
      throw new IllegalArgumentException("a transport stands twice in " + preference);
    }
  }

  /** {@code tunnel=mpls,biz-internet fallback=none}. */
  String canonical() {
    return TUNNEL
        + preference.stream().map(Transport::value).collect(Collectors.joining(","))
        + " "
        + FALLBACK
        + fallback.text();
  }
}
