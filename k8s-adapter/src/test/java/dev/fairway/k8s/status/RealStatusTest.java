package dev.fairway.k8s.status;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/** The scenarios on the API server that FAIRWAY_KUBECONFIG names, a property or a variable. */
class RealStatusTest extends StatusScenarios {

  private static String kubeconfig = "";

  @BeforeAll
  static void find() throws IOException {
    String name = "FAIRWAY_KUBECONFIG";
    String file =
        Optional.ofNullable(System.getProperty(name))
            .or(() -> Optional.ofNullable(System.getenv(name)))
            .orElse("");
    assumeTrue(!file.isEmpty(), name + " names no kubeconfig: no real API server to compare with");
    kubeconfig = Files.readString(Path.of(file));
  }

  @Override
  String kubeconfig() {
    return kubeconfig;
  }
}
