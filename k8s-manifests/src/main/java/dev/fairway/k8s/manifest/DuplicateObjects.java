package dev.fairway.k8s.manifest;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where each object was seen. The same content twice is one object; different contents are none,
 * because nothing tells which is meant: the order of files certainly does not.
 */
final class DuplicateObjects {

  private record Seen(String file, UnstructuredObject tree) {}

  private final SortedMap<ObjectName, List<Seen>> byName = new TreeMap<>();

  void add(ObjectName name, String file, UnstructuredObject tree) {
    byName.computeIfAbsent(name, absent -> new ArrayList<>()).add(new Seen(file, tree));
  }

  /** Hands on every object with one content, in order, with the first file that holds it. */
  void settle(FileDiagnostics findings, ObjectBinder binder) {
    byName.forEach(
        (name, sightings) -> {
          if (sightings.stream().map(Seen::tree).distinct().count() > 1) {
            findings.add(duplicate(name, sightings));
          } else {
            binder.bind(name, sightings.get(0).file, sightings.get(0).tree);
          }
        });
  }

  private static Diagnostic duplicate(ObjectName name, List<Seen> sightings) {
    List<String> files = sightings.stream().map(Seen::file).distinct().sorted().toList();
    String where =
        files.size() == 1 ? "twice in " + files.get(0) : "in " + String.join(" and in ", files);
    return Diagnostic.error(
        DiagnosticCode.DUPLICATE_OBJECT,
        FileDiagnostics.subject(files.get(0)),
        "",
        name.toString(),
        name + " stands " + where + " with different content; none of them is used");
  }

  /** Takes an object that stands for itself. */
  interface ObjectBinder {
    void bind(ObjectName name, String file, UnstructuredObject tree);
  }
}
