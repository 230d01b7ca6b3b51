package dev.fairway.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.Dscp;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of a treatment, its text, its kind, and what it needs of a target. */
class TreatmentTest {

  private static final String ALL =
      "tunnel=mpls,lte fallback=any encryption=required inspect=firewall dscp=ef"
          + " access=from=100,200";

  @Test
  void canonical_allParts_standInOneOrder() {
    Treatment treatment =
        Treatment.builder()
            .admission(new Admission(sites("200", "100")))
            .dscp(new Dscp(46))
            .inspect("firewall")
            .encryption()
            .steer(new Steer(List.of(new Transport("mpls"), new Transport("lte")), Fallback.ANY))
            .build();
    assertEquals(ALL, treatment.canonical());
    assertEquals(treatment, Treatment.parse(ALL));
    assertEquals(treatment, treatment.toBuilder().build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tunnel=mpls fallback=none",
        "encryption=required",
        "inspect=firewall",
        "dscp=47",
        "access=deny",
        "access=from=a.b_c-D",
        "encryption=required dscp=cs0",
        "inspect=ids access=deny",
        ALL
      })
  void parse_whatIsWritten_comesBack(String text) {
    assertEquals(text, Treatment.parse(text).canonical());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "tunnel=mpls",
        "fallback=any",
        "tunnel=mpls dscp=ef",
        "dscp=ef tunnel=mpls fallback=none",
        "dscp=46",
        "dscp=64",
        "dscp=ef dscp=ef",
        "encryption=",
        "encryption=optional",
        "inspect=",
        "inspect=Firewall",
        "access=",
        "access=allow",
        "access=from=",
        "access=from=200,100",
        "access=from=100,100",
        "encryption=required  dscp=ef",
        "encryption=required ",
      })
  void parse_anythingElse_isRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Treatment.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "access=deny | BLOCK",
        "tunnel=mpls fallback=none access=from=100 | BLOCK",
        "tunnel=mpls fallback=none inspect=firewall dscp=ef | INSPECT",
        "tunnel=mpls fallback=none encryption=required dscp=ef | ENCRYPT",
        "tunnel=mpls fallback=none dscp=ef | STEER",
        "dscp=ef | MARK"
      })
  void kind_severalParts_isThatOfTheFirst(String text, Treatment.Kind kind) {
    assertEquals(kind, Treatment.parse(text).kind());
  }

  @Test
  void withoutAdmission_leavesTheRest() {
    assertEquals(
        Optional.of(Treatment.parse("dscp=ef")),
        Treatment.parse("dscp=ef access=from=100").withoutAdmission());
    assertEquals(Optional.empty(), Treatment.DROP.withoutAdmission());
    assertEquals(
        Optional.of(Treatment.parse("dscp=ef")), Treatment.parse("dscp=ef").withoutAdmission());
  }

  @Test
  void drops_onlyWhereNobodyIsAdmitted() {
    assertTrue(Treatment.DROP.drops());
    assertFalse(Treatment.parse("access=from=100").drops());
    assertFalse(Treatment.parse("dscp=ef").drops());
  }

  @Test
  void admits_peerAtNoKnownSite_isNever() {
    Admission admission = new Admission(sites("100"));
    assertTrue(admission.admits(Optional.of(new SiteId("100"))));
    assertFalse(admission.admits(Optional.of(new SiteId("200"))));
    assertFalse(admission.admits(Optional.empty()));
    assertFalse(Admission.DENY.admits(Optional.of(new SiteId("100"))));
  }

  @Test
  void ofDeclared_allParts_needAFeatureEach() {
    assertEquals(
        EnumSet.of(
            Feature.LOOSE_STEER,
            Feature.ORDERED_PREFERENCE,
            Feature.ENCRYPTED_ONLY,
            Feature.SERVICE_FUNCTION,
            Feature.MARK,
            Feature.DROP,
            Feature.PEER_SETS,
            Feature.SOURCE_AND_DESTINATION_MATCH),
        RequiredFeatures.ofDeclared(Treatment.parse(ALL)));
    assertEquals(Set.of(Feature.MARK), RequiredFeatures.ofDeclared(Treatment.parse("dscp=ef")));
    assertEquals(Set.of(Feature.DROP), RequiredFeatures.of(Treatment.DROP));
  }

  private static TreeSet<SiteId> sites(String... ids) {
    TreeSet<SiteId> sites = new TreeSet<>();
    List.of(ids).forEach(id -> sites.add(new SiteId(id)));
    return sites;
  }
}
