package dev.fairway.operator.lease;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The annotations of the operator's Lease that people decide by. Immutable.
 *
 * @param uid of the Lease: another one is another object, which nobody unfroze
 * @param freeze the freeze; empty where the fabric is not frozen by hand
 * @param unfreeze the last unfreeze; empty where none is recorded
 * @param approvals the approvals by the id of a hold, or what stands in its place
 */
public record LeaseAnnotations(
    String uid,
    Optional<Attribution> freeze,
    Optional<Attribution> unfreeze,
    SortedMap<String, Attribution> approvals) {

  /** The annotation that freezes: any value but {@code false}. */
  public static final String FREEZE = "fairway.dev/freeze";

  /** The annotation that tells who unfroze last. */
  public static final String UNFREEZE = "fairway.dev/unfreeze";

  /** The prefix of the annotations that approve, before the id of the hold. */
  public static final String APPROVE = "approve.fairway.dev/";

  private static final Pattern HOLD_ID = Pattern.compile("h-[0-9a-f]{8}");
  private static final String NOT_FROZEN = "false";

  /** Copies. */
  public LeaseAnnotations {
    approvals = Collections.unmodifiableSortedMap(new TreeMap<>(approvals));
  }

  /** Reads those of a Lease. Whatever stands there is read as something. */
  public static LeaseAnnotations of(Lease lease) {
    Optional<ObjectMeta> metadata = Optional.ofNullable(lease.getMetadata());
    Map<String, String> all = metadata.map(ObjectMeta::getAnnotations).orElse(Map.of());
    SortedMap<String, Attribution> approvals = new TreeMap<>();
    all.forEach(
        (key, value) -> {
          if (key.startsWith(APPROVE)) {
            approvals.put(key.substring(APPROVE.length()), Attribution.of(value));
          }
        });
    return new LeaseAnnotations(
        metadata.map(ObjectMeta::getUid).orElse(""),
        Optional.ofNullable(all.get(FREEZE))
            .filter(value -> !value.strip().equals(NOT_FROZEN))
            .map(Attribution::of),
        Optional.ofNullable(all.get(UNFREEZE)).map(Attribution::of),
        approvals);
  }

  /** True for a text that can be the id of a hold: {@code h-} and 8 of 0-9 and a-f. */
  public static boolean isHoldId(String text) {
    return HOLD_ID.matcher(text).matches();
  }

  /** The changes that freeze: a value by key, empty where the annotation goes. */
  public static Map<String, Optional<String>> freezing(Attribution who) {
    return changes(FREEZE, Optional.of(who.json()), UNFREEZE, Optional.empty());
  }

  /** The changes that unfreeze. */
  public static Map<String, Optional<String>> unfreezing(Attribution who) {
    return changes(FREEZE, Optional.empty(), UNFREEZE, Optional.of(who.json()));
  }

  private static Map<String, Optional<String>> changes(
      String first, Optional<String> firstValue, String second, Optional<String> secondValue) {
    Map<String, Optional<String>> changes = new LinkedHashMap<>();
    changes.put(first, firstValue);
    changes.put(second, secondValue);
    return Collections.unmodifiableMap(changes);
  }

  /** The key of the annotation that approves a hold. */
  public static String approving(String holdId) {
    return APPROVE + holdId;
  }
}
