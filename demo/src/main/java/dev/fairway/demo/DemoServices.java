package dev.fairway.demo;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.translate.Conflict;
import dev.fairway.runtime.PlannedSync;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Services that the story is about.
 *
 * @param followed the Service that the story follows
 * @param other a Service that declares nothing and shares no pod with the followed one; empty where
 *     there is none
 * @param declared what the followed Service declares before the story begins
 */
record DemoServices(ServiceKey followed, Optional<ServiceKey> other, Declared declared) {

  /** The state of a declaration. */
  enum Declared {
    /** An intent that this fabric can carry out. */
    USABLE,
    /** An intent that cannot be used here. */
    UNUSABLE,
    /** No intent. */
    NOTHING
  }

  /**
   * Follows the first Service by name that declares something usable and has pods, if possible one
   * that loses nothing to an older one; else the first that declares something; else the first that
   * has pods. Empty where no Service has pods.
   */
  static Optional<DemoServices> of(PlannedSync plan) {
    List<ResolvedService> served =
        plan.cluster().services().stream().filter(DemoServices::hasPods).toList();
    Set<ServiceKey> losers =
        plan.translation().conflicts().stream().map(Conflict::loser).collect(Collectors.toSet());
    return Stream.<Predicate<ResolvedService>>of(
            service -> declared(service) == Declared.USABLE && !losers.contains(service.key()),
            service -> declared(service) == Declared.USABLE,
            service -> declared(service) == Declared.UNUSABLE,
            service -> true)
        .flatMap(wanted -> served.stream().filter(wanted))
        .findFirst()
        .map(service -> new DemoServices(service.key(), other(served, service), declared(service)));
  }

  private static Optional<ServiceKey> other(
      List<ResolvedService> served, ResolvedService followed) {
    Set<IpPrefix> taken = addresses(followed).collect(Collectors.toSet());
    return served.stream()
        .filter(service -> declared(service) == Declared.NOTHING)
        .filter(service -> addresses(service).noneMatch(taken::contains))
        .map(ResolvedService::key)
        .findFirst();
  }

  private static Declared declared(ResolvedService service) {
    return service
        .declaration()
        .fold(
            valid -> service.claims().isEmpty() ? Declared.UNUSABLE : Declared.USABLE,
            held -> Declared.UNUSABLE,
            () -> Declared.UNUSABLE,
            () -> Declared.NOTHING);
  }

  /** True where a packet can be made that goes to the Service. */
  private static boolean hasPods(ResolvedService service) {
    return service.state().endpoints().stream()
        .filter(behind -> behind.port().isPresent())
        .flatMap(behind -> behind.endpoints().stream())
        .anyMatch(DemoAddresses::isReachable);
  }

  private static Stream<IpPrefix> addresses(ResolvedService service) {
    return DemoCluster.endpoints(service.state()).map(Endpoint::address);
  }
}
