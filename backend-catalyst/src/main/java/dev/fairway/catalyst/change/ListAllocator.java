package dev.fairway.catalyst.change;

import dev.fairway.catalyst.change.AllocatedList.Write;
import dev.fairway.catalyst.codec.CatalystNames;
import dev.fairway.catalyst.snapshot.PolicySnapshot;
import dev.fairway.catalyst.wire.PolicyList;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The choice among the lists of a snapshot of those that can be used. A list that something refers
 * to is never edited: another one takes its place, under the other of its two names. Pure.
 */
final class ListAllocator {

  private final PolicySnapshot snapshot;

  ListAllocator(PolicySnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * A list with this content.
   *
   * @param wanted the content, under the first of its names
   * @param preferred the ids that are referred to now; such a list stays where its content is right
   * @throws BackendException of kind {@link ErrorKind#REJECTED} where both names are in use
   */
  AllocatedList allocate(PolicyList wanted, Collection<String> preferred) {
    List<String> names = CatalystNames.bothNames(wanted.name());
    Stream<StoredList> referredTo =
        preferred.stream()
            .flatMap(id -> snapshot.stored(id).stream())
            .filter(list -> names.contains(list.name()));
    Stream<StoredList> named = names.stream().flatMap(name -> stored(wanted, name).stream());
    return Stream.concat(referredTo, named)
        .filter(list -> hasContent(list, wanted))
        .findFirst()
        .map(list -> allocated(wanted, list.name(), list.id(), Write.NONE))
        .orElseGet(() -> write(wanted, names));
  }

  private AllocatedList write(PolicyList wanted, List<String> names) {
    for (String name : names) {
      Optional<StoredList> existing = stored(wanted, name);
      if (existing.isEmpty()) {
        return allocated(wanted, name, "", Write.CREATE);
      }
      if (isLeftover(existing.get(), wanted)) {
        return allocated(wanted, name, existing.get().id(), Write.REPLACE);
      }
    }
    throw new BackendException(
        ErrorKind.REJECTED,
        ("the lists '%s' and '%s' are both in use; let whatever Fairway did not write refer to"
                + " lists of its own")
            .formatted(names.toArray()));
  }

  private Optional<StoredList> stored(PolicyList wanted, String name) {
    return snapshot.listNamed(WireJson.tree(wanted).path("type").asText(), name);
  }

  private static AllocatedList allocated(PolicyList wanted, String name, String id, Write write) {
    return new AllocatedList(named(wanted, name), id, write);
  }

  private static boolean hasContent(StoredList list, PolicyList wanted) {
    return list.read().filter(named(wanted, list.name())::equals).isPresent();
  }

  private static PolicyList named(PolicyList list, String name) {
    return WireJson.tryRead(WireJson.tree(list).put("name", name), PolicyList.class).orElseThrow();
  }

  /** Fairway made the list for the same purpose, by its description, and nothing refers to it. */
  private static boolean isLeftover(StoredList list, PolicyList wanted) {
    return list.references().filter(count -> count == 0).isPresent()
        && purpose(list.description()).equals(purpose(wanted.description()));
  }

  private static String purpose(String description) {
    int digest = description.indexOf(" digest ");
    return digest < 0 ? description : description.substring(0, digest);
  }
}
