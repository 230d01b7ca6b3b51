package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import dev.fairway.k8s.objects.ServiceStatusView;
import dev.fairway.k8s.objects.StoredCondition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The statuses of Services on an API server, and what an informer shows of them, later. */
final class ScriptedApi {

  /** What becomes of a write. */
  enum Fate {
    TAKEN,
    REFUSED,
    ANSWER_LOST
  }

  private final Map<ServiceKey, ServiceStatusView> server = new HashMap<>();
  private final Map<ServiceKey, ServiceStatusView> shown = new HashMap<>();
  private final Deque<Fate> script = new ArrayDeque<>();
  private long version = 100;
  private long uids;

  /** The writes that were taken, in their order. */
  final List<StatusWrite> taken = new ArrayList<>();

  /** How many requests came in. */
  int requests;

  Fate otherwise = Fate.TAKEN;
  Runnable onWrite = () -> {};
  Runnable afterWrite = () -> {};

  static ServiceKey key(String name) {
    return new ServiceKey("shop-eu", "shop", name);
  }

  /** A Service is made, or made anew, and shown. */
  synchronized ServiceStatusView create(String name) {
    store(
        new ServiceStatusView(
            key(name), "uid-" + ++uids, "", OptionalLong.empty(), false, List.of()));
    show();
    return shown.get(key(name));
  }

  synchronized void delete(String name) {
    server.remove(key(name));
  }

  /** The Service is on its way out, or has another generation, and that is shown. */
  synchronized void change(String name, boolean deleting, OptionalLong generation) {
    ServiceStatusView old = server.get(key(name));
    store(new ServiceStatusView(old.key(), old.uid(), "", generation, deleting, old.conditions()));
    show();
  }

  /** Somebody else writes conditions of our types. */
  synchronized void overwrite(String name, List<StoredCondition> conditions) {
    store(with(server.get(key(name)), conditions));
  }

  private ServiceStatusView with(ServiceStatusView old, List<StoredCondition> conditions) {
    return new ServiceStatusView(
        old.key(), old.uid(), "", old.generation(), old.deleting(), conditions);
  }

  private String store(ServiceStatusView service) {
    String stored = Long.toString(++version);
    server.put(
        service.key(),
        new ServiceStatusView(
            service.key(),
            service.uid(),
            stored,
            service.generation(),
            service.deleting(),
            service.conditions()));
    return stored;
  }

  synchronized void script(Fate... fates) {
    script.addAll(List.of(fates));
  }

  /** The informer catches up. */
  synchronized void show() {
    shown.clear();
    shown.putAll(server);
  }

  synchronized Optional<ServiceStatusView> shown(ServiceKey key) {
    return Optional.ofNullable(shown.get(key));
  }

  synchronized ServiceStatusView server(String name) {
    return server.get(key(name));
  }

  /** {@code Accepted True Valid: text}, a line for each condition on the server. */
  synchronized List<String> told(String name) {
    return server.get(key(name)).conditions().stream()
        .map(
            condition ->
                String.join(
                        " ",
                        condition.type().substring("fairway.dev/".length()),
                        condition.status(),
                        condition.reason())
                    + ": "
                    + condition.message())
        .toList();
  }

  WriteResult write(StatusWrite write) {
    onWrite.run();
    WriteResult result = answer(write);
    afterWrite.run();
    return result;
  }

  private synchronized WriteResult answer(StatusWrite write) {
    requests++;
    Fate fate = script.isEmpty() ? otherwise : script.remove();
    ServiceStatusView there = server.get(write.service());
    if (fate == Fate.REFUSED) {
      return WriteResult.failed("refused");
    }
    if (there == null || !there.uid().equals(write.uid())) {
      return WriteResult.gone();
    }
    String stored = store(with(there, write.conditions()));
    taken.add(write);
    return fate == Fate.TAKEN ? WriteResult.written(stored) : WriteResult.failed("no answer");
  }
}
