package dev.fairway.k8s.manifest;

import dev.fairway.k8s.objects.ObjectFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A document, or an item of a list, before it is bound to a type.
 *
 * @param fields its fields as they were parsed
 */
record UnstructuredObject(Map<?, ?> fields) {

  String apiVersion() {
    return text(fields, "apiVersion");
  }

  String kind() {
    return text(fields, "kind");
  }

  /** {@code apps/v1/Deployment}. */
  String type() {
    return apiVersion() + "/" + kind();
  }

  String name() {
    return written(metadata().get("name"));
  }

  /** The prefix of the name that an API server makes up; empty where there is none. */
  String generateName() {
    return written(metadata().get("generateName"));
  }

  /** The namespace that it names; {@code default} where it names none. */
  String namespace() {
    String named = writtenNamespace();
    return named.isEmpty() ? ObjectFields.DEFAULT_NAMESPACE : named;
  }

  /** The namespace that it names; empty where it names none. */
  String writtenNamespace() {
    return written(metadata().get("namespace"));
  }

  /** True for {@code List} and for the lists of one kind, as {@code ServiceList}. */
  boolean isList() {
    return kind().endsWith("List") && fields.get("items") instanceof List;
  }

  /**
   * True for what has items and is no list: no kind of the core group is like that, so its kind is
   * a {@code List} that was cut off.
   */
  boolean isCutOffList() {
    return fields.get("items") instanceof List && apiVersion().equals("v1") && !isList();
  }

  List<?> items() {
    return fields.get("items") instanceof List<?> items ? items : List.of();
  }

  /** The item with the list's version and kind where it has none of its own. */
  UnstructuredObject item(Map<?, ?> item) {
    String itemKind = kind().substring(0, kind().length() - "List".length());
    if (itemKind.isEmpty() || item.containsKey("kind")) {
      return new UnstructuredObject(item);
    }
    return new UnstructuredObject(item).with("apiVersion", apiVersion()).with("kind", itemKind);
  }

  /** The same object with this namespace written out where it names none. */
  UnstructuredObject inNamespace(String namespace) {
    return writtenNamespace().isEmpty() ? withMetadata("namespace", namespace) : this;
  }

  /** The same object with this name. */
  UnstructuredObject named(String name) {
    return withMetadata("name", name);
  }

  /** The same object with another value of a field. */
  UnstructuredObject with(String field, @Nullable Object value) {
    return new UnstructuredObject(with(fields, field, value));
  }

  private UnstructuredObject withMetadata(String field, String value) {
    return with("metadata", with(metadata(), field, value));
  }

  /** A copy of a mapping with another value of a field. */
  static Map<?, ?> with(Map<?, ?> fields, String field, @Nullable Object value) {
    Map<Object, @Nullable Object> changed = new LinkedHashMap<>(fields);
    changed.put(field, value);
    return changed;
  }

  /**
   * The template of its pods, {@code spec.template}, or that of the Jobs it makes, {@code
   * spec.jobTemplate.spec.template}; empty where neither has a container.
   */
  Map<?, ?> podTemplate() {
    Map<?, ?> spec = map(fields, "spec");
    Map<?, ?> jobs = map(map(spec, "jobTemplate"), "spec");
    return Stream.<Map<?, ?>>of(map(spec, "template"), map(jobs, "template"))
        .filter(UnstructuredObject::hasContainers)
        .findFirst()
        .orElse(Map.of());
  }

  private static boolean hasContainers(Map<?, ?> template) {
    return map(template, "spec").get("containers") instanceof List<?> containers
        && !containers.isEmpty();
  }

  private Map<?, ?> metadata() {
    return map(fields, "metadata");
  }

  /** The mapping that a field holds; empty where it holds none. */
  static Map<?, ?> map(Map<?, ?> fields, String key) {
    return fields.get(key) instanceof Map<?, ?> map ? map : Map.of();
  }

  /** As it is written, whatever its type: a number is refused later, by name and not as missing. */
  private static String written(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static String text(Map<?, ?> fields, String key) {
    return fields.get(key) instanceof String text ? text : "";
  }
}
