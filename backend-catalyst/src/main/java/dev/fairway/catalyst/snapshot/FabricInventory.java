package dev.fairway.catalyst.snapshot;

import dev.fairway.spi.WanSnapshot;
import java.util.Optional;

/**
 * What was read of the fabric.
 *
 * @param wan what the host is told
 * @param unmanageable why no rule may be written anywhere, where that is so: one sentence
 */
public record FabricInventory(WanSnapshot wan, Optional<String> unmanageable) {}
