package dev.fairway.demo;

import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.mock.FabricFile;
import dev.fairway.mock.FabricReading;
import dev.fairway.mock.FabricSpec;

/** The WAN of the demo, as {@code demo/fabric.yaml} describes it. */
final class DemoFabric {

  /** What the story asks for where nobody else does. */
  static final Transport BUSINESS = new Transport("biz-internet");

  /** Where the client of the article is. */
  static final SiteId FRANKFURT = new SiteId("100");

  /** Where the pods of the article run. */
  static final SiteId MADRID = new SiteId("200");

  private DemoFabric() {}

  static FabricSpec layout() {
    FabricReading reading = FabricFile.parse("fabric.yaml", ShippedText.of("fabric.yaml"));
    return reading
        .layout()
        .orElseThrow(() -> new IllegalStateException("shipped: " + reading.diagnostics()));
  }
}
