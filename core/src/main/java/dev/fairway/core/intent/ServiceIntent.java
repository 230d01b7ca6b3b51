package dev.fairway.core.intent;

import dev.fairway.core.policy.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one Service asks for, put together from its own annotations and its namespace's defaults.
 * Without key, age or provenance: two Services that ask for the same have equal intents.
 *
 * @param parts at least one; a port that several parts select has the treatment of the last
 */
public record ServiceIntent(List<PortIntent> parts) {

  /** Copies; refuses an intent without a part. */
  public ServiceIntent {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("an intent says something about at least one port");
    }
  }

  /**
   * Reads what {@link #canonical()} writes.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  public static ServiceIntent parse(String text) {
    List<PortIntent> parts = new ArrayList<>();
    for (String part : text.split("; ", -1)) {
      int space = part.indexOf(' ');
      if (!part.startsWith("ports=") || space < 0) {
        throw new IllegalArgumentException("'" + part + "' is not 'ports=... ' and a treatment");
      }
      parts.add(
          new PortIntent(
              selection(part.substring("ports=".length(), space)),
              Treatment.parse(part.substring(space + 1))));
    }
    return new ServiceIntent(parts);
  }

  private static PortSelection selection(String text) {
    return switch (text) {
      case "every" -> PortSelection.EVERY;
      case "all" -> PortSelection.ALL;
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
