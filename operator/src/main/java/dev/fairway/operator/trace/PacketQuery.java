package dev.fairway.operator.trace;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A packet as it is typed: {@code FROM[:PORT]} and {@code TO[:PORT][/PROTOCOL]}.
 *
 * @param protocol the protocol that was typed; absent: that of the Service's port, else TCP
 */
public record PacketQuery(PacketEnd from, PacketEnd to, Optional<IpProtocol> protocol) {

  private static final String FORMS =
      "an address (10.1.2.3, [fd00::1]), namespace/pod, namespace/service or site:ID, with a port"
          + " behind a colon";

  /**
   * Reads both ends.
   *
   * @throws QueryException where one of them is malformed
   */
  public static PacketQuery parse(String from, String to) {
    PacketEnd source =
        PacketEnd.tryParse(from)
            .orElseThrow(() -> QueryException.malformed("FROM '" + from + "' is not " + FORMS));
    int slash = to.lastIndexOf('/');
    if (slash > 0) {
      Optional<PacketEnd> end = PacketEnd.tryParse(to.substring(0, slash));
      if (end.isPresent()) {
        return new PacketQuery(source, end.get(), Optional.of(protocol(to, slash)));
      }
    }
    PacketEnd destination =
        PacketEnd.tryParse(to)
            .orElseThrow(
                () ->
                    QueryException.malformed(
                        "TO '" + to + "' is not " + FORMS + ", and /tcp or another protocol"));
    return new PacketQuery(source, destination, Optional.empty());
  }

  private static IpProtocol protocol(String to, int slash) {
    try {
      return IpProtocol.parse(to.substring(slash + 1));
    } catch (IllegalArgumentException unknown) {
      throw QueryException.malformed("TO '" + to + "': " + unknown.getMessage());
    }
  }

  /**
   * One end of a packet as it is typed.
   *
   * @param kind the kind of end
   * @param name the address, {@code namespace/name}, or the id of a site
   * @param port a number, or the name of a Service's port; absent where none was typed
   */
  record PacketEnd(Kind kind, String name, Optional<String> port) {

    enum Kind {
      ADDRESS,
      OBJECT,
      SITE
    }

    private static final Pattern SITE = Pattern.compile("site:([A-Za-z0-9._-]+)(?::([a-z0-9-]+))?");
    private static final Pattern OBJECT =
        Pattern.compile("([a-z0-9-]+/[a-z0-9.-]+)(?::([a-z0-9-]+))?");
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]+)\\](?::([0-9]+))?");

    /** The end; empty where the text is none. */
    static Optional<PacketEnd> tryParse(String text) {
      Matcher site = SITE.matcher(text);
      if (site.matches()) {
        return Optional.of(end(Kind.SITE, site));
      }
      Matcher brackets = BRACKETS.matcher(text);
      if (brackets.matches()) {
        return isAddress(brackets.group(1))
            ? Optional.of(end(Kind.ADDRESS, brackets))
            : Optional.empty();
      }
      if (isAddress(text)) {
        return Optional.of(new PacketEnd(Kind.ADDRESS, text, Optional.empty()));
      }
      int colon = text.lastIndexOf(':');
      if (colon > 0 && isAddress(text.substring(0, colon))) {
        String port = text.substring(colon + 1);
        return Optional.of(
            new PacketEnd(Kind.ADDRESS, text.substring(0, colon), Optional.of(port)));
      }
      Matcher object = OBJECT.matcher(text);
      return object.matches() ? Optional.of(end(Kind.OBJECT, object)) : Optional.empty();
    }

    private static PacketEnd end(Kind kind, Matcher matcher) {
      return new PacketEnd(kind, matcher.group(1), Optional.ofNullable(matcher.group(2)));
    }

    private static boolean isAddress(String text) {
      return text.indexOf('/') < 0 && IpPrefix.tryParse(text).isPresent();
    }

    String namespace() {
      return name.substring(0, name.indexOf('/'));
    }

    String objectName() {
      return name.substring(name.indexOf('/') + 1);
    }
  }
}
