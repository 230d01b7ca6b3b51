package dev.fairway.spi;

import dev.fairway.core.wan.Transport;
import java.util.Locale;
import java.util.Optional;

/**
 * The path of one packet through a fabric.
 *
 * @param kind what becomes of it
 * @param transport the transport it takes; present only for {@link Kind#TRANSPORT}
 */
public record PacketPath(Kind kind, Optional<Transport> transport) {

  /** What may become of a packet. */
  public enum Kind {
    /** A rule sends it over one transport. */
    TRANSPORT,
    /**
     * No rule speaks of it, or the rule lets it fall back: it takes whatever path routing gives.
     */
    ANY,
    /** A rule drops it, because none of its transports is up. */
    DROP,
    /** It does not cross the WAN. */
    LOCAL
  }

  /** A transport exactly where the kind says so. */
  public PacketPath {
    if ((kind == Kind.TRANSPORT) != transport.isPresent()) {
      throw new IllegalArgumentException(kind + " with transport " + transport);
    }
  }

  /** Over one transport. */
  public static PacketPath over(Transport transport) {
    return new PacketPath(Kind.TRANSPORT, Optional.of(transport));
  }

  /** Any path. */
  public static PacketPath any() {
    return new PacketPath(Kind.ANY, Optional.empty());
  }

  /** Dropped. */
  public static PacketPath drop() {
    return new PacketPath(Kind.DROP, Optional.empty());
  }

  /** Not over the WAN. */
  public static PacketPath local() {
    return new PacketPath(Kind.LOCAL, Optional.empty());
  }

  /** The name of the transport, or {@code any}, {@code drop}, {@code local}. */
  public String text() {
    return transport.map(Transport::value).orElseGet(() -> kind.name().toLowerCase(Locale.ROOT));
  }
}
