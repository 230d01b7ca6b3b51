package dev.fairway.k8s.watch;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.fairway.k8s.objects.ServiceView;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A Service as it is watched. */
@Group("")
@Version("v1")
@Kind("Service")
@Plural("services")
@JsonDeserialize(using = JsonDeserializer.None.class)
final class WatchedService extends WatchedObject<ServiceView> implements Namespaced {

  WatchedService(ServiceView record, String resourceVersion) {
    super(record, resourceVersion);
  }

  @Override
  String namespace() {
    return record().facts().namespace();
  }

  @Override
  String name() {
    return record().facts().name();
  }

  /** Its facts alone: what its status holds of ours is our own doing. */
  @Override
  Object meaning() {
    return record().facts();
  }

  @Override
  ServiceView sharing(ServiceView older) {
    return record().facts().equals(older.facts())
        ? new ServiceView(older.facts(), record().bookkeeping())
        : record();
  }
}
