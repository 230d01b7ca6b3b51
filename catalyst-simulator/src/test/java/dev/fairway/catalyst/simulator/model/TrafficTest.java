package dev.fairway.catalyst.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.traffic.ForwardingView;
import dev.fairway.catalyst.simulator.model.traffic.MatchedSequence;
import dev.fairway.catalyst.simulator.model.traffic.PolicyPrecedence;
import dev.fairway.catalyst.simulator.model.traffic.SimulatedPath;
import dev.fairway.catalyst.simulator.model.traffic.SimulatedPath.Fate;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which way packets go. */
class TrafficTest {

  private static final Flow GUEST_WEB = ModelFixture.tcp("10.3.130.7", "198.51.100.7", 8_010);
  private static final Flow GUEST_INSIDE = ModelFixture.tcp("10.3.130.7", "10.1.0.5", 22);

  private final SteeredModelFixture shop = SteeredModelFixture.active();

  @Test
  void strictColor_thatIsDown_dropsThere() {
    shop.fixture.manager.adminUser("alice").color("100", "mpls", false);
    assertEquals(Fate.DROPPED, path(shop, "100").fate());
    assertEquals(over("mpls"), path(shop, "200"));
    shop.fixture.manager.adminUser("alice").color("100", "mpls", true);
    assertEquals(over("mpls"), path(shop, "100"));
  }

  @Test
  void color_thatIsDownAndNotStrict_letsRoutingDecide() {
    String sequence = ModelFixture.steer(11, shop.shopList, "{'color':'mpls','encap':'ipsec'}");
    push(sequence);
    shop.fixture.manager.adminUser("alice").color("100", "mpls", false);
    assertEquals(Fate.ANY, path(shop, "100").fate());
  }

  @Test
  void colorGroup_isUsedTierByTier() {
    String group =
        shop.fixture.list(
            "preferredcolorgroup",
            """
            {'name':'g','type':'preferredColorGroup','entries':[{
              'primaryPreference':{'colorPreference':'biz-internet','pathPreference':'all-paths'},
              'secondaryPreference':{'colorPreference':'mpls','pathPreference':'all-paths'},
              'tertiaryPreference':{}}]}""");
    push(
        """
        {'sequenceId':1,'sequenceName':'Custom','baseAction':'accept','sequenceType':'data',
         'match':{'entries':[{'field':'destinationDataPrefixList','ref':'%s'}]},
         'actions':[{'type':'set','parameter':[
           {'field':'preferredColorGroup','ref':'%s','colorRestrict':true}]}]}"""
            .formatted(shop.shopList, group));
    MatchedSequence taken =
        shop.fixture.manager.taken(SteeredModelFixture.TO_SHOP, "100", 10).orElseThrow();
    assertEquals(List.of("biz-internet", "mpls"), taken.colors());
    assertTrue(taken.strict());
    AdminUser alice = shop.fixture.manager.adminUser("alice");
    assertEquals(over("biz-internet"), path(shop, "100"));
    alice.color("100", "biz-internet", false);
    assertEquals(over("mpls"), path(shop, "100"));
    alice.color("100", "mpls", false);
    assertEquals(Fate.DROPPED, path(shop, "100").fate());
  }

  @Test
  void sequences_areAskedByTheirIdNotByTheirPlace() {
    push(
        ModelFixture.steer(20, shop.shopList, "{'color':'lte','encap':'ipsec'}")
            + ","
            + ModelFixture.steer(3, shop.shopList, "{'color':'mpls','encap':'ipsec'}"));
    assertEquals(List.of("mpls"), shop.colors());
  }

  @Test
  void peoplesSequences_takeTheirPacketsAtTheirSiteOnly() {
    ModelFixture people = new ModelFixture(FabricSeed.withActivePolicy());
    MatchedSequence web = people.manager.taken(GUEST_WEB, "300", 20).orElseThrow();
    assertEquals(21, web.sequenceId());
    assertEquals("lisbon-guests", web.definitionName());
    assertEquals(Fate.DROPPED, people.manager.path(GUEST_INSIDE, "300", 10).orElseThrow().fate());
    assertTrue(people.manager.path(GUEST_WEB, "100", 10).isEmpty());
    assertTrue(people.manager.taken(GUEST_WEB, "300", 30).isEmpty());
  }

  @Test
  void treatment_ofAllSites_isOneOnlyWhereTheyAgree() {
    ForwardingView view = shop.fixture.manager.view();
    assertTrue(
        view.takenAtEvery(SteeredModelFixture.TO_SHOP, Set.of("100", "200"), 10).isPresent());
    assertTrue(view.takenAtEvery(SteeredModelFixture.TO_SHOP, Set.of("100", "300"), 10).isEmpty());
    assertTrue(view.takenAtAny(SteeredModelFixture.TO_SHOP, Set.of("100", "300"), 10).isPresent());
  }

  @Test
  void appRouteAndDataPolicy_wantDifferentColors_theParameterDecides() {
    String sla =
        shop.fixture.list("sla", "{'name':'s','type':'sla','entries':[{'latency':'100'}]}");
    String approute =
        shop.fixture
            .done(
                "POST",
                ModelFixture.DEFINITIONS + "approute",
                """
                {'name':'ar','type':'appRoute','description':'d','sequences':[
                  {'sequenceId':1,'sequenceName':'App Route','sequenceType':'appRoute',
                   'match':{'entries':[{'field':'destinationIp','value':'10.2.0.0/16'}]},
                   'actions':[{'type':'slaClass','parameter':[{'field':'name','ref':'%s'},
                     {'field':'preferredColor','value':'public-internet'},{'field':'strict'}]}]}]}"""
                    .formatted(sla))
            .path("definitionId")
            .asText();
    String items =
        ModelFixture.item(shop.definition, shop.sites, shop.vpns)
            + ","
            + """
              {'definitionId':'%s','type':'appRoute',
               'entries':[{'siteLists':['%s'],'vpnLists':['%s']}]}"""
                .formatted(approute, shop.sites, shop.vpns);
    shop.fixture.done(
        "PUT", ModelFixture.POLICIES + "/" + shop.policy, ModelFixture.policyBody("all", items));
    shop.fixture.activated(shop.policy, "{'isEdited':true}");
    ForwardingView view = shop.fixture.manager.view();
    assertEquals(over("mpls"), view.path(SteeredModelFixture.TO_SHOP, "100", 10).orElseThrow());
    assertEquals(
        over("public-internet"),
        view.with(PolicyPrecedence.APP_ROUTE)
            .path(SteeredModelFixture.TO_SHOP, "100", 10)
            .orElseThrow());
    assertEquals(
        over("public-internet"), view.path(SteeredModelFixture.ELSEWHERE, "100", 10).orElseThrow());
  }

  @Test
  void ipv6_andPortsAndProtocols_areMatched() {
    String six =
        shop.fixture.list(
            "dataipv6prefix",
            "{'name':'six','type':'dataIpv6Prefix','entries':[{'ipv6Prefix':'fd00:2::/32'}]}");
    push(
        """
        {'sequenceId':1,'sequenceName':'Custom','baseAction':'drop','sequenceType':'data',
         'sequenceIpType':'ipv6','match':{'entries':[
           {'field':'destinationDataIpv6PrefixList','ref':'%s'},
           {'field':'protocol','value':'6 17'},
           {'field':'sourcePort','value':'1024-65535'},
           {'field':'destinationPort','value':'80 443'}]},
         'actions':[]}"""
            .formatted(six));
    assertTrue(takes("fd00:2::7", IpProtocol.UDP, 443));
    assertFalse(takes("fd00:2::7", IpProtocol.SCTP, 443));
    assertFalse(takes("fd00:2::7", IpProtocol.TCP, 8443));
    assertFalse(takes("fd00:3::7", IpProtocol.TCP, 443));
    assertTrue(shop.fixture.manager.taken(SteeredModelFixture.TO_SHOP, "100", 10).isEmpty());
  }

  private boolean takes(String to, IpProtocol protocol, int port) {
    Flow flow =
        new Flow(
            Segment.DEFAULT,
            IpPrefix.parse("fd00:1::5"),
            IpPrefix.parse(to),
            protocol,
            40_000,
            port);
    return shop.fixture.manager.taken(flow, "100", 10).filter(MatchedSequence::drops).isPresent();
  }

  @Test
  void defaultActionDrop_dropsWhatNoSequenceTakes() {
    String body =
        ModelFixture.definitionBody("steer", shop.sequence("mpls"))
            .replace("'defaultAction':{'type':'accept'}", "'defaultAction':{'type':'drop'}");
    shop.fixture.finished(
        shop.fixture.templatePush(
            shop.fixture.done("PUT", ModelFixture.DEFINITIONS + "data/" + shop.definition, body)));
    assertEquals(
        Fate.DROPPED,
        shop.fixture.manager.path(SteeredModelFixture.ELSEWHERE, "100", 10).orElseThrow().fate());
    assertEquals(over("mpls"), path(shop, "100"));
  }

  private void push(String sequences) {
    shop.fixture.finished(
        shop.fixture.templatePush(
            shop.fixture.done(
                "PUT",
                ModelFixture.DEFINITIONS + "data/" + shop.definition,
                ModelFixture.definitionBody("steer", sequences))));
  }

  private static SimulatedPath path(SteeredModelFixture shop, String site) {
    return shop.fixture.manager.path(SteeredModelFixture.TO_SHOP, site, 10).orElseThrow();
  }

  private static SimulatedPath over(String color) {
    return new SimulatedPath(Fate.OVER, new TreeSet<>(Set.of(color)));
  }

  @Test
  void entryForPacketsFromTheTunnel_takesNoneFromTheLan() {
    String item = ModelFixture.item(shop.definition, shop.sites, shop.vpns);
    assertTrue(takenWith(item.replace("'service'", "'all'")));
    assertFalse(takenWith(item.replace("'service'", "'tunnel'")));
  }

  private boolean takenWith(String item) {
    shop.fixture.done(
        "PUT", ModelFixture.POLICIES + "/" + shop.policy, ModelFixture.policyBody("all", item));
    shop.fixture.activated(shop.policy, "{'isEdited':true}");
    return shop.fixture.manager.taken(SteeredModelFixture.TO_SHOP, "100", 10).isPresent();
  }
}
