package dev.fairway.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets between Frankfurt and Madrid; a firewall is in Lisbon, and one in Madrid itself. */
class TreatedPathTest {

  private static final OwnerId OWNER = new OwnerId("shop");
  private static final Flow REQUEST = Fabrics.flow("10.1.0.5", "10.2.0.5");
  private static final Flow REPLY = REQUEST.reversed();

  private static final String FABRIC =
      """
      segments: [default, blue]
      sites:
        - {id: "100", networks: [{cidr: 10.1.0.0/16}, {cidr: 10.1.0.0/16, segment: blue}], edges: [{name: fra-1, transports: [mpls, biz-internet, lte]}]}
        - {id: "200", networks: [{cidr: 10.2.0.0/16}, {cidr: 10.2.0.0/16, segment: blue}], edges: [{name: mad-1, transports: [mpls, biz-internet, lte]}]}
        - {id: "300", networks: [{cidr: 10.3.0.0/16}], edges: [{name: lis-1, transports: [mpls, biz-internet, lte]}]}
      tunnels:
        - {from: fra-1, to: mad-1, transport: mpls, encrypted: false}
        - {from: fra-1, to: mad-1, transport: biz-internet}
        - {from: fra-1, to: mad-1, transport: lte, segment: blue}
        - {from: fra-1, to: lis-1, transport: mpls, encrypted: false}
        - {from: fra-1, to: lis-1, transport: biz-internet}
        - {from: lis-1, to: mad-1, transport: mpls, encrypted: false}
        - {from: lis-1, to: mad-1, transport: biz-internet}
      functions:
        - {name: firewall, site: "300"}
        - {name: ids, site: "300", bypass: true}
        - {name: local-firewall, site: "200"}
      """;

  private final MockFabric fabric =
      new MockFabric(FabricFile.parse("fabric.yaml", FABRIC).layout().orElseThrow());

  @ParameterizedTest
  @CsvSource({
    "access=deny,                                                drop access=deny",
    "dscp=ef,                                                    any dscp=ef",
    "tunnel=mpls fallback=none dscp=af41,                        mpls dscp=af41",
    "encryption=required,                                        any encryption=required",
    "tunnel=mpls fallback=none encryption=required,              drop",
    "tunnel=mpls fallback=any encryption=required,               any encryption=required",
    "'tunnel=mpls,biz-internet fallback=none encryption=required', biz-internet encryption=required",
    "tunnel=lte fallback=none,                                   drop",
    "tunnel=lte fallback=any,                                    any",
    "inspect=firewall,                                           any inspect=firewall",
    "tunnel=mpls fallback=none inspect=firewall,                 mpls inspect=firewall",
    "tunnel=lte fallback=none inspect=firewall,                  drop",
    "tunnel=lte fallback=none inspect=ids,                       drop",
    "tunnel=mpls fallback=none inspect=local-firewall dscp=ef,   mpls inspect=local-firewall dscp=ef",
    "tunnel=mpls fallback=any encryption=required inspect=firewall, any encryption=required inspect=firewall"
  })
  void forward_everythingUp_isWhatTheTreatmentSaysBothWays(String treatment, String path) {
    install(treatment);

    assertEquals(path, fabric.forward(REQUEST).text());
    assertEquals(path, fabric.forward(REPLY).text());
  }

  @Test
  void forward_drop_dropsWhateverIsUpAndNoOtherPacket() {
    install("access=deny");

    fabric.setTransport(new Transport("mpls"), false);

    assertEquals("drop access=deny", fabric.forward(REQUEST).text());
    assertEquals("local", fabric.forward(Fabrics.flow("10.2.0.6", "10.2.0.5")).text());
    assertEquals("any", fabric.forward(Fabrics.flow("10.1.0.5", "10.2.0.6")).text());
  }

  @Test
  void forward_mark_staysOnAnyPathAndIsNotToldOfADroppedPacket() {
    install("tunnel=mpls fallback=any dscp=ef");
    assertEquals("mpls dscp=ef", fabric.forward(REQUEST).text());
    fabric.setTransport(new Transport("mpls"), false);
    assertEquals("any dscp=ef", fabric.forward(REQUEST).text());

    install("tunnel=mpls fallback=none dscp=ef");

    assertEquals("drop", fabric.forward(REQUEST).text());
  }

  @Test
  void forward_encryption_neverFallsToAPathInClear() {
    install("tunnel=biz-internet fallback=any encryption=required");
    assertEquals("biz-internet encryption=required", fabric.forward(REQUEST).text());

    fabric.setTransport(new Transport("biz-internet"), false);

    assertEquals("drop", fabric.forward(REQUEST).text(), "mpls is up, in clear");
  }

  @Test
  void forward_functionDown_dropsUnlessItLetsPacketsBy() {
    install("tunnel=mpls fallback=none inspect=firewall");
    fabric.setFunction("firewall", false);
    assertEquals("drop", fabric.forward(REQUEST).text());
    fabric.setFunction("firewall", true);
    assertEquals("mpls inspect=firewall", fabric.forward(REQUEST).text());

    install("tunnel=mpls fallback=none inspect=ids dscp=ef");
    assertEquals("mpls inspect=ids dscp=ef", fabric.forward(REQUEST).text());
    fabric.setFunction("ids", false);

    assertEquals("mpls dscp=ef", fabric.forward(REQUEST).text());
    assertEquals(
        List.of(false, true, true),
        List.of("ids", "firewall", "local-firewall").stream()
            .map(name -> fabric.inventory().function(name).orElseThrow().up())
            .toList());
  }

  @Test
  void forward_functionOutOfReach_isAsOneThatIsDown() {
    install("tunnel=mpls fallback=none inspect=firewall");
    setBothWays("lis-1", "mad-1", "mpls", false);
    assertEquals("drop", fabric.forward(REQUEST).text());
    assertEquals("drop", fabric.forward(REPLY).text());

    install("tunnel=mpls fallback=none inspect=ids");

    assertEquals("mpls", fabric.forward(REQUEST).text());
    assertEquals("mpls", fabric.forward(REPLY).text());
  }

  @Test
  void forward_everyPartOfTheWay_takesTheFirstTransportThatIsUpThere() {
    install("tunnel=mpls,biz-internet fallback=none inspect=firewall");
    setBothWays("fra-1", "lis-1", "mpls", false);

    assertEquals("biz-internet inspect=firewall onward=mpls", fabric.forward(REQUEST).text());
    assertEquals("mpls inspect=firewall onward=biz-internet", fabric.forward(REPLY).text());
    setBothWays("lis-1", "mad-1", "mpls", false);
    setBothWays("lis-1", "mad-1", "biz-internet", false);
    assertEquals("drop", fabric.forward(REQUEST).text());
  }

  @Test
  void forward_bypassOfAFunction_staysEncrypted() {
    install("encryption=required inspect=ids");
    assertEquals("any encryption=required inspect=ids", fabric.forward(REQUEST).text());

    setBothWays("lis-1", "mad-1", "biz-internet", false);
    assertEquals("any encryption=required", fabric.forward(REQUEST).text());
    setBothWays("fra-1", "mad-1", "biz-internet", false);

    assertEquals("drop", fabric.forward(REQUEST).text());
  }

  @Test
  void forward_tunnelOfOneSegment_carriesNoPacketOfAnother() {
    Segment blue = new Segment("blue");
    Flow inBlue =
        new Flow(blue, REQUEST.source(), REQUEST.destination(), IpProtocol.TCP, 40_000, 443);
    PathRule rule = rule("tunnel=lte fallback=none");
    Scope scope = new Scope(blue, rule.scope().sites());
    PathRule there =
        new PathRule(
            RuleId.ofKey("blue"),
            OWNER,
            scope,
            Direction.TO_SERVICE,
            rule.match(),
            rule.treatment());
    fabric.editOutOfBand(OWNER, rules -> List.of(rule, there));

    assertEquals("lte", fabric.forward(inBlue).text());
    assertEquals("drop", fabric.forward(REQUEST).text());
  }

  @Test
  void setFunction_unknown_isABug() {
    assertThrows(IllegalArgumentException.class, () -> fabric.setFunction("waf", false));
  }

  private void setBothWays(String one, String other, String transport, boolean up) {
    fabric.setTunnel(one, other, new Transport(transport), up);
    fabric.setTunnel(other, one, new Transport(transport), up);
  }

  /** A rule to Madrid's pod, and one for the replies. */
  private void install(String treatment) {
    fabric.editOutOfBand(OWNER, rules -> List.of(rule(treatment), replies(treatment)));
  }

  private static PathRule rule(String treatment) {
    return Fabrics.rule(OWNER, 0, Treatment.parse(treatment), "10.2.0.5");
  }

  private static PathRule replies(String treatment) {
    return Fabrics.replies(rule(treatment));
  }
}
