package dev.fairway.core.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every annotation. */
class IntentPropertiesTest {

  private static final ServiceKey CART = new ServiceKey("eu", "shop", "cart");
  private static final int CASES = 2_000;
  private static final List<String> PORTS = List.of("http", "metrics", "a", "other", "8080");

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
              words(reading.intent().get(), port),
              () -> own + " over " + defaults + " for " + port);
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {13, 14, 15})
  void read_rightAnnotations_contradictWhereOneObjectDeniesAndSaysMore(long seed) {
    RandomAnnotations random = new RandomAnnotations(seed);
    int contradictions = 0;
    for (int i = 0; i < CASES; i++) {
      Map<String, String> own = random.next(true);
      Map<String, String> defaults = random.next(true);
      boolean contradictory =
          PORTS.stream().anyMatch(port -> deniesAndSaysMore(own, defaults, port));
      assertEquals(
          contradictory,
          read(own, defaults).diagnostics().stream()
              .anyMatch(told -> told.code() == DiagnosticCode.CONTRADICTORY_INTENT),
          () -> own + " over " + defaults);
      contradictions += contradictory ? 1 : 0;
    }
    assertTrue(contradictions > CASES / 20, "only " + contradictions + " contradictions");
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

  /** What the last part says that selects the port. */
  private static String words(ServiceIntent intent, String port) {
    return intent.parts().stream()
        .filter(part -> part.ports().coversName(port))
        .reduce((first, last) -> last)
        .map(PortIntent::words)
        .orElse("");
  }

  private static String expected(
      Map<String, String> own, Map<String, String> defaults, String port) {
    StringJoiner words = new StringJoiner(" ");
    Optional<String> tunnel = value(own, defaults, "tunnel", port);
    tunnel.ifPresent(
        names ->
            words
                .add("tunnel=" + names)
                .add("fallback=" + value(own, defaults, "fallback", port).orElse("none")));
    for (String word : List.of("encryption", "inspect", "dscp", "access", "segment")) {
      value(own, defaults, word, port).ifPresent(value -> words.add(word + "=" + value));
    }
    return words.toString();
  }

  private static boolean deniesAndSaysMore(
      Map<String, String> own, Map<String, String> defaults, String port) {
    return Stream.of("tunnel", "encryption", "inspect", "dscp")
        .anyMatch(
            word ->
                value(own, defaults, "access", port).equals(Optional.of("deny"))
                    && value(own, defaults, word, port).isPresent()
                    && isOwn(own, "access", port) == isOwn(own, word, port));
  }

  private static boolean isOwn(Map<String, String> own, String word, String port) {
    return get(own, word + "." + port).or(() -> get(own, word)).isPresent();
  }

  /** The value of the key that wins, without spaces; nothing where it is not for the port. */
  private static Optional<String> value(
      Map<String, String> own, Map<String, String> defaults, String word, String port) {
    String ports = get(own, "ports").or(() -> get(defaults, "ports")).orElse("all");
    boolean listed = ports.equals("all") || List.of(ports.split(",")).contains(port);
    boolean general = listed || word.equals("fallback");
    String one = word + "." + port;
    for (Map<String, String> layer : List.of(own, defaults)) {
      if (get(layer, one).isPresent()) {
        return get(layer, one);
      }
      if (get(layer, word).isPresent()) {
        return get(layer, word).filter(value -> general);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> get(Map<String, String> annotations, String key) {
    return Optional.ofNullable(annotations.get("fairway.dev/" + key))
        .or(
            () ->
                key.equals("tunnel")
                    ? Optional.ofNullable(annotations.get(IntentAnnotations.ALIAS))
                    : Optional.empty())
        .map(value -> value.replace(" ", ""));
  }
}
