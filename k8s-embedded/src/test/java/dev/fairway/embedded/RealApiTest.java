package dev.fairway.embedded;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The scenarios on the API server that FAIRWAY_KUBECONFIG names, a property or a variable. */
class RealApiTest extends ApiScenarios {

  private static final String NAME = "FAIRWAY_KUBECONFIG";

  @Override
  String kubeconfig() {
    String file =
        Optional.ofNullable(System.getProperty(NAME))
            .or(() -> Optional.ofNullable(System.getenv(NAME)))
            .orElse("");
    assumeTrue(!file.isEmpty(), NAME + " names no kubeconfig: no real API server to compare with");
    try {
      return Files.readString(Path.of(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
