package dev.fairway.mock;

import java.util.List;
import java.util.Map;

/**
 * A value in a fabric file, and where it stands.
 *
 * @param kind what sort of value
 * @param at where it begins
 * @param text the text of a scalar
 * @param items the values of a list
 * @param fields the fields of a map, in the order of the file
 */
record FabricNode(
    Kind kind, Spot at, String text, List<FabricNode> items, Map<String, Field> fields) {

  /** The sorts of values. */
  enum Kind {
    SCALAR("a single value"),
    LIST("a list"),
    MAP("a map"),
    NOTHING("nothing");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** A place in a file, both counted from 1. */
  record Spot(int line, int column) {
    @Override
    public String toString() {
      return "line " + line + ", column " + column;
    }
  }

  /** A field of a map, and where its key stands. */
  record Field(Spot at, FabricNode value) {}

  static FabricNode scalar(Spot at, String text) {
    return new FabricNode(Kind.SCALAR, at, text, List.of(), Map.of());
  }

  static FabricNode nothing(Spot at) {
    return new FabricNode(Kind.NOTHING, at, "", List.of(), Map.of());
  }

  static FabricNode list(Spot at, List<FabricNode> items) {
    return new FabricNode(Kind.LIST, at, "", items, Map.of());
  }

  static FabricNode map(Spot at, Map<String, Field> fields) {
    return new FabricNode(Kind.MAP, at, "", List.of(), fields);
  }
}
