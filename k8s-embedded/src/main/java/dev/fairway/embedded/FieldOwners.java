package dev.fairway.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who owns which fields of one object. Immutable. */
record FieldOwners(List<FieldOwner> all) {

  private static final Comparator<FieldOwner> ORDER =
      Comparator.comparing(FieldOwner::operation)
          .thenComparing(FieldOwner::time)
          .thenComparing(FieldOwner::manager)
          .thenComparing(FieldOwner::apiVersion)
          .thenComparing(FieldOwner::subresource);

  FieldOwners {
    all = List.copyOf(all);
  }

  static FieldOwners of(ObjectNode object) {
    List<FieldOwner> owners = new ArrayList<>();
    Trees.at(object, "metadata", "managedFields")
        .forEach(entry -> owners.add(FieldOwner.parse(entry)));
    return new FieldOwners(owners);
  }

  void writeTo(ObjectNode object) {
    ArrayNode entries = Trees.array();
    all.stream()
        .filter(owner -> !owner.fields().isEmpty())
        .sorted(ORDER)
        .forEach(owner -> entries.add(owner.json()));
    if (entries.isEmpty()) {
      Trees.metadata(object).remove("managedFields");
    } else {
      Trees.metadata(object).set("managedFields", entries);
    }
  }

  Optional<FieldOwner> find(FieldOwner like) {
    return all.stream().filter(like::isSame).findFirst();
  }

  List<FieldOwner> others(FieldOwner than) {
    return all.stream().filter(owner -> !owner.isSame(than)).toList();
  }

  /** After somebody wrote fields without applying them: they are theirs alone. */
  FieldOwners updated(FieldOwner by, FieldChanges changes) {
    FieldSet lost = changes.written().and(changes.removed());
    FieldSet had = find(by).map(FieldOwner::fields).orElse(FieldSet.NONE);
    FieldSet has = had.without(changes.removed()).and(changes.written());
    return replaced(by, has, had, lost);
  }

  /** After somebody applied fields: shared with those who own the same values. */
  FieldOwners applied(FieldOwner by, FieldChanges changes) {
    FieldSet had = find(by).map(FieldOwner::fields).orElse(FieldSet.NONE);
    return replaced(by, by.fields(), had, changes.written().and(changes.removed()));
  }

  private FieldOwners replaced(FieldOwner by, FieldSet has, FieldSet had, FieldSet lost) {
    List<FieldOwner> owners = new ArrayList<>();
    for (FieldOwner owner : others(by)) {
      owners.add(owner.with(owner.fields().without(lost)));
    }
    owners.add(has.equals(had) ? find(by).orElse(by).with(has) : by.with(has));
    return new FieldOwners(owners);
  }
}
