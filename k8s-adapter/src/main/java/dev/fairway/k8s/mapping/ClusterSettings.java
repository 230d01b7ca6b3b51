package dev.fairway.k8s.mapping;

import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.SpecialAddress;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.SiteId;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one cluster.
 *
 * @param name its name
 * @param meshName the name by which a mesh of clusters knows it; empty: as {@code name}
 * @param owner whose rules its Services become
 * @param networks the addresses that its Services may claim; empty: any
 * @param siteLabel the label of a Node that names its site
 * @param defaultSite the site of an endpoint whose node and network name none
 * @param datapath how its pods' packets look on the WAN
 * @param covers which addresses of a Service get rules
 * @param intents how its annotations are read
 * @param protectedAddresses the addresses that no rule is for and none cuts off, beside those of
 *     its API server
 */
public record ClusterSettings(
    String name,
    Optional<String> meshName,
    OwnerId owner,
    List<Network> networks,
    String siteLabel,
    Optional<SiteId> defaultSite,
    Datapath datapath,
    AddressCoverage covers,
    IntentOptions intents,
    List<IpPrefix> protectedAddresses) {

  /** The default label that names a Node's site. */
  public static final String DEFAULT_SITE_LABEL = "fairway.dev/site";

  /** Copies. */
  public ClusterSettings {
    networks = List.copyOf(networks);
    protectedAddresses = List.copyOf(protectedAddresses);
  }

  /** The settings of a cluster that protects the addresses of its API server alone. */
  public ClusterSettings(
      String name,
      Optional<String> meshName,
      OwnerId owner,
      List<Network> networks,
      String siteLabel,
      Optional<SiteId> defaultSite,
      Datapath datapath,
      AddressCoverage covers,
      IntentOptions intents) {
    this(
        name,
        meshName,
        owner,
        networks,
        siteLabel,
        defaultSite,
        datapath,
        covers,
        intents,
        List.of());
  }

  /**
   * The cluster of that name with every other setting at its default: the name is its owner too.
   *
   * @throws IllegalArgumentException where the name cannot be an owner's
   */
  public static ClusterSettings of(String name) {
    return new ClusterSettings(
        name,
        Optional.empty(),
        new OwnerId(name),
        List.of(),
        DEFAULT_SITE_LABEL,
        Optional.empty(),
        Datapath.UNKNOWN,
        AddressCoverage.PODS_AND_VIPS,
        IntentOptions.DEFAULT);
  }

  /** This cluster with other addresses covered. */
  public ClusterSettings covering(AddressCoverage covered) {
    return new ClusterSettings(
        name,
        meshName,
        owner,
        networks,
        siteLabel,
        defaultSite,
        datapath,
        covered,
        intents,
        protectedAddresses);
  }

  /** This cluster with other addresses that no rule is for, beside those of its API server. */
  public ClusterSettings protecting(List<IpPrefix> addresses) {
    return new ClusterSettings(
        name,
        meshName,
        owner,
        networks,
        siteLabel,
        defaultSite,
        datapath,
        covers,
        intents,
        addresses);
  }

  /** True for the name of this cluster in the mesh. */
  boolean isMeshName(String cluster) {
    return cluster.equals(meshName.orElse(name));
  }

  /** The reason why no endpoint can have the address; empty for an ordinary one. */
  Optional<SpecialAddress> unusable(IpPrefix address) {
    return SpecialAddress.of(address)
        .filter(kind -> !kind.isUsable(address, networks.stream().map(Network::prefix)));
  }

  /** True unless networks are declared and the address lies in none of them. */
  boolean declares(IpPrefix address) {
    return networks.isEmpty()
        || networks.stream().anyMatch(network -> network.prefix().contains(address));
  }
}
