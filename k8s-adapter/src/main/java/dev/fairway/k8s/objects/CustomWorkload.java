package dev.fairway.k8s.objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;

/**
 * An object of a kind without a model of its own that makes pods from a template in {@code
 * spec.template}: a Rollout, a CloneSet, a Deployment of an older API version. Not to be changed.
 *
 * @param apiVersion with its group: {@code argoproj.io/v1alpha1}
 * @param kind as {@code Rollout}
 * @param metadata its own
 * @param template of its pods, with at least one container
 */
public record CustomWorkload(
    String apiVersion, String kind, ObjectMeta metadata, PodTemplateSpec template)
    implements HasMetadata {

  @Override
  public String getApiVersion() {
    return apiVersion;
  }

  @Override
  public String getKind() {
    return kind;
  }

  @Override
  public ObjectMeta getMetadata() {
    return metadata;
  }

  @Override
  public void setApiVersion(String version) {
    throw new UnsupportedOperationException("immutable");
  }

  @Override
  public void setMetadata(ObjectMeta changed) {
    throw new UnsupportedOperationException("immutable");
  }
}
