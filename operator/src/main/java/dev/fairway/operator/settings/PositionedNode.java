package dev.fairway.operator.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A piece of a YAML document that knows where it stands. Immutable. */
sealed interface PositionedNode {

  /** Where it begins. */
  FilePosition at();

  /** The answer of the function for what this is. */
  <T> T fold(
      Function<Scalar, T> scalar, Function<Mapping, T> mapping, Function<Sequence, T> sequence);

  /**
   * One value, as text whatever its YAML type.
   *
   * @param text as written, without quotes; empty for null
   */
  record Scalar(FilePosition at, String text) implements PositionedNode {

    /** A text that comes from no file. */
    static Scalar of(String text) {
      return new Scalar(FilePosition.START, text);
    }

    @Override
    public <T> T fold(
        Function<Scalar, T> scalar, Function<Mapping, T> mapping, Function<Sequence, T> sequence) {
      return scalar.apply(this);
    }
  }

  /**
   * Values by key.
   *
   * @param members in the order of the file, each key once
   */
  record Mapping(FilePosition at, List<Member> members) implements PositionedNode {

    /** Copies. */
    public Mapping {
      members = List.copyOf(members);
    }

    /** The value of a key, where the key is there. */
    Optional<PositionedNode> valueOf(String key) {
      return members.stream().filter(m -> m.key().equals(key)).map(Member::value).findFirst();
    }

    @Override
    public <T> T fold(
        Function<Scalar, T> scalar, Function<Mapping, T> mapping, Function<Sequence, T> sequence) {
      return mapping.apply(this);
    }
  }

  /**
   * A list.
   *
   * @param items in the order of the file
   */
  record Sequence(FilePosition at, List<PositionedNode> items) implements PositionedNode {

    /** Copies. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public <T> T fold(
        Function<Scalar, T> scalar, Function<Mapping, T> mapping, Function<Sequence, T> sequence) {
      return sequence.apply(this);
    }
  }

  /**
   * A key of a mapping, and its value.
   *
   * @param at where the key begins
   */
  record Member(FilePosition at, String key, PositionedNode value) {}
}
