package dev.fairway.examples.custombackend;

import dev.fairway.core.plan.ForeignRule;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.Digest;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What all sites together hold, as the host wants to see it. Pure. */
final class AcmePolicy {

  private AcmePolicy() {}

  /** The observation of one owner. */
  static ObservedPolicy observed(OwnerId owner, List<AcmeSiteConfig> sites) {
    TreeSet<OwnerId> others = new TreeSet<>();
    for (AcmeSiteConfig site : sites) {
      site.entries().forEach(entry -> entry.note().ifPresent(note -> others.add(note.owner())));
    }
    others.remove(owner);
    List<PathRule> theirs = new ArrayList<>();
    others.forEach(other -> theirs.addAll(rules(other, sites)));
    return new ObservedPolicy(rules(owner, sites), theirs, foreign(sites), revision(owner, sites));
  }

  /**
   * A digest of all that the owner has in force, address objects included. The change counters are
   * left out: what other people do to the site does not make our plan wrong. That nobody writes
   * between this reading and our write is what the counter in each write is for.
   */
  // tag::revision[]
  static Revision revision(OwnerId owner, List<AcmeSiteConfig> sites) {
    StringBuilder text = new StringBuilder();
    for (AcmeSiteConfig site : sites) {
      text.append("site ").append(site.site()).append('\n');
      for (AcmeEntry entry : site.entriesOf(owner)) {
        text.append(entry.line()).append('\n');
        objects(entry, site).forEach(object -> text.append(object.prefixes()).append('\n'));
      }
    }
    return new Revision(Digest.of(text.toString()).hex());
  }

  // end::revision[]

  private static Stream<AcmeObject> objects(AcmeEntry entry, AcmeSiteConfig site) {
    return entry.rule().stream()
        .flatMap(rule -> Stream.of(rule.from(), rule.to()))
        .flatMap(Optional::stream)
        .map(name -> site.objects().get(name))
        .filter(Objects::nonNull);
  }

  private static List<PathRule> rules(OwnerId owner, List<AcmeSiteConfig> sites) {
    return AcmeMerge.of(owner, sites).stream().map(AcmeSequencedRule::rule).toList();
  }

  /** The rules without an owner, and those of an owner that an edit has made unreadable. */
  private static List<ForeignRule> foreign(List<AcmeSiteConfig> sites) {
    List<ForeignRule> foreign = new ArrayList<>();
    for (AcmeSiteConfig site : sites) {
      List<AcmeEntry> entries = site.entries();
      for (int i = 0; i < entries.size(); i++) {
        AcmeEntry entry = entries.get(i);
        if (AcmeCodec.tryToNeutral(entry, site).isEmpty()) {
          String name = site.site() + "/" + entry.line().split(" +", 3)[1];
          foreign.add(new ForeignRule(name, i, AcmeCodec.tryMatch(entry, site)));
        }
      }
    }
    return foreign;
  }
}
