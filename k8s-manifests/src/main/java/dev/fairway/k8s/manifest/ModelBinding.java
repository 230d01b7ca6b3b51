package dev.fairway.k8s.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.fairway.k8s.objects.CustomWorkload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Optional;

/**
 * The binding of trees to fabric8's model classes, with a plain Jackson mapper: the client's own
 * serialization takes longer to start than everything else here. As strict about types as an API
 * server: a number where a text belongs is refused, not turned into one.
 */
final class ModelBinding {

  /**
   * What is not read of an object's metadata, of a pod's spec and of a container; without it a
   * mapper starts in half the time.
   */
  @JsonIgnoreProperties({
    "affinity",
    "dnsConfig",
    "env",
    "envFrom",
    "ephemeralContainers",
    "hostAliases",
    "imagePullSecrets",
    "lifecycle",
    "livenessProbe",
    "managedFields",
    "os",
    "overhead",
    "readinessGates",
    "readinessProbe",
    "resizePolicy",
    "resourceClaims",
    "resources",
    "schedulingGates",
    "securityContext",
    "startupProbe",
    "tolerations",
    "topologySpreadConstraints",
    "volumeDevices",
    "volumeMounts",
    "volumes"
  })
  private abstract static class UnreadProperties {}

  private static final ObjectMapper MAPPER = mapper();

  private ModelBinding() {}

  private static ObjectMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addMixIn(ObjectMeta.class, UnreadProperties.class)
            .addMixIn(PodSpec.class, UnreadProperties.class)
            .addMixIn(Container.class, UnreadProperties.class);
    builder.withCoercionConfig(
        LogicalType.Textual,
        textual ->
            textual
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    return builder.build();
  }

  /**
   * The object as fabric8's model has it.
   *
   * @throws IllegalArgumentException where a field has a value of another type, see {@link
   *     BindingRefusal}
   */
  static HasMetadata bind(ManifestKind kind, UnstructuredObject tree) {
    return kind == ManifestKind.CUSTOM_WORKLOAD
        ? customWorkload(tree).orElseThrow()
        : MAPPER.convertValue(tree.fields(), kind.model());
  }

  /**
   * The object of another kind that makes pods.
   *
   * @return empty where its template is not one of pods
   */
  static Optional<CustomWorkload> customWorkload(UnstructuredObject tree) {
    try {
      PodTemplateSpec template = MAPPER.convertValue(tree.podTemplate(), PodTemplateSpec.class);
      ObjectMeta metadata = MAPPER.convertValue(tree.fields().get("metadata"), ObjectMeta.class);
      return Optional.of(new CustomWorkload(tree.apiVersion(), tree.kind(), metadata, template));
    } catch (IllegalArgumentException ofAnotherShape) {
      return Optional.empty();
    }
  }
}
