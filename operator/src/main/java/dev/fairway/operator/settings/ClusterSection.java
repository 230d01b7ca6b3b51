package dev.fairway.operator.settings;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.mapping.AddressCoverage;
import java.util.List;
import java.util.Optional;

/**
 * What is said about the cluster.
 *
 * @param name a name
 * @param networks the addresses that its Services may claim, in the order written; empty: any
 * @param siteLabel the label of a Node that names its site
 * @param defaultSite where an endpoint is whose node and network do not tell
 * @param datapath how its pods' packets look on the WAN
 * @param covers which addresses of a Service get rules
 * @param owner whose rules these are on the fabric
 */
public record ClusterSection(
    String name,
    List<Network> networks,
    String siteLabel,
    Optional<SiteId> defaultSite,
    Datapath datapath,
    AddressCoverage covers,
    OwnerId owner) {

  /** Copies. */
  public ClusterSection {
    networks = List.copyOf(networks);
  }
}
