package dev.fairway.core.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.worlds.Worlds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AddressPlacesTest {

  private static ResolvedService service(String world) {
    return Worlds.resolved(world).services().get(0);
  }

  private static List<Optional<SiteId>> sites(String world) {
    return service(world).claims().stream()
        .flatMap(claim -> claim.addresses().stream())
        .map(ClaimedAddress::site)
        .toList();
  }

  private static String told(String world, DiagnosticCode code) {
    return service(world).diagnostics().stream()
        .filter(one -> one.code() == code)
        .map(Diagnostic::message)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void place_onePodBehindTwoPorts_isAtOneSiteWhateverTheOrder() {
    String world =
        """
        service shop/web a:tcp:1 b:tcp:2
        asks ports=every tunnel=mpls fallback=none
        behind a tcp/1 10.1.0.1%s
        behind b tcp/2 10.1.0.1%s
        """;
    Optional<SiteId> expected = Optional.of(new SiteId("200"));
    assertEquals(List.of(expected, expected), sites(world.formatted("@200", "@300")));
    assertEquals(List.of(expected, expected), sites(world.formatted("@300", "@200")));
    assertEquals(List.of(expected, expected), sites(world.formatted("", "@200")));
    assertEquals(List.of(expected, expected), sites(world.formatted("@200", "")));
  }

  @Test
  void place_podThatIsGoneBehindOnePort_saysNothingAboutTheOther() {
    assertEquals(
        List.of(Optional.of(new SiteId("100"))),
        sites(
            """
            service shop/web a:tcp:1 b:tcp:2
            asks ports=every tunnel=mpls fallback=none
            behind a tcp/1 10.1.0.1=gone
            behind b tcp/2 10.1.0.1
            """));
  }

  @Test
  void place_addressThatIsLocalBehindAnyPort_isLocalBehindAll() {
    String world =
        """
        service shop/web a:tcp:1 b:tcp:2
        asks ports=every tunnel=mpls fallback=none
        behind a tcp/1 10.1.0.1%s
        behind b tcp/2 10.1.0.1%s
        """;
    assertEquals(2, sites(world.formatted("", "^shop-eu")).size());
    assertEquals(2, sites(world.formatted("^shop-eu", "")).size());
    assertEquals(0, sites(world.formatted("^shop-eu", "^shop-eu")).size());
  }

  @Test
  void whyNoSite_siteThatTheWanLacks_namesWhoSaysIt() {
    String world =
        """
        %s
        service shop/web a:tcp:1
        asks ports=every tunnel=mpls fallback=none
        behind a tcp/1 172.16.0.1%s
        """;
    assertEquals(
        "address 172.16.0.1 is at no known site: its node says 'nowhere', which the WAN does not"
            + " have; known: 100, 200, 300",
        told(world.formatted("", "@nowhere"), DiagnosticCode.UNKNOWN_SITE));
    assertEquals(
        "address 172.16.0.1 is at no known site: cluster.defaultSite says '999', which the WAN"
            + " does not have; known: 100, 200, 300",
        told(world.formatted("default-site 999", ""), DiagnosticCode.UNKNOWN_SITE));
    assertEquals("", told(world.formatted("default-site 300", ""), DiagnosticCode.UNKNOWN_SITE));
    assertTrue(
        told(world.formatted("default-site 300", "^us"), DiagnosticCode.UNKNOWN_SITE)
            .contains("no node label, network or cluster.defaultSite tells"),
        "the default says nothing about other clusters");
  }
}
