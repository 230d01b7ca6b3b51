package dev.fairway.catalyst.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.PolicyList.SiteList;
import dev.fairway.catalyst.wire.PolicyList.VpnList;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.policy.PathRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes that go to the Manager. {@code -Dfairway.golden=rewrite} writes the files. */
class GoldenJsonTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  private final PolicyCodec codec =
      new PolicyCodec(SampleRuleKinds.ALL_PROVEN, SampleRuleKinds.WAN);

  static Stream<String> names() {
    return SampleRuleKinds.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void encode_rule_isTheGoldenFile(String name) throws IOException {
    PathRule rule = SampleRuleKinds.all().get(name);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode lists = body.putArray("lists");
    codec.lists(rule).forEach(list -> lists.add(WireJson.tree(list)));
    body.set("sequence", WireJson.tree(codec.sequence(rule, 11, InMemoryLists::idOf)));

    assertGolden(name, body);
  }

  @Test
  void encode_container_isTheGoldenFile() throws IOException {
    ScopeCodec scopes = new ScopeCodec(SampleRuleKinds.VPNS, SampleRuleKinds.WAN.siteIds());
    SiteList sites = scopes.sites(SampleRuleKinds.SCOPE);
    VpnList vpn = scopes.vpn(SampleRuleKinds.SCOPE.segment());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode lists = body.putArray("lists");
    for (PolicyList list : List.of(sites, vpn)) {
      lists.add(WireJson.tree(list));
    }
    body.set(
        "definition",
        WireJson.tree(
            SampleRuleKinds.definition(
                codec,
                SampleRuleKinds.SCOPE.segment(),
                List.of(SampleRuleKinds.strictToService(), SampleRuleKinds.everyPort()),
                InMemoryLists::idOf)));
    body.set(
        "assembly",
        WireJson.tree(
            ScopeCodec.assembly(
                "definition-1", InMemoryLists.idOf(sites.name()), InMemoryLists.idOf(vpn.name()))));

    assertGolden("container", body);
  }

  private static void assertGolden(String name, ObjectNode body) throws IOException {
    Path file = FOLDER.resolve(name + ".json");
    String text = body.toPrettyString().replace("\r\n", "\n") + "\n";
    if ("rewrite".equals(System.getProperty("fairway.golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertEquals(Files.readString(file), text);
  }
}
