package dev.fairway.catalyst.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;

/**
 * The packets that a sequence takes.
 *
 * @param entries conditions that must all fit, each field once; none: every packet
 */
public record SequenceMatch(List<MatchEntry> entries) {

  /** Copies; an absent field is empty. */
  public SequenceMatch {
    entries = List.copyOf(Objects.requireNonNullElse(entries, List.of()));
  }

  /**
   * One condition of a sequence: a field, and the id of a list or a value. All entries of a
   * sequence must fit; of the values of one entry, any.
   *
   * @param field the field of the packet, as in {@code destinationDataPrefixList}
   * @param ref the id of a list; empty where the entry holds a value
   * @param value values with spaces between them; empty where the entry holds a ref
   */
  public record MatchEntry(
      String field,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String ref,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String value) {

    public static final String SOURCE_LIST = "sourceDataPrefixList";
    public static final String SOURCE_IPV6_LIST = "sourceDataIpv6PrefixList";
    public static final String DESTINATION_LIST = "destinationDataPrefixList";
    public static final String DESTINATION_IPV6_LIST = "destinationDataIpv6PrefixList";
    public static final String SOURCE_IP = "sourceIp";
    public static final String SOURCE_IPV6 = "sourceIpv6";
    public static final String DESTINATION_IP = "destinationIp";
    public static final String DESTINATION_IPV6 = "destinationIpv6";
    public static final String PROTOCOL = "protocol";
    public static final String SOURCE_PORT = "sourcePort";
    public static final String DESTINATION_PORT = "destinationPort";

    /** An absent field is empty; refuses an entry that holds both or neither. */
    public MatchEntry {
      field = Objects.requireNonNullElse(field, "");
      ref = Objects.requireNonNullElse(ref, "");
      value = Objects.requireNonNullElse(value, "");
      if (field.isEmpty() || ref.isEmpty() == value.isEmpty()) {
        throw new IllegalArgumentException("a match on '" + field + "' needs a ref or a value");
      }
    }

    /** A match on a list. */
    public static MatchEntry ofList(String field, String ref) {
      return new MatchEntry(field, ref, "");
    }

    /** A match on values. */
    public static MatchEntry ofValue(String field, String value) {
      return new MatchEntry(field, "", value);
    }
  }
}
