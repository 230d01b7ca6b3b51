package dev.fairway.core.policy;

import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The treatment of a packet by the WAN: a set of optional parts, at least one of them present.
 * Parts are added over time, each behind a {@link Feature}; a backend never receives one whose
 * feature it did not list. Immutable; equal where the parts are.
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
    String[] parts = text.split(" ", -1);
    if (parts.length != 2
        || !parts[0].startsWith(Steer.TUNNEL)
        || !parts[1].startsWith(Steer.FALLBACK)) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a treatment, as in 'tunnel=mpls fallback=none'");
    }
    List<Transport> preference = new ArrayList<>();
    for (String transport : parts[0].substring(Steer.TUNNEL.length()).split(",", -1)) {
      preference.add(new Transport(transport));
    }
    Fallback fallback = Fallback.parse(parts[1].substring(Steer.FALLBACK.length()));
    return builder().steer(new Steer(preference, fallback)).build();
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
