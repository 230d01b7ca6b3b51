package dev.fairway.k8s.assume;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.wan.SiteId;
import java.util.Comparator;

/**
 * Who wants an address: a pod of a workload, or a site's node. Order: nodes first, then by
 * workload, site, index, family.
 *
 * @param workload {@code namespace/kind/name}; empty for the node of the site
 * @param site where
 * @param index 0 for the first pod there
 * @param family which
 */
record AddressClaim(String workload, SiteId site, int index, IpFamily family)
    implements Comparable<AddressClaim> {

  private static final Comparator<AddressClaim> ORDER =
      Comparator.comparing(AddressClaim::workload)
          .thenComparing(AddressClaim::site)
          .thenComparingInt(AddressClaim::index)
          .thenComparing(AddressClaim::family);

  static AddressClaim node(SiteId site, IpFamily family) {
    return new AddressClaim("", site, 0, family);
  }

  /** Where the search for an address starts. */
  String seed(int attempt) {
    return workload + "/" + site + "/" + index + "#" + attempt;
  }

  @Override
  public int compareTo(AddressClaim other) {
    return ORDER.compare(this, other);
  }
}
