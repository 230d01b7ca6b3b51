package dev.fairway.k8s.watch;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.fairway.k8s.objects.EndpointSliceView;
import dev.fairway.k8s.objects.NamespaceView;
import dev.fairway.k8s.objects.NodeView;
import dev.fairway.k8s.objects.ObjectView;
import dev.fairway.k8s.objects.PodView;
import dev.fairway.k8s.objects.ServiceView;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * An object in the store of an informer in place of the whole one: its view, and just enough
 * metadata to follow it. It cannot be sent back.
 *
 * @param <V> the view
 */
abstract class WatchedObject<V extends ObjectView> implements HasMetadata {

  private final String resourceVersion;
  private V view;

  WatchedObject(V view, String resourceVersion) {
    this.view = view;
    this.resourceVersion = resourceVersion;
  }

  /** The part of the view that snapshots depend on: equal parts, equal snapshots. */
  Object relevantPart() {
    return view;
  }

  /** This view with those parts of an older one that are equal. */
  V sharing(V older) {
    return view.equals(older) ? older : view;
  }

  V view() {
    return view;
  }

  /** The version that was read; empty where the object has none. */
  final String resourceVersion() {
    return resourceVersion;
  }

  /** True where the other one was read in the very same version. */
  final boolean hasVersionOf(WatchedObject<V> other) {
    return !resourceVersion.isEmpty() && resourceVersion.equals(other.resourceVersion);
  }

  /** Its key in the store: {@code namespace/name}. */
  final String key() {
    return view.namespace() + "/" + view.name();
  }

  /** Takes over what did not change; before the object is published to other threads. */
  final void share(V older) {
    view = sharing(older);
  }

  /** Made anew each time: it is called a few times for each event, and is large. */
  @Override
  public final ObjectMeta getMetadata() {
    ObjectMeta metadata = new ObjectMeta();
    metadata.setName(view.name());
    metadata.setNamespace(view.namespace().isEmpty() ? null : view.namespace());
    metadata.setResourceVersion(resourceVersion);
    return metadata;
  }

  @Override
  public final void setMetadata(ObjectMeta metadata) {
    throw new UnsupportedOperationException("a watched object is only read");
  }

  /** Does nothing: fabric8 sets after each list what the class's annotation states already. */
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

  /** A watched Service. */
  @Group("")
  @Version("v1")
  @Kind("Service")
  @Plural("services")
  @JsonDeserialize(using = JsonDeserializer.None.class)
  static final class WatchedService extends WatchedObject<ServiceView> implements Namespaced {

    WatchedService(ServiceView view, String resourceVersion) {
      super(view, resourceVersion);
    }

    /** Its spec alone: the conditions in its status are what Fairway itself writes. */
    @Override
    Object relevantPart() {
      return view().spec();
    }

    @Override
    ServiceView sharing(ServiceView older) {
      return view().spec().equals(older.spec())
          ? new ServiceView(older.spec(), view().status())
          : view();
    }
  }

  /** A watched EndpointSlice. */
  @Group("discovery.k8s.io")
  @Version("v1")
  @Kind("EndpointSlice")
  @Plural("endpointslices")
  @JsonDeserialize(using = JsonDeserializer.None.class)
  static final class WatchedSlice extends WatchedObject<EndpointSliceView> implements Namespaced {

    WatchedSlice(EndpointSliceView view, String resourceVersion) {
      super(view, resourceVersion);
    }
  }

  /** A watched Node. */
  @Group("")
  @Version("v1")
  @Kind("Node")
  @Plural("nodes")
  @JsonDeserialize(using = JsonDeserializer.None.class)
  static final class WatchedNode extends WatchedObject<NodeView> {

    WatchedNode(NodeView view, String resourceVersion) {
      super(view, resourceVersion);
    }
  }

  /** A watched Namespace. */
  @Group("")
  @Version("v1")
  @Kind("Namespace")
  @Plural("namespaces")
  @JsonDeserialize(using = JsonDeserializer.None.class)
  static final class WatchedNamespace extends WatchedObject<NamespaceView> {

    WatchedNamespace(NamespaceView view, String resourceVersion) {
      super(view, resourceVersion);
    }
  }

  /** A Pod that was listed; Pods are not watched. */
  @Group("")
  @Version("v1")
  @Kind("Pod")
  @Plural("pods")
  @JsonDeserialize(using = JsonDeserializer.None.class)
  static final class ListedPod extends WatchedObject<PodView> implements Namespaced {

    ListedPod(PodView view, String resourceVersion) {
      super(view, resourceVersion);
    }
  }
}
