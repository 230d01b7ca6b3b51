package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.fabric.FabricSeed;
import dev.fairway.catalyst.simulator.model.traffic.ForwardingView;
import dev.fairway.catalyst.simulator.model.traffic.MatchedSequence;
import dev.fairway.catalyst.simulator.model.traffic.PolicyPrecedence;
import dev.fairway.catalyst.simulator.model.traffic.SimulatedPath;
import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import dev.fairway.core.net.Flow;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The model of a Manager in memory: its database, its controllers, locks and tasks. Time passes by
 * the clock alone: whatever became due takes effect at the next question. Thread-safe; one request
 * at a time.
 */
public final class SimulatedManager implements ManagerModel {

  private final Object turn = new Object();
  private final ModelState state;
  private final RequestRouter routes = new RequestRouter();

  /** A Manager of a fabric, with the usual times. */
  public SimulatedManager(FabricSeed seed, SimulatorClock clock) {
    this(seed, clock, ModelTiming.USUAL);
  }

  /**
   * A Manager of a fabric.
   *
   * @throws IllegalArgumentException where the seed refers to what is not in it, or would be
   *     refused as a request
   */
  public SimulatedManager(FabricSeed seed, SimulatorClock clock, ModelTiming timing) {
    this.state = new ModelState(seed, clock, timing);
    InitialState.load(seed, state);
    PushScheduler pushes = new PushScheduler(state);
    new ObjectEndpoints(state).addTo(routes);
    new PolicyEndpoints(state, pushes).addTo(routes);
    new TemplateEndpoints(state, pushes).addTo(routes);
    new TaskEndpoints(state).addTo(routes);
    new InventoryEndpoints(state).addTo(routes);
    new RealTimeEndpoints(state).addTo(routes);
    new PolicyGroupEndpoints(state).addTo(routes);
  }

  @Override
  public ModelResponse answer(ModelRequest request) {
    synchronized (turn) {
      state.settle();
      try {
        return routes.answer(request);
      } catch (ManagerErrorException refusal) {
        return refused(refusal);
      }
    }
  }

  private static ModelResponse refused(ManagerErrorException refusal) {
    ObjectNode answer = ResponseBodies.object();
    answer
        .putObject("error")
        .put("type", "error")
        .put("message", refusal.getMessage())
        .put("details", refusal.details())
        .put("code", refusal.code());
    return new ModelResponse(refusal.status(), Optional.of(answer));
  }

  /** Looks at, or changes, the state as it is now. */
  <T> T inside(Function<ModelState, T> look) {
    synchronized (turn) {
      state.settle();
      return look.apply(state);
    }
  }

  /** Another user of the Manager. */
  public AdminUser adminUser(String user) {
    return new AdminUser(this, user);
  }

  /**
   * The objects and sequences of other users, as text that changes where any of their content does;
   * authors, times and references are no part of it.
   *
   * @param ours true for the name of an object, or of a group of sequences, that is not of other
   *     users
   */
  public String foreign(Predicate<String> ours) {
    return inside(now -> new ForeignObjectsText(now.database, ours).write());
  }

  /** Sets the durations from now on. */
  public void timing(ModelTiming timing) {
    synchronized (turn) {
      state.timing = timing;
    }
  }

  /** Sets what becomes of a template push of an edit that is not there. */
  public void attachWithoutEdit(AttachWithoutEdit rule) {
    synchronized (turn) {
      state.attachWithoutEdit = rule;
    }
  }

  /** Scripts the outcome of the next push that has none yet. */
  public void nextPush(PushOutcome outcome) {
    synchronized (turn) {
      state.script.add(outcome);
    }
  }

  /** The time during which some controller had no policy, since the beginning. */
  public Duration timeWithoutPolicy() {
    return inside(now -> now.gaps.total(now.now()));
  }

  /** How many deactivations were begun. */
  public int deactivations() {
    return inside(now -> now.gaps.deactivations());
  }

  /** How many pushes were begun, by any user. */
  public int pushes() {
    return inside(now -> now.gaps.pushes());
  }

  /** What packets meet now, by the first controller that is online. */
  public ForwardingView view() {
    return inside(now -> view(now, now.speaking()));
  }

  /**
   * What packets would meet by one controller.
   *
   * @throws IllegalArgumentException where no controller has that host name
   */
  public ForwardingView view(String hostName) {
    return inside(now -> view(now, now.controller(hostName)));
  }

  private static ForwardingView view(ModelState now, ControllerState controller) {
    return new ForwardingView(controller.running(), now.fabric.up(), PolicyPrecedence.DATA_POLICY);
  }

  /** What becomes of a packet from the LAN of a site, by what the controllers run now. */
  public Optional<SimulatedPath> path(Flow flow, String siteId, int vpn) {
    return view().path(flow, siteId, vpn);
  }

  /** Which data sequence takes a packet from the LAN of a site, by what the controllers run now. */
  public Optional<MatchedSequence> taken(Flow flow, String siteId, int vpn) {
    return view().taken(flow, siteId, vpn);
  }
}
