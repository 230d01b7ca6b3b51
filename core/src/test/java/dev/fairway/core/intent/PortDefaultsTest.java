package dev.fairway.core.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortDefaultsTest {

  private static final Map<String, String> NAMESPACE =
      Map.of(
          "fairway.dev/tunnel", "mpls",
          "fairway.dev/tunnel.metrics", "MPLS!",
          "fairway.dev/tunnel.HTTP", "mpls",
          "fairway.dev/fallback.http", "any",
          "fairway.dev/slo.admin", "loss<=1%",
          "example.com/tunnel.metrics", "x");

  @Test
  void defaultsFor_portsOfAService_leaveOutKeysOfOtherPortsAndNothingElse() {
    assertEquals(
        Set.of(
            "fairway.dev/tunnel",
            "fairway.dev/tunnel.HTTP",
            "fairway.dev/fallback.http",
            "example.com/tunnel.metrics"),
        IntentAnnotations.defaultsFor(Set.of("http", "grpc"), NAMESPACE).keySet());
  }

  @Test
  void read_badDefaultOfOnePort_holdsOnlyServicesThatHaveThePort() {
    Map<String, String> namespace =
        Map.of("fairway.dev/tunnel", "mpls", "fairway.dev/tunnel.metrics", "MPLS!");
    assertFalse(read(Set.of("http", "metrics"), namespace).readable());
    IntentReading without = read(Set.of("http"), namespace);
    assertTrue(without.readable());
    assertEquals(
        "ports=every tunnel=mpls fallback=none", without.intent().orElseThrow().canonical());
  }

  private static IntentReading read(Set<String> ports, Map<String, String> namespace) {
    return IntentAnnotations.read(
        new ServiceKey("eu", "shop", "cart"),
        Map.of(),
        IntentAnnotations.defaultsFor(ports, namespace),
        Optional.empty(),
        IntentOptions.DEFAULT);
  }
}
