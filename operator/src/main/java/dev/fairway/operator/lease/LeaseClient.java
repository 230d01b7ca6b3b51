package dev.fairway.operator.lease;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.operator.settings.Settings.LeaseName;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Optional;

/**
 * The client of one Lease and its annotations. Every call throws fabric8's {@code
 * KubernetesClientException} where the API server does not do it. Thread-safe; closes nothing.
 *
 * @param client the client of the cluster
 * @param name the Lease
 */
public record LeaseClient(KubernetesClient client, LeaseName name) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Resource<Lease> resource() {
    return client.leases().inNamespace(name.namespace()).withName(name.name());
  }

  /** The Lease; empty where there is none. */
  public Optional<Lease> find() {
    return Optional.ofNullable(resource().get());
  }

  /** Creates the Lease, held by nobody, with these annotations. */
  public Lease create(Map<String, String> annotations) {
    return client
        .resource(
            new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(name.namespace())
                .withName(name.name())
                .withAnnotations(annotations)
                .endMetadata()
                .build())
        .create();
  }

  /**
   * Changes annotations and nothing else, whatever else is written meanwhile.
   *
   * @param changes a value by key; empty: the annotation goes
   * @param fieldManager the name under which the API server notes that and when they were changed
   */
  public Lease annotate(Map<String, Optional<String>> changes, String fieldManager) {
    ObjectNode patch = JSON.createObjectNode();
    ObjectNode annotations = patch.putObject("metadata").putObject("annotations");
    changes.forEach((key, value) -> annotations.put(key, value.orElse(null)));
    PatchContext context =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(fieldManager)
            .build();
    return resource().patch(context, patch.toString());
  }
}
