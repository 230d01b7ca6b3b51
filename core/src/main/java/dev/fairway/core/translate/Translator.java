package dev.fairway.core.translate;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.diagnostic.Listing;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.Limit;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.resolve.ClaimedAddress;
import dev.fairway.core.resolve.PathChoices;
import dev.fairway.core.resolve.ResolvedCluster;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.wan.SiteId;
import dev.fairway.core.wan.WanInventory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The translation of the claims of one cluster into the rules of one owner. Pure, stateless and
 * thread-safe: equal input gives an equal translation, whatever its order. O(n log n) in claimed
 * addresses; where the target's limits are exceeded, that as many times as the logarithm of the
 * number of Services.
 */
public final class Translator {

  /**
   * The order of leaving Services out where not all fit: the lowest rank, then the youngest. The
   * text of the treatment, which settles ranks for packets, does not count here.
   */
  private static final Comparator<ResolvedService> LEFT_OUT_FIRST =
      Comparator.comparing(Translator::bestRank, Rank.WITHOUT_TEXT)
          .thenComparing(ResolvedService::createdAt)
          .thenComparing(ResolvedService::key)
          .reversed();

  /** The most sites that a message names. */
  private static final int MOST_SITES = 5;

  private Translator() {}

  /**
   * The rules of the cluster's owner.
   *
   * @param cluster its claims
   * @param wan the sites where rules are installed, and what the WAN routes
   * @param profile the target's limits; its features were fitted when the cluster was resolved
   */
  public static Translation translate(
      ResolvedCluster cluster, WanInventory wan, TargetProfile profile) {
    Translation whole = build(cluster, Set.of(), wan, profile);
    if (fits(whole, profile)) {
      return whole;
    }
    SortedMap<ServiceKey, SortedSet<IpPrefix>> retained = cluster.retainedAddresses();
    if (retained.isEmpty()) {
      return fewer(cluster, wan, profile);
    }
    ResolvedCluster listed = cluster.withoutRetained();
    Translation first = build(listed, Set.of(), wan, profile);
    Translation fitting = fits(first, profile) ? first : fewer(listed, wan, profile);
    List<Diagnostic> told = new ArrayList<>();
    retained.forEach((service, addresses) -> told.add(noRoom(service, addresses, profile)));
    return fitting.withoutRetained(told);
  }

  /** The translation without the fewest Services, where not all fit. */
  private static Translation fewer(
      ResolvedCluster cluster, WanInventory wan, TargetProfile profile) {
    List<ServiceKey> candidates =
        cluster.services().stream()
            .filter(service -> !service.claims().isEmpty())
            .sorted(LEFT_OUT_FIRST)
            .map(ResolvedService::key)
            .toList();
    return leavingOut(cluster, candidates, wan, profile);
  }

  /** The fewest candidates, from the first, without which the rest fits. */
  private static Translation leavingOut(
      ResolvedCluster cluster,
      List<ServiceKey> candidates,
      WanInventory wan,
      TargetProfile profile) {
    int tooFew = 0;
    int enough = candidates.size();
    Translation fitting = build(cluster, new HashSet<>(candidates), wan, profile);
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) >>> 1;
      Translation tried =
          build(cluster, new HashSet<>(candidates.subList(0, middle)), wan, profile);
      if (fits(tried, profile)) {
        enough = middle;
        fitting = tried;
      } else {
        tooFew = middle;
      }
    }
    return fitting;
  }

  private static Translation build(
      ResolvedCluster cluster, Set<ServiceKey> leftOut, WanInventory wan, TargetProfile profile) {
    AddressPortOwners owners =
        AddressPortOwners.of(leftOut.isEmpty() ? cluster : cluster.withoutClaimsOf(leftOut));
    RuleBuilder builder = new RuleBuilder(cluster.owner(), wan, cluster.peers(), owners, profile);
    PairSteering pairs = new PairSteering(cluster.peers().choices(), wan);
    PortGroup.of(owners, pairs).forEach(builder::add);
    List<Conflict> conflicts = ConflictReport.of(owners, cluster.peers());
    List<Diagnostic> diagnostics = new ArrayList<>();
    conflicts.forEach(conflict -> diagnostics.add(ConflictReport.diagnostic(conflict)));
    leftOut.forEach(service -> diagnostics.add(limitExceeded(service, profile)));
    pairs
        .merged()
        .forEach((treatment, sites) -> diagnostics.addAll(pairsMerged(cluster, treatment, sites)));
    return new Translation(
        builder.policy(), builder.origins(), new TreeSet<>(leftOut), false, conflicts, diagnostics);
  }

  private static boolean fits(Translation translation, TargetProfile profile) {
    List<PathRule> rules = translation.policy().rules();
    OptionalInt mostPrefixes = profile.limit(Limit.PREFIXES);
    return rules.size() <= profile.limit(Limit.RULES).orElse(Integer.MAX_VALUE)
        && (mostPrefixes.isEmpty()
            || rules.stream().mapToLong(Translator::prefixes).sum() <= mostPrefixes.getAsInt());
  }

  private static int prefixes(PathRule rule) {
    return Stream.of(rule.match().source(), rule.match().destination())
        .flatMap(Optional::stream)
        .mapToInt(PrefixSet::prefixCount)
        .sum();
  }

  /** A warning to each Service with the treatment that has too many exceptions at a site. */
  private static List<Diagnostic> pairsMerged(
      ResolvedCluster cluster, Treatment treatment, SortedSet<SiteId> sites) {
    return cluster.services().stream()
        .filter(
            service ->
                service.claims().stream()
                    .anyMatch(
                        claim ->
                            claim.treatment().withoutAdmission().equals(Optional.of(treatment))))
        .map(
            service ->
                Diagnostic.warning(
                    DiagnosticCode.PAIRS_MERGED,
                    service.key().subject(),
                    "",
                    sites.first().value(),
                    "more than "
                        + PathChoices.MOST_EXCEPTIONS
                        + " choices of transports differ from the commonest at site "
                        + Listing.of(MOST_SITES, sites.stream().map(SiteId::value).toList())
                        + ": the rest of the sites there have the commonest"))
        .toList();
  }

  private static Rank bestRank(ResolvedService service) {
    return service.claims().stream()
        .flatMap(claim -> new Claim(service, claim, ClaimedAddress.Life.LIVING).ranks().stream())
        .min(Rank.WITHOUT_TEXT)
        .orElseThrow();
  }

  private static Diagnostic limitExceeded(ServiceKey service, TargetProfile profile) {
    return Diagnostic.error(
        DiagnosticCode.LIMIT_EXCEEDED,
        service.subject(),
        "",
        "",
        "left out whole, because "
            + limits(profile)
            + "; raise the limit, or steer fewer Services");
  }

  private static Diagnostic noRoom(
      ServiceKey service, SortedSet<IpPrefix> addresses, TargetProfile profile) {
    String first = addresses.first().addressText();
    return Diagnostic.warning(
        DiagnosticCode.RETAINED,
        service.subject(),
        "",
        first,
        (addresses.size() == 1
                ? "the retained address " + first + " has no rule"
                : addresses.size() + " retained addresses, " + first + " the first, have no rules")
            + ", because "
            + limits(profile)
            + ", and what the EndpointSlices list comes first; raise the limit, or steer fewer"
            + " Services");
  }

  private static String limits(TargetProfile profile) {
    return "the target takes no more than "
        + text(profile, Limit.RULES, "rules")
        + " and "
        + text(profile, Limit.PREFIXES, "prefixes");
  }

  private static String text(TargetProfile profile, Limit limit, String unit) {
    return profile.limit(limit).isPresent()
        ? profile.limit(limit).getAsInt() + " " + unit
        : "any number of " + unit;
  }
}
