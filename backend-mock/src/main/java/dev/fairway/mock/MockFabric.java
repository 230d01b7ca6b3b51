package dev.fairway.mock;

import dev.fairway.core.net.Flow;
import dev.fairway.core.plan.ForeignRule;
import dev.fairway.core.plan.ObservedPolicy;
import dev.fairway.core.plan.Revision;
import dev.fairway.core.policy.DesiredPolicy;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import dev.fairway.core.wan.Tunnel;
import dev.fairway.core.wan.WanInventory;
import dev.fairway.spi.ErrorKind;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import java.time.Duration;
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

/**
 * An SD-WAN in memory: edges, tunnels, the rules of several owners and of other people, and an
 * answer to where a packet goes. Rules are asked in this order: those of other people that stand
 * before, the owners' by owner, those of other people that stand after.
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
  private boolean reachable = true;
  private long writes;

  /** One owner's rules, and how often they have changed. */
  private record Partition(List<PathRule> rules, long version) {

    static final Partition EMPTY = new Partition(List.of(), 0);

    Partition with(List<PathRule> changed) {
      return new Partition(new DesiredPolicy(changed).rules(), version + 1);
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

  /** The fabric with its tunnels as they are now. */
  public synchronized WanInventory inventory() {
    WanInventory start = layout.inventory();
    return new WanInventory(start.sites(), start.networks(), tunnels, start.routed());
  }

  /**
   * Where a packet goes now. Where one end is at no site of the fabric, a rule is asked at every
   * site and a transport counts as up where any tunnel from or to the other end's site is. Opaque
   * rules of other people are passed over.
   */
  public PacketPath forward(Flow flow) {
    return table().forward(flow);
  }

  /** As {@link #forward}, empty where an opaque rule of other people may take the packet first. */
  public Optional<PacketPath> tell(Flow flow) {
    return table().tell(flow);
  }

  /** The treatment of the rule that decides over the packet now, whoever wrote it. */
  public Optional<Treatment> inForce(Flow flow) {
    return table().entryFor(flow).flatMap(ForwardingTable.Entry::treatment);
  }

  private synchronized ForwardingTable table() {
    List<ForwardingTable.Entry> entries = new ArrayList<>();
    foreign(MockForeignRule.Place.BEFORE)
        .forEach(rule -> entries.add(new ForwardingTable.Theirs(rule)));
    for (Partition partition : partitions.values()) {
      partition.rules().forEach(rule -> entries.add(new ForwardingTable.Ours(rule)));
    }
    foreign(MockForeignRule.Place.AFTER)
        .forEach(rule -> entries.add(new ForwardingTable.Theirs(rule)));
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

  /** Somebody changes an owner's rules behind its back. Not a write. */
  public synchronized void editOutOfBand(OwnerId owner, UnaryOperator<List<PathRule>> edit) {
    put(owner, edit.apply(rules(owner)));
  }

  /** Somebody writes a rule of their own, behind those that they have at the same place. */
  public synchronized void addForeign(MockForeignRule rule) {
    foreign.add(rule);
  }

  /** They take away every rule of theirs that has the name. */
  public synchronized void removeForeign(String name) {
    foreign.removeIf(rule -> rule.name().equals(name));
  }

  /** The rules of other people, in the order in which they were written. */
  public synchronized List<MockForeignRule> foreign() {
    return List.copyOf(foreign);
  }

  private List<MockForeignRule> foreign(MockForeignRule.Place place) {
    return foreign.stream().filter(rule -> rule.place() == place).toList();
  }

  /**
   * What befalls the next writes, one each, instead of what was scripted before; then all is clear.
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
        (other, partition) -> {
          if (!other.equals(owner)) {
            others.addAll(partition.rules());
          }
        });
    Partition mine = partition(owner);
    int written = mine.rules().size() + others.size();
    return new ObservedPolicy(mine.rules(), others, seenForeign(written), mine.revision());
  }

  private List<ForeignRule> seenForeign(int written) {
    List<ForeignRule> seen = new ArrayList<>();
    for (MockForeignRule rule : foreign(MockForeignRule.Place.BEFORE)) {
      seen.add(new ForeignRule(rule.name(), seen.size(), rule.match()));
    }
    for (MockForeignRule rule : foreign(MockForeignRule.Place.AFTER)) {
      seen.add(new ForeignRule(rule.name(), written + seen.size(), rule.match()));
    }
    return seen;
  }

  synchronized Revision revision(OwnerId owner) {
    return partition(owner).revision();
  }

  /** Receives one write: the owner's rules become those after so many steps of the walk. */
  WriteResponse write(OwnerId owner, Revision basis, IntermediateRules walk, int done, int steps) {
    WriteFault weather = receive();
    onWrite.forEach(Runnable::run);
    return carryOut(owner, basis, walk, done, steps, weather);
  }

  private synchronized WriteFault receive() {
    writes++;
    return script.isEmpty() ? WriteFault.clear() : script.removeFirst();
  }

  private synchronized WriteResponse carryOut(
      OwnerId owner,
      Revision basis,
      IntermediateRules walk,
      int done,
      int steps,
      WriteFault weather) {
    WriteFault.Kind kind = weather.kind();
    if (kind == WriteFault.Kind.HANGING) {
      return WriteResponse.never(revision(owner));
    }
    if (kind == WriteFault.Kind.REFUSED) {
      return WriteResponse.refused(
          revision(owner), weather.refusal(), sentence(weather.refusal()), weather.delay());
    }
    if (kind == WriteFault.Kind.STALE_BASIS) {
      List<PathRule> there = rules(owner);
      put(owner, there.subList(0, Math.max(0, there.size() - 1)));
    }
    if (!revision(owner).equals(basis)) {
      return WriteResponse.refused(
          revision(owner),
          ErrorKind.CONFLICT,
          "the rules of " + owner + " are at " + revision(owner) + ", not at " + basis,
          Duration.ZERO);
    }
    int until =
        kind == WriteFault.Kind.HALF_APPLIED ? Math.min(steps, done + weather.steps()) : steps;
    if (until > done) {
      put(owner, walk.after(until));
    }
    return answer(owner, done, until, weather);
  }

  private WriteResponse answer(OwnerId owner, int done, int until, WriteFault weather) {
    Revision now = revision(owner);
    return switch (weather.kind()) {
      case HALF_APPLIED ->
          weather.answered()
              ? WriteResponse.stopped(
                  until, now, weather.refusal(), "the fabric went away during the write")
              : WriteResponse.lost(until, now, "the fabric fell silent during the write");
      case ANSWER_LOST -> WriteResponse.lost(done, now, "the answer was lost");
      case GARBLED -> WriteResponse.lost(done, now, "the answer cannot be understood");
      default -> WriteResponse.done(weather.delay(), until, now);
    };
  }

  private static String sentence(ErrorKind kind) {
    return switch (kind) {
      case UNAVAILABLE -> "the fabric does not answer";
      case THROTTLED -> "the fabric asks for fewer writes";
      case CONFLICT -> "another owner is at work on the fabric";
      default -> "the fabric refuses the write";
    };
  }

  private Partition partition(OwnerId owner) {
    return partitions.getOrDefault(owner, Partition.EMPTY);
  }

  private void put(OwnerId owner, List<PathRule> rules) {
    partitions.put(owner, partition(owner).with(rules));
  }
}
