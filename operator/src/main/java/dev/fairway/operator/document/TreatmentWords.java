package dev.fairway.operator.document;

import dev.fairway.core.policy.Admission;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The words of a treatment, by the names that annotations have for them, and their text. */
final class TreatmentWords {

  static final String TUNNEL = "tunnel";
  static final String FALLBACK = "fallback";
  static final String ENCRYPTION = "encryption";
  static final String INSPECT = "inspect";
  static final String DSCP = "dscp";
  static final String ACCESS = "access";
  static final String SEGMENT = "segment";

  private static final String NONE = "none";

  private TreatmentWords() {}

  /** The words besides {@code tunnel} and {@code fallback}, in the order of the canonical text. */
  static Map<String, String> besidesSteer(Treatment treatment) {
    Map<String, String> words = new LinkedHashMap<>();
    if (treatment.requiresEncryption()) {
      words.put(ENCRYPTION, "required");
    }
    treatment.inspect().ifPresent(function -> words.put(INSPECT, function));
    treatment.dscp().ifPresent(mark -> words.put(DSCP, mark.text()));
    treatment.admission().map(Admission::text).ifPresent(text -> words.put(ACCESS, text));
    return Collections.unmodifiableMap(words);
  }

  /** Every word, in the order of the canonical text. */
  static Map<String, String> all(Treatment treatment) {
    Map<String, String> words = new LinkedHashMap<>();
    treatment
        .steer()
        .ifPresent(
            steer -> {
              words.put(TUNNEL, transports(steer).stream().collect(Collectors.joining(",")));
              words.put(FALLBACK, steer.fallback().text());
            });
    words.putAll(besidesSteer(treatment));
    return words;
  }

  /** The names of the wanted transports, best first. */
  static List<String> transports(Steer steer) {
    return steer.preference().stream().map(Transport::value).toList();
  }

  /** True where the words of a rule drop every packet that it takes. */
  static boolean drop(Map<String, String> words) {
    return words.containsKey(ACCESS);
  }

  /**
   * What a rule does with its packets: {@code biz-internet, then mpls, else dropped, marked ef}.
   *
   * @param functionSite the site of the service function; empty where it is not told
   */
  static String text(
      List<String> transports, String fallback, Map<String, String> words, String functionSite) {
    if (drop(words)) {
      return "dropped";
    }
    boolean encrypted = words.containsKey(ENCRYPTION);
    boolean mayTakeAny = transports.isEmpty() || !fallback.equals(NONE);
    List<String> parts = new ArrayList<>();
    if (!transports.isEmpty()) {
      parts.add(String.join(", then ", transports));
    }
    if (mayTakeAny) {
      String any = encrypted ? "any encrypted path" : "any path";
      parts.add(transports.isEmpty() ? any : "else " + any);
    }
    if (encrypted || !mayTakeAny) {
      parts.add("else dropped");
    }
    if (encrypted && !mayTakeAny) {
      parts.add("encrypted paths only");
    }
    parts.addAll(behindPath(words, functionSite.isEmpty() ? "" : " at site " + functionSite));
    return String.join(", ", parts);
  }

  /**
   * What the words add to a path: {@code encrypted paths only}, {@code through firewall}, {@code
   * marked ef}.
   *
   * @param behindFunction goes on behind the name of the service function
   */
  static List<String> additions(Map<String, String> words, String behindFunction) {
    List<String> additions = new ArrayList<>();
    if (words.containsKey(ENCRYPTION)) {
      additions.add("encrypted paths only");
    }
    additions.addAll(behindPath(words, behindFunction));
    return additions;
  }

  private static List<String> behindPath(Map<String, String> words, String behindFunction) {
    List<String> additions = new ArrayList<>();
    if (words.containsKey(INSPECT)) {
      additions.add("through " + words.get(INSPECT) + behindFunction);
    }
    if (words.containsKey(DSCP)) {
      additions.add("marked " + words.get(DSCP));
    }
    return additions;
  }
}
