package dev.fairway.catalyst.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.StoredSequence;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.ForeignRule;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TrafficMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignSequenceTest {

  private static final String LIST =
      "{'type':'dataprefix','name':'dc','listId':'dc-id','owner':'admin',"
          + "'entries':[{'ipPrefix':'10.7.0.0/16'}]}";

  private final PolicyCodec codec =
      new PolicyCodec(SampleRuleKinds.ALL_PROVEN, SampleRuleKinds.WAN);
  private final InMemoryLists shelf = new InMemoryLists();

  @Test
  void decode_addressesProtocolAndPorts_areTold() {
    shelf.put("dc-id", json(LIST));

    TrafficMatch match =
        match(
                "{'field':'destinationDataPrefixList','ref':'dc-id'},"
                    + "{'field':'sourceIp','value':'10.1.0.0/16 10.2.0.0/16'},"
                    + "{'field':'protocol','value':'17'},"
                    + "{'field':'destinationPort','value':'53 5000-5010'}")
            .orElseThrow();

    assertEquals(
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(PrefixSet.parse("10.7.0.0/16"))
            .source(PrefixSet.parse("10.1.0.0/16,10.2.0.0/16"))
            .protocol(IpProtocol.UDP)
            .destinationPorts(PortSet.parse("53,5000-5010"))
            .build(),
        match);
  }

  @Test
  void decode_noEntry_takesEverythingOfTheFamily() {
    assertEquals(Optional.of(TrafficMatch.builder(IpFamily.IPV4).build()), match(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'field':'dscp','value':'46'}",
        "{'field':'appList','ref':'apps'}",
        "{'field':'destinationDataPrefixList','ref':'unknown'}",
        "{'field':'destinationIp','vipVariableName':'dc'}",
        "{'field':'destinationIp','value':'10.0.0.1/8'}",
        "{'field':'protocol','value':'6 17'}",
        "{'field':'protocol','value':'tcp'}",
        "{'field':'destinationPort','value':'80'}",
        "{'field':'icmpMessage','value':['echo']}",
        "{'field':'protocol','value':'6','app':'ssl'}",
        "{'field':'protocol','value':'6'},{'field':'protocol','value':'17'}",
        "{'field':'sourceIp','value':'10.1.0.0/16'},{'field':'sourceIpv6','value':'10.2.0.0/16'}",
        "{}"
      })
  void decode_whatNoMatchCanSay_isOpaqueAndNeverGuessed(String entries) {
    assertEquals(Optional.empty(), match(entries));
  }

  @Test
  void decode_actionsThatFairwayNeverWrites_areNobodysBusiness() {
    StoredDefinition definition =
        definition(
            "{'sequenceId':11,'sequenceName':'QOS','baseAction':'drop','sequenceType':'qos',"
                + "'match':{'entries':[{'field':'protocol','value':'1'}]},"
                + "'actions':[{'type':'nat','parameter':{'field':'pool','value':'1'}},"
                + "{'type':'count','parameter':'qos1'}]}");

    assertEquals(
        List.of(
            new DecodedSequence.Foreign(
                0,
                new ForeignRule(
                    "QOS 11",
                    0,
                    Optional.of(
                        TrafficMatch.builder(IpFamily.IPV4).protocol(IpProtocol.ICMP).build())))),
        codec.decode(definition, SampleRuleKinds.SCOPE, shelf::list));
  }

  @Test
  void decode_sequencesOfOtherPeople_keepTheirPlaceAmongOurs() {
    PathRule rule = SampleRuleKinds.everyPort();
    shelf.put(codec.lists(rule));
    List<StoredSequence> sequences = new ArrayList<>();
    sequences.addAll(
        definition("{'sequenceId':1,'sequenceName':'Custom'},{'sequenceId':21}").sequences());
    sequences.add(StoredSequence.of(codec.sequence(rule, 11, InMemoryLists::idOf)));

    List<DecodedSequence> decoded =
        codec.decode(definition("").withSequences(sequences), SampleRuleKinds.SCOPE, shelf::list);

    assertEquals(
        List.of("foreign Custom 1", "rule " + rule.id(), "foreign 21"),
        decoded.stream().map(ForeignSequenceTest::text).toList());
  }

  private static String text(DecodedSequence sequence) {
    return sequence.fold(
        written -> "rule " + written.rule().id(),
        altered -> "altered " + altered.rule(),
        foreign -> "foreign " + foreign.rule().name());
  }

  private Optional<TrafficMatch> match(String entries) {
    StoredDefinition definition =
        definition(
            "{'sequenceId':1,'sequenceName':'Custom','sequenceIpType':'ipv4',"
                + "'match':{'entries':["
                + entries
                + "]}}");
    DecodedSequence only = codec.decode(definition, SampleRuleKinds.SCOPE, shelf::list).get(0);
    return only.fold(
        written -> Optional.empty(),
        altered -> Optional.empty(),
        foreign -> foreign.rule().match());
  }

  private static StoredDefinition definition(String sequences) {
    return new StoredDefinition(
        WireJson.object(json("{'name':'d','sequences':[" + sequences + "]}")));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
