package dev.fairway.examples.custombackend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.PathRule;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcmeCodecTest {

  private static final String HEAD =
      "rule=abcdefghijklmnop owner=kit-shop segment=corp sites=oslo ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "family=ipv4 from=any to=10.1.0.0/16,192.0.2.1/32 protocol=any source-ports=any"
            + " destination-ports=any tunnel=mpls fallback=none",
        "family=ipv4 from=10.2.3.4/32 to=any protocol=udp source-ports=53,8000-8080"
            + " destination-ports=any tunnel=lte,mpls,broadband fallback=any",
        "family=ipv4 from=10.2.3.4/32 to=10.0.0.0/8 protocol=tcp source-ports=1"
            + " destination-ports=2-3 tunnel=broadband fallback=any",
        "family=ipv4 from=10.0.0.0/8 to=10.2.3.4/32 protocol=tcp source-ports=any"
            + " destination-ports=443 direction=to-service tunnel=mpls fallback=none",
        "family=ipv4 from=any to=0.0.0.0/0 protocol=icmp source-ports=any destination-ports=any"
            + " tunnel=mpls fallback=none",
      })
  void codec_thereAndBackThroughText_isTheSameRule(String rest) {
    PathRule rule = PathRule.parse(HEAD + rest);

    assertEquals(Optional.of(new AcmeSequencedRule(rule, 7_000)), thereAndBack(rule));
  }

  /** To the vendor's words, to text, and all the way back. */
  private static Optional<AcmeSequencedRule> thereAndBack(PathRule rule) {
    TreeMap<String, AcmeObject> objects = new TreeMap<>();
    AcmeRule vendor =
        AcmeCodec.toVendor(rule, 7_000, "a-name", addresses -> object(addresses, objects));
    AcmeEntry entry = AcmeSyntax.entry(AcmeSyntax.text(vendor));
    assertEquals(Optional.of(vendor), entry.rule());
    return AcmeCodec.tryToNeutral(entry, new AcmeSiteConfig("oslo", 1, objects, List.of(entry)));
  }

  private static String object(PrefixSet addresses, TreeMap<String, AcmeObject> objects) {
    String name = "object-" + objects.size();
    AcmeObject object = new AcmeObject(name, AcmeCodec.prefixes(addresses), "a note");
    assertEquals(Optional.of(object), AcmeSyntax.tryParseObject(AcmeSyntax.text(object)));
    objects.put(name, object);
    return name;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule r zone corp from any to gone proto 6 sports any dports 443 via mpls else drop note ",
        "rule r zone Corp! from any to here proto 6 sports any dports any via mpls else drop note ",
        "rule r zone corp from any to here proto any sports any dports 443 via mpls else drop note ",
        "rule r zone corp from any to here proto 6 sports any dports x via mpls else drop note ",
        "rule r zone corp from any to any proto 6 sports any dports any via mpls else drop note ",
        "rule r zone corp from any to here proto 6 sports any dports 443 via mpls log yes note ",
      })
  void toNeutral_ourRuleEditedIntoSomethingElse_isNotOurs(String line) {
    AcmeEntry entry =
        AcmeSyntax.entry(
            line + "fairway owner=kit-shop rule=abcdefghijklmnop direction=to-service sequence=1");
    AcmeSiteConfig site = new AcmeSiteConfig("oslo", 1, here(), List.of(entry));

    assertEquals(Optional.empty(), AcmeCodec.tryToNeutral(entry, site));
    assertEquals(
        List.of(entry), site.entriesOf(AcmeSampleRules.OWNER), "and yet it is ours to repair");
  }

  @Test
  void match_somebodyElsesRule_isToldWhereItCanBe() {
    AcmeEntry clear =
        AcmeSyntax.entry(
            "rule r zone a from any to here proto 6 sports any dports any via x else drop note joe");
    AcmeEntry opaque = AcmeSyntax.entry("rule r zone a to here via x log yes");
    AcmeSiteConfig site = new AcmeSiteConfig("oslo", 1, here(), List.of(clear, opaque));

    assertEquals(
        Optional.of("10.0.0.0/8"),
        AcmeCodec.tryMatch(clear, site).flatMap(match -> match.destination()).map(String::valueOf));
    assertEquals(Optional.empty(), AcmeCodec.tryMatch(opaque, site));
  }

  private static TreeMap<String, AcmeObject> here() {
    TreeMap<String, AcmeObject> objects = new TreeMap<>();
    objects.put("here", new AcmeObject("here", List.of("10.0.0.0/8"), ""));
    return objects;
  }
}
