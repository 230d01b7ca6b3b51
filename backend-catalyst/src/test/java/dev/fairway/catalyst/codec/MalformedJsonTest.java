package dev.fairway.catalyst.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.StoredDefinition;
import dev.fairway.catalyst.wire.StoredSequence;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortRange;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Definitions and lists with a random replacement. Nothing breaks, and whatever can be read takes
 * exactly the packets that its entries take, one by one.
 */
class MalformedJsonTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int SPOILT = 200;

  private final PolicyCodec codec =
      new PolicyCodec(SampleRuleKinds.ALL_PROVEN, SampleRuleKinds.WAN);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void decode_spoiltDefinitionsAndLists_neverBreaksAndNeverReadsMoreThanIsThere(long seed) {
    Random random = new Random(seed);
    List<PathRule> rules = List.copyOf(SampleRuleKinds.all().values());
    for (int i = 0; i < SPOILT; i++) {
      InMemoryLists shelf = new InMemoryLists();
      for (PathRule rule : rules) {
        for (PolicyList list : codec.lists(rule)) {
          ObjectNode body = WireJson.tree(list);
          shelf.put(InMemoryLists.idOf(list.name()), WireJson.write(spoil(body, random, 20)));
        }
      }
      ObjectNode written =
          WireJson.tree(
              SampleRuleKinds.definition(
                  codec, SampleRuleKinds.SCOPE.segment(), rules, InMemoryLists::idOf));
      StoredDefinition definition =
          new StoredDefinition(WireJson.object(WireJson.write(spoil(written, random, 2))));
      try {
        assertExact(definition, shelf, random);
      } catch (BackendException refused) {
        assertEquals(ErrorKind.INTERNAL, refused.kind());
      }
    }
  }

  private void assertExact(StoredDefinition definition, InMemoryLists shelf, Random random) {
    List<StoredSequence> sequences = definition.sequences();
    List<DecodedSequence> decoded = codec.decode(definition, SampleRuleKinds.SCOPE, shelf::list);
    assertEquals(sequences.size(), decoded.size());
    for (int i = 0; i < sequences.size(); i++) {
      JsonNode entries = sequences.get(i).tree().path("match").path("entries");
      decoded
          .get(i)
          .fold(
              rule -> Optional.of(rule.rule().match()),
              altered -> altered.asFound().match(),
              foreign -> foreign.rule().match())
          .ifPresent(match -> assertExact(entries, match, shelf, random));
    }
  }

  private static void assertExact(
      JsonNode entries, TrafficMatch match, InMemoryLists shelf, Random random) {
    for (int packet = 0; packet < 20; packet++) {
      Flow flow = packet(random, match);
      assertEquals(
          takes(entries, flow, shelf::list),
          match.matches(flow),
          () -> entries + " read as " + match + ", and " + flow);
    }
  }

  /** The packets of the entries, one after the other, by this test's own reading. */
  private static boolean takes(
      JsonNode entries, Flow flow, Function<String, Optional<PolicyList>> listOf) {
    boolean all = true;
    for (JsonNode entry : entries) {
      String field = entry.path("field").asText();
      IpPrefix address = field.startsWith("source") ? flow.source() : flow.destination();
      int port = field.startsWith("source") ? flow.sourcePort() : flow.destinationPort();
      String[] values = entry.path("value").asText().strip().split(" +", -1);
      if (field.equals("protocol")) {
        all &= Integer.parseInt(values[0]) == flow.protocol().number();
      } else if (field.endsWith("Port")) {
        all &= List.of(values).stream().anyMatch(text -> PortRange.parse(text).contains(port));
      } else if (entry.has("ref")) {
        PrefixSet set =
            listOf.apply(entry.path("ref").asText()).flatMap(RuleLists::prefixes).orElseThrow();
        all &= set.contains(address);
      } else {
        all &= List.of(values).stream().anyMatch(text -> IpPrefix.parse(text).contains(address));
      }
    }
    return all;
  }

  private static Flow packet(Random random, TrafficMatch match) {
    boolean ipv4 = match.family() == IpFamily.IPV4;
    IpPrefix stranger = IpPrefix.parse(ipv4 ? "198.51.100.9" : "2001:db8::9");
    IpPrefix source =
        random.nextInt(4) == 0
            ? stranger
            : match.source().map(PrefixSet::firstAddress).orElse(stranger);
    IpPrefix destination =
        random.nextInt(4) == 0
            ? stranger
            : match.destination().map(PrefixSet::firstAddress).orElse(stranger);
    IpProtocol protocol =
        random.nextInt(4) == 0 ? IpProtocol.UDP : match.protocol().orElse(IpProtocol.TCP);
    int from = match.sourcePorts().map(ports -> ports.first()).orElse(40_000);
    int to = match.destinationPorts().map(ports -> ports.first()).orElse(40_001);
    return protocol.hasPorts()
        ? new Flow(
            SampleRuleKinds.SCOPE.segment(),
            source,
            destination,
            protocol,
            from + random.nextInt(2),
            to + random.nextInt(2))
        : Flow.withoutPorts(SampleRuleKinds.SCOPE.segment(), source, destination, protocol);
  }

  /** Replaces something, somewhere; once in so many times nothing. */
  private static ObjectNode spoil(ObjectNode whole, Random random, int seldom) {
    if (random.nextInt(seldom) != 0) {
      return whole;
    }
    List<JsonNode> places = new ArrayList<>();
    collect(whole, places);
    JsonNode place = places.get(random.nextInt(places.size()));
    if (place instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name =
          names.isEmpty() || random.nextInt(6) == 0
              ? "surprise"
              : names.get(random.nextInt(names.size()));
      if (random.nextInt(5) == 0) {
        object.remove(name);
      } else {
        object.set(name, junk(random));
      }
    } else if (place instanceof ArrayNode array) {
      array.insert(random.nextInt(array.size() + 1), junk(random));
    }
    return whole;
  }

  private static void collect(JsonNode node, List<JsonNode> places) {
    if (node.isContainerNode()) {
      places.add(node);
      node.forEach(child -> collect(child, places));
    }
  }

  private static JsonNode junk(Random random) {
    ObjectNode entry = JSON.objectNode().put("field", "sourceIp").put("value", "198.51.100.0/24");
    ObjectNode other =
        JSON.objectNode().put("field", "destinationIp").put("value", "10.0.0.0/8 198.51.100.9");
    List<JsonNode> junk =
        List.of(
            JSON.nullNode(),
            JSON.numberNode(-1),
            JSON.numberNode(99_999_999_999L),
            JSON.numberNode(0.5),
            JSON.booleanNode(true),
            JSON.textNode(""),
            JSON.textNode("10.1.0.0/16"),
            JSON.textNode("0"),
            JSON.textNode("80-90 443"),
            JSON.textNode("ipv6"),
            JSON.textNode("all"),
            JSON.textNode("fairway-someone"),
            JSON.arrayNode(),
            JSON.arrayNode().add(JSON.nullNode()),
            JSON.objectNode(),
            entry,
            entry,
            other,
            other);
    return junk.get(random.nextInt(junk.size())).deepCopy();
  }
}
