package dev.fairway.operator.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingNamesTest {

  @Test
  void names_ofEveryKnownSetting_leadBackToIt() {
    for (SettingDefinition setting : SettingDefinition.all()) {
      if (setting.isOneText()) {
        assertEquals(Optional.of(setting.key()), SettingNames.keyOfFlag(setting.flag()));
        assertEquals(Optional.of(setting.key()), SettingNames.keyOfVariable(setting.variable()));
      }
      assertTrue(setting.description().endsWith("."), setting.key());
    }
  }

  @Test
  void names_ofASetting_areItsWords() {
    assertEquals("--cluster-site-label", SettingNames.flagOf("cluster.siteLabel"));
    assertEquals("FAIRWAY_CLUSTER_SITE_LABEL", SettingNames.variableOf("cluster.siteLabel"));
    assertEquals(
        "FAIRWAY_LEADER_ELECTION_ENABLED", SettingNames.variableOf("leaderElection.enabled"));
  }

  @Test
  void names_ofABackendsSetting_leadBackToIt() {
    String key = "backend.settings.maxRate2";
    assertEquals("--backend-settings-max-rate2", SettingNames.flagOf(key));
    assertEquals("FAIRWAY_BACKEND_MAX_RATE2", SettingNames.variableOf(key));
    assertEquals(Optional.of(key), SettingNames.keyOfFlag("--backend-settings-max-rate2"));
    assertEquals(Optional.of(key), SettingNames.keyOfVariable("FAIRWAY_BACKEND_MAX_RATE2"));
  }

  @Test
  void names_ofAFormerKey_leadToIt() {
    assertEquals(Optional.of("safety.minTuples"), SettingNames.keyOfFlag("--safety-min-tuples"));
    assertEquals(
        Optional.of("safety.minTuples"), SettingNames.keyOfVariable("FAIRWAY_SAFETY_MIN_TUPLES"));
  }

  @Test
  void names_ofNothing_leadNowhere() {
    assertEquals(Optional.empty(), SettingNames.keyOfFlag("--cluster-nmae"));
    assertEquals(Optional.empty(), SettingNames.keyOfFlag("--backend-settings-"));
    assertEquals(Optional.empty(), SettingNames.keyOfFlag("--backend-settings"));
    assertEquals(Optional.empty(), SettingNames.keyOfVariable("FAIRWAY_BACKEND_"));
    assertEquals(Optional.empty(), SettingNames.keyOfVariable("FAIRWAY_BACKEND__X"));
    assertEquals(Optional.empty(), SettingNames.keyOfVariable("FAIRWAY_cluster_name"));
  }
}
