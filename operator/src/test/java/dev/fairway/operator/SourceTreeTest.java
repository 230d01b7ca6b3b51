package dev.fairway.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What makes the sources of all modules easy to find one's way in. */
class SourceTreeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SAYS_NOTHING =
      Pattern.compile(".*(Util|Utils|Helper|Manager|Impl|Processor|Data|Info)");
  private static final Pattern PRONOUN = Pattern.compile("\\b(one|it|that) ->");
  private static final int LONGEST = 400;

  /** The Java sources of every module, ascending, without what a build makes. */
  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> ROOT.relativize(file).toString().matches("(?!.*target/).*src/.*"))
          .sorted()
          .toList();
    }
  }

  /** Catalyst SD-WAN Manager is what the thing is called. */
  private static boolean isTheProduct(Path source) {
    return source.toString().contains("/catalyst/") && name(source).endsWith("Manager");
  }

  private static String name(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }

  @Test
  void sources_ofEveryModule_areFound() throws IOException {
    List<Path> sources = sources();
    for (String module : List.of("core", "spi", "runtime", "operator", "examples", "benchmarks")) {
      assertTrue(
          sources.stream().anyMatch(source -> source.startsWith(ROOT.resolve(module))), module);
    }
  }

  @Test
  void names_ofTwoFiles_areNeverTheSame() throws IOException {
    SortedMap<String, Path> first = new TreeMap<>();
    List<String> twice =
        sources().stream()
            .filter(source -> !name(source).equals("package-info"))
            .filter(source -> first.putIfAbsent(name(source), source) != null)
            .map(SourceTreeTest::name)
            .toList();
    assertEquals(List.of(), twice);
  }

  @Test
  void names_sayWhatATypeIs() throws IOException {
    assertEquals(
        List.of(),
        sources().stream()
            .filter(source -> !isTheProduct(source))
            .map(SourceTreeTest::name)
            .filter(name -> SAYS_NOTHING.matcher(name).matches())
            .toList());
  }

  @Test
  void lambdas_nameTheirParameterByANoun() throws IOException {
    List<String> riddles = new ArrayList<>();
    for (Path source : sources()) {
      if (PRONOUN.matcher(Files.readString(source)).find()) {
        riddles.add(name(source));
      }
    }
    assertEquals(List.of(), riddles);
  }

  @Test
  void packages_ofMainCode_sayWhatLivesThere() throws IOException {
    assertEquals(
        List.of(),
        sources().stream()
            .filter(source -> source.toString().contains("/src/main/"))
            .map(Path::getParent)
            .distinct()
            .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
            .toList());
  }

  @Test
  void files_areShortEnoughToRead() throws IOException {
    for (Path source : sources()) {
      assertTrue(Files.readAllLines(source).size() <= LONGEST, source + " has too many lines");
    }
  }
}
