package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.Subject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The parser of annotations, as far as they can be read without the ports of the Service and
 * without the WAN. Pure functions: neither the order of a map nor earlier calls have an effect, no
 * user input makes them throw, and no text reaches an intent but names, numbers and words of the
 * grammar.
 *
 * <p>A Service's own keys win over those of its Namespace, which are defaults. For a port the order
 * is: own key for that port, own general key, default for that port, general default; each word on
 * its own. {@code class: none} on the Service drops every default. From this follow
 *
 * <ul>
 *   <li>own {@code fallback.http: any} and own {@code tunnel}: port http has that tunnel and that
 *       fallback, the other ports the tunnel and their own fallback;
 *   <li>own {@code tunnel} and a default {@code tunnel.metrics}: metrics has the Service's tunnel;
 *   <li>own {@code fallback} and a default {@code tunnel.metrics}: metrics has the default's tunnel
 *       and the Service's fallback;
 *   <li>own {@code dscp} and a default {@code tunnel}: every port has both;
 *   <li>own {@code fallback} or {@code fallback.http} where no tunnel applies, own {@code ports}
 *       where nothing is asked for: an error; as defaults alone they wait for a Service that asks.
 * </ul>
 *
 * <p>{@code ports} says which ports the general keys are for; without it, every port of the
 * Service. A key for one port, of any word but {@code fallback}, covers that port whether or not it
 * is listed; where it is not, general keys have no part in what is asked for it, but for {@code
 * fallback}, which goes with any tunnel. A {@code fallback.metrics} covers nothing: a Service's own
 * one is an error where no tunnel is asked for metrics, a default is skipped there. See {@link
 * CombinationCheck} for what else is an error.
 *
 * <p>A default that cannot be used holds exactly the Services that would take it; see {@link
 * #checkNamespace} for its errors, and {@link #defaultsFor} for defaults of ports that a Service
 * lacks. A key with the prefix that is not in the vocabulary may be a misspelt {@code tunnel}: as a
 * default it holds the Services with neither {@code tunnel} nor {@code class} of their own. A key
 * that is not built yet holds every Service without such a key of its own.
 */
public final class IntentAnnotations {

  /** The prefix of Fairway's keys. */
  public static final String PREFIX = "fairway.dev/";

  /** The key of the reference operator, which means {@code fairway.dev/tunnel}. */
  public static final String ALIAS = "policy.sdwan.cisco.com/tunnel";

  /**
   * The type of the Service condition whose message is the canonical text of the last good intent.
   */
  public static final String ACCEPTED_CONDITION = PREFIX + "Accepted";

  private IntentAnnotations() {}

  /**
   * Reads the annotations of a Service and of its Namespace. A key that is nearly Fairway's has no
   * effect, and a warning: on the Service here, on the Namespace in {@link #checkNamespace}.
   *
   * @param service the Service
   * @param own the annotations of the Service; keys of other programs are ignored
   * @param namespace the annotations of its Namespace
   * @param lastGood the canonical text of the last good intent in its status; absent or empty: none
   * @param options the configuration
   * @return the reading; no intent and no error means that none is declared, whatever the last good
   *     intent is. Diagnostics are sorted, and are about the Service
   */
  public static IntentReading read(
      ServiceKey service,
      Map<String, String> own,
      Map<String, String> namespace,
      Optional<String> lastGood,
      IntentOptions options) {
    AnnotationLayers layers =
        AnnotationLayers.of(
            ObjectAnnotations.parse(service.subject(), own),
            ObjectAnnotations.parse(
                namespaceSubject(service.cluster(), service.namespace()), namespace));
    return new IntentReader(service, layers, options)
        .read(lastGood.orElse(""))
        .with(IgnoredKeys.annotations(service.subject(), own.keySet()));
  }

  /**
   * The annotations of a Namespace without the keys for ports that a Service does not have. A
   * caller that knows the ports passes the result to {@link #read}; then a default for a port,
   * valid or not, applies only to the Services with this port.
   *
   * @param ports the names of the Service's ports
   * @param namespace the annotations of the Namespace
   * @return the rest, sorted by key
   */
  public static SortedMap<String, String> defaultsFor(
      Set<String> ports, Map<String, String> namespace) {
    SortedMap<String, String> defaults = new TreeMap<>(namespace);
    defaults.keySet().removeIf(key -> isForPortBeside(ports, key));
    return Collections.unmodifiableSortedMap(defaults);
  }

  /**
   * The errors of the defaults of a Namespace, once for all of its Services: {@link #read} only
   * reports to a Service that such a default holds it.
   *
   * @return the diagnostics, sorted; they are about the Namespace {@code cluster/namespace}
   */
  public static List<Diagnostic> checkNamespace(
      String cluster, String namespace, Map<String, String> annotations) {
    Subject subject = namespaceSubject(cluster, namespace);
    ObjectAnnotations defaults = ObjectAnnotations.parse(subject, annotations);
    return Stream.of(
            defaults.diagnostics(),
            CombinationCheck.ofDefaults(subject, defaults),
            IgnoredKeys.annotations(subject, annotations.keySet()))
        .flatMap(List::stream)
        .sorted()
        .toList();
  }

  /**
   * The warnings about labels of a Service whose keys count as annotations only.
   *
   * @param labels the keys of its labels
   * @param annotations its annotations: a label beside the annotation of that key is no mistake
   * @return the diagnostics, sorted
   */
  public static List<Diagnostic> checkLabels(
      ServiceKey service, Set<String> labels, Map<String, String> annotations) {
    return IgnoredKeys.labels(service.subject(), labels, annotations.keySet());
  }

  /** As {@link #checkLabels(ServiceKey, Set, Map)}, of a Namespace. */
  public static List<Diagnostic> checkLabels(
      String cluster, String namespace, Set<String> labels, Map<String, String> annotations) {
    return IgnoredKeys.labels(namespaceSubject(cluster, namespace), labels, annotations.keySet());
  }

  /**
   * True for a key of Fairway's, valid or not: with the prefix in whatever case, or the alias. All
   * other keys have no effect.
   */
  public static boolean isOurs(String key) {
    return AnnotationKey.hasPrefix(key) || key.equals(ALIAS);
  }

  /**
   * True for the key of an annotation that has an effect or a warning. All other ones need not be
   * kept.
   */
  public static boolean isWorthKeeping(String key) {
    return isOurs(key) || IgnoredKeys.meant(key).isPresent();
  }

  /** True for the key of a label that has a warning. All other ones need not be kept. */
  public static boolean isMisplacedLabel(String key) {
    return IgnoredKeys.meantByLabel(key).isPresent();
  }

  private static boolean isForPortBeside(Set<String> ports, String key) {
    return AnnotationKey.hasPrefix(key)
        && AnnotationKey.parse(key)
            .value()
            .filter(known -> !known.isGeneral() && !ports.contains(known.port()))
            .isPresent();
  }

  private static Subject namespaceSubject(String cluster, String namespace) {
    return new Subject(Subject.Kind.NAMESPACE, cluster + "/" + namespace);
  }
}
