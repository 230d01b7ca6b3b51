package dev.fairway.spi;

import dev.fairway.core.net.Flow;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Plan;
import dev.fairway.core.plan.Revision;
import java.util.Optional;

/**
 * A vendor's SD-WAN, seen by one owner: reads the fabric and the policy on it, and carries out
 * plans. <strong>Experimental</strong>.
 *
 * <p>The host makes one call at a time; {@link #close} may come from any thread. A backend never
 * calls back, never edits what is desired, and never retries but for its rate limit, its own task
 * and another writer's task, within the deadline: it says what went wrong, and the host decides.
 *
 * <p>What the parts of a rule ask of the fabric. Each stands behind a {@link
 * dev.fairway.core.policy.Feature}; a backend whose profile lacks one never receives a rule that
 * needs it, and refuses it all the same (L8): a part is never left out.
 *
 * <ul>
 *   <li><i>Drop</i> ({@code Treatment.drops()}, {@code DROP}): every packet that the rule takes is
 *       dropped at the rule's sites, whatever is up. A target that could drop one direction only,
 *       or at some of the sites, lacks the feature.
 *   <li><i>Encryption</i> ({@code requiresEncryption()}, {@code ENCRYPTED_ONLY}): packets take
 *       tunnels that are encrypted, and no others, at any time. While none of them is up they are
 *       dropped; {@code fallback: any} means any encrypted path, and never the routing table.
 *       {@code Tunnel.encrypted()} of the inventory says what was seen, not what was configured.
 *   <li><i>Service function</i> ({@code inspect()}, {@code SERVICE_FUNCTION}): packets go through
 *       the function of that name, request and reply through the same instance, and what comes from
 *       it is not sent to it again. {@code steer()} and encryption hold for every part of the way
 *       over the WAN. While the function cannot be reached packets are dropped, unless its {@code
 *       bypass} says that they go on without it. The inventory names every function that there is;
 *       a rule may name one that is gone, where a Service is held at its last good intent, and its
 *       packets are dropped.
 *   <li><i>Mark</i> ({@code dscp()}, {@code MARK}): the packet has the code point from where it
 *       enters the WAN on. Nothing else of it changes: a rule that only marks steers nothing.
 *   <li><i>Peers</i> ({@code PathRule.peers()}, {@code PEER_SETS}): the match of the rule holds
 *       their addresses, so a backend enforces nothing more; it keeps what the rule says of them,
 *       since that is in its id and its text (L1).
 * </ul>
 *
 * <p>The laws. Each test of the conformance kit names the one it checks.
 *
 * <ol>
 *   <li><b>L1 round trip</b>: after {@code apply(plan)} succeeded, {@code observe().mine()} equals
 *       {@code plan.after()} in canonical form.
 *   <li><b>L2 stillness</b>: planning again gives an empty plan, and an empty plan writes nothing,
 *       unless {@code observe().unfinished()} says what is left to do; then it does that.
 *   <li><b>L3 foreign objects</b> survive every operation byte for byte.
 *   <li><b>L4 partial failure</b> is reported step by step, and a second pass converges.
 *   <li><b>L5 a stale basis</b> gives {@link ErrorKind#CONFLICT} and no write.
 *   <li><b>L6 a dry run</b> writes nothing, and returns the outcomes that full success would.
 *   <li><b>L7 deadline and interrupt</b> are honoured; nothing waits for ever on an answer that
 *       cannot be parsed.
 *   <li><b>L8 truth</b>: a rule that needs a feature missing from the profile is refused, never
 *       dropped in silence; a feature in the profile works.
 *   <li><b>L9 no gap</b>: while one rule changes, every other rule stays in force.
 *   <li><b>L10 order</b>: the rules are in force in the order of {@code plan.after()}.
 *   <li><b>L11 limits</b>: one rule too many is refused before the first write.
 *   <li><b>L12 reading</b>: {@link #inventory}, {@link #observe}, {@link #isAt} and {@link
 *       #tracePath} only read.
 *   <li><b>L13 closing</b> twice does no harm, and a closed backend writes nothing.
 *   <li><b>L14 secrets</b> never appear in a string, a log or a message.
 *   <li><b>L15 permission</b>: {@link CallContext#checkMayWrite} is asked before each write, and
 *       none begins after it was withdrawn.
 *   <li><b>L16 other owners</b>: their rules are never written, and rules of two owners never
 *       merged. Where two owners have a rule for one packet, that of the first owner, by id, is in
 *       force.
 *   <li><b>L17 what cannot be known</b> (a change sent, the answer lost) is reported as {@link
 *       StepOutcome.Unknown}, never as success or failure.
 *   <li><b>L18 no hidden order of calls</b>: what is observed, and what becomes of a plan, depends
 *       on the arguments and the fabric, not on which calls came before on this object. Memory may
 *       save work (a session, a connection) and hold writes back for a time: after the last one
 *       ({@link ErrorKind#NOT_YET}), where a user holds the fabric, or of a change that the fabric
 *       has just refused; and nothing else.
 *   <li><b>L19 looking</b>: {@link #isAt} is true of the revision of an observation while nothing
 *       was written since, and false once the owner's rules are not in force as they were.
 *   <li><b>L20 processes of one owner</b>: where {@code observe().lastWrite()} names a process, it
 *       is the one whose call ({@link CallContext#writer}) changed this owner's policy last, or is
 *       changing it, whichever process asks; each change has a name of its own. A backend need not
 *       tell.
 * </ol>
 */
public interface SdwanBackend extends AutoCloseable {

  /**
   * The inventory of the fabric, what it can express, and how old that knowledge is.
   *
   * @throws BackendException where the fabric cannot be asked
   */
  WanSnapshot inventory(CallContext call);

  /**
   * The policy that is on the fabric now.
   *
   * @param wan the inventory, as {@link #inventory} of any backend of this fabric gave it; it may
   *     be some minutes old. Unchanged, with its diagnostics
   * @throws BackendException where the fabric cannot be asked
   */
  ObservedPolicy observe(WanSnapshot wan, CallContext call);

  /**
   * A look at whether the policy is still at a revision: cheaper than {@link #observe} where the
   * fabric allows it, because the host looks often. Reads only. A look may miss what leaves the
   * owner's rules in force; the next observation finds it.
   *
   * @param since the revision of an observation, or that of an {@link ApplyReport}
   * @return false where the policy is at another revision, and where the backend cannot tell
   * @throws BackendException where the fabric cannot be asked
   */
  default boolean isAt(Revision since, WanSnapshot wan, CallContext call) {
    return observe(wan, call).revision().equals(since);
  }

  /**
   * Carries out a plan, in the order of its steps; may join neighbours, never reorder.
   *
   * <p>Where a rule needs a feature that the profile does not list, the whole plan is refused with
   * {@link ErrorKind#UNSUPPORTED}. A service function that the fabric does not have is no reason to
   * refuse: one Service held at its last good intent would keep the rules of all others away.
   *
   * @param wan the inventory that the plan was made with
   * @return one outcome for each step, in their order
   * @throws BackendException only where nothing was written, or where the plan is empty and what
   *     was unfinished still is
   */
  ApplyReport apply(Plan plan, WanSnapshot wan, CallContext call);

  /**
   * The name that an administrator has to confirm before {@link #purge}, because it touches more
   * than the owner's rules: an object of the fabric, by its name. Empty where nothing has to be
   * named. Reads only.
   *
   * @param wan the inventory
   * @throws BackendException where the fabric cannot be asked
   */
  default Optional<String> purgeConfirmation(WanSnapshot wan, CallContext call) {
    return Optional.empty();
  }

  /**
   * Carries out a plan that removes all of the owner's rules, and takes away what the backend made
   * to hold them, as far as nothing else uses it. The caller has had {@link #purgeConfirmation}
   * confirmed.
   *
   * @param plan one whose {@code after} is empty; it may be empty itself
   * @param wan the inventory that the plan was made with
   * @return one outcome for each step, in their order
   * @throws BackendException only where nothing was written
   */
  default ApplyReport purge(Plan plan, WanSnapshot wan, CallContext call) {
    return apply(plan, wan, call);
  }

  /**
   * The path that the fabric gives this packet now, where it can tell: with the mark, the service
   * function and the encryption that the rule in force asks for, and why it is dropped. Reads only.
   * Most fabrics cannot tell.
   *
   * @throws BackendException where the fabric cannot be asked
   */
  default Optional<PacketPath> tracePath(Flow flow, CallContext call) {
    return Optional.empty();
  }

  /**
   * Releases sessions and connections; ends a call in progress soon. Any thread, any number of
   * times.
   */
  @Override
  void close();
}
