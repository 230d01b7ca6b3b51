package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The writes of this process that the informers do not show yet, laid over what they show: a write
 * counts until it is shown, and before it is sent, since the fabric follows it already and the
 * response to a write may be lost. A later write of another process counts more than either. One
 * entry for each Service. Thread-safe.
 */
final class PendingWrites {

  private final Map<ServiceKey, ServiceWrites> services = new HashMap<>();

  /** The newest known conditions of Fairway's types that the Service has. */
  synchronized List<StoredCondition> newest(ServiceStatusView shown) {
    return own(shown).map(own -> own.newest(shown)).orElse(shown.conditions());
  }

  /** The text of the intent that was last in force; empty where there is none. */
  Optional<String> lastGood(ServiceStatusView shown) {
    return StoredCondition.lastGood(newest(shown));
  }

  /** Records a write that was decided on, after a look at what was shown. */
  synchronized void wanted(StatusWrite write, ServiceStatusView shown) {
    ServiceWrites own = own(shown).orElseGet(() -> new ServiceWrites(shown.uid()));
    services.put(write.service(), own);
    own.wanted(write, shown);
  }

  /** Records a write that is sent now, and may arrive whatever the response. */
  synchronized void begun(StatusWrite write) {
    own(write).ifPresent(own -> own.older.add(write.acceptedText()));
  }

  /** Records a write that the API server has stored. */
  synchronized void written(StatusWrite write, String resourceVersion) {
    own(write).ifPresent(own -> own.written(write, resourceVersion));
  }

  /** Records a write that will not be retried. */
  synchronized void givenUp(StatusWrite write) {
    own(write).ifPresent(own -> own.givenUp(write));
  }

  /** Records that the Service of the write does not exist any more. */
  synchronized void gone(StatusWrite write) {
    own(write).ifPresent(own -> services.remove(write.service()));
  }

  /** True where the write is still the newest on what is shown, so that it may be sent. */
  synchronized boolean isCurrent(StatusWrite write, ServiceStatusView shown) {
    return own(shown).filter(own -> own.isCurrent(write, shown)).isPresent();
  }

  /** Forgets the Services that do not exist any more. */
  synchronized void retain(Predicate<ServiceKey> exists) {
    services.keySet().removeIf(exists.negate());
  }

  synchronized int size() {
    return services.size();
  }

  private Optional<ServiceWrites> own(ServiceStatusView shown) {
    return own(shown.key(), shown.uid());
  }

  private Optional<ServiceWrites> own(StatusWrite write) {
    return own(write.service(), write.uid());
  }

  private Optional<ServiceWrites> own(ServiceKey service, String uid) {
    return Optional.ofNullable(services.get(service)).filter(own -> own.uid.equals(uid));
  }

  /**
   * The writes into the status of one Service. Not thread-safe.
   *
   * <p>Resource versions that are numbers tell which of two states is newer. Where they are not, a
   * write counts as shown once its version or its text is.
   */
  private static final class ServiceWrites {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]*");

    private final String uid;
    private Optional<Confirmed> confirmed = Optional.empty();
    private Optional<StatusWrite> wanted = Optional.empty();

    /** Texts older than what is wanted: one that is not among them is of another process. */
    private final Set<String> older = new HashSet<>();

    /** The newest write that was answered. */
    private record Confirmed(StatusWrite write, String resourceVersion) {}

    private ServiceWrites(String uid) {
      this.uid = uid;
    }

    private List<StoredCondition> newest(ServiceStatusView shown) {
      List<StoredCondition> base = base(shown);
      return wanted
          .filter(write -> !isOverruled(write, base))
          .map(StatusWrite::conditions)
          .orElse(base);
    }

    private void wanted(StatusWrite write, ServiceStatusView shown) {
      List<StoredCondition> base = base(shown);
      if (wanted.filter(old -> !isOverruled(old, base)).isEmpty()) {
        older.clear();
      }
      older.add(StoredCondition.acceptedText(base));
      wanted = Optional.of(write);
    }

    private void written(StatusWrite write, String resourceVersion) {
      confirmed = Optional.of(new Confirmed(write, resourceVersion));
      givenUp(write);
      older.clear();
      older.add(write.acceptedText());
    }

    private void givenUp(StatusWrite write) {
      wanted = wanted.filter(newest -> newest.number() != write.number());
    }

    private boolean isCurrent(StatusWrite write, ServiceStatusView shown) {
      return wanted
          .filter(newest -> newest.number() == write.number())
          .filter(newest -> !isOverruled(newest, base(shown)))
          .isPresent();
    }

    /** The newest state that the API server is known to have been in. */
    private List<StoredCondition> base(ServiceStatusView shown) {
      if (confirmed.isEmpty()) {
        return shown.conditions();
      }
      Confirmed own = confirmed.get();
      String seen = shown.resourceVersion();
      if (isNumber(seen) && isNumber(own.resourceVersion)) {
        return isAtLeast(seen, own.resourceVersion) ? shown.conditions() : own.write.conditions();
      }
      boolean caughtUp =
          seen.equals(own.resourceVersion)
              || StoredCondition.acceptedText(shown.conditions()).equals(own.write.acceptedText());
      if (caughtUp) {
        // Versions without an order cannot say later that a text is newer: this one has been shown.
        confirmed = Optional.empty();
      }
      return caughtUp ? shown.conditions() : own.write.conditions();
    }

    private boolean isOverruled(StatusWrite write, List<StoredCondition> base) {
      String text = StoredCondition.acceptedText(base);
      return !text.equals(write.acceptedText()) && !older.contains(text);
    }

    private static boolean isNumber(String version) {
      return NUMBER.matcher(version).matches();
    }

    /** Compares numbers of any length, without leading zeros. */
    private static boolean isAtLeast(String version, String other) {
      return version.length() != other.length()
          ? version.length() > other.length()
          : version.compareTo(other) >= 0;
    }
  }
}
