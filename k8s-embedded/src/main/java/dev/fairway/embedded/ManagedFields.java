package dev.fairway.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The managed fields of one object, by field manager. Immutable. */
record ManagedFields(List<ManagedFieldsEntry> all) {

  private static final Comparator<ManagedFieldsEntry> ORDER =
      Comparator.comparing(ManagedFieldsEntry::operation)
          .thenComparing(ManagedFieldsEntry::time)
          .thenComparing(ManagedFieldsEntry::manager)
          .thenComparing(ManagedFieldsEntry::apiVersion)
          .thenComparing(ManagedFieldsEntry::subresource);

  ManagedFields {
    all = List.copyOf(all);
  }

  static ManagedFields of(ObjectNode object) {
    List<ManagedFieldsEntry> owners = new ArrayList<>();
    JsonTrees.at(object, "metadata", "managedFields")
        .forEach(entry -> owners.add(ManagedFieldsEntry.parse(entry)));
    return new ManagedFields(owners);
  }

  void writeTo(ObjectNode object) {
    ArrayNode entries = JsonTrees.array();
    all.stream()
        .filter(owner -> !owner.fields().isEmpty())
        .sorted(ORDER)
        .forEach(owner -> entries.add(owner.json()));
    if (entries.isEmpty()) {
      JsonTrees.metadata(object).remove("managedFields");
    } else {
      JsonTrees.metadata(object).set("managedFields", entries);
    }
  }

  Optional<ManagedFieldsEntry> find(ManagedFieldsEntry like) {
    return all.stream().filter(like::isSame).findFirst();
  }

  List<ManagedFieldsEntry> others(ManagedFieldsEntry than) {
    return all.stream().filter(owner -> !owner.isSame(than)).toList();
  }

  /** After an update: the written fields belong to its manager alone. */
  ManagedFields updated(ManagedFieldsEntry by, FieldChanges changes) {
    FieldSet lost = changes.written().and(changes.removed());
    FieldSet had = find(by).map(ManagedFieldsEntry::fields).orElse(FieldSet.NONE);
    FieldSet has = had.without(changes.removed()).and(changes.written());
    return replaced(by, has, had, lost);
  }

  /** After a server-side apply: fields are shared with managers of the same values. */
  ManagedFields applied(ManagedFieldsEntry by, FieldChanges changes) {
    FieldSet had = find(by).map(ManagedFieldsEntry::fields).orElse(FieldSet.NONE);
    return replaced(by, by.fields(), had, changes.written().and(changes.removed()));
  }

  private ManagedFields replaced(ManagedFieldsEntry by, FieldSet has, FieldSet had, FieldSet lost) {
    List<ManagedFieldsEntry> owners = new ArrayList<>();
    for (ManagedFieldsEntry owner : others(by)) {
      owners.add(owner.with(owner.fields().without(lost)));
    }
    owners.add(has.equals(had) ? find(by).orElse(by).with(has) : by.with(has));
    return new ManagedFields(owners);
  }
}
