package dev.fairway.k8s.objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Null-safe access to the fields of fabric8's model. A key without a value, as in {@code
 * annotations:}, is null in the model; here it is empty.
 */
public final class ObjectFields {

  /** The namespace of a namespaced object that names none. */
  public static final String DEFAULT_NAMESPACE = "default";

  private ObjectFields() {}

  /** The list without elements that are null; empty where it is missing. */
  public static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
  }

  /** The map, with empty texts for values that are null; empty where it is missing. */
  public static Map<String, String> map(@Nullable Map<String, String> map) {
    if (map == null) {
      return Map.of();
    }
    Map<String, String> whole = new TreeMap<>();
    map.forEach((key, value) -> whole.put(key, text(value)));
    return whole;
  }

  /** The text; empty where it is missing. */
  public static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** The number; absent where it is missing. */
  public static OptionalInt number(@Nullable Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The object's name; empty where it has none. */
  public static String name(HasMetadata object) {
    return object.getMetadata() == null ? "" : text(object.getMetadata().getName());
  }

  /** The object's namespace; {@link #DEFAULT_NAMESPACE} where it names none. */
  public static String namespace(HasMetadata object) {
    String named = object.getMetadata() == null ? "" : text(object.getMetadata().getNamespace());
    return named.isEmpty() ? DEFAULT_NAMESPACE : named;
  }

  /** The object's labels. */
  public static Map<String, String> labels(HasMetadata object) {
    return object.getMetadata() == null ? Map.of() : map(object.getMetadata().getLabels());
  }

  /** The object's annotations. */
  public static Map<String, String> annotations(HasMetadata object) {
    return object.getMetadata() == null ? Map.of() : map(object.getMetadata().getAnnotations());
  }
}
