package dev.fairway.core.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.scenario.Scenarios;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What retained endpoints change in the claims of a Service and in what is said of it. */
class RetainedClaimsTest {

  private static ResolvedService only(String world) {
    return Scenarios.resolved(world).services().get(0);
  }

  /** The declaration, and the codes of what is said. */
  private static List<String> said(String world) {
    ResolvedService service = only(world);
    return List.of(
        service.declaration().text(),
        String.join(
            ",",
            service.diagnostics().stream()
                .map(Diagnostic::code)
                .map(code -> code.text())
                .toList()));
  }

  private static List<String> claimed(String world) {
    return only(world).claims().stream()
        .flatMap(claim -> claim.addresses().stream())
        .map(place -> place.address().addressText() + " " + place.life())
        .toList();
  }

  @Test
  void resolve_endpointsThatAreAllRetained_areClaimedAndNothingIsMissed() {
    for (String ports : List.of("every", "all", "http")) {
      String world =
          """
          service shop/web http:tcp:80
          asks ports=%s tunnel=mpls fallback=none
          behind http tcp/8080 10.1.0.1=retained 10.1.0.2=retained
          """
              .formatted(ports);
      assertEquals(List.of("10.1.0.1 RETAINED", "10.1.0.2 RETAINED"), claimed(world));
      assertEquals(List.of("valid", ""), said(world));
    }
  }

  @Test
  void resolve_addressThatASliceListsToo_isNotRetained() {
    String world =
        """
        service shop/web a:tcp:80 b:tcp:81
        asks ports=all tunnel=mpls fallback=none
        behind a tcp/1 10.1.0.1=retained 10.1.0.2=retained
        behind b tcp/2 10.1.0.1%s
        """;
    assertEquals(List.of("10.1.0.1 LIVING", "10.1.0.2 RETAINED"), claimed(world.formatted("")));
    assertEquals(
        List.of("10.1.0.1 ENDING", "10.1.0.2 RETAINED"), claimed(world.formatted("=draining")));
  }

  @Test
  void resolve_retainedAddressThatAnotherClustersSliceLists_isLeftToThatCluster() {
    String world =
        """
        beside shop-asia
        service shop/web a:tcp:80 b:tcp:81
        asks ports=every tunnel=mpls fallback=none
        behind a tcp/1 10.1.0.1%s
        behind b tcp/2 10.1.0.1^shop-asia
        """;
    assertEquals(List.of(), claimed(world.formatted("=retained")));
    assertEquals(List.of("10.1.0.1 LIVING", "10.1.0.1 LIVING"), claimed(world.formatted("")));
  }

  @Test
  void resolve_contradictionOfTwoPorts_lastsWhileTheirEndpointsAreRetained() {
    String world =
        """
        service shop/front web:tcp:80 admin:tcp:9000
        own fairway.dev/tunnel.web: mpls
        own fairway.dev/tunnel.admin: biz-internet
        last-good ports=every tunnel=mpls fallback=none
        behind web tcp/8080 10.1.0.7%s
        behind admin tcp/8080 10.1.0.7%s
        """;
    for (String web : List.of("", "=retained")) {
      for (String admin : List.of("", "=retained")) {
        assertEquals(List.of("held", "AmbiguousPort"), said(world.formatted(web, admin)));
      }
      assertEquals(List.of("valid", ""), said(world.formatted(web, "=draining")));
    }
  }

  @Test
  void resolve_accessOnOneOfTwoPortsThatShareAPodPort_isHeldWhileTheirEndpointsAreRetained() {
    String world =
        """
        service shop/front web:tcp:80 admin:tcp:9000
        own fairway.dev/access.web: deny
        last-good ports=every tunnel=mpls fallback=none
        behind web tcp/8080 10.1.0.7%s
        behind admin tcp/8080 10.1.0.7%s
        """;
    for (String web : List.of("", "=retained")) {
      for (String admin : List.of("", "=retained")) {
        assertEquals(List.of("held", "AmbiguousPort"), said(world.formatted(web, admin)));
      }
      assertEquals(List.of("valid", ""), said(world.formatted(web, "=draining")));
    }
  }

  @Test
  void resolve_retainedAddressOutsideTheRoutes_widensTheScopeAndThatIsSaid() {
    assertEquals(
        List.of("valid", "UnknownSite,ScopeWidened"),
        said(
            """
            service shop/web http:tcp:80
            asks ports=every tunnel=mpls fallback=none
            behind http tcp/8080 203.0.113.9=retained
            """));
  }

  @Test
  void withoutRetained_claimsOfRetainedEndpoints_areLeftOutAndNothingElse() {
    String world =
        """
        service shop/web http:tcp:80 dns:udp:53
        asks ports=every tunnel=mpls fallback=none
        behind http tcp/8080 10.1.0.1%s 10.1.0.2=draining 10.1.0.3
        """;
    ResolvedCluster cluster =
        Scenarios.resolved(
            world.formatted("=retained") + "behind dns udp/53 10.1.0.4=retained 10.1.0.5=retained");
    assertEquals(
        List.of("10.1.0.2", "10.1.0.3"),
        cluster.withoutRetained().services().get(0).claims().stream()
            .flatMap(claim -> claim.addresses().stream())
            .map(place -> place.address().addressText())
            .toList());
    assertEquals(
        "{shop-eu/shop/web=[10.1.0.1/32, 10.1.0.4/32, 10.1.0.5/32]}",
        cluster.retainedAddresses().toString());
    ResolvedCluster listed = Scenarios.resolved(world.formatted(""));
    assertEquals(listed, listed.withoutRetained());
  }
}
