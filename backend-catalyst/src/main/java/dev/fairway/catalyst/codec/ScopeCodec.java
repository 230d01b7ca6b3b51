package dev.fairway.catalyst.codec;

import dev.fairway.catalyst.wire.AssemblyItem;
import dev.fairway.catalyst.wire.AssemblyItem.AssemblyEntry;
import dev.fairway.catalyst.wire.PolicyList.SiteEntry;
import dev.fairway.catalyst.wire.PolicyList.SiteList;
import dev.fairway.catalyst.wire.PolicyList.VpnEntry;
import dev.fairway.catalyst.wire.PolicyList.VpnList;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.wan.SiteId;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The codec of scopes, where a definition holds: a list of sites, a list of one VPN, and an entry
 * in the assembly that names both. A scope is that of a definition, so rules of two scopes never
 * share a definition. Pure and thread-safe.
 */
public final class ScopeCodec {

  /** The description of the list of sites, which is the mark of one that Fairway made. */
  public static final String SITES_NOTE = "Made by Fairway for its sites";

  private static final long HIGHEST_SITE = 4_294_967_295L;

  private final SegmentVpns vpns;
  private final SortedSet<SiteId> knownSites;

  /**
   * A codec for one fabric.
   *
   * @param vpns the number of each segment
   * @param knownSites the sites of the inventory: those that a range in a list can mean
   */
  public ScopeCodec(SegmentVpns vpns, SortedSet<SiteId> knownSites) {
    this.vpns = vpns;
    this.knownSites = new TreeSet<>(knownSites);
  }

  /**
   * The list of the scope's sites: the same for every segment at the same sites.
   *
   * @throws BackendException of kind {@link ErrorKind#UNSUPPORTED} for a site that is no number
   *     from 1 to 4294967295
   * @throws IllegalArgumentException for a scope without a site: such a list cannot be written
   */
  public SiteList sites(Scope scope) {
    if (scope.sites().isEmpty()) {
      throw new IllegalArgumentException("a scope without a site is not installed anywhere");
    }
    List<SiteEntry> entries =
        scope.sites().stream().map(site -> new SiteEntry(requireNumber(site))).toList();
    return new SiteList(CatalystNames.SITES, SITES_NOTE, entries);
  }

  private static String requireNumber(SiteId site) {
    if (!site.value().matches("[1-9][0-9]{0,9}") || Long.parseLong(site.value()) > HIGHEST_SITE) {
      throw new BackendException(
          ErrorKind.UNSUPPORTED, "site '" + site + "' is not a number from 1 to 4294967295");
    }
    return site.value();
  }

  /**
   * The list of the one VPN that the segment is.
   *
   * @throws BackendException of kind {@link ErrorKind#UNSUPPORTED} where the segment has no number
   */
  public VpnList vpn(Segment segment) {
    String number = Integer.toString(vpns.vpn(segment));
    return new VpnList(
        CatalystNames.vpn(segment), CatalystNames.note(segment), List.of(new VpnEntry(number)));
  }

  /** A definition at these sites, in this VPN, for packets that come from the LAN. */
  public static AssemblyItem assembly(String definitionId, String siteListId, String vpnListId) {
    AssemblyEntry entry =
        new AssemblyEntry(AssemblyEntry.FROM_SERVICE_SIDE, List.of(siteListId), List.of(vpnListId));
    return new AssemblyItem(definitionId, AssemblyItem.DATA_POLICY, List.of(entry));
  }

  /**
   * The scope of a definition; empty where it holds elsewhere than Fairway would put it: for
   * packets from the WAN side, in several VPNs or one that is no segment, or by lists that cannot
   * be read.
   *
   * @param siteListOf the site list of an id
   * @param vpnListOf the VPN list of an id
   */
  public Optional<Scope> decode(
      AssemblyItem item,
      Function<String, Optional<SiteList>> siteListOf,
      Function<String, Optional<VpnList>> vpnListOf) {
    if (!item.type().equals(AssemblyItem.DATA_POLICY) || item.entries().size() != 1) {
      return Optional.empty();
    }
    AssemblyEntry entry = item.entries().get(0);
    boolean ours =
        entry.direction().equals(AssemblyEntry.FROM_SERVICE_SIDE)
            && entry.siteLists().size() == 1
            && entry.vpnLists().size() == 1;
    if (!ours) {
      return Optional.empty();
    }
    Optional<SortedSet<SiteId>> sites =
        siteListOf.apply(entry.siteLists().get(0)).flatMap(this::sites);
    return vpnListOf
        .apply(entry.vpnLists().get(0))
        .filter(list -> list.entries().size() == 1)
        .flatMap(list -> vpns.segment(list.entries().get(0).vpn()))
        .flatMap(segment -> sites.map(found -> new Scope(segment, found)));
  }

  private Optional<SortedSet<SiteId>> sites(SiteList list) {
    SortedSet<SiteId> sites = new TreeSet<>();
    for (SiteEntry entry : list.entries()) {
      String text = entry.siteId();
      if (text.matches("[0-9]{1,10}")) {
        sites.add(new SiteId(text));
      } else if (text.matches("[0-9]{1,10}-[0-9]{1,10}")) {
        sites.addAll(knownBetween(text));
      } else {
        return Optional.empty();
      }
    }
    return sites.isEmpty() ? Optional.empty() : Optional.of(sites);
  }

  private List<SiteId> knownBetween(String range) {
    int dash = range.indexOf('-');
    long first = Long.parseLong(range.substring(0, dash));
    long last = Long.parseLong(range.substring(dash + 1));
    return knownSites.stream()
        .filter(site -> site.value().matches("[0-9]{1,10}"))
        .filter(site -> first <= Long.parseLong(site.value()))
        .filter(site -> Long.parseLong(site.value()) <= last)
        .toList();
  }
}
