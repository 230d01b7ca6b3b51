package dev.fairway.operator.run;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Lease that processes share, and what is seen of it on the way. fabric8's elector tells that
 * it no longer leads only after its calls came back, which may be long after others may lead; so
 * what counts is when the last renewal that succeeded was begun.
 */
final class ObservedLease implements Lock {

  /** Hears of the Lease. */
  interface Watcher {

    /** It names that holder; empty: none. */
    void heldBy(Optional<String> holder, long begunAt);

    /** It could not be read or written. */
    void failed(KubernetesClientException why);
  }

  private final LeaseLock lock;
  private final LongSupplier nanoClock;
  private final Watcher watcher;

  ObservedLease(LeaseLock lock, LongSupplier nanoClock, Watcher watcher) {
    this.lock = lock;
    this.nanoClock = nanoClock;
    this.watcher = watcher;
  }

  @Override
  public @Nullable LeaderElectionRecord get(KubernetesClient client) {
    @Nullable LeaderElectionRecord record = observed(() -> lock.get(client));
    Optional<String> holder =
        Optional.ofNullable(record).map(LeaderElectionRecord::getHolderIdentity);
    if (!holder.equals(Optional.of(identity()))) {
      watcher.heldBy(holder.filter(name -> !name.isEmpty()), nanoClock.getAsLong());
    }
    return record;
  }

  @Override
  public void create(KubernetesClient client, LeaderElectionRecord record) {
    write(record, () -> lock.create(client, record));
  }

  @Override
  public void update(KubernetesClient client, LeaderElectionRecord record) {
    write(record, () -> lock.update(client, record));
  }

  private void write(LeaderElectionRecord record, Runnable write) {
    long begunAt = nanoClock.getAsLong();
    observed(
        () -> {
          write.run();
          return record;
        });
    watcher.heldBy(Optional.ofNullable(record.getHolderIdentity()), begunAt);
  }

  private <T> @Nullable T observed(Supplier<@Nullable T> call) {
    try {
      return call.get();
    } catch (KubernetesClientException failed) {
      // Two at once is what a Lease is for: the other one was faster.
      if (failed.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        watcher.failed(failed);
      }
      throw failed;
    }
  }

  @Override
  public String identity() {
    return lock.identity();
  }

  @Override
  public String describe() {
    return lock.describe();
  }
}
