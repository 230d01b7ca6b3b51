package dev.fairway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a Java and a Maven that only say that they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final List<String> MODULES =
      List.of(
          "bom",
          "core",
          "spi",
          "runtime",
          "backend-mock",
          "backend-catalyst",
          "k8s-adapter",
          "k8s-manifests",
          "operator",
          "fault-injection",
          "catalyst-simulator",
          "k8s-embedded",
          "demo");
  private static final String BUILD =
      """
      for file in $(seq 100); do echo 'Downloaded from central: https://repo/a.jar (1 B)'; done
      echo '[INFO] --------< dev.fairway:fairway-core >--------'
      echo '[INFO] Building Fairway :: core 0.1.0-SNAPSHOT                  [3/9]'
      echo '[WARNING] a warning about Building Fairway :: core'
      case "$*" in
        *'-pl demo -am package') touch demo/target/fairway-demo.jar ;;
        *) touch operator/target/fairway.jar ;;
      esac\
      """;
  private static final FileTime OLD = FileTime.from(Instant.ofEpochSecond(1_000_000_000));

  @TempDir private Path folder;
  private Path root;
  private Path bin;

  private record Ran(int code, String out, String err) {}

  @BeforeEach
  void checkOut() throws IOException {
    root = Files.createDirectories(folder.resolve("a place with spaces"));
    bin = Files.createDirectories(folder.resolve("bin"));
    Files.copy(Path.of("..", "fairway"), root.resolve("fairway"));
    for (String module : MODULES) {
      source(module + "/pom.xml");
    }
    source("pom.xml");
    source("core/src/main/java/A.java");
    source("core/src/test/java/ATest.java");
    source("README.md");
    program("java", "echo \"java $*\"");
    program("mvn", BUILD);
  }

  private void source(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, path);
    Files.setLastModifiedTime(file, OLD);
  }

  private void program(String name, String script) throws IOException {
    program(bin.resolve(name), script);
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void touch(String path) throws IOException {
    Files.setLastModifiedTime(root.resolve(path), FileTime.from(Instant.now().plusSeconds(3_600)));
  }

  private Ran run() throws IOException, InterruptedException {
    return run(root.resolve("fairway"), Map.of());
  }

  private Ran run(Path launcher, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(launcher, environment, "plan", "a b");
  }

  private Ran run(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command);
    process.directory(folder.toFile());
    process.environment().clear();
    process.environment().put("PATH", bin + ":/usr/bin:/bin");
    process.environment().putAll(environment);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int code = process.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Ran(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private void assertStarted(Ran ran) {
    assertEquals(0, ran.code(), ran::err);
    assertTrue(ran.out().startsWith("java "), ran::out);
    assertTrue(
        ran.out().endsWith("-jar " + root.resolve("operator/target/fairway.jar") + " plan a b\n"),
        ran::out);
  }

  @Test
  void run_notBuilt_buildsOnceAndSaysSo() throws Exception {
    Ran first = run();
    assertStarted(first);
    assertTrue(first.err().contains("building"), first::err);
    Ran second = run();
    assertStarted(second);
    assertEquals("", second.err());
  }

  @Test
  void run_demoSimulateAndHelp_startTheProgramThatHasThem() throws Exception {
    String jar = root.resolve("demo/target/fairway-demo.jar").toString();
    for (String first : List.of("demo", "simulate", "--help", "-h")) {
      Ran ran = run(root.resolve("fairway"), Map.of(), first, "more");
      assertEquals(0, ran.code(), ran::err);
      assertTrue(ran.out().endsWith("-jar " + jar + " " + first + " more\n"), ran::out);
    }
    assertTrue(run(root.resolve("fairway"), Map.of(), new String[0]).out().contains(jar));
    assertFalse(Files.exists(root.resolve("operator/target/fairway.jar")));
  }

  @Test
  void run_building_showsWhatMavenDoesAndKeepsItsLog() throws Exception {
    Ran ran = run();
    List<String> lines = ran.err().lines().toList();
    assertEquals(
        List.of("        50 files downloaded", "        100 files downloaded", "  [3/9] core"),
        lines.subList(1, lines.size()));
    assertEquals(103, Files.readAllLines(root.resolve("operator/target/fairway-build.log")).size());
  }

  @Test
  void run_sourceOfTheDemoTouched_buildsForTheDemoAlone() throws Exception {
    run();
    run(root.resolve("fairway"), Map.of(), "demo");
    touch("k8s-embedded/pom.xml");
    assertEquals("", run().err());
    assertTrue(run(root.resolve("fairway"), Map.of(), "demo").err().contains("building"));
  }

  @Test
  void run_sourceTouched_buildsAgain() throws Exception {
    run();
    touch("core/src/main/java/A.java");
    assertTrue(run().err().contains("building"));
  }

  @Test
  void run_testOrDocumentTouched_doesNotBuild() throws Exception {
    run();
    touch("core/src/test/java/ATest.java");
    touch("README.md");
    assertEquals("", run().err());
  }

  @Test
  void run_builtAndNoMaven_starts() throws Exception {
    run();
    Files.delete(bin.resolve("mvn"));
    assertStarted(run(root.resolve("fairway"), Map.of("PATH", bin + ":" + tools())));
  }

  @Test
  void run_throughLinksFromAnotherFolder_findsItsRoot() throws Exception {
    Path far = Files.createSymbolicLink(folder.resolve("far"), root.resolve("fairway"));
    Path near = Files.createSymbolicLink(bin.resolve("fairway"), Path.of("..", "far"));
    assertStarted(run(far, Map.of()));
    assertStarted(run(near, Map.of()));
  }

  @Test
  void run_javaHomeWithoutJava_namesIt() throws Exception {
    Ran ran = run(root.resolve("fairway"), Map.of("JAVA_HOME", "/nowhere/jdk"));
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("JAVA_HOME is '/nowhere/jdk'"), ran::err);
  }

  @Test
  void run_noJava_saysWhatToInstall() throws Exception {
    Files.delete(bin.resolve("java"));
    Ran ran = run(root.resolve("fairway"), Map.of("PATH", bin + ":" + tools()));
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("install a JDK of version 17 or later"), ran::err);
  }

  @Test
  void run_notBuiltAndNoMaven_saysWhatToInstall() throws Exception {
    Files.delete(bin.resolve("mvn"));
    Ran ran = run(root.resolve("fairway"), Map.of("PATH", bin + ":" + tools()));
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("install Maven 3.8 or later"), ran::err);
  }

  @Test
  void run_notBuiltAndNothingCanBeWritten_saysWhere() throws Exception {
    Files.createDirectories(root.resolve("operator/target/fairway-build.log"));
    Ran ran = run();
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("operator/target cannot be written"), ran::err);
  }

  @Test
  void run_buildFails_showsTheEndOfItsLogAndDoesNotStart() throws Exception {
    program("mvn", "echo 'cannot find symbol'; exit 1");
    Ran ran = run();
    assertEquals(1, ran.code());
    assertEquals("", ran.out());
    assertTrue(ran.err().contains("cannot find symbol"), ran::err);
  }

  @Test
  void run_localeOfAsciiAlone_givesJavaOneThatCanNameEveryFile() throws Exception {
    program("java", "echo \"locale ${LC_ALL:-none}\"");
    assertEquals("locale C.UTF-8\n", run().out());
    assertEquals("locale C.UTF-8\n", run(root.resolve("fairway"), Map.of("LC_ALL", "C")).out());
    assertEquals(
        "locale none\n", run(root.resolve("fairway"), Map.of("LANG", "de_DE.UTF-8")).out());
  }

  /** A folder with the few programs that the launcher calls, and neither a Java nor a Maven. */
  private Path tools() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String name : List.of("find", "head", "tail", "dirname", "readlink", "mkdir")) {
      program(tools.resolve(name), "PATH=/usr/bin:/bin exec " + name + " \"$@\"");
    }
    return tools;
  }
}
