package dev.fairway.mock;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a fabric file.
 *
 * @param layout the fabric; present exactly where there is no diagnostic
 * @param diagnostics everything that is wrong with the file, in its order
 */
public record FabricReading(Optional<FabricSpec> layout, List<Diagnostic> diagnostics) {

  /** Copies; refuses a layout beside diagnostics, and neither. */
  public FabricReading {
    diagnostics = List.copyOf(diagnostics);
    if (layout.isPresent() != diagnostics.isEmpty()) {
      throw new IllegalArgumentException("a layout, or diagnostics: " + diagnostics);
    }
  }
}
