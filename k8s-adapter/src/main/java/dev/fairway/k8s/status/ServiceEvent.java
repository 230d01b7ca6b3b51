package dev.fairway.k8s.status;

import dev.fairway.k8s.objects.ServiceStatusView;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * A Kubernetes Event about a Service. Order: the most important first.
 *
 * @param service which Service, as it was shown
 * @param rank where it stands among others: lower comes first
 * @param warning true for the type {@code Warning}
 * @param reason one word
 * @param action what Fairway did: one word
 * @param note a sentence; cut to 1,024 bytes
 */
record ServiceEvent(
    ServiceStatusView service, int rank, boolean warning, String reason, String action, String note)
    implements Comparable<ServiceEvent> {

  private static final int LONGEST_NOTE = 1_024;
  private static final String CUT = " ...";
  private static final Comparator<ServiceEvent> ORDER =
      Comparator.comparingInt(ServiceEvent::rank)
          .thenComparing(event -> event.service().key())
          .thenComparing(ServiceEvent::reason)
          .thenComparing(ServiceEvent::note);

  ServiceEvent {
    note = cut(note);
  }

  private static String cut(String note) {
    if (bytes(note) <= LONGEST_NOTE) {
      return note;
    }
    StringBuilder kept = new StringBuilder();
    int room = LONGEST_NOTE - CUT.length();
    for (int at = 0; at < note.length(); at = note.offsetByCodePoints(at, 1)) {
      String character = Character.toString(note.codePointAt(at));
      room -= bytes(character);
      if (room < 0) {
        break;
      }
      kept.append(character);
    }
    return kept + CUT;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public int compareTo(ServiceEvent other) {
    return ORDER.compare(this, other);
  }
}
