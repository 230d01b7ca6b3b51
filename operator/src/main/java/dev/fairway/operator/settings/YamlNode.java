package dev.fairway.operator.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.io.ContentReference;
import java.util.List;

/**
 * A part of a YAML document, with its place. Immutable.
 *
 * @param at where it begins: line and column, from 1
 * @param text of a scalar, whatever its YAML type: as written, without quotes, empty for null
 * @param members of a mapping by key, each key once; of a sequence its items, with empty keys; in
 *     the order of the file
 */
record YamlNode(Kind kind, JsonLocation at, String text, List<Member> members) {

  /** Where a text begins, and where everything stands that comes from no file. */
  static final JsonLocation START = location(1, 1);

  /** The kinds of nodes. */
  enum Kind {
    SCALAR,
    MAPPING,
    SEQUENCE
  }

  /**
   * A key of a mapping and its value, or an item of a sequence.
   *
   * @param at where the key begins
   */
  record Member(JsonLocation at, String key, YamlNode value) {}

  /** Copies. */
  YamlNode {
    members = List.copyOf(members);
  }

  static YamlNode scalar(JsonLocation at, String text) {
    return new YamlNode(Kind.SCALAR, at, text, List.of());
  }

  static JsonLocation location(int line, int column) {
    return new JsonLocation(ContentReference.unknown(), -1, line, column);
  }

  /** True for null, and for a scalar without a text. */
  boolean isEmptyScalar() {
    return kind == Kind.SCALAR && text.isEmpty();
  }
}
