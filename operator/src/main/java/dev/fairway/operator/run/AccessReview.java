package dev.fairway.operator.run;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** The review of this process's permissions by the API server (SelfSubjectAccessReview). */
final class AccessReview {

  private final KubernetesClient client;

  AccessReview(KubernetesClient client) {
    this.client = client;
  }

  /**
   * The permissions that the process does not have, in their order.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException where the API server does not
   *     answer
   */
  List<RequiredPermission> missing(List<RequiredPermission> required) {
    return required.stream().filter(permission -> !has(permission)).toList();
  }

  private boolean has(RequiredPermission permission) {
    SelfSubjectAccessReview review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb(permission.verb())
            .withGroup(permission.group())
            .withResource(permission.resource())
            .withSubresource(permission.subresource())
            .withNamespace(permission.namespace().orElse(""))
            .withName(permission.name().orElse(""))
            .endResourceAttributes()
            .endSpec()
            .build();
    SelfSubjectAccessReview answer =
        client.authorization().v1().selfSubjectAccessReview().create(review);
    return Optional.ofNullable(answer.getStatus())
        .map(status -> Boolean.TRUE.equals(status.getAllowed()))
        .orElse(false);
  }
}
