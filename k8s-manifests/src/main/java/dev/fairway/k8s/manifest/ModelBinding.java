package dev.fairway.k8s.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Map;

/**
 * Trees to fabric8's model classes, with a plain Jackson mapper: the client's own serialization
 * takes longer to start than everything else here. As strict about types as an API server: a number
 * where a text belongs is refused, not turned into one.
 */
final class ModelBinding {

  /** Thrown where a field has a value of another type than the model. */
  static final class BindingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    BindingException(String field) {
      super("field " + field);
      this.field = field;
    }

    /** The field's path: {@code spec.ports[0].port}. */
    String field() {
      return field;
    }
  }

  /** What nobody here reads of a pod's spec; without it a mapper starts in half the time. */
  @JsonIgnoreProperties({
    "affinity",
    "dnsConfig",
    "ephemeralContainers",
    "hostAliases",
    "imagePullSecrets",
    "os",
    "overhead",
    "readinessGates",
    "resourceClaims",
    "resources",
    "schedulingGates",
    "securityContext",
    "tolerations",
    "topologySpreadConstraints",
    "volumes"
  })
  private abstract static class SlimPodSpec {}

  /** What nobody here reads of a container. */
  @JsonIgnoreProperties({
    "env",
    "envFrom",
    "lifecycle",
    "livenessProbe",
    "readinessProbe",
    "resizePolicy",
    "resources",
    "securityContext",
    "startupProbe",
    "volumeDevices",
    "volumeMounts"
  })
  private abstract static class SlimContainer {}

  /** What nobody here reads of an object's metadata. */
  @JsonIgnoreProperties({"managedFields", "ownerReferences"})
  private abstract static class SlimMetadata {}

  private static final ObjectMapper MAPPER = mapper();

  private ModelBinding() {}

  private static ObjectMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addMixIn(ObjectMeta.class, SlimMetadata.class)
            .addMixIn(PodSpec.class, SlimPodSpec.class)
            .addMixIn(Container.class, SlimContainer.class);
    builder.withCoercionConfig(
        LogicalType.Textual,
        textual ->
            textual
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    return builder.build();
  }

  static HasMetadata bind(ManifestKind kind, Map<?, ?> tree) throws BindingException {
    try {
      return MAPPER.convertValue(tree, kind.model());
    } catch (IllegalArgumentException refused) {
      throw new BindingException(
          refused.getCause() instanceof JsonMappingException mapping ? path(mapping) : "?");
    }
  }

  private static String path(JsonMappingException refused) {
    StringBuilder path = new StringBuilder();
    for (Reference reference : refused.getPath()) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.length() == 0 ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }
}
