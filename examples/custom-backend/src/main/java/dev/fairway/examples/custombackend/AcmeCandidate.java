package dev.fairway.examples.custombackend;

import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.RuleId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one site shall hold. An object is never changed in place: where addresses change, the rule
 * refers to another object, and both stand side by side until the rule list has been swapped.
 *
 * @param before what the site holds now
 * @param added the objects that it lacks, in the order of the rules that need them
 * @param after what it shall hold, before the objects that nothing uses any more are deleted
 */
record AcmeCandidate(AcmeSiteConfig before, List<AcmeObject> added, AcmeSiteConfig after) {

  /** The site with exactly these rules of the owner, and everything else as it is. */
  static AcmeCandidate of(OwnerId owner, List<AcmeSequencedRule> rules, AcmeSiteConfig before) {
    List<AcmeEntry> kept = new ArrayList<>(before.entries());
    kept.removeIf(entry -> entry.isOf(owner));
    TreeMap<String, AcmeObject> objects = new TreeMap<>(before.objects());
    List<AcmeObject> added = new ArrayList<>();
    List<AcmeEntry> mine = new ArrayList<>();
    for (AcmeSequencedRule placed : rules) {
      AcmeRule rule =
          AcmeCodec.toVendor(
              placed.rule(),
              placed.sequence(),
              ruleName(owner, placed.rule().id(), kept),
              addresses -> objectName(owner, addresses, objects, added));
      mine.add(AcmeSyntax.entry(AcmeSyntax.text(rule)));
    }
    List<AcmeEntry> entries = new ArrayList<>(kept);
    entries.addAll(AcmePartition.position(owner, before.entries()), mine);
    return new AcmeCandidate(
        before, added, new AcmeSiteConfig(before.site(), before.changes(), objects, entries));
  }

  /** True where the site is as it shall be. */
  boolean isEmpty() {
    return before.lines().equals(after.lines());
  }

  /** The owner's objects that no rule of the new list uses, ascending. */
  // tag::unused[]
  List<String> unused(OwnerId owner) {
    Set<String> used = new HashSet<>();
    for (String line : after.lines()) {
      used.addAll(List.of(line.split(" +")));
    }
    return after.objects().values().stream()
        .filter(object -> object.note().equals(AcmeNote.ofObject(owner)))
        .map(AcmeObject::name)
        .filter(name -> !used.contains(name))
        .toList();
  }

  // end::unused[]

  private static String ruleName(OwnerId owner, RuleId id, List<AcmeEntry> kept) {
    return AcmeNames.rule(
        owner,
        id,
        name -> kept.stream().anyMatch(entry -> entry.line().split(" +", 3)[1].equals(name)));
  }

  /** An object that is there already with these addresses, or a new one. */
  private static String objectName(
      OwnerId owner,
      PrefixSet addresses,
      TreeMap<String, AcmeObject> objects,
      List<AcmeObject> added) {
    List<String> prefixes = AcmeCodec.prefixes(addresses);
    String note = AcmeNote.ofObject(owner);
    String name =
        AcmeNames.object(
            owner,
            addresses,
            candidate -> {
              AcmeObject there = objects.get(candidate);
              return there != null && !there.equals(new AcmeObject(candidate, prefixes, note));
            });
    if (!objects.containsKey(name)) {
      AcmeObject object = new AcmeObject(name, prefixes, note);
      objects.put(name, object);
      added.add(object);
    }
    return name;
  }
}
