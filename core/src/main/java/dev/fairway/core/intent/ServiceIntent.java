package dev.fairway.core.intent;

import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The intent of one Service, merged from its own annotations and its Namespace's defaults. It has
 * no key, age or provenance: two Services that declare the same have equal intents.
 *
 * @param parts at least one; a port that several parts select has the treatment of the last
 */
public record ServiceIntent(List<PortIntent> parts) {

  private static final String PORTS = "ports=";
  private static final String SPACE_SEGMENT = " " + PortIntent.SEGMENT;

  /** Copies; refuses an intent without a part. */
  public ServiceIntent {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("an intent says something about at least one port");
    }
  }

  /**
   * Reads what {@link #canonical()} writes, and nothing else: ports are names and numbers, sorted,
   * none twice; fields stand in their order with one space between them.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  public static ServiceIntent parse(String text) {
    List<PortIntent> parts = new ArrayList<>();
    for (String part : text.split("; ", -1)) {
      int space = part.indexOf(' ');
      if (!part.startsWith(PORTS) || space < 0) {
        throw new IllegalArgumentException("'" + part + "' is not 'ports=... ' and a treatment");
      }
      parts.add(words(selection(part.substring(PORTS.length(), space)), part.substring(space + 1)));
    }
    ServiceIntent intent = new ServiceIntent(parts);
    if (!intent.canonical().equals(text)) {
      throw new IllegalArgumentException("'" + text + "' is written '" + intent + "'");
    }
    return intent;
  }

  private static PortIntent words(PortSelection ports, String words) {
    int segment = words.startsWith(PortIntent.SEGMENT) ? 0 : words.indexOf(SPACE_SEGMENT) + 1;
    boolean named = segment > 0 || words.startsWith(PortIntent.SEGMENT);
    String treatment = named ? words.substring(0, Math.max(0, segment - 1)) : words;
    return new PortIntent(
        ports,
        treatment.isEmpty() ? Optional.empty() : Optional.of(Treatment.parse(treatment)),
        named
            ? Optional.of(new Segment(words.substring(segment + PortIntent.SEGMENT.length())))
            : Optional.empty());
  }

  private static PortSelection selection(String text) {
    return switch (text) {
      case PortSelection.EVERY_TEXT -> PortSelection.EVERY;
      case PortSelection.ALL_TEXT -> PortSelection.ALL;
      default -> PortSelection.listed(List.of(text.split(",", -1)));
    };
  }

  /**
   * The one text form: {@code ports=every tunnel=mpls,biz-internet fallback=none; ports=metrics
   * tunnel=public-internet fallback=any}. {@link #parse} reads it back.
   */
  public String canonical() {
    return parts.stream().map(PortIntent::canonical).collect(Collectors.joining("; "));
  }

  @Override
  public String toString() {
    return canonical();
  }
}
