package dev.fairway.embedded;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The scenarios on the API of this module. */
class EmbeddedApiTest extends ApiScenarios {

  private static EmbeddedKubernetes kubernetes;

  @BeforeAll
  static void start() {
    kubernetes = EmbeddedKubernetes.start();
  }

  @AfterAll
  static void stop() {
    kubernetes.close();
  }

  @Override
  String kubeconfig() {
    return kubernetes.kubeconfig();
  }
}
