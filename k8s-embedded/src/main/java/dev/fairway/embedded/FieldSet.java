package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Fields of an object, as {@code managedFields} names them ({@code f:} a field, {@code k:} an item
 * by its key, {@code v:} a value of a set). Immutable.
 *
 * @param paths the steps of each path joined by {@link #STEP}, so that a field comes right before
 *     what is in it
 */
record FieldSet(NavigableSet<String> paths) {

  static final char STEP = '\0';
  static final FieldSet NONE = new FieldSet(List.of());

  FieldSet(Collection<String> paths) {
    this(new TreeSet<>(paths));
  }

  FieldSet {
    paths = Collections.unmodifiableNavigableSet(paths);
  }

  static String below(String path, String step) {
    return path.isEmpty() ? step : path + STEP + step;
  }

  static List<String> steps(String path) {
    return List.of(path.split(String.valueOf(STEP)));
  }

  /** From the JSON of one owner. */
  static FieldSet parse(JsonNode fields) {
    List<String> paths = new ArrayList<>();
    collect(fields, "", paths);
    return new FieldSet(paths);
  }

  private static void collect(JsonNode fields, String path, List<String> paths) {
    if (!path.isEmpty() && (fields.isEmpty() || fields.has("."))) {
      paths.add(path);
    }
    for (String step : JsonTrees.fields(fields)) {
      if (!".".equals(step)) {
        collect(fields.path(step), below(path, step), paths);
      }
    }
  }

  ObjectNode json() {
    ObjectNode root = JsonTrees.object();
    for (String path : paths) {
      ObjectNode here = root;
      for (String step : steps(path)) {
        here = JsonTrees.child(here, step);
      }
      if (hasBelow(path)) {
        here.putObject(".");
      }
    }
    return root;
  }

  boolean has(String path) {
    return paths.contains(path);
  }

  /** Whether a field in this one is among them. */
  boolean hasBelow(String path) {
    String next = paths.higher(path);
    return next != null && next.startsWith(path + STEP);
  }

  FieldSet and(FieldSet more) {
    TreeSet<String> all = new TreeSet<>(paths);
    all.addAll(more.paths);
    return new FieldSet(all);
  }

  FieldSet without(FieldSet less) {
    return only(path -> !less.has(path));
  }

  FieldSet only(Predicate<String> wanted) {
    return new FieldSet(paths.stream().filter(wanted).toList());
  }

  boolean isEmpty() {
    return paths.isEmpty();
  }

  /** A path as a person reads it: {@code .spec.ports[port=80,protocol="TCP"].targetPort}. */
  static String readable(String path) {
    StringBuilder text = new StringBuilder();
    for (String step : steps(path)) {
      String rest = step.substring(2);
      if (step.startsWith("f:")) {
        text.append('.').append(rest);
      } else if (step.startsWith("k:")) {
        String key = rest.substring(1, rest.length() - 1);
        text.append('[').append(key.replaceAll("\"(\\w+)\":", "$1=")).append(']');
      } else {
        text.append('[').append('=').append(rest).append(']');
      }
    }
    return text.toString();
  }
}
