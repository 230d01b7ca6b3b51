package dev.fairway.core.plan;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.policy.PathRule;
import java.util.List;
import java.util.Optional;

/**
 * The policy on the target as it was observed.
 *
 * @param mine the owner's rules, in canonical form and in the order in force
 * @param otherOwners the rules of other owners, in the order in force
 * @param foreign the rules that Fairway did not write, in the order in force
 * @param revision what a plan made from this is based on
 * @param unfinished what an earlier change of the owner left half done, or an edit by hand did to
 *     it, and no rule can say: one sentence each. Carrying out any plan, an empty one too, puts it
 *     right
 * @param diagnostics what a user should know of what is on the target, such as a policy in which no
 *     rule can be written
 * @param editedBy the last edit by another writer of what holds the owner's rules, as far as the
 *     target says: a few words, as in {@code user 'terraform' at 2026-11-29T10:00:00Z}. Empty where
 *     the target does not say, or the owner itself wrote last
 * @param lastWrite the last change of the owner's policy by a process of the owner, or the one
 *     under way, as far as the target says; empty where it does not, and where another writer was
 *     last
 */
public record ObservedPolicy(
    List<PathRule> mine,
    List<PathRule> otherOwners,
    List<ForeignRule> foreign,
    Revision revision,
    List<String> unfinished,
    List<Diagnostic> diagnostics,
    Optional<String> editedBy,
    Optional<PolicyWrite> lastWrite) {

  /** Copies. */
  public ObservedPolicy {
    mine = List.copyOf(mine);
    otherOwners = List.copyOf(otherOwners);
    foreign = List.copyOf(foreign);
    unfinished = List.copyOf(unfinished);
    diagnostics = List.copyOf(diagnostics);
  }

  /** A policy of which no process of the owner is known to have written it last. */
  public ObservedPolicy(
      List<PathRule> mine,
      List<PathRule> otherOwners,
      List<ForeignRule> foreign,
      Revision revision,
      List<String> unfinished,
      List<Diagnostic> diagnostics,
      Optional<String> editedBy) {
    this(mine, otherOwners, foreign, revision, unfinished, diagnostics, editedBy, Optional.empty());
  }

  /** A policy whose last editor is not known. */
  public ObservedPolicy(
      List<PathRule> mine,
      List<PathRule> otherOwners,
      List<ForeignRule> foreign,
      Revision revision,
      List<String> unfinished,
      List<Diagnostic> diagnostics) {
    this(mine, otherOwners, foreign, revision, unfinished, diagnostics, Optional.empty());
  }

  /** A policy with nothing unfinished and no diagnostics. */
  public ObservedPolicy(
      List<PathRule> mine,
      List<PathRule> otherOwners,
      List<ForeignRule> foreign,
      Revision revision) {
    this(mine, otherOwners, foreign, revision, List.of(), List.of());
  }

  /** The same policy, last written so, or being written. */
  public ObservedPolicy withLastWrite(Optional<PolicyWrite> write) {
    return new ObservedPolicy(
        mine, otherOwners, foreign, revision, unfinished, diagnostics, editedBy, write);
  }
}
