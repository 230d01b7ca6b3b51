package dev.fairway.core.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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
        "ports=every tunnel=mpls fallback=none; ports=metrics tunnel=mpls fallback=any"
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
        "ports=a.b tunnel=mpls fallback=none"
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
        parts.add(new PortIntent(selection(random), treatment(random)));
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

  private static Treatment treatment(Random random) {
    Transport[] preference =
        some(random, "mpls", "biz-internet", "lte", "5g").stream()
            .map(Transport::new)
            .toArray(Transport[]::new);
    return Treatment.steer(random.nextBoolean() ? Fallback.ANY : Fallback.NONE, preference);
  }

  private static List<String> some(Random random, String... words) {
    List<String> shuffled = new ArrayList<>(List.of(words));
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, 1 + random.nextInt(words.length));
  }
}
