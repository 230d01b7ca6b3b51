package dev.fairway.core.net;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An IP protocol, by its number.
 *
 * <p>Source: the IANA registry "Assigned Internet Protocol Numbers".
 *
 * @param number 0 to 255
 */
public record IpProtocol(int number) implements Comparable<IpProtocol> {

  public static final IpProtocol ICMP = new IpProtocol(1);
  public static final IpProtocol TCP = new IpProtocol(6);
  public static final IpProtocol UDP = new IpProtocol(17);
  public static final IpProtocol DCCP = new IpProtocol(33);
  public static final IpProtocol GRE = new IpProtocol(47);
  public static final IpProtocol ESP = new IpProtocol(50);
  public static final IpProtocol ICMPV6 = new IpProtocol(58);
  public static final IpProtocol SCTP = new IpProtocol(132);
  public static final IpProtocol UDPLITE = new IpProtocol(136);

  private static final Map<Integer, String> NAMES =
      Map.of(
          1, "icmp", 6, "tcp", 17, "udp", 33, "dccp", 47, "gre", 50, "esp", 58, "icmpv6", 132,
          "sctp", 136, "udplite");

  private static final Map<String, IpProtocol> BY_NAME =
      NAMES.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getValue, entry -> new IpProtocol(entry.getKey())));

  /** Refuses a number out of range. */
  public IpProtocol {
    if (number < 0 || number > 255) {
      throw new IllegalArgumentException("IP protocol " + number + ", not 0 to 255");
    }
  }

  /** True where the header that follows carries 16-bit source and destination ports. */
  public boolean hasPorts() {
    return switch (number) {
      case 6, 17, 33, 132, 136 -> true;
      default -> false;
    };
  }

  /** The lower-case name where the registry's is in common use, else the number. */
  public String text() {
    return NAMES.getOrDefault(number, Integer.toString(number));
  }

  /**
   * Reads a name as {@link #text} writes it, in any case, or a number.
   *
   * @throws IllegalArgumentException with the known names
   */
  public static IpProtocol parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + text
                        + "' is not an IP protocol: tcp, udp, sctp, icmp, icmpv6, dccp, gre, esp,"
                        + " udplite, or a number from 0 to 255"));
  }

  /** As {@link #parse}, empty where the text is refused. */
  public static Optional<IpProtocol> tryParse(String text) {
    boolean isNumber = text.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(text) <= 255;
    return isNumber
        ? Optional.of(new IpProtocol(Integer.parseInt(text)))
        : Optional.ofNullable(BY_NAME.get(text.toLowerCase(Locale.ROOT)));
  }

  @Override
  public int compareTo(IpProtocol other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return text();
  }
}
