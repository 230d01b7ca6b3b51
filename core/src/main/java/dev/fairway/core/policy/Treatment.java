package dev.fairway.core.policy;

import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the WAN does with a packet: a set of optional parts, at least one of them present. Parts are
 * added over time, each behind a {@link Feature}; a backend never receives one whose feature it did
 * not list. Immutable; equal where the parts are.
 *
 * <p>Order: that of {@link #canonical()}.
 */
public final class Treatment implements Comparable<Treatment> {

  private final @Nullable Steer steer;
  private final String canonical;

  private Treatment(@Nullable Steer steer) {
    if (steer == null) {
      throw new IllegalArgumentException("a treatment says at least one thing");
    }
    this.steer = steer;
    this.canonical = steer.canonical();
  }

  /** Starts a treatment that says nothing yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** The treatment that steers, and does nothing else. */
  public static Treatment steer(Fallback fallback, Transport... preference) {
    return builder().steer(new Steer(List.of(preference), fallback)).build();
  }

  /**
   * Reads what {@link #canonical()} writes.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  public static Treatment parse(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.split(" ", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0 || parts.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
        throw new IllegalArgumentException("'" + text + "' is not a treatment");
      }
    }
    String tunnel = parts.get("tunnel");
    String fallback = parts.get("fallback");
    if (tunnel == null
        || fallback == null
        || !parts.keySet().equals(Set.of("tunnel", "fallback"))) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a treatment, as in 'tunnel=mpls fallback=none'");
    }
    List<Transport> preference = new ArrayList<>();
    for (String transport : tunnel.split(",", -1)) {
      preference.add(new Transport(transport));
    }
    for (Fallback one : Fallback.values()) {
      if (one.text().equals(fallback)) {
        return builder().steer(new Steer(preference, one)).build();
      }
    }
    throw new IllegalArgumentException("fallback '" + fallback + "' is not none or any");
  }

  /** Which transports the packet takes, where the treatment says. */
  public Optional<Steer> steer() {
    return Optional.ofNullable(steer);
  }

  /** The one text form: the same for equal treatments, and {@link #parse} reads it back. */
  public String canonical() {
    return canonical;
  }

  @Override
  public int compareTo(Treatment other) {
    return canonical.compareTo(other.canonical);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Treatment that && canonical.equals(that.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  @Override
  public String toString() {
    return canonical;
  }

  /** Puts a treatment together. Not thread-safe. */
  public static final class Builder {

    private @Nullable Steer steer;

    private Builder() {}

    /** Sets which transports the packet takes. */
    public Builder steer(Steer part) {
      this.steer = part;
      return this;
    }

    /** The treatment; refuses one that says nothing. */
    public Treatment build() {
      return new Treatment(steer);
    }
  }
}
