package dev.fairway.demo;

import dev.fairway.mock.FabricSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of SD-WAN that the story can play on. */
public enum DemoBackend {
  /** The mock fabric. */
  MOCK,
  /** A simulated Catalyst SD-WAN Manager. */
  CATALYST;

  /** The kind of a name. */
  public static Optional<DemoBackend> named(String name) {
    return Arrays.stream(values()).filter(one -> one.text().equals(name)).findFirst();
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(DemoBackend::text).toList();
  }

  /** The name that people choose it by. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** An SD-WAN of that layout. */
  DemoWan open(FabricSpec layout) {
    return this == MOCK ? new MockWan(layout) : new CatalystWan(layout);
  }
}
