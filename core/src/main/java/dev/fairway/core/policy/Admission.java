package dev.fairway.core.policy;

import dev.fairway.core.wan.SiteId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The admission of a treatment: which peers on the WAN may exchange packets with a service at all.
 * A peer is the other end of a packet. A peer that is not admitted has its packets dropped, in both
 * directions.
 *
 * @param from the sites whose peers are admitted, ascending; empty: none is
 */
public record Admission(SortedSet<SiteId> from) {

  /** The admission of no peer. */
  public static final Admission DENY = new Admission(Collections.emptySortedSet());

  private static final String DENY_TEXT = "deny";
  private static final String FROM = "from=";

  /** Copies. */
  public Admission {
    from = Collections.unmodifiableSortedSet(new TreeSet<>(from));
  }

  /**
   * Reads what {@link #text()} writes.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  static Admission parse(String text) {
    if (text.equals(DENY_TEXT)) {
      return DENY;
    }
    if (!text.startsWith(FROM)) {
      throw new IllegalArgumentException(
          "access '" + text + "' is not 'deny', or 'from=' and sites");
    }
    SortedSet<SiteId> sites = new TreeSet<>();
    for (String site : text.substring(FROM.length()).split(",", -1)) {
      sites.add(new SiteId(site));
    }
    return new Admission(sites);
  }

  /** True where a peer at that site is admitted; absent: at no known site. */
  public boolean admits(Optional<SiteId> site) {
    return site.filter(from::contains).isPresent();
  }

  /** {@code deny} or {@code from=100,200}. */
  public String text() {
    return from.isEmpty()
        ? DENY_TEXT
        : FROM + from.stream().map(SiteId::value).collect(Collectors.joining(","));
  }
}
