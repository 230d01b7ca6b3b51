package dev.fairway.k8s.assume;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.wan.Network;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The address families of a cluster. The first of them is its primary family, which a Service has
 * that asks for none.
 *
 * @param families in their order, at least one
 */
record ClusterFamilies(Set<IpFamily> families) {

  ClusterFamilies {
    families = Collections.unmodifiableSet(new TreeSet<>(families));
    if (families.isEmpty()) {
      throw new IllegalArgumentException("a cluster has addresses of at least one family");
    }
  }

  /**
   * The families of the networks that the cluster declares; where it declares none, those of the
   * WAN's networks at a site. IPv4 is the primary one wherever there is IPv4: a cluster's flag
   * {@code --service-cluster-ip-range}, which decides, is in no manifest.
   */
  static ClusterFamilies of(List<Network> declared, List<Network> wan) {
    Set<IpFamily> families = new TreeSet<>();
    declared.forEach(network -> families.add(network.prefix().family()));
    if (families.isEmpty()) {
      wan.stream()
          .filter(network -> network.site().isPresent())
          .forEach(network -> families.add(network.prefix().family()));
    }
    return new ClusterFamilies(families.isEmpty() ? Set.of(IpFamily.IPV4) : families);
  }

  IpFamily primary() {
    return families.iterator().next();
  }

  boolean isDualStack() {
    return families.size() > 1;
  }
}
