package dev.fairway.core.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.wan.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a value must never do: speak another language, or fail where nobody sees it. */
class HostileAnnotationTest {

  private static final ServiceKey CART = new ServiceKey("eu", "shop", "cart");
  private static final Pattern CANONICAL =
      Pattern.compile(
          "ports=[a-z0-9,-]+( tunnel=[a-z0-9,-]+ fallback=(none|any))?( encryption=required)?"
              + "( inspect=[a-z0-9-]+)?( dscp=[a-z0-9-]+)?"
              + "( access=(deny|from=[A-Za-z0-9._,-]+))?( segment=[a-z0-9-]+)?");
  private static final List<String> NEW_KEYS =
      List.of(
          "fairway.dev/encryption",
          "fairway.dev/access",
          "fairway.dev/inspect",
          "fairway.dev/dscp",
          "fairway.dev/segment");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mpls\"}]},{\"sequenceId\":1,\"sequenceType\":\"appRoute\"",
        "mpls\"}]}]}",
        "mpls}",
        "${jndi:ldap://example.com/a}",
        "mpls; ports=all tunnel=biz-internet fallback=any",
        "mpls fallback=any",
        "mpls\nfairway.dev/fallback: any",
        "mpls\0",
        "../../policy",
        "<entry/>",
        "mpls' or '1'='1",
        "mpls\\u0022",
        "deny; ports=all tunnel=mpls fallback=any",
        "deny access=from=100",
        "from=100; ports=every access=deny",
        "from=100 segment=blue",
        "from=100\"}]},{\"from\":\"200",
        "from=100\n200",
        "from=100\0",
        "from=",
        "from=,",
        "from=from=100",
        "from=$(reboot)",
        "ef; ports=all access=deny",
        "46 } drop; ip dscp set 0",
        "\u0664\u0666",
        "46\u0660",
        "firewall access=deny",
        "fire\u2028wall",
        "required; ports=http access=deny",
        "required dscp=ef",
        "blue; ports=all access=deny",
        "blue segment=red",
        "b\u0131ue"
      })
  void read_valueInAnotherLanguage_neverReachesAnIntent(String value) {
    for (String key :
        List.of(
            "fairway.dev/tunnel",
            "fairway.dev/fallback",
            "fairway.dev/ports",
            "fairway.dev/tunnel.http",
            "fairway.dev/encryption",
            "fairway.dev/access",
            "fairway.dev/access.http",
            "fairway.dev/inspect",
            "fairway.dev/dscp",
            "fairway.dev/segment",
            IntentAnnotations.ALIAS)) {
      IntentReading own = read(Map.of(key, value), Map.of());
      assertTrue(own.intent().isEmpty(), () -> key + " gave " + own.intent());
      assertFalse(own.readable());
      IntentReading byDefault = read(Map.of(), Map.of(key, value));
      assertTrue(byDefault.intent().isEmpty(), () -> key + " gave " + byDefault.intent());
    }
  }

  @Test
  void read_keyInAnotherLanguage_neverReachesAnIntent() {
    IntentReading reading =
        read(
            Map.of("fairway.dev/tunnel.http\"}]},{", "mpls", "fairway.dev/tunnel", "mpls"),
            Map.of());
    assertTrue(reading.intent().isEmpty());
    assertEquals(List.of(DiagnosticCode.UNKNOWN_KEY), codes(reading));
  }

  @Test
  void parse_lastGoodThatSomebodyElseWrote_neverAddsToTheIntent() {
    IntentReading reading =
        IntentAnnotations.read(
            CART,
            Map.of("fairway.dev/tunnel", "MPLS"),
            Map.of(),
            Optional.of("ports=every tunnel=mpls\"}]},{ fallback=none"),
            IntentOptions.DEFAULT);
    assertTrue(reading.lastGood().isEmpty());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22})
  void read_anyText_neverGivesAnIntentBeyondItsAlphabet(long seed) {
    RandomAnnotations random = new RandomAnnotations(seed);
    for (int i = 0; i < 5_000; i++) {
      Map<String, String> own =
          i % 2 == 0
              ? Map.of("fairway.dev/tunnel", random.garbage())
              : Map.of(NEW_KEYS.get(i / 2 % NEW_KEYS.size()), random.garbage());
      read(own, random.next(true))
          .intent()
          .ifPresent(
              intent -> {
                for (String part : intent.canonical().split("; ", -1)) {
                  assertTrue(CANONICAL.matcher(part).matches(), part);
                }
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Biz-Internet", "biz_internet", "biz internet", "-biz", "biz\u2010internet"})
  void read_misspeltTransport_neverPassesInSilence(String value) {
    IntentReading reading = read(Map.of("fairway.dev/tunnel", value), Map.of());
    assertEquals(List.of(DiagnosticCode.MALFORMED_VALUE), codes(reading));
    Diagnostic told = reading.diagnostics().get(0);
    assertEquals(CART.subject(), told.subject());
    assertEquals("fairway.dev/tunnel", told.key());
    assertTrue(told.message().contains("a-z, 0-9 and '-'"), told.message());
  }

  @Test
  void read_transportThatMayNotExist_isNeverReplacedByOneThatDoes() {
    IntentReading reading = read(Map.of("fairway.dev/tunnel", "biz-internt"), Map.of());
    List<Transport> preference =
        reading
            .intent()
            .orElseThrow()
            .parts()
            .get(0)
            .treatment()
            .orElseThrow()
            .steer()
            .orElseThrow()
            .preference();
    assertEquals(List.of(new Transport("biz-internt")), preference);
  }

  @Test
  void read_misspeltDefault_neverTurnsIntoAServiceWithoutAnyDeclaration() {
    IntentReading reading = read(Map.of(), Map.of("fairway.dev/tunnel", "Biz-Internet"));
    assertFalse(reading.readable());
    assertEquals(List.of(DiagnosticCode.HELD_BY_DEFAULT), codes(reading));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fairway.dev/tunnel",
        "fairway.dev/fallback",
        "fairway.dev/encryption",
        "fairway.dev/access",
        "fairway.dev/inspect",
        "fairway.dev/dscp",
        "fairway.dev/segment",
        "fairway.dev/ports"
      })
  void read_valueOfAQuarterMegabyte_isRefusedSoonAndQuotedShort(String key) {
    for (String piece :
        List.of(
            "a", "1", ",", " ", "=", "from=", "From=", "site ", "0x", "0", "dscp ", "a,",
            "\u00df")) {
      String value = piece.repeat(262_144 / piece.length());
      IntentReading reading =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> read(Map.of(key, value), Map.of()));
      assertFalse(reading.readable(), () -> key + " of " + piece);
      assertTrue(reading.diagnostics().get(0).message().length() < 600);
    }
  }

  private static List<DiagnosticCode> codes(IntentReading reading) {
    return reading.diagnostics().stream().map(Diagnostic::code).toList();
  }

  private static IntentReading read(Map<String, String> own, Map<String, String> defaults) {
    return IntentAnnotations.read(CART, own, defaults, Optional.empty(), IntentOptions.DEFAULT);
  }
}
