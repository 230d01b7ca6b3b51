package dev.fairway.core.intent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Annotations as people, tired people and attackers write them; the same for the same seed. */
final class RandomAnnotations {

  private static final List<String> KEYS =
      List.of(
          "fairway.dev/tunnel",
          "fairway.dev/tunnel",
          "fairway.dev/fallback",
          "fairway.dev/ports",
          "fairway.dev/ports",
          "fairway.dev/tunnel.http",
          "fairway.dev/tunnel.metrics",
          "fairway.dev/tunnel.a",
          "fairway.dev/fallback.http",
          "fairway.dev/fallback.metrics",
          "fairway.dev/encryption",
          "fairway.dev/encryption.a",
          "fairway.dev/access",
          "fairway.dev/access.http",
          "fairway.dev/inspect",
          "fairway.dev/inspect.metrics",
          "fairway.dev/dscp",
          "fairway.dev/dscp.http",
          "fairway.dev/dscp.a",
          "fairway.dev/segment",
          "fairway.dev/segment.metrics",
          IntentAnnotations.ALIAS);
  private static final List<String> RARE_KEYS =
      List.of(
          "fairway.dev/class",
          "fairway.dev/slo",
          "fairway.dev/dscp.64",
          "fairway.dev/acess",
          "fairway.dev/tunel",
          "fairway.dev/tunnel.8080",
          "fairway.dev/",
          "FAIRWAY.DEV/tunnel",
          "example.com/tunnel");
  private static final List<String> TUNNELS =
      List.of("mpls", "biz-internet", "mpls,biz-internet", "biz-internet, mpls");
  private static final List<String> PORTS =
      List.of("all", "http", "http,metrics", "8080, http,443");
  private static final Map<String, List<String>> VALUES =
      Map.of(
          "tunnel", TUNNELS,
          "fallback", List.of("any", "none"),
          "ports", PORTS,
          "encryption", List.of("required"),
          "access", List.of("deny", "from=100", "from = 100, 200"),
          "inspect", List.of("firewall", "ids"),
          "dscp", List.of("ef", "af41", "47"),
          "segment", List.of("blue", "red"));
  private static final List<String> PIECES =
      List.of("from=", "deny", "required", "ef", "63", "100", "0x2e", "dscp", "allow", "blue");
  private static final String ODD =
      "a-z,;:. =\"'{}[]\\/\n\t\r\0%$<>&|\u202e\u2028\ud83d\ude00\ud83dé0";

  private final Random random;

  RandomAnnotations(long seed) {
    this.random = new Random(seed);
  }

  /** Up to seven keys; a value is mostly right where {@code right}, and never elsewhere. */
  Map<String, String> next(boolean right) {
    Map<String, String> annotations = new LinkedHashMap<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      String key = right || random.nextInt(4) > 0 ? pick(KEYS) : pick(RARE_KEYS);
      annotations.put(key, right ? rightValue(key) : garbage());
    }
    return annotations;
  }

  /** The same annotations in another order. */
  Map<String, String> shuffled(Map<String, String> annotations) {
    List<String> keys = new ArrayList<>(annotations.keySet());
    Collections.shuffle(keys, random);
    Map<String, String> shuffled = new LinkedHashMap<>();
    keys.forEach(key -> shuffled.put(key, annotations.get(key)));
    return shuffled;
  }

  /** Any characters, and pieces of the grammar between them. */
  String garbage() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append(pick(random.nextBoolean() ? TUNNELS : PIECES));
        case 1 -> text.append((char) random.nextInt(Character.MAX_VALUE + 1));
        default -> text.append(ODD.charAt(random.nextInt(ODD.length())));
      }
    }
    return text.toString();
  }

  private String rightValue(String key) {
    String local = key.substring(key.indexOf('/') + 1);
    int dot = local.indexOf('.');
    return pick(VALUES.get(dot < 0 ? local : local.substring(0, dot)));
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
