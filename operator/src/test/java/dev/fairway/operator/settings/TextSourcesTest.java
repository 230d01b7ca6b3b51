package dev.fairway.operator.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.diagnostic.Subject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of the environment and of flags, and the diagnostics about them. */
class TextSourcesTest {

  @TempDir Path folder;

  private static SettingsReading read(Map<String, String> environment, Map<String, String> flags) {
    return SettingsReader.read(Optional.empty(), environment, flags);
  }

  private static List<String> ofEnvironment(String variable, String value) {
    return SettingsFixture.messages(read(Map.of(variable, value), Map.of()));
  }

  private static List<String> ofFlag(String key, String value) {
    return SettingsFixture.messages(read(Map.of(), Map.of(key, value)));
  }

  @Test
  void read_wrongVariable_namesTheVariable() {
    assertEquals(
        List.of(
            new Diagnostic(
                DiagnosticCode.MALFORMED_SETTING,
                Severity.ERROR,
                new Subject(Subject.Kind.SETTING, "log.format"),
                "log.format",
                "jsn",
                "environment variable FAIRWAY_LOG_FORMAT 'jsn' is not one of text, json; did you"
                    + " mean 'json'?")),
        read(Map.of("FAIRWAY_LOG_FORMAT", "jsn"), Map.of()).diagnostics());
  }

  @Test
  void read_wrongFlag_namesTheFlag() {
    assertEquals(
        List.of("flag --server-port '-1' is not a whole number from 0 to 65535"),
        ofFlag("server.port", "-1"));
    assertEquals(
        List.of("flag --cluster-networks '10.1.0.0/32@default' stands twice"),
        ofFlag("cluster.networks", "10.1.0.0,10.1.0.0/32"));
  }

  @Test
  void read_wrongInSeveralSources_reportsAllInTheirOrder() {
    SettingsReading reading =
        SettingsFixture.in(folder, "log: {format: a}\n")
            .read(Map.of("FAIRWAY_LOG_FORMAT", "b"), Map.of("log.format", "c"));
    assertEquals(
        List.of(
            "line 1, column 15: log.format 'a' is not one of text, json",
            "environment variable FAIRWAY_LOG_FORMAT 'b' is not one of text, json",
            "flag --log-format 'c' is not one of text, json"),
        SettingsFixture.messages(reading));
  }

  @Test
  void read_timesThatContradictAcrossSources_nameBoth() {
    SettingsReading reading =
        SettingsFixture.in(folder, "sync: {debounce: 5s, maxDelay: 9s}\n")
            .read(Map.of("FAIRWAY_SYNC_MAX_DELAY", "3s"), Map.of());
    assertEquals(
        List.of(
            "line 1, column 18: sync.debounce '5s' must not be longer than environment variable"
                + " FAIRWAY_SYNC_MAX_DELAY '3s'"),
        SettingsFixture.messages(reading));
  }

  @Test
  void read_unknownVariable_isAWarningWithAHint() {
    SettingsReading reading = read(Map.of("FAIRWAY_CLUSTER_NMAE", "x", "PATH", "y"), Map.of());
    assertTrue(reading.settings().isPresent());
    assertEquals(
        List.of(
            Diagnostic.warning(
                DiagnosticCode.UNKNOWN_SETTING,
                new Subject(Subject.Kind.SETTING, "FAIRWAY_CLUSTER_NMAE"),
                "FAIRWAY_CLUSTER_NMAE",
                "",
                "environment variable FAIRWAY_CLUSTER_NMAE sets nothing; did you mean"
                    + " 'FAIRWAY_CLUSTER_NAME'?")),
        reading.diagnostics());
    assertEquals(
        List.of(
            "environment variable FAIRWAY_OPTIONS sets nothing; the names of settings are in"
                + " docs/settings.md"),
        ofEnvironment("FAIRWAY_OPTIONS", "x"));
  }

  @Test
  void read_unknownFlag_isAnErrorWithAHint() {
    assertEquals(
        List.of("flag --log-fromat is not a setting; did you mean '--log-format'?"),
        ofFlag("log.fromat", "json"));
    assertEquals(
        List.of(
            "flag --backend-settings is not a setting; each setting of the backend has its own, as"
                + " in --backend-settings-url"),
        ofFlag("backend.settings", "x"));
  }

  @Test
  void read_formerVariable_isReadWithANotice() {
    SettingsReading reading = read(Map.of("FAIRWAY_SAFETY_MIN_TUPLES", "7"), Map.of());

    assertEquals(7, reading.settings().orElseThrow().safety().minAddressPorts());
    assertEquals(
        List.of(
            "environment variable FAIRWAY_SAFETY_MIN_TUPLES is now environment variable"
                + " FAIRWAY_SAFETY_MIN_ADDRESS_PORTS; the old name is read in this version only"),
        SettingsFixture.messages(reading));
  }

  @Test
  void read_formerFlag_isReadWithANotice() {
    SettingsReading reading =
        read(Map.of("FAIRWAY_SAFETY_MIN_ADDRESS_PORTS", "9"), Map.of("safety.minTuples", "7"));

    assertEquals(7, reading.settings().orElseThrow().safety().minAddressPorts());
    assertEquals(
        List.of(
            "flag --safety-min-tuples is now flag --safety-min-address-ports; the old name is read"
                + " in this version only"),
        SettingsFixture.messages(reading));
  }

  @Test
  void read_variablesAndFlagsThatAreNoMore_sayWhatHoldsInstead() {
    String start = " has no effect any more: what is missing at a start is judged like any other";
    assertTrue(
        ofEnvironment("FAIRWAY_SAFETY_HOLD_ON_EMPTY_START", "true")
            .get(0)
            .startsWith("environment variable FAIRWAY_SAFETY_HOLD_ON_EMPTY_START" + start));
    SettingsReading reading = read(Map.of(), Map.of("safety.approve", "ab".repeat(32)));
    assertTrue(reading.settings().isPresent());
    assertTrue(
        SettingsFixture.messages(reading)
            .get(0)
            .startsWith("flag --safety-approve has no effect any more: no plan is refused"));
    assertEquals(
        Optional.of("safety.holdOnEmptyStart"),
        SettingNames.keyOfFlag("--safety-hold-on-empty-start"));
  }

  @Test
  void read_serviceLinks_areNotSettings() {
    Map<String, String> links =
        Map.of(
            "FAIRWAY_SERVER_PORT", "tcp://10.96.0.7:80",
            "FAIRWAY_SERVER_SERVICE_HOST", "10.96.0.7",
            "FAIRWAY_SERVER_SERVICE_PORT", "80",
            "FAIRWAY_SERVER_SERVICE_PORT_HTTP", "80",
            "FAIRWAY_SERVER_PORT_80_TCP", "tcp://10.96.0.7:80",
            "FAIRWAY_SERVER_PORT_80_TCP_ADDR", "10.96.0.7");
    SettingsReading reading = read(links, Map.of());
    assertEquals(List.of(), reading.diagnostics());
    assertEquals(8080, reading.settings().orElseThrow().server().port());
  }

  @Test
  void read_aPortThatIsNoServiceLink_isASetting() {
    assertEquals(
        List.of(
            "environment variable FAIRWAY_SERVER_PORT 'tcp://10.96.0.7:80' is not a whole number"
                + " from 0 to 65535"),
        ofEnvironment("FAIRWAY_SERVER_PORT", "tcp://10.96.0.7:80"));
  }

  @Test
  void read_wrongBackendSettings_neverRepeatValues() {
    String secret = "hunter2";
    List<String> files =
        List.of(
            "backend: {settings: {password:" + secret + "}}\n",
            "backend: {settings: {password, " + secret + "}}\n",
            "backend: {settings: " + secret + "}\n",
            "backend: {settings: [" + secret + "]}\n",
            "backend: {settings: {password: [" + secret + "]}}\n",
            "backend: {settings: {password: {is: " + secret + "}}}\n",
            "backend: {password: " + secret + "}\n",
            "backend: {password:" + secret + "}\n",
            "backend: " + secret + "\n",
            "backend:\n  settings:\n    password: " + secret + "\n    password: " + secret + "\n",
            "backend:\n  settings:\n    password: " + secret + ": x\n",
            "backend:\n  settings:\n\tpassword: " + secret + "\n",
            "backend:\n  settings:\n    password: \"" + secret + "\n",
            "password: " + secret + "\n");
    for (String yaml : files) {
      SettingsReading reading = SettingsFixture.in(folder, yaml).read();
      assertFalse(reading.settings().isPresent(), yaml);
      assertFalse(reading.toString().contains(secret), reading.toString());
    }
  }

  @Test
  void read_wrongBackendSettings_nameTheirPlace() {
    assertEquals(
        List.of(
            "line 1, column 22: a key of other characters than letters, digits, '_', '.' and '-'"
                + " stands here; is a space missing after a ':'?"),
        SettingsFixture.in(folder, "backend: {settings: {password:x}}").messages());
    assertEquals(
        List.of(
            "line 1, column 22: backend.settings has a name without a value here",
            "line 1, column 39: backend.settings.url takes one value, or a list or a mapping of"
                + " values without ',' and '='"),
        SettingsFixture.in(folder, "backend: {settings: {password: , url: []}}").messages());
    assertEquals(
        List.of("environment variable FAIRWAY_BACKEND_PASSWORD takes a value that is not empty"),
        ofEnvironment("FAIRWAY_BACKEND_PASSWORD", ""));
  }
}
