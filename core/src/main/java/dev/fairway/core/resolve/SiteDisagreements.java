package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Listing;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The claimed addresses whose site is one by the cluster, and another one by the network of the WAN
 * that holds them: once for each network and site, however many pods there are. Not thread-safe.
 */
final class SiteDisagreements {

  /** The most sources that a message names. */
  private static final int MOST_SOURCES = 5;

  private static final Comparator<Disagreement> ORDER =
      Comparator.comparing((Disagreement disagreement) -> disagreement.network.prefix())
          .thenComparing(disagreement -> disagreement.network.segment())
          .thenComparing(Disagreement::site);

  private record Disagreement(Network network, SiteId site) {}

  /** What says so, and an address that it is about. */
  private static final class Sources {

    private final SortedSet<String> names = new TreeSet<>();
    private IpPrefix lowest;

    Sources(IpPrefix first) {
      this.lowest = first;
    }

    void add(String name, IpPrefix address) {
      names.add(name);
      lowest = lowest.compareTo(address) <= 0 ? lowest : address;
    }
  }

  private final SortedMap<Disagreement, Sources> found = new TreeMap<>(ORDER);

  /**
   * Notes an address.
   *
   * @param source what says its site: {@code node 'a'}
   * @param site the site that it says
   * @param network the network of the WAN that says another one
   */
  void add(String source, SiteId site, Network network, IpPrefix address) {
    found
        .computeIfAbsent(new Disagreement(network, site), absent -> new Sources(address))
        .add(source, address);
  }

  /** The warnings to the cluster, in the order of the networks. */
  List<Diagnostic> diagnostics(String cluster) {
    Subject subject = new Subject(Subject.Kind.CLUSTER, cluster);
    List<Diagnostic> warnings = new ArrayList<>();
    found.forEach(
        (disagreement, sources) ->
            warnings.add(
                Diagnostic.warning(
                    DiagnosticCode.SITE_DISAGREEMENT,
                    subject,
                    "",
                    disagreement.network.prefix().toString(),
                    message(disagreement, sources))));
    return warnings;
  }

  private static String message(Disagreement disagreement, Sources sources) {
    return "address "
        + sources.lowest.addressText()
        + " is at site "
        + disagreement.site
        + (sources.names.size() == 1 ? ", says " : ", say ")
        + Listing.of(MOST_SOURCES, sources.names)
        + ", and the WAN has its network "
        + disagreement.network.prefix()
        + " at site "
        + disagreement.network.site().orElseThrow()
        + ": what the cluster says counts for what is planned and told, and the WAN's packets"
        + " follow its networks; correct the one that is wrong";
  }
}
