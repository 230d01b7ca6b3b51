package dev.fairway.k8s.api;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** What an API server says of a failure in its own words. */
final class ServerWords {

  private static final int LONGEST = 300;

  private ServerWords() {}

  /** The message of its answer, on one line and not for ever. */
  static Optional<String> of(KubernetesClientException answered) {
    return Optional.ofNullable(answered.getStatus())
        .map(Status::getMessage)
        .map(text -> text.replaceAll("\\s+", " ").strip())
        .filter(text -> !text.isEmpty())
        .map(text -> text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...");
  }
}
