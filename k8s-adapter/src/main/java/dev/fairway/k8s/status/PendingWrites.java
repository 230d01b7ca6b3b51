package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Our newest writes, laid over what the API server showed last: what was written counts until it is
 * shown, and what is to be written counts as well, since the fabric follows it already and the
 * answer to a write may be lost. What somebody else wrote later counts more than either. One entry
 * for each Service. Thread-safe.
 */
final class PendingWrites {

  private final Map<ServiceKey, OwnWrites> services = new HashMap<>();

  /** The conditions of our types that the Service has as far as we know. */
  synchronized List<StoredCondition> newest(StoredService shown) {
    return own(shown).map(own -> own.newest(shown)).orElse(shown.conditions());
  }

  /** The text of the intent that was last in force; empty where there is none. */
  Optional<String> lastGood(StoredService shown) {
    return Optional.of(StatusWrite.acceptedText(newest(shown))).filter(text -> !text.isBlank());
  }

  /** The write was decided on, after a look at what was shown. */
  synchronized void wanted(StatusWrite write, StoredService shown) {
    OwnWrites own = own(shown).orElseGet(() -> new OwnWrites(shown.uid()));
    services.put(write.service(), own);
    own.wanted(write, shown);
  }

  /** The write goes out now, and may arrive whatever is heard of it. */
  synchronized void begun(StatusWrite write) {
    own(write).ifPresent(own -> own.begun(write));
  }

  /** The write is on the API server. */
  synchronized void written(StatusWrite write, String resourceVersion) {
    own(write).ifPresent(own -> own.written(write, resourceVersion));
  }

  /** The write will not be tried again. */
  synchronized void givenUp(StatusWrite write) {
    own(write).ifPresent(own -> own.givenUp(write));
  }

  /** The Service that the write meant is not there any more. */
  synchronized void gone(StatusWrite write) {
    own(write).ifPresent(own -> services.remove(write.service()));
  }

  /** Whether the write is still the newest word on what is shown, so that it may go out. */
  synchronized boolean isCurrent(StatusWrite write, StoredService shown) {
    return own(shown).filter(own -> own.isCurrent(write, shown)).isPresent();
  }

  /** Forgets the Services that are not there any more. */
  synchronized void retain(Predicate<ServiceKey> there) {
    services.keySet().removeIf(there.negate());
  }

  synchronized int size() {
    return services.size();
  }

  private Optional<OwnWrites> own(StoredService shown) {
    return Optional.ofNullable(services.get(shown.key()))
        .filter(own -> own.uid().equals(shown.uid()));
  }

  private Optional<OwnWrites> own(StatusWrite write) {
    return Optional.ofNullable(services.get(write.service()))
        .filter(own -> own.uid().equals(write.uid()));
  }
}
