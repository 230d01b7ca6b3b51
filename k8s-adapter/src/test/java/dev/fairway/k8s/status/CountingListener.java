package dev.fairway.k8s.status;

import dev.fairway.core.intent.ServiceKey;
import java.util.ArrayList;
import java.util.List;

/** A listener that records its calls. */
final class CountingListener implements StatusListener {

  final List<String> statuses = new ArrayList<>();
  final List<String> events = new ArrayList<>();

  @Override
  public synchronized void statusWritten(ServiceKey service) {
    statuses.add("written " + service.name());
  }

  @Override
  public synchronized void statusFailed(ServiceKey service, String problem) {
    statuses.add("failed " + service.name() + ": " + problem);
  }

  @Override
  public synchronized void statusOverwritten(ServiceKey service) {
    statuses.add("overwritten " + service.name());
  }

  @Override
  public synchronized void acceptedTooLong(ServiceKey service) {
    statuses.add("too long " + service.name());
  }

  @Override
  public synchronized void eventWritten() {
    events.add("written");
  }

  @Override
  public synchronized void eventFailed(String problem) {
    events.add("failed " + problem);
  }

  @Override
  public synchronized void eventsLeftOut(int count) {
    events.add("left out " + count);
  }
}
