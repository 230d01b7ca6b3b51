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
 * Scenarios as text in, declarations, rules and diagnostics as text out: {@code
 * scenarios/NN-name/}. Run with {@code -Dfairway.rewriteScenarios=true} to write what comes out
 * over what was expected, and read the difference. Each scenario is also checked for every packet
 * class.
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
    ScenarioParser scenario = ScenarioParser.read(Files.readString(folder.resolve("input.txt")));
    Path expected = folder.resolve("expected.txt");
    String actual = outcome(scenario);
    if (REWRITE) {
      Files.writeString(expected, actual);
    }
    assertEquals(Files.readString(expected), actual);
  }

  private static String outcome(ScenarioParser scenario) {
    ResolvedFleet fleet = Resolver.resolve(scenario.fleet(), scenario.wan(), scenario.profile());
    ResolvedCluster cluster = fleet.clusters().get(new OwnerId("shop-eu"));
    Translation translation = Translator.translate(cluster, scenario.wan(), scenario.profile());
    TreeMap<OwnerId, ResolvedCluster> kept = new TreeMap<>();
    kept.put(cluster.owner(), translation.expressed(cluster));
    assertEquals(
        Optional.empty(),
        ExhaustiveCheck.check(new ResolvedFleet(kept, scenario.wan()), translation.policy())
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
              diagnostic ->
                  out.append("  ")
                      .append(diagnostic.code().text())
                      .append(": ")
                      .append(diagnostic.message())
                      .append('\n'));
    }
    cluster
        .diagnostics()
        .forEach(
            diagnostic ->
                out.append(diagnostic.code().text()).append(": ").append(diagnostic).append('\n'));
    translation
        .diagnostics()
        .forEach(
            diagnostic ->
                out.append(diagnostic.code().text()).append(": ").append(diagnostic).append('\n'));
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
