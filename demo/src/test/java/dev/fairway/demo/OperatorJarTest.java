package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar of the operator, as it is delivered, without demo, embedded API server and simulator. */
class OperatorJarTest {

  private static final Path OPERATOR = Path.of("..", "operator");
  private static final List<String> NOT_DELIVERED =
      List.of(
          "dev/fairway/demo/",
          "demo/",
          "dev/fairway/embedded/",
          "dev/fairway/catalyst/simulator/",
          "dev/fairway/faultinjection/");

  @Test
  void jar_ofTheOperator_hasNoDemoAndNoSimulator() throws IOException {
    Path jar = OPERATOR.resolve("target/fairway.jar");
    // The phase "package" makes it before the tests of this module run, the phase "test" does not.
    assumeTrue(Files.exists(jar) && isNewer(jar, OPERATOR.resolve("pom.xml")));
    List<String> names;
    try (JarFile file = new JarFile(jar.toFile())) {
      names = file.stream().map(ZipEntry::getName).toList();
    }
    assertTrue(names.contains("dev/fairway/operator/Fairway.class"));
    assertEquals(
        List.of(),
        names.stream().filter(name -> NOT_DELIVERED.stream().anyMatch(name::startsWith)).toList());
  }

  private static boolean isNewer(Path file, Path other) throws IOException {
    return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(other)) > 0;
  }
}
