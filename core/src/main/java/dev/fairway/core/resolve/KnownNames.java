package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Listing;
import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.diagnostic.Subject;
import dev.fairway.core.intent.AnnotationRef;
import dev.fairway.core.intent.PortIntent;
import dev.fairway.core.intent.ServiceIntent;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Admission;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Network;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The check of the sites, service functions and segments that an intent names against those of the
 * WAN.
 */
final class KnownNames {

  /** The most unknown names of one annotation that have an error each; the rest are counted. */
  static final int MOST_ERRORS = 10;

  /** The most names that a message lists. */
  private static final int MOST_NAMES = 20;

  private final List<String> sites;
  private final List<String> sitesWithNetworks;
  private final List<String> functions;
  private final List<String> segments;
  private final List<Diagnostic> clusterDiagnostics;

  /**
   * The names that the WAN knows.
   *
   * @param declared the networks that the cluster declares
   * @param clusterDiagnostics takes the errors of defaults, which are about their Namespace
   */
  KnownNames(
      WanInventory wan,
      PeerTable peers,
      List<Network> declared,
      List<Diagnostic> clusterDiagnostics) {
    this.sites = wan.siteIds().stream().map(SiteId::value).toList();
    this.sitesWithNetworks =
        peers.networks().stream()
            .flatMap(network -> network.site().stream())
            .sorted()
            .distinct()
            .map(SiteId::value)
            .toList();
    this.functions = wan.functions().stream().map(ServiceFunction::name).toList();
    SortedSet<Segment> known = new TreeSet<>(wan.routed().keySet());
    known.add(Segment.DEFAULT);
    declared.stream().map(Network::segment).forEach(known::add);
    peers.networks().stream().map(Network::segment).forEach(known::add);
    wan.tunnels().stream().map(Tunnel::segment).forEach(segment -> segment.ifPresent(known::add));
    this.segments = known.stream().map(Segment::value).toList();
    this.clusterDiagnostics = clusterDiagnostics;
  }

  /** An error for each name that is not known, at each annotation that names it. */
  List<Diagnostic> unknown(ServiceState state, ServiceIntent intent) {
    List<Diagnostic> errors = new ArrayList<>();
    for (PortIntent part : intent.parts()) {
      part.treatment()
          .flatMap(Treatment::inspect)
          .filter(name -> !functions.contains(name))
          .ifPresent(name -> add(state, "inspect", name, unknownFunction(name), errors));
      part.segment()
          .map(Segment::value)
          .filter(name -> !segments.contains(name))
          .ifPresent(name -> add(state, "segment", name, unknownSegment(name), errors));
      part.treatment()
          .flatMap(Treatment::admission)
          .ifPresent(admission -> addSites(state, admission, errors));
    }
    return errors.isEmpty() ? List.of() : errors.stream().distinct().toList();
  }

  /**
   * What is wrong with a name.
   *
   * @param predicate a sentence whose subject is the annotation's key
   */
  private record Problem(DiagnosticCode code, String predicate) {}

  /** Sites beyond the most are counted, so that a long list costs no more than it is long. */
  private void addSites(ServiceState state, Admission admission, List<Diagnostic> errors) {
    List<String> unusable =
        admission.from().stream()
            .map(SiteId::value)
            .filter(name -> !sitesWithNetworks.contains(name))
            .toList();
    unusable.stream().limit(MOST_ERRORS).forEach(name -> addSite(state, name, errors));
    int more = unusable.size() - MOST_ERRORS;
    if (more > 0) {
      Problem problem =
          new Problem(
              DiagnosticCode.UNKNOWN_PEER_SITE,
              "admits " + more + " more sites that the WAN does not have, or no network of");
      add(state, "access", unusable.get(MOST_ERRORS), problem, errors);
    }
  }

  private void addSite(ServiceState state, String name, List<Diagnostic> errors) {
    if (!sites.contains(name)) {
      add(
          state,
          "access",
          name,
          new Problem(
              DiagnosticCode.UNKNOWN_PEER_SITE,
              "admits site '" + name + "', which the WAN does not have; " + known(name, sites)),
          errors);
    } else if (!sitesWithNetworks.contains(name)) {
      add(
          state,
          "access",
          name,
          new Problem(
              DiagnosticCode.SITE_WITHOUT_NETWORKS,
              "admits site '"
                  + name
                  + "', of which no network is known, so nobody there would be admitted; give its"
                  + " networks that site in cluster.networks; sites with networks: "
                  + listed(sitesWithNetworks)),
          errors);
    }
  }

  private Problem unknownFunction(String name) {
    return new Problem(
        DiagnosticCode.UNKNOWN_FUNCTION,
        "names the service function '"
            + name
            + "', which the WAN does not have; "
            + known(name, functions));
  }

  private Problem unknownSegment(String name) {
    return new Problem(
        DiagnosticCode.UNKNOWN_SEGMENT,
        "names the segment '" + name + "', which the WAN does not have; " + known(name, segments));
  }

  private static String known(String name, List<String> names) {
    return "known: " + listed(names) + NearestWord.hint(name, names);
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "none" : Listing.of(MOST_NAMES, names);
  }

  private void add(
      ServiceState state, String word, String name, Problem problem, List<Diagnostic> errors) {
    Subject service = state.key().subject();
    boolean told = false;
    for (AnnotationRef annotation : state.reading().annotations()) {
      if (!annotation.isFor(word) || !annotation.names().contains(name)) {
        continue;
      }
      told = true;
      String sentence = annotation.key() + " " + problem.predicate;
      if (annotation.object().equals(service)) {
        errors.add(error(problem.code, service, annotation, sentence));
      } else {
        clusterDiagnostics.add(error(problem.code, annotation.object(), annotation, sentence));
        errors.add(
            error(
                problem.code,
                service,
                annotation,
                "the default of "
                    + annotation.object()
                    + " "
                    + problem.predicate
                    + "; correct it there, or say otherwise on the Service"));
      }
    }
    if (!told) {
      errors.add(Diagnostic.error(problem.code, service, "", name, word + " " + problem.predicate));
    }
  }

  private static Diagnostic error(
      DiagnosticCode code, Subject subject, AnnotationRef annotation, String sentence) {
    return Diagnostic.error(code, subject, annotation.key(), annotation.value(), sentence);
  }
}
