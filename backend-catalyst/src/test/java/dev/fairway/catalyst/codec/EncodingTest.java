package dev.fairway.catalyst.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.PolicyList.DataIpv6PrefixList;
import dev.fairway.catalyst.wire.PolicyList.DataPrefixList;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Feature;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EncodingTest {

  private final PolicyCodec codec =
      new PolicyCodec(SampleRuleKinds.ALL_PROVEN, SampleRuleKinds.WAN);

  @Test
  void encode_definition_neverHasAnythingAfterItsOneRoot() {
    String body =
        WireJson.write(
            SampleRuleKinds.definition(
                codec,
                Segment.DEFAULT,
                List.copyOf(SampleRuleKinds.all().values()),
                InMemoryLists::idOf));

    ObjectNode read = WireJson.object(body);

    assertEquals(body, WireJson.write(read));
    assertEquals(SampleRuleKinds.all().size(), read.path("sequences").size());
    assertEquals("accept", read.path("defaultAction").path("type").asText());
    assertThrows(BackendException.class, () -> WireJson.object(body + "]}"));
  }

  @Test
  void encode_hostileText_neverBecomesStructure() {
    String hostile = "x\"}]},{\"sequenceId\":1,\"baseAction\":\"drop";
    UnaryOperator<String> hostileIds = name -> hostile;

    ObjectNode read =
        WireJson.object(
            WireJson.write(codec.sequence(SampleRuleKinds.orderedStrict(), 7, hostileIds)));

    assertEquals(7, read.path("sequenceId").asInt());
    assertEquals("accept", read.path("baseAction").asText());
    assertEquals(hostile, read.path("match").path("entries").path(0).path("ref").asText());
    assertEquals(List.of(hostile, hostile), read.findValuesAsText("ref"));
    assertThrows(IllegalArgumentException.class, () -> new Transport("x\"}]}"));
  }

  @Test
  void encode_ipv6Addresses_neverStandInAnIpv4List() {
    for (PathRule rule : SampleRuleKinds.all().values()) {
      for (PolicyList list : codec.lists(rule)) {
        if (list instanceof DataPrefixList ipv4) {
          ipv4.entries()
              .forEach(entry -> assertFalse(entry.ipPrefix().contains(":"), entry.toString()));
        }
      }
    }
    JsonNode sequence = tree(SampleRuleKinds.ipv6());
    assertTrue(codec.lists(SampleRuleKinds.ipv6()).get(0) instanceof DataIpv6PrefixList);
    assertEquals("ipv6", sequence.path("sequenceIpType").asText());
    assertEquals(
        "destinationDataIpv6PrefixList",
        sequence.path("match").path("entries").path(0).path("field").asText());
  }

  @Test
  void encode_protocolOtherThanTcpAndUdp_neverMatchesProtocolZero() {
    assertEquals("132", value(SampleRuleKinds.orderedStrict(), "protocol"));
    assertEquals("3868 38412-38422", value(SampleRuleKinds.orderedStrict(), "sourcePort"));
  }

  @Test
  void encode_everyPort_neverNamesAProtocolOrAPort() {
    assertEquals(
        List.of("destinationDataPrefixList"),
        tree(SampleRuleKinds.everyPort()).path("match").path("entries").findValuesAsText("field"));
  }

  @Test
  void encode_orderOfPreference_neverBecomesAnUnorderedSet() {
    for (PathRule rule : List.of(SampleRuleKinds.orderedLoose(), SampleRuleKinds.orderedStrict())) {
      String set = tree(rule).path("actions").path(0).path("parameter").path(0).toString();
      assertTrue(set.contains("preferredColorGroup"), set);
      assertFalse(set.contains("localTlocList"), set);
    }
  }

  @Test
  void encode_strictness_isAFlagHereAndABooleanThere() {
    assertEquals(
        "\"\"",
        firstSet(SampleRuleKinds.strictToService()).path("value").path("restrict").toString());
    assertFalse(firstSet(SampleRuleKinds.looseFromService()).path("value").has("restrict"));
    assertEquals(
        "true", firstSet(SampleRuleKinds.orderedStrict()).path("colorRestrict").toString());
    assertFalse(firstSet(SampleRuleKinds.orderedLoose()).has("colorRestrict"));
  }

  @Test
  void encode_encapsulation_isWhatTheInventoryShows() {
    assertEquals(
        "ipsec", firstSet(SampleRuleKinds.strictToService()).path("value").path("encap").asText());
    assertEquals(
        "ipsec gre",
        firstSet(SampleRuleKinds.looseFromService()).path("value").path("encap").asText());
    assertEquals("gre", firstSet(SampleRuleKinds.ipv6()).path("value").path("encap").asText());
  }

  @Test
  void encode_unknownColour_isRefusedWithTheNearestOne() {
    BackendException refused = refused(codec, steered(new Transport("biz-internt")));

    assertEquals(ErrorKind.UNSUPPORTED, refused.kind());
    assertTrue(refused.getMessage().contains("'biz-internt'"), refused.getMessage());
    assertTrue(refused.getMessage().contains("did you mean 'biz-internet'"), refused.getMessage());
  }

  @Test
  void encode_colourThatNoEdgeThereHas_isRefused() {
    BackendException refused =
        assertThrows(
            BackendException.class,
            () -> codec.sequence(steered(new Transport("lte")), 1, InMemoryLists::idOf));

    assertEquals(ErrorKind.UNSUPPORTED, refused.kind());
    assertTrue(refused.getMessage().contains("lte"), refused.getMessage());
  }

  @Test
  void encode_moreThanThreeTransports_isRefused() {
    PathRule rule =
        steered(
            SampleRuleKinds.MPLS,
            SampleRuleKinds.BIZ,
            SampleRuleKinds.PUBLIC,
            SampleRuleKinds.PRIVATE);

    assertEquals(ErrorKind.UNSUPPORTED, refused(codec, rule).kind());
  }

  @Test
  void encode_whatTheCarefulProfileLacks_isRefusedAndNeverDropped() {
    PolicyCodec careful = new PolicyCodec(CatalystProfile.careful(), SampleRuleKinds.WAN);
    BackendException refused = refused(careful, SampleRuleKinds.orderedLoose());

    assertEquals(ErrorKind.UNSUPPORTED, refused.kind());
    assertTrue(refused.getMessage().contains("ORDERED_PREFERENCE"), refused.getMessage());
    assertTrue(
        refused(careful, SampleRuleKinds.orderedStrict()).getMessage().contains("ORDERED_STRICT"));
    TargetProfile withoutPorts = SampleRuleKinds.ALL_PROVEN.without(Feature.OTHER_PORT_MATCH);
    assertTrue(
        refused(new PolicyCodec(withoutPorts, SampleRuleKinds.WAN), SampleRuleKinds.orderedStrict())
            .getMessage()
            .contains("OTHER_PORT_MATCH"));
  }

  @Test
  void encode_placeThatIsNone_isABug() {
    for (int place : new int[] {0, -1, 65_535}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> codec.sequence(SampleRuleKinds.everyPort(), place, InMemoryLists::idOf));
    }
  }

  @Test
  void encode_ruleOfAnotherSegment_neverStandsInTheDefinition() {
    PathRule rule = SampleRuleKinds.everyPort();
    Scope guest = new Scope(new Segment("guest"), new TreeSet<>(List.of(new SiteId("100"))));
    PathRule other =
        new PathRule(
            rule.id(), rule.owner(), guest, rule.direction(), rule.match(), rule.treatment());

    assertThrows(
        IllegalArgumentException.class,
        () ->
            SampleRuleKinds.definition(
                codec, Segment.DEFAULT, List.of(other), InMemoryLists::idOf));
  }

  @Test
  void encode_sameRuleTwice_givesTheSameBytes() {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    SampleRuleKinds.all().values().forEach(rule -> first.add(tree(rule).toString()));
    SampleRuleKinds.all().values().forEach(rule -> second.add(tree(rule).toString()));

    assertEquals(first, second);
  }

  @Test
  void encode_portsOfBothSides_keepsBoth() {
    PathRule rule =
        SampleRuleKinds.looseFromService()
            .withMatch(
                SampleRuleKinds.looseFromService().match().toBuilder()
                    .protocol(IpProtocol.TCP)
                    .destinationPorts(PortSet.of(1, 2))
                    .build());

    assertEquals("443", value(rule, "sourcePort"));
    assertEquals("1-2", value(rule, "destinationPort"));
  }

  private static PathRule steered(Transport... transports) {
    PathRule rule = SampleRuleKinds.strictToService();
    return new PathRule(
        rule.id(),
        rule.owner(),
        rule.scope(),
        rule.direction(),
        rule.match(),
        Treatment.steer(Fallback.NONE, transports));
  }

  private static BackendException refused(PolicyCodec codec, PathRule rule) {
    return assertThrows(BackendException.class, () -> codec.lists(rule));
  }

  private ObjectNode tree(PathRule rule) {
    return WireJson.tree(codec.sequence(rule, 1, InMemoryLists::idOf));
  }

  private JsonNode firstSet(PathRule rule) {
    return tree(rule).path("actions").path(0).path("parameter").path(0);
  }

  private String value(PathRule rule, String field) {
    for (JsonNode entry : tree(rule).path("match").path("entries")) {
      if (entry.path("field").asText().equals(field)) {
        return entry.path("value").asText();
      }
    }
    return "";
  }
}
