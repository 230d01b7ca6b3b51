package dev.fairway.k8s.status;

import dev.fairway.k8s.objects.ServiceStatusView;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The writer of Events of {@code events.k8s.io/v1} in the namespaces of their Services. */
final class EventWriter {

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final UnretriedRequests requests;
  private final StatusSettings settings;
  private final Clock clock;
  private long number;

  EventWriter(KubernetesClient client, StatusSettings settings, Clock clock) {
    this.requests = new UnretriedRequests(client, settings);
    this.settings = settings;
    this.clock = clock;
  }

  /** Sends an Event and waits for the response. Every failure is in the result. One thread. */
  WriteResult write(ServiceEvent event) {
    Event body = body(event, clock.instant());
    return requests.send(
        client ->
            client
                .events()
                .v1()
                .events()
                .inNamespace(event.service().key().namespace())
                .resource(body)
                .create());
  }

  private Event body(ServiceEvent event, Instant now) {
    ServiceStatusView service = event.service();
    number++;
    // Names must differ: the time distinguishes processes, the number the Events of one process.
    String name =
        service.key().name()
            + "."
            + Long.toHexString(now.getEpochSecond() * 1_000_000_000 + now.getNano())
            + "."
            + Long.toHexString(number);
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(service.key().namespace())
        .withName(name)
        .endMetadata()
        .withEventTime(new MicroTime(MICROS.format(now)))
        .withReportingController(settings.reportingController())
        .withReportingInstance(settings.reportingInstance())
        .withAction(event.action())
        .withReason(event.reason())
        .withType(event.warning() ? "Warning" : "Normal")
        .withNote(event.note())
        .withRegarding(
            new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("Service")
                .withNamespace(service.key().namespace())
                .withName(service.key().name())
                .withUid(service.uid())
                .withResourceVersion(service.resourceVersion())
                .build())
        .build();
  }
}
