package dev.fairway.spi;

import dev.fairway.core.net.DnsLabel;
import dev.fairway.core.net.Dscp;
import dev.fairway.core.wan.Transport;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The path of one packet through a fabric.
 *
 * @param kind what becomes of it
 * @param transport the transport it takes where it enters the WAN; present only for {@link
 *     Kind#TRANSPORT}
 * @param encryptedOnly true where it takes encrypted tunnels and no others, because its rule says
 *     so; only for {@link Kind#TRANSPORT} and {@link Kind#ANY}
 * @param function the name of the service function that it goes through on the way; only for {@link
 *     Kind#TRANSPORT} and {@link Kind#ANY}
 * @param onward the path behind the function, where that is another one than the one to it: of kind
 *     {@link Kind#TRANSPORT} or {@link Kind#ANY}, with no more parts than {@code encryptedOnly}
 * @param mark how it is marked where it enters the WAN, where its rule says so; only for {@link
 *     Kind#TRANSPORT} and {@link Kind#ANY}
 * @param dropReason why it is dropped; present only for {@link Kind#DROP}
 */
public record PacketPath(
    Kind kind,
    Optional<Transport> transport,
    boolean encryptedOnly,
    Optional<String> function,
    Optional<PacketPath> onward,
    Optional<Dscp> mark,
    Optional<DropReason> dropReason) {

  /** What may become of a packet. */
  public enum Kind {
    /** A rule sends it over one transport. */
    TRANSPORT,
    /**
     * No rule steers it, or the rule lets it fall back: it takes whatever path routing gives, or
     * whatever encrypted one.
     */
    ANY,
    /** A rule drops it. */
    DROP,
    /** It does not cross the WAN. */
    LOCAL;

    private boolean crosses() {
      return this == TRANSPORT || this == ANY;
    }
  }

  /** The reasons for which a rule drops a packet. */
  public enum DropReason {
    /** The rule drops every packet that it takes, whatever is up: {@code access}. */
    RULE,
    /**
     * No path that the rule wants is up: none of its transports, none that is encrypted, or none
     * through its service function.
     */
    NO_PATH
  }

  /** Refuses parts that the kind does not have, and a function that is not a name. */
  public PacketPath {
    if ((kind == Kind.TRANSPORT) != transport.isPresent()) {
      throw new IllegalArgumentException(kind + " with transport " + transport);
    }
    if ((kind == Kind.DROP) != dropReason.isPresent()) {
      throw new IllegalArgumentException(kind + " with the reason " + dropReason);
    }
    if (!kind.crosses() && (encryptedOnly || function.isPresent() || mark.isPresent())) {
      throw new IllegalArgumentException(kind + " with parts of a path over the WAN");
    }
    if (onward.isPresent() && (function.isEmpty() || !onward.get().isPlain())) {
      throw new IllegalArgumentException(
          "behind function " + function + " the path " + onward.get());
    }
    function.ifPresent(name -> DnsLabel.require("service function", name));
  }

  /** A path without further parts; a dropped packet is one that has no path. */
  public PacketPath(Kind kind, Optional<Transport> transport) {
    this(
        kind,
        transport,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        kind == Kind.DROP ? Optional.of(DropReason.NO_PATH) : Optional.empty());
  }

  /** Over one transport. */
  public static PacketPath over(Transport transport) {
    return new PacketPath(Kind.TRANSPORT, Optional.of(transport));
  }

  /** Any path. */
  public static PacketPath any() {
    return new PacketPath(Kind.ANY, Optional.empty());
  }

  /** Dropped, because no path that its rule wants is up. */
  public static PacketPath drop() {
    return new PacketPath(Kind.DROP, Optional.empty());
  }

  /** Dropped by a rule that drops all packets that it takes. */
  public static PacketPath dropByRule() {
    return new PacketPath(
        Kind.DROP,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(DropReason.RULE));
  }

  /** Not over the WAN. */
  public static PacketPath local() {
    return new PacketPath(Kind.LOCAL, Optional.empty());
  }

  /** The same path over encrypted tunnels only. */
  public PacketPath withEncryptedOnly() {
    return new PacketPath(kind, transport, true, function, onward, mark, dropReason);
  }

  /** The same path through a service function, and behind it the same way on. */
  public PacketPath withFunction(String name) {
    return new PacketPath(
        kind, transport, encryptedOnly, Optional.of(name), Optional.empty(), mark, dropReason);
  }

  /** The path to a service function, and another one behind it. */
  public PacketPath withFunction(String name, PacketPath behind) {
    return new PacketPath(
        kind, transport, encryptedOnly, Optional.of(name), Optional.of(behind), mark, dropReason);
  }

  /** The same path for a packet that is marked. */
  public PacketPath withMark(Dscp dscp) {
    return new PacketPath(
        kind, transport, encryptedOnly, function, onward, Optional.of(dscp), dropReason);
  }

  private boolean isPlain() {
    return kind.crosses() && function.isEmpty() && mark.isEmpty();
  }

  /**
   * The path in words: the name of the transport, or {@code any}, {@code drop}, {@code local};
   * behind it what else is known of it, in the words of a treatment and in this order:
   *
   * <ul>
   *   <li>{@code encryption=required}: {@code any encryption=required} is any encrypted path;
   *   <li>{@code inspect=firewall} through a service function, and {@code onward=mpls} where the
   *       path behind it is another one;
   *   <li>{@code dscp=ef}, the mark;
   *   <li>{@code access=deny} where a rule drops it whatever is up; {@code drop} alone says that no
   *       wanted path is up.
   * </ul>
   */
  public String text() {
    StringJoiner text = new StringJoiner(" ").add(first());
    if (encryptedOnly) {
      text.add("encryption=required");
    }
    function.ifPresent(name -> text.add("inspect=" + name));
    onward.ifPresent(behind -> text.add("onward=" + behind.first()));
    mark.ifPresent(dscp -> text.add("dscp=" + dscp.text()));
    dropReason.filter(DropReason.RULE::equals).ifPresent(rule -> text.add("access=deny"));
    return text.toString();
  }

  /** The first word of the text. */
  private String first() {
    return transport.map(Transport::value).orElseGet(() -> kind.name().toLowerCase(Locale.ROOT));
  }
}
