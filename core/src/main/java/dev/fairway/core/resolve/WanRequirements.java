package dev.fairway.core.resolve;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Listing;
import dev.fairway.core.intent.AnnotationRef;
import dev.fairway.core.intent.IntentAnnotations;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Admission;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.snapshot.ServiceState;
import dev.fairway.core.wan.Edge;
import dev.fairway.core.wan.Site;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The requirements of claims that the WAN must fulfil where their addresses are: a known scope and
 * networks of the admitted sites for {@code access}, and encrypted tunnels for {@code encryption}.
 * An intent that asks for what is seen not to be there is held, never weakened.
 */
final class WanRequirements {

  private static final int MOST_TUNNELS = 3;

  private final WanInventory wan;
  private final PeerTable peers;
  private final Map<String, SiteId> siteOfEdge = new HashMap<>();

  WanRequirements(WanInventory wan, PeerTable peers) {
    this.wan = wan;
    this.peers = peers;
    for (Site site : wan.sites()) {
      for (Edge edge : site.edges()) {
        siteOfEdge.put(edge.name(), site.id());
      }
    }
  }

  /** The errors of the claims of one Service. */
  List<Diagnostic> errors(ServiceState state, List<PortClaim> claims) {
    List<Diagnostic> errors = new ArrayList<>();
    for (PortClaim claim : claims) {
      Treatment treatment = claim.treatment();
      treatment.admission().ifPresent(admission -> addScope(state, claim, admission, errors));
      if (treatment.requiresEncryption()) {
        addUnencrypted(state, claim, errors);
      }
    }
    return errors.isEmpty() ? List.of() : errors.stream().distinct().toList();
  }

  private void addScope(
      ServiceState state, PortClaim claim, Admission admission, List<Diagnostic> errors) {
    for (Segment segment : segments(claim)) {
      if (!wan.routed().containsKey(segment)) {
        errors.add(
            error(
                state,
                DiagnosticCode.SCOPE_UNKNOWN,
                "access",
                "cannot be carried out: nobody knows all that the WAN routes in segment '"
                    + segment
                    + "', so replies to the internet would be dropped too; declare it in"
                    + " wan.scope"));
      }
      for (SiteId site : admission.from()) {
        if (!hasNetwork(site, segment)) {
          errors.add(
              error(
                  state,
                  DiagnosticCode.SITE_WITHOUT_NETWORKS,
                  "access",
                  "admits site '"
                      + site
                      + "', of which no network is known in segment '"
                      + segment
                      + "', so nobody there would be admitted; give its networks that site in"
                      + " cluster.networks"));
        }
      }
    }
  }

  private boolean hasNetwork(SiteId site, Segment segment) {
    return peers.networks().stream()
        .anyMatch(
            network ->
                network.segment().equals(segment) && network.site().equals(Optional.of(site)));
  }

  private void addUnencrypted(ServiceState state, PortClaim claim, List<Diagnostic> errors) {
    List<Tunnel> concerned = concerned(claim);
    List<Transport> named =
        claim.treatment().steer().map(steer -> steer.preference()).orElse(List.of());
    for (Transport transport : named) {
      List<Tunnel> clear =
          concerned.stream()
              .filter(tunnel -> tunnel.localTransport().equals(transport) && !tunnel.encrypted())
              .toList();
      if (!clear.isEmpty()) {
        errors.add(
            error(
                state,
                DiagnosticCode.NOT_ENCRYPTED,
                "encryption",
                "is required, and transport '"
                    + transport
                    + "' is seen unencrypted: "
                    + text(clear)
                    + "; name encrypted transports only, or none, to take any encrypted one"));
      }
    }
    if (named.isEmpty()
        && !concerned.isEmpty()
        && concerned.stream().noneMatch(Tunnel::encrypted)) {
      errors.add(
          error(
              state,
              DiagnosticCode.NOT_ENCRYPTED,
              "encryption",
              "is required, and no tunnel of the Service's sites is encrypted: "
                  + text(concerned)));
    }
  }

  private static String text(List<Tunnel> tunnels) {
    return Listing.of(
        MOST_TUNNELS,
        tunnels.stream()
            .map(
                tunnel ->
                    tunnel.fromEdge()
                        + " to "
                        + tunnel.toEdge()
                        + " over "
                        + tunnel.localTransport())
            .sorted()
            .distinct()
            .toList());
  }

  /** The tunnels from and to the sites of the addresses; all of them where a site is unknown. */
  private List<Tunnel> concerned(PortClaim claim) {
    SortedSet<SiteId> sites = new TreeSet<>();
    boolean unknown = false;
    for (ClaimedAddress address : claim.addresses()) {
      address.site().ifPresent(sites::add);
      unknown |= address.site().isEmpty();
    }
    boolean everywhere = unknown;
    SortedSet<Segment> segments = segments(claim);
    return wan.tunnels().stream()
        .filter(tunnel -> segments.stream().anyMatch(tunnel::carries))
        .filter(
            tunnel ->
                everywhere
                    || Stream.of(tunnel.fromEdge(), tunnel.toEdge())
                        .anyMatch(edge -> isAt(edge, sites)))
        .toList();
  }

  private boolean isAt(String edge, SortedSet<SiteId> sites) {
    SiteId site = siteOfEdge.get(edge);
    return site != null && sites.contains(site);
  }

  private static SortedSet<Segment> segments(PortClaim claim) {
    SortedSet<Segment> segments = new TreeSet<>();
    claim.addresses().forEach(address -> segments.add(address.segment()));
    return segments;
  }

  /** An error about the first annotation of the word. */
  private static Diagnostic error(
      ServiceState state, DiagnosticCode code, String word, String predicate) {
    Optional<AnnotationRef> annotation =
        state.reading().annotations().stream().filter(ref -> ref.isFor(word)).findFirst();
    String key = annotation.map(AnnotationRef::key).orElse(IntentAnnotations.PREFIX + word);
    return Diagnostic.error(
        code,
        state.key().subject(),
        key,
        annotation.map(AnnotationRef::value).orElse(""),
        key
            + annotation
                .filter(ref -> !ref.object().equals(state.key().subject()))
                .map(ref -> " of " + ref.object())
                .orElse("")
            + " "
            + predicate);
  }
}
