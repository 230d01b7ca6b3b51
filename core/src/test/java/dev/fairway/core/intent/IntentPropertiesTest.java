package dev.fairway.core.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every annotation. */
class IntentPropertiesTest {

  private static final ServiceKey CART = new ServiceKey("eu", "shop", "cart");
  private static final int CASES = 2_000;
  private static final List<String> PORTS = List.of("http", "metrics", "a", "other");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void read_rightAnnotations_giveTextThatParsesBackOrOneError(long seed) {
    RandomAnnotations random = new RandomAnnotations(seed);
    int asked = 0;
    for (int i = 0; i < CASES; i++) {
      IntentReading reading = read(random.next(true), random.next(true));
      assertEquals(reading.readable() && reading.intent().isEmpty(), isAbsent(reading));
      if (reading.intent().isPresent()) {
        asked++;
        ServiceIntent intent = reading.intent().get();
        assertEquals(intent, ServiceIntent.parse(intent.canonical()));
      }
    }
    assertTrue(asked > CASES / 3, "only " + asked + " asked for anything");
  }

  /** Written once more, and the slow way: port by port, key by key. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5, 6})
  void read_rightAnnotations_treatEachPortAsTheOrderOfKeysSays(long seed) {
    RandomAnnotations random = new RandomAnnotations(seed);
    for (int i = 0; i < CASES; i++) {
      Map<String, String> own = random.next(true);
      Map<String, String> defaults = random.next(true);
      IntentReading reading = read(own, defaults);
      for (String port : PORTS) {
        if (reading.intent().isPresent()) {
          assertEquals(
              expected(own, defaults, port),
              treatment(reading.intent().get(), port),
              () -> own + " over " + defaults + " for " + port);
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {7, 8, 9})
  void read_sameAnnotationsInAnotherOrder_readTheSame(long seed) {
    RandomAnnotations random = new RandomAnnotations(seed);
    for (int i = 0; i < CASES; i++) {
      Map<String, String> own = random.next(i % 2 == 0);
      Map<String, String> defaults = random.next(i % 3 == 0);
      assertEquals(read(own, defaults), read(random.shuffled(own), random.shuffled(defaults)));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {10, 11, 12})
  void read_garbage_neverThrowsAndIsNeverAskedAndInError(long seed) {
    RandomAnnotations random = new RandomAnnotations(seed);
    int unreadable = 0;
    for (int i = 0; i < CASES; i++) {
      Map<String, String> own = random.next(false);
      Map<String, String> defaults = random.next(false);
      IntentReading reading =
          IntentAnnotations.read(
              CART, own, defaults, Optional.of(random.garbage()), IntentOptions.DEFAULT);
      assertTrue(reading.readable() || reading.intent().isEmpty());
      reading.intent().ifPresent(intent -> ServiceIntent.parse(intent.canonical()));
      reading.diagnostics().forEach(diagnostic -> assertSane(diagnostic, Subject.Kind.SERVICE));
      IntentAnnotations.checkNamespace("eu", "shop", defaults)
          .forEach(diagnostic -> assertSane(diagnostic, Subject.Kind.NAMESPACE));
      unreadable += reading.readable() ? 0 : 1;
    }
    assertTrue(unreadable > CASES / 3, "only " + unreadable + " unreadable");
  }

  private static void assertSane(Diagnostic diagnostic, Subject.Kind kind) {
    assertEquals(kind, diagnostic.subject().kind());
    for (String text : List.of(diagnostic.key(), diagnostic.value(), diagnostic.message())) {
      assertTrue(text.length() < 600, text);
      assertTrue(text.chars().noneMatch(Character::isISOControl), text);
    }
  }

  private static boolean isAbsent(IntentReading reading) {
    return reading.diagnostics().isEmpty() && reading.annotations().isEmpty();
  }

  private static IntentReading read(Map<String, String> own, Map<String, String> defaults) {
    return IntentAnnotations.read(CART, own, defaults, Optional.empty(), IntentOptions.DEFAULT);
  }

  /** The treatment of the last part that selects the port. */
  private static Optional<Treatment> treatment(ServiceIntent intent, String port) {
    return intent.parts().stream()
        .filter(part -> part.ports().coversName(port))
        .reduce((first, last) -> last)
        .flatMap(PortIntent::treatment);
  }

  private static Optional<Treatment> expected(
      Map<String, String> own, Map<String, String> defaults, String port) {
    Optional<String> general = first(tunnel(own, ""), tunnel(defaults, ""));
    Optional<String> tunnel =
        first(
            tunnel(own, "." + port),
            tunnel(own, ""),
            tunnel(defaults, "." + port),
            tunnel(defaults, ""));
    Optional<String> fallback =
        first(
            get(own, "fallback." + port),
            get(own, "fallback"),
            get(defaults, "fallback." + port),
            get(defaults, "fallback"));
    boolean ofItsOwn =
        own.containsKey("fairway.dev/tunnel." + port)
            || tunnel(own, "").isEmpty() && defaults.containsKey("fairway.dev/tunnel." + port);
    String ports = first(get(own, "ports"), get(defaults, "ports")).orElse("all");
    boolean listed = ports.equals("all") || List.of(ports.split(", ?")).contains(port);
    return tunnel
        .filter(names -> ofItsOwn || general.isPresent() && listed)
        .map(names -> treatment(names, fallback.orElse("none")));
  }

  private static Treatment treatment(String tunnel, String fallback) {
    Transport[] preference =
        List.of(tunnel.split(", ?")).stream().map(Transport::new).toArray(Transport[]::new);
    return Treatment.steer(fallback.equals("any") ? Fallback.ANY : Fallback.NONE, preference);
  }

  private static Optional<String> tunnel(Map<String, String> annotations, String suffix) {
    Optional<String> alias = Optional.ofNullable(annotations.get(IntentAnnotations.ALIAS));
    return get(annotations, "tunnel" + suffix)
        .or(() -> suffix.isEmpty() ? alias : Optional.empty());
  }

  private static Optional<String> get(Map<String, String> annotations, String key) {
    return Optional.ofNullable(annotations.get("fairway.dev/" + key));
  }

  @SafeVarargs
  private static Optional<String> first(Optional<String>... choices) {
    return List.of(choices).stream().flatMap(Optional::stream).findFirst();
  }
}
