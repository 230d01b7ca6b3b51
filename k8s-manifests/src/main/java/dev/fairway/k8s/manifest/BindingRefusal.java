package dev.fairway.k8s.manifest;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The field that an object was refused for.
 *
 * @param field its path: {@code spec.ports[0].port}; {@code ?} where it is not known
 * @param line its line in the file; 0 where it is not known
 * @param why what is wrong with its value, and what would be right
 */
record BindingRefusal(String field, int line, String why) {

  static BindingRefusal of(IllegalArgumentException refused, Map<?, ?> written) {
    if (!(refused.getCause() instanceof JsonMappingException mapping)) {
      return new BindingRefusal("?", 0, "it has not the form of its kind");
    }
    StringBuilder path = new StringBuilder();
    Object value = written;
    int line = 0;
    for (Reference reference : mapping.getPath()) {
      String name = reference.getFieldName();
      if (name == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.length() == 0 ? "" : ".").append(name);
      }
      line = value instanceof LocatedMap map && name != null ? map.line(name) : line;
      value = child(value, reference);
    }
    return new BindingRefusal(path.toString(), line, found(value) + wanted(mapping));
  }

  private static @Nullable Object child(@Nullable Object value, Reference reference) {
    if (value instanceof Map<?, ?> map) {
      return map.get(reference.getFieldName());
    }
    return value instanceof List<?> list && reference.getIndex() < list.size()
        ? list.get(Math.max(0, reference.getIndex()))
        : null;
  }

  private static String found(@Nullable Object value) {
    if (value instanceof Boolean) {
      return "is a truth value, as on, off, yes, no, y, n, true and false are without quotes";
    }
    if (value instanceof Number) {
      return "is a number";
    }
    if (value instanceof Map) {
      return "is a mapping";
    }
    return value instanceof Collection ? "is a list" : "is a text or of another type";
  }

  private static String wanted(JsonMappingException mapping) {
    Class<?> wanted =
        mapping instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    if (wanted == null) {
      return "; Kubernetes has another type there";
    }
    if (wanted == String.class) {
      return "; Kubernetes has a text there: put it in quotes";
    }
    if (wanted == Boolean.class) {
      return "; Kubernetes has true or false there, without quotes";
    }
    if (Number.class.isAssignableFrom(wanted)) {
      return "; Kubernetes has a whole number there, without quotes";
    }
    return Collection.class.isAssignableFrom(wanted)
        ? "; Kubernetes has a list there"
        : "; Kubernetes has another type there";
  }
}
