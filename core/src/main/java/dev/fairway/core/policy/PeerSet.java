package dev.fairway.core.policy;

import dev.fairway.core.wan.SiteId;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The peers that a rule is for, by site: a peer is the other end of a packet to or from the
 * service. It names sites, while the match of the rule holds their prefixes, which may change.
 *
 * @param kind which peers
 * @param sites the sites that the kind speaks of, ascending; none for {@link Kind#ANY}
 * @param serviceSites the sites of the service's addresses, where the rule is for pairs of sites;
 *     empty: wherever they are
 */
public record PeerSet(Kind kind, SortedSet<SiteId> sites, SortedSet<SiteId> serviceSites) {

  /** The kinds of peers. */
  public enum Kind {
    /** Every peer. */
    ANY("any"),
    /** Peers in the networks of the sites. */
    AT("at"),
    /** Peers on the WAN that are in no network of the sites. */
    NOT_AT("not-at");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  private static final String COLON = ":";
  private static final String SERVICE_AT = "/service-at:";

  /** Copies; refuses sites that do not fit the kind. */
  public PeerSet {
    sites = Collections.unmodifiableSortedSet(new TreeSet<>(sites));
    serviceSites = Collections.unmodifiableSortedSet(new TreeSet<>(serviceSites));
    boolean fits =
        switch (kind) {
          case ANY -> sites.isEmpty() && !serviceSites.isEmpty();
          case AT -> !sites.isEmpty();
          case NOT_AT -> true;
        };
    if (!fits) {
      throw new IllegalArgumentException("peers " + kind + " of sites " + sites);
    }
  }

  /** The peers on the WAN that are in no network of the sites. */
  public static PeerSet notAt(SortedSet<SiteId> sites) {
    return new PeerSet(Kind.NOT_AT, sites, Collections.emptySortedSet());
  }

  /**
   * Reads what {@link #text()} writes.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  static PeerSet parse(String text) {
    int service = text.indexOf(SERVICE_AT);
    String peers = service < 0 ? text : text.substring(0, service);
    int colon = peers.indexOf(COLON);
    String kind = colon < 0 ? peers : peers.substring(0, colon);
    return new PeerSet(
        Arrays.stream(Kind.values())
            .filter(known -> known.text.equals(kind))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("peers '" + text + "' are not a set of peers")),
        colon < 0 ? Collections.emptySortedSet() : siteIds(peers.substring(colon + 1)),
        service < 0
            ? Collections.emptySortedSet()
            : siteIds(text.substring(service + SERVICE_AT.length())));
  }

  private static SortedSet<SiteId> siteIds(String text) {
    SortedSet<SiteId> sites = new TreeSet<>();
    for (String site : text.split(",", -1)) {
      sites.add(new SiteId(site));
    }
    return sites;
  }

  /**
   * {@code at:100,200}, {@code not-at:100}, {@code not-at} for every peer on the WAN; with the
   * sites of the service {@code at:200/service-at:100}, {@code any/service-at:100}.
   */
  public String text() {
    return kind.text
        + (sites.isEmpty() ? "" : COLON + text(sites))
        + (serviceSites.isEmpty() ? "" : SERVICE_AT + text(serviceSites));
  }

  private static String text(SortedSet<SiteId> sites) {
    return sites.stream().map(SiteId::value).collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return text();
  }
}
