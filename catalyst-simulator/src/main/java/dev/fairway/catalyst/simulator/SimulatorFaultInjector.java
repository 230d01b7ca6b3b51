package dev.fairway.catalyst.simulator;

import dev.fairway.faultinjection.ConnectionCutException;
import dev.fairway.faultinjection.FaultInjector;
import dev.fairway.faultinjection.HeldRequests;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The fault injection of the simulator, as a test or a demo scripts it. A request is matched by
 * verb ({@code GET}, ..., or {@code *}) and by path as {@link LoggedCall#path} says it, where
 * {@code *} and <code>{id}
 * </code> stand for any one segment and {@code **} at the end for any number of them; what is
 * neither is refused with an IllegalArgumentException. Faults that meet in one request all happen,
 * in the order in which they were scripted, up to the first that gives or takes the answer.
 * Thread-safe; nothing here waits for time to pass.
 */
public final class SimulatorFaultInjector {

  private final FaultInjector<SimulatorRequest, SimulatedFault> requests = new FaultInjector<>();
  private final FaultInjector<SimulatorRequest, SimulatedFault> answers = new FaultInjector<>();
  private final List<Runnable> beforeWrites = new CopyOnWriteArrayList<>();
  private final List<Consumer<LoggedCall>> afterAnswers = new CopyOnWriteArrayList<>();
  private final RequestBudget budget = new RequestBudget();
  private final SessionStore sessions;
  private volatile ExpiredSessionResponse face;

  SimulatorFaultInjector(SessionStore sessions, ExpiredSessionResponse face) {
    this.sessions = sessions;
    this.face = face;
  }

  /** A fault for the next so many matching requests. */
  public void next(int times, String verb, String path, SimulatedFault fault) {
    requests.add(CallMatcher.parse(verb, path), fault, 1, times);
  }

  /** A fault for the next matching request. */
  public void next(String verb, String path, SimulatedFault fault) {
    next(1, verb, path, fault);
  }

  /** A fault for the n-th matching request from now; 1 is the next. */
  public void nth(int n, String verb, String path, SimulatedFault fault) {
    requests.add(CallMatcher.parse(verb, path), fault, n, n);
  }

  /** A fault for all matching requests, until {@link #clear}. */
  public void always(String verb, String path, SimulatedFault fault) {
    requests.add(CallMatcher.parse(verb, path), fault, 1, Long.MAX_VALUE);
  }

  /** A fault for the n-th write from now, whatever it writes; 1 is the next. */
  public void nthWrite(int n, SimulatedFault fault) {
    requests.add(request -> CallKind.of(request).isWrite(), fault, n, n);
  }

  /** Holds matching requests back before they are carried out, from now until released. */
  public HeldRequests hold(String verb, String path) {
    return requests.hold(CallMatcher.parse(verb, path));
  }

  /** Carries matching requests out, and holds the answers back, from now until released. */
  public HeldRequests holdAnswers(String verb, String path) {
    return answers.hold(CallMatcher.parse(verb, path));
  }

  /**
   * Runs something right before each write is carried out, in the thread that serves it: the place
   * for an edit of another user in between. May ask the model, and script faults.
   */
  public void onWrite(Runnable hook) {
    beforeWrites.add(hook);
  }

  /**
   * Runs something with each request that was answered or cut off, right before the client can know
   * of it: a client that has the answer finds it done.
   */
  public void onAnswered(Consumer<LoggedCall> hook) {
    afterAnswers.add(hook);
  }

  /** Serves so many more requests; from then on all connections are cut, until {@link #revive}. */
  public void dieAfter(int requests) {
    budget.dieAfter(requests);
  }

  /** Serves again. Sessions and what was written are still there. */
  public void revive() {
    budget.revive();
  }

  /** Ends all sessions that were begun by password. */
  public void endSessions() {
    sessions.endAll();
  }

  /** Sets the response to requests without a session from now on. */
  public void expiredSession(ExpiredSessionResponse response) {
    face = response;
  }

  /**
   * Takes back all faults, holds and hooks, and revives; held requests go on. The response to
   * expired sessions stays.
   */
  public void clear() {
    requests.clear();
    answers.clear();
    beforeWrites.clear();
    afterAnswers.clear();
    revive();
  }

  ExpiredSessionResponse face() {
    return face;
  }

  /** Counts a request, and returns its faults; cuts its connection once no more are served. */
  List<SimulatedFault> faults(SimulatorRequest request) throws ConnectionCutException {
    budget.take();
    return requests.faults(request);
  }

  /** Hangs where the request is held back. */
  void hang(SimulatorRequest request) throws ConnectionCutException {
    requests.hang(request);
  }

  /** Hangs where the answer to the request is held back. */
  void hangAnswer(SimulatorRequest request) throws ConnectionCutException {
    answers.hang(request);
  }

  void beforeWrite() {
    beforeWrites.forEach(Runnable::run);
  }

  void answered(LoggedCall call) {
    afterAnswers.forEach(hook -> hook.accept(call));
  }

  void close() {
    requests.cutHeld();
    answers.cutHeld();
  }
}
