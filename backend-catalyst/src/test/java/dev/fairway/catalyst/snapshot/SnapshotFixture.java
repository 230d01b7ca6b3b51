package dev.fairway.catalyst.snapshot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.codec.CatalystProfile;
import dev.fairway.catalyst.codec.PolicyCodec;
import dev.fairway.catalyst.codec.SampleRuleKinds;
import dev.fairway.catalyst.codec.ScopeCodec;
import dev.fairway.catalyst.codec.SegmentVpns;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.Scope;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Attachment;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A Manager's database in memory: trees as in its responses, open to edits by tests. */
final class SnapshotFixture {

  static final OwnerId MINE = new OwnerId("shop-eu");
  static final OwnerId OTHER = new OwnerId("bank-eu");
  static final Segment GUEST = new Segment("guest");
  static final Transport MPLS = new Transport("mpls");
  static final Transport BIZ = new Transport("biz-internet");
  static final SegmentVpns ONE_SEGMENT =
      new SegmentVpns(new TreeMap<>(Map.of(Segment.DEFAULT, 10)));
  static final SegmentVpns TWO_SEGMENTS =
      new SegmentVpns(new TreeMap<>(Map.of(Segment.DEFAULT, 10, GUEST, 20)));
  static final WanInventory WAN =
      new WanInventory(
          List.of(site("100", "fra-1"), site("200", "mad-1")),
          List.of(),
          List.of(),
          new TreeMap<>());

  private static final PolicyCodec CODEC = new PolicyCodec(CatalystProfile.careful(), WAN);

  final SortedMap<String, ObjectNode> policies = new TreeMap<>();
  final SortedMap<String, ObjectNode> lists = new TreeMap<>();
  final SortedMap<String, ObjectNode> definitions = new TreeMap<>();

  /** A Manager with an empty active policy. */
  SnapshotFixture() {
    policy("corp", true);
  }

  private static Site site(String id, String edge) {
    return new Site(
        new SiteId(id),
        id,
        List.of(
            new Edge(edge, List.of(Attachment.ofEncrypted(MPLS), Attachment.ofEncrypted(BIZ)))));
  }

  static Scope scope(Segment segment) {
    return new Scope(segment, new TreeSet<>(List.of(new SiteId("100"), new SiteId("200"))));
  }

  static PathRule rule(OwnerId owner, Segment segment, String address, Transport transport) {
    return new PathRule(
        RuleId.ofKey(owner + " " + segment + " " + address),
        owner,
        scope(segment),
        Direction.TO_SERVICE,
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(PrefixSet.parse(address))
            .protocol(IpProtocol.TCP)
            .destinationPorts(PortSet.of(443))
            .build(),
        Treatment.steer(Fallback.NONE, transport));
  }

  static PathRule rule(String address) {
    return rule(MINE, Segment.DEFAULT, address, MPLS);
  }

  static ManagedFabric fabric(SegmentVpns vpns, PlacementMode mode) {
    return ManagedFabric.careful(
        NumberRanges.tryParse(List.of("100", "200-299")).orElseThrow(), vpns, mode);
  }

  static ManagedFabric fabric() {
    return fabric(ONE_SEGMENT, PlacementMode.AUTO);
  }

  static String idOf(String name) {
    return "id-" + name;
  }

  final ObjectNode policy(String name, boolean active) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("policyId", idOf(name)).put("policyName", name).put("policyType", "feature");
    tree.put("isPolicyActivated", active);
    tree.putObject("policyDefinition").putArray("assembly");
    policies.put(idOf(name), tree);
    return tree;
  }

  ArrayNode assembly(String policy) {
    return (ArrayNode) policies.get(idOf(policy)).path("policyDefinition").path("assembly");
  }

  /** Adds an entry of a data policy to an assembly; lists by name. */
  ObjectNode entry(
      String policy, String definition, String direction, List<String> sites, List<String> vpns) {
    ObjectNode item = assembly(policy).addObject();
    item.put("definitionId", idOf(definition)).put("type", "data");
    ObjectNode entry = item.putArray("entries").addObject().put("direction", direction);
    sites.forEach(entry.putArray("siteLists")::add);
    vpns.forEach(entry.putArray("vpnLists")::add);
    return entry;
  }

  SnapshotFixture list(PolicyList list) {
    ObjectNode tree = WireJson.tree(list);
    tree.put("listId", idOf(list.name())).put("referenceCount", 0).put("lastUpdated", 1);
    lists.put(idOf(list.name()), tree);
    return this;
  }

  ObjectNode list(String type, String name, String field, String... values) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("listId", idOf(name)).put("name", name).put("type", type).put("description", "x");
    tree.put("referenceCount", 0);
    ArrayNode entries = tree.putArray("entries");
    for (String value : values) {
      entries.addObject().put(field, value);
    }
    lists.put(idOf(name), tree);
    return tree;
  }

  /** A data policy with rules, in force in a policy. */
  SnapshotFixture dataPolicy(
      String policy, Segment segment, SegmentVpns vpns, List<PathRule> rules) {
    definition(segment, rules);
    ScopeCodec scopes = new ScopeCodec(vpns, WAN.siteIds());
    list(scopes.sites(scope(segment))).list(scopes.vpn(segment));
    entry(
        policy,
        CatalystNames.definition(segment),
        "service",
        List.of(idOf(CatalystNames.SITES)),
        List.of(idOf(CatalystNames.vpn(segment))));
    return this;
  }

  /** A data policy with rules and their lists, in force nowhere. */
  ObjectNode definition(Segment segment, List<PathRule> rules) {
    String name = CatalystNames.definition(segment);
    rules.forEach(rule -> CODEC.lists(rule).forEach(this::list));
    ObjectNode tree =
        WireJson.tree(SampleRuleKinds.definition(CODEC, segment, rules, SnapshotFixture::idOf));
    tree.put("definitionId", idOf(name)).put("lastUpdated", 7);
    definitions.put(idOf(name), tree);
    return tree;
  }

  ArrayNode sequences(Segment segment) {
    return (ArrayNode) definitions.get(idOf(CatalystNames.definition(segment))).path("sequences");
  }

  /** The responses: headers without sequences, policies with their assembly as text. */
  CannedManagerApi answers() {
    CannedManagerApi manager = new CannedManagerApi();
    manager.answer("/template/policy/list", data(new ArrayList<>(lists.values())));
    List<ObjectNode> written = new ArrayList<>();
    policies.values().forEach(policy -> written.add(asText(policy)));
    manager.answer("/template/policy/vsmart", data(written));
    List<ObjectNode> headers = new ArrayList<>();
    definitions.forEach(
        (id, tree) -> {
          headers.add((ObjectNode) tree.deepCopy().without("sequences"));
          manager.answer("/template/policy/definition/data/" + id, tree);
        });
    manager.answer("/template/policy/definition/data", data(headers));
    return manager;
  }

  private static ObjectNode asText(ObjectNode policy) {
    ObjectNode copy = policy.deepCopy();
    if (copy.path("policyDefinition").isObject()) {
      copy.put("policyDefinition", copy.path("policyDefinition").toString());
    }
    return copy;
  }

  static ObjectNode data(List<ObjectNode> objects) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    objects.forEach(envelope.putArray("data")::add);
    return envelope;
  }

  DecodedSnapshot view() {
    return view(MINE, fabric());
  }

  DecodedSnapshot view(OwnerId owner, ManagedFabric fabric) {
    return new SnapshotReader(owner, fabric, WAN).read(answers());
  }
}
