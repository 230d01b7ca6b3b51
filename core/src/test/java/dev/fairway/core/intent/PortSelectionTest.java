package dev.fairway.core.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairway.core.intent.PortSelection.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortSelectionTest {

  @Test
  void listed_inAnyOrder_isTheSameSelectionWithNumbersFirst() {
    PortSelection selection = PortSelection.listed(List.of("http", "8080", "80", "443", "admin"));
    assertEquals("80,443,8080,admin,http", selection.text());
    assertEquals(selection, PortSelection.listed(List.of("admin", "443", "http", "80", "8080")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "all", "every", "0", "00080", "65536", "HTTP", "a,b", "a b", "-a", "a="})
  void listed_whatIsNeitherNameNorNumber_isRefused(String port) {
    assertThrows(IllegalArgumentException.class, () -> PortSelection.listed(List.of("http", port)));
  }

  @Test
  void listed_aPortTwiceOrNone_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> PortSelection.listed(List.of("http", "http")));
    assertThrows(IllegalArgumentException.class, () -> PortSelection.listed(List.of()));
  }

  @Test
  void everyAndAll_withPorts_areRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new PortSelection(Kind.EVERY, List.of("http")));
    assertThrows(
        IllegalArgumentException.class, () -> new PortSelection(Kind.ALL, List.of("http")));
  }
}
