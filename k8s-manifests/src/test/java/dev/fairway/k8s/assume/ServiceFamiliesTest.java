package dev.fairway.k8s.assume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Segment;
import dev.fairway.core.wan.Network;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.ServiceSpecBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceFamiliesTest {

  private static final ClusterFamilies DUAL =
      new ClusterFamilies(Set.of(IpFamily.IPV4, IpFamily.IPV6));
  private static final ClusterFamilies FOUR = new ClusterFamilies(Set.of(IpFamily.IPV4));
  private static final ClusterFamilies SIX = new ClusterFamilies(Set.of(IpFamily.IPV6));

  private static String families(ServiceSpec spec, ClusterFamilies cluster) {
    return ServiceFamilies.of(spec, cluster).families().stream()
        .map(ServiceFamilies::text)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest(name = "policy {0}, families {1}, cluster IPs {2}")
  @CsvSource({
    "'', '', '', IPv4",
    "SingleStack, '', '', IPv4",
    "SingleStack, IPv6, '', IPv6",
    "'', IPv6, '', IPv6",
    "'', '', None, IPv4",
    "'', '', 'fd00::10', IPv6",
    "'', '', 10.96.0.10, IPv4",
    "PreferDualStack, '', '', IPv4 IPv6",
    "PreferDualStack, IPv6, '', IPv4 IPv6",
    "PreferDualStack, '', None, IPv4 IPv6",
    "RequireDualStack, '', '', IPv4 IPv6",
    "RequireDualStack, IPv6 IPv4, 'fd00::10 10.96.0.10', IPv4 IPv6"
  })
  void of_policyFamiliesAndAddresses_areThoseOfTheApiServer(
      String policy, String named, String addresses, String expected) {
    ServiceSpec spec =
        new ServiceSpecBuilder()
            .withIpFamilyPolicy(policy.isEmpty() ? null : policy)
            .withIpFamilies(words(named))
            .withClusterIPs(words(addresses))
            .addToSelector("app", "cart")
            .build();

    assertEquals(expected, families(spec, DUAL));
    assertEquals("", ServiceFamilies.of(spec, DUAL).refusal());
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  @Test
  void of_externalName_hasNone() {
    assertEquals("", families(new ServiceSpecBuilder().withType("ExternalName").build(), DUAL));
  }

  @Test
  void of_preferDualStack_hasOneFamilyWhereTheClusterHasOne() {
    ServiceSpec spec = new ServiceSpecBuilder().withIpFamilyPolicy("PreferDualStack").build();

    assertEquals("IPv4", families(spec, FOUR));
    assertEquals("IPv6", families(spec, SIX));
    assertEquals("", ServiceFamilies.of(spec, FOUR).refusal());
  }

  @Test
  void of_requireDualStackInAClusterOfOneFamily_isRefused() {
    ServiceSpec spec = new ServiceSpecBuilder().withIpFamilyPolicy("RequireDualStack").build();

    assertEquals("IPv4", families(spec, FOUR));
    assertTrue(ServiceFamilies.of(spec, FOUR).refusal().contains("IPv4"));
  }

  @Test
  void of_twoFamiliesWithoutAPolicyForTwo_isRefused() {
    ServiceSpec spec = new ServiceSpecBuilder().withIpFamilies("IPv4", "IPv6").build();

    assertTrue(ServiceFamilies.of(spec, DUAL).refusal().contains("PreferDualStack"));
  }

  @Test
  void of_misspelledPolicy_isRefused() {
    ServiceSpec spec = new ServiceSpecBuilder().withIpFamilyPolicy("DualStack").build();

    assertEquals("IPv4", families(spec, DUAL));
    assertTrue(ServiceFamilies.of(spec, DUAL).refusal().contains("RequireDualStack"));
  }

  @ParameterizedTest(name = "declared {0}, WAN {1}")
  @CsvSource({
    "'', 10.1.0.0/16, IPV4, false",
    "'', 'fd00:1::/64', IPV6, false",
    "'', 'fd00:1::/64 10.1.0.0/16', IPV4, true",
    "'fd00:1::/64', 'fd00:1::/64 10.1.0.0/16', IPV6, false",
    "'10.1.0.0/16', 'fd00:1::/64', IPV4, false",
    "'', '', IPV4, false"
  })
  void clusterFamilies_areThoseDeclaredElseThoseOfTheWan(
      String declared, String wan, IpFamily primary, boolean dual) {
    ClusterFamilies cluster = ClusterFamilies.of(networks(declared, ""), networks(wan, "100"));

    assertEquals(primary, cluster.primary());
    assertEquals(dual, cluster.isDualStack());
  }

  @Test
  void clusterFamilies_networksOfNoSite_holdNoPods() {
    assertEquals(
        IpFamily.IPV6,
        ClusterFamilies.of(
                List.of(),
                Stream.concat(
                        networks("10.0.0.0/8", "").stream(),
                        networks("fd00:1::/64", "100").stream())
                    .toList())
            .primary());
  }

  private static List<Network> networks(String text, String site) {
    return words(text).stream()
        .map(
            prefix ->
                site.isEmpty()
                    ? new Network(IpPrefix.parse(prefix), Segment.DEFAULT, Optional.empty())
                    : AssumedShop.network(prefix, site))
        .toList();
  }
}
