package dev.fairway.catalyst.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.SequenceMatch.MatchEntry;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.StoredSequence;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How an edit of one sequence by another user is decoded, and that it hides no other. */
class SequenceDriftTest {

  private static final PathRule EDITED = SampleRuleKinds.strictToService();
  private static final PathRule UNTOUCHED = SampleRuleKinds.orderedLoose();
  private static final String LIST =
      InMemoryLists.idOf(CatalystNames.destinationList(EDITED.owner(), EDITED.id()));

  private final PolicyCodec codec =
      new PolicyCodec(SampleRuleKinds.ALL_PROVEN, SampleRuleKinds.WAN);
  private final InMemoryLists shelf = new InMemoryLists();

  @BeforeEach
  void fillTheShelf() {
    shelf.put(codec.lists(EDITED)).put(codec.lists(UNTOUCHED));
    shelf.put(
        "somebody's",
        "{'type':'dataPrefix','name':'x','description':'y','entries':[{'ipPrefix':'10.0.0.0/8'}]}"
            .replace('\'', '"'));
  }

  /** Edits after which the sequence is still the owner's, but no rule that Fairway would write. */
  enum Edit {
    DSCP_MATCHED(sequence -> entries(sequence).addObject().put("field", "dscp").put("value", "46")),
    DROPS(sequence -> sequence.put("baseAction", "drop")),
    BOTH_FAMILIES(sequence -> sequence.put("sequenceIpType", "all")),
    OTHER_FAMILY(sequence -> sequence.put("sequenceIpType", "ipv6")),
    NAT_ADDED(sequence -> actions(sequence).addObject().put("type", "nat").putArray("parameter")),
    LOG_ADDED(sequence -> actions(sequence).addObject().put("type", "log").put("parameter", "")),
    SET_REMOVED(sequence -> actions(sequence).remove(0)),
    DSCP_SET(sequence -> set(sequence).addObject().put("field", "dscp").put("value", "0")),
    DSCP_SET_ALONE(
        sequence -> {
          set(sequence).removeAll();
          set(sequence).addObject().put("field", "dscp").put("value", "46");
        }),
    SERVICE_SET(
        sequence -> {
          set(sequence).removeAll();
          ObjectNode service = set(sequence).addObject().put("field", "service");
          service.putObject("value").put("type", "FW").put("vpn", "10");
        }),
    DROPS_WITHOUT_ACTIONS(
        sequence -> {
          sequence.put("baseAction", "drop");
          actions(sequence).remove(0);
        }),
    TWO_COLOURS(sequence -> tlocs(sequence).put("color", "biz-internet mpls")),
    NO_COLOUR(sequence -> tlocs(sequence).put("color", "ultraviolet")),
    OTHER_ENCAPSULATION(sequence -> tlocs(sequence).put("encap", "gre")),
    STRANGE_RESTRICT(sequence -> tlocs(sequence).put("restrict", "false")),
    UNKNOWN_FIELD_INSIDE(sequence -> tlocs(sequence).put("weight", 3)),
    OTHER_LIST(sequence -> entry(sequence, 0).put("ref", "somebody's")),
    NO_SUCH_LIST(sequence -> entry(sequence, 0).put("ref", "nowhere")),
    ADDRESSES_INLINE(
        sequence ->
            entry(sequence, 0)
                .put("field", MatchEntry.DESTINATION_IP)
                .put("value", "10.1.2.3/32")
                .remove("ref")),
    TWO_PROTOCOLS(sequence -> entry(sequence, 1).put("value", "6 17")),
    PORT_WITHOUT_PROTOCOL(sequence -> entries(sequence).remove(1)),
    MATCH_REMOVED(sequence -> sequence.remove("match")),
    MATCH_IS_NO_OBJECT(sequence -> sequence.put("match", "all")),
    GROUP_RENAMED(sequence -> sequence.put("sequenceName", "Custom"));

    private final Consumer<ObjectNode> hand;

    Edit(Consumer<ObjectNode> hand) {
      this.hand = hand;
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_editedSequence_isAlteredAndHidesNoOther(Edit edit) {
    List<DecodedSequence> decoded = decode(edited(edit.hand));

    assertEquals(new DecodedSequence.Written(1, UNTOUCHED), decoded.get(1));
    DecodedSequence.Altered altered =
        decoded
            .get(0)
            .fold(written -> unexpected(written), found -> found, foreign -> unexpected(foreign));
    assertEquals(EDITED.owner(), altered.owner());
    assertEquals(EDITED.id(), altered.rule());
    assertEquals(0, altered.asFound().position());
  }

  @Test
  void decode_otherPort_isTheSameRuleWithThatPort() {
    PathRule found = written(sequence -> entry(sequence, 2).put("value", "443 8443"));

    assertEquals(
        EDITED.withMatch(
            EDITED.match().toBuilder().destinationPorts(PortSet.of(443, 8443)).build()),
        found);
  }

  @Test
  void decode_restrictTakenAway_isTheSameRuleWithAFallback() {
    PathRule found = written(sequence -> tlocs(sequence).remove("restrict"));

    assertEquals(Treatment.steer(Fallback.ANY, SampleRuleKinds.BIZ), found.treatment());
    assertNotEquals(EDITED, found);
  }

  @Test
  void decode_otherColour_isTheSameRuleWithThatTransport() {
    PathRule found =
        written(sequence -> tlocs(sequence).put("color", "mpls").put("encap", "ipsec gre"));

    assertEquals(Treatment.steer(Fallback.NONE, SampleRuleKinds.MPLS), found.treatment());
  }

  @Test
  void decode_addressAddedToAList_isTheSameRuleWithThatAddress() {
    PathRule wider =
        EDITED.withMatch(
            EDITED.match().toBuilder().destination(PrefixSet.parse("10.1.2.0/24")).build());
    shelf.put(codec.lists(wider));

    assertEquals(wider, written(sequence -> {}));
  }

  @Test
  void decode_otherOrderOfEntries_isNoEdit() {
    assertEquals(EDITED, written(sequence -> entries(sequence).add(entries(sequence).remove(0))));
  }

  @Test
  void decode_fieldThatANewerManagerAdds_isNoEdit() {
    assertEquals(EDITED, written(sequence -> sequence.put("sequenceFlavour", "new")));
  }

  @Test
  void decode_unreadableList_isAlteredAndHidesNoOther() {
    for (String body :
        List.of(
            "{\"type\":\"dataPrefix\",\"name\":\"x\",\"entries\":[]}",
            "{\"type\":\"dataPrefix\",\"name\":\"x\",\"entries\":[{\"ipPrefix\":\"10.0.0.1/8\"}]}",
            "{\"type\":\"dataPrefix\",\"name\":\"x\",\"entries\":[{\"ipPrefix\":null}]}",
            "{\"type\":\"appList\",\"name\":\"x\",\"entries\":[]}",
            "{\"type\":\"dataPrefix\"}",
            "{}")) {
      shelf.put(LIST, body);
      assertAltered(decode(edited(sequence -> {})));
    }
    shelf.remove(LIST);
    assertAltered(decode(edited(sequence -> {})));
  }

  @Test
  void decode_listThatIsNoLongerMarked_isAltered() {
    ObjectNode list = WireJson.tree(codec.lists(EDITED).get(0));
    shelf.put(LIST, list.put("description", "mine now").toString());

    assertAltered(decode(edited(sequence -> {})));
  }

  @Test
  void decode_copyOfASequence_isAlteredAndNeverASecondRule() {
    StoredSequence one = edited(sequence -> {}).sequences().get(0);
    StoredDefinition twice =
        edited(sequence -> {}).withSequences(List.of(one, one.withSequenceId(5)));

    List<DecodedSequence> decoded = decode(twice);

    assertEquals(new DecodedSequence.Written(0, EDITED), decoded.get(0));
    assertTrue(decoded.get(1) instanceof DecodedSequence.Altered);
  }

  @Test
  void decode_counterTakenAway_isSomebodyElses() {
    DecodedSequence first = decode(edited(sequence -> actions(sequence).remove(1))).get(0);

    DecodedSequence.Foreign foreign =
        first.fold(written -> unexpected(written), altered -> unexpected(altered), found -> found);
    assertEquals(EDITED.match(), foreign.rule().match().orElseThrow());
  }

  @Test
  void decode_colourThatTheInventoryLost_isStillTheRule() {
    PolicyCodec blind = new PolicyCodec(SampleRuleKinds.ALL_PROVEN, WanInventory.EMPTY);

    assertEquals(
        new DecodedSequence.Written(0, EDITED),
        blind.decode(edited(sequence -> {}), SampleRuleKinds.SCOPE, shelf::list).get(0));
  }

  private void assertAltered(List<DecodedSequence> decoded) {
    assertTrue(decoded.get(0) instanceof DecodedSequence.Altered, decoded::toString);
    assertEquals(new DecodedSequence.Written(1, UNTOUCHED), decoded.get(1));
  }

  private PathRule written(Consumer<ObjectNode> hand) {
    return decode(edited(hand))
        .get(0)
        .fold(
            DecodedSequence.Written::rule,
            altered -> unexpected(altered),
            foreign -> unexpected(foreign));
  }

  private static <T> T unexpected(DecodedSequence sequence) {
    throw new AssertionError(sequence.toString());
  }

  private List<DecodedSequence> decode(StoredDefinition definition) {
    return codec.decode(definition, SampleRuleKinds.SCOPE, shelf::list);
  }

  private StoredDefinition edited(Consumer<ObjectNode> hand) {
    StoredDefinition whole =
        StoredDefinition.of(
            SampleRuleKinds.definition(
                codec, EDITED.scope().segment(), List.of(EDITED, UNTOUCHED), InMemoryLists::idOf));
    List<StoredSequence> sequences = new ArrayList<>(whole.sequences());
    ObjectNode tree = sequences.get(0).tree();
    hand.accept(tree);
    sequences.set(0, new StoredSequence(tree));
    return new StoredDefinition(
        WireJson.object(WireJson.write(whole.withSequences(sequences).tree())));
  }

  private static ArrayNode entries(ObjectNode sequence) {
    return (ArrayNode) sequence.path("match").path("entries");
  }

  private static ObjectNode entry(ObjectNode sequence, int index) {
    return (ObjectNode) entries(sequence).path(index);
  }

  private static ArrayNode actions(ObjectNode sequence) {
    return (ArrayNode) sequence.path("actions");
  }

  private static ArrayNode set(ObjectNode sequence) {
    return (ArrayNode) actions(sequence).path(0).path("parameter");
  }

  private static ObjectNode tlocs(ObjectNode sequence) {
    return (ObjectNode) set(sequence).path(0).path("value");
  }
}
