package dev.fairway.operator.lease;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * The writer of Events of {@code events.k8s.io/v1} about the operator's Lease. For one thread.
 *
 * @param lease the Lease, and the client to write with
 * @param instance the name of this process in Events
 * @param clock the wall clock
 */
public record LeaseEvents(LeaseClient lease, String instance, InstantSource clock) {

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** The longest note that the API server takes, in bytes. */
  private static final int LONGEST_NOTE = 1_024;

  /**
   * Writes an Event and waits for the response.
   *
   * @param uid of the Lease
   * @param warning true for the type {@code Warning}
   * @param reason one word
   * @param action what was done: one word
   * @param note a sentence
   * @throws io.fabric8.kubernetes.client.KubernetesClientException where it was not written
   */
  public void write(String uid, boolean warning, String reason, String action, String note) {
    String name = lease.name().name();
    String namespace = lease.name().namespace();
    lease
        .client()
        .events()
        .v1()
        .events()
        .inNamespace(namespace)
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name + "." + UUID.randomUUID())
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(clock.instant())))
                .withReportingController("fairway.dev/operator")
                .withReportingInstance(instance)
                .withAction(action)
                .withReason(reason)
                .withType(warning ? "Warning" : "Normal")
                .withNote(cut(note))
                .withRegarding(
                    new ObjectReferenceBuilder()
                        .withApiVersion("coordination.k8s.io/v1")
                        .withKind("Lease")
                        .withNamespace(namespace)
                        .withName(name)
                        .withUid(uid)
                        .build())
                .build())
        .create();
  }

  private static String cut(String note) {
    int end = note.length();
    while (note.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST_NOTE) {
      end = note.offsetByCodePoints(end, -1);
    }
    return note.substring(0, end);
  }
}
