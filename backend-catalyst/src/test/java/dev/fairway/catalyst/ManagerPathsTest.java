package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.simulator.LoggedCall;
import dev.fairway.core.plan.Plan;
import dev.fairway.spi.SdwanBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every path and verb that the backend sends is one of the Manager's own description, where that is
 * at hand, or stands in the README with where it is known from.
 */
class ManagerPathsTest {

  private static final Path README = Path.of("README.md");

  /** A path with its verbs; what stands in braces is any one segment. */
  private record Described(Pattern path, List<String> verbs) {

    static Described of(String line) {
      String[] parts = line.split(" ");
      String pattern = parts[0].replaceAll("\\{[^/}]*}", "[^/]+");
      return new Described(Pattern.compile(pattern), Arrays.asList(parts[1].split(",")));
    }

    boolean has(LoggedCall call) {
      return verbs.contains(call.verb()) && path.matcher(call.path()).matches();
    }
  }

  /** Beside the repository, whose root is the folder with {@code .mvn}. */
  private static Optional<Path> description() {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.isDirectory(root.resolve(".mvn"))) {
      root = root.getParent();
    }
    return Optional.ofNullable(root)
        .map(found -> found.resolveSibling("shared").resolve("facts/manager-api-paths.txt"))
        .filter(Files::isRegularFile);
  }

  private static List<LoggedCall> everythingThatIsAsked() {
    List<LoggedCall> calls = new ArrayList<>();
    for (BackendFixture made : List.of(BackendFixture.attach(), BackendFixture.own())) {
      try (BackendFixture fixture = made) {
        SyncSteps.reach(fixture, List.of(SyncSteps.rule("one", 1)));
        SyncSteps.reach(fixture, List.of(SyncSteps.rule("one", 2), SyncSteps.rule("two", 3)));
        SyncSteps.reach(fixture, List.of(SyncSteps.rule("two", 3)));
        try (SdwanBackend backend = fixture.open(SyncSteps.OWNER)) {
          Plan nothing = SyncSteps.plan(fixture, backend, List.of());
          assertTrue(
              backend
                  .purge(nothing, SyncSteps.wan(fixture, backend), SyncSteps.call(fixture))
                  .succeeded());
        }
        calls.addAll(fixture.simulator.requests().all());
      }
    }
    return calls;
  }

  @Test
  void calls_everyPathAndVerb_isDescribedByTheMakerOrInTheReadme() throws IOException {
    Optional<Path> file = description();
    Assumptions.assumeTrue(
        file.isPresent(), "the Manager's paths are not beside the repository: not checked");
    List<Described> described =
        Files.readAllLines(file.get()).stream()
            .filter(line -> line.startsWith("/"))
            .map(Described::of)
            .toList();
    String readme = Files.readString(README);
    SortedSet<String> unknown = new TreeSet<>();
    for (LoggedCall call : everythingThatIsAsked()) {
      boolean known = described.stream().anyMatch(path -> path.has(call));
      if (!known && !isInTheReadme(call, readme)) {
        unknown.add(call.verb() + " " + call.path());
      }
    }
    assertEquals(new TreeSet<>(), unknown);
  }

  private static boolean isInTheReadme(LoggedCall call, String readme) {
    return readme.contains("`" + call.verb() + " " + call.path())
        || readme.contains("`" + call.verb() + " /dataservice" + call.path());
  }
}
