package dev.fairway.operator.document;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.resolve.ResolvedService;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The addresses of a Service that a word left out, with the reasons: what cuts or diverts packets
 * reaches no address that is not known to be the Service's own, and none that is protected.
 *
 * @param reasons the codes of the diagnostics, by address; both ascending
 */
record LeftOutAddresses(SortedMap<IpPrefix, SortedSet<DiagnosticCode>> reasons) {

  private static final Set<DiagnosticCode> CODES =
      EnumSet.of(
          DiagnosticCode.UNPROVEN_ADDRESS,
          DiagnosticCode.SHARED_ADDRESS,
          DiagnosticCode.PROTECTED_ADDRESS,
          DiagnosticCode.WRONG_SEGMENT);

  static LeftOutAddresses of(ResolvedService service) {
    SortedMap<IpPrefix, SortedSet<DiagnosticCode>> reasons = new TreeMap<>();
    for (Diagnostic diagnostic : service.diagnostics()) {
      if (CODES.contains(diagnostic.code())) {
        IpPrefix.tryParse(diagnostic.value())
            .ifPresent(
                address ->
                    reasons
                        .computeIfAbsent(address, absent -> new TreeSet<>())
                        .add(diagnostic.code()));
      }
    }
    return new LeftOutAddresses(reasons);
  }

  /** The addresses with that reason, ascending. */
  List<String> with(DiagnosticCode code) {
    return reasons.entrySet().stream()
        .filter(entry -> entry.getValue().contains(code))
        .map(entry -> entry.getKey().addressText())
        .toList();
  }

  /** The reasons of one address; empty where it is not left out. */
  List<String> of(IpPrefix address) {
    return reasons.getOrDefault(address, new TreeSet<>()).stream()
        .map(DiagnosticCode::text)
        .toList();
  }
}
