package dev.fairway.operator.run;

import dev.fairway.embedded.EmbeddedKubernetes;
import dev.fairway.operator.instance.ScriptedInstance;
import dev.fairway.operator.log.LoggingConfiguration;
import dev.fairway.operator.server.HttpResult;
import dev.fairway.operator.settings.Settings;
import dev.fairway.operator.settings.Settings.LogFormat;
import dev.fairway.operator.settings.SettingsReader;
import dev.fairway.operator.settings.SettingsReading;
import dev.fairway.runtime.SyncListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** An operator in a thread of this process, over an API server that the test has. */
final class RunningOperator implements AutoCloseable {

  static final Duration LONGEST = Duration.ofSeconds(20);

  final StopSignal stop = new StopSignal();
  final AtomicReference<ScriptedInstance> fairway = new AtomicReference<>();
  final Path settingsFile;
  final SettingsWatch watch;
  private final int port;
  private final StringWriter log = new StringWriter();
  private final CompletableFuture<Void> ended;

  private RunningOperator(
      Path folder, ClusterAccess cluster, String more, int port, InstantSource clock) {
    this.port = port;
    settingsFile = folder.resolve("fairway.yaml");
    write(settingsFile, "cluster: {name: shop-eu}\nserver: {port: %d}\n%s".formatted(port, more));
    watch = new SettingsWatch(settingsFile, Map.of(), Map.of());
    SettingsReading reading = SettingsReader.read(Optional.of(settingsFile), Map.of(), Map.of());
    Settings settings =
        reading.settings().orElseThrow(() -> new AssertionError(reading.diagnostics()));
    ScriptedInstance forItsBackend = new ScriptedInstance();
    OperatorInputs inputs =
        new OperatorInputs(
            "1.2.3",
            settings,
            watch,
            cluster,
            forItsBackend.backend(),
            "me-1",
            System::nanoTime,
            clock);
    Operator operator =
        new Operator(
            inputs,
            parts -> {
              ScriptedInstance started =
                  new ScriptedInstance(parts.syncListeners().toArray(SyncListener[]::new));
              fairway.set(started);
              return started;
            },
            stop);
    ended =
        CompletableFuture.runAsync(
            () -> {
              LoggingConfiguration running =
                  new LoggingConfiguration(LogFormat.TEXT, Map.of(), new PrintWriter(log));
              try (running) {
                operator.run();
              }
            });
  }

  static RunningOperator over(Path folder, EmbeddedKubernetes kubernetes, String more) {
    return over(folder, kubernetes, more, freePort());
  }

  static RunningOperator over(Path folder, EmbeddedKubernetes kubernetes, String more, int port) {
    return over(folder, kubernetes, more, port, InstantSource.system());
  }

  /** One with a wall clock of the test's. */
  static RunningOperator over(
      Path folder, EmbeddedKubernetes kubernetes, String more, InstantSource clock) {
    return over(folder, kubernetes, more, freePort(), clock);
  }

  private static RunningOperator over(
      Path folder, EmbeddedKubernetes kubernetes, String more, int port, InstantSource clock) {
    Path kubeconfig = folder.resolve("kubeconfig");
    write(kubeconfig, kubernetes.kubeconfig());
    return new RunningOperator(
        folder, new KubeconfigAccess(kubeconfig, Optional.empty()), more, port, clock);
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static int freePort() {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  HttpResult get(String pathAndQuery) {
    return HttpResult.get(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), pathAndQuery);
  }

  ScriptedInstance awaitFairway() {
    Awaitility.await().atMost(LONGEST).until(() -> fairway.get() != null || ended.isDone());
    if (ended.isCompletedExceptionally()) {
      throw new AssertionError(problem());
    }
    return fairway.get();
  }

  void awaitReady(String line) {
    Awaitility.await()
        .atMost(LONGEST)
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .untilAsserted(
            () -> {
              String body = get("/readyz").body();
              if (body.lines().noneMatch(line::equals)) {
                throw new AssertionError(line + " not in:\n" + body + log);
              }
            });
  }

  /** Why it did not start; fails where it did. */
  String problem() {
    try {
      ended.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
      throw new AssertionError("it ran and ended well: " + log);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof StartException cannot) {
        return cannot.problem();
      }
      throw new AssertionError(failed.getCause());
    } catch (TimeoutException late) {
      throw new AssertionError("it runs: " + log);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  String log() {
    return log.toString();
  }

  /** Stops it and waits for its end. */
  @Override
  public void close() {
    stop.give();
    Awaitility.await().atMost(LONGEST).until(ended::isDone);
  }
}
