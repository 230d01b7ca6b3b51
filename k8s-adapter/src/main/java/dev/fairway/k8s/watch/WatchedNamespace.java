package dev.fairway.k8s.watch;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.fairway.k8s.objects.NamespaceView;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A Namespace as it is watched. */
@Group("")
@Version("v1")
@Kind("Namespace")
@Plural("namespaces")
@JsonDeserialize(using = JsonDeserializer.None.class)
final class WatchedNamespace extends WatchedObject<NamespaceView> {

  WatchedNamespace(NamespaceView record, String resourceVersion) {
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
