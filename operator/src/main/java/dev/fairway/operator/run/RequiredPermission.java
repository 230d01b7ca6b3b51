package dev.fairway.operator.run;

import dev.fairway.operator.settings.Settings;
import dev.fairway.operator.settings.Settings.LeaseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A permission that this process needs in the cluster, as RBAC states it.
 *
 * @param purpose what the process needs it for
 * @param verb {@code get}, {@code list}, ...
 * @param group the API group; empty: the core's
 * @param resource the plural name
 * @param subresource as in {@code status}; may be empty
 * @param namespace where; empty: everywhere
 * @param name the one object that it is for; empty: any. A role may give it for no other
 */
record RequiredPermission(
    Purpose purpose,
    String verb,
    String group,
    String resource,
    String subresource,
    Optional<String> namespace,
    Optional<String> name) {

  /** The purposes of a permission. */
  enum Purpose {
    /** Without it there is nothing to work on. */
    READ,
    /** Without it no address counts for {@code access} and {@code inspect}. */
    OWN_PODS,
    /** Without it nothing is known of the pods at addresses that are missing. */
    MISSING_PODS,
    /** Without it the status of Services is not written. */
    STATUS,
    /** Without it no process can be elected, and freeze, unfreeze and approve are not seen. */
    LEASE
  }

  private static final List<String> WATCHING = List.of("get", "list", "watch");

  /** The permissions that these settings need, in a fixed order. */
  static List<RequiredPermission> of(Settings settings) {
    List<RequiredPermission> all = new ArrayList<>();
    for (String verb : WATCHING) {
      all.add(everywhere(Purpose.READ, verb, "", "services", ""));
      all.add(everywhere(Purpose.READ, verb, "discovery.k8s.io", "endpointslices", ""));
      all.add(everywhere(Purpose.READ, verb, "", "nodes", ""));
      all.add(everywhere(Purpose.READ, verb, "", "namespaces", ""));
    }
    all.add(everywhere(Purpose.OWN_PODS, "list", "", "pods", ""));
    all.add(everywhere(Purpose.MISSING_PODS, "get", "", "pods", ""));
    if (settings.status().enabled()) {
      all.add(everywhere(Purpose.STATUS, "patch", "", "services", "status"));
      all.add(everywhere(Purpose.STATUS, "create", "events.k8s.io", "events", ""));
    }
    LeaseName lease = settings.leaderElection().lease();
    all.add(readLease(settings));
    // An object that is still to be created has no name that a role could state.
    all.add(onLease("create", lease, Optional.empty()));
    all.add(onLease("patch", lease, Optional.of(lease.name())));
    return List.copyOf(all);
  }

  /** The permission without which it is not known whether somebody froze the fabric. */
  static RequiredPermission readLease(Settings settings) {
    LeaseName lease = settings.leaderElection().lease();
    return onLease("get", lease, Optional.of(lease.name()));
  }

  private static RequiredPermission everywhere(
      Purpose purpose, String verb, String group, String resource, String subresource) {
    return new RequiredPermission(
        purpose, verb, group, resource, subresource, Optional.empty(), Optional.empty());
  }

  private static RequiredPermission onLease(String verb, LeaseName lease, Optional<String> name) {
    return new RequiredPermission(
        Purpose.LEASE,
        verb,
        "coordination.k8s.io",
        "leases",
        "",
        Optional.of(lease.namespace()),
        name);
  }

  /** {@code watch endpointslices.discovery.k8s.io}. */
  String text() {
    return "%s %s%s%s%s%s"
        .formatted(
            verb,
            resource,
            group.isEmpty() ? "" : "." + group,
            subresource.isEmpty() ? "" : "/" + subresource,
            name.map(object -> " " + object).orElse(""),
            namespace.map(where -> " in namespace " + where).orElse(""));
  }

  /** The rule of a role that gives it. */
  String rule() {
    String names = name.map(object -> ", resourceNames: [" + object + "]").orElse("");
    String part = subresource.isEmpty() ? "" : "/" + subresource;
    return "{apiGroups: [\"%s\"], resources: [%s%s]%s, verbs: [%s]}"
        .formatted(group, resource, part, names, verb);
  }

  /** {@code may not watch nodes: its ClusterRole needs {...}}. */
  String missing() {
    String role = namespace.isPresent() ? "Role there" : "ClusterRole";
    return "may not %s: its %s needs %s".formatted(text(), role, rule());
  }
}
