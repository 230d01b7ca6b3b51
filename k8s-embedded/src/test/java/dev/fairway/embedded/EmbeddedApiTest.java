package dev.fairway.embedded;

import org.junit.jupiter.api.AfterAll;

/** The scenarios on the API of this module. */
class EmbeddedApiTest extends ApiScenarios {

  private final EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start();

  @AfterAll
  void stop() {
    kubernetes.close();
  }

  @Override
  String kubeconfig() {
    return kubernetes.kubeconfig();
  }
}
