package dev.fairway.operator.run;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** Asks the API server what this process may do. */
final class AccessReview {

  private final KubernetesClient client;

  AccessReview(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Those that it does not have, in their order.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException where nobody answers
   */
  List<RequiredPermission> missing(List<RequiredPermission> needed) {
    return needed.stream().filter(right -> !has(right)).toList();
  }

  private boolean has(RequiredPermission right) {
    SelfSubjectAccessReview question =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb(right.verb())
            .withGroup(right.group())
            .withResource(right.resource())
            .withSubresource(right.subresource())
            .withNamespace(right.namespace().orElse(""))
            .withName(right.name().orElse(""))
            .endResourceAttributes()
            .endSpec()
            .build();
    SelfSubjectAccessReview answer =
        client.authorization().v1().selfSubjectAccessReview().create(question);
    return Optional.ofNullable(answer.getStatus())
        .map(status -> Boolean.TRUE.equals(status.getAllowed()))
        .orElse(false);
  }
}
