package dev.fairway.operator.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The maintenance windows of the settings. */
class WindowsFormatTest {

  @TempDir Path folder;

  private List<String> windows(String yaml) {
    return texts(SettingsFixture.in(folder, yaml).read());
  }

  private static List<String> texts(SettingsReading reading) {
    assertEquals(List.of(), reading.diagnostics());
    return reading.settings().orElseThrow().freeze().stream().map(Object::toString).toList();
  }

  private List<String> wrong(String item) {
    return SettingsFixture.in(folder, "freeze:\n  - " + item + "\n").messages();
  }

  private static List<String> ofFlag(String text) {
    return texts(SettingsReader.read(Optional.empty(), Map.of(), Map.of("freeze", text)));
  }

  @Test
  void read_windowsOfTheFile_areThose() {
    assertEquals(
        List.of(
            "mon,tue 22:00-06:00 UTC",
            "12:00-13:00 Europe/Berlin",
            "sat,sun 00:00-24:00 UTC",
            "fri 20:00-24:00 UTC"),
        windows(
            """
            freeze:
              - {from: "22:00", to: "06:00", days: [tue, mon, mon]}
              - {from: 12:00, to: 13:00, zone: Europe/Berlin}
              - {from: 00:00, to: 24:00, days: "sat,sun"}
              - fri 20:00-00:00
            """));
  }

  @Test
  void read_windowsOfOneText_areThose() {
    List<String> expected = List.of("mon,tue 22:00-06:00 UTC", "12:00-13:00 Europe/Berlin");
    String text = "mon,tue 22:00-06:00; 12:00-13:00 Europe/Berlin";
    assertEquals(expected, ofFlag(text));
    assertEquals(expected, windows("freeze: " + text + "\n"));
    assertEquals(
        expected,
        texts(SettingsReader.read(Optional.empty(), Map.of("FAIRWAY_FREEZE", text), Map.of())));
  }

  @Test
  void read_nothing_isNoWindow() {
    assertEquals(List.of(), windows(""));
    assertEquals(List.of(), windows("freeze:\n"));
    assertEquals(List.of(), windows("freeze: []\n"));
    assertEquals(List.of(), ofFlag(""));
  }

  @Test
  void read_flag_overridesTheFile() {
    SettingsFixture file = SettingsFixture.in(folder, "freeze: 22:00-06:00\n");
    assertEquals(List.of(), texts(file.read(Map.of(), Map.of("freeze", ""))));
  }

  @Test
  void read_windowOfNoLength_isRefused() {
    assertEquals(
        List.of(
            "line 2, column 5: freeze '22:00-22:00' is a window of no length; for a whole day write"
                + " from 00:00 to 24:00"),
        wrong("{from: 22:00, to: 22:00}"));
    assertEquals(
        List.of(
            "line 2, column 5: freeze '00:00-00:00' is a window of no length; for a whole day write"
                + " from 00:00 to 24:00"),
        wrong("00:00-00:00"));
    assertEquals(
        List.of("line 2, column 5: freeze '24:00-06:00' begins at 24:00: write from 00:00"),
        wrong("{from: 24:00, to: 06:00}"));
  }

  @Test
  void read_unknownDay_isRefusedWithTheNearest() {
    assertEquals(
        List.of(
            "line 2, column 42: freeze.days 'tues' is not one of mon, tue, wed, thu, fri, sat, sun;"
                + " did you mean 'tue'?"),
        wrong("{from: 22:00, to: 06:00, days: [mon, tues]}"));
    assertEquals(
        List.of("line 2, column 40: freeze.days has no day; leave days out for every day"),
        wrong("{from: 22:00, to: 06:00,     days: []}"));
  }

  @Test
  void read_timeThatIsNone_isRefused() {
    assertEquals(
        List.of(
            "line 2, column 12: freeze.from '25:00' is not a time of day from 00:00 to 24:00, as in"
                + " 06:00",
            "line 2, column 23: freeze.to '6:00' is not a time of day from 00:00 to 24:00, as in"
                + " 06:00"),
        wrong("{from: 25:00, to: \"6:00\"}").stream().sorted().toList());
    assertEquals(
        List.of(
            "line 2, column 11: freeze.from has no value; it takes a time of day from 00:00 to"
                + " 24:00, as in 06:00"),
        wrong("{from: , to: 06:00}"));
  }

  @Test
  void read_unknownZoneOrKeyOrItem_isRefused() {
    assertEquals(
        List.of(
            "line 2, column 36: freeze.zone 'Europe/Berln' is not a time zone, as in UTC or"
                + " Europe/Berlin; did you mean 'Europe/Berlin'?"),
        wrong("{from: 22:00, to: 06:00, zone: Europe/Berln}"));
    assertEquals(
        List.of(
            "line 2, column 30: freeze.dyas is not a setting; did you mean 'days'?; an item is"
                + " {from, to, days, zone}"),
        wrong("{from: 22:00, to: 06:00, dyas: [mon]}"));
    assertEquals(
        List.of(
            "line 2, column 5: freeze has an item without 'to'; an item is {from, to, days, zone}"),
        wrong("{from: 22:00}"));
    assertEquals(
        List.of(
            "line 2, column 5: freeze 'at night' is not a maintenance window, as in mon,tue"
                + " 22:00-06:00 UTC"),
        wrong("at night"));
  }

  @Test
  void read_wrongFlag_namesTheFlag() {
    assertEquals(
        List.of(
            "flag --freeze 'mo' is not one of mon, tue, wed, thu, fri, sat, sun; did you mean"
                + " 'mon'?"),
        SettingsFixture.messages(
            SettingsReader.read(Optional.empty(), Map.of(), Map.of("freeze", "mo 22:00-06:00"))));
  }
}
