package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import dev.fairway.runtime.Condition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The conditions that this process last applied to each Service, or is about to apply. They count
 * from the decision on, since the fabric follows them already and the response to a write may be
 * lost, and they stay what counts where the API server shows others: the leader alone writes them,
 * so what another writer makes of them is a mistake. A process that does not lead must {@link
 * #clear} them. One entry for each Service. Thread-safe.
 */
final class LastAppliedConditions {

  private final Map<ServiceKey, Applied> services = new HashMap<>();

  /** The conditions of Fairway's types that count for the Service. */
  synchronized List<StoredCondition> newest(ServiceStatusView shown) {
    return applied(shown).map(applied -> applied.conditions).orElse(shown.conditions());
  }

  /** The text of the intent that was last in force; empty where there is none. */
  Optional<String> lastGood(ServiceStatusView shown) {
    return StoredCondition.lastGood(newest(shown));
  }

  /** Records a write that was decided on. */
  synchronized void wanted(StatusWrite write) {
    applied(write.service(), write.uid())
        .ifPresentOrElse(
            applied -> applied.wanted(write),
            () -> services.put(write.service(), new Applied(write)));
  }

  /** Records that what is shown is what counts, so that it needs no write. */
  synchronized void confirmed(ServiceStatusView shown) {
    if (applied(shown).isEmpty() && !shown.conditions().isEmpty()) {
      services.put(shown.key(), new Applied(shown));
    }
  }

  /** Records a write that the API server has stored. */
  synchronized void written(StatusWrite write, String resourceVersion) {
    applied(write.service(), write.uid())
        .ifPresent(applied -> applied.written(write, resourceVersion));
  }

  /** Records that the Service of the write does not exist any more, or that it is not wanted. */
  synchronized void forget(StatusWrite write) {
    applied(write.service(), write.uid()).ifPresent(applied -> services.remove(write.service()));
  }

  /** True where the write is the newest of its Service, so that it may be sent. */
  synchronized boolean isNewest(StatusWrite write) {
    return applied(write.service(), write.uid())
        .filter(applied -> applied.number == write.number())
        .isPresent();
  }

  /**
   * The conditions to apply again because another writer removed or changed them after they were
   * written; empty where it did not, or where a write of them is under way anyway.
   */
  synchronized Optional<List<StoredCondition>> overwritten(ServiceStatusView shown) {
    return applied(shown)
        .filter(applied -> applied.isOverwrittenIn(shown))
        .map(applied -> applied.conditions);
  }

  /** Forgets the Services that do not exist any more. */
  synchronized void retain(Predicate<ServiceKey> exists) {
    services.keySet().removeIf(exists.negate());
  }

  /** Forgets everything: from now on what is shown counts. */
  synchronized void clear() {
    services.clear();
  }

  synchronized int size() {
    return services.size();
  }

  private Optional<Applied> applied(ServiceStatusView shown) {
    return applied(shown.key(), shown.uid());
  }

  private Optional<Applied> applied(ServiceKey service, String uid) {
    return Optional.ofNullable(services.get(service)).filter(own -> own.uid.equals(uid));
  }

  /** The conditions of one Service. Not thread-safe. */
  private static final class Applied {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]*");
    private static final Set<String> TYPES = Set.of(Condition.ACCEPTED, Condition.PROGRAMMED);

    private final String uid;
    private List<StoredCondition> conditions;
    private long number;

    /** The version of the object that holds them; empty while their write is not confirmed. */
    private Optional<String> version;

    /** True once they were shown: of versions without an order, later ones are newer. */
    private boolean wasShown;

    private Applied(StatusWrite write) {
      this.uid = write.uid();
      this.conditions = write.conditions();
      this.number = write.number();
      this.version = Optional.empty();
    }

    private Applied(ServiceStatusView shown) {
      this.uid = shown.uid();
      this.conditions = shown.conditions();
      this.version = Optional.of(shown.resourceVersion());
      this.wasShown = true;
    }

    private void wanted(StatusWrite write) {
      conditions = write.conditions();
      number = write.number();
      version = Optional.empty();
      wasShown = false;
    }

    private void written(StatusWrite write, String resourceVersion) {
      if (write.number() == number) {
        version = Optional.of(resourceVersion);
      }
    }

    private boolean isOverwrittenIn(ServiceStatusView shown) {
      if (version.isEmpty()) {
        return false;
      }
      if (holds(shown.conditions())) {
        wasShown = true;
        return false;
      }
      return isNewer(shown.resourceVersion(), version.get());
    }

    private boolean isNewer(String seen, String written) {
      boolean ordered = NUMBER.matcher(seen).matches() && NUMBER.matcher(written).matches();
      return ordered ? compare(seen, written) > 0 : wasShown && !seen.equals(written);
    }

    /** Compares numbers of any length, without leading zeros. */
    private static int compare(String version, String other) {
      return version.length() != other.length()
          ? Integer.compare(version.length(), other.length())
          : version.compareTo(other);
    }

    /** Times do not count: nobody decides by them. */
    private boolean holds(List<StoredCondition> shown) {
      return TYPES.stream().allMatch(type -> isSame(find(conditions, type), find(shown, type)));
    }

    private static Optional<StoredCondition> find(List<StoredCondition> conditions, String type) {
      return StoredCondition.find(conditions, type);
    }

    private static boolean isSame(Optional<StoredCondition> own, Optional<StoredCondition> shown) {
      return own.map(StoredCondition::status).equals(shown.map(StoredCondition::status))
          && own.map(StoredCondition::reason).equals(shown.map(StoredCondition::reason))
          && own.map(StoredCondition::message).equals(shown.map(StoredCondition::message));
    }
  }
}
