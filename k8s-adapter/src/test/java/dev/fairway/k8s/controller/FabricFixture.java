package dev.fairway.k8s.controller;

import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
import java.util.List;

/** An SD-WAN under test: the backend for Fairway, and its state as seen from outside. */
interface FabricFixture extends AutoCloseable {

  /** A backend on it, for {@link MockFabricFixture#OWNER}. */
  SdwanBackend open();

  /** What it is like. */
  WanInventory inventory();

  /** What rules it takes. */
  TargetProfile profile();

  /** The rules of {@link MockFabricFixture#OWNER} that are in force. */
  List<PathRule> rules();

  /** True where nothing changed that is not ours. */
  boolean leftOthersAlone();

  /** Ends all faults; true where something was edited without an event. */
  boolean clear();

  /** How long one call to the backend may take. */
  default Duration deadline() {
    return Duration.ofSeconds(1);
  }

  @Override
  default void close() {}
}
