package dev.fairway.operator.settings;

import java.util.Optional;

/** What the value of a setting may be, and how it is read. Immutable. */
interface ValueKind<T> {

  /** What would be right, as it stands after "is not" and "takes". */
  String expectation();

  /** The value; empty where it is not right, which is reported. */
  Optional<T> read(String key, PositionedNode node, Mistakes mistakes);

  /** True where one text can say it: such a setting is a flag and a variable too. */
  default boolean oneText() {
    return true;
  }
}
