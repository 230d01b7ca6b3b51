package dev.fairway.k8s.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * Writes conditions with a server-side apply of the subresource {@code status}: of what is there,
 * it owns the conditions that it names and no more. The body names the Service's uid, so that one
 * that was made anew under the same name never gets the words meant for the old one.
 */
final class ServerSideApply implements StatusDoor {

  private final KubernetesClient client;
  private final PatchContext context;
  private final RequestConfig request;

  ServerSideApply(KubernetesClient client, StatusSettings settings) {
    this.client = client;
    this.context =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(settings.fieldManager())
            .withForce(true)
            .build();
    this.request = once(client, settings);
  }

  /** A request that is sent once: the queue tries again, with the newest value. */
  static RequestConfig once(KubernetesClient client, StatusSettings settings) {
    return new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
        .withRequestRetryBackoffLimit(0)
        .withRequestTimeout(Math.toIntExact(settings.requestTimeout().toMillis()))
        .build();
  }

  @Override
  public ApiAnswer write(StatusWrite write) {
    try {
      Service answer =
          client
              .adapt(NamespacedKubernetesClient.class)
              .withRequestConfig(request)
              .call(
                  once ->
                      once.services()
                          .inNamespace(write.service().namespace())
                          .resource(body(write))
                          .subresource("status")
                          .patch(context));
      return ApiAnswer.written(answer.getMetadata().getResourceVersion());
    } catch (KubernetesClientException thrown) {
      return ApiFailure.answer(thrown);
    } catch (RuntimeException unforeseen) {
      // A client that was closed, or an answer that makes no sense: tried again like any other.
      return ApiAnswer.failed(
          "no use of the Kubernetes API: " + unforeseen.getClass().getSimpleName());
    }
  }

  private static Service body(StatusWrite write) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace(write.service().namespace())
        .withName(write.service().name())
        .withUid(write.uid())
        .endMetadata()
        .withNewStatus()
        .withConditions(write.conditions().stream().map(ServerSideApply::condition).toList())
        .endStatus()
        .build();
  }

  private static Condition condition(StoredCondition stored) {
    ConditionBuilder condition =
        new ConditionBuilder()
            .withType(stored.type())
            .withStatus(stored.status())
            .withReason(stored.reason())
            .withMessage(stored.message());
    stored.lastTransitionTime().ifPresent(condition::withLastTransitionTime);
    stored.observedGeneration().ifPresent(condition::withObservedGeneration);
    return condition.build();
  }
}
