package dev.fairway.operator.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Severity;
import dev.fairway.core.diagnostic.Subject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

  private static final String DURATION = "a duration from 1ms to 24h, as in 200ms, 30s, 5m";

  @TempDir Path folder;

  private void assertMessages(String yaml, String... expected) {
    SettingsReading reading = SettingsFixture.in(folder, yaml).read();
    assertEquals(List.of(expected), SettingsFixture.messages(reading), yaml);
    assertTrue(reading.settings().isEmpty());
  }

  @Test
  void read_wrongWord_namesKeyValuePlaceAndTheRightOnes() {
    SettingsFixture written = SettingsFixture.in(folder, "sync:\n  mode: snyc\n");
    assertEquals(
        List.of(
            new Diagnostic(
                DiagnosticCode.MALFORMED_SETTING,
                Severity.ERROR,
                new Subject(Subject.Kind.FILE, written.file().toString()),
                "sync.mode",
                "snyc",
                "line 2, column 9: sync.mode 'snyc' is not one of sync, upsert-only, create-only,"
                    + " observe; did you mean 'sync'?")),
        written.read().diagnostics());
  }

  @Test
  void read_unknownKey_namesTheNearestAndAllOfItsSection() {
    assertMessages(
        "wan: {intervall: 5s}\n",
        "line 1, column 7: wan.intervall is not a setting; did you mean 'wan.interval'?; known in"
            + " this section: scope, interval, lookInterval");
  }

  @Test
  void read_unknownSection_namesTheNearestAndAll() {
    assertMessages(
        "log: {format: json}\n\nclsuter:\n  name: x\n",
        "line 3, column 1: clsuter is not a setting; did you mean 'cluster'?; the sections are"
            + " cluster, wan, backend, sync, safety, freeze, intents, leaderElection, status, log,"
            + " server");
  }

  @Test
  void read_keyOfAnotherSection_namesWhereItBelongs() {
    List<String> messages =
        SettingsFixture.in(folder, "siteLabel: x\ncluster.name: y\nwan: {maxDelay: 2s}\n")
            .messages();
    assertEquals(3, messages.size());
    assertTrue(
        messages
            .get(0)
            .startsWith(
                "line 1, column 1: siteLabel is not a setting; did you mean"
                    + " 'cluster.siteLabel'?"));
    assertTrue(
        messages
            .get(1)
            .startsWith(
                "line 2, column 1: cluster.name is not a setting; did you mean"
                    + " 'cluster.name'?"));
    assertTrue(
        messages
            .get(2)
            .startsWith(
                "line 3, column 7: wan.maxDelay is not a setting; did you mean"
                    + " 'sync.maxDelay'?"));
  }

  @Test
  void read_wrongScalars_eachSaysWhatWouldBeRight() {
    assertMessages(
        """
        cluster:
          name: Shop_EU
          siteLabel: "a/b/c"
          defaultSite: "a b"
          datapath: natve
          covers: vip
          owner: -x
          meshName: eu/1
        wan:
          interval: 60
        """,
        "line 2, column 9: cluster.name 'Shop_EU' is not a name: 1 to 63 of a-z, 0-9 and '-', with"
            + " no '-' at either end",
        "line 3, column 14: cluster.siteLabel 'a/b/c' is not the key of a label, as in"
            + " fairway.dev/site",
        "line 4, column 16: cluster.defaultSite 'a b' is not a site's id: 1 to 63 of letters,"
            + " digits, '.', '_' and '-', or empty",
        "line 5, column 13: cluster.datapath 'natve' is not one of native, overlay, unknown; did"
            + " you mean 'native'?",
        "line 6, column 11: cluster.covers 'vip' is not one of pods, pods+vip, pods+vip+nodePort",
        "line 7, column 10: cluster.owner '-x' is not a name: 1 to 63 of a-z, 0-9 and '-', with no"
            + " '-' at either end, or empty",
        "line 8, column 13: cluster.meshName 'eu/1' is not the value of a label: 1 to 63 of"
            + " letters, digits, '.', '_' and '-', with a letter or digit at either end, or empty",
        "line 10, column 13: wan.interval '60' is not " + DURATION);
  }

  @Test
  void read_wrongNumbersAndTimes_eachSaysItsBounds() {
    assertMessages(
        """
        safety: {maxLostShare: 30, minAddressPorts: 0, holdFor: 61m, window: 0s, maxGain: 50}
        server: {address: localhost, port: 65536}
        leaderElection: {lease: fairway, retry: 0s}
        sync: {debounce: 25h}
        """,
        "line 1, column 24: safety.maxLostShare '30' is not a share from 0% to 100%, as in 30%",
        "line 1, column 45: safety.minAddressPorts '0' is not a whole number from 1 to 999999999",
        "line 1, column 57: safety.holdFor '61m' is not a duration from 0s to 1h, as in 30s, 10m",
        "line 1, column 70: safety.window '0s' is not " + DURATION,
        "line 1, column 83: safety.maxGain '50' is not a share from 0% to 999999%, as in 50%, or"
            + " none for no limit",
        "line 2, column 19: server.address 'localhost' is not an IP address, as in 127.0.0.1 or"
            + " 0.0.0.0",
        "line 2, column 36: server.port '65536' is not a whole number from 0 to 65535",
        "line 3, column 25: leaderElection.lease 'fairway' is not a namespace and a name, as in"
            + " fairway-system/fairway",
        "line 3, column 41: leaderElection.retry '0s' is not " + DURATION,
        "line 4, column 18: sync.debounce '25h' is not a duration from 0s to 24h, as in 200ms, 30s,"
            + " 5m");
  }

  @Test
  void read_wrongShape_isNamed() {
    assertMessages(
        """
        cluster: eu
        wan: [1]
        sync:
          mode: {sync: true}
          resync: [5m]
          maxDelay:
        """,
        "line 1, column 10: cluster is a section; its keys are name, meshName, networks,"
            + " siteLabel, defaultSite, datapath, covers, owner",
        "line 2, column 6: wan is a section; its keys are scope, interval, lookInterval",
        "line 4, column 9: sync.mode is a mapping; it takes one of sync, upsert-only, create-only,"
            + " observe",
        "line 5, column 11: sync.resync is a list; it takes " + DURATION,
        "line 6, column 12: sync.maxDelay has no value; it takes " + DURATION);
  }

  @Test
  void read_wrongNetworks_eachItemIsNamed() {
    String prefix = "an IP prefix without set host bits, as in 10.1.0.0/16 or fd00::/8";
    String name = "a name: 1 to 63 of a-z, 0-9 and '-', with no '-' at either end";
    String item = "; an item is {cidr, segment, site}";
    assertMessages(
        """
        cluster:
          networks:
            - {cidr: 10.1.2.0/16}
            - {segment: blue}
            - {cidr: 10.2.0.0/16, segment: Blue}
            - {cidr: 10.3.0.0/16, sites: "1"}
            - 10.4.0.0/33
            - 10.5.0.0/16@
            - [10.6.0.0/16]
            - {cidr: 10.7.0.0/16}
            - 10.7.0.0/16@default
        """,
        "line 3, column 14: cluster.networks.cidr '10.1.2.0/16' is not " + prefix,
        "line 4, column 7: cluster.networks has an item without 'cidr'" + item,
        "line 5, column 36: cluster.networks.segment 'Blue' is not " + name,
        "line 6, column 27: cluster.networks.sites is not a setting; did you mean 'site'?" + item,
        "line 7, column 7: cluster.networks '10.4.0.0/33' is not " + prefix,
        "line 8, column 7: cluster.networks has no value; it takes " + name,
        "line 9, column 7: cluster.networks has a list in its list" + item,
        "line 11, column 7: cluster.networks '10.7.0.0/16@default' stands twice");
  }

  @Test
  void read_networksAsMapping_areRefused() {
    assertMessages(
        "cluster:\n  networks: {cidr: 10.0.0.0/8}\n",
        "line 2, column 13: cluster.networks is a mapping; it takes a list of {cidr, segment,"
            + " site}, or a text as in 10.128.0.0/9@default,10.1.0.0/16");
  }

  @Test
  void read_wrongScope_isNamed() {
    String expected =
        "one of fabric, any, or a list of {cidr, segment}, or a text as in"
            + " 10.128.0.0/9@default,10.1.0.0/16";
    assertMessages(
        "wan: {scope: fabrik}",
        "line 1, column 14: wan.scope 'fabrik' is not " + expected + "; did you mean 'fabric'?");
    assertMessages(
        "wan: {scope: }", "line 1, column 13: wan.scope has no value; it takes " + expected);
    assertMessages(
        "wan: {scope: []}", "line 1, column 14: wan.scope is an empty list; it takes " + expected);
    assertMessages(
        "wan: {scope: [{cidr: 10.0.0.0/8, site: '1'}]}",
        "line 1, column 34: wan.scope.site is not a setting; an item is {cidr, segment}");
  }

  @Test
  void read_formerKey_isReadWithANotice() {
    SettingsReading reading = SettingsFixture.in(folder, "safety:\n  minTuples: 7\n").read();

    assertEquals(7, reading.settings().orElseThrow().safety().minAddressPorts());
    assertEquals(
        List.of(
            Diagnostic.warning(
                DiagnosticCode.RENAMED_SETTING,
                new Subject(Subject.Kind.FILE, folder.resolve("fairway.yaml").toString()),
                "safety.minTuples",
                "",
                "line 2, column 14: safety.minTuples is now safety.minAddressPorts; the old name is"
                    + " read in this version only")),
        reading.diagnostics());
  }

  @Test
  void read_settingsThatAreNoMore_sayWhatHoldsInstead() {
    SettingsReading reading =
        SettingsFixture.in(folder, "safety:\n  holdOnEmptyStart: yes\n  approve: [abc]\n").read();

    assertTrue(reading.settings().isPresent());
    assertEquals(
        List.of(
            "line 2, column 3: safety.holdOnEmptyStart has no effect any more: what is missing at a"
                + " start is judged like any other loss, by safety.maxLostShare, safety.retention"
                + " and safety.holdFor",
            "line 3, column 3: safety.approve has no effect any more: no plan is refused as a whole"
                + " any more; a hold is approved by its id, without a restart: fairway approve"
                + " HOLD-ID, or the annotation fairway.dev/release on the Service"),
        SettingsFixture.messages(reading));
  }

  @Test
  void read_limitsThatContradict_nameBothKeys() {
    assertMessages(
        "safety: {retention: 11m}",
        "line 1, column 21: safety.retention '11m' must not be longer than safety.holdFor '10m',"
            + " its default");
    assertMessages(
        "safety: {holdFor: 30s}",
        "line 1, column 19: safety.holdFor '30s' must not be shorter than safety.retention '60s',"
            + " its default");
  }

  @Test
  void read_formerAndPresentKey_presentOneHolds() {
    for (String keys :
        List.of("minTuples: 7, minAddressPorts: 9", "minAddressPorts: 9, minTuples: 7")) {
      SettingsReading reading = SettingsFixture.in(folder, "safety: {" + keys + "}").read();

      assertEquals(9, reading.settings().orElseThrow().safety().minAddressPorts(), keys);
      assertEquals(1, reading.diagnostics().size(), keys);
    }
  }

  @Test
  void read_wrongValueOfAFormerKey_namesThatKey() {
    assertMessages(
        "safety: {minTuples: x}",
        "line 1, column 21: safety.minTuples 'x' is not a whole number from 1 to 999999999",
        "line 1, column 21: safety.minTuples is now safety.minAddressPorts; the old name is read in"
            + " this version only");
  }

  @Test
  void read_keyTwice_isNamedAtTheSecond() {
    assertMessages(
        "cluster:\n  name: a\n  name: b\nwan: {scope: any}\nwan: {interval: 1s}\n",
        "line 3, column 3: cluster.name stands twice; the first is on line 2",
        "line 5, column 1: wan stands twice; the first is on line 4");
  }

  @Test
  void read_timesThatContradict_areNamedAtTheValueThatIsSet() {
    assertMessages(
        "sync: {debounce: 5s}\nleaderElection:\n  duration: 5s\n",
        "line 1, column 18: sync.debounce '5s' must not be longer than sync.maxDelay '2s', its"
            + " default",
        "line 3, column 13: leaderElection.duration '5s' must be longer than leaderElection.renew"
            + " '10s', its default");
    assertMessages(
        "leaderElection: {renew: 3s, retry: 3s}",
        "line 1, column 36: leaderElection.retry '3s' must be shorter than leaderElection.renew"
            + " '3s'");
  }

  @Test
  void read_manyMistakes_areReportedTogetherInTheOrderOfTheFile() {
    assertMessages(
        "log: {format: xml}\nserver: {port: x}\nlog: {}\nstatus: {enable: true}\n",
        "line 1, column 15: log.format 'xml' is not one of text, json",
        "line 2, column 16: server.port 'x' is not a whole number from 0 to 65535",
        "line 3, column 1: log stands twice; the first is on line 1",
        "line 4, column 10: status.enable is not a setting; did you mean 'status.enabled'?; known"
            + " in this section: enabled");
  }

  @Test
  void read_longAndControlCharacters_areCutAndReplaced() {
    assertMessages(
        "log: {format: \"" + "x".repeat(70) + "\"}\n",
        "line 1, column 15: log.format '" + "x".repeat(60) + "...' is not one of text, json");
    assertMessages(
        "log: {format: \"a\\nb\"}\n",
        "line 1, column 15: log.format 'a?b' is not one of text, json");
  }
}
