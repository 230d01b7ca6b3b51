package dev.fairway.k8s.status;

import dev.fairway.k8s.objects.StoredCondition;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * The writer of conditions by server-side apply of the subresource {@code status}: as field manager
 * it owns the conditions that it names and no more. The body names the Service's uid, so that one
 * that was made anew under the same name never gets the conditions of the old one.
 */
final class StatusWriter {

  private final UnretriedRequests requests;
  private final PatchContext context;

  StatusWriter(KubernetesClient client, StatusSettings settings) {
    this.requests = new UnretriedRequests(client, settings);
    this.context =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(settings.fieldManager())
            .withForce(true)
            .build();
  }

  /** Sends the write and waits for the response. Every failure is in the result. Thread-safe. */
  WriteResult write(StatusWrite write) {
    Service body = body(write);
    return requests.send(
        client ->
            client
                .services()
                .inNamespace(write.service().namespace())
                .resource(body)
                .subresource("status")
                .patch(context));
  }

  /** The applied configuration; without a condition it has no status, so that all are removed. */
  private static Service body(StatusWrite write) {
    ServiceBuilder body =
        new ServiceBuilder()
            .withNewMetadata()
            .withNamespace(write.service().namespace())
            .withName(write.service().name())
            .withUid(write.uid())
            .endMetadata();
    if (!write.conditions().isEmpty()) {
      body.withNewStatus()
          .withConditions(write.conditions().stream().map(StatusWriter::condition).toList())
          .endStatus();
    }
    return body.build();
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
