package dev.fairway.core.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reference to an annotation says of its text, so that it is not read again. */
class AnnotationRefTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tunnel | mpls, biz-internet | [] | [biz-internet, mpls] | []",
        "tunnel.http | mpls | [http] | [mpls] | []",
        "encryption | required | [] | [] | []",
        "encryption.http | required | [http] | [] | []",
        "access | deny | [] | [] | []",
        "access | from = 200, 100 | [] | [] | [100, 200]",
        "access.http | from=100 | [http] | [] | [100]",
        "inspect | firewall | [] | [] | [firewall]",
        "inspect.http | firewall | [http] | [] | [firewall]",
        "dscp | ef | [] | [] | []",
        "dscp.http | 46 | [http] | [] | []",
        "segment | blue | [] | [] | [blue]",
        "segment.http | blue | [http] | [] | [blue]",
        // What cannot be read names nothing but its port.
        "access.http | from=100;200 | [http] | [] | []",
        "inspect | Firewall | [] | [] | []"
      })
  void read_annotation_saysWhatItNames(
      String key, String value, String ports, String transports, String names) {
    AnnotationRef annotation = read(Map.of("fairway.dev/" + key, value));
    assertEquals(value, annotation.value());
    assertEquals(ports, annotation.ports().toString());
    assertEquals(transports, annotation.transports().toString());
    assertEquals(names, annotation.names().toString());
  }

  @Test
  void read_ports_namesThoseListed() {
    IntentReading reading =
        reading(Map.of("fairway.dev/dscp", "ef", "fairway.dev/ports", "http, 8080"));
    assertEquals(
        "[[], [8080, http]]",
        reading.annotations().stream()
            .map(annotation -> annotation.ports().toString())
            .collect(Collectors.toList())
            .toString());
  }

  @Test
  void isFor_word_isTrueOfItsGeneralKeyAndOfThoseForOnePort() {
    assertTrue(read(Map.of("fairway.dev/access", "deny")).isFor("access"));
    assertTrue(read(Map.of("fairway.dev/access.http", "deny")).isFor("access"));
    assertFalse(read(Map.of("fairway.dev/dscp.access", "ef")).isFor("access"));
  }

  private static AnnotationRef read(Map<String, String> own) {
    return reading(own).annotations().get(0);
  }

  private static IntentReading reading(Map<String, String> own) {
    return IntentAnnotations.read(
        new ServiceKey("eu", "shop", "cart"),
        own,
        Map.of(),
        Optional.empty(),
        IntentOptions.DEFAULT);
  }
}
