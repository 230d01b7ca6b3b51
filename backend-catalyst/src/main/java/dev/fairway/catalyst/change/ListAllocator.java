package dev.fairway.catalyst.change;

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
 * The lists that are there, and which of them can serve. A list that is referred to is never
 * edited: another one takes its place, under the other of its two names.
 */
final class ListAllocator {

  private final PolicySnapshot picture;

  ListAllocator(PolicySnapshot picture) {
    this.picture = picture;
  }

  /**
   * One that says what is wanted, or how to get it.
   *
   * @param wanted under its first name
   * @param preferred ids that are referred to now; such a list stays where it says the same
   */
  AllocatedList choose(PolicyList wanted, Collection<String> preferred) {
    List<String> names = List.of(wanted.name(), CatalystNames.second(wanted.name()));
    Optional<AllocatedList> kept =
        Stream.concat(
                preferred.stream()
                    .flatMap(id -> Optional.ofNullable(picture.lists().get(id)).stream())
                    .filter(list -> names.contains(list.name())),
                names.stream().flatMap(name -> stored(wanted, name).stream()))
            .filter(list -> saysTheSame(list, wanted))
            .findFirst()
            .map(list -> choice(wanted, list.name(), list.id(), AllocatedList.Action.KEEP));
    return kept.orElseGet(() -> make(wanted, names));
  }

  private AllocatedList make(PolicyList wanted, List<String> names) {
    for (String name : names) {
      Optional<StoredList> there = stored(wanted, name);
      if (there.isEmpty()) {
        return choice(wanted, name, "", AllocatedList.Action.CREATE);
      }
      if (isLeftover(there.get(), wanted)) {
        return choice(wanted, name, there.get().id(), AllocatedList.Action.REPLACE);
      }
    }
    throw new BackendException(
        ErrorKind.REJECTED,
        "the lists '"
            + names.get(0)
            + "' and '"
            + names.get(1)
            + "' are both in use; let whatever Fairway did not write refer to lists of its own");
  }

  private Optional<StoredList> stored(PolicyList wanted, String name) {
    return picture.listNamed(WireJson.tree(wanted).path("type").asText(), name);
  }

  private static AllocatedList choice(
      PolicyList wanted, String name, String id, AllocatedList.Action deed) {
    return new AllocatedList(AllocatedList.named(wanted, name), id, deed);
  }

  private static boolean saysTheSame(StoredList there, PolicyList wanted) {
    return there.read().filter(AllocatedList.named(wanted, there.name())::equals).isPresent();
  }

  /** Fairway wrote it, by its description, and nothing refers to it. */
  private static boolean isLeftover(StoredList there, PolicyList wanted) {
    return there.references().filter(count -> count == 0).isPresent()
        && author(there.description()).equals(author(wanted.description()));
  }

  private static String author(String description) {
    int digest = description.indexOf(" digest ");
    return digest < 0 ? description : description.substring(0, digest);
  }
}
