package dev.fairway.mock;

import dev.fairway.core.net.Flow;
import dev.fairway.core.plan.ForeignRule;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.PolicyWrite;
import dev.fairway.core.plan.PolicyWriter;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.ServiceFunction;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An SD-WAN in memory: edges, tunnels, the rules of several owners, foreign rules, and the path of
 * a packet. Rules are asked in this order: foreign rules that stand before, the owners' by owner,
 * foreign rules that stand after. Faults are injected with {@link #script}.
 *
 * <p>Thread-safe. What {@link #onWrite} runs, runs without a lock, on the thread that writes.
 */
public final class MockFabric {

  private final FabricSpec layout;
  private final TreeMap<OwnerId, Partition> partitions = new TreeMap<>();
  private final List<MockForeignRule> foreign;
  private final Deque<WriteFault> script = new ArrayDeque<>();
  private final List<Runnable> onWrite = new CopyOnWriteArrayList<>();
  private List<Tunnel> tunnels;
  private List<ServiceFunction> functions;
  private boolean reachable = true;
  private long writes;

  /** One owner's rules, how often they have changed, and the process that did it last. */
  private record Partition(List<PathRule> rules, long version, Optional<PolicyWriter> writer) {

    static final Partition EMPTY = new Partition(List.of(), 0, Optional.empty());

    Partition with(List<PathRule> changed, Optional<PolicyWriter> by) {
      return new Partition(new DesiredPolicy(changed).rules(), version + 1, by);
    }

    Optional<PolicyWrite> lastWrite() {
      return writer.map(by -> new PolicyWrite(by, revision().value()));
    }

    Revision revision() {
      return new Revision("v" + version);
    }
  }

  /** A fabric that starts like that, with no owner's rules on it. */
  public MockFabric(FabricSpec layout) {
    this.layout = layout;
    this.foreign = new ArrayList<>(layout.foreign());
    this.tunnels = layout.inventory().tunnels();
    this.functions = layout.inventory().functions();
  }

  /** A backend that writes for the owner. Any number may be open at a time. */
  public SdwanBackend backend(OwnerId owner) {
    return backend(owner, layout.profile());
  }

  /** A backend that claims something else than the fabric's own profile. */
  public SdwanBackend backend(OwnerId owner, TargetProfile profile) {
    return new MockBackend(this, owner, layout.withProfile(profile).profile());
  }

  /** What it can express. */
  public TargetProfile profile() {
    return layout.profile();
  }

  /** The fabric with its tunnels and service functions as they are now. */
  public synchronized WanInventory inventory() {
    WanInventory start = layout.inventory();
    return new WanInventory(start.sites(), start.networks(), tunnels, start.routed(), functions);
  }

  /**
   * Where a packet goes now: what its rule asks for holds for every part of the way over the WAN. A
   * service function counts as reachable where both the way to it and the way behind it are there.
   * Where one end is at no site of the fabric, a rule is asked at every site and a transport counts
   * as up where any tunnel from or to the other end's site is. Opaque foreign rules are passed
   * over.
   */
  public PacketPath forward(Flow flow) {
    return table().forward(flow);
  }

  /** As {@link #forward}, empty where an opaque foreign rule may take the packet first. */
  public Optional<PacketPath> tell(Flow flow) {
    return table().tell(flow);
  }

  /** The treatment of the rule that decides over the packet now, whoever wrote it. */
  public Optional<Treatment> inForce(Flow flow) {
    return table().entryFor(flow).flatMap(ForwardingTable.Entry::treatment);
  }

  private synchronized ForwardingTable table() {
    List<ForwardingTable.Entry> entries = new ArrayList<>();
    foreign(MockForeignRule.Place.BEFORE).map(ForwardingTable.Entry::of).forEach(entries::add);
    partitions.values().stream()
        .flatMap(partition -> partition.rules().stream())
        .map(ForwardingTable.Entry::of)
        .forEach(entries::add);
    foreign(MockForeignRule.Place.AFTER).map(ForwardingTable.Entry::of).forEach(entries::add);
    return new ForwardingTable(inventory(), entries);
  }

  /**
   * Makes the tunnel from one edge to another go up or down. The way back is a tunnel of its own.
   *
   * @param transport the transport at the edge where packets enter
   * @throws IllegalArgumentException where there is no such tunnel
   */
  public void setTunnel(String fromEdge, String toEdge, Transport transport, boolean up) {
    set(
        tunnel ->
            tunnel.fromEdge().equals(fromEdge)
                && tunnel.toEdge().equals(toEdge)
                && tunnel.localTransport().equals(transport),
        up,
        "tunnel from " + fromEdge + " to " + toEdge + " over " + transport);
  }

  /**
   * Makes every tunnel that starts or ends at the transport go up or down.
   *
   * @throws IllegalArgumentException where there is none
   */
  public void setTransport(Transport transport, boolean up) {
    set(
        tunnel ->
            tunnel.localTransport().equals(transport) || tunnel.remoteTransport().equals(transport),
        up,
        "tunnel over " + transport);
  }

  private synchronized void set(Predicate<Tunnel> which, boolean up, String what) {
    if (tunnels.stream().noneMatch(which)) {
      throw new IllegalArgumentException("the fabric has no " + what);
    }
    tunnels =
        tunnels.stream().map(tunnel -> which.test(tunnel) ? tunnel.withUp(up) : tunnel).toList();
  }

  /**
   * Makes a service function go up or down.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  public synchronized void setFunction(String name, boolean up) {
    if (functions.stream().noneMatch(function -> function.name().equals(name))) {
      throw new IllegalArgumentException("the fabric has no service function '" + name + "'");
    }
    functions =
        functions.stream()
            .map(function -> function.name().equals(name) ? function.withUp(up) : function)
            .toList();
  }

  /** The owners that have rules, ascending. */
  public synchronized SortedSet<OwnerId> owners() {
    SortedSet<OwnerId> owners = new TreeSet<>(partitions.keySet());
    owners.removeIf(owner -> rules(owner).isEmpty());
    return owners;
  }

  /** The owner's rules, in the order in force. */
  public synchronized List<PathRule> rules(OwnerId owner) {
    return partition(owner).rules();
  }

  /** Changes an owner's rules out of band, as an administrator by hand. Not a write. */
  public synchronized void editOutOfBand(OwnerId owner, UnaryOperator<List<PathRule>> edit) {
    put(owner, edit.apply(rules(owner)), Optional.empty());
  }

  /** Adds a foreign rule, behind the others at the same place. */
  public synchronized void addForeign(MockForeignRule rule) {
    foreign.add(rule);
  }

  /** Removes every foreign rule of that name. */
  public synchronized void removeForeign(String name) {
    foreign.removeIf(rule -> rule.name().equals(name));
  }

  /** The foreign rules, in the order in which they were added. */
  public synchronized List<MockForeignRule> foreign() {
    return List.copyOf(foreign);
  }

  private Stream<MockForeignRule> foreign(MockForeignRule.Place place) {
    return foreign.stream().filter(rule -> rule.place() == place);
  }

  /**
   * Injects faults into the next writes, one each, instead of those injected before; later writes
   * have none.
   */
  public synchronized void script(WriteFault... next) {
    script.clear();
    script.addAll(Arrays.asList(next));
  }

  /** While it is not reachable, every call of a backend fails as {@link ErrorKind#UNAVAILABLE}. */
  public synchronized void setReachable(boolean value) {
    reachable = value;
  }

  synchronized boolean reachable() {
    return reachable;
  }

  /** How many writes have been received, refused ones included. */
  public synchronized long writes() {
    return writes;
  }

  /** Runs at each write from now on, before it is carried out. */
  public void onWrite(Runnable look) {
    onWrite.add(look);
  }

  synchronized ObservedPolicy observe(OwnerId owner) {
    List<PathRule> others = new ArrayList<>();
    partitions.forEach(
        (other, partition) -> others.addAll(other.equals(owner) ? List.of() : partition.rules()));
    Partition mine = partition(owner);
    int written = mine.rules().size() + others.size();
    List<ForeignRule> seen = new ArrayList<>();
    foreign(MockForeignRule.Place.BEFORE)
        .forEach(rule -> seen.add(new ForeignRule(rule.name(), seen.size(), rule.match())));
    foreign(MockForeignRule.Place.AFTER)
        .forEach(
            rule -> seen.add(new ForeignRule(rule.name(), written + seen.size(), rule.match())));
    return new ObservedPolicy(mine.rules(), others, seen, mine.revision())
        .withLastWrite(mine.lastWrite());
  }

  synchronized Revision revision(OwnerId owner) {
    return partition(owner).revision();
  }

  /** A conflict with what stands there instead of the basis of a change, and who wrote it. */
  synchronized BackendException conflict(OwnerId owner, Revision basis) {
    String message = "the rules of " + owner + " are at " + revision(owner) + ", not at " + basis;
    return partition(owner)
        .lastWrite()
        .map(
            other ->
                BackendException.changedBy(
                    other, message + ", written by " + other.writer().text()))
        .orElseGet(() -> new BackendException(ErrorKind.CONFLICT, message));
  }

  /** Receives one write: the owner's rules become those after so many steps of the walk. */
  WriteResponse write(
      OwnerId owner,
      Optional<PolicyWriter> writer,
      Revision basis,
      IntermediateRules walk,
      int done,
      int steps) {
    WriteFault fault = receive();
    onWrite.forEach(Runnable::run);
    return carryOut(owner, writer, basis, walk, done, steps, fault);
  }

  private synchronized WriteFault receive() {
    writes++;
    return script.isEmpty() ? WriteFault.clear() : script.removeFirst();
  }

  private synchronized WriteResponse carryOut(
      OwnerId owner,
      Optional<PolicyWriter> writer,
      Revision basis,
      IntermediateRules walk,
      int done,
      int steps,
      WriteFault fault) {
    WriteFault.Kind kind = fault.kind();
    if (kind == WriteFault.Kind.HANGING) {
      return WriteResponse.never(revision(owner));
    }
    if (kind == WriteFault.Kind.REFUSED) {
      return WriteResponse.refused(revision(owner), refusal(fault));
    }
    if (kind == WriteFault.Kind.STALE_BASIS) {
      List<PathRule> there = rules(owner);
      put(owner, there.subList(0, Math.max(0, there.size() - 1)), Optional.empty());
    }
    if (!revision(owner).equals(basis)) {
      return WriteResponse.refused(revision(owner), conflict(owner, basis));
    }
    int until =
        kind == WriteFault.Kind.HALF_APPLIED ? Math.min(steps, done + fault.steps()) : steps;
    if (until > done) {
      put(owner, walk.after(until), writer);
    }
    return answer(owner, done, until, fault);
  }

  private WriteResponse answer(OwnerId owner, int done, int until, WriteFault fault) {
    Revision now = revision(owner);
    return switch (fault.kind()) {
      case HALF_APPLIED ->
          fault.answered()
              ? WriteResponse.stopped(
                  until,
                  now,
                  new BackendException(fault.refusal(), "the fabric went away during the write"))
              : WriteResponse.lost(until, now, "the fabric fell silent during the write");
      case ANSWER_LOST -> WriteResponse.lost(done, now, "the answer was lost");
      case GARBLED -> WriteResponse.lost(done, now, "the answer cannot be understood");
      default -> WriteResponse.done(fault.delay(), until, now);
    };
  }

  private static BackendException refusal(WriteFault fault) {
    String message =
        switch (fault.refusal()) {
          case UNAVAILABLE -> "the fabric does not answer";
          case THROTTLED -> "the fabric asks for fewer writes";
          case CONFLICT -> "another owner is at work on the fabric";
          default -> "the fabric refuses the write";
        };
    return fault.delay().isZero()
        ? new BackendException(fault.refusal(), message)
        : BackendException.retryAfter(fault.refusal(), message, fault.delay());
  }

  private Partition partition(OwnerId owner) {
    return partitions.getOrDefault(owner, Partition.EMPTY);
  }

  private void put(OwnerId owner, List<PathRule> rules, Optional<PolicyWriter> by) {
    partitions.put(owner, partition(owner).with(rules, by));
  }
}
