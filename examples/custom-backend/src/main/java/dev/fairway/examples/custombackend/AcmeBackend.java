package dev.fairway.examples.custombackend;

import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.wan.SiteId;
import dev.fairway.spi.ApplyReport;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.spi.WanSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The backend for an Acme fabric, for one owner. Remembers nothing between calls: what it needs to
 * know stands on the fabric.
 */
final class AcmeBackend implements SdwanBackend {

  private final AcmeClient client;
  private final OwnerId owner;
  private final TargetProfile claims;

  AcmeBackend(AcmeClient client, OwnerId owner, TargetProfile claims) {
    this.client = client;
    this.owner = owner;
    this.claims = claims;
  }

  @Override
  public WanSnapshot inventory(CallContext call) {
    try (AcmeSession session = client.login(call)) {
      TargetProfile profile = AcmeProfile.left(claims, owner, session.configs());
      return new WanSnapshot(AcmeInventory.of(session.sites()), profile, Duration.ZERO, List.of());
    }
  }

  @Override
  public ObservedPolicy observe(WanSnapshot wan, CallContext call) {
    try (AcmeSession session = client.login(call)) {
      return AcmePolicy.observed(owner, session.configs());
    }
  }

  // tag::look[]
  @Override
  public boolean isAt(Revision since, WanSnapshot wan, CallContext call) {
    try (AcmeSession session = client.login(call)) {
      return AcmePolicy.revision(owner, session.configs()).equals(since);
    }
  }

  // end::look[]

  // tag::apply[]
  @Override
  public ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call) {
    if (!plan.owner().equals(owner)) {
      throw new IllegalArgumentException("a plan of " + plan.owner() + " for " + owner);
    }
    try (AcmeSession session = client.login(call)) {
      List<AcmeSiteConfig> sites = session.configs();
      Revision now = AcmePolicy.revision(owner, sites);
      if (!now.equals(plan.basis())) {
        throw new BackendException(
            ErrorKind.CONFLICT, "the rules of " + owner + " have changed since they were observed");
      }
      AcmePlanCheck.require(plan, AcmeProfile.left(claims, owner, sites), ids(sites));
      List<AcmeCandidate> drafts = drafts(plan, sites);
      AcmePlanCheck.requireRoom(drafts);
      return plan.isEmpty() || call.dryRun()
          ? new ApplyReport(AcmeStepOutcomes.allApplied(plan), now)
          : rollOut(plan, session, drafts);
    }
  }

  // end::apply[]

  private ApplyReport rollOut(Plan plan, AcmeSession session, List<AcmeCandidate> drafts) {
    List<AcmeSiteConfig> left = new ArrayList<>();
    SortedMap<SiteId, AcmeSiteResult> results = new TreeMap<>();
    List<AcmeSiteChange> changes =
        drafts.stream().map(draft -> new AcmeSiteChange(session, draft)).toList();
    AcmeRollout.run(owner, changes.stream().filter(AcmeSiteChange::isNeeded).toList());
    for (AcmeSiteChange change : changes) {
      left.add(change.left());
      if (change.isNeeded()) {
        results.put(new SiteId(change.site()), change.result());
      }
    }
    return new ApplyReport(AcmeStepOutcomes.of(plan, results), AcmePolicy.revision(owner, left));
  }

  /** What each site shall hold: the rules of the plan that name it. */
  private List<AcmeCandidate> drafts(Plan plan, List<AcmeSiteConfig> sites) {
    Map<RuleId, Long> known = new HashMap<>();
    AcmeMerge.of(owner, sites).forEach(placed -> known.put(placed.rule().id(), placed.sequence()));
    Map<RuleId, Long> places = AcmeSequenceNumbers.assign(plan.after(), known);
    List<AcmeSequencedRule> rules =
        plan.after().stream()
            .map(rule -> new AcmeSequencedRule(rule, places.getOrDefault(rule.id(), 0L)))
            .toList();
    List<AcmeCandidate> drafts = new ArrayList<>();
    for (AcmeSiteConfig site : sites) {
      SiteId id = new SiteId(site.site());
      drafts.add(
          AcmeCandidate.of(
              owner,
              rules.stream().filter(placed -> placed.rule().scope().sites().contains(id)).toList(),
              site));
    }
    return drafts;
  }

  private static Set<SiteId> ids(List<AcmeSiteConfig> sites) {
    return sites.stream().map(site -> new SiteId(site.site())).collect(Collectors.toSet());
  }

  @Override
  public void close() {
    client.close();
  }
}
