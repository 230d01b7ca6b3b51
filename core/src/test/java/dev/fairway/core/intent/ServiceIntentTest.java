package dev.fairway.core.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairway.core.net.Dscp;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Admission;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceIntentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ports=every tunnel=mpls fallback=none",
        "ports=all tunnel=mpls,biz-internet fallback=any",
        "ports=80,8080,http tunnel=biz-internet,mpls fallback=none",
        "ports=every tunnel=mpls fallback=none; ports=metrics tunnel=mpls fallback=any",
        "ports=every encryption=required",
        "ports=every inspect=firewall",
        "ports=every dscp=47",
        "ports=every access=deny",
        "ports=every access=from=9,10,200,Site_b.x",
        "ports=every segment=blue",
        "ports=all tunnel=mpls fallback=any encryption=required inspect=ids dscp=ef access=from=100"
            + " segment=blue; ports=http segment=red; ports=metrics access=deny"
      })
  void parse_canonicalText_writesItAgain(String text) {
    assertEquals(text, ServiceIntent.parse(text).canonical());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ports=every",
        "ports=every ",
        "ports= tunnel=mpls fallback=none",
        "tunnel=mpls fallback=none",
        "ports=every tunnel=mpls",
        "ports=every tunnel= fallback=none",
        "ports=every tunnel=mpls fallback=maybe",
        "ports=every tunnel=mpls fallback=none ",
        " ports=every tunnel=mpls fallback=none",
        "ports=every  tunnel=mpls fallback=none",
        "ports=every tunnel=mpls fallback=none;",
        "ports=every tunnel=mpls fallback=none; ",
        "ports=every tunnel=mpls fallback=none;ports=http tunnel=mpls fallback=any",
        "ports=every tunnel=mpls fallback=none\n",
        "ports=every fallback=none tunnel=mpls",
        "ports=every tunnel=mpls fallback=none class=gold",
        "ports=every tunnel=mpls tunnel=mpls fallback=none",
        "ports=every tunnel=mpls,mpls fallback=none",
        "ports=every tunnel=mpls, biz-internet fallback=none",
        "ports=every tunnel=MPLS fallback=none",
        "ports=Every tunnel=mpls fallback=none",
        "ports=http,all tunnel=mpls fallback=none",
        "ports=every,http tunnel=mpls fallback=none",
        "ports=http,http tunnel=mpls fallback=none",
        "ports=http,80 tunnel=mpls fallback=none",
        "ports=443,80 tunnel=mpls fallback=none",
        "ports=http,admin tunnel=mpls fallback=none",
        "ports=0 tunnel=mpls fallback=none",
        "ports=080 tunnel=mpls fallback=none",
        "ports=65536 tunnel=mpls fallback=none",
        "ports=http, tunnel=mpls fallback=none",
        "ports=HTTP tunnel=mpls fallback=none",
        "ports=a.b tunnel=mpls fallback=none",
        "ports=every fallback=any",
        "ports=every encryption=required tunnel=mpls fallback=none",
        "ports=every encryption=true",
        "ports=every encryption=required encryption=required",
        "ports=every inspect=Firewall",
        "ports=every inspect=",
        "ports=every dscp=46",
        "ports=every dscp=EF",
        "ports=every dscp=64",
        "ports=every dscp=va",
        "ports=every access=allow",
        "ports=every access=from=",
        "ports=every access=from=200,100",
        "ports=every access=from=100,100",
        "ports=every access=from=100, 200",
        "ports=every access=deny dscp=ef",
        "ports=every segment=",
        "ports=every segment=Blue",
        "ports=every segment=blue dscp=ef",
        "ports=every segment=blue segment=red",
        "ports=every  segment=blue",
        "ports=every segment=blue ",
        "segment=blue"
      })
  void parse_textThatIsNeverWritten_isRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ServiceIntent.parse(text));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32, 33})
  void parse_whatCanonicalWrites_isTheSameIntent(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      List<PortIntent> parts = new ArrayList<>();
      for (int part = random.nextInt(4); part >= 0; part--) {
        parts.add(part(random));
      }
      ServiceIntent intent = new ServiceIntent(parts);
      assertEquals(intent, ServiceIntent.parse(intent.canonical()));
    }
  }

  @Test
  void intent_withoutAPart_isABug() {
    assertThrows(IllegalArgumentException.class, () -> new ServiceIntent(List.of()));
  }

  private static PortSelection selection(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> PortSelection.EVERY;
      case 1 -> PortSelection.ALL;
      default -> PortSelection.listed(some(random, "http", "80", "8080", "a-b", "x1"));
    };
  }

  private static PortIntent part(Random random) {
    Treatment.Builder treatment = Treatment.builder();
    if (random.nextBoolean()) {
      List<Transport> preference =
          some(random, "mpls", "biz-internet", "lte", "5g").stream().map(Transport::new).toList();
      treatment.steer(new Steer(preference, random.nextBoolean() ? Fallback.ANY : Fallback.NONE));
    }
    if (random.nextInt(3) == 0) {
      treatment.encryption();
    }
    if (random.nextInt(3) == 0) {
      treatment.inspect(some(random, "firewall", "ids", "x").get(0));
    }
    if (random.nextInt(3) == 0) {
      treatment.dscp(new Dscp(random.nextInt(64)));
    }
    if (random.nextInt(3) == 0) {
      treatment.admission(
          random.nextBoolean()
              ? Admission.DENY
              : new Admission(
                  new TreeSet<>(
                      some(random, "9", "10", "0100", "100", "Site_b.x", "from", "deny").stream()
                          .map(SiteId::new)
                          .toList())));
    }
    boolean named = treatment.isEmpty() || random.nextInt(3) == 0;
    return new PortIntent(
        selection(random),
        treatment.isEmpty() ? Optional.empty() : Optional.of(treatment.build()),
        named
            ? Optional.of(new Segment(some(random, "blue", "red-1", "segment").get(0)))
            : Optional.empty());
  }

  private static List<String> some(Random random, String... words) {
    List<String> shuffled = new ArrayList<>(List.of(words));
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, 1 + random.nextInt(words.length));
  }
}
