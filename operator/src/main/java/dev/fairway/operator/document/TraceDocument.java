package dev.fairway.operator.document;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.plan.ForeignRule;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Steer;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.semantics.Decision;
import dev.fairway.core.semantics.PacketSemantics;
import dev.fairway.core.wan.SiteId;
import dev.fairway.spi.PacketPath;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The trace of one packet and of its reply in JSON.
 *
 * @param formatVersion {@link Json#FORMAT_VERSION}
 * @param request the packet
 * @param reply the packet back
 * @param look the look at the fabric that this is based on, but for what it does {@code now}
 * @param note why the fabric does not do what was planned, a sentence; empty: it does
 * @param diagnostics the diagnostics that concern either end
 */
public record TraceDocument(
    int formatVersion,
    @com.fasterxml.jackson.annotation.JsonUnwrapped PacketView request,
    PacketView reply,
    LookView look,
    String note,
    List<DiagnosticView> diagnostics) {

  private static final String UNKNOWN = "unknown";

  /**
   * One packet.
   *
   * @param flow its header
   * @param segment the segment of the packet
   * @param fromSite the site of the source, or {@code unknown}
   * @param toSite the site of the destination, or {@code unknown}
   * @param crossesWan false where it stays within a site
   * @param transports the wanted transports, best first; empty: none is wanted
   * @param fallback what happens while none of them is up; empty: none is wanted
   * @param rule the rule that takes it; empty: none
   * @param service the Service that decides; empty: none
   * @param because why, in a sentence
   * @param now what the fabric does with it: a transport, {@code drop}, {@code any}, {@code local}
   *     or {@code unknown}
   * @param declared the treatment that the Service declares, where it has more words than {@code
   *     tunnel} and {@code fallback}
   * @param words what the rule does besides transports and fallback, by word
   * @param functionSite the site of the service function that the rule sends it through
   * @param nowWords what else the fabric does with it at this moment, by word: {@code encryption},
   *     {@code inspect}, {@code onward} (the path behind the function, where it is another one),
   *     {@code dscp}, and {@code access} where a rule drops it whatever is up
   * @param siteDisagreement the sentence that an end is at one site for the cluster, which counts
   *     for all but {@code now}, and at another one for the WAN
   */
  public record PacketView(
      FlowView flow,
      String segment,
      String fromSite,
      String toSite,
      boolean crossesWan,
      List<String> transports,
      String fallback,
      String rule,
      String service,
      String because,
      String now,
      @OptionalField String declared,
      @OptionalField Map<String, String> words,
      @OptionalField String functionSite,
      @OptionalField Map<String, String> nowWords,
      @OptionalField String siteDisagreement) {

    /** Copies. */
    public PacketView {
      words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
      nowWords = Collections.unmodifiableMap(new LinkedHashMap<>(nowWords));
    }
  }

  /** A packet header; a port is -1 where the protocol has none. */
  public record FlowView(
      String source, int sourcePort, String destination, int destinationPort, String protocol) {

    /** The header of a packet. */
    public static FlowView of(Flow flow) {
      return new FlowView(
          flow.source().addressText(),
          flow.sourcePort(),
          flow.destination().addressText(),
          flow.destinationPort(),
          flow.protocol().text());
    }

    /** {@code 10.1.0.7:49152 > 10.2.0.4:8080/tcp}. */
    public String text() {
      return end(source, sourcePort) + " > " + end(destination, destinationPort) + "/" + protocol;
    }

    private static String end(String address, int port) {
      String bracketed =
          IpPrefix.parse(address).family() == IpFamily.IPV6 && port >= 0
              ? "[" + address + "]"
              : address;
      return port < 0 ? bracketed : bracketed + ":" + port;
    }
  }

  /**
   * The document of a packet.
   *
   * @param foreign the rules on the fabric that are not Fairway's
   * @param now what the fabric does with a packet at this moment, where it can tell
   * @param note why the fabric does not do what was planned; may be empty
   * @param diagnostics the diagnostics that concern either end
   */
  public static TraceDocument of(
      ResolvedFleet fleet,
      DesiredPolicy policy,
      List<ForeignRule> foreign,
      Flow flow,
      Function<Flow, Optional<PacketPath>> now,
      LookView look,
      String note,
      Collection<Diagnostic> diagnostics) {
    return new TraceDocument(
        Json.FORMAT_VERSION,
        packet(fleet, policy, foreign, flow, now),
        packet(fleet, policy, foreign, flow.reversed(), now),
        look,
        note,
        DiagnosticView.of(diagnostics));
  }

  private static PacketView packet(
      ResolvedFleet fleet,
      DesiredPolicy policy,
      List<ForeignRule> foreign,
      Flow flow,
      Function<Flow, Optional<PacketPath>> now) {
    Decision decision = PacketSemantics.decide(fleet, flow);
    Optional<PathRule> rule =
        PacketSemantics.entrySites(fleet, flow).stream()
            .flatMap(site -> policy.decide(flow, site).stream())
            .findFirst();
    boolean local = decision instanceof Decision.Local;
    Optional<Treatment> treatment = local ? Optional.empty() : rule.map(PathRule::treatment);
    List<String> path = List.of(now.apply(flow).map(PacketPath::text).orElse(UNKNOWN).split(" "));
    Optional<Steer> steer = treatment.flatMap(Treatment::steer);
    return new PacketView(
        FlowView.of(flow),
        flow.segment().value(),
        site(fleet, flow, flow.source()),
        site(fleet, flow, flow.destination()),
        !local,
        steer.map(TreatmentWords::transports).orElse(List.of()),
        steer.map(wanted -> wanted.fallback().text()).orElse(""),
        rule.map(taking -> taking.id().value()).orElse(""),
        decision instanceof Decision.Treated treated ? treated.service().toString() : "",
        new PacketReason(fleet, flow).of(decision, rule)
            + (local ? "" : foreignRules(foreign, flow)),
        path.get(0),
        decision instanceof Decision.Treated treated ? declared(treated.declared()) : "",
        treatment.map(TreatmentWords::besidesSteer).orElse(Map.of()),
        treatment
            .flatMap(Treatment::inspect)
            .flatMap(fleet.wan()::function)
            .map(function -> function.site().value())
            .orElse(""),
        words(path.subList(1, path.size())),
        Stream.of(flow.source(), flow.destination())
            .flatMap(address -> siteDisagreement(fleet, flow, address).stream())
            .collect(Collectors.joining("; ")));
  }

  /** That the site that counts is not that of the WAN's network, which the fabric goes by. */
  private static Optional<String> siteDisagreement(
      ResolvedFleet fleet, Flow flow, IpPrefix address) {
    Optional<SiteId> counts = PacketSemantics.siteOf(fleet, flow, address);
    return fleet
        .wan()
        .networkOf(flow.segment(), address)
        .filter(network -> network.site().isPresent() && counts.isPresent())
        .filter(network -> !network.site().equals(counts))
        .map(
            network ->
                "%s is at site %s as its cluster says, which counts; the WAN has its network %s at site %s"
                    .formatted(
                        address.addressText(),
                        counts.orElseThrow(),
                        network.prefix(),
                        network.site().orElseThrow()));
  }

  /** The words of a path behind its first: {@code dscp=ef}, in their order. */
  private static Map<String, String> words(List<String> texts) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      words.put(text.substring(0, equals), text.substring(equals + 1));
    }
    return words;
  }

  private static String declared(Treatment treatment) {
    return TreatmentWords.besidesSteer(treatment).isEmpty() ? "" : treatment.canonical();
  }

  private static String site(ResolvedFleet fleet, Flow flow, IpPrefix address) {
    return PacketSemantics.siteOf(fleet, flow, address).map(SiteId::value).orElse(UNKNOWN);
  }

  /** The foreign rules that match the packet too, or may. */
  private static String foreignRules(List<ForeignRule> foreign, Flow flow) {
    List<String> matching =
        foreign.stream()
            .filter(rule -> rule.match().map(match -> match.matches(flow)).orElse(true))
            .map(
                rule ->
                    "'" + rule.name() + "' " + (rule.match().isPresent() ? "takes" : "may take"))
            .toList();
    return matching.isEmpty()
        ? ""
        : "; of other people's rules "
            + String.join(" it, ", matching)
            + " it: the first on the fabric decides";
  }
}
