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

/**
 * Reads annotations, as far as they can be understood without the ports of the Service and without
 * the WAN. Pure functions: neither the order of a map nor anything read before has an effect, no
 * text of a user's makes them throw, and no text reaches an intent but names, numbers and words of
 * the grammar.
 *
 * <p>A Service's own keys win over those of its Namespace, which are defaults. For a port the order
 * is: own key for that port, own general key, default for that port, general default; {@code
 * tunnel} and {@code fallback} each on its own. {@code class: none} on the Service drops every
 * default. From this follow
 *
 * <ul>
 *   <li>own {@code fallback.http: any} and own {@code tunnel}: port http has that tunnel and that
 *       fallback, the other ports the tunnel and their own fallback;
 *   <li>own {@code tunnel} and a default {@code tunnel.metrics}: metrics has the Service's tunnel;
 *   <li>own {@code fallback} and a default {@code tunnel.metrics}: metrics has the default's tunnel
 *       and the Service's fallback;
 *   <li>own {@code fallback}, {@code fallback.http} or {@code ports} where no tunnel applies: an
 *       error; as defaults alone they wait for a Service that names a tunnel.
 * </ul>
 *
 * <p>{@code ports} says which ports the general treatment is for; without it, every port of the
 * Service. A {@code tunnel.metrics} covers metrics whether or not it is listed. A {@code
 * fallback.metrics} covers nothing: a Service's own one is an error where {@code ports} does not
 * name metrics and no {@code tunnel.metrics} applies, a default is skipped there.
 *
 * <p>A default that cannot be used holds exactly the Services that would take it; see {@link
 * #checkNamespace} for who is told what is wrong with it, and {@link #defaultsFor} for defaults of
 * ports that a Service lacks. A key with our prefix that is none of ours may be a misspelt {@code
 * tunnel}: as a default it holds the Services with neither {@code tunnel} nor {@code class} of
 * their own. A key that is not carried out yet holds every Service that has no such key itself.
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
   * Reads the annotations of a Service and of its Namespace.
   *
   * @param service whose they are
   * @param own the annotations of the Service; keys of other people are left alone
   * @param namespace the annotations of its Namespace
   * @param lastGood what the status of the Service holds; absent or empty: nothing
   * @param options what the operator chose
   * @return what they ask for; nothing asked and no error means that nobody asked for anything,
   *     whatever the last good intent is. Diagnostics are sorted, and speak of the Service
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
    return new IntentReader(service, layers, options).read(lastGood.orElse(""));
  }

  /**
   * The annotations of a Namespace without the keys for ports that a Service does not have. Whoever
   * knows the ports hands the result to {@link #read}; then a default for a port, right or wrong,
   * concerns only the Services that have this port.
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
   * What is wrong with the defaults of a Namespace, once for all of its Services: each Service that
   * such a default holds is told so by {@link #read}, but not why.
   *
   * @return the diagnostics, sorted; they speak of the Namespace {@code cluster/namespace}
   */
  public static List<Diagnostic> checkNamespace(
      String cluster, String namespace, Map<String, String> annotations) {
    return ObjectAnnotations.parse(namespaceSubject(cluster, namespace), annotations)
        .diagnostics()
        .stream()
        .sorted()
        .toList();
  }

  /**
   * True for a key that speaks to Fairway, right or wrong: with our prefix in whatever case, or the
   * alias. All others mean nothing here and need not be kept.
   */
  public static boolean isOurs(String key) {
    return AnnotationKey.hasPrefix(key) || key.equals(ALIAS);
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
