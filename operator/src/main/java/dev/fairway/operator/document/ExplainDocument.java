package dev.fairway.operator.document;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.endpoint.ServiceEndpoints;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.translate.RuleOrigin;
import dev.fairway.core.translate.Translation;
import dev.fairway.core.wan.SiteId;
import dev.fairway.runtime.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The explanation of one Service in JSON.
 *
 * @param formatVersion {@link Json#FORMAT_VERSION}
 * @param service {@code cluster/namespace/name}
 * @param declaration {@code valid}, {@code held}, {@code unusable} or {@code absent}
 * @param accepted the canonical text of the accepted intent, in force as far as the condition
 *     {@code Programmed} says; empty: there is none
 * @param asked the annotations that decide, with their objects
 * @param conditions the conditions of its status
 * @param look the look at the fabric that this is based on
 * @param rules its rules, in their order
 * @param addresses its addresses, ascending
 * @param lost the address ports that it lost, each with the winner
 * @param diagnostics the diagnostics that concern it
 * @param words the words in force, where there are more than {@code tunnel} and {@code fallback}
 * @param retained its addresses that keep rules although they are missing, ascending
 * @param holds the holds that concern it, in their order
 * @param observed the rules that it would have where it is only observed, in their order
 */
public record ExplainDocument(
    int formatVersion,
    String service,
    String declaration,
    String accepted,
    List<AnnotationView> asked,
    List<ConditionView> conditions,
    LookView look,
    List<RuleView> rules,
    List<AddressView> addresses,
    List<LostView> lost,
    List<DiagnosticView> diagnostics,
    @OptionalField List<WordView> words,
    @OptionalField List<RetainedView> retained,
    @OptionalField List<HoldView> holds,
    @OptionalField List<RuleView> observed) {

  /** An annotation that decides. */
  public record AnnotationView(String object, String key, String value) {}

  /** A condition of the Service's status. */
  public record ConditionView(String type, String status, String reason, String message) {}

  /**
   * An address.
   *
   * @param rule the first rule to it, empty where it has none
   * @param leftOut the codes of why a word does not reach it
   */
  public record AddressView(
      String address,
      String site,
      List<String> ports,
      String state,
      String rule,
      @OptionalField List<String> leftOut) {}

  /**
   * A word that is in force.
   *
   * @param ports the ports that it is for, as the intent has them: {@code every}, {@code all}, or
   *     names and numbers
   * @param word its name, as {@code dscp}
   * @param value its value, as the intent has it
   * @param object the Service, or the Namespace whose default it is; empty: no annotation of now
   *     says it, so it is what goes without saying, or the last good intent
   * @param key the annotation key; empty where there is none
   */
  public record WordView(String ports, String word, String value, String object, String key) {}

  /** An address port lost to another Service; a server of the version before calls it tuple. */
  public record LostView(@JsonAlias("tuple") String addressPort, String to, String example) {}

  /**
   * An address that keeps rules although it is missing. Times are RFC 3339 instants; empty where no
   * time is told.
   *
   * @param since when it was missed first
   * @param until when it loses its rules, if nothing else happens; empty: when its pod is gone, or
   *     the hold ends
   * @param hold the id of the hold that keeps it; empty: its retention, or its pod
   */
  public record RetainedView(String address, String since, String until, String hold) {}

  /**
   * A hold.
   *
   * @param since when it began, as an RFC 3339 instant; empty where no time is told
   * @param sentence what is held, and how it ends by itself
   * @param approval the annotation of the Service, or the command, that ends it
   */
  public record HoldView(String id, String since, String sentence, String approval) {}

  /**
   * The document of a Service.
   *
   * @param siteOf the site of an address whose endpoint names none, where it is known
   */
  public static ExplainDocument of(
      ResolvedService service,
      Translation translation,
      Plan plan,
      List<Condition> conditions,
      LookView look,
      Function<IpPrefix, Optional<SiteId>> siteOf,
      Collection<Diagnostic> diagnostics) {
    List<PathRule> rules =
        plan.after().stream()
            .filter(
                rule -> {
                  RuleOrigin origin = translation.origins().get(rule.id());
                  return origin != null && origin.services().contains(service.key());
                })
            .toList();
    return new ExplainDocument(
        Json.FORMAT_VERSION,
        service.key().toString(),
        service.declaration().text(),
        service.declaration().inForce().map(ServiceIntent::canonical).orElse(""),
        service.state().reading().annotations().stream()
            .map(ref -> new AnnotationView(ref.object().toString(), ref.key(), ref.value()))
            .toList(),
        conditions.stream()
            .map(
                condition ->
                    new ConditionView(
                        condition.type(),
                        condition.status().text(),
                        condition.reason(),
                        condition.message()))
            .toList(),
        look,
        rules.stream().map(rule -> RuleView.of(rule, translation.origins())).toList(),
        addresses(service, rules, siteOf),
        translation.conflicts().stream()
            .filter(conflict -> conflict.loser().equals(service.key()))
            .map(
                conflict ->
                    new LostView(
                        conflict.addressPort(), conflict.winner().toString(), conflict.example()))
            .toList(),
        DiagnosticView.of(diagnostics),
        WordsInForce.of(service),
        List.of(),
        List.of(),
        List.of());
  }

  /**
   * The same document with what is held back of the Service.
   *
   * @param about the diagnostics that concern it
   * @param rulesObserved the rules that it would have where it is only observed
   */
  public ExplainDocument with(
      SafetyView safety,
      ResolvedService resolved,
      List<Diagnostic> about,
      List<RuleView> rulesObserved) {
    return new ExplainDocument(
        formatVersion,
        service,
        declaration,
        accepted,
        asked,
        conditions,
        look,
        rules,
        addresses,
        lost,
        diagnostics,
        words,
        safety.retainedOf(resolved.key()),
        safety.holdsOf(resolved, about),
        rulesObserved);
  }

  private static List<AddressView> addresses(
      ResolvedService service, List<PathRule> rules, Function<IpPrefix, Optional<SiteId>> siteOf) {
    SortedMap<IpPrefix, Endpoint> endpoints = new TreeMap<>();
    Map<IpPrefix, SortedSet<String>> ports = new TreeMap<>();
    for (ServiceEndpoints backing : service.state().endpoints()) {
      for (Endpoint endpoint : backing.endpoints()) {
        endpoints.merge(
            endpoint.address(),
            endpoint,
            (known, next) -> known.state().lives() || !next.state().lives() ? known : next);
        ports.computeIfAbsent(endpoint.address(), absent -> new TreeSet<>()).add(portText(backing));
      }
    }
    LeftOutAddresses leftOut = LeftOutAddresses.of(service);
    List<AddressView> views = new ArrayList<>();
    endpoints.forEach(
        (address, endpoint) ->
            views.add(
                new AddressView(
                    address.addressText(),
                    endpoint
                        .site()
                        .or(() -> siteOf.apply(address))
                        .map(SiteId::value)
                        .orElse("unknown"),
                    List.copyOf(ports.getOrDefault(address, new TreeSet<>())),
                    endpoint.state().text(),
                    ruleTo(address, rules),
                    leftOut.of(address))));
    return views;
  }

  private static String portText(ServiceEndpoints backing) {
    return backing
        .protocol()
        .map(
            protocol ->
                backing.port().isPresent() ? backing.port().getAsInt() + "/" + protocol : "all")
        .orElse("none");
  }

  private static String ruleTo(IpPrefix address, List<PathRule> rules) {
    return rules.stream()
        .filter(rule -> rule.direction() == Direction.TO_SERVICE)
        .filter(rule -> rule.serviceAddresses().contains(address))
        .map(rule -> rule.id().value())
        .findFirst()
        .orElse("");
  }
}
