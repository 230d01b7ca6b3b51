package dev.fairway.demo;

import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.core.translate.Conflict;
import dev.fairway.runtime.PlannedSync;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who plays.
 *
 * @param star the Service that the story follows
 * @param other a Service that asks for nothing and shares no pod with the star, where there is one
 * @param asks what the star asks for before the story begins
 */
record DemoServices(ServiceKey star, Optional<ServiceKey> other, Asks asks) {

  /** What a Service asks for. */
  enum Asks {
    /** Something that this fabric can do. */
    WELL,
    /** Something that cannot be used here. */
    IN_VAIN,
    /** Nothing. */
    NOTHING
  }

  /**
   * Casts the first Service by name that asks for something usable and has pods, if possible one
   * that loses nothing to an older one; else the first that asks; else the first that has pods.
   * Empty where no Service has pods.
   */
  static Optional<DemoServices> of(PlannedSync pass) {
    List<ResolvedService> served =
        pass.cluster().services().stream().filter(DemoServices::hasPackets).toList();
    Set<ServiceKey> losers =
        pass.translation().conflicts().stream().map(Conflict::loser).collect(Collectors.toSet());
    return Stream.<Predicate<ResolvedService>>of(
            one -> asks(one) == Asks.WELL && !losers.contains(one.key()),
            one -> asks(one) == Asks.WELL,
            one -> asks(one) == Asks.IN_VAIN,
            one -> true)
        .flatMap(wanted -> served.stream().filter(wanted))
        .findFirst()
        .map(star -> new DemoServices(star.key(), other(served, star), asks(star)));
  }

  private static Optional<ServiceKey> other(List<ResolvedService> served, ResolvedService star) {
    Set<IpPrefix> taken = addresses(star);
    return served.stream()
        .filter(one -> asks(one) == Asks.NOTHING)
        .filter(one -> addresses(one).stream().noneMatch(taken::contains))
        .map(ResolvedService::key)
        .findFirst();
  }

  private static Asks asks(ResolvedService service) {
    return service
        .declaration()
        .fold(
            valid -> service.claims().isEmpty() ? Asks.IN_VAIN : Asks.WELL,
            held -> Asks.IN_VAIN,
            () -> Asks.IN_VAIN,
            () -> Asks.NOTHING);
  }

  /** True where a packet can be made that goes to the Service. */
  private static boolean hasPackets(ResolvedService service) {
    return service.state().endpoints().stream()
        .filter(behind -> behind.port().isPresent())
        .flatMap(behind -> behind.endpoints().stream())
        .filter(endpoint -> endpoint.state().holdsAddress())
        .anyMatch(endpoint -> endpoint.address().family() == IpFamily.IPV4);
  }

  private static Set<IpPrefix> addresses(ResolvedService service) {
    return service.state().endpoints().stream()
        .flatMap(behind -> behind.endpoints().stream())
        .map(Endpoint::address)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
