package dev.fairway.core.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.PathChoices.AtSite;
import dev.fairway.core.resolve.PathChoices.SitePair;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The choices of transports for pairs of sites, seen from one site. */
class PathChoicesTest {

  private static final Treatment ASKED = Treatment.parse("tunnel=mpls,lte fallback=any dscp=ef");
  private static final Optional<SiteId> HERE = Optional.of(site("100"));

  @Test
  void at_commonestAnswer_isTheBase() {
    PathChoices choices = choices(Map.of("200", "lte,mpls", "300", "lte,mpls", "400", "mpls"));
    AtSite at = choices.at(ASKED, HERE, sites("100", "200", "300", "400", "500"));
    assertEquals("tunnel=lte,mpls fallback=any dscp=ef", at.base().canonical());
    assertEquals("tunnel=mpls fallback=any dscp=ef", at.of(Optional.of(site("400"))).canonical());
    assertEquals(ASKED, at.of(Optional.of(site("500"))));
    assertEquals(at.base(), at.of(Optional.of(site("200"))));
    assertEquals(at.base(), at.of(Optional.empty()));
    assertEquals(new TreeSet<SiteId>(), at.merged());
  }

  @Test
  void at_pair_hasNoOrder() {
    PathChoices choices = choices(Map.of("200", "lte,mpls"));
    AtSite there = choices.at(ASKED, Optional.of(site("200")), sites("100", "200"));
    assertEquals("tunnel=lte,mpls fallback=any dscp=ef", there.base().canonical());
  }

  @Test
  void at_asCommonAsTheTreatmentItself_thatIsTheBase() {
    PathChoices choices = choices(Map.of("200", "lte,mpls"));
    assertEquals(ASKED, choices.at(ASKED, HERE, sites("100", "200", "300")).base());
  }

  @Test
  void at_unknownSiteOrOtherTreatment_isTheTreatmentItself() {
    PathChoices choices = choices(Map.of("200", "lte,mpls"));
    Treatment other = Treatment.parse("tunnel=mpls fallback=none");
    assertEquals(ASKED, choices.at(ASKED, Optional.empty(), sites("100", "200")).base());
    assertEquals(other, choices.at(other, HERE, sites("100", "200")).base());
    assertFalse(choices.concern(other));
  }

  @Test
  void at_moreExceptionsThanTheLimit_theRestHasTheBase() {
    Map<String, String> chosen = new HashMap<>();
    List<String> ids = new ArrayList<>(List.of("100"));
    for (int i = 0; i < 70; i++) {
      ids.add("" + (1000 + i));
      chosen.put("" + (1000 + i), "t" + (10 + i));
    }
    AtSite at = choices(chosen).at(ASKED, HERE, sites(ids.toArray(String[]::new)));
    assertEquals("tunnel=t10 fallback=any dscp=ef", at.base().canonical());
    assertEquals(PathChoices.MOST_EXCEPTIONS, at.exceptions().size());
    assertEquals(5, at.merged().size());
    at.merged().forEach(site -> assertEquals(at.base(), at.of(Optional.of(site))));
  }

  private static PathChoices choices(Map<String, String> fromHere) {
    Map<SitePair, Steer> pairs = new HashMap<>();
    fromHere.forEach(
        (peer, transports) ->
            pairs.put(
                new SitePair(site(peer), site("100")),
                new Steer(
                    List.of(transports.split(",", -1)).stream().map(Transport::new).toList(),
                    Fallback.ANY)));
    return new PathChoices(new TreeMap<>(Map.of(ASKED, pairs)));
  }

  private static TreeSet<SiteId> sites(String... ids) {
    TreeSet<SiteId> sites = new TreeSet<>();
    List.of(ids).forEach(id -> sites.add(site(id)));
    return sites;
  }

  private static SiteId site(String id) {
    return new SiteId(id);
  }
}
