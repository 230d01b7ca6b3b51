package dev.fairway.k8s.watch;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.fairway.k8s.objects.EndpointSliceView;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A EndpointSlice as it is watched. */
@Group("discovery.k8s.io")
@Version("v1")
@Kind("EndpointSlice")
@Plural("endpointslices")
@JsonDeserialize(using = JsonDeserializer.None.class)
final class WatchedSlice extends WatchedObject<EndpointSliceView> implements Namespaced {

  WatchedSlice(EndpointSliceView record, String resourceVersion) {
    super(record, resourceVersion);
  }

  @Override
  String namespace() {
    return record().namespace();
  }

  @Override
  String name() {
    return record().name();
  }
}
