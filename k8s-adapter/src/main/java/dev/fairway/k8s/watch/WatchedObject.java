package dev.fairway.k8s.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/**
 * What fabric8's informers hold in place of the whole object: what matters of it, and just enough
 * metadata for them to follow it. Nothing that could be sent back.
 *
 * @param <R> what matters of it
 */
abstract class WatchedObject<R> implements HasMetadata {

  private final String resourceVersion;
  private R record;

  WatchedObject(R record, String resourceVersion) {
    this.record = record;
    this.resourceVersion = resourceVersion;
  }

  /** Its namespace; empty where it has none. */
  abstract String namespace();

  abstract String name();

  /** What matters of the record for a snapshot: equal meanings, equal snapshots. */
  Object meaning() {
    return record;
  }

  /** This record with as much of an older one in it as is equal. */
  R sharing(R older) {
    return record.equals(older) ? older : record;
  }

  R record() {
    return record;
  }

  /** Where it is stored: {@code namespace/name}. */
  final String key() {
    return namespace() + "/" + name();
  }

  /** Takes over what did not change; before anybody else sees it. */
  final void share(R older) {
    record = sharing(older);
  }

  /** Made anew each time: it is asked for a few times for each event, and is large. */
  @Override
  public final ObjectMeta getMetadata() {
    ObjectMeta metadata = new ObjectMeta();
    metadata.setName(name());
    metadata.setNamespace(namespace().isEmpty() ? null : namespace());
    metadata.setResourceVersion(resourceVersion);
    return metadata;
  }

  @Override
  public final void setMetadata(ObjectMeta metadata) {
    throw new UnsupportedOperationException("a watched object is only read");
  }

  /** Does nothing: fabric8 says after each list what the class says already. */
  @Override
  public final void setApiVersion(String version) {}

  @Override
  public final String getApiVersion() {
    return HasMetadata.getApiVersion(getClass());
  }

  @Override
  public final String getKind() {
    return HasMetadata.getKind(getClass());
  }
}
