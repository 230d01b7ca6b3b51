package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.proof.ExhaustiveCheck;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.resolve.Resolver;
import dev.fairway.core.scenario.ScenarioParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Worlds as text in, declarations, rules and diagnostics as text out: {@code scenarios/NN-name/}.
 * Run with {@code -Dfairway.rewriteScenarios=true} to write what comes out over what was expected,
 * and read the difference. Each world is also checked for every packet class.
 */
class TranslationScenariosTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "scenarios");
  private static final boolean REWRITE = Boolean.getBoolean("fairway.rewriteScenarios");

  @TestFactory
  Collection<DynamicTest> translate_eachScenario_givesWhatIsWrittenBesideIt() throws IOException {
    return scenarios().stream()
        .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> run(folder)))
        .toList();
  }

  @Test
  void scenarios_areFound() throws IOException {
    assertTrue(scenarios().size() >= 15, scenarios()::toString);
  }

  private static List<Path> scenarios() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.sorted().toList();
    }
  }

  private static void run(Path folder) throws IOException {
    ScenarioParser world = ScenarioParser.read(Files.readString(folder.resolve("world.txt")));
    Path expected = folder.resolve("expected.txt");
    String actual = outcome(world);
    if (REWRITE) {
      Files.writeString(expected, actual);
    }
    assertEquals(Files.readString(expected), actual);
  }

  private static String outcome(ScenarioParser world) {
    ResolvedFleet fleet = Resolver.resolve(world.fleet(), world.wan(), world.profile());
    ResolvedCluster cluster = fleet.clusters().get(new OwnerId("shop-eu"));
    Translation translation = Translator.translate(cluster, world.wan(), world.profile());
    TreeMap<OwnerId, ResolvedCluster> kept = new TreeMap<>();
    kept.put(cluster.owner(), cluster.withoutClaimsOf(translation.leftOut()));
    assertEquals(
        Optional.empty(),
        ExhaustiveCheck.check(new ResolvedFleet(kept, world.wan()), translation.policy())
            .witness());
    StringBuilder out = new StringBuilder();
    for (ResolvedService service : cluster.services()) {
      out.append(service.key().name())
          .append(": ")
          .append(service.declaration().text())
          .append(service.declaration().inForce().map(intent -> " " + intent).orElse(""))
          .append('\n');
      service
          .diagnostics()
          .forEach(
              one ->
                  out.append("  ")
                      .append(one.code().text())
                      .append(": ")
                      .append(one.message())
                      .append('\n'));
    }
    cluster
        .diagnostics()
        .forEach(one -> out.append(one.code().text()).append(": ").append(one).append('\n'));
    translation
        .diagnostics()
        .forEach(one -> out.append(one.code().text()).append(": ").append(one).append('\n'));
    for (PathRule rule : translation.policy().rules()) {
      out.append(rule.canonical())
          .append(" # ")
          .append(
              translation.origins().get(rule.id()).services().stream()
                  .map(key -> key.name())
                  .toList())
          .append('\n');
    }
    return out.toString();
  }
}
