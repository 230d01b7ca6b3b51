package dev.fairway.demo;

import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.plan.PlanStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a plan does to some of its rules, in words.
 *
 * @param sign {@code +}, {@code ~} or {@code -}
 * @param words {@code replace 2 rules: + 10.2.0.5}
 */
record ChangeText(String sign, String words) {

  private static final int FEW = 3;

  /** One for each kind of change, in the order of the steps; none where nothing changes. */
  static List<ChangeText> of(List<PlanStep> steps) {
    Map<Change, Integer> counts = new LinkedHashMap<>();
    steps.forEach(step -> counts.merge(Change.of(step), 1, Integer::sum));
    List<ChangeText> texts = new ArrayList<>();
    counts.forEach((change, rules) -> texts.add(change.text(rules)));
    return texts;
  }

  /** Steps that are alike; addresses are what the service's side gains and loses. */
  private record Change(String sign, String verb, String addresses) {

    static Change of(PlanStep step) {
      return step.fold(
          install -> new Change("+", "install", few("", install.after().serviceAddresses())),
          replace ->
              new Change(
                  "~",
                  "replace",
                  (few("+ ", replace.added()) + " " + few("- ", replace.removed())).trim()),
          remove -> new Change("-", "remove", few("", remove.before().serviceAddresses())));
    }

    private static String few(String sign, PrefixSet addresses) {
      List<String> texts =
          addresses.prefixes().stream()
              .map(one -> one.isAddress() ? one.addressText() : one.toString())
              .toList();
      if (texts.isEmpty()) {
        return "";
      }
      String more = texts.size() > FEW ? " and " + (texts.size() - FEW) + " more" : "";
      return sign + String.join(", ", texts.subList(0, Math.min(FEW, texts.size()))) + more;
    }

    ChangeText text(int rules) {
      return new ChangeText(
          sign,
          verb
              + " "
              + rules
              + (rules == 1 ? " rule" : " rules")
              + (addresses.isEmpty() ? "" : ": " + addresses));
    }
  }
}
