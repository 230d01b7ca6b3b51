package dev.fairway.catalyst.simulator.model.fabric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fabric at the beginning of a test.
 *
 * @param sites in any order
 * @param controllers at least one
 * @param objects what the database holds, each after those that it refers to
 * @param activePolicy the id of the policy that is active and runs on all controllers
 * @param policyGroups names of policy groups of the other user experience, with their edges by uuid
 */
public record FabricSeed(
    List<SeedSite> sites,
    List<SeedController> controllers,
    List<SeedObject> objects,
    Optional<String> activePolicy,
    List<SeedPolicyGroup> policyGroups) {

  /** Copies, and refuses a fabric without a controller. */
  public FabricSeed {
    sites = List.copyOf(sites);
    controllers = List.copyOf(controllers);
    objects = List.copyOf(objects);
    policyGroups = List.copyOf(policyGroups);
    if (controllers.isEmpty()) {
      throw new IllegalArgumentException("a fabric without a controller");
    }
  }

  /**
   * Two sites with one edge each, Frankfurt (100) and Madrid (200), with three colours; one
   * controller with a template of features; no policy at all.
   */
  public static FabricSeed demo() {
    return builder()
        .site(site("100", "Frankfurt", "fra-1", 1))
        .site(site("200", "Madrid", "mad-1", 2))
        .controller(SeedController.of(1, SeedController.Mode.TEMPLATE))
        .build();
  }

  /**
   * The same with Lisbon (300), where the administrator's active policy {@code corporate} has a
   * data policy; it has a topology and an app-route policy for all three. A second policy of the
   * administrator is not active. Two lists are the Manager's own.
   */
  public static FabricSeed withActivePolicy() {
    FabricSeed demo = demo();
    Builder builder = builder().site(site("300", "Lisbon", "lis-1", 3));
    demo.sites().forEach(builder::site);
    demo.controllers().forEach(builder::controller);
    AdminObjects.read().forEach(builder::object);
    return builder.active(AdminObjects.ACTIVE).build();
  }

  private static SeedSite site(String id, String name, String edge, int number) {
    String systemIp = "10.255." + number + ".1";
    return new SeedSite(
        id,
        name,
        List.of(SeedEdge.of(edge, systemIp, "mpls", "biz-internet", "public-internet")),
        List.of("10." + number + ".0.0/16"));
  }

  /** An empty fabric. */
  public static Builder builder() {
    return new Builder();
  }

  /** The same devices, with nothing in the database but what is the Manager's own. */
  public FabricSeed withoutObjects() {
    List<SeedObject> own =
        objects.stream().filter(object -> object.owner().equals(SeedObject.SYSTEM)).toList();
    return new FabricSeed(sites, controllers, own, Optional.empty(), policyGroups);
  }

  /** This one, to be added to. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    sites.forEach(builder::site);
    controllers.forEach(builder::controller);
    objects.forEach(builder::object);
    activePolicy.ifPresent(builder::active);
    policyGroups.forEach(builder::policyGroup);
    return builder;
  }

  /** Collects a fabric. */
  public static final class Builder {

    private final List<SeedSite> sites = new ArrayList<>();
    private final List<SeedController> controllers = new ArrayList<>();
    private final List<SeedObject> objects = new ArrayList<>();
    private final List<SeedPolicyGroup> policyGroups = new ArrayList<>();
    private Optional<String> activePolicy = Optional.empty();

    private Builder() {}

    /** Adds a site. */
    public Builder site(SeedSite site) {
      sites.add(site);
      return this;
    }

    /**
     * Adds an edge, or a router outside of the overlay, to a site that was added before.
     *
     * @throws IllegalArgumentException where there is no such site
     */
    public Builder edge(String siteId, SeedEdge edge) {
      for (int i = 0; i < sites.size(); i++) {
        SeedSite site = sites.get(i);
        if (site.id().equals(siteId)) {
          List<SeedEdge> edges = new ArrayList<>(site.edges());
          edges.add(edge);
          sites.set(i, new SeedSite(siteId, site.name(), edges, site.networks()));
          return this;
        }
      }
      throw new IllegalArgumentException("edge " + edge.hostName() + " of no site: " + siteId);
    }

    /** Adds a controller. */
    public Builder controller(SeedController controller) {
      controllers.add(controller);
      return this;
    }

    /** Forgets the controllers so far. */
    public Builder noControllers() {
      controllers.clear();
      return this;
    }

    /** Adds an object of the database. */
    public Builder object(SeedObject object) {
      objects.add(object);
      return this;
    }

    /** Says which policy is active. */
    public Builder active(String policyId) {
      activePolicy = Optional.of(policyId);
      return this;
    }

    /** Says that no policy is active. */
    public Builder noneActive() {
      activePolicy = Optional.empty();
      return this;
    }

    /** Adds a policy group. */
    public Builder policyGroup(SeedPolicyGroup group) {
      policyGroups.add(group);
      return this;
    }

    /** The fabric. */
    public FabricSeed build() {
      return new FabricSeed(sites, controllers, objects, activePolicy, policyGroups);
    }
  }
}
