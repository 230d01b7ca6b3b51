package dev.fairway.k8s.assume;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.ObjectFields;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The address families of a Service as the API server fills them in, and so those of its
 * EndpointSlices.
 *
 * <p>Those in {@code ipFamilies} come first, then those of its cluster IPs, then the cluster's
 * primary family where there is none yet. Where the policy is not {@code SingleStack}, which is the
 * default, a cluster of both families adds the other one.
 *
 * @param families at least one, unless the Service is an {@code ExternalName}
 * @param refusal why the API server refuses the combination of policy and families; empty where it
 *     does not
 */
record ServiceFamilies(Set<IpFamily> families, String refusal) {

  private static final String SINGLE_STACK = "SingleStack";
  private static final String PREFER_DUAL_STACK = "PreferDualStack";
  private static final String REQUIRE_DUAL_STACK = "RequireDualStack";
  private static final String NONE = "None";

  ServiceFamilies {
    families = Collections.unmodifiableSet(new TreeSet<>(families));
  }

  /** The families of a Service in a cluster. */
  static ServiceFamilies of(ServiceSpec spec, ClusterFamilies cluster) {
    if ("ExternalName".equals(spec.getType())) {
      return new ServiceFamilies(Set.of(), "");
    }
    String policy = policy(spec);
    Set<IpFamily> families = named(spec);
    String refusal = refusal(policy, families, cluster);
    if (families.isEmpty()) {
      families.add(cluster.primary());
    }
    if (policy.equals(PREFER_DUAL_STACK) || policy.equals(REQUIRE_DUAL_STACK)) {
      families.addAll(cluster.families());
    }
    return new ServiceFamilies(families, refusal);
  }

  private static String refusal(String policy, Set<IpFamily> named, ClusterFamilies cluster) {
    return switch (policy) {
      case SINGLE_STACK ->
          named.size() > 1 ? "two families need PreferDualStack or RequireDualStack" : "";
      case PREFER_DUAL_STACK -> "";
      case REQUIRE_DUAL_STACK ->
          cluster.isDualStack()
              ? ""
              : "the networks of the cluster are all " + text(cluster.primary());
      default -> "it is none of SingleStack, PreferDualStack and RequireDualStack";
    };
  }

  /** The families that the Service itself tells. */
  private static Set<IpFamily> named(ServiceSpec spec) {
    Set<IpFamily> families = new TreeSet<>();
    for (String family : ObjectFields.list(spec.getIpFamilies())) {
      EndpointSliceView.family(family).ifPresent(families::add);
    }
    for (String address : clusterIps(spec)) {
      IpPrefix.tryParse(address).map(IpPrefix::family).ifPresent(families::add);
    }
    return families;
  }

  private static List<String> clusterIps(ServiceSpec spec) {
    List<String> addresses = new ArrayList<>(ObjectFields.list(spec.getClusterIPs()));
    addresses.add(ObjectFields.text(spec.getClusterIP()));
    return addresses;
  }

  /** True for a headless Service: it has no address of its own, and may have no ports. */
  static boolean isHeadless(ServiceSpec spec) {
    return clusterIps(spec).contains(NONE);
  }

  /** The policy; {@code SingleStack} where none is written. */
  static String policy(ServiceSpec spec) {
    String written = ObjectFields.text(spec.getIpFamilyPolicy());
    return written.isEmpty() ? SINGLE_STACK : written;
  }

  /** {@code IPv4} or {@code IPv6}, as Kubernetes writes it. */
  static String text(IpFamily family) {
    return family == IpFamily.IPV4 ? "IPv4" : "IPv6";
  }
}
