package dev.fairway.k8s.watch;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.fairway.k8s.objects.NodeView;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A Node as it is watched. */
@Group("")
@Version("v1")
@Kind("Node")
@Plural("nodes")
@JsonDeserialize(using = JsonDeserializer.None.class)
final class WatchedNode extends WatchedObject<NodeView> {

  WatchedNode(NodeView record, String resourceVersion) {
    super(record, resourceVersion);
  }

  @Override
  String namespace() {
    return "";
  }

  @Override
  String name() {
    return record().name();
  }
}
