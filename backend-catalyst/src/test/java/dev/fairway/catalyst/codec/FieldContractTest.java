package dev.fairway.catalyst.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.PolicyList.DataIpv6PrefixList;
import dev.fairway.catalyst.wire.PolicyList.DataPrefixList;
import dev.fairway.catalyst.wire.PolicyList.PreferredColorGroupList;
import dev.fairway.catalyst.wire.PolicyList.SiteList;
import dev.fairway.catalyst.wire.PolicyList.VpnList;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.PathRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every body that is written, against the field contracts, where those are at hand. */
class FieldContractTest {

  private static final Map<Class<? extends PolicyList>, String> LISTS =
      Map.of(
          DataPrefixList.class, "data_ipv4_prefix_list_policy_object.yaml",
          DataIpv6PrefixList.class, "data_ipv6_prefix_list_policy_object.yaml",
          PreferredColorGroupList.class, "preferred_color_group_policy_object.yaml",
          SiteList.class, "site_list_policy_object.yaml",
          VpnList.class, "vpn_list_policy_object.yaml");

  private final PolicyCodec codec =
      new PolicyCodec(SampleRuleKinds.ALL_PROVEN, SampleRuleKinds.WAN);
  private final ScopeCodec scopes =
      new ScopeCodec(SampleRuleKinds.VPNS, SampleRuleKinds.WAN.siteIds());
  private Path folder = Path.of("");

  @BeforeEach
  void find() {
    Optional<Path> found = FieldContract.folder();
    Assumptions.assumeTrue(
        found.isPresent(), "the field contracts are not beside the repository: not checked");
    folder = found.get();
  }

  static Stream<String> names() {
    return SampleRuleKinds.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void encode_rule_keepsToTheContractsButForWhatIsKnown(String name) throws IOException {
    PathRule rule = SampleRuleKinds.all().get(name);
    for (PolicyList list : codec.lists(rule)) {
      assertEquals(knownOfLists(list), problems(LISTS.get(list.getClass()), WireJson.tree(list)));
    }
    assertEquals(
        knownOfSequences(name), problems("traffic_data_policy_definition.yaml", body(rule)));
  }

  @Test
  void encode_container_keepsToTheContracts() throws IOException {
    SiteList sites = scopes.sites(SampleRuleKinds.SCOPE);
    VpnList vpn = scopes.vpn(Segment.DEFAULT);
    assertEquals(knownOfLists(sites), problems(LISTS.get(SiteList.class), WireJson.tree(sites)));
    assertEquals(knownOfLists(vpn), problems(LISTS.get(VpnList.class), WireJson.tree(vpn)));
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("policyType", "feature").put("policyName", "p").put("policyDescription", "d");
    policy
        .putObject("policyDefinition")
        .putArray("assembly")
        .add(WireJson.tree(ScopeCodec.assembly("d", "s", "v")));
    assertEquals(List.of(), problems("centralized_policy.yaml", policy));
  }

  @Test
  void contract_brokenBody_isNoticed() throws IOException {
    ObjectNode body = body(SampleRuleKinds.strictToService());
    body.remove("description");
    ObjectNode sequence = (ObjectNode) body.path("sequences").path(0);
    sequence.put("sequenceId", "1").put("baseAction", "permit").put("sequenceNmae", "x");
    ObjectNode tlocs = (ObjectNode) sequence.at("/actions/0/parameter/0/value");
    tlocs.put("restrict", true);

    List<String> problems = problems("traffic_data_policy_definition.yaml", body);

    assertEquals(5, problems.size(), problems::toString);
    for (String field :
        List.of("description", "sequenceId", "baseAction", "sequenceNmae", "restrict")) {
      assertTrue(
          problems.stream().anyMatch(problem -> problem.contains("/" + field + " ")),
          problems::toString);
    }
  }

  /** A description is in the Manager's own answers and in other clients; so is this spelling. */
  private static List<String> knownOfLists(PolicyList list) {
    return list instanceof DataIpv6PrefixList
        ? List.of("/type is not dataipv6prefix", "/description is not described")
        : List.of("/description is not described");
  }

  /** Two fields that other clients of the Manager write and these contracts do not list. */
  private static List<String> knownOfSequences(String name) {
    return switch (name) {
      case "ipv6" ->
          List.of(
              "/sequences/0/match/entries/0/field is destinationDataIpv6PrefixList",
              "/sequences/0/match/entries/0/ref is not described");
      case "ordered-strict" ->
          List.of("/sequences/0/actions/0/parameter/0/colorRestrict is not described");
      default -> List.of();
    };
  }

  private ObjectNode body(PathRule rule) {
    return WireJson.tree(
        SampleRuleKinds.definition(codec, Segment.DEFAULT, List.of(rule), InMemoryLists::idOf));
  }

  private List<String> problems(String file, ObjectNode body) throws IOException {
    return FieldContract.read(folder.resolve(file)).problems(body).stream()
        .map(problem -> problem.replaceFirst(", none of .*", ""))
        .toList();
  }
}
