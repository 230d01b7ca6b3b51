package dev.fairway.k8s.assume;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.assume.AddressAllocation.AddressClaim;
import java.util.List;

/**
 * A workload and those of its pods that a Service selects.
 *
 * @param workload a workload of the Service's namespace
 * @param indexes of its pods at every site, ascending
 */
record SelectedWorkload(Workload workload, List<Integer> indexes) {

  SelectedWorkload {
    indexes = List.copyOf(indexes);
  }

  /**
   * The addresses of these pods at a site; pods in their host's network have that of their node.
   */
  List<AddressClaim> claims(SiteId site, IpFamily family) {
    return workload.inHostNetwork()
        ? List.of(AddressClaim.node(site, family))
        : indexes.stream()
            .map(index -> new AddressClaim(workload.key().path(), site, index, family))
            .toList();
  }
}
