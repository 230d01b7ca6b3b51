package dev.fairway.operator.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MalformedFileTest {

  @TempDir Path folder;

  private static void assertOne(SettingsReading reading, DiagnosticCode code, String message) {
    assertEquals(List.of(message), SettingsFixture.messages(reading));
    assertEquals(List.of(code), reading.diagnostics().stream().map(Diagnostic::code).toList());
    assertTrue(reading.settings().isEmpty());
  }

  private void assertMalformed(String yaml, String message) {
    assertOne(SettingsFixture.in(folder, yaml).read(), DiagnosticCode.MALFORMED_FILE, message);
  }

  @Test
  void read_tabAsIndent_isNamed() {
    assertMalformed(
        "cluster:\n\tname: x\n", "line 2, column 1: a tab stands where only spaces may indent");
    assertMalformed(
        "cluster:\n  name: x\n \tdatapath: native\n",
        "line 3, column 2: a tab stands where only spaces may indent");
  }

  @Test
  void read_cutOffFile_isNamedAtItsEnd() {
    String open = ": the text ends too early; is a quote, a '{' or a '[' left open?";
    assertMalformed("cluster: {name: x\n", "line 2, column 1" + open);
    assertMalformed("cluster: {name: x,", "line 1, column 19" + open);
    assertMalformed("cluster:\n  name: \"x\n", "line 3, column 1" + open);
    assertMalformed("cluster: {networks: [\n\n", "line 3, column 1" + open);
  }

  @Test
  void read_notYaml_isNamedInAPlainSentence() {
    assertMalformed(
        "cluster:\n  name: a: b\n",
        "line 2, column 10: a ':' cannot stand here; put the value in quotes if it belongs to it,"
            + " and check that a '{' or '[' before it is closed");
    assertMalformed(
        "cluster:\n  name: @a\n",
        "line 2, column 9: this character cannot begin a value; put the value in quotes");
    assertMalformed(
        "cluster:\n  name: a\n siteLabel: b\n",
        "line 3, column 2: this is not YAML: check the indentation, quotes and brackets here and"
            + " on the line before");
    assertMalformed(
        "cluster:\n  name: a\n  siteLabel\nwan: {}\n",
        "line 4, column 1: this is not YAML: check the indentation, quotes and brackets here and"
            + " on the line before");
  }

  @Test
  void read_yamlThatSettingsDoNotNeed_isRefused() {
    assertMalformed(
        "cluster: &c {name: x}\nwan: *c\n",
        "line 2, column 6: an alias (*) is not read here; write the value out");
    assertMalformed(
        "cluster: {name: x}\n---\nwan: {}\n",
        "line 3, column 1: a second document begins; the settings are one");
    assertMalformed(
        "a: " + "[".repeat(20) + "]".repeat(20), "line 1, column 16: nested more than 12 deep");
    assertMalformed(
        "cluster:\n  ? [a]\n  : b\n",
        "line 2, column 5: a key must be one plain word, and a value must follow it");
  }

  @Test
  void read_notAMapping_namesTheSections() {
    String sections =
        ": sections must stand here: cluster, wan, backend, sync, safety, freeze, intents,"
            + " leaderElection, status, log, server";
    assertMalformed("- cluster\n", "line 1, column 1" + sections);
    assertMalformed("\n  cluster\n", "line 2, column 3" + sections);
  }

  @Test
  void read_notPrintableOrNotUtf8_isNamed() throws IOException {
    assertMalformed(
        "cluster:\n  name: a\u0001\n", "line 2, column 10: a control character cannot stand here");
    Path latin =
        Files.write(folder.resolve("latin.yaml"), new byte[] {'a', '\n', 'b', (byte) 0xe4});
    assertOne(
        new SettingsFixture(latin).read(),
        DiagnosticCode.MALFORMED_FILE,
        "line 2, column 2: this is not UTF-8 text");
    Path cut = Files.write(folder.resolve("cut.yaml"), new byte[] {'a', (byte) 0xc3});
    assertOne(
        new SettingsFixture(cut).read(),
        DiagnosticCode.MALFORMED_FILE,
        "line 1, column 2: this is not UTF-8 text");
  }

  @Test
  void read_hugeFile_isRefused() {
    assertMalformed("#".repeat((1 << 20) + 1), "is larger than 1 MiB; is this the settings file?");
  }

  @Test
  void read_noFile_isMissing() {
    assertOne(
        new SettingsFixture(folder.resolve("absent.yaml")).read(),
        DiagnosticCode.MISSING_FILE,
        "there is no such file");
    assertOne(
        new SettingsFixture(folder).read(), DiagnosticCode.MISSING_FILE, "is a folder, not a file");
  }
}
