package dev.fairway.examples.custombackend;

import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.RuleId;
import dev.fairway.core.wan.SiteId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One list out of the lists of all sites.
 *
 * <p>Where sites agree, a rule is reported once, with the sites where it stands. Sites may
 * disagree: a commit went through here and not there, or an administrator edited one of them. Then
 * the version that stands at most sites (of equals, at the first of them) is reported as the rule,
 * with those sites only; every other version is a <em>stray</em>, reported under an id of its own
 * that no policy holds. So a fabric that is not as desired never looks as if it were, and the next
 * plan replaces the rule where it is missing and removes the strays.
 */
final class AcmeMerge {

  private static final Comparator<AcmeSequencedRule> ORDER =
      Comparator.comparingLong(AcmeSequencedRule::sequence)
          .thenComparing(placed -> placed.rule().id());

  private final Map<AcmeSequencedRule, SortedSet<SiteId>> versions = new LinkedHashMap<>();
  private final List<AcmeSequencedRule> strays = new ArrayList<>();

  private AcmeMerge() {}

  /** The owner's rules with the sites where they stand, in the owner's order. */
  static List<AcmeSequencedRule> of(OwnerId owner, List<AcmeSiteConfig> sites) {
    AcmeMerge merge = new AcmeMerge();
    sites.forEach(site -> merge.read(owner, site));
    return merge.merged();
  }

  /** A rule that does not come behind all those before it is out of order: a stray. */
  private void read(OwnerId owner, AcmeSiteConfig site) {
    long last = Long.MIN_VALUE;
    for (AcmeEntry entry : site.entriesOf(owner)) {
      AcmeSequencedRule placed = AcmeCodec.tryToNeutral(entry, site).orElse(null);
      if (placed == null) {
        continue;
      }
      if (placed.sequence() > last) {
        last = placed.sequence();
        versions
            .computeIfAbsent(placed.anywhere(), version -> new TreeSet<>())
            .addAll(placed.rule().scope().sites());
      } else {
        strays.add(stray(placed));
      }
    }
  }

  // tag::merged[]
  private List<AcmeSequencedRule> merged() {
    List<Map.Entry<AcmeSequencedRule, SortedSet<SiteId>>> byWeight =
        new ArrayList<>(versions.entrySet());
    byWeight.sort(Comparator.comparingInt(version -> -version.getValue().size()));
    List<AcmeSequencedRule> merged = new ArrayList<>(strays);
    Set<RuleId> seen = new HashSet<>();
    for (Map.Entry<AcmeSequencedRule, SortedSet<SiteId>> version : byWeight) {
      AcmeSequencedRule placed = version.getKey().at(version.getValue());
      merged.add(seen.add(placed.rule().id()) ? placed : stray(placed));
    }
    merged.sort(ORDER);
    return merged;
  }

  // end::merged[]

  /** The id is made of what the stray says and where, and of how many there are by now. */
  private AcmeSequencedRule stray(AcmeSequencedRule placed) {
    String key =
        "stray " + strays.size() + " " + placed.sequence() + " " + placed.rule().canonical();
    return placed.called(RuleId.ofKey(key));
  }
}
